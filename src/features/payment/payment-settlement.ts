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
import { balanceOf } from '../../domain/billing/invoice-totals';
import { movedPosting } from '../../domain/billing/ledger';
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
import { payInvoice } from '../invoice/invoice-money';
import { overdueSaid } from '../invoice/overdue-said';
import { LedgerRepository } from '../invoice/ledger.repository';
import type { OneTimePasswords } from '../license/customer-accounts';
import type { Notifier } from '../mail/notifier';
import type { StaffNotifier } from '../mail/staff-notifier';
import { giveBack, spendAfterAll } from '../token/token-spending';
import { renewCard, type CardRemoval } from './card-removal';
import { moneyMovedSaid } from './money-moved';
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
  /** Whether the order waits for its payment still. */
  waits(unit: Unit, scope: Scope, order: number): Promise<boolean>;
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

/** An attempt that paid. */
interface Success {
  readonly account: BilledAccount;
  readonly attempt: Attempt;
  readonly now: Date;
  /** Whether it had failed before. */
  readonly late: boolean;
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
      ? this.succeeded(
          unit,
          scope,
          { account, attempt, now, late: false },
          { rehearsal: false, ...rest },
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
      const customer = await new PaymentAttemptRepository(unit.tx).customer(
        scope,
        accountId,
        gateway,
      );
      // Somebody may have added a card meanwhile, and so made another customer, whose cards stay.
      if (customer === lost.customer) await removal.lost(unit, scope, { accountId, gateway }, now);
    }
    if (fault !== undefined) await faults.tell(unit, { gateway, fault, now });
  }

  private async untriedSince(unit: Unit, scope: Scope, attempt: Attempt): Promise<Date> {
    const attempts = new PaymentAttemptRepository(unit.tx);
    const [share] = this.dunned(attempt, await attempts.shares(scope, attempt.pk));
    const since = share && (await attempts.untriedSince(scope, share.invoiceId));
    return since ?? attempt.attemptedAt;
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
    await this.succeeded(unit, scope, { account, attempt, now, late: true }, { rehearsal: false });
  }

  /** Nobody knows what came of a payment: the order that waits for it is called off, and its lines are free again. */
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
    how: FulfilHow,
  ): Promise<void> {
    const { account, attempt, now } = success;
    const { pk, accountId, orderId, currency, amount } = attempt;
    const attempts = new PaymentAttemptRepository(unit.tx);
    if (orderId !== null && (await this.parts.orders.waits(unit, scope, orderId))) {
      const invoiceId = await this.parts.orders.paid(unit, scope, orderId, now, how);
      await attempts.allocate(scope, attempt, [{ invoiceId, amount }]);
    }
    const shares = await this.shares(unit, scope, attempt);
    const paid: LockedInvoice[] = [];
    for (const { invoice, amount: share } of shares)
      paid.push(await payInvoice(unit, scope, invoice, share));
    const receivable = sum(shares.map((share) => share.amount));
    const moved = { receivable, credit: amount - receivable, cost: 0n };
    const posting = { accountId, name: `payment ${pk}`, currency, sides: movedPosting(moved) };
    await new LedgerRepository(unit.tx).post(scope, [posting], now);
    if (success.late || moved.credit > 0n) {
      const tooMuch = paid.map(balanceOf).filter((balance) => balance < 0n);
      const unasked = moved.credit - sum(tooMuch);
      const said = moneyMovedSaid('PAID_LATE', account, attempt, { amount, unasked });
      await this.parts.staff.tell(unit, 'staff-money-moved', said);
    }
    if (paid.length === 0) return;
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
          shares: shares.map(({ invoice: { number }, amount: share }) => ({
            number,
            amount: mailedAmount(share, currency),
          })),
          method: attempt.card,
        },
      }),
    );
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

  private async failed(unit: Unit, scope: Scope, failure: Failure): Promise<void> {
    const { attempt, end, now } = failure;
    const { orderId } = attempt;
    if (orderId !== null && (await this.parts.orders.waits(unit, scope, orderId)))
      await this.parts.orders.failed(unit, scope, orderId, now);
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
