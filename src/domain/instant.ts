import { isDay } from './billing/calendar';

const FORM =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|([+-])(\d{2}):([0-5]\d))$/;
/** Clocks of the world are at most this far from UTC, in minutes. */
const FARTHEST = { '+': 14 * 60, '-': 12 * 60 } as const;
const EARLIEST = Date.UTC(1000, 0, 1);
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * The instant that a text names in ISO 8601, with its offset: `2026-11-30T08:15:00Z`. Fractions of a millisecond
 * are cut off. Null for anything else: `Date.parse` takes 30 February for 2 March, and 24:00 for the next day.
 * Also null for a leap second, for an offset that no place has, and outside the years 1000 to 9999 of UTC, which
 * are those that the store holds.
 */
export function parseInstant(text: string): Date | null {
  const [, day = '', , sign, hours = '0', minutes = '0'] = FORM.exec(text) ?? [];
  if (!isDay(day)) return null;
  if (sign !== undefined && Number(hours) * 60 + Number(minutes) > FARTHEST[sign as '+' | '-'])
    return null;
  const at = Date.parse(text);
  return at >= EARLIEST && at <= LATEST ? new Date(at) : null;
}
