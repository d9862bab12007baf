import { Cron } from 'croner';
import { SystemScope } from '../database/scope';
import type { Clock } from '../domain/clock';
import { claimEnd, newClaimToken } from './claim';
import { failureText, type FailureReporter } from './failure';
import type { JobClaim, JobRunRepository } from './job-run.repository';
import type { Job } from './job.types';

/**
 * Runs jobs once for every period, in any number of processes. Periods that were missed are caught up in
 * order, unless the job only looks at how things stand, and one that fails holds back what follows until it has succeeded; a job that never ran begins
 * with the current period. Whoever claims a period runs it; while claims are honored nobody else does.
 * After a crash, and after a claim that ran out, the period is run again: jobs are idempotent.
 */
export class JobRunner {
  private crons: readonly Cron[] = [];
  /** By job, the last of its looks: they follow each other. */
  private readonly looks = new Map<string, Promise<void>>();
  private stopping = false;

  /** @throws when two jobs have the same name, and so would share their runs. */
  constructor(
    private readonly jobs: readonly Job[],
    private readonly runs: JobRunRepository,
    private readonly clock: Clock,
    private readonly report: FailureReporter,
  ) {
    if (new Set(jobs.map(({ name }) => name)).size < jobs.length)
      throw new Error('Two jobs have the same name');
  }

  /**
   * Does what is due now, one job after the other, and resolves when it is done or in the hands of
   * another process. Never rejects: failures go to the reporter, and the other jobs go on.
   */
  async tick(): Promise<void> {
    for (const job of this.jobs) await this.look(job);
  }

  /**
   * Looks now, because something may have been missed, and from now on whenever a pattern says so.
   * @throws for a pattern or a time zone that croner does not know.
   */
  start(): void {
    this.crons = this.jobs.map(
      (job) =>
        new Cron(job.cron, { timezone: job.timeZone, protect: true, unref: true }, () =>
          this.look(job),
        ),
    );
    void this.tick();
  }

  /** Begins nothing more, and resolves when what runs has ended. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const cron of this.crons) cron.stop();
    await Promise.all(this.looks.values());
  }

  private look(job: Job): Promise<void> {
    const before = this.looks.get(job.name) ?? Promise.resolve();
    const look = before.then(() => this.catchUp(job));
    this.looks.set(job.name, look);
    return look;
  }

  private async catchUp(job: Job): Promise<void> {
    try {
      while (!this.stopping && (await this.runNext(job)));
    } catch (error) {
      this.report(job.name, error);
    }
  }

  /** @returns whether a period was run to its end, so that the next may be due. */
  private async runNext(job: Job): Promise<boolean> {
    const now = this.clock.now();
    const scope = new SystemScope(job.name);
    const claim = await this.claim(job, scope, now);
    if (claim === null) return false;
    try {
      await job.run({
        period: claim.period,
        now,
        scope,
        extendClaim: () => this.runs.extend(scope, claim, claimEnd(this.clock.now())),
      });
    } catch (error) {
      this.report(job.name, error);
      await this.runs.fail(scope, claim, failureText(error));
      return false;
    }
    if (await this.runs.finish(scope, claim, this.clock.now())) return true;
    throw new Error(`The claim on ${claim.period} ran out, and another process took it over`);
  }

  /** The earliest period that is due and not done, claimed; null when there is none to be had. */
  private async claim(job: Job, scope: SystemScope, now: Date): Promise<JobClaim | null> {
    const current = job.periodOf(now);
    const last = await this.runs.last(scope);
    const token = newClaimToken();
    if (last !== null && last.finishedAt === null) {
      const claim = { period: last.period, token };
      return (await this.runs.takeOver(scope, claim, now, claimEnd(now))) ? claim : null;
    }
    const period =
      last === null || (job.skipsMissed === true && last.period < current)
        ? current
        : job.periodAfter(last.period);
    if (last !== null && period <= last.period)
      throw new RangeError(`The period after ${last.period} cannot be ${period}`);
    if (period > current) return null;
    const claim = { period, token };
    return (await this.runs.begin(scope, claim, now, claimEnd(now))) ? claim : null;
  }
}
