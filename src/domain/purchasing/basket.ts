import { documentTotals, type DocumentTotals } from '../billing/invoice-totals';
import { sum } from '../billing/money';
import { taxOn, type TaxTerms } from '../billing/tax';
import { Refusal, type Reason } from '../refusal';
import { priceLine } from './line-price';
import type { ChangeableLicense, OrderedLine, PricedLine, PurchaseTerms } from './order-line';

/** A line that has a price, or says why it has none. */
export type Offer =
  | { readonly priced: PricedLine; readonly problem: null }
  | { readonly priced: null; readonly problem: Reason };

/** What a cart or an order adds up to, in minor units. */
export interface BasketTotals extends DocumentTotals {
  /** What discounts take off the list prices. */
  readonly discount: bigint;
}

/**
 * Lines in their order. Each finds the licenses as the lines before it leave them: what lapsed can be
 * reinstated and then be given an add-on, and a renewal after an upgrade is one of the larger product.
 */
export function priceLines(
  lines: readonly OrderedLine[],
  licenses: ReadonlyMap<number, ChangeableLicense>,
  terms: PurchaseTerms,
): Offer[] {
  const now = new Map(licenses);
  return lines.map((line) => {
    try {
      const priced = priceLine(line, now, terms);
      if (priced.license !== null) now.set(priced.license.key, priced.license);
      return { priced, problem: null };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { priced: null, problem: error.reasons[0] };
    }
  });
}

/** The same tax and total as the order and the invoice will have (R69). */
export function basketTotals(
  lines: readonly Pick<PricedLine, 'amount' | 'discount'>[],
  tax: Pick<TaxTerms, 'rateInBasisPoints'>,
): BasketTotals {
  return { ...documentTotals(lines, tax), discount: sum(lines.map(({ discount }) => discount)) };
}

/**
 * What of the tax falls on each line: what the lines up to it are taxed with, less what those before it are. So
 * the parts add up to the tax of the whole, which is rounded once (R58, R69).
 */
export function taxesOfLines(
  lines: readonly { readonly amount: bigint }[],
  tax: Pick<TaxTerms, 'rateInBasisPoints'>,
): bigint[] {
  let subtotal = 0n;
  let taxed = 0n;
  return lines.map(({ amount }) => {
    subtotal += amount;
    const before = taxed;
    taxed = taxOn(subtotal, tax);
    return taxed - before;
  });
}
