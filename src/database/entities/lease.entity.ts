import { Entity, ForeignKey, Index } from 'typeorm';
import type { Day } from '../../domain/billing/calendar';
import type { Currency } from '../../domain/billing/money';
import { LeaseStatus } from '../../domain/leasing/lease';
import {
  DayColumn,
  Code,
  EnumColumn,
  Instant,
  Key,
  MoneyColumn,
  PrimaryRef,
  RefColumn,
  WordColumn,
} from '../columns';

/** A license leased by the month; `accountId` is the provider, who pays (R39–R45). */
@Entity('leases')
@Index('uq_leases_number', ['number'], { unique: true })
@Index('uq_leases_license', ['accountId', 'licenseId'], { unique: true })
@Index('uq_leases_account_id', ['accountId', 'id'], { unique: true })
@Index('ix_leases_search', [
  'accountId',
  'startedOn',
  'id',
  'status',
  'customerEmail',
  'number',
  'licenseId',
])
@Index('ix_leases_email', ['accountId', 'customerEmail', 'id', 'status', 'number', 'licenseId'])
@Index('ix_leases_stopped', ['accountId', 'stoppedOn', 'id'])
@Index('ix_leases_customer', ['customerAccountId'])
@ForeignKey('LicenseEntity', ['accountId', 'licenseId'], ['accountId', 'id'], {
  name: 'fk_leases_license',
})
@ForeignKey('AccountEntity', ['customerAccountId'], ['id'], { name: 'fk_leases_customer' })
export class LeaseEntity {
  @Key() id!: number;
  /** `L-100417`. */
  @WordColumn(20) number!: string;
  @RefColumn() accountId!: number;
  @RefColumn() licenseId!: number;
  @RefColumn() customerAccountId!: number;
  /** The address that the key was sent to. */
  @WordColumn(254) customerEmail!: string;
  @EnumColumn(LeaseStatus, 10) status!: LeaseStatus;
  @Code(3) currency!: Currency;
  @Instant() startedAt!: Date;
  /** Day of `startedAt` in the billing time zone. */
  @DayColumn() startedOn!: Day;
  @Instant({ nullable: true }) stoppedAt!: Date | null;
  /** Day of `stoppedAt`: not billed, unless the lease started on it (R52). */
  @DayColumn({ nullable: true }) stoppedOn!: Day | null;
}

/** Terms of a lease from a day on, until the next row's day (R42, R43). */
@Entity('lease_terms')
@Index('uq_lease_terms_day', ['leaseId', 'validFrom'], { unique: true })
@Index('uq_lease_terms_account_id', ['accountId', 'id'], { unique: true })
@Index('ix_lease_terms_lease', ['accountId', 'leaseId'])
@Index('ix_lease_terms_product', ['productId'])
@ForeignKey('LeaseEntity', ['accountId', 'leaseId'], ['accountId', 'id'], {
  name: 'fk_lease_terms_lease',
})
@ForeignKey('ProductEntity', ['productId'], ['id'], { name: 'fk_lease_terms_product' })
export class LeaseTermEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  @RefColumn() leaseId!: number;
  @DayColumn() validFrom!: Day;
  @RefColumn() productId!: number;
  /** Product and add-ons together, per month, in the lease's currency. */
  @MoneyColumn() monthlyPrice!: bigint;
  @Instant() createdAt!: Date;
}

@Entity('lease_term_add_ons')
@Index('ix_lease_term_add_ons_term', ['accountId', 'leaseTermId'])
@Index('ix_lease_term_add_ons_add_on', ['addOnId'])
@ForeignKey('LeaseTermEntity', ['accountId', 'leaseTermId'], ['accountId', 'id'], {
  name: 'fk_lease_term_add_ons_term',
})
@ForeignKey('AddOnEntity', ['addOnId'], ['id'], { name: 'fk_lease_term_add_ons_add_on' })
export class LeaseTermAddOnEntity {
  @PrimaryRef() leaseTermId!: number;
  @PrimaryRef() addOnId!: number;
  @RefColumn() accountId!: number;
  /** What of the terms' price it is; the product is the rest. */
  @MoneyColumn() monthlyPrice!: bigint;
}
