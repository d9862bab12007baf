import fc from 'fast-check';
import { billableDay, implausible } from '../../../src/domain/billing/billing-month';
import {
  addDays,
  firstDay,
  monthBefore,
  monthOf,
  nextMonth,
  type Day,
} from '../../../src/domain/billing/calendar';

const days = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays('1990-01-01', n));
const eur = (amount: bigint) => ({ currency: 'EUR' as const, amount });

describe('the month that is billed', () => {
  it('R52 the month before one is the one that it follows', () => {
    expect(monthBefore('2027-01')).toBe('2026-12');
    expect(monthBefore('2026-12')).toBe('2026-11');
    fc.assert(fc.property(days, (day) => monthBefore(nextMonth(monthOf(day))) === monthOf(day)));
    expect(() => monthBefore('1000-01')).toThrow(RangeError);
    expect(() => monthBefore('2026-13')).toThrow(RangeError);
  });

  it('R52 R55 nothing is dated in a month whose billing has begun, and otherwise on the day that it is', () => {
    fc.assert(
      fc.property(days, days, (today, other) => {
        const closed = monthOf(other);
        const day: Day = billableDay(today, closed);
        expect(monthOf(day) > closed).toBe(true);
        expect(day).toBe(monthOf(today) > closed ? today : firstDay(nextMonth(closed)));
      }),
    );
    expect(billableDay('2026-11-30', null)).toBe('2026-11-30');
  });

  it('a month is implausible above so many times the one before, in any currency, and never below the floor', () => {
    const bounds = { mostTimes: 3, floor: 1_000n };
    expect(implausible([eur(3_000n)], [eur(1_000n)], bounds)).toBeNull();
    expect(implausible([eur(3_001n)], [eur(1_000n)], bounds)).toMatchObject({
      before: 1_000n,
      message: '30.01 EUR is more than 3 times the 10.00 EUR of the month before',
    });
    expect(implausible([eur(1_000n)], [], bounds)).toBeNull();
    expect(implausible([eur(1_001n)], [], bounds)).not.toBeNull();
    const dollars = { currency: 'USD' as const, amount: 9_000n };
    expect(implausible([eur(1n), dollars], [eur(9_000n)], bounds)?.total).toBe(dollars);
    expect(implausible([], [eur(1n)], bounds)).toBeNull();
  });
});
