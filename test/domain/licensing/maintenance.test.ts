import fc from 'fast-check';
import { addDays, parseDay, type Day } from '../../../src/domain/billing/calendar';
import { anniversary, renewed, twelveMonths } from '../../../src/domain/licensing/maintenance';
import { often } from '../often';

const MS_PER_DAY = 86_400_000;
const iso = (ms: number): Day => parseDay(new Date(ms).toISOString().slice(0, 10));
const days = fc
  .oneof(
    fc.integer({
      min: Date.UTC(1900, 0, 1) / MS_PER_DAY,
      max: Date.UTC(2300, 0, 1) / MS_PER_DAY,
    }),
    // Around every 29 February of a century in which one is left out.
    fc
      .tuple(fc.integer({ min: 2_000, max: 2_110 }), fc.integer({ min: -2, max: 2 }))
      .map(([year, by]) => Date.UTC(year, 1, 29 + by) / MS_PER_DAY),
  )
  .map((ordinal) => iso(ordinal * MS_PER_DAY));

/** The machine's calendar: 29 February of a year without one is 1 March. */
const yearsLater = (day: Day, years: number): Day => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return iso(Date.UTC(year + years, month - 1, date));
};

describe('R21, R23 the days of Maintenance and Support', () => {
  it.each([
    ['2026-11-21', '2027-11-20'],
    ['2027-01-01', '2027-12-31'],
    ['2027-03-01', '2028-02-29'],
    ['2028-02-28', '2029-02-27'],
    ['2028-02-29', '2029-02-28'],
    ['2028-03-01', '2029-02-28'],
    ['2027-12-31', '2028-12-30'],
  ] as const)('twelve months from %s run until %s', (from, to) => {
    expect(twelveMonths(from)).toEqual({ from, to });
  });

  it('what was bought on 29 February ends the day before, whenever there is one', () => {
    const ends: Day[] = [];
    for (let cover = twelveMonths('2028-02-29'); ends.length < 8; cover = renewed(cover))
      ends.push(cover.to);
    expect(ends).toEqual([
      ...['2029-02-28', '2030-02-28', '2031-02-28', '2032-02-28'],
      ...['2033-02-28', '2034-02-28', '2035-02-28', '2036-02-28'],
    ]);
    // And on 1 March: 29 February is covered where there is one.
    const next = renewed(renewed(renewed(renewed(twelveMonths('2027-03-01')))));
    expect(next).toEqual({ from: '2027-03-01', to: '2032-02-29' });
  });

  it('R23 for all days and chains of renewals: whole years from the first day, without gap or overlap', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 12 }), (from, renewals) => {
        const chain = [twelveMonths(from)];
        while (chain.length < renewals) chain.push(renewed(chain.at(-1) as (typeof chain)[0]));
        expect(chain.map((cover) => [cover.from, addDays(cover.to, 1)])).toEqual(
          chain.map((_, index) => [from, yearsLater(from, index + 1)]),
        );
        expect(anniversary(from, renewals)).toBe(yearsLater(from, renewals));
      }),
      { numRuns: often(500) },
    );
  });

  it('R23 a cover that is not of whole years goes on from its end', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 2_000 }), (from, length) => {
        const to = addDays(from, length);
        const next = addDays(to, 1);
        fc.pre([1, 2, 3, 4, 5, 6].every((years) => yearsLater(from, years) !== next));
        expect(renewed({ from, to })).toEqual({ from, to: addDays(yearsLater(next, 1), -1) });
      }),
      { numRuns: often(300) },
    );
  });
});
