import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/database/data-source';
import { Database } from '../../src/database/database';
import { JobRunRepository } from '../../src/jobs/job-run.repository';
import type { Job, JobWork } from '../../src/jobs/job.types';
import { daily } from '../../src/jobs/periods';
import { JobRunner } from '../../src/jobs/runner';

/** A clock that the test sets. */
export class FakeClock {
  private instant: Date;

  constructor(text: string) {
    this.instant = new Date(text);
  }

  now(): Date {
    return this.instant;
  }

  set(text: string): void {
    this.instant = new Date(text);
  }

  /** Moves on by some minutes. */
  pass(minutes: number): void {
    this.instant = new Date(this.instant.getTime() + minutes * 60_000);
  }
}

/** Something that happens once, to wait for. */
export class Moment {
  happen!: () => void;
  readonly happened = new Promise<void>((resolve) => (this.happen = resolve));
}

/** A job with a day for a period, which catches up what it missed. */
export const dailyJob = (name: string, run: (work: JobWork) => Promise<void> | void): Job => ({
  name,
  cron: '0 0 1 1 *',
  ...daily('UTC'),
  skipsMissed: false,
  run: async (work) => run(work),
});

/** What one process has: a pool of its own, a runner, and what was reported to it. */
export class Process {
  readonly reported: { readonly job: string; readonly error: unknown }[] = [];
  readonly database: Database;

  private constructor(
    readonly dataSource: DataSource,
    private readonly clock: FakeClock,
  ) {
    this.database = new Database(dataSource, { statementTimeout: 10_000 });
  }

  /** One more process on the database of `beside`. */
  static async start(beside: DataSource, clock: FakeClock): Promise<Process> {
    const { url } = beside.options as { readonly url: string };
    return new Process(await createDataSource({ url, poolSize: 4 }).initialize(), clock);
  }

  runner(...jobs: readonly Job[]): JobRunner {
    return new JobRunner(jobs, new JobRunRepository(this.database), this.clock, (job, error) =>
      this.reported.push({ job, error }),
    );
  }

  end(): Promise<void> {
    return this.dataSource.destroy();
  }
}
