import { Entity, ForeignKey, Index } from 'typeorm';
import type { Day } from '../../domain/billing/calendar';
import { LicenseOrigin, LicenseStatus } from '../../domain/licensing/license';
import {
  DayColumn,
  EnumColumn,
  Hash,
  Instant,
  Key,
  Name,
  PrimaryRef,
  RefColumn,
  Sealed,
} from '../columns';

/**
 * `accountId` paid for it: the customer itself, the reseller or the lease provider.
 * `customerAccountId` runs it: equal to `accountId` when purchased, null while in a reseller's stock.
 */
@Entity('licenses')
@Index('uq_licenses_key', ['keyHash'], { unique: true })
@Index('uq_licenses_account_id', ['accountId', 'id'], { unique: true })
@Index('ix_licenses_sold', [
  'accountId',
  'origin',
  'customerAccountId',
  'id',
  'productId',
  'status',
])
@Index('ix_licenses_assigned', [
  'accountId',
  'origin',
  'assignedAt',
  'id',
  'customerAccountId',
  'productId',
  'status',
])
@Index('ix_licenses_resale', [
  'accountId',
  'origin',
  'id',
  'customerAccountId',
  'productId',
  'status',
])
@Index('ix_licenses_maintenance', ['maintenanceTo', 'id'])
@Index('ix_licenses_customer_maintenance', ['customerAccountId', 'maintenanceTo', 'id'])
@Index('ix_licenses_sold_maintenance', ['accountId', 'origin', 'maintenanceTo', 'id'])
@Index('ix_licenses_customer', ['customerAccountId', 'id'])
@Index('ix_licenses_product', ['productId'])
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_licenses_account' })
@ForeignKey('AccountEntity', ['customerAccountId'], ['id'], { name: 'fk_licenses_customer' })
@ForeignKey('ProductEntity', ['productId'], ['id'], { name: 'fk_licenses_product' })
export class LicenseEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  @RefColumn({ nullable: true }) customerAccountId!: number | null;
  @RefColumn() productId!: number;
  @EnumColumn(LicenseOrigin, 10) origin!: LicenseOrigin;
  @EnumColumn(LicenseStatus, 24) status!: LicenseStatus;
  @Hash() keyHash!: Buffer;
  @Sealed() keySealed!: Buffer;
  /** Maintenance and Support; null for leased licenses, which need none (R21). */
  @DayColumn({ nullable: true }) maintenanceFrom!: Day | null;
  @DayColumn({ nullable: true }) maintenanceTo!: Day | null;
  /** Days on which the customer, and the reseller that paid, were last mailed that maintenance ends. */
  @DayColumn({ nullable: true }) customerNotifiedOn!: Day | null;
  @DayColumn({ nullable: true }) sellerNotifiedOn!: Day | null;
  @Instant({ nullable: true }) assignedAt!: Date | null;
  @Instant() createdAt!: Date;
}

@Entity('license_add_ons')
@Index('ix_license_add_ons_add_on', ['addOnId'])
@Index('ix_license_add_ons_license', ['accountId', 'licenseId'])
@ForeignKey('LicenseEntity', ['accountId', 'licenseId'], ['accountId', 'id'], {
  name: 'fk_license_add_ons_license',
})
@ForeignKey('AddOnEntity', ['addOnId'], ['id'], { name: 'fk_license_add_ons_add_on' })
export class LicenseAddOnEntity {
  @PrimaryRef() licenseId!: number;
  @PrimaryRef() addOnId!: number;
  @RefColumn() accountId!: number;
}

/** One installation that runs, or ran, on a license (R35). */
@Entity('activations')
@Index('ix_activations_license', ['accountId', 'licenseId', 'id'])
@Index('ix_activations_server', ['accountId', 'serverName', 'deactivatedAt', 'endsAt', 'licenseId'])
@Index('ix_activations_product', ['productId'])
@Index('uq_activations_account_id', ['accountId', 'id'], { unique: true })
@ForeignKey('LicenseEntity', ['accountId', 'licenseId'], ['accountId', 'id'], {
  name: 'fk_activations_license',
})
@ForeignKey('ProductEntity', ['productId'], ['id'], { name: 'fk_activations_product' })
export class ActivationEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  @RefColumn() licenseId!: number;
  /** Edition and level that it runs with: those of the license when it was last activated (R34). */
  @RefColumn() productId!: number;
  @Name(255) serverName!: string;
  @Instant() activatedAt!: Date;
  /** Last time the installation said that it is alive. */
  @Instant() lastSeenAt!: Date;
  /** Set on the older installation by a move: it ends then. */
  @Instant({ nullable: true }) endsAt!: Date | null;
  /** After a downgrade: until when it may run with what it was activated with (R34). */
  @Instant({ nullable: true }) termsUntil!: Date | null;
  @Instant({ nullable: true }) deactivatedAt!: Date | null;
}

/** An add-on that an installation runs with: one of the license when it was last activated (R34). */
@Entity('activation_add_ons')
@Index('ix_activation_add_ons_add_on', ['addOnId'])
@Index('ix_activation_add_ons_activation', ['accountId', 'activationId'])
@ForeignKey('ActivationEntity', ['accountId', 'activationId'], ['accountId', 'id'], {
  name: 'fk_activation_add_ons_activation',
})
@ForeignKey('AddOnEntity', ['addOnId'], ['id'], { name: 'fk_activation_add_ons_add_on' })
export class ActivationAddOnEntity {
  @PrimaryRef() activationId!: number;
  @PrimaryRef() addOnId!: number;
  @RefColumn() accountId!: number;
}
