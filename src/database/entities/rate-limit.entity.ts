import { Entity } from 'typeorm';
import { BigWhole, PrimaryWord, Whole } from '../columns';

/** How much of a limit was used; rate-limiter-flexible reads and writes it. */
@Entity('rate_limits')
export class RateLimitEntity {
  @PrimaryWord(255) key!: string;
  @Whole() points!: number;
  /** Unix time in milliseconds. */
  @BigWhole({ nullable: true }) expire!: number | null;
}
