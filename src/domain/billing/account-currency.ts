import { Refusal } from '../refusal';
import type { Currency } from './money';

/** A currency that the vendor sells in, as far as new accounts are concerned. */
export interface OfferedCurrency {
  readonly code: Currency;
  /** Countries (ISO 3166-1 alpha-2) whose new accounts are billed in it. */
  readonly countries: readonly string[];
  /** Whether new accounts of all other countries are. */
  readonly isDefault: boolean;
  readonly withdrawn: boolean;
}

/**
 * The one currency of an account that is opened from a country (ISO 3166-1 alpha-2) (R69).
 * @throws Refusal NO_CURRENCY.
 */
export function accountCurrency(country: string, offered: readonly OfferedCurrency[]): Currency {
  const open = offered.filter(({ withdrawn }) => !withdrawn);
  const found =
    open.find(({ countries }) => countries.includes(country)) ??
    open.find(({ isDefault }) => isDefault);
  if (found !== undefined) return found.code;
  throw new Refusal({
    code: 'NO_CURRENCY',
    message: 'The vendor sells in no currency yet: an administrator adds one to the catalog first.',
  });
}
