import { allocate } from '../../domain/billing/allocation';
import { balanceOf, isUnpaid } from '../../domain/billing/invoice-totals';
import { sum } from '../../domain/billing/money';
import type { Scope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import {
  InvoiceChangeRepository,
  recordStatus,
  type InvoiceChange,
  type LockedInvoice,
} from './invoice-change.repository';

// Money of invoices and of summaries. As long as a summary is owed, what was paid of it stands on it alone; once it is
// not, it stands on its invoices too, to the cent. The account is locked by whoever calls.

type Written = Pick<Unit, 'tx' | 'audit'>;

async function changed(
  unit: Written,
  scope: Scope,
  invoice: LockedInvoice,
  change: InvoiceChange,
): Promise<LockedInvoice> {
  const after = await new InvoiceChangeRepository(unit.tx).change(scope, invoice, change);
  recordStatus(unit, invoice, after);
  return after;
}

/** Pays an invoice; a summary that is paid pays what it collects (R50). What is paid too much stays on it. */
export async function payInvoice(
  unit: Written,
  scope: Scope,
  invoice: LockedInvoice,
  amount: bigint,
): Promise<LockedInvoice> {
  const after = await changed(unit, scope, invoice, { paid: invoice.paid + amount });
  if (after.kind !== 'SUMMARY') return after;
  if (isUnpaid(invoice.status)) await spreadSummary(unit, scope, after);
  else {
    const [first] = await new InvoiceChangeRepository(unit.tx).collectedBy(scope, after);
    if (first !== undefined) await changed(unit, scope, first, { paid: first.paid + amount });
  }
  return after;
}

/** A summary that was owed is owed no more: what was paid of it pays its invoices. Does nothing while it is owed. */
export async function spreadSummary(
  unit: Written,
  scope: Scope,
  summary: LockedInvoice,
): Promise<void> {
  if (isUnpaid(summary.status)) return;
  const collected = await new InvoiceChangeRepository(unit.tx).collectedBy(scope, summary);
  let excess = summary.paid - sum(collected.map(({ total, credited }) => total - credited));
  for (const one of collected) {
    const paid = one.total - one.credited + excess;
    excess = 0n;
    if (paid !== one.paid) await changed(unit, scope, one, { paid });
  }
}

/**
 * Takes back what an invoice was paid.
 * @param heldAt Given when nobody asked for it here: what is owed again by it is not collected before staff have decided.
 */
export async function takeFromInvoice(
  unit: Written,
  scope: Scope,
  invoice: LockedInvoice,
  amount: bigint,
  heldAt?: Date,
): Promise<LockedInvoice> {
  const held = heldAt === undefined ? {} : { heldAt };
  const after = await changed(unit, scope, invoice, { paid: invoice.paid - amount, ...held });
  if (after.kind !== 'SUMMARY') return after;
  const collected = await new InvoiceChangeRepository(unit.tx).collectedBy(scope, after);
  if (isUnpaid(after.status)) {
    for (const one of collected)
      if (one.paid !== 0n) await changed(unit, scope, one, { paid: 0n, ...held });
    return after;
  }
  const overpaid = collected
    .map((one) => ({ one, balance: -balanceOf(one) }))
    .filter(({ balance }) => balance > 0n);
  for (const { target, amount: share } of allocate(amount, overpaid))
    await changed(unit, scope, target.one, { paid: target.one.paid - share });
  return after;
}
