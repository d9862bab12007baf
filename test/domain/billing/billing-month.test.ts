import fc from 'fast-check';
import {
  billableDay,
  implausible,
  implausibleWords,
} from '../../../src/domain/billing/billing-month';
import {
  addDays,
  firstDay,
  monthBefore,
  monthOf,
  nextMonth,
  type Day,
} from '../../../src/domain/billing/calendar';

const days = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays('1990-01-01', n));
const of = (accountId: number, amount: bigint, currency = 'EUR') => ({
  accountId,
  amount,
  currency,
});

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

  describe('a month that comes to too much', () => {
    const bounds = { mostTimes: 3, floor: 10n };

    it('is implausible above so many times the one before, in any currency, and never below the floor', () => {
      expect(implausible([of(1, 3_000n)], [of(1, 1_000n)], bounds)).toEqual([]);
      const [found] = implausible([of(1, 3_001n)], [of(1, 1_000n)], bounds);
      expect(found).toMatchObject({ currency: 'EUR', amount: 3_001n, before: 1_000n });
      expect(implausibleWords({ ...of(1, 3_001n), before: 1_000n }, bounds)).toBe(
        '30.01 EUR is more than 3 times the 10.00 EUR of the month before',
      );
      expect(implausible([of(1, 1_000n)], [], bounds)).toEqual([]);
      expect(implausible([of(1, 1_001n)], [], bounds)).toHaveLength(1);
      const both = [of(1, 1n), of(1, 9_000n, 'USD')];
      expect(implausible(both, [of(1, 9_000n)], bounds)).toMatchObject([{ currency: 'USD' }]);
      expect(implausible([of(1, 10n, 'JPY')], [], bounds)).toEqual([]);
      expect(implausible([of(1, 11n, 'JPY')], [], bounds)).toHaveLength(1);
      expect(implausible([of(1, 10_000n, 'KWD')], [], bounds)).toEqual([]);
      expect(implausible([], [of(1, 1n)], bounds)).toEqual([]);
      const [dollars] = implausible(both, [of(1, 9_000n), of(1, 7n, 'USD')], bounds);
      expect(dollars).toMatchObject({ amount: 9_000n, before: 7n });
      expect(dollars?.accounts).toEqual([{ total: both[1], before: 7n }]);
    });

    it('names its accounts by how much they grew, and those that grew alike in their order', () => {
      const now = [of(1, 9_000n), of(2, 5_000n), of(3, 3_000n), of(4, 3_000n), of(5, 3_000n)];
      const before = [of(1, 8_500n), of(3, 1_000n), of(4, 1_000n), of(5, 1_000n), of(9, 5n)];
      const [found] = implausible(now, before, { mostTimes: 1, floor: 0n });
      expect(found?.accounts.map(({ total }) => total.accountId)).toEqual([2, 3, 4, 5, 1]);
    });

    it('because of some accounts holds back these, and nobody when it is so all over', () => {
      const before = [of(1, 2_000n), of(2, 3_000n), of(3, 10n)];
      const [one] = implausible([of(1, 2_000n), of(2, 3_000n), of(3, 90_000n)], before, bounds);
      expect(one?.held?.map(({ total }) => total.accountId)).toEqual([3]);
      expect(one?.accounts.map(({ total }) => total.accountId)).toEqual([3, 1, 2]);
      // Ten times as much for everybody: the rest is no better than those that stand out.
      const tenfold = before.map((total) => ({ ...total, amount: total.amount * 10n }));
      const small = Array.from({ length: 20 }, (_, n) => of(10 + n, 100n));
      const [all] = implausible(
        [...tenfold, ...small.map((total) => ({ ...total, amount: 1_000n }))],
        [...before, ...small],
        bounds,
      );
      expect(all?.held).toBeNull();
    });

    it('for all months: who is billed comes to a plausible total, and who is held back to no plausible one', () => {
      const totals = fc
        .uniqueArray(
          fc.tuple(fc.integer({ min: 1, max: 9 }), fc.bigInt({ min: 0n, max: 9_000n })),
          {
            selector: ([account]) => account,
          },
        )
        .map((all) => all.map(([account, amount]) => of(account, amount)));
      const sumOf = (all: readonly { readonly amount: bigint }[]) =>
        all.reduce((total, { amount }) => total + amount, 0n);
      const plausible = (now: bigint, was: bigint) => now <= 1_000n || now <= was * 3n;
      fc.assert(
        fc.property(totals, totals, (now, before) => {
          const [found] = implausible(now, before, bounds);
          expect(found === undefined).toBe(plausible(sumOf(now), sumOf(before)));
          const held = new Set(found?.held?.map(({ total }) => total.accountId));
          const left = (all: typeof now) =>
            sumOf(all.filter(({ accountId }) => !held.has(accountId)));
          if (found?.held !== null) expect(plausible(left(now), left(before))).toBe(true);
          for (const { total, before: was } of found?.held ?? [])
            expect(plausible(total.amount, was)).toBe(false);
        }),
      );
    });
  });
});
