import { InvoiceStatus } from './invoice';
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

/** What became of an invoice's total so far, in minor units. */
export interface InvoiceSums {
  readonly total: bigint;
  /**
   * What payments brought, its summary's and those from the account's credit among them, less what became credit
   * of the account or was refunded.
   */
  readonly paid: bigint;
  /** What credit notes took back; all of it once the invoice was withdrawn. */
  readonly credited: bigint;
}

/**
 * What is still to be paid of an invoice, in minor units. So always `paid + balance = total − credits` (R58). What
 * was paid beyond that becomes credit of the account at once (`keptAsCredit`), so it is never below zero.
 */
export function balanceOf({ total, paid, credited }: InvoiceSums): bigint {
  return total - credited - paid;
}
