import type { Day } from '../../domain/billing/calendar';
import { dayOf } from '../../domain/billing/day-of';
import { balanceOf } from '../../domain/billing/invoice-totals';
import { creditPaymentPosting, movedPosting } from '../../domain/billing/ledger';
import { sum } from '../../domain/billing/money';
import { mailedAmount } from '../../domain/mail/account-mails';
import type { Scope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import type { BilledAccount } from '../invoice/billed-account.repository';
import { InvoiceChangeRepository, type LockedInvoice } from '../invoice/invoice-change.repository';
import { payInvoice } from '../invoice/invoice-money';
import { LedgerRepository } from '../invoice/ledger.repository';
import { PAID } from './attempt-end';
import type { Attempt } from './attempt.types';
import type { DunningDeps } from './dunning';
import { moneyMovedSaid } from './money-moved';
import type { FulfilHow, OrderHooks } from './order-hooks';
import { PaymentAllocationRepository } from './payment-allocation.repository';
import { settleHeld } from './held-credit';

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

/** A payment with what it paid. */
interface Booked {
  readonly attempt: Attempt;
  /** The attempt, and what was paid from credit along with it. */
  readonly attempts: readonly Attempt[];
  readonly shares: readonly PaidShare[];
  /** What of it was for no invoice. */
  readonly unallocated: bigint;
}

/** What the bank says of a payment. */
export interface RecordedTransfer {
  readonly reference: string;
  readonly receivedOn: Day;
}

/** How people are told of a transfer, as of a card. */
export const transferText = (reference: string): string => `bank transfer ${reference}`;

/** What booking needs of the rest. */
export interface PaymentBookingDeps extends DunningDeps {
  readonly orders: OrderHooks;
}

/** What follows from an attempt that paid: its order, its invoices, the ledger, the receipt. */
export class PaymentBooking {
  constructor(private readonly deps: PaymentBookingDeps) {}

  async paid(
    unit: Unit,
    scope: Scope,
    success: Success,
    how: FulfilHow & { readonly receipt?: boolean; readonly transfer?: RecordedTransfer },
  ): Promise<void> {
    const { account, attempt, now } = success;
    const { orderId, amount } = attempt;
    const held = await settleHeld(unit, scope, attempt, PAID, now);
    const attempts = held === null ? [attempt] : [attempt, held];
    if (orderId !== null && (await this.deps.orders.isPending(unit, scope, orderId))) {
      const invoiceId = await this.deps.orders.paid(unit, scope, orderId, now, how);
      for (const part of attempts)
        await new PaymentAllocationRepository(unit.tx).allocate(scope, part, [
          { invoiceId, amount: part.amount },
        ]);
    } else if (!account.isOpen) await this.deps.orders.moneyCame(unit, scope, account, now);
    const shares: PaidShare[] = [];
    for (const part of attempts) shares.push(...(await this.book(unit, scope, part, now)));
    const unallocated =
      sum(attempts.map((part) => part.amount)) - sum(shares.map((one) => one.amount));
    // Of what staff record they know.
    if (success.late || (unallocated > 0n && how.transfer === undefined)) {
      const unasked = unallocated + sum(shares.map(({ kept }) => kept));
      const said = moneyMovedSaid('PAID_LATE', account, attempt, { amount, unasked });
      await this.deps.staff.notify(unit, 'staff-money-moved', said);
    }
    const booked = { attempt, attempts, shares, unallocated };
    if (how.receipt !== false) await this.sendReceipt(unit, booked, now, how.transfer);
  }

  /** Tells those who get receipts what was paid, of how much each invoice. */
  private async sendReceipt(
    unit: Unit,
    { attempt, attempts, shares, unallocated }: Booked,
    now: Date,
    transfer: RecordedTransfer | undefined,
  ): Promise<void> {
    const { accountId, currency, membershipId } = attempt;
    const method = transfer === undefined ? attempt.card : transferText(transfer.reference);
    const paid = [...new Map(shares.map(({ after }) => [after.pk, after])).values()];
    if (paid.length === 0 && transfer === undefined) return;
    const shareOf = (key: number): bigint =>
      sum(shares.filter(({ after }) => after.pk === key).map((share) => share.amount));
    const summary = paid.some(({ kind }) => kind === 'SUMMARY');
    const unpaid = paid.filter((invoice) => balanceOf(invoice) > 0n);
    const kept = unallocated + sum(shares.map((share) => share.kept));
    const fromCredit = attempts.find(({ kind }) => kind === 'CREDIT')?.amount ?? 0n;
    await this.deps.notifier.notify(
      unit,
      accountId,
      { event: 'PAYMENT_RECEIVED', summary, paidBy: membershipId },
      () => ({
        parameters: {
          numbers: paid.map(({ number }) => number),
          receivedOn: transfer?.receivedOn ?? dayOf(now, this.deps.timeZone),
        },
        amounts: {
          amount: mailedAmount(sum(attempts.map((part) => part.amount)), currency),
          shares: paid.map(({ pk, number }) => ({
            number,
            amount: mailedAmount(shareOf(pk), currency),
          })),
          method,
          ...(fromCredit > 0n && { fromCredit: mailedAmount(fromCredit, currency) }),
          ...(unpaid.length > 0 && {
            remaining: unpaid.map((invoice) => ({
              number: invoice.number,
              amount: mailedAmount(balanceOf(invoice), currency),
            })),
          }),
          ...(kept > 0n && { keptAsCredit: mailedAmount(kept, currency) }),
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
    const how = { fromCredit, limits: this.deps.limits, now };
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
    const allocations = new PaymentAllocationRepository(unit.tx);
    const changes = new InvoiceChangeRepository(unit.tx);
    const shares = await allocations.shares(scope, attempt.pk);
    const keys = shares.map(({ invoiceId }) => invoiceId);
    const named = new Map((await changes.lock(scope, keys)).map((one) => [one.pk, one]));
    const now = new Map<number, bigint>();
    for (const { invoiceId, amount } of shares) {
      const key = named.get(invoiceId)?.summaryInvoiceId ?? invoiceId;
      now.set(key, (now.get(key) ?? 0n) + amount);
    }
    if ([...now.keys()].some((key) => !named.has(key)))
      await allocations.reallocate(
        scope,
        attempt,
        [...now].map(([invoiceId, amount]) => ({ invoiceId, amount })),
      );
    const invoices = await changes.lock(scope, [...now.keys()]);
    return invoices.map((invoice) => ({ invoice, amount: now.get(invoice.pk) ?? 0n }));
  }
}
