import fc from 'fast-check';
import {
  type Day,
  addDays,
  addMonths,
  dayInMonth,
  dayOfMonth,
  daysBetween,
  daysInMonth,
  firstDay,
  isDay,
  isMonth,
  lastDay,
  monthOf,
  nextMonth,
  parseDay,
  parseMonth,
} from '../../../src/domain/billing/calendar';

const MS_PER_DAY = 86_400_000;
const iso = (ms: number): Day => parseDay(new Date(ms).toISOString().slice(0, 10));
const EARLIEST = Date.UTC(1000, 0, 1) / MS_PER_DAY;
const LATEST = Date.UTC(9999, 11, 31) / MS_PER_DAY;
const ordinals = fc.oneof(
  fc.integer({ min: EARLIEST, max: LATEST }),
  fc.integer({ min: Date.UTC(1999, 0, 1) / MS_PER_DAY, max: Date.UTC(2040, 0, 1) / MS_PER_DAY }),
);
const days = ordinals.map((ordinal) => iso(ordinal * MS_PER_DAY));

const NO_DAYS = [
  ...['2025-02-29', '1900-02-29', '2025-04-31', '2025-00-10', '2025-13-10', '2025-01-00'],
  ...['2025-01-32', '2025-1-1', '2025-01-1', '2025-01-011', ' 2025-01-01', '2025-01-01 '],
  ...['2025/01/01', '2025-01/01', '2025/01-01', '20250101', '2025-01', '', '0999-12-31'],
  ...['12025-01-01', '202a-01-01', '2025-0a-01', '2025-01-0a', '2025-01-+1', '２０25-01-01'],
  ...['2025-01-01T00:00:00Z', '2025-01-1\n', '-025-01-01', '2025-01-1/', '2025-01-2 '],
];

describe('days and months as text', () => {
  it.each(['2025-01-01', '2024-02-29', '2000-02-29', '2025-12-31', '1000-01-01', '9999-12-31'])(
    'R52 %s is a day',
    (text) => {
      expect(isDay(text)).toBe(true);
      expect(parseDay(text)).toBe(text);
    },
  );

  it.each(NO_DAYS)('R52 "%s" is no day', (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => parseDay(text)).toThrow(RangeError);
  });

  it.each(['2025-01', '2025-12', '1000-01', '9999-12'])('R52 %s is a month', (text) => {
    expect(isMonth(text)).toBe(true);
    expect(parseMonth(text)).toBe(text);
  });

  it.each(['2025-00', '2025-13', '2025-1', '2025/01', '0999-12', '2025-01-01', '', '2025-0a'])(
    'R52 "%s" is no month',
    (text) => {
      expect(isMonth(text)).toBe(false);
      expect(() => parseMonth(text)).toThrow(RangeError);
    },
  );

  it('R52 exactly the days that a calendar knows are days, in years with every leap rule', () => {
    for (const year of [1900, 2000, 2023, 2024, 2025, 2100, 2400]) {
      for (let month = 0; month <= 13; month += 1) {
        for (let day = 0; day <= 32; day += 1) {
          const text = [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
          const date = new Date(Date.UTC(year, month - 1, day));
          expect([text, isDay(text)]).toEqual([text, date.toISOString().startsWith(text)]);
        }
      }
    }
  });

  it('R52 a month is refused for a day, and a day for a month, when compiled and when run', () => {
    // @ts-expect-error a month is no day
    expect(() => addDays('2025-01', 1)).toThrow(RangeError);
    // @ts-expect-error a day is no month
    expect(() => daysInMonth('2025-01-01')).toThrow(RangeError);
  });

  it.each(['2025-02-29', '2025-1-01', '2025-01-00'] as Day[])(
    'R52 no function reckons with the malformed day %s',
    (day) => {
      const good: Day = '2025-01-01';
      expect(() => addDays(day, 1)).toThrow(RangeError);
      expect(() => addMonths(day, 1)).toThrow(RangeError);
      expect(() => daysBetween(day, good)).toThrow(RangeError);
      expect(() => daysBetween(good, day)).toThrow(RangeError);
      expect(() => monthOf(day)).toThrow(RangeError);
      expect(() => dayOfMonth(day)).toThrow(RangeError);
    },
  );

  it('R52 no function reckons with a malformed month', () => {
    expect(() => daysInMonth('2025-13')).toThrow(RangeError);
    expect(() => firstDay('2025-00')).toThrow(RangeError);
    expect(() => lastDay('2025-13')).toThrow(RangeError);
    expect(() => nextMonth('2025-13')).toThrow(RangeError);
  });
});

describe('reckoning with days', () => {
  it('R52 every day from 1990 to 2110 follows the one before, as UTC dates do', () => {
    let day: Day = '1990-01-01';
    for (let ms = Date.UTC(1990, 0, 1); ms < Date.UTC(2110, 0, 1); ms += MS_PER_DAY) {
      if (day !== iso(ms)) throw new Error(`${day} instead of ${iso(ms)}`);
      day = addDays(day, 1);
    }
    expect(day).toBe('2110-01-01');
  });

  it('R52 adding days and counting them agree with UTC dates over the years 1000 to 9999', () => {
    fc.assert(
      fc.property(ordinals, ordinals, (from, to) => {
        const [fromDay, toDay] = [iso(from * MS_PER_DAY), iso(to * MS_PER_DAY)];
        expect(daysBetween(fromDay, toDay)).toBe(to - from);
        expect(addDays(fromDay, to - from)).toBe(toDay);
      }),
    );
  });

  it('R52 days are counted from one to the other, negative backwards', () => {
    expect(daysBetween('2025-01-01', '2025-01-01')).toBe(0);
    expect(daysBetween('2025-01-31', '2025-02-01')).toBe(1);
    expect(daysBetween('2024-03-01', '2024-02-28')).toBe(-2);
    expect(addDays('2025-03-01', -1)).toBe('2025-02-28');
  });

  it('R52 a day outside the years 1000 to 9999, or a part of a day, is refused', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('1000-01-01', -1)).toThrow(RangeError);
    expect(() => addDays('2025-01-01', 0.5)).toThrow(RangeError);
    expect(() => addDays('2025-01-01', NaN)).toThrow(RangeError);
    expect(() => addMonths('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addMonths('1000-01-01', -1)).toThrow(RangeError);
    expect(() => addMonths('2025-01-01', 1.5)).toThrow(RangeError);
    expect(() => nextMonth('9999-12')).toThrow(RangeError);
  });
});

describe('reckoning with months', () => {
  it.each([
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-01-31', 3, '2025-04-30'],
    ['2025-01-15', 12, '2026-01-15'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2025-03-31', -1, '2025-02-28'],
    ['2025-01-10', -1, '2024-12-10'],
    ['2025-12-31', 2, '2026-02-28'],
    ['2025-06-30', 0, '2025-06-30'],
  ] as const)('R21 %s and %i months is %s', (day, months, result) => {
    expect(addMonths(day, months)).toBe(result);
  });

  it('R21 adding months keeps the day of the month, or takes the last there is', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -600, max: 600 }), (day, months) => {
        const target = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
        fc.pre(target >= 12_000 && target < 120_000);
        const result = addMonths(day, months);
        const [year, month] = [Math.floor(target / 12), (target % 12) + 1];
        expect(result.slice(0, 7)).toBe(`${year}-${String(month).padStart(2, '0')}`);
        const longest = new Date(Date.UTC(year, month, 0)).getUTCDate();
        expect(dayOfMonth(result)).toBe(Math.min(dayOfMonth(day), longest));
      }),
    );
  });

  it.each([
    ['2025-01', 31, '2025-02'],
    ['2025-02', 28, '2025-03'],
    ['2024-02', 29, '2024-03'],
    ['2000-02', 29, '2000-03'],
    ['2100-02', 28, '2100-03'],
    ['2025-04', 30, '2025-05'],
    ['2025-12', 31, '2026-01'],
  ] as const)('R52 %s has %i days and is followed by %s', (month, length, next) => {
    expect(daysInMonth(month)).toBe(length);
    expect(firstDay(month)).toBe(`${month}-01`);
    expect(lastDay(month)).toBe(`${month}-${length}`);
    expect(nextMonth(month)).toBe(next);
  });

  it('R52 a day lies in its month, between the first and the last', () => {
    fc.assert(
      fc.property(days, (day) => {
        const month = monthOf(day);
        expect(day.startsWith(month)).toBe(true);
        expect(firstDay(month) <= day && day <= lastDay(month)).toBe(true);
        expect(dayInMonth(month, dayOfMonth(day))).toBe(day);
        expect(dayOfMonth(lastDay(month))).toBe(daysInMonth(month));
        if (month !== '9999-12') {
          expect(addDays(lastDay(month), 1)).toBe(firstDay(nextMonth(month)));
        }
      }),
    );
  });

  it.each([0, 29, 1.5, -1, NaN])('R52 February 2025 has no day %d', (number) => {
    expect(() => dayInMonth('2025-02', number)).toThrow(RangeError);
  });
});
