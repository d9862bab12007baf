import { firstDay, monthOf, nextMonth, type Day, type Month } from './calendar';
import { formatMinor, minorDigits, sum, type Currency } from './money';

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
  /** Below so much nothing is implausible, in whole units of any currency: a young business grows fast. */
  readonly floor: bigint;
}

/** How much one account comes to in a month. */
export interface AccountTotal extends MonthTotal {
  readonly accountId: number;
}

/** What an account comes to beside what it came to in the month before. Minor units. */
export interface AccountGrowth<Total extends AccountTotal> {
  readonly total: Total;
  readonly before: bigint;
}

/** A currency in which a month comes to more than is plausible. Minor units. */
export interface ImplausibleTotal<Total extends AccountTotal = AccountTotal> {
  readonly currency: Currency;
  readonly amount: bigint;
  readonly before: bigint;
  /** All accounts that it is of, those that grew most first. */
  readonly accounts: readonly AccountGrowth<Total>[];
  /**
   * Accounts that are implausible by themselves, when the month is plausible without them: they alone are held back.
   * Null when it is not: then nobody is billed.
   */
  readonly held: readonly AccountGrowth<Total>[] | null;
}

const isImplausible = (
  { currency, amount }: MonthTotal,
  before: bigint,
  { mostTimes, floor }: Plausibility,
): boolean =>
  amount > floor * 10n ** BigInt(minorDigits(currency)) && amount > before * BigInt(mostTimes);

/** `30.01 EUR is more than 3 times the 10.00 EUR of the month before`. Minor units. */
export function implausibleWords(
  { currency, amount, before }: MonthTotal & { readonly before: bigint },
  { mostTimes }: Plausibility,
): string {
  const words = (minor: bigint) => `${formatMinor(minor, currency)} ${currency}`;
  return `${words(amount)} is more than ${mostTimes} times the ${words(before)} of the month before`;
}

/**
 * The currencies in which a month is implausible beside the month before. A run holds back the accounts that make it so,
 * and when it is implausible all over, it stops before it has billed anybody.
 *
 * @param now - each account once for each currency
 */
export function implausible<Total extends AccountTotal>(
  now: readonly Total[],
  before: readonly AccountTotal[],
  bounds: Plausibility,
): ImplausibleTotal<Total>[] {
  const found: ImplausibleTotal<Total>[] = [];
  for (const currency of new Set(now.map((one) => one.currency))) {
    const was = new Map(
      before.filter((one) => one.currency === currency).map((one) => [one.accountId, one.amount]),
    );
    const accounts = now
      .filter((one) => one.currency === currency)
      .map((total) => ({ total, before: was.get(total.accountId) ?? 0n }))
      .sort((a, b) => compare(b.total.amount - b.before, a.total.amount - a.before));
    const amount = sum(accounts.map(({ total }) => total.amount));
    const all = sum(was.values());
    if (!isImplausible({ currency, amount }, all, bounds)) continue;
    const held = accounts.filter((one) => isImplausible(one.total, one.before, bounds));
    const others = amount - sum(held.map(({ total }) => total.amount));
    const othersBefore = all - sum(held.map((one) => one.before));
    found.push({
      currency,
      amount,
      before: all,
      accounts,
      held: isImplausible({ currency, amount: others }, othersBefore, bounds) ? null : held,
    });
  }
  return found;
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
