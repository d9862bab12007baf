import { addDays, parseDay } from '../domain/billing/calendar';
import { dayOf } from '../domain/billing/day-of';
import type { Job } from './job.types';

/** Every day of a time zone is a period, `2026-11-22`. */
export const daily = (timeZone: string): Pick<Job, 'timeZone' | 'periodOf' | 'periodAfter'> => ({
  timeZone,
  periodOf: (instant) => dayOf(instant, timeZone),
  periodAfter: (period) => addDays(parseDay(period), 1),
});
