import { Refusal, type Reason } from '../refusal';
import { formatMinor, minorDigits, parseMinor, type Currency } from './money';

/**
 * The highest list price, in minor units: `9999999.99`. Whatever is multiplied or added up from such prices stays
 * far below what a 64-bit integer holds.
 */
export const LARGEST_PRICE = 999_999_999n;

/** The highest amount of one line, order or input, in minor units: `99999999999.99`. */
export const LARGEST_AMOUNT = 9_999_999_999_999n;

/** Bounds of an amount that somebody types. */
export interface TypedBounds {
  /** Whether zero is an amount; below it nothing is. */
  readonly zero?: boolean;
  /** Minor units. */
  readonly most?: bigint;
}

/** Why an amount above a bound is refused. */
export const tooLarge = (most: bigint, currency: Currency, field?: readonly string[]): Reason => ({
  code: 'AMOUNT_TOO_LARGE',
  message: `The maximum is ${formatMinor(most, currency)} ${currency}.`,
  ...(field && { field }),
});

/**
 * The minor units of a decimal that somebody typed, or why it is no amount. Zeros behind the currency's last digit
 * change nothing: `238.000` is `238.00`.
 *
 * @param field - path of the input field
 */
export function readAmount(
  text: string,
  currency: Currency,
  field: readonly string[],
  { zero = false, most = LARGEST_AMOUNT }: TypedBounds = {},
): bigint | Reason {
  const code = 'INVALID_AMOUNT';
  const [digits, given] = [minorDigits(currency), decimalsOf(text)];
  if (given > digits)
    return {
      code,
      message: `${text.slice(0, 40)} has ${given} decimals, but amounts in ${currency} have ${digits === 0 ? 'none' : digits}: remove the extra ones.`,
      field,
    };
  const minor = minorOf(text, currency);
  if (minor === null || minor > most) return tooLarge(most, currency, field);
  if (minor > 0n || (minor === 0n && zero)) return minor;
  const bound = zero ? 'not below' : 'above';
  return {
    code,
    message: `Give an amount ${bound} zero in ${currency}, such as ${example(currency)}.`,
    field,
  };
}

/** As `readAmount`. @throws Refusal INVALID_AMOUNT, AMOUNT_TOO_LARGE. */
export function typedAmount(...asked: Parameters<typeof readAmount>): bigint {
  const amount = readAmount(...asked);
  if (typeof amount === 'bigint') return amount;
  throw new Refusal(amount);
}

/** `12.50` in euro, `12` in yen, `12.500` in dinar. */
const example = (currency: Currency): string =>
  ['12', '50'.padEnd(minorDigits(currency), '0').slice(0, minorDigits(currency))]
    .filter(Boolean)
    .join('.');

/** How many decimals are written, without zeros at their end. */
const decimalsOf = (text: string): number => text.split('.')[1]?.replace(/0+$/, '').length ?? 0;

/** Null for what does not fit into 64 bits. */
function minorOf(text: string, currency: Currency): bigint | null {
  try {
    return parseMinor(text, currency);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
