import { Entity, ForeignKey, Index } from 'typeorm';
import { MembershipStatus } from '../../domain/people/permission';
import { EnumColumn, Flag, Instant, Key, Name, RefColumn, WordColumn } from '../columns';

/** What one user may do on one account (R6, R10). The holder's row is the one whose user the account names. */
@Entity('memberships')
@Index('uq_memberships_account_user', ['accountId', 'userId'], { unique: true })
@Index('ix_memberships_user', ['userId'])
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_memberships_account' })
@ForeignKey('UserEntity', ['userId'], ['id'], { name: 'fk_memberships_user' })
export class MembershipEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  @RefColumn() userId!: number;
  @EnumColumn(MembershipStatus, 10) status!: MembershipStatus;
  /** What the holder called somebody who was invited; their own name is not told before they accept (R10). */
  @Name(200, { nullable: true }) invitedName!: string | null;
  /** The address that the invitation went to. */
  @WordColumn(254, { nullable: true }) invitedEmail!: string | null;
  @Flag() mayActivateLicenses!: boolean;
  @Flag() mayMakePurchases!: boolean;
  @Flag() mayPayInvoices!: boolean;
  @Flag() mayResell!: boolean;
  @Flag() mayProvideLeases!: boolean;
  @Flag() alertInvoiceCreated!: boolean;
  @Flag() alertSummaryInvoiceCreated!: boolean;
  @Flag() alertLeaseAssigned!: boolean;
  @Flag() alertResoldLicenseAssigned!: boolean;
  @Flag() marketingMail!: boolean;
  @Instant() createdAt!: Date;
}
