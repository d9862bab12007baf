import { entityValidators, euVat, stdnum } from 'stdnum';
import { isMemberState } from '../../domain/billing/tax';
import { isCountry } from '../../domain/country';
import type { Reason } from '../../domain/refusal';

/** Greece writes EL; Northern Ireland has XI for goods alone, which are not sold here. */
const COUNTRY_OF_PREFIX: Readonly<Record<string, string>> = { EL: 'GR', XI: 'GB' };
const FORM = /^[A-Z]{2}[A-Z0-9+*]{2,18}$/;
/** Nobody has it, though its check digits may be right; the last two count the businesses of a number. */
const NOBODYS = /^[A-Z]?0+(?:(?<=^0{9})B\d\d|(?<=^0{10})01)?$/;

/** What the library calls numbers that are given for VAT beside those it lists: of Bulgaria's sole traders, and India's. */
const FURTHER: Readonly<Record<string, readonly string[]>> = { BG: ['egn', 'pnf'], IN: ['gstin'] };
/** The library knows other numbers of theirs, and not all that are given for VAT. */
const UNCHECKED = new Set(['JP', 'SG']);

const countryOf = (number: string): string =>
  COUNTRY_OF_PREFIX[number.slice(0, 2)] ?? number.slice(0, 2);

/**
 * A VAT number in its normal form, its country first: `DE136695976`, `EL094259216`; null for what is none. Of member
 * states of the EU form and check digits are right, and so is what is known of other countries' numbers.
 */
export function readVatNumber(typed: string): string | null {
  const number = typed.replace(/[\s./-]/g, '').toUpperCase();
  const country = countryOf(number);
  const body = number.slice(2);
  if (!FORM.test(number) || !isCountry(country) || NOBODYS.test(body)) return null;
  const further = (FURTHER[country] ?? []).flatMap((name) => stdnum[country]?.[name] ?? []);
  if (isMemberState(country)) {
    const read = [...(euVat[country] ?? []), ...further]
      .map((one) => one.validate(body))
      .find((one) => one.isValid);
    return read?.isValid === true ? `${country === 'GR' ? 'EL' : country}${read.compact}` : null;
  }
  const validators = UNCHECKED.has(country)
    ? []
    : [...(entityValidators[country] ?? []), ...further];
  const right = validators.some(
    (one) => one.validate(body).isValid || one.validate(number).isValid,
  );
  return validators.length === 0 || right ? number : null;
}

/** Is it a VAT number of the country, ISO 3166-1 alpha-2? */
export const isVatNumberOf = (country: string, vatNumber: string): boolean => {
  const number = readVatNumber(vatNumber);
  return number !== null && countryOf(number) === country;
};

/** Does the VAT number go with the country of who has it? Null, or why not. */
export const decideVatNumber = (country: string, vatNumber: string | null): Reason | null =>
  vatNumber === null || isVatNumberOf(country, vatNumber)
    ? null
    : {
        code: 'VAT_NUMBER_OF_ANOTHER_COUNTRY',
        message: `${vatNumber} is not a VAT number of ${country}: give a valid one, or null.`,
        field: ['vatNumber'],
      };
