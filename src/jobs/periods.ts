import { addDays, parseDay } from '../domain/billing/calendar';
import { dayOf } from '../domain/billing/day-of';
import type { Job } from './job.types';

type Periods = Pick<Job, 'timeZone' | 'periodOf' | 'periodAfter' | 'skipsMissed'>;

/** Every day of a time zone is a period, `2026-11-22`. Days that were missed are over. */
export const daily = (timeZone: string): Periods => ({
  skipsMissed: true,
  timeZone,
  periodOf: (instant) => dayOf(instant, timeZone),
  periodAfter: (period) => addDays(parseDay(period), 1),
});

/** Every hour is a period, `2026-11-22T14` in UTC: local hours can come twice. Hours that were missed are over. */
export const hourly = (timeZone: string): Periods => ({
  skipsMissed: true,
  timeZone,
  periodOf: (instant) => instant.toISOString().slice(0, 13),
  periodAfter: (period) =>
    new Date(Date.parse(`${period}:00:00.000Z`) + 3_600_000).toISOString().slice(0, 13),
});
