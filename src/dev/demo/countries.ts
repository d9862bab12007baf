import { readVatNumber } from '../../features/account/vat-number';
import { CENTRAL_EUROPE } from './countries-central';
import { COASTS_OF_EUROPE } from './countries-coasts';
import { OVERSEAS } from './countries-overseas';
import type { Country } from './countries.types';
import type { Random } from './random';

export const COUNTRIES: readonly Country[] = [...CENTRAL_EUROPE, ...COASTS_OF_EUROPE, ...OVERSEAS];

const WEIGHTED: readonly Country[] = COUNTRIES.flatMap((country) =>
  Array.from({ length: country.weight }, () => country),
);

export const someCountry = (random: Random): Country => random.pick(WEIGHTED);

/** @throws RangeError for a country that the demo knows nothing of */
export function countryOf(code: string): Country {
  const found = COUNTRIES.find((country) => country.code === code);
  if (!found) throw new RangeError(`The demo has no country ${code}`);
  return found;
}

/** Street, city and country, one below the other. */
export function addressIn(country: Country, random: Random): string {
  const street = random.pick(country.streets).replace('#', String(random.whole(1, 148)));
  return `${street}\n${random.pick(country.cities)}\n${country.name}`;
}

/** A number whose check digits are right, or null where businesses have none. */
export function vatNumberIn({ vatNumber }: Country, random: Random): string | null {
  if (vatNumber === null) return null;
  for (;;) {
    const number = readVatNumber(vatNumber.replace(/#/g, () => random.digits(1)));
    if (number !== null) return number;
  }
}

const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', æ: 'ae' };

/** Text as the part of a domain or of an e-mail address: `O'Sullivan` is `osullivan`. */
export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[ßøłæ]/g, (letter) => LETTERS[letter] ?? '')
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’.]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
