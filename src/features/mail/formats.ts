import type { Day, Month } from '../../domain/billing/calendar';
import type { Currency } from '../../domain/billing/money';
import { moneyText } from '../../domain/billing/money-text';

/** How days, instants and amounts are written for somebody. */
export interface Formats {
  /** `21 November 2026` */
  day(day: Day): string;
  /** `November 2026` */
  month(month: Month): string;
  /** `21 November 2026 at 13:00 CET`, in the billing time zone. */
  instant(instant: Date): string;
  /** `€1,234.50`, from minor units (cents); the same in every country. */
  money(minor: bigint, currency: Currency): string;
}

/** English as it is written in a country: accounts have a country, and no language of their own. */
export const localeOf = (country: string): string => `en-${country}`;

/** @param timeZone - of instants, an IANA name */
export function formatsOf(locale: string, timeZone: string): Formats {
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const months = new Intl.DateTimeFormat(locale, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const instants = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  });
  return {
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
    month: (month) => months.format(new Date(`${month}-01T00:00:00Z`)),
    instant: (instant) => instants.format(instant),
    money: moneyText,
  };
}
