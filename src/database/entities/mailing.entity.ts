import { Entity, ForeignKey, Index } from 'typeorm';
import { MailingKind, MailingStatus } from '../../domain/mail/mailing';
import {
  EnumColumn,
  Instant,
  JsonColumn,
  Key,
  Name,
  PrimaryRef,
  PrimaryWord,
  RefColumn,
  IntColumn,
} from '../columns';

/** A mail to many. A job writes its messages, account after account; how far it is stands here. */
@Entity('mailings')
@Index('ix_mailings_status', ['status', 'id'])
@Index('ix_mailings_due', ['lastDueAt'])
@Index('ix_mailings_created_by', ['createdBy'])
@ForeignKey('UserEntity', ['createdBy'], ['id'], { name: 'fk_mailings_user' })
export class MailingEntity {
  @Key() id!: number;
  @EnumColumn(MailingKind, 10) kind!: MailingKind;
  @Name(150) subject!: string;
  /** JSON: a list of texts. */
  @JsonColumn() paragraphs!: string;
  /** JSON: which accounts. */
  @JsonColumn() filter!: string;
  @EnumColumn(MailingStatus, 10) status!: MailingStatus;
  /** The newest account when it was sent: later ones do not get it. */
  @RefColumn() lastAccountId!: number;
  /** The account up to which messages are written; 0 at first. */
  @RefColumn() cursorAccountId!: number;
  /** How many accounts there were when it was sent. */
  @IntColumn() accountCount!: number;
  @IntColumn() accountsDone!: number;
  /** JSON: how many were told, by what they are to the account. */
  @JsonColumn() recipients!: string;
  /** JSON: how many were left out, by the reason. */
  @JsonColumn() skipped!: string;
  /** When the last message that is written may leave; null before there is one. */
  @Instant({ nullable: true }) lastDueAt!: Date | null;
  @RefColumn() createdBy!: number;
  @Instant() createdAt!: Date;
  @Instant({ nullable: true }) writtenAt!: Date | null;
}

/**
 * Whom a mailing goes to: the key lets it reach an address once. Accounts are not referred to: a dry run
 * would hold a lock on each.
 */
@Entity('mailing_recipients')
@ForeignKey('MailingEntity', ['mailingId'], ['id'], { name: 'fk_mailing_recipients_mailing' })
export class MailingRecipientEntity {
  @PrimaryRef() mailingId!: number;
  @PrimaryWord(254) email!: string;
  /** Because of which account. */
  @RefColumn() accountId!: number;
}
