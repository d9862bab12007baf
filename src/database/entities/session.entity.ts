import { Entity, ForeignKey, Index } from 'typeorm';
import { Flag, Hash, Instant, Key, Name, RefColumn, WordColumn } from '../columns';

/** One signed-in browser or device. The token is 256 random bits; only its SHA-256 is here. */
@Entity('sessions')
@Index('uq_sessions_token', ['tokenHash'], { unique: true })
@Index('uq_sessions_previous', ['previousHash'], { unique: true })
@Index('ix_sessions_user', ['userId', 'id'])
@ForeignKey('UserEntity', ['userId'], ['id'], { name: 'fk_sessions_user' })
export class SessionEntity {
  @Key() id!: number;
  @RefColumn() userId!: number;
  @Hash() tokenHash!: Buffer;
  /** The token before this one, which requests under way may still bring until `previousUntil`. */
  @Hash({ nullable: true }) previousHash!: Buffer | null;
  @Instant({ nullable: true }) previousUntil!: Date | null;
  @Instant({ nullable: true }) rotatedAt!: Date | null;
  @Instant() createdAt!: Date;
  /** Written at most every five minutes; the idle limit counts from here. */
  @Instant() lastSeenAt!: Date;
  /** Absolute end, however busy the session is. */
  @Instant() expiresAt!: Date;
  @Instant({ nullable: true }) revokedAt!: Date | null;
  @WordColumn(45) address!: string;
  @Name(255) userAgent!: string;
  /** Whether a second factor was shown: staff have no role without (R66). */
  @Flag() secondFactor!: boolean;
}
