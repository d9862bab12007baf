import { partOf } from './allocation';
import type { DocumentTotals } from './invoice-totals';

/** An invoice as far as a credit note of it is concerned. Minor units. */
export interface Creditable extends DocumentTotals {
  readonly number: string;
  /** What was credited before, tax included. */
  readonly credited: bigint;
}

/** What a credit note says: amounts below zero, which take back. */
export interface CreditNote extends DocumentTotals {
  readonly description: string;
  readonly explanation: string;
}

/**
 * A credit note of part of an invoice, or of all that is left of it. Tax goes back in proportion, such that
 * several notes of one invoice take back its tax to the cent (R57, R58).
 *
 * @param amount - tax included, in minor units; above 0 and at most what is not credited yet; of a free invoice 0
 * @throws RangeError for any other amount
 */
export function creditNoteOf(invoice: Creditable, amount: bigint, reason: string): CreditNote {
  const { number, total, tax, credited } = invoice;
  if (amount < 0n || (amount === 0n && total !== 0n))
    throw new RangeError(`Nobody credits ${amount}`);
  const taxBack = partOf(tax, total, credited, credited + amount);
  const whole = amount === total;
  return {
    description: `Credit of ${whole ? 'invoice' : 'a part of invoice'} ${number}`,
    explanation: reason,
    subtotal: -(amount - taxBack),
    tax: -taxBack,
    total: -amount,
  };
}
