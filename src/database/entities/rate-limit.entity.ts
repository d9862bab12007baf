import { Entity } from 'typeorm';
import { BigIntColumn, PrimaryWord, IntColumn } from '../columns';

/** How much of a limit was used. */
@Entity('rate_limits')
export class RateLimitEntity {
  @PrimaryWord(255) key!: string;
  @IntColumn() points!: number;
  /** Unix time in milliseconds. */
  @BigIntColumn({ nullable: true }) expire!: number | null;
}
