import { firstDay, monthOf, nextMonth, type Day, type Month } from './calendar';
import { formatMinor, type Currency } from './money';

/** Days within which a summary is to be paid, with all that is on it. */
export const SUMMARY_DAYS = 30;
/** Days within which a lease invoice is to be paid: the last automatic attempt is made then (R53). */
export const LEASE_INVOICE_DAYS = 7;

/**
 * The day on which something billed by the month happens: today, or the first day that is not billed yet, when
 * the billing of today's month has begun meanwhile. So a start or stop that was asked for at midnight is never
 * dated in a month whose invoice is written, and every active day is billed once (R52, R55).
 *
 * @param closed - the last month whose billing has begun; null when none has
 */
export const billableDay = (today: Day, closed: Month | null): Day =>
  closed === null || monthOf(today) > closed ? today : firstDay(nextMonth(closed));

/** How much of a kind of documents a month comes to, in one currency. Minor units, before tax. */
export interface MonthTotal {
  readonly currency: Currency;
  readonly amount: bigint;
}

/** What is plausible. */
export interface Plausibility {
  /** A month comes to at most so many times the one before. */
  readonly mostTimes: number;
  /** Below so much nothing is implausible, in minor units of any currency: a young business grows fast. */
  readonly floor: bigint;
}

/**
 * The first currency in which a month is implausible beside the month before, in words; null when there is none.
 * A run that would bill it stops before it has billed anybody.
 */
export function implausible<Total extends MonthTotal>(
  now: readonly Total[],
  before: readonly MonthTotal[],
  { mostTimes, floor }: Plausibility,
): { readonly total: Total; readonly before: bigint; readonly message: string } | null {
  for (const total of now) {
    const { currency, amount } = total;
    const was = before.find((one) => one.currency === currency)?.amount ?? 0n;
    if (amount <= floor || amount <= was * BigInt(mostTimes)) continue;
    const words = (minor: bigint) => `${formatMinor(minor, currency)} ${currency}`;
    const message = `${words(amount)} is more than ${mostTimes} times the ${words(was)} of the month before`;
    return { total, before: was, message };
  }
  return null;
}
