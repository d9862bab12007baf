import {
  type Day,
  type Month,
  addDays,
  dayInMonth,
  dayOfMonth,
  firstDay,
  lastDay,
  monthOf,
  parseDay,
} from './calendar';
import { type Currency, divideHalfUp } from './money';
import { moneyText } from './money-text';

/** What a lease costs per month from a day on, until the next term. */
export interface LeaseTerm {
  /** The first day billed at this price, in the billing time zone. */
  readonly from: Day;
  /** Minor units a month, product and add-ons together. */
  readonly monthlyPrice: bigint;
}

/** The facts of a lease that its charges follow from. Days are those of the billing time zone. */
export interface LeaseFacts {
  readonly startedOn: Day;
  /** The day the lease was stopped; null while it runs. */
  readonly stoppedOn: Day | null;
  /** In any order. Of several on one day the one given last counts: it replaced the others. */
  readonly terms: readonly LeaseTerm[];
}

/** Consecutive days of a month under one term. */
export interface ChargeSegment {
  /** The first day, included. */
  readonly from: Day;
  /** The last day, included. */
  readonly to: Day;
  readonly days: number;
  /** Minor units a month: the term's monthly price. */
  readonly rate: bigint;
}

/** What a lease costs in one month, and why: `amount = Σ rate·days ÷ divisor` (R52). */
export interface LeaseCharge {
  /** In order of time, one per term that was in force, even where neighbors cost the same. */
  readonly segments: readonly ChargeSegment[];
  /** Active days in the month: the sum of the segments' days. */
  readonly days: number;
  /** `max(28, days)`. */
  readonly divisor: number;
  /** Minor units, rounded half up to the cent. */
  readonly amount: bigint;
}

/** So that a whole month costs the monthly price in every month, February included (R52). */
const SHORTEST_DIVISOR = 28;

/**
 * What a lease costs in a month: `Σ priceᵢ·daysᵢ ÷ max(28, Σ daysᵢ)`, rounded half up; null when no
 * day of the month was active, for then there is no line (R52).
 *
 * The start day is active, the stop day is not, unless it is the start day, which always counts.
 * The day of a change is billed at the new terms. Terms from a later day than the last active one
 * have no part in it.
 *
 * @throws RangeError for a malformed day or month, for a stop before the start, and when the first
 * active day is covered by no term
 */
export function leaseCharge(month: Month, lease: LeaseFacts): LeaseCharge | null {
  const { startedOn } = lease;
  const end = lastActiveDay(lease);
  const monthStart = firstDay(month);
  const monthEnd = lastDay(month);
  if (startedOn > monthEnd || (end !== null && end < monthStart)) return null;

  const first = startedOn > monthStart ? startedOn : monthStart;
  const last = end !== null && end < monthEnd ? end : monthEnd;
  const segments = segmentsBetween(month, first, last, lease.terms);

  let days = 0;
  let weighted = 0n;
  for (const segment of segments) {
    days += segment.days;
    weighted += segment.rate * BigInt(segment.days);
  }
  const divisor = divisorOf(days);
  return { segments, days, divisor, amount: divideHalfUp(weighted, BigInt(divisor)) };
}

/** What the days of a month are divided by: a month that was active throughout costs the monthly price (R52). */
export const divisorOf = (days: number): number => Math.max(SHORTEST_DIVISOR, days);

/**
 * What a running lease still costs in the month of a day if it is stopped on that day (R44); null when
 * nothing: it ran before the month alone, and the day is the month's first.
 *
 * @throws RangeError as `leaseCharge`, and for a day before the lease started
 */
export const chargeIfStopped = (lease: LeaseFacts, on: Day): LeaseCharge | null =>
  leaseCharge(monthOf(on), { ...lease, stoppedOn: on });

/**
 * What stopping a running lease on a day would save until the end of that day's month, in minor
 * units: the month's charge as it stands less the charge if stopped (R45).
 *
 * Never negative. It is nothing from the 28th active day on, and nothing for a lease already
 * stopped. Where a late change to a cheaper term would make the shorter month the dearer one,
 * stopping saves nothing either.
 *
 * @throws RangeError as `leaseCharge`, and for a day before the lease started
 */
export function savingIfStopped(lease: LeaseFacts, on: Day): bigint {
  parseDay(on);
  if (lease.stoppedOn !== null && lease.stoppedOn <= on) return 0n;
  const month = monthOf(on);
  const ifStopped = chargeIfStopped(lease, on)?.amount ?? 0n;
  const asItStands = leaseCharge(month, lease)?.amount ?? 0n;
  return asItStands > ifStopped ? asItStands - ifStopped : 0n;
}

/**
 * A charge in words, for the line of an invoice (R52): `17 of 28 days at €20.00`. With several
 * segments each also says which days of the month: `9 of 31 days at €20.00 (1-9), 22 at €35.00
 * (10-31)`. Under 1,000 characters even when the terms change daily, for prices below a billion.
 */
export function describeCharge(charge: LeaseCharge, currency: Currency): string {
  const several = charge.segments.length > 1;
  return charge.segments
    .map(({ from, to, days, rate }, index) => {
      const part = index === 0 ? `${days} of ${charge.divisor} days` : String(days);
      const share = `${part} at ${moneyText(rate, currency)}`;
      if (!several) return share;
      const first = dayOfMonth(from);
      return days === 1 ? `${share} (${first})` : `${share} (${first}-${dayOfMonth(to)})`;
    })
    .join(', ');
}

/** The terms in force on the last day that a charge bills. */
export function lastTermOf<Term extends LeaseTerm>(
  terms: readonly Term[],
  { segments }: LeaseCharge,
): Term | undefined {
  const last = segments.at(-1)?.to;
  return last === undefined ? undefined : termOn(terms, last);
}

/** The terms in force on a day; undefined before the first. */
export const termOn = <Term extends LeaseTerm>(
  terms: readonly Term[],
  day: Day,
): Term | undefined => inOrder(terms).findLast(({ from }) => from <= day);

function lastActiveDay({ startedOn, stoppedOn }: LeaseFacts): Day | null {
  parseDay(startedOn);
  if (stoppedOn === null) return null;
  if (stoppedOn < startedOn) {
    throw new RangeError(`Stopped on ${stoppedOn}, before the start on ${startedOn}`);
  }
  return stoppedOn === startedOn ? startedOn : addDays(stoppedOn, -1);
}

/** Cuts the days from `first` to `last` (both in the month, both included) where terms change. */
function segmentsBetween(
  month: Month,
  first: Day,
  last: Day,
  terms: readonly LeaseTerm[],
): ChargeSegment[] {
  const segments: ChargeSegment[] = [];
  const end = dayOfMonth(last);
  let begin = dayOfMonth(first);
  let rate: bigint | null = null;
  const closeBefore = (next: number): void => {
    if (rate === null) throw new RangeError(`No terms on ${dayInMonth(month, begin)}`);
    const from = dayInMonth(month, begin);
    segments.push({ from, to: dayInMonth(month, next - 1), days: next - begin, rate });
    begin = next;
  };
  for (const term of inOrder(terms)) {
    if (term.from > last) break;
    // A term from before the first active day, or from the day of the last change, just takes over.
    const start = term.from > first ? dayOfMonth(term.from) : begin;
    if (start > begin) closeBefore(start);
    rate = term.monthlyPrice;
  }
  closeBefore(end + 1);
  return segments;
}

/** By day, those of one day in the order given. */
function inOrder<Term extends LeaseTerm>(terms: readonly Term[]): readonly Term[] {
  for (const { from } of terms) parseDay(from);
  return terms.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}
