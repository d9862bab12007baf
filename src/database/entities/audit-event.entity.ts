import { Entity, Index } from 'typeorm';
import { Instant, JsonColumn, Key, Name, RefColumn, WordColumn } from '../columns';

/**
 * One write: who, from where, what, before and after (R61). No foreign keys: it outlives what it tells
 * of, and is archived by (created_at, id).
 */
@Entity('audit_events')
@Index('ix_audit_events_account', ['accountId', 'id'])
@Index('ix_audit_events_subject', ['subjectType', 'subjectId', 'id'])
@Index('ix_audit_events_created', ['createdAt', 'id'])
export class AuditEventEntity {
  @Key() id!: number;
  /** Account on which it was done; null for what a person did for themself. */
  @RefColumn({ nullable: true }) accountId!: number | null;
  /** Type of what was written: `License`. */
  @WordColumn(40) subjectType!: string;
  @RefColumn() subjectId!: number;
  /** Name of the mutation, or of the job. */
  @WordColumn(60) action!: string;
  /** Person who did it; null for a job. */
  @RefColumn({ nullable: true }) userId!: number | null;
  /** Token by which it was done; null for a session. */
  @RefColumn({ nullable: true }) tokenId!: number | null;
  /** Role in which a member of the staff did it; null for everybody else. */
  @WordColumn(10, { nullable: true }) staffRole!: string | null;
  /** Why a member of the staff acted for a customer (R66). */
  @Name(500, { nullable: true }) reason!: string | null;
  @WordColumn(45, { nullable: true }) address!: string | null;
  @WordColumn(64) requestId!: string;
  /** `{ field: [before, after] }` of what changed, without secrets. */
  @JsonColumn() changes!: string;
  @Instant() createdAt!: Date;
}
