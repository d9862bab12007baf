import { Entity, Index } from 'typeorm';
import {
  Hash,
  Instant,
  JsonColumn,
  PrimaryHash,
  PrimaryWord,
  RefColumn,
  WordColumn,
} from '../columns';

/**
 * One call of a mutation under a key of the client's (R60). `answer` is what it came to, as ids, never
 * the response; without one it is running, or was cut off.
 */
@Entity('idempotency_keys')
@Index('ix_idempotency_keys_expires', ['expiresAt'])
export class IdempotencyKeyEntity {
  /** Who called: `user:7`. */
  @PrimaryWord(64) actor!: string;
  /** SHA-256 of the client's key. */
  @PrimaryHash() keyHash!: Buffer;
  @WordColumn(60) mutation!: string;
  /** Keyed hash of the input: without our key nothing of it can be guessed. */
  @Hash() inputHash!: Buffer;
  /** Account on which the call was let in; a repeat asks for today's rights on it. */
  @RefColumn({ nullable: true }) accountId!: number | null;
  /** Only who holds it may answer. */
  @WordColumn(36) claimToken!: string;
  @Instant() claimedUntil!: Date;
  /** What was written down before a call to the outside, to resume from. */
  @JsonColumn({ nullable: true }) attempt!: string | null;
  @JsonColumn({ nullable: true }) answer!: string | null;
  @Instant({ nullable: true }) settledAt!: Date | null;
  @Instant() createdAt!: Date;
  @Instant() expiresAt!: Date;
}
