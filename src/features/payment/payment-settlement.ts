import type { Day } from '../../domain/billing/calendar';
import { isCardRefused } from '../../domain/billing/decline';
import { dayOf } from '../../domain/billing/day-of';
import { wasTried } from '../../domain/billing/dunning';
import { creditPaymentPosting, movedPosting } from '../../domain/billing/ledger';
import { sum } from '../../domain/billing/money';
import { mailedAmount } from '../../domain/mail/account-mails';
import type { Scope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import { Ref } from '../../graphql/outcome';
import { BilledAccountRepository, type BilledAccount } from '../invoice/billed-account.repository';
import { InvoiceChangeRepository, type LockedInvoice } from '../invoice/invoice-change.repository';
import { payInvoice } from '../invoice/invoice-money';
import { LedgerRepository } from '../invoice/ledger.repository';
import type { OneTimePasswords } from '../license/customer-accounts';
import { giveBack, spendAfterAll } from '../token/token-spending.repository';
import { renewCard, type CardRemoval } from './card-removal';
import { ChargeableCardRepository } from './chargeable-card.repository';
import { Dunning, type DunningDeps, type Failure } from './dunning';
import { moneyMovedSaid } from './money-moved';
import { PaymentAttemptRepository, type Attempt } from './payment-attempt.repository';
import { endOf, endOfSettled, failed, PAID, type AttemptEnd, type Learned } from './attempt-end';
import type { GatewayFaults } from './gateway-faults';

/** How an order is fulfilled. */
export interface FulfilHow {
  /** No number is drawn then. */
  readonly dryRun: boolean;
  /** For a customer who is new and gets what was bought; made within the transaction when left out. */
  readonly passwords?: OneTimePasswords;
  /** The day of an order that is fulfilled as it is written down; today when left out. */
  readonly on?: Day;
}

/** What orders do when their payment is settled; the composition hands it over. */
export interface OrderHooks {
  /** Whether the order waits for its payment still. */
  waits(unit: Unit, scope: Scope, order: number): Promise<boolean>;
  /** Fulfills the order and issues its invoice, in the transaction that settles the payment. @returns the invoice's key. */
  paid(unit: Unit, scope: Scope, order: number, now: Date, how: FulfilHow): Promise<number>;
  /** Nothing was paid: nothing of the order may stay but that it was tried (R27). */
  failed(unit: Unit, scope: Scope, order: number, now: Date): Promise<void>;
}

/** An attempt that has been settled, or could not be yet. */
export interface SettledAttempt {
  readonly attempt: Attempt;
  readonly end: AttemptEnd;
  /** Whether this call settled it; false when somebody else had. */
  readonly first: boolean;
}

/** An attempt that paid. */
interface Success {
  readonly account: BilledAccount;
  readonly attempt: Attempt;
  readonly now: Date;
  /** Whether it had failed before. */
  readonly late: boolean;
}

/** What a payment paid of an invoice. */
interface PaidShare {
  /** The invoice as it is then. */
  readonly after: LockedInvoice;
  readonly amount: bigint;
  /** What of it the invoice did not ask for. */
  readonly kept: bigint;
}

/** What becomes of credit whose card was not charged. */
const NOT_USED = failed(
  'CARD_NOT_CHARGED',
  'The card was not charged, so the credit was not used either.',
);

/** What settling needs of the rest. */
export interface PaymentSettlementParts extends DunningDeps {
  readonly orders: OrderHooks;
  readonly removal: CardRemoval;
  readonly faults: GatewayFaults;
}

/** Writes down the outcome of attempts to pay, once each, with everything that follows from it. */
export class PaymentSettlement {
  private readonly dunning: Dunning;

  constructor(private readonly parts: PaymentSettlementParts) {
    this.dunning = new Dunning(parts);
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
    how: {
      /** What the gateway was asked about: should the attempt have gone on since, it is asked again. */
      readonly asked?: Pick<Attempt, 'charge'>;
      /** False where people are told another way. */
      readonly receipt?: boolean;
    } & Partial<FulfilHow> = {},
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
      subject: new Ref('Payment', key),
      accountId,
      before: { status: 'PENDING' },
      after: { status, ...(end.failureCode === null ? {} : { failure: end.failureCode }) },
    });
    await (status === 'SUCCEEDED'
      ? this.succeeded(
          unit,
          scope,
          { account, attempt, now, late: false },
          { dryRun: false, ...rest },
        )
      : this.failed(unit, scope, { account, attempt, end, now }));
    await this.learn(unit, scope, attempt, learned, now);
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
    const { removal, faults } = this.parts;
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
    if (fault !== undefined) await faults.tell(unit, { gateway, fault, now });
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
      subject: new Ref('Payment', key),
      accountId,
      before: { status: 'FAILED' },
      after: { status: 'SUCCEEDED' },
    });
    const { tokenId, spentMonth: month, amount } = attempt;
    if (tokenId !== null && month !== null)
      await spendAfterAll(unit.tx, scope, { accountId, tokenId, month, amount });
    await this.succeeded(unit, scope, { account, attempt, now, late: true }, { dryRun: false });
  }

  /** Nobody knows the outcome of a payment: the order that waits for it is called off, and its lines are free again. */
  async letOrderGo(
    unit: Unit,
    scope: Scope,
    { pk, accountId, orderId }: Attempt,
    now: Date,
  ): Promise<void> {
    if (orderId === null || !(await this.parts.orders.waits(unit, scope, orderId))) return;
    await this.parts.orders.failed(unit, scope, orderId, now);
    unit.audit({
      subject: new Ref('Payment', pk),
      accountId,
      before: { order: 'PENDING' },
      after: { order: 'FAILED' },
    });
  }

  private async succeeded(
    unit: Unit,
    scope: Scope,
    success: Success,
    how: FulfilHow & { readonly receipt?: boolean },
  ): Promise<void> {
    const { account, attempt, now } = success;
    const { accountId, orderId, currency, amount } = attempt;
    const attempts = new PaymentAttemptRepository(unit.tx);
    const found = await attempts.creditWith(scope, attempt);
    const held = found?.status === 'PENDING' ? found : null;
    if (held !== null) await this.settleHeld(unit, scope, held, PAID, now);
    const parts = held === null ? [attempt] : [attempt, held];
    if (orderId !== null && (await this.parts.orders.waits(unit, scope, orderId))) {
      const invoiceId = await this.parts.orders.paid(unit, scope, orderId, now, how);
      for (const part of parts)
        await attempts.allocate(scope, part, [{ invoiceId, amount: part.amount }]);
    }
    const shares: PaidShare[] = [];
    for (const part of parts) shares.push(...(await this.book(unit, scope, part, now)));
    const paid = [...new Map(shares.map(({ after }) => [after.pk, after])).values()];
    const shareOf = (key: number): bigint =>
      sum(shares.filter(({ after }) => after.pk === key).map((share) => share.amount));
    const unallocated =
      sum(parts.map((part) => part.amount)) - sum(shares.map((one) => one.amount));
    if (success.late || unallocated > 0n) {
      const unasked = unallocated + sum(shares.map(({ kept }) => kept));
      const said = moneyMovedSaid('PAID_LATE', account, attempt, { amount, unasked });
      await this.parts.staff.tell(unit, 'staff-money-moved', said);
    }
    if (paid.length === 0 || how.receipt === false) return;
    const summary = paid.some(({ kind }) => kind === 'SUMMARY');
    const fromCredit = parts.find(({ kind }) => kind === 'CREDIT')?.amount ?? 0n;
    await this.parts.notifier.notify(
      unit,
      accountId,
      { event: 'PAYMENT_RECEIVED', summary, paidBy: attempt.membershipId },
      () => ({
        parameters: {
          numbers: paid.map(({ number }) => number),
          receivedOn: dayOf(now, this.parts.timeZone),
        },
        amounts: {
          amount: mailedAmount(sum(parts.map((part) => part.amount)), currency),
          shares: paid.map(({ pk, number }) => ({
            number,
            amount: mailedAmount(shareOf(pk), currency),
          })),
          method: attempt.card,
          ...(fromCredit > 0n && { fromCredit: mailedAmount(fromCredit, currency) }),
        },
      }),
    );
  }

  /** Pays the invoices of one payment, and posts it; what is for none is credit of the account. */
  private async book(
    unit: Unit,
    scope: Scope,
    attempt: Attempt,
    now: Date,
  ): Promise<readonly PaidShare[]> {
    const { pk, accountId, kind, currency, amount } = attempt;
    const fromCredit = kind === 'CREDIT';
    const shares = await this.shares(unit, scope, attempt);
    const receivable = sum(shares.map((share) => share.amount));
    const moved = { receivable, credit: amount - receivable, cost: 0n };
    // Posted first: what is paid too much becomes credit of what was taken in.
    const sides = fromCredit ? creditPaymentPosting(receivable) : movedPosting(moved);
    const posting = { accountId, name: `payment ${pk}`, currency, sides };
    await new LedgerRepository(unit.tx).post(scope, [posting], now);
    const how = { fromCredit, limits: this.parts.limits, now };
    const paid: PaidShare[] = [];
    for (const { invoice, amount: share } of shares) {
      const after = await payInvoice(unit, scope, invoice, share, how);
      paid.push({ after, amount: share, kept: after.creditKept - invoice.creditKept });
    }
    return paid;
  }

  /** What the attempt pays: of an invoice that has come onto a summary since, the summary (R49). */
  private async shares(
    unit: Unit,
    scope: Scope,
    attempt: Attempt,
  ): Promise<{ readonly invoice: LockedInvoice; readonly amount: bigint }[]> {
    const attempts = new PaymentAttemptRepository(unit.tx);
    const changes = new InvoiceChangeRepository(unit.tx);
    const shares = await attempts.shares(scope, attempt.pk);
    const keys = shares.map(({ invoiceId }) => invoiceId);
    const named = new Map((await changes.lock(scope, keys)).map((one) => [one.pk, one]));
    const now = new Map<number, bigint>();
    for (const { invoiceId, amount } of shares) {
      const key = named.get(invoiceId)?.summaryInvoiceId ?? invoiceId;
      now.set(key, (now.get(key) ?? 0n) + amount);
    }
    if ([...now.keys()].some((key) => !named.has(key)))
      await attempts.reallocate(
        scope,
        attempt,
        [...now].map(([invoiceId, amount]) => ({ invoiceId, amount })),
      );
    const invoices = await changes.lock(scope, [...now.keys()]);
    return invoices.map((invoice) => ({ invoice, amount: now.get(invoice.pk) ?? 0n }));
  }

  /** Settles the payment from credit that goes with the charge of a card. */
  private async settleHeld(
    unit: Unit,
    scope: Scope,
    { pk, accountId }: Attempt,
    end: AttemptEnd & { readonly status: 'SUCCEEDED' | 'FAILED' },
    now: Date,
  ): Promise<void> {
    await new PaymentAttemptRepository(unit.tx).settle(scope, pk, { ...end, now });
    unit.audit({
      subject: new Ref('Payment', pk),
      accountId,
      before: { status: 'PENDING' },
      after: { status: end.status },
    });
  }

  private async failed(unit: Unit, scope: Scope, failure: Failure): Promise<void> {
    const { attempt, end, now } = failure;
    const { orderId } = attempt;
    if (orderId !== null && (await this.parts.orders.waits(unit, scope, orderId)))
      await this.parts.orders.failed(unit, scope, orderId, now);
    const found = await new PaymentAttemptRepository(unit.tx).creditWith(scope, attempt);
    const held = found?.status === 'PENDING' ? found : null;
    if (held !== null) await this.settleHeld(unit, scope, held, NOT_USED, now);
    const { accountId, tokenId, spentMonth: month } = attempt;
    const amount = attempt.amount + (held?.amount ?? 0n);
    if (tokenId !== null && month !== null)
      await giveBack(unit.tx, scope, { accountId, tokenId, month, amount });
    if (isCardRefused(end.failureCode))
      await this.parts.removal.declined(unit, scope, attempt, now);
    if (attempt.automatic && wasTried(end.failureCode))
      await this.dunning.failed(unit, scope, failure);
  }
}
