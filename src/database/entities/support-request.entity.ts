import { Entity, ForeignKey, Index } from 'typeorm';
import { SupportMessageKind, SupportRequestStatus } from '../../domain/support/support-request';
import { EnumColumn, Instant, Key, Name, RefColumn, WordColumn } from '../columns';

/** A question to the vendor's support (R68). */
@Entity('support_requests')
@Index('uq_support_requests_number', ['number'], { unique: true })
@Index('uq_support_requests_account_id', ['accountId', 'id'], { unique: true })
@Index('ix_support_requests_status', ['status', 'id'])
@Index('ix_support_requests_opened_by', ['openedBy'])
@Index('ix_support_requests_assigned_to', ['assignedTo'])
@Index('ix_support_requests_license', ['licenseId'])
@Index('ix_support_requests_lease', ['leaseId'])
@Index('ix_support_requests_contact', ['accountId', 'contactId'])
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_support_requests_account' })
@ForeignKey('UserEntity', ['openedBy'], ['id'], { name: 'fk_support_requests_opened_by' })
@ForeignKey('ContactEntity', ['accountId', 'contactId'], ['accountId', 'id'], {
  name: 'fk_support_requests_contact',
})
@ForeignKey('UserEntity', ['assignedTo'], ['id'], { name: 'fk_support_requests_assigned_to' })
@ForeignKey('LicenseEntity', ['licenseId'], ['id'], { name: 'fk_support_requests_license' })
@ForeignKey('LeaseEntity', ['leaseId'], ['id'], { name: 'fk_support_requests_lease' })
export class SupportRequestEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  /** `SR-100001` */
  @WordColumn(20) number!: string;
  @Name(200) subject!: string;
  @EnumColumn(SupportRequestStatus, 10) status!: SupportRequestStatus;
  /** Null for one that staff recorded for a contact. */
  @RefColumn({ nullable: true }) openedBy!: number | null;
  /** The contact that it came from; null for none, and once the contact is removed. */
  @RefColumn({ nullable: true }) contactId!: number | null;
  /** Name of the contact, as it was then; null where a user opened it. */
  @Name(201, { nullable: true }) contactName!: string | null;
  /** What it is about: of the account, be it as owner or as customer; null for nothing. */
  @RefColumn({ nullable: true }) licenseId!: number | null;
  @RefColumn({ nullable: true }) leaseId!: number | null;
  /** Who of the staff looks after it; null for nobody yet. */
  @RefColumn({ nullable: true }) assignedTo!: number | null;
  @Instant() openedAt!: Date;
  /** When the staff first answered; null before. */
  @Instant({ nullable: true }) firstAnsweredAt!: Date | null;
  /** Null while it is not closed. */
  @Instant({ nullable: true }) closedAt!: Date | null;
}

/** What somebody wrote to a support request. */
@Entity('support_messages')
@Index('ix_support_messages_request', ['accountId', 'requestId'])
@Index('ix_support_messages_author', ['authorId'])
@ForeignKey('SupportRequestEntity', ['accountId', 'requestId'], ['accountId', 'id'], {
  name: 'fk_support_messages_request',
})
@ForeignKey('UserEntity', ['authorId'], ['id'], { name: 'fk_support_messages_author' })
export class SupportMessageEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  @RefColumn() requestId!: number;
  @EnumColumn(SupportMessageKind, 10) kind!: SupportMessageKind;
  /** Null for what is a contact's. */
  @RefColumn({ nullable: true }) authorId!: number | null;
  /** Name of the contact that wrote it, or on whose word staff did; null for what a user wrote. */
  @Name(201, { nullable: true }) contactName!: string | null;
  @Name(5000) body!: string;
  @Instant() sentAt!: Date;
}
