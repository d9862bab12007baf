import { Entity, ForeignKey, Index } from 'typeorm';
import { Instant, Name, PrimaryRef, RefColumn } from '../columns';

/** Staff asked for the second factor of a person to be removed; at most one request for a person (R72). */
@Entity('two_factor_resets')
@Index('ix_two_factor_resets_requested_by', ['requestedBy'])
@Index('ix_two_factor_resets_effective_at', ['effectiveAt'])
@ForeignKey('UserEntity', ['userId'], ['id'], { name: 'fk_two_factor_resets_user' })
@ForeignKey('UserEntity', ['requestedBy'], ['id'], { name: 'fk_two_factor_resets_requested_by' })
export class TwoFactorResetEntity {
  @PrimaryRef() userId!: number;
  @RefColumn() requestedBy!: number;
  @Name(500) reason!: string;
  @Instant() requestedAt!: Date;
  /** When it happens by itself. */
  @Instant() effectiveAt!: Date;
}

/** Staff asked for an account to get another holder; at most one request for an account (R72). */
@Entity('holder_replacements')
@Index('ix_holder_replacements_from', ['fromUserId'])
@Index('ix_holder_replacements_to', ['toUserId'])
@Index('ix_holder_replacements_requested_by', ['requestedBy'])
@Index('ix_holder_replacements_effective_at', ['effectiveAt'])
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_holder_replacements_account' })
@ForeignKey('UserEntity', ['fromUserId'], ['id'], { name: 'fk_holder_replacements_from' })
@ForeignKey('UserEntity', ['toUserId'], ['id'], { name: 'fk_holder_replacements_to' })
@ForeignKey('UserEntity', ['requestedBy'], ['id'], { name: 'fk_holder_replacements_requested_by' })
export class HolderReplacementEntity {
  @PrimaryRef() accountId!: number;
  /** Who was the holder then: once it is somebody else, the request counts for nothing. */
  @RefColumn() fromUserId!: number;
  @RefColumn() toUserId!: number;
  @RefColumn() requestedBy!: number;
  @Name(500) reason!: string;
  @Instant() requestedAt!: Date;
  @Instant() effectiveAt!: Date;
}
