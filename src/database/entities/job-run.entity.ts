import { Entity } from 'typeorm';
import { Instant, PrimaryWord, IntColumn, WordColumn } from '../columns';

/** One period of one job: run by whoever claims it, exactly once to the end. */
@Entity('job_runs')
export class JobRunEntity {
  @PrimaryWord(60) job!: string;
  /** `2026-11` or `2026-11-22`: sorts as it follows. */
  @PrimaryWord(30) period!: string;
  @WordColumn(36, { nullable: true }) claimToken!: string | null;
  @Instant({ nullable: true }) claimedUntil!: Date | null;
  @IntColumn() attempts!: number;
  @Instant({ nullable: true }) finishedAt!: Date | null;
  /** Why it failed last; null when it did not. */
  @WordColumn(500, { nullable: true }) failure!: string | null;
  @Instant() createdAt!: Date;
}
