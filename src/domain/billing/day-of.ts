import { type Day, isDay } from './calendar';

const MINUTE = 60_000;
/** The first instant of a day is at most so many minutes from that of UTC. */
const FARTHEST = 36 * 60;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Building a formatter costs fifty times what using it does. */
function formatterFor(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/**
 * The day that an instant falls on in a time zone; billing days are those of the billing time
 * zone (R52), whatever the zone of the machine.
 *
 * @param timeZone - an IANA name such as `Europe/Berlin`
 * @throws RangeError for an unknown time zone, an invalid instant, or one outside the years 1000 to 9999
 */
export function dayOf(instant: Date, timeZone: string): Day {
  // The formatter writes a year before Christ without saying so.
  if (instant.getUTCFullYear() < 1) throw new RangeError('No day before the year 1000');
  // MM/DD/YYYY: by position, which is a third of what formatToParts costs.
  const text = formatterFor(timeZone).format(instant);
  const day = `${text.slice(6)}-${text.slice(0, 2)}-${text.slice(3, 5)}`;
  if (!isDay(day)) throw new RangeError(`No day within the years 1000 to 9999: "${text}"`);
  return day;
}

/**
 * The first instant of a day in a time zone, found by halving: offsets differ by zone, and by season within one.
 *
 * @throws RangeError as `dayOf`
 */
export function startOfDay(day: Day, timeZone: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`);
  let before = -FARTHEST;
  let begun = FARTHEST;
  while (begun - before > 1) {
    const middle = Math.floor((before + begun) / 2);
    if (dayOf(new Date(utc + middle * MINUTE), timeZone) >= day) begun = middle;
    else before = middle;
  }
  return new Date(utc + begun * MINUTE);
}
