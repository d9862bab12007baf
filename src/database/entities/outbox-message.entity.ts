import { Entity, Index } from 'typeorm';
import { Instant, JsonColumn, Key, RefColumn, Sealed, IntColumn, WordColumn } from '../columns';

/**
 * Something that has to leave for the outside, written with its cause: event and parameters, never a
 * finished text. No foreign keys: it is archived by (created_at, id).
 */
@Entity('outbox_messages')
@Index('ix_outbox_messages_due', ['channel', 'settledAt', 'dueAt', 'id'])
@Index('ix_outbox_messages_created', ['createdAt', 'id'])
@Index('ix_outbox_messages_account', ['accountId', 'channel', 'id'])
@Index('ix_outbox_messages_failing', ['channel', 'failingSince', 'id'])
export class OutboxMessageEntity {
  @Key() id!: number;
  /** Who delivers it: `mail`. */
  @WordColumn(20) channel!: string;
  /** What happened: `license.assigned`. */
  @WordColumn(60) event!: string;
  @RefColumn({ nullable: true }) accountId!: number | null;
  /** JSON, without secrets. */
  @JsonColumn() parameters!: string;
  /** What only the recipient may read, sealed; erased once sent. */
  @Sealed(2048, { nullable: true }) secrets!: Buffer | null;
  @Instant() dueAt!: Date;
  @IntColumn() attempts!: number;
  @WordColumn(36, { nullable: true }) claimToken!: string | null;
  @Instant({ nullable: true }) claimedUntil!: Date | null;
  /** When it was sent, or given up. */
  @Instant({ nullable: true }) settledAt!: Date | null;
  /** When it failed first; null when it never did. */
  @Instant({ nullable: true }) failingSince!: Date | null;
  /** When it was given up: it was never delivered, and nobody tries it again. */
  @Instant({ nullable: true }) givenUpAt!: Date | null;
  /** When its address was refused for good, and it was given up at once; null when it was not. */
  @Instant({ nullable: true }) refusedAt!: Date | null;
  /** When somebody had it sent again, as a message of its own; null when nobody did. */
  @Instant({ nullable: true }) resentAt!: Date | null;
  /** Why it failed last; null when it did not. */
  @WordColumn(500, { nullable: true }) failure!: string | null;
  @Instant() createdAt!: Date;
}
