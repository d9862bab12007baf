import { Entity, ForeignKey } from 'typeorm';
import { BigIntColumn, Instant, PrimaryHash, PrimaryRef, Sealed } from '../columns';

/** The second factor of a person: TOTP, from the moment that a code proved it. */
@Entity('two_factors')
@ForeignKey('UserEntity', ['userId'], ['id'], { name: 'fk_two_factors_user' })
export class TwoFactorEntity {
  @PrimaryRef() userId!: number;
  @Sealed() secretSealed!: Buffer;
  /** Null while it waits for its first code, and counts for nothing. */
  @Instant({ nullable: true }) confirmedAt!: Date | null;
  /** The 30 seconds of the last code that was taken: none is taken twice. */
  @BigIntColumn({ nullable: true }) lastStep!: number | null;
  @Instant() createdAt!: Date;
}

/** A code for whoever lost the device; deleted by its use. */
@Entity('recovery_codes')
@ForeignKey('UserEntity', ['userId'], ['id'], { name: 'fk_recovery_codes_user' })
export class RecoveryCodeEntity {
  @PrimaryRef() userId!: number;
  @PrimaryHash() codeHash!: Buffer;
}
