import { addDays, type Day } from './calendar';

/** Days after the first attempt on which an automatic payment is tried (R53). */
export const ATTEMPT_DAYS = [0, 3, 5, 7] as const;

/**
 * When an automatic payment is tried again, as a day of the billing time zone; null after the last
 * attempt: the invoice is overdue then (R53). A day that was missed is caught up, but there are never two attempts
 * on one day: nobody could have changed the card in between.
 *
 * @param firstOn - day of the first attempt
 * @param failed - how many have failed
 * @param lastOn - day of the last of them
 */
export function nextAttemptOn(firstOn: Day, failed: number, lastOn: Day = firstOn): Day | null {
  const days = ATTEMPT_DAYS[failed];
  if (days === undefined) return null;
  const [planned, earliest] = [addDays(firstOn, days), addDays(lastOn, 1)];
  return planned > earliest ? planned : earliest;
}

/** Failures that say nothing of the customer's card: nothing was tried, or nobody could be asked. */
export const NOT_TRIED: readonly string[] = ['GATEWAY_UNAVAILABLE', 'CANCELLED'];

/** Whether a failed automatic payment counts among the attempts of R53, and its people are told of it. */
export const wasTried = (failureCode: string | null): boolean =>
  failureCode === null || !NOT_TRIED.includes(failureCode);

/** What was tried of an invoice so far. */
export interface FailedAttempts<Moment = Day> {
  /** How many have failed. */
  readonly failed: number;
  /** When the first was made, and the last; null when there was none. */
  readonly firstAt: Moment | null;
  readonly lastAt: Moment | null;
}

/**
 * Whether an automatic payment is to be tried on a day: at once when it was not tried yet, and then as
 * `nextAttemptOn` says (R53).
 */
export function attemptIsDue(today: Day, { failed, firstAt, lastAt }: FailedAttempts): boolean {
  const next = firstAt === null ? today : nextAttemptOn(firstAt, failed, lastAt ?? firstAt);
  return next !== null && next <= today;
}
