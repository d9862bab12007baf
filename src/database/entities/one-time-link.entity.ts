import { Entity, ForeignKey, Index } from 'typeorm';
import type { LinkPurpose } from '../../domain/access/one-time-link';
import { Hash, Instant, PrimaryRef, PrimaryWord, Word } from '../columns';

/** A mailed link that works once; a second one of the same purpose takes its place (R11). */
@Entity('one_time_links')
@Index('uq_one_time_links_token', ['tokenHash'], { unique: true })
@ForeignKey('UserEntity', ['userId'], ['id'], { name: 'fk_one_time_links_user' })
export class OneTimeLinkEntity {
  @PrimaryRef() userId!: number;
  @PrimaryWord(20) purpose!: LinkPurpose;
  @Hash() tokenHash!: Buffer;
  /** Where it was sent: what it proves. */
  @Word(254) email!: string;
  @Instant() createdAt!: Date;
  @Instant() expiresAt!: Date;
}
