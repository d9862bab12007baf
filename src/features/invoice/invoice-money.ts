import type { LimitsOf } from '../../domain/billing/charge-limits';
import { statusOf } from '../../domain/billing/invoice-life';
import { isUnpaid } from '../../domain/billing/invoice-totals';
import type { Scope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import {
  InvoiceChangeRepository,
  recordStatus,
  type InvoiceChange,
  type LockedInvoice,
} from './invoice-change.repository';

// Money of invoices and of summaries. As long as a summary is owed, what was paid of it stands on it alone; once it is
// not, it stands on its invoices too, to the cent. What is paid too much becomes credit of the account. The account is
// locked by whoever calls.

type Written = Pick<Unit, 'tx' | 'audit'>;

async function changed(
  unit: Written,
  scope: Scope,
  invoice: LockedInvoice,
  change: InvoiceChange,
  now: Date,
): Promise<LockedInvoice> {
  const after = await new InvoiceChangeRepository(unit.tx).change(scope, invoice, change, now);
  recordStatus(unit, invoice, after);
  return after;
}

/** How money comes to an invoice. */
export interface PaidHow {
  /** Whether it comes out of the account's credit. */
  readonly fromCredit: boolean;
  /** What is left may be too little to be charged: then it is carried, and not overdue. */
  readonly limits: LimitsOf;
  readonly now: Date;
}

/** Pays an invoice; a summary that is paid pays what it collects (R50). */
export async function payInvoice(
  unit: Written,
  scope: Scope,
  invoice: LockedInvoice,
  amount: bigint,
  { fromCredit, limits, now }: PaidHow,
): Promise<LockedInvoice> {
  const paid = invoice.paid + amount;
  const creditApplied = invoice.creditApplied + (fromCredit ? amount : 0n);
  const status = statusOf({ ...invoice, paid }, limits(invoice.currency).least);
  const after = await changed(unit, scope, invoice, { paid, creditApplied, status }, now);
  if (after.kind === 'SUMMARY' && isUnpaid(invoice.status))
    await spreadSummary(unit, scope, after, now);
  return after;
}

/** A summary that was owed is owed no more: what was paid of it pays its invoices. Does nothing while it is owed. */
export async function spreadSummary(
  unit: Written,
  scope: Scope,
  summary: LockedInvoice,
  now: Date,
): Promise<void> {
  if (isUnpaid(summary.status)) return;
  const collected = await new InvoiceChangeRepository(unit.tx).collectedBy(scope, summary);
  for (const one of collected) {
    const paid = one.total - one.credited;
    if (paid !== one.paid || isUnpaid(one.status)) await changed(unit, scope, one, { paid }, now);
  }
}

/**
 * Takes back what an invoice was paid and asks for: it is owed again.
 * @param held Whether nobody asked for it here: then it is not collected before staff have decided.
 */
export async function takeFromInvoice(
  unit: Written,
  scope: Scope,
  invoice: LockedInvoice,
  amount: bigint,
  { held, now }: { readonly held: boolean; readonly now: Date },
): Promise<LockedInvoice> {
  const hold = held ? { heldAt: now } : {};
  const after = await changed(unit, scope, invoice, { paid: invoice.paid - amount, ...hold }, now);
  if (after.kind !== 'SUMMARY' || !isUnpaid(after.status)) return after;
  for (const one of await new InvoiceChangeRepository(unit.tx).collectedBy(scope, after))
    if (one.paid !== 0n) await changed(unit, scope, one, { paid: 0n, ...hold }, now);
  return after;
}
