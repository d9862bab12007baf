import { Entity, ForeignKey, Index } from 'typeorm';
import { Instant, PrimaryHash, RefColumn } from '../columns';

/** A key that staff replaced (R72), by its hash alone. It still opens its license until it ends. */
@Entity('former_license_keys')
@Index('ix_former_license_keys_license', ['accountId', 'licenseId'])
@Index('ix_former_license_keys_ends_at', ['endsAt'])
@ForeignKey('LicenseEntity', ['accountId', 'licenseId'], ['accountId', 'id'], {
  name: 'fk_former_license_keys_license',
})
export class FormerLicenseKeyEntity {
  @PrimaryHash() keyHash!: Buffer;
  @RefColumn() accountId!: number;
  @RefColumn() licenseId!: number;
  @Instant() replacedAt!: Date;
  @Instant() endsAt!: Date;
}
