import type { SystemScope } from '../database/scope';

/** What a job is given for one period. */
export interface JobWork {
  readonly period: string;
  readonly now: Date;
  readonly scope: SystemScope;
  /**
   * Extends the claim; false once another process has taken the period over, and then the job stops.
   * A job that takes more than a few seconds asks between its batches: a claim that nobody extends
   * runs out.
   */
  readonly extendClaim: () => Promise<boolean>;
}

/**
 * Something that is done once for every period. It is idempotent: after a crash, or when a claim ran
 * out, the same period is run again, and what its first run wrote is there.
 */
export interface Job {
  /** At most 60 characters; its runs are kept under it. */
  readonly name: string;
  /**
   * When to look whether there is something to do, as a cron pattern in `timeZone`. Periods that failed
   * wait for the next look, so it is better more frequent than the periods are.
   */
  readonly cron: string;
  /** The billing time zone, an IANA name (R52). */
  readonly timeZone: string;
  /** The period that an instant belongs to, `2026-11` or `2026-11-22`; due from its beginning. */
  periodOf(instant: Date): string;
  /** The following period; it sorts after the given one. */
  periodAfter(period: string): string;
  /** True for a job that looks at how things stand: periods that were missed are not caught up. */
  readonly skipsMissed?: boolean;
  run(work: JobWork): Promise<void>;
}
