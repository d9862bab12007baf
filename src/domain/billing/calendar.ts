/**
 * A calendar day, `YYYY-MM-DD`, of the years 1000 to 9999 (what a DATE column holds). Sorts as
 * text. The type catches a month passed for a day; `parseDay` and `isDay` prove the rest.
 */
export type Day = `${number}-${number}-${number}`;

/** A calendar month, `YYYY-MM`, of the years 1000 to 9999. Sorts as text. */
export type Month = `${number}-${number}`;

const LENGTHS: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const ZERO = '0'.charCodeAt(0);
const DASH = '-'.charCodeAt(0);

/** Days of a month in a year; 0 for a month that is not 1 to 12. */
function lengthOf(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (LENGTHS[month - 1] ?? 0);
}

/** The number written in `text[from, to)`, or -1 when a character is not a digit. */
function numberAt(text: string, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index += 1) {
    const digit = text.charCodeAt(index) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

const yearIn = (text: string): number => numberAt(text, 0, 4);
const monthIn = (text: string): number => numberAt(text, 5, 7);
const dayIn = (text: string): number => numberAt(text, 8, 10);

function startsWithMonth(text: string): boolean {
  const month = monthIn(text);
  return yearIn(text) >= 1000 && text.charCodeAt(4) === DASH && month >= 1 && month <= 12;
}

/** Whether the text is a day that exists, written `YYYY-MM-DD`. */
export function isDay(text: string): text is Day {
  if (text.length !== 10 || !startsWithMonth(text) || text.charCodeAt(7) !== DASH) return false;
  const day = dayIn(text);
  return day >= 1 && day <= lengthOf(yearIn(text), monthIn(text));
}

/** Whether the text is a month written `YYYY-MM`. */
export function isMonth(text: string): text is Month {
  return text.length === 7 && startsWithMonth(text);
}

/**
 * The text as a day.
 *
 * @throws RangeError when it is not a day that exists, written `YYYY-MM-DD`
 */
export function parseDay(text: string): Day {
  if (!isDay(text)) throw new RangeError(`Not a day (YYYY-MM-DD): "${String(text).slice(0, 40)}"`);
  return text;
}

/**
 * The text as a month.
 *
 * @throws RangeError when it is not a month written `YYYY-MM`
 */
export function parseMonth(text: string): Month {
  if (!isMonth(text)) throw new RangeError(`Not a month (YYYY-MM): "${String(text).slice(0, 40)}"`);
  return text;
}

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value));

function writeMonth(year: number, month: number): Month {
  if (year < 1000 || year > 9999) throw new RangeError(`Year ${year} is not in 1000 to 9999`);
  return `${year}-${twoDigits(month)}` as Month;
}

/** Days since 1970-01-01, in integers: years begin in March, so that the leap day comes last. */
function ordinalOf(day: Day): number {
  parseDay(day);
  const month = monthIn(day);
  const year = month <= 2 ? yearIn(day) - 1 : yearIn(day);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayIn(day) - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468;
}

/** The inverse of `ordinalOf`. */
function dayAt(ordinal: number): Day {
  const shifted = ordinal + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${writeMonth(year, month)}-${twoDigits(day)}` as Day;
}

function wholeNumber(count: number): number {
  if (!Number.isSafeInteger(count)) throw new RangeError(`${count} is not a whole number`);
  return count;
}

/**
 * The day that many days later, earlier when negative.
 *
 * @throws RangeError for a malformed day, a fraction, or a result outside the years 1000 to 9999
 */
export function addDays(day: Day, days: number): Day {
  return dayAt(ordinalOf(day) + wholeNumber(days));
}

/**
 * Days from one day to another: 1 from today to tomorrow, negative when `to` is earlier.
 *
 * @throws RangeError for a malformed day
 */
export function daysBetween(from: Day, to: Day): number {
  return ordinalOf(to) - ordinalOf(from);
}

/**
 * The same day of the month that many months later (earlier when negative), or that month's last
 * day when it is shorter: one month after 31 January is 28 or 29 February. Count from the original
 * day, not from the last result: what was clamped stays clamped.
 *
 * @throws RangeError for a malformed day, a fraction, or a result outside the years 1000 to 9999
 */
export function addMonths(day: Day, months: number): Day {
  parseDay(day);
  const index = yearIn(day) * 12 + monthIn(day) - 1 + wholeNumber(months);
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  const dayOfMonth = Math.min(dayIn(day), lengthOf(year, month));
  return `${writeMonth(year, month)}-${twoDigits(dayOfMonth)}` as Day;
}

/**
 * The month that follows.
 *
 * @throws RangeError for a malformed month, and after 9999-12
 */
export function nextMonth(month: Month): Month {
  parseMonth(month);
  const number = monthIn(month);
  return number === 12 ? writeMonth(yearIn(month) + 1, 1) : writeMonth(yearIn(month), number + 1);
}

/**
 * The month before.
 *
 * @throws RangeError for a malformed month, and before 1000-01
 */
export function monthBefore(month: Month): Month {
  parseMonth(month);
  const number = monthIn(month);
  return number === 1 ? writeMonth(yearIn(month) - 1, 12) : writeMonth(yearIn(month), number - 1);
}

/**
 * The month a day lies in.
 *
 * @throws RangeError for a malformed day
 */
export function monthOf(day: Day): Month {
  return parseDay(day).slice(0, 7) as Month;
}

/**
 * The number of the day within its month, 1 to 31.
 *
 * @throws RangeError for a malformed day
 */
export function dayOfMonth(day: Day): number {
  return dayIn(parseDay(day));
}

/**
 * The length of a month, 28 to 31 days.
 *
 * @throws RangeError for a malformed month
 */
export function daysInMonth(month: Month): number {
  return lengthOf(yearIn(parseMonth(month)), monthIn(month));
}

/**
 * The day of a month by its number.
 *
 * @throws RangeError for a malformed month, or when the month has no such day
 */
export function dayInMonth(month: Month, number: number): Day {
  if (!Number.isInteger(number) || number < 1 || number > daysInMonth(month)) {
    throw new RangeError(`${month} has no day ${number}`);
  }
  return `${month}-${twoDigits(number)}` as Day;
}

/**
 * The first day of a month.
 *
 * @throws RangeError for a malformed month
 */
export function firstDay(month: Month): Day {
  return dayInMonth(month, 1);
}

/**
 * The last day of a month.
 *
 * @throws RangeError for a malformed month
 */
export function lastDay(month: Month): Day {
  return dayInMonth(month, daysInMonth(month));
}
