import type { Day } from './calendar';
import { divideHalfUp } from './money';

/** A rate from a day on, until the next one. */
export interface TaxRate {
  /** The first day that it counts, in the billing time zone; null for the one from the beginning. */
  readonly from: Day | null;
  /** 1900 is 19 %. */
  readonly basisPoints: number;
}

/** Rates by country, ISO 3166-1 alpha-2, in the order of their days; a country not named pays 0. */
export type TaxRates = Readonly<Record<string, readonly TaxRate[]>>;

/** What configuration says about tax. */
export interface TaxRules {
  /** Where the vendor is taxed, ISO 3166-1 alpha-2, upper case. */
  readonly vendorCountry: string;
  readonly rates: TaxRates;
  /** Whether form and check digits are those of a VAT number of the member state of the EU. */
  readonly isVatNumberOf: (country: string, vatNumber: string) => boolean;
}

/** What an account says about itself that its tax depends on. */
export interface TaxedParty {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  /** What makes it a business; null or blank for anyone else. */
  readonly vatNumber: string | null;
}

/** How one account is taxed on a day. */
export interface TaxTerms {
  /** A whole number of basis points: 1900 is 19 %. */
  readonly rateInBasisPoints: number;
  /** What the document must say about its tax, or null. */
  readonly note: string | null;
}

/** The note on documents for a business in another member state than the vendor's (R69). */
export const REVERSE_CHARGE_NOTE = 'Reverse charge: the recipient accounts for the VAT.';

const REVERSE_CHARGE: TaxTerms = Object.freeze({ rateInBasisPoints: 0, note: REVERSE_CHARGE_NOTE });

/** Whether a document's note says that its buyer accounts for the tax. */
export const isReverseCharge = (note: string | null): boolean =>
  note?.startsWith(REVERSE_CHARGE_NOTE) === true;

/**
 * The note of a document whose tax goes by what its buyer was when a day began (R69). Where the buyer that stands on it
 * is in another country by now, or has another VAT number, it says so: else its tax is not that of who is named (R75).
 */
export function noteAsOf(
  note: string | null,
  taxed: TaxedParty,
  buyer: TaxedParty,
  day: Day,
): string | null {
  if (taxed.country === buyer.country && taxed.vatNumber === buyer.vatNumber) return note;
  const number = taxed.vatNumber === null ? 'no VAT number' : `VAT number ${taxed.vatNumber}`;
  const as = `Taxed as what the buyer was on ${day}: in ${taxed.country}, with ${number}.`;
  return note === null ? as : `${note} ${as}`;
}

/** Member states of the EU, ISO 3166-1 alpha-2. */
const MEMBER_STATES = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);
export const isMemberState = (country: string): boolean => MEMBER_STATES.has(country);

/**
 * The tax terms of a party on a day: the rate that is configured for its country and that day, 0 where none is. A
 * business of another member state than the vendor's accounts for the tax itself, so it is charged none and told so:
 * one whose VAT number is of the very country that it is in (R69).
 *
 * @throws RangeError for a configured rate that is not a whole number of basis points, 0 or more
 */
export function taxTermsFor(
  { country, vatNumber }: TaxedParty,
  day: Day,
  { vendorCountry, rates, isVatNumberOf }: TaxRules,
): TaxTerms {
  const abroad = country !== vendorCountry && isMemberState(country);
  if (abroad && vatNumber !== null && isVatNumberOf(country, vatNumber)) return REVERSE_CHARGE;
  // Own keys alone, so that no word of Object.prototype passes for a country.
  const all = Object.hasOwn(rates, country) ? (rates[country] ?? []) : [];
  const rate = all.findLast(({ from }) => from === null || from <= day);
  return { rateInBasisPoints: checkedRate(rate?.basisPoints ?? 0), note: null };
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
