import type { Month } from './calendar';
import { documentTotals, type DocumentTotals } from './invoice-totals';
import {
  describeCharge,
  lastTermOf,
  leaseCharge,
  type LeaseCharge,
  type LeaseFacts,
  type LeaseTerm,
} from './lease-charge';
import { PlainError } from '../plain-error';
import type { Currency } from './money';
import type { TaxTerms } from './tax';

/** Terms of a lease that an invoice names. */
export interface InvoicedTerm extends LeaseTerm {
  /** `SmarterMail Enterprise 250` */
  readonly productName: string;
}

/** One of an account's leases, as far as its invoice is concerned. */
export interface InvoicedLease extends LeaseFacts {
  /** Its key: lines stand in the order of keys, which is that in which the leases were started. */
  readonly key: number;
  /** `L-100417`; null for one that is not started yet, of which only projections know. */
  readonly number: string | null;
  readonly customerEmail: string;
  readonly terms: readonly InvoicedTerm[];
  /** For how many equal ones it stands, of those that are not started yet; left out: one. */
  readonly count?: number;
}

/** What one lease adds to the invoice. */
export interface LeaseInvoiceLine<Lease extends InvoicedLease = InvoicedLease> {
  /** The very object that was passed in. */
  readonly lease: Lease;
  /** `Lease L-100417: SmarterMail Enterprise 250 for ada@example.com`, at most 255 characters. */
  readonly description: string;
  /** How the amount came about, in words: see `describeCharge`. */
  readonly explanation: string;
  readonly charge: LeaseCharge;
  /** Minor units, before tax: the charge's amount. The same for each of `lease.count`. */
  readonly amount: bigint;
}

/** What the lease invoice of a month says. Amounts in minor units. */
export interface LeaseInvoice<Lease extends InvoicedLease = InvoicedLease> extends DocumentTotals {
  /** The month that it bills. */
  readonly month: Month;
  readonly lines: readonly LeaseInvoiceLine<Lease>[];
}

/** What the description of an invoice line holds. */
const LONGEST_DESCRIPTION = 255;

/**
 * The lease invoice of an account for a month: one line for each lease that was active in it, by key; null when
 * there was none, for then there is no invoice (R51, R52). The run of the 1st bills by it, and projections
 * tell by it what the run will bill.
 *
 * @param leases - of one account, each once, in any order; more than the month's do no harm
 * @throws PlainError naming the lease that `leaseCharge` refuses; RangeError as `documentTotals`
 */
export function leaseInvoiceOf<Lease extends InvoicedLease>(
  month: Month,
  leases: Iterable<Lease>,
  { currency, tax }: { readonly currency: Currency; readonly tax: TaxTerms },
): LeaseInvoice<Lease> | null {
  const lines: LeaseInvoiceLine<Lease>[] = [];
  for (const lease of leases) {
    const charge = chargeOf(month, lease);
    if (charge !== null) lines.push(lineOf(lease, charge, currency));
  }
  if (lines.length === 0) return null;
  lines.sort((a, b) => a.lease.key - b.lease.key);
  const amounts = lines.map(({ lease: { count = 1 }, amount }) => ({
    amount: amount * BigInt(count),
  }));
  return { month, lines, ...documentTotals(amounts, tax) };
}

function chargeOf(month: Month, lease: InvoicedLease): LeaseCharge | null {
  try {
    return leaseCharge(month, lease);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const name = lease.number === null ? 'a new lease' : `lease ${lease.number}`;
    throw new PlainError(`${name}: ${error.message}`, { cause: error });
  }
}

function lineOf<Lease extends InvoicedLease>(
  lease: Lease,
  charge: LeaseCharge,
  currency: Currency,
): LeaseInvoiceLine<Lease> {
  return {
    lease,
    description: describe(lease, charge),
    explanation: describeCharge(charge, currency),
    charge,
    amount: charge.amount,
  };
}

/** Names the product that was on lease last in the month. */
function describe({ number, terms, customerEmail }: InvoicedLease, charge: LeaseCharge) {
  const product = lastTermOf(terms, charge);
  const name = number === null ? 'New lease' : `Lease ${number}`;
  const text = `${name}: ${product?.productName ?? ''} for ${customerEmail}`;
  // Its length counts at least what the column counts.
  if (text.length <= LONGEST_DESCRIPTION) return text;
  const signs = [...text];
  return signs.length <= LONGEST_DESCRIPTION
    ? text
    : `${signs.slice(0, LONGEST_DESCRIPTION - 1).join('')}…`;
}
