import { Entity, ForeignKey, Index } from 'typeorm';
import { LinkPurpose } from '../../domain/people/one-time-link';
import { Hash, Instant, PrimaryRef, PrimaryEnum, RefColumn, WordColumn } from '../columns';

/** A mailed link that works once; a second one of the same purpose takes its place (R11). */
@Entity('one_time_links')
@Index('uq_one_time_links_token', ['tokenHash'], { unique: true })
@Index('ix_one_time_links_account', ['accountId'])
@ForeignKey('UserEntity', ['userId'], ['id'], { name: 'fk_one_time_links_user' })
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_one_time_links_account' })
export class OneTimeLinkEntity {
  @PrimaryRef() userId!: number;
  @PrimaryEnum(LinkPurpose, 20) purpose!: LinkPurpose;
  @Hash() tokenHash!: Buffer;
  /** Where it was sent: what it proves. */
  @WordColumn(254) email!: string;
  /** The account whose e-mail it proves; null of what proves a person's. */
  @RefColumn({ nullable: true }) accountId!: number | null;
  @Instant() createdAt!: Date;
  @Instant() expiresAt!: Date;
}
