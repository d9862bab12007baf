import { addDays, type Day } from './calendar';

/** Days after the first attempt on which an automatic payment is tried (R53). */
export const ATTEMPT_DAYS = [0, 3, 5, 7] as const;

/**
 * When an automatic payment is tried again, as a day of the billing time zone; null after the last
 * attempt: the invoice is overdue then (R53).
 *
 * @param firstOn - day of the first attempt
 * @param failed - how many have failed
 */
export function nextAttemptOn(firstOn: Day, failed: number): Day | null {
  const days = ATTEMPT_DAYS[failed];
  return days === undefined ? null : addDays(firstOn, days);
}
