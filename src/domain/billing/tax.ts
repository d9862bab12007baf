import { divideHalfUp } from './money';

/** What configuration says about tax. */
export interface TaxRules {
  /** Where the vendor is taxed, ISO 3166-1 alpha-2, upper case. */
  readonly vendorCountry: string;
  /** Rates in basis points (1900 is 19 %) by upper-case country code; a country not named pays 0. */
  readonly ratesInBasisPoints: Readonly<Record<string, number>>;
}

/** What an account says about itself that its tax depends on. */
export interface TaxedParty {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  /** What makes it a business; null or blank for anyone else. */
  readonly vatNumber: string | null;
}

/** How one account is taxed. Find it once, use it for all of the account's documents. */
export interface TaxTerms {
  /** A whole number of basis points: 1900 is 19 %. */
  readonly rateInBasisPoints: number;
  /** What the document must say about its tax, or null. */
  readonly note: string | null;
}

/** The note on documents for a business in a country other than the vendor's (R69). */
export const REVERSE_CHARGE_NOTE = 'Reverse charge: the recipient accounts for the VAT.';

const REVERSE_CHARGE: TaxTerms = Object.freeze({ rateInBasisPoints: 0, note: REVERSE_CHARGE_NOTE });

/**
 * The tax terms of an account: the rate configured for its country, 0 where none is; a business
 * abroad accounts for the tax itself, so it is charged none and told so (R69).
 *
 * @throws RangeError for a configured rate that is not a whole number of basis points, 0 or more
 */
export function taxTermsFor(party: TaxedParty, rules: TaxRules): TaxTerms {
  const isBusiness = party.vatNumber !== null && party.vatNumber.trim() !== '';
  if (isBusiness && party.country !== rules.vendorCountry) return REVERSE_CHARGE;
  const rates = rules.ratesInBasisPoints;
  // Own keys alone, so that no word of Object.prototype passes for a country.
  const rate = Object.hasOwn(rates, party.country) ? (rates[party.country] ?? 0) : 0;
  return { rateInBasisPoints: checkedRate(rate), note: null };
}

/**
 * The tax on a document's subtotal, in minor units (R69).
 *
 * Rounded once per document, half away from zero, never per line: cart, order and invoice have
 * the same subtotal, so they show the same tax however their lines are cut, and a credit note of
 * the whole subtotal takes back exactly the tax that was charged.
 *
 * @param subtotal - minor units, after discounts; negative on a credit note
 * @throws RangeError for a rate that is not a whole number of basis points, 0 or more
 */
export function taxOn(subtotal: bigint, terms: Pick<TaxTerms, 'rateInBasisPoints'>): bigint {
  return divideHalfUp(subtotal * BigInt(checkedRate(terms.rateInBasisPoints)), 10_000n);
}

function checkedRate(rate: number): number {
  if (!Number.isSafeInteger(rate) || rate < 0) {
    throw new RangeError(`${rate} is not a tax rate in whole basis points`);
  }
  return rate;
}
