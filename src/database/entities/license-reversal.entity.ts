import { Entity, ForeignKey, Index } from 'typeorm';
import { Instant, Name, PrimaryRef, RefColumn } from '../columns';

/**
 * Staff asked for a license to be taken back that was assigned, or bought, by mistake; at most one request for a
 * license (R72). It stays once another one has confirmed it, and says what took the place of the license.
 */
@Entity('license_reversals')
@Index('uq_license_reversals_replacement', ['replacementId'], { unique: true })
@Index('ix_license_reversals_license', ['accountId', 'licenseId'])
@Index('ix_license_reversals_to_account', ['toAccountId'])
@Index('ix_license_reversals_requested_by', ['requestedBy'])
@Index('ix_license_reversals_confirmed_by', ['confirmedBy'])
@ForeignKey('LicenseEntity', ['accountId', 'licenseId'], ['accountId', 'id'], {
  name: 'fk_license_reversals_license',
})
@ForeignKey('AccountEntity', ['toAccountId'], ['id'], { name: 'fk_license_reversals_to_account' })
@ForeignKey('UserEntity', ['requestedBy'], ['id'], { name: 'fk_license_reversals_requested_by' })
@ForeignKey('UserEntity', ['confirmedBy'], ['id'], { name: 'fk_license_reversals_confirmed_by' })
@ForeignKey('LicenseEntity', ['replacementId'], ['id'], {
  name: 'fk_license_reversals_replacement',
})
export class LicenseReversalEntity {
  @PrimaryRef() licenseId!: number;
  @RefColumn() accountId!: number;
  /** Account that should have bought it; null for what goes back into the stock of its reseller. */
  @RefColumn({ nullable: true }) toAccountId!: number | null;
  @RefColumn() requestedBy!: number;
  @Name(500) reason!: string;
  @Instant() requestedAt!: Date;
  @Instant() expiresAt!: Date;
  @RefColumn({ nullable: true }) confirmedBy!: number | null;
  @Instant({ nullable: true }) confirmedAt!: Date | null;
  @RefColumn({ nullable: true }) replacementId!: number | null;
}
