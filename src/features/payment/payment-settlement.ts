import { isCardRefused } from '../../domain/billing/decline';
import { wasTried } from '../../domain/billing/dunning';
import type { Scope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import { BilledAccountRepository } from '../invoice/billed-account.repository';
import { giveBack, spendAfterAll } from '../token/token-spending.repository';
import { renewCard, type CardRemoval } from './card-removal';
import { ChargeableCardRepository } from './chargeable-card.repository';
import { Dunning, type Failure } from './dunning';
import { codeOf, endOf, endOfSettled, failed, type AttemptEnd, type Learned } from './attempt-end';
import type { Attempt } from './attempt.types';
import { settleHeld } from './held-credit';
import type { FulfilHow } from './order-hooks';
import { PaymentAttemptRepository } from './payment-attempt.repository';
import { PaymentBooking, type PaymentBookingDeps, type RecordedTransfer } from './payment-booking';
import type { GatewayFaults } from './gateway-faults';

/** An attempt that has been settled, or could not be yet. */
export interface SettledAttempt {
  readonly attempt: Attempt;
  readonly end: AttemptEnd;
  /** Whether this call settled it; false when somebody else had. */
  readonly first: boolean;
}

/** How an attempt is settled. */
export interface SettleHow extends Partial<FulfilHow> {
  /** What the gateway was asked about: should the attempt have gone on since, it is asked again. */
  readonly asked?: Pick<Attempt, 'charge'>;
  /** False where people are told another way. */
  readonly receipt?: boolean;
  /** What the bank says of it. */
  readonly transfer?: RecordedTransfer;
}

/** What becomes of credit whose card was not charged. */
const NOT_USED = failed(
  'CARD_NOT_CHARGED',
  'The card was not charged, so the credit was not used either.',
);

/** What settling needs of the rest. */
export interface PaymentSettlementDeps extends PaymentBookingDeps {
  readonly removal: CardRemoval;
  readonly faults: GatewayFaults;
}

/** Writes down the outcome of attempts to pay, once each, with everything that follows from it. */
export class PaymentSettlement {
  private readonly dunning: Dunning;
  private readonly booking: PaymentBooking;

  constructor(private readonly deps: PaymentSettlementDeps) {
    this.dunning = new Dunning(deps);
    this.booking = new PaymentBooking(deps);
  }

  /**
   * Settles an attempt in the transaction of `unit`: payment, invoices, ledger, mails, and the order that it
   * was to pay. One whose outcome is not known stays as it is; one that somebody else settled is left alone.
   * @param asked The attempt as it was when the gateway was asked about it: what is known of an attempt without
   *   a charge says nothing of one that has been opened since (R56). Left out by who charged it.
   */
  async settle(
    unit: Unit,
    scope: Scope,
    key: number,
    end: AttemptEnd,
    now: Date,
    how: SettleHow = {},
  ): Promise<SettledAttempt> {
    const attempts = new PaymentAttemptRepository(unit.tx);
    const { accountId } = await attempts.byKey(scope, key);
    const account = await new BilledAccountRepository(unit.tx).lockOne(scope, accountId);
    const attempt = await attempts.lock(scope, key);
    if (attempt.status !== 'PENDING') return { attempt, end: endOfSettled(attempt), first: false };
    const { asked, ...rest } = how;
    if (asked !== undefined && asked.charge !== attempt.charge)
      return { attempt, end: endOf({ outcome: 'UNKNOWN' }), first: false };
    if (end.status === 'FAILED' && attempt.automatic)
      end = await this.dunning.counted(unit, scope, { account, attempt, end, now });
    const { status, learned = {}, ...what } = end;
    if (status === 'PENDING') return { attempt, end, first: false };
    await attempts.settle(scope, key, { ...what, status, now });
    unit.audit({
      subject: new RowRef('Payment', key),
      accountId,
      before: { status: 'PENDING' },
      after: { status, ...(end.failureCode === null ? {} : { failure: codeOf(end.failureCode) }) },
    });
    await (status === 'SUCCEEDED'
      ? this.booking.paid(
          unit,
          scope,
          { account, attempt, now, late: false },
          { dryRun: false, ...rest },
        )
      : this.failed(unit, scope, { account, attempt, end, now }));
    await this.learn(unit, scope, attempt, learned, now);
    // A guest's card is nobody's to charge again: the account may be that of somebody else.
    if (!account.isOpen) await this.deps.removal.all(unit, scope, accountId, now);
    return { attempt, end, first: true };
  }

  /** Writes down what the gateway has told of the card, and of itself. */
  private async learn(
    unit: Unit,
    scope: Scope,
    { accountId, methodKey, gateway }: Attempt,
    { card, lost, fault }: Learned,
    now: Date,
  ): Promise<void> {
    const { removal, faults } = this.deps;
    if (gateway === null) return;
    if (card !== undefined && card !== null && methodKey !== null)
      await renewCard(unit, scope, { accountId, key: methodKey }, card);
    if (lost === 'CARD')
      await removal.lost(unit, scope, { accountId, gateway, only: methodKey }, now);
    else if (lost !== undefined) {
      const cards = new ChargeableCardRepository(unit.tx);
      const customer = await cards.customer(scope, accountId, gateway);
      // Somebody may have added a card meanwhile, and so made another customer, whose cards stay.
      if (customer === lost.customer) await removal.lost(unit, scope, { accountId, gateway }, now);
    }
    if (fault !== undefined) await faults.notify(unit, { gateway, fault, now });
  }

  /**
   * An attempt that had failed was made after all: the money is for what it was to pay. What nobody asks for any more
   * stays the customer's, and staff are told. Nothing happens when it has not failed.
   */
  async late(unit: Unit, scope: Scope, key: number, reference: string, now: Date): Promise<void> {
    const attempts = new PaymentAttemptRepository(unit.tx);
    const { accountId } = await attempts.byKey(scope, key);
    const account = await new BilledAccountRepository(unit.tx).lockOne(scope, accountId);
    const attempt = await attempts.lock(scope, key);
    if (attempt.status !== 'FAILED') return;
    await attempts.madeLate(scope, key, reference, now);
    unit.audit({
      subject: new RowRef('Payment', key),
      accountId,
      before: { status: 'FAILED' },
      after: { status: 'SUCCEEDED' },
    });
    const { tokenId, spentMonth: month, amount } = attempt;
    if (tokenId !== null && month !== null)
      await spendAfterAll(unit.tx, scope, { accountId, tokenId, month, amount });
    await this.booking.paid(unit, scope, { account, attempt, now, late: true }, { dryRun: false });
  }

  /** Nobody knows the outcome of a payment: the order that waits for it is called off, and its lines are free again. */
  async letOrderGo(
    unit: Unit,
    scope: Scope,
    { pk, accountId, orderId }: Attempt,
    now: Date,
  ): Promise<void> {
    if (orderId === null || !(await this.deps.orders.isPending(unit, scope, orderId))) return;
    await this.deps.orders.failed(unit, scope, orderId, now);
    unit.audit({
      subject: new RowRef('Payment', pk),
      accountId,
      before: { order: 'PENDING' },
      after: { order: 'FAILED' },
    });
  }

  private async failed(unit: Unit, scope: Scope, failure: Failure): Promise<void> {
    const { attempt, end, now } = failure;
    const { orderId } = attempt;
    if (orderId !== null && (await this.deps.orders.isPending(unit, scope, orderId)))
      await this.deps.orders.failed(unit, scope, orderId, now);
    const held = await settleHeld(unit, scope, attempt, NOT_USED, now);
    const { accountId, tokenId, spentMonth: month } = attempt;
    const amount = attempt.amount + (held?.amount ?? 0n);
    if (tokenId !== null && month !== null)
      await giveBack(unit.tx, scope, { accountId, tokenId, month, amount });
    if (isCardRefused(end.failureCode)) await this.deps.removal.declined(unit, scope, attempt, now);
    if (attempt.automatic && wasTried(end.failureCode))
      await this.dunning.failed(unit, scope, failure);
  }
}
