import { InvoiceStatus } from './invoice';
import { sum } from './money';
import { PaymentStatus } from './payment';
import { type TaxTerms, taxOn } from './tax';

/** What a document adds up to, in minor units: `subtotal + tax = total` (R58). */
export interface DocumentTotals {
  /** The sum of the lines, after discounts, before tax. */
  readonly subtotal: bigint;
  readonly tax: bigint;
  readonly total: bigint;
}

/**
 * The totals of a cart, an order or an invoice: the same lines under the same terms give the same
 * tax and total on all three (R58, R69).
 *
 * @param lines - amounts in minor units of one currency, after discounts, before tax
 * @throws RangeError for a tax rate that is not a whole number of basis points, 0 or more
 */
export function documentTotals(
  lines: Iterable<{ readonly amount: bigint }>,
  terms: Pick<TaxTerms, 'rateInBasisPoints'>,
): DocumentTotals {
  let subtotal = 0n;
  for (const line of lines) subtotal += line.amount;
  const tax = taxOn(subtotal, terms);
  return { subtotal, tax, total: subtotal + tax };
}

/** Whether an invoice of this status still asks for money. */
export function isUnpaid(status: InvoiceStatus): boolean {
  return status === InvoiceStatus.OPEN || status === InvoiceStatus.OVERDUE;
}

/**
 * What has been paid of an invoice, in minor units: a pending payment has not paid anything yet
 * (R56), a failed one never will.
 *
 * @param allocations - the part of each payment that was meant for this invoice
 */
export function paidBy(
  allocations: readonly { readonly amount: bigint; readonly status: PaymentStatus }[],
): bigint {
  const succeeded = allocations.filter(({ status }) => status === PaymentStatus.SUCCEEDED);
  return sum(succeeded.map(({ amount }) => amount));
}

/**
 * What is still to be paid of an invoice, in minor units; negative when too much was paid. Nothing
 * once it is paid (through its summary, perhaps, so without a payment of its own), void or credited.
 */
export function balanceOf(invoice: {
  readonly status: InvoiceStatus;
  readonly total: bigint;
  /** What successful payments allocated to it: see `paidBy`. */
  readonly paid: bigint;
}): bigint {
  return isUnpaid(invoice.status) ? invoice.total - invoice.paid : 0n;
}

/**
 * What an account owes, in minor units. An invoice on a summary counts there alone, so that the
 * debt is counted once (R49).
 */
export function accountBalance(
  invoices: Iterable<
    Parameters<typeof balanceOf>[0] & {
      readonly summaryInvoiceId: bigint | number | string | null;
    }
  >,
): bigint {
  let owed = 0n;
  for (const invoice of invoices) {
    if (invoice.summaryInvoiceId === null) owed += balanceOf(invoice);
  }
  return owed;
}
