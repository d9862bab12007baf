import { addDays, addMonths, dayOfMonth, type Day } from '../billing/calendar';

/** Days that are covered by Maintenance and Support, the first and the last among them. */
export interface Cover {
  readonly from: Day;
  readonly to: Day;
}

/**
 * The day on which so many years from a day on are over and the next one begins: the same day of that year, and
 * 1 March for 29 February where there is none. So no year that was paid for is a day short.
 *
 * @throws RangeError for a malformed day, or a result outside the years 1000 to 9999
 */
export function anniversary(day: Day, years: number): Day {
  const same = addMonths(day, 12 * years);
  return dayOfMonth(same) === dayOfMonth(day) ? same : addDays(same, 1);
}

/** So many years from a day on (R21). */
const yearsFrom = (from: Day, years: number): Cover => ({
  from,
  to: addDays(anniversary(from, years), -1),
});

/** What twelve months cover that begin on a day (R21). */
export const twelveMonths = (from: Day): Cover => yearsFrom(from, 1);

const yearOf = (day: Day): number => Number(day.slice(0, 4));

/**
 * Twelve months more, from the old end on (R23). They are counted from the first day, not from the old end, which
 * may be a day before 29 February: what began on one ends a day before it again, whenever there is one.
 *
 * @param cover - where it is not of whole years, the months are counted from its end
 */
export function renewed({ from, to }: Cover): Cover {
  const next = addDays(to, 1);
  const years = yearOf(next) - yearOf(from);
  if (anniversary(from, years) === next) return yearsFrom(from, years + 1);
  return { from, to: twelveMonths(next).to };
}
