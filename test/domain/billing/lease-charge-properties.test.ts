import fc from 'fast-check';
import {
  type Day,
  type Month,
  addDays,
  daysBetween,
  daysInMonth,
  firstDay,
  lastDay,
  monthOf,
  nextMonth,
} from '../../../src/domain/billing/calendar';
import { type LeaseFacts, leaseCharge } from '../../../src/domain/billing/lease-charge';
import { slowLeaseCharge } from './slow-lease-charge';
import { often } from '../often';

const FIRST: Day = '2023-12-01';
const price = fc.bigInt({ min: 0n, max: 100_000n });
const month = fc
  .integer({ min: 0, max: 480 })
  .map((offset): Month => monthOf(addDays(FIRST, offset)));

/** Leases around 2024, their changes of terms thick enough to meet in one month and on one day. */
const lease: fc.Arbitrary<LeaseFacts> = fc
  .record({
    start: fc.integer({ min: 0, max: 420 }),
    length: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 90 })),
    opening: price,
    changes: fc.array(fc.tuple(fc.integer({ min: 0, max: 70 }), price), { maxLength: 12 }),
  })
  .chain(({ start, length, opening, changes }) => {
    const startedOn = addDays(FIRST, start);
    const terms = [{ from: startedOn, monthlyPrice: opening }];
    for (const [after, monthlyPrice] of changes) {
      terms.push({ from: addDays(startedOn, after), monthlyPrice });
    }
    const all = { minLength: terms.length, maxLength: terms.length };
    return fc.shuffledSubarray(terms, all).map((shuffled) => ({
      startedOn,
      stoppedOn: length === null ? null : addDays(startedOn, length),
      terms: shuffled,
    }));
  });

/** A month that the lease touches, most of the time, with the lease. */
const leaseInMonth = lease.chain((facts) =>
  fc.tuple(
    fc.oneof(
      { weight: 1, arbitrary: month },
      {
        weight: 4,
        arbitrary: fc
          .integer({ min: 0, max: 75 })
          .map((offset) => monthOf(addDays(facts.startedOn, offset))),
      },
    ),
    fc.constant(facts),
  ),
);

const RUNS = { numRuns: often(2_000) };

describe('every lease in every month', () => {
  it('R52 the charge equals the slow day-by-day reference', () => {
    let charged = 0;
    let changed = 0;
    let none = 0;
    fc.assert(
      fc.property(leaseInMonth, ([in_, facts]) => {
        const charge = leaseCharge(in_, facts);
        const slow = slowLeaseCharge(in_, facts);
        if (charge === null || slow === null) {
          none += 1;
          expect(charge).toEqual(slow);
          return;
        }
        charged += 1;
        if (charge.segments.length > 1) changed += 1;
        const { days, divisor, amount } = charge;
        const rates = charge.segments.flatMap((part) => Array<bigint>(part.days).fill(part.rate));
        expect({ days, divisor, amount, rates }).toEqual(slow);
      }),
      RUNS,
    );
    // The generator is worth something only if it meets every case often.
    expect(Math.min(charged, changed, none)).toBeGreaterThan(often(100));
  });

  it('R52 the charge is never above the highest monthly price, nor from 28 days on below the lowest', () => {
    fc.assert(
      fc.property(leaseInMonth, ([in_, facts]) => {
        const charge = leaseCharge(in_, facts);
        if (charge === null) return;
        const rates = charge.segments.map(({ rate }) => rate).sort((a, b) => (a < b ? -1 : 1));
        expect(charge.amount <= rates.at(-1)!).toBe(true);
        if (charge.days >= 28) expect(charge.amount >= rates[0]!).toBe(true);
      }),
      RUNS,
    );
  });

  it('R52 segments follow each other without gap or overlap, and add up to the days', () => {
    fc.assert(
      fc.property(leaseInMonth, ([in_, facts]) => {
        const charge = leaseCharge(in_, facts);
        if (charge === null) return;
        let expected = facts.startedOn > firstDay(in_) ? facts.startedOn : firstDay(in_);
        let days = 0;
        for (const segment of charge.segments) {
          expect(segment.from).toBe(expected);
          expect(segment.days).toBeGreaterThan(0);
          expect(daysBetween(segment.from, segment.to) + 1).toBe(segment.days);
          expected = addDays(segment.to, 1);
          days += segment.days;
        }
        expect(expected <= addDays(lastDay(in_), 1)).toBe(true);
        expect(charge.days).toBe(days);
        expect(charge.divisor).toBe(Math.max(28, days));
      }),
      RUNS,
    );
  });

  it('R52 the months of a lease bill each of its days once', () => {
    fc.assert(
      fc.property(lease, (facts) => {
        fc.pre(facts.stoppedOn !== null);
        let days = 0;
        for (let in_ = monthOf(FIRST); in_ <= monthOf(facts.stoppedOn); in_ = nextMonth(in_)) {
          days += leaseCharge(in_, facts)?.days ?? 0;
        }
        expect(days).toBe(Math.max(1, daysBetween(facts.startedOn, facts.stoppedOn)));
      }),
    );
  });

  it('R52 nothing that was passed in is changed', () => {
    fc.assert(
      fc.property(leaseInMonth, ([in_, facts]) => {
        const before = [...facts.terms];
        leaseCharge(in_, Object.freeze({ ...facts, terms: Object.freeze(facts.terms) }));
        expect(facts.terms).toEqual(before);
      }),
    );
  });
});

describe('at one price', () => {
  it('R52 one day more never costs less, and a whole month costs the monthly price', () => {
    fc.assert(
      fc.property(month, price, (in_, monthlyPrice) => {
        const startedOn = firstDay(in_);
        const terms = [{ from: startedOn, monthlyPrice }];
        let previous = 0n;
        for (let length = 1; length <= daysInMonth(in_); length += 1) {
          const stopped: LeaseFacts = {
            startedOn,
            stoppedOn: addDays(startedOn, length),
            terms,
          };
          const { amount, days } = leaseCharge(in_, stopped)!;
          expect(days).toBe(length);
          expect(amount >= previous).toBe(true);
          if (length >= 28) expect(amount).toBe(monthlyPrice);
          previous = amount;
        }
        expect(leaseCharge(in_, { startedOn, stoppedOn: null, terms })!.amount).toBe(monthlyPrice);
      }),
      { numRuns: 200 },
    );
  });

  it('R52 a later start never costs more', () => {
    fc.assert(
      fc.property(month, price, (in_, monthlyPrice) => {
        let previous = monthlyPrice;
        for (let day = firstDay(in_); day <= lastDay(in_); day = addDays(day, 1)) {
          const terms = [{ from: day, monthlyPrice }];
          const { amount } = leaseCharge(in_, { startedOn: day, stoppedOn: null, terms })!;
          expect(amount <= previous).toBe(true);
          previous = amount;
        }
      }),
      { numRuns: 200 },
    );
  });
});
