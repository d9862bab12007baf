import { type Day, type Month, monthOf, parseMonth } from './calendar';
import { isUnpaid } from './invoice-totals';
import { type InvoiceStatus } from './invoice';
import { PlainError } from '../plain-error';

/** The note of a summary invoice, to the letter (R48). */
export const SUMMARY_NOTE = 'Summary Invoice';

/** The note of an unpaid invoice that waits for its summary, to the letter (R49). */
export const AWAITS_SUMMARY_NOTE =
  'This invoice will be summarized in the monthly summarized invoice and does not need to be paid immediately.';

/** What decides whether an invoice still waits for its summary. */
export interface SummaryStanding {
  /** Whether the order was placed to be invoiced monthly (R25); never true of a lease invoice (R51). */
  readonly awaitsSummary: boolean;
  readonly status: InvoiceStatus;
  /** The summary that it is already on, by any key; null when none. */
  readonly summaryInvoiceId: bigint | number | string | null;
}

/** One of a reseller's invoices, as far as its summary is concerned. Amounts in minor units. */
export interface SummaryCandidate extends SummaryStanding {
  readonly number: string;
  /** What the buyer calls the order by; null when the invoice came from none. */
  readonly orderReference: string | null;
  /** In the billing time zone. */
  readonly issuedOn: Day;
  readonly subtotal: bigint;
  readonly tax: bigint;
  readonly total: bigint;
}

/** One summarized invoice. Amounts in minor units. */
export interface SummaryLine<Invoice extends SummaryCandidate> {
  /** The very object that was passed in. */
  readonly invoice: Invoice;
  /** `Invoice INV-2026-000123, order PO-77`. */
  readonly description: string;
  /** Before tax: the invoice's subtotal. */
  readonly amount: bigint;
}

/** What a summary invoice will say. Amounts in minor units. */
export interface MonthlySummary<Invoice extends SummaryCandidate> {
  readonly month: Month;
  /** By day of issue, then number. */
  readonly lines: readonly SummaryLine<Invoice>[];
  readonly subtotal: bigint;
  readonly tax: bigint;
  readonly total: bigint;
}

/**
 * Whether an invoice still waits for its summary: it says so with the note of R49, and may be paid
 * early. One that is paid, void or credited, or is on a summary already, does not wait (R49).
 */
export function willBeSummarized(invoice: SummaryStanding): boolean {
  return invoice.awaitsSummary && invoice.summaryInvoiceId === null && isUnpaid(invoice.status);
}

/**
 * The summary of a reseller's invoices that were issued in a month and still wait for it; null
 * when there are none (R50).
 *
 * The tax is the sum of the invoices' taxes, not computed anew: paying the summary pays exactly
 * them, so it must ask for exactly what they ask for, each rounded on its own document (R69).
 *
 * @param invoices - of one reseller, in any order; more than the month's do no harm
 * @throws RangeError for a malformed month or day of issue; PlainError for an invoice whose subtotal and
 * tax are not its total
 */
export function monthlySummary<Invoice extends SummaryCandidate>(
  month: Month,
  invoices: Iterable<Invoice>,
): MonthlySummary<Invoice> | null {
  parseMonth(month);
  const waiting: Invoice[] = [];
  let subtotal = 0n;
  let tax = 0n;
  for (const invoice of invoices) {
    if (!willBeSummarized(invoice) || monthOf(invoice.issuedOn) !== month) continue;
    if (invoice.subtotal + invoice.tax !== invoice.total) {
      throw new PlainError(`invoice ${invoice.number} does not add up`);
    }
    waiting.push(invoice);
    subtotal += invoice.subtotal;
    tax += invoice.tax;
  }
  if (waiting.length === 0) return null;
  waiting.sort((a, b) => compare(a.issuedOn, b.issuedOn) || compare(a.number, b.number));
  return { month, lines: waiting.map(lineOf), subtotal, tax, total: subtotal + tax };
}

function lineOf<Invoice extends SummaryCandidate>(invoice: Invoice): SummaryLine<Invoice> {
  const order = invoice.orderReference === null ? '' : `, order ${invoice.orderReference}`;
  const description = `Invoice ${invoice.number}${order}`;
  return { invoice, description, amount: invoice.subtotal };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
