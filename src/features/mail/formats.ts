import type { Day, Month } from '../../domain/billing/calendar';
import { formatMinor, type Currency } from '../../domain/billing/money';

/** How days, instants and amounts are written for somebody. */
export interface Formats {
  /** `21 November 2026` */
  day(day: Day): string;
  /** `November 2026` */
  month(month: Month): string;
  /** `21 November 2026 at 13:00 CET`, in the billing time zone. */
  instant(instant: Date): string;
  /** `€1,234.50`, from minor units (cents). */
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
  // Making one costs more than all that a letter has to say; an invoice has thousands of amounts.
  const amounts = new Map<Currency, Intl.NumberFormat>();
  const amountsIn = (currency: Currency): Intl.NumberFormat => {
    let format = amounts.get(currency);
    if (format === undefined)
      amounts.set(
        currency,
        (format = new Intl.NumberFormat(locale, { style: 'currency', currency })),
      );
    return format;
  };
  return {
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
    month: (month) => months.format(new Date(`${month}-01T00:00:00Z`)),
    instant: (instant) => instants.format(instant),
    money: (minor, currency) =>
      // As text: a number would round what is above 2⁵³ (R58).
      amountsIn(currency).format(formatMinor(minor, currency) as Intl.StringNumericLiteral),
  };
}
