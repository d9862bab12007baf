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

/** Failures that say nothing of the customer's card: nothing was tried, or nobody could be asked. */
export const NOT_TRIED: readonly string[] = ['GATEWAY_UNAVAILABLE', 'CANCELLED'];

/** Whether a failed automatic payment counts among the attempts of R53, and its people are told of it. */
export const wasTried = (failureCode: string | null): boolean =>
  failureCode === null || !NOT_TRIED.includes(failureCode);

/**
 * Whether an automatic payment is to be tried on a day: at once when it was not tried yet, and then as
 * `nextAttemptOn` says (R53). A day that was missed is caught up.
 *
 * @param failed - how many attempts have failed
 * @param firstOn - day of the first; null when there was none
 */
export function attemptIsDue(today: Day, failed: number, firstOn: Day | null): boolean {
  const next = firstOn === null ? today : nextAttemptOn(firstOn, failed);
  return next !== null && next <= today;
}
