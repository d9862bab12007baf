import type { Currency } from '../../domain/billing/money';

/** What addresses, companies and people of a country are made from. */
export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly name: string;
  readonly currency: Currency;
  /** How often it comes up. */
  readonly weight: number;
  /** `#` is a digit; null where businesses have no such number. */
  readonly vatNumber: string | null;
  /** Legal forms. */
  readonly forms: readonly string[];
  readonly trades: readonly string[];
  /** `#` is the number of the house. */
  readonly streets: readonly string[];
  readonly cities: readonly string[];
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
}

/** The parts of a list written in one text, separated by bars. */
export const listed = (text: string): readonly string[] => text.split('|');
