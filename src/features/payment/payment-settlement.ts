import type { Day } from '../../domain/billing/calendar';
import { isCardRefused } from '../../domain/billing/decline';
import type { LimitsOf } from '../../domain/billing/charge-limits';
import { dayOf } from '../../domain/billing/day-of';
import {
  countedFailure,
  isUnanswered,
  nextAttemptOn,
  wasTried,
  type FailedAttempts,
} from '../../domain/billing/dunning';
import { paymentPosting } from '../../domain/billing/ledger';
import { sum } from '../../domain/billing/money';
import { mailedAmount } from '../../domain/mail/account-mails';
import type { Scope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import { Ref } from '../../graphql/outcome';
import { BilledAccountRepository, type BilledAccount } from '../invoice/billed-account.repository';
import {
  InvoiceChangeRepository,
  recordStatus,
  type LockedInvoice,
} from '../invoice/invoice-change.repository';
import { overdueSaid } from '../invoice/overdue-said';
import { LedgerRepository } from '../invoice/ledger.repository';
import type { OneTimePasswords } from '../license/customer-accounts';
import type { Notifier } from '../mail/notifier';
import type { StaffNotifier } from '../mail/staff-notifier';
import { giveBack } from '../token/token-spending';
import { renewCard, type CardRemoval } from './card-removal';
import { PaymentAttemptRepository, type Attempt } from './payment-attempt.repository';
import { endOf, type AttemptEnd, type Learned } from './attempt-end';
import type { GatewayFaults } from './gateway-faults';

/** How an order is fulfilled. */
export interface FulfilHow {
  /** No number is drawn then. */
  readonly rehearsal: boolean;
  /** For a customer who is new and gets what was bought; made within the transaction when left out. */
  readonly passwords?: OneTimePasswords;
  /** The day of an order that is fulfilled as it is written down; today when left out. */
  readonly on?: Day;
}

/** What orders do when their payment is settled; the composition hands it over. */
export interface OrderHooks {
  /** Fulfils the order and issues its invoice, in the transaction that settles the payment. @returns the invoice's key. */
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

/** An attempt that did not pay. */
interface Failure {
  readonly account: BilledAccount;
  readonly attempt: Attempt;
  readonly end: AttemptEnd;
  readonly now: Date;
}

/** What settling needs of the rest. */
export interface PaymentSettlementParts {
  readonly notifier: Notifier;
  readonly staff: StaffNotifier;
  readonly orders: OrderHooks;
  readonly removal: CardRemoval;
  readonly faults: GatewayFaults;
  readonly limits: LimitsOf;
  readonly timeZone: string;
}

/** Writes down what came of attempts to pay, once each, with everything that follows from it. */
export class PaymentSettlement {
  constructor(private readonly parts: PaymentSettlementParts) {}

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
    } & Partial<FulfilHow> = {},
  ): Promise<SettledAttempt> {
    const attempts = new PaymentAttemptRepository(unit.tx);
    const { accountId } = await attempts.byKey(scope, key);
    const account = await new BilledAccountRepository(unit.tx).lockOne(scope, accountId);
    const attempt = await attempts.lock(scope, key);
    if (attempt.status !== 'PENDING')
      return { attempt, end: { ...end, ...attempt, chargeReference: null }, first: false };
    const { asked, ...rest } = how;
    if (end.status === 'FAILED' && attempt.automatic)
      end = countedFailure(end, { since: await this.untriedSince(unit, scope, attempt), now });
    if (asked !== undefined && asked.charge !== attempt.charge)
      return { attempt, end: endOf({ outcome: 'UNKNOWN' }), first: false };
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
      ? this.succeeded(unit, scope, attempt, now, { rehearsal: false, ...rest })
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
    const only = lost === 'CARD' ? { only: methodKey } : {};
    if (lost !== undefined) await removal.lost(unit, scope, { accountId, gateway, ...only }, now);
    if (fault !== undefined) await faults.tell(unit, { gateway, fault, now });
  }

  private async untriedSince(unit: Unit, scope: Scope, attempt: Attempt): Promise<Date> {
    const attempts = new PaymentAttemptRepository(unit.tx);
    const [share] = this.dunned(attempt, await attempts.shares(scope, attempt.pk));
    const since = share && (await attempts.untriedSince(scope, share.invoiceId));
    return since ?? attempt.attemptedAt;
  }

  private async succeeded(
    unit: Unit,
    scope: Scope,
    attempt: Attempt,
    now: Date,
    how: FulfilHow,
  ): Promise<void> {
    const { pk, accountId, orderId, currency, amount } = attempt;
    const attempts = new PaymentAttemptRepository(unit.tx);
    if (orderId !== null) {
      const invoiceId = await this.parts.orders.paid(unit, scope, orderId, now, how);
      await attempts.allocate(scope, attempt, [{ invoiceId, amount }]);
    }
    const shares = await attempts.shares(scope, pk);
    const changes = new InvoiceChangeRepository(unit.tx);
    const invoices = await changes.lock(
      scope,
      shares.map(({ invoiceId }) => invoiceId),
    );
    const shareOf = (key: number): bigint =>
      sum(shares.filter(({ invoiceId }) => invoiceId === key).map((share) => share.amount));
    const paid: LockedInvoice[] = [];
    for (const invoice of invoices)
      paid.push(await this.pay(unit, scope, invoice, shareOf(invoice.pk)));
    const posting = { accountId, name: `payment ${pk}`, currency, sides: paymentPosting(amount) };
    await new LedgerRepository(unit.tx).post(scope, [posting], now);
    const summary = paid.some(({ kind }) => kind === 'SUMMARY');
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
          amount: mailedAmount(amount, currency),
          shares: paid.map(({ pk: key, number }) => ({
            number,
            amount: mailedAmount(shareOf(key), currency),
          })),
          method: attempt.card,
        },
      }),
    );
  }

  /** Pays an invoice; a summary that is paid pays what it collects (R50). */
  private async pay(
    unit: Unit,
    scope: Scope,
    invoice: LockedInvoice,
    amount: bigint,
  ): Promise<LockedInvoice> {
    const changes = new InvoiceChangeRepository(unit.tx);
    const after = await changes.change(scope, invoice, { paid: invoice.paid + amount });
    recordStatus(unit, invoice, after);
    if (after.kind === 'SUMMARY' && after.status === 'PAID')
      for (const one of await changes.collectedBy(scope, after))
        recordStatus(
          unit,
          one,
          await changes.change(scope, one, { paid: one.total - one.credited }),
        );
    return after;
  }

  private async failed(unit: Unit, scope: Scope, failure: Failure): Promise<void> {
    const { attempt, end, now } = failure;
    if (attempt.orderId !== null) await this.parts.orders.failed(unit, scope, attempt.orderId, now);
    const { accountId, tokenId, spentMonth: month, amount } = attempt;
    if (tokenId !== null && month !== null)
      await giveBack(unit.tx, scope, { accountId, tokenId, month, amount });
    if (isCardRefused(end.failureCode))
      await this.parts.removal.declined(unit, scope, attempt, now);
    if (attempt.automatic && wasTried(end.failureCode))
      await this.failedAutomatically(unit, scope, failure);
  }

  /** Tells the people who get invoices; after the last attempt the invoice is overdue, and staff are told (R53). */
  private async failedAutomatically(unit: Unit, scope: Scope, failure: Failure): Promise<void> {
    const { account, attempt, end } = failure;
    const { notifier, staff } = this.parts;
    const attempts = new PaymentAttemptRepository(unit.tx);
    const changes = new InvoiceChangeRepository(unit.tx);
    const { pk, accountId, amount, currency } = attempt;
    const shares = await attempts.shares(scope, pk);
    const dunned = this.dunned(attempt, shares);
    const tried: FailedAttempts<Date>[] = [];
    for (const { invoiceId } of dunned)
      tried.push(await attempts.failedAutomatically(scope, invoiceId));
    const { failed, firstAt, lastAt } = tried.reduce((a, b) => (b.failed < a.failed ? b : a));
    const [first, last] = [firstAt, lastAt].map((at) =>
      dayOf(at ?? attempt.attemptedAt, this.parts.timeZone),
    ) as [Day, Day];
    const next = nextAttemptOn(first, failed, last);
    const invoices = await changes.lock(
      scope,
      dunned.map(({ invoiceId }) => invoiceId),
    );
    const numbers = invoices.map(({ number }) => number).join(', ');
    const overdue = invoices.filter(({ status }) => next === null && status === 'OPEN');
    for (const invoice of overdue) {
      recordStatus(unit, invoice, await changes.change(scope, invoice, { status: 'OVERDUE' }));
      const said = { tries: failed, failure: end.failure };
      await staff.tell(unit, 'staff-invoice-overdue', overdueSaid(account, invoice, said));
    }
    if (overdue.length === 0 && isUnanswered(end.failureCode))
      await staff.tell(unit, 'staff-charge-unanswered', {
        account: account.name,
        accountNumber: account.number,
        number: numbers,
        amount: mailedAmount(amount, currency),
        nextAttemptOn: next,
      });
    await notifier.notify(
      unit,
      accountId,
      { event: 'PAYMENT_FAILED', summary: invoices.some(({ kind }) => kind === 'SUMMARY') },
      () => ({
        parameters: {
          number: numbers,
          nextAttemptOn: next,
          reason: end.failure,
        },
        amounts: { amount: mailedAmount(amount, currency), method: attempt.card },
      }),
    );
  }

  /** What people are dunned for when a charge has failed: what was merely carried along is no reason. */
  private dunned<Share extends { readonly amount: bigint }>(
    { currency }: Attempt,
    shares: readonly Share[],
  ): readonly Share[] {
    const { least } = this.parts.limits(currency);
    const large = shares.filter(({ amount }) => amount >= least);
    return large.length > 0 ? large : shares;
  }
}
