import type { Day } from '../../domain/billing/calendar';
import { isCardRefused } from '../../domain/billing/decline';
import { dayOf } from '../../domain/billing/day-of';
import {
  countedFailure,
  isUnanswered,
  nextAttemptOn,
  wasTried,
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
import type { CardRemoval } from './card-removal';
import { PaymentAttemptRepository, type Attempt } from './payment-attempt.repository';
import { endOf, type AttemptEnd } from './payments';

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

/** Writes down what came of attempts to pay, once each, with everything that follows from it. */
export class PaymentSettlement {
  constructor(
    private readonly notifier: Notifier,
    private readonly staff: StaffNotifier,
    private readonly orders: OrderHooks,
    private readonly removal: CardRemoval,
    private readonly timeZone: string,
  ) {}

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
    const { status, ...what } = end;
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
    return { attempt, end, first: true };
  }

  private async untriedSince(unit: Unit, scope: Scope, attempt: Attempt): Promise<Date> {
    const attempts = new PaymentAttemptRepository(unit.tx);
    const [share] = await attempts.shares(scope, attempt.pk);
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
      const invoiceId = await this.orders.paid(unit, scope, orderId, now, how);
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
    await this.notifier.notify(
      unit,
      accountId,
      { event: 'PAYMENT_RECEIVED', summary, paidBy: attempt.membershipId },
      () => ({
        parameters: {
          numbers: paid.map(({ number }) => number),
          receivedOn: dayOf(now, this.timeZone),
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
    if (attempt.orderId !== null) await this.orders.failed(unit, scope, attempt.orderId, now);
    const { accountId, tokenId, spentMonth: month, amount } = attempt;
    if (tokenId !== null && month !== null)
      await giveBack(unit.tx, scope, { accountId, tokenId, month, amount });
    if (isCardRefused(end.failureCode)) await this.removal.declined(unit, scope, attempt, now);
    if (attempt.automatic && wasTried(end.failureCode))
      await this.failedAutomatically(unit, scope, failure);
  }

  /** Tells the people who get invoices; after the last attempt the invoice is overdue, and staff are told (R53). */
  private async failedAutomatically(unit: Unit, scope: Scope, failure: Failure): Promise<void> {
    const { account, attempt, end } = failure;
    const attempts = new PaymentAttemptRepository(unit.tx);
    const changes = new InvoiceChangeRepository(unit.tx);
    const { pk, accountId, amount, currency } = attempt;
    const shares = await attempts.shares(scope, pk);
    for (const { invoiceId } of shares) {
      const invoice = await changes.lockOne(scope, invoiceId);
      const { failed, firstAt, lastAt } = await attempts.failedAutomatically(scope, invoiceId);
      const [first, last] = [firstAt, lastAt].map((at) =>
        dayOf(at ?? attempt.attemptedAt, this.timeZone),
      ) as [Day, Day];
      const next = nextAttemptOn(first, failed, last);
      if (next === null && invoice.status === 'OPEN') {
        recordStatus(unit, invoice, await changes.change(scope, invoice, { status: 'OVERDUE' }));
        const tried = { tries: failed, failure: end.failure };
        await this.staff.tell(unit, 'staff-invoice-overdue', overdueSaid(account, invoice, tried));
      } else if (isUnanswered(end.failureCode))
        await this.staff.tell(unit, 'staff-charge-unanswered', {
          account: account.name,
          accountNumber: account.number,
          number: invoice.number,
          amount: mailedAmount(amount, currency),
          nextAttemptOn: next,
        });
      await this.notifier.notify(
        unit,
        accountId,
        { event: 'PAYMENT_FAILED', summary: invoice.kind === 'SUMMARY' },
        () => ({
          parameters: { number: invoice.number, nextAttemptOn: next },
          amounts: { amount: mailedAmount(amount, currency), method: attempt.card },
        }),
      );
    }
  }
}
