import { decideReverse } from '../../domain/billing/bank-transfer';
import { monthOf } from '../../domain/billing/calendar';
import { balanceOf } from '../../domain/billing/invoice-totals';
import { movedPosting } from '../../domain/billing/ledger';
import { sum } from '../../domain/billing/money';
import { willBeSummarized } from '../../domain/billing/summary';
import { refuse } from '../../domain/refusal';
import type { Scope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import { BillingMonthRepository } from '../invoice/billing-month.repository';
import { InvoiceChangeRepository, type LockedInvoice } from '../invoice/invoice-change.repository';
import { takeFromInvoice } from '../invoice/invoice-money';
import { LedgerRepository } from '../invoice/ledger.repository';
import { PaymentAttemptRepository } from './payment-attempt.repository';
import { PaymentReturnRepository } from './payment-return.repository';
import { moveKept, whereFrom } from './payment-returns';
import type { LockedPayment } from './refundable-payment.repository';

/** Said on a payment whose record was taken back. */
const MISTAKEN = 'This bank transfer was recorded by mistake: the money was not received for it.';

/** What a reversal took back. Minor units. */
export interface Reversed {
  readonly fromCredit: bigint;
  /** Invoices that are open again, with what was taken from each. */
  readonly invoices: readonly {
    readonly invoice: LockedInvoice;
    readonly amount: bigint;
    readonly remaining: bigint;
  }[];
}

/**
 * Takes the record of a bank transfer back, as if it had not been made: payment, invoices, ledger, history. The credit
 * that it brought goes first, then what it paid; invoices that its credit has paid since are open again. They are
 * collected as usual. The account is locked by whoever calls.
 * @throws Refusal as `decideReverse`.
 */
export async function reverseTransfer(
  unit: Unit,
  by: {
    readonly scope: Scope;
    readonly payment: LockedPayment;
    readonly now: Date;
  },
): Promise<Reversed> {
  const { scope, payment, now } = by;
  const { pk, accountId, currency, amount } = payment;
  const { back, shares } = await whereFrom(unit, scope, payment, amount, true);
  refuse(decideReverse({ ...payment, excess: back.excess }));
  const changes = new InvoiceChangeRepository(unit.tx);
  const taken = new Map(back.shares.map((share) => [share.invoiceId, share.amount]));
  const paid = new Map(shares.map((share) => [share.invoiceId, share.left]));
  const keys = [...new Set([...taken.keys(), ...paid.keys()])];
  const invoices: Reversed['invoices'][number][] = [];
  for (const invoice of await changes.lock(scope, keys)) {
    const part = taken.get(invoice.pk) ?? 0n;
    const after =
      part === 0n
        ? invoice
        : await takeFromInvoice(unit, scope, invoice, part, { held: false, now });
    // What it brought beyond what the invoice asks for had become credit.
    const over = (paid.get(invoice.pk) ?? 0n) - part;
    if (over > 0n) await moveKept(changes, { scope, now, how: 'NEVER_WAS' }, [after], over);
    await unlessSummarized(unit, scope, after);
    if (part > 0n) invoices.push({ invoice: after, amount: part, remaining: balanceOf(after) });
  }
  const cause = { reversed: true } as const;
  const returned = [
    ...back.shares.map((share) => ({ ...share, cause, ours: false })),
    { cause, invoiceId: null, ours: false, amount: back.credit },
  ];
  await new PaymentReturnRepository(unit.tx).add(scope, payment, returned, now);
  await new PaymentAttemptRepository(unit.tx).reversed(scope, pk, MISTAKEN);
  const receivable = -sum(back.shares.map((share) => share.amount));
  const sides = movedPosting({ receivable, credit: -back.credit, cost: 0n });
  const posting = { accountId, name: `reversal ${pk}`, currency, sides };
  await new LedgerRepository(unit.tx).post(scope, [posting], now);
  unit.audit({
    subject: new RowRef('Payment', pk),
    accountId,
    before: { status: 'SUCCEEDED' },
    after: { status: 'REVERSED' },
  });
  return { fromCredit: back.credit, invoices };
}

/**
 * An invoice is to be paid by itself (R49) when its month was summarized without it, or something of it stays paid: a
 * summary asks for all of each.
 */
async function unlessSummarized({ tx }: Unit, scope: Scope, invoice: LockedInvoice): Promise<void> {
  if (!willBeSummarized(invoice)) return;
  const closed = await new BillingMonthRepository(tx).lastClosed(scope);
  if (invoice.paid > 0n || (closed !== null && monthOf(invoice.issuedOn) <= closed))
    await new InvoiceChangeRepository(tx).leavesSummary(scope, invoice);
}
