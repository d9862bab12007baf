import type { Queries } from '../database/database';
import { isDuplicate } from '../database/failures';
import { reachBookkeeping } from '../database/reach';
import type { SystemScope } from '../database/scope';
import { sql, type Statement } from '../database/sql';
import { JobRunEntity } from '../database/entities/job-run.entity';
import { insertInto, update } from '../database/changes';
import { pick, select } from '../database/select';
import { table } from '../database/table';

/** One period of one job, held under a token. */
export interface JobClaim {
  readonly period: string;
  readonly token: string;
}

export interface LastRun {
  readonly period: string;
  readonly finishedAt: Date | null;
}

const JOB_RUNS = table(JobRunEntity);
const LAST = select(pick(JOB_RUNS, 'period', 'finishedAt')).from('job_runs');
const LAST_FAILURE = select({ failure: JOB_RUNS.failure }).from('job_runs');

/** Runs of the job that the scope names. Every write is a short transaction, committed at once. */
export class JobRunRepository {
  constructor(private readonly database: Queries) {}

  /** The latest period that was begun, or null. Every earlier one has finished. */
  last(scope: SystemScope): Promise<LastRun | null> {
    return this.database.row(
      scope,
      sql`${LAST} WHERE job = ${scope.job} AND ${reachBookkeeping} ORDER BY period DESC LIMIT 1`,
    );
  }

  /** Why the latest run failed; null when it did not, undefined when there was none. */
  async lastFailure(scope: SystemScope): Promise<string | null | undefined> {
    const row = await this.database.row(
      scope,
      sql`${LAST_FAILURE} WHERE job = ${scope.job} AND ${reachBookkeeping} ORDER BY period DESC LIMIT 1`,
    );
    return row?.failure;
  }

  /** Begins a period. @returns false when another process has begun it. */
  async begin(scope: SystemScope, claim: JobClaim, now: Date, until: Date): Promise<boolean> {
    try {
      return await this.write(
        scope,
        insertInto(
          JobRunEntity,
          {
            job: scope.job,
            period: claim.period,
            claimToken: claim.token,
            claimedUntil: until,
            attempts: 1,
            createdAt: now,
          },
          sql`FROM DUAL WHERE ${reachBookkeeping}`,
        ),
      );
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  /** Takes up a period that failed or was left behind. @returns false while another process has it. */
  takeOver(scope: SystemScope, claim: JobClaim, now: Date, until: Date): Promise<boolean> {
    return this.write(
      scope,
      update(
        JOB_RUNS,
        { claimToken: claim.token, claimedUntil: until, attempts: sql`attempts + 1` },
        sql`WHERE job = ${scope.job} AND period = ${claim.period} AND finished_at IS NULL
            AND (claimed_until IS NULL OR claimed_until <= ${now}) AND ${reachBookkeeping}`,
      ),
    );
  }

  /** Holds a period for longer. @returns false when another process has taken it over. */
  extend(scope: SystemScope, claim: JobClaim, until: Date): Promise<boolean> {
    return this.update(scope, claim, sql`claimed_until = ${until}`);
  }

  /** Notes that a period is done. @returns false when another process has taken it over. */
  finish(scope: SystemScope, claim: JobClaim, now: Date): Promise<boolean> {
    return this.update(
      scope,
      claim,
      sql`finished_at = ${now}, failure = NULL, claim_token = NULL, claimed_until = NULL`,
    );
  }

  /**
   * Notes why a period failed, and lets go of it.
   * @param failure - 500 characters at most
   * @returns false when another process has taken it over
   */
  fail(scope: SystemScope, claim: JobClaim, failure: string): Promise<boolean> {
    return this.update(
      scope,
      claim,
      sql`failure = ${failure}, claim_token = NULL, claimed_until = NULL`,
    );
  }

  private update(scope: SystemScope, claim: JobClaim, change: Statement): Promise<boolean> {
    return this.write(
      scope,
      sql`UPDATE job_runs SET ${change}
          WHERE job = ${scope.job} AND period = ${claim.period} AND claim_token = ${claim.token}
            AND ${reachBookkeeping}`,
    );
  }

  /** In a transaction, because that is tried again when others are in the way. */
  private write(scope: SystemScope, statement: Statement<true>): Promise<boolean> {
    return this.database.transaction(async (tx) => (await tx.write(scope, statement)) === 1);
  }
}
