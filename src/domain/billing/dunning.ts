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
export const NOT_TRIED: readonly string[] = [
  'GATEWAY_UNAVAILABLE',
  'PAYMENTS_UNAVAILABLE',
  'AMOUNT_TOO_SMALL',
  'CANCELLED',
];

/** Whether a failed automatic payment counts among the attempts of R53, and its people are told of it. */
export const wasTried = (failureCode: string | null): boolean =>
  failureCode === null || !NOT_TRIED.includes(failureCode);

/** Code of an automatic payment that could not be made for a day, whatever was tried: it counts. */
const NO_ANSWER = 'NO_ANSWER';
/** For so long what was not tried does not count, in milliseconds. */
const UNANSWERED_FOR = 24 * 60 * 60_000;

/** Whether a failure is that of a payment that could not be made for a day. */
export const isUnanswered = (failureCode: string | null): boolean => failureCode === NO_ANSWER;

/** How an automatic payment failed. */
export interface AutomaticFailure {
  readonly failureCode: string | null;
  /** In words for the payer. */
  readonly failure: string | null;
}

/**
 * As what a failed automatic payment is written down: where nothing could be tried for a day, the day counts as an
 * attempt, so that people are told and the next ones follow.
 *
 * @param since - when it was tried first since the last attempt that counts
 */
export function countedFailure<Failure extends AutomaticFailure>(
  failure: Failure,
  { since, now }: { readonly since: Date; readonly now: Date },
): Failure {
  if (wasTried(failure.failureCode) || now.getTime() - since.getTime() < UNANSWERED_FOR)
    return failure;
  return {
    ...failure,
    failureCode: NO_ANSWER,
    failure:
      'The payment service was unable to charge the card for a whole day. Nothing was charged.',
  };
}

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
