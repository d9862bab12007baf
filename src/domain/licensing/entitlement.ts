import { SILENT_AFTER_DAYS } from '../leasing/lease';

const DAY = 24 * 3_600_000;

/** What limits the time for which an installation may run without asking. */
export interface EntitlementLimits {
  readonly leased: boolean;
  /** The end that a move gave it (R35). */
  readonly endsAt: Date | null;
  /** Until when it may run on terms that the license no longer has (R34). */
  readonly termsUntil: Date | null;
}

/**
 * Until when an entitlement that is made now is good; null for as long as the license lives. A leased
 * one is good for 14 days, and every check-in renews it, so that the end of a lease arrives.
 */
export function entitledUntil(
  { leased, endsAt, termsUntil }: EntitlementLimits,
  now: Date,
): Date | null {
  const renewal = leased ? new Date(now.getTime() + SILENT_AFTER_DAYS * DAY) : null;
  const ends = [renewal, endsAt, termsUntil].flatMap((end) =>
    end === null ? [] : [end.getTime()],
  );
  return ends.length === 0 ? null : new Date(Math.min(...ends));
}
