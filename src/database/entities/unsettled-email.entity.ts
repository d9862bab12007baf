import { Entity, Index } from 'typeorm';
import { Instant, Key, WordColumn } from '../columns';

/**
 * A spelling from before addresses had one normal form, under which somebody is still known because somebody else has the
 * same address in another spelling, or because it is no address any more. It works as it is until staff settle it.
 */
@Entity('unsettled_emails')
@Index('uq_unsettled_emails_spelling', ['spelling'], { unique: true })
@Index('ix_unsettled_emails_normal', ['normalForm'])
export class UnsettledEmailEntity {
  @Key() id!: number;
  /** As users and accounts have it. */
  @WordColumn(254) spelling!: string;
  /** What it would be; null when it is no address. */
  @WordColumn(254, { nullable: true }) normalForm!: string | null;
  @Instant() foundAt!: Date;
}
