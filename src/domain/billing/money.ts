import { ISO_4217 } from './iso-4217';

/** A currency by its ISO 4217 code (R69): `EUR`. */
export type Currency = string;

/** Is it the code of a currency that is in use? */
export const isCurrency = (code: string): boolean => ISO_4217.has(code);

// Amounts are stored as signed 64-bit integers; more digits than these cannot fit, whatever zeros stand around them.
const DECIMAL = /^(-?)0{0,40}([0-9]{1,19})(?:\.([0-9]{1,40}))?$/;
const LARGEST_MINOR = 2n ** 63n - 1n;

/** How many decimals a currency has. @throws RangeError for an unknown currency */
export function minorDigits(currency: Currency): number {
  const digits = ISO_4217.get(currency);
  // A currency read from a row is only as good as the row.
  if (digits === undefined) throw new RangeError(`Unknown currency "${String(currency)}"`);
  return digits;
}

/**
 * The exact decimal string of an amount, always with all decimals of its currency: `-5` is `-0.05` in euro,
 * `-5` in yen (R58).
 *
 * Works on the digits alone, so that no amount ever passes through a fraction.
 *
 * @param minor - minor units (cents); a `number` must be a safe integer, a `bigint` may be any
 * @throws RangeError for a number that is not a safe integer, and for an unknown currency
 */
export function formatMinor(minor: bigint | number, currency: Currency): string {
  if (typeof minor === 'number' && !Number.isSafeInteger(minor)) {
    throw new RangeError(`${minor} is not a safe integer of minor units`);
  }
  const digits = minorDigits(currency);
  const text = String(minor);
  if (digits === 0) return text;
  const negative = text.startsWith('-');
  // The usual amount has a digit before the point and needs no padding: this runs hundreds of times per request.
  if (text.length > (negative ? digits + 1 : digits)) {
    return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  }
  const fraction = (negative ? text.slice(1) : text).padStart(digits, '0');
  return `${negative ? '-' : ''}0.${fraction}`;
}

/**
 * The minor units (cents) of a decimal string in euro: `20`, `20.5` and `20.50` are `2000n`, `2050n`, `2050n` (R58).
 *
 * Strict, because it reads what people type: no sign but `-`, no spaces, no exponent, no grouping, no decimals beyond
 * those of the currency but zeros, which change nothing.
 *
 * @throws RangeError for any other text, for an amount beyond a signed 64-bit integer, and for an unknown currency
 */
export function parseMinor(text: string, currency: Currency): bigint {
  const digits = minorDigits(currency);
  const match = DECIMAL.exec(text);
  const fraction = (match?.[3] ?? '').replace(/0+$/, '');
  if (!match || fraction.length > digits) {
    throw new RangeError(`Not an amount in ${currency}: "${text.slice(0, 40)}"`);
  }
  const magnitude = BigInt(`${match[2]}${fraction.padEnd(digits, '0')}`);
  if (magnitude > LARGEST_MINOR) throw new RangeError(`Amount out of range: "${text}"`);
  return match[1] === '-' ? -magnitude : magnitude;
}

/**
 * `numerator ÷ denominator` to the nearest whole unit; an exact half goes away from zero, so
 * `5 ÷ 2` is `3` and `-5 ÷ 2` is `-3` (R52, R69).
 *
 * Away from zero, not towards positive infinity, so that `divideHalfUp(-n, d) === -divideHalfUp(n, d)`:
 * a credit note takes back to the cent what its invoice charged.
 *
 * @throws RangeError when the denominator is not positive
 */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError(`Denominator ${denominator} is not positive`);
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

/** The exact sum of amounts in minor units (cents) of one currency; `0n` of none (R58). */
export function sum(amounts: Iterable<bigint>): bigint {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}
