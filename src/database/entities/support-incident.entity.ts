import { Entity, ForeignKey, Index } from 'typeorm';
import { Instant, Key, RefColumn } from '../columns';

/** A support incident that was bought: a credit of the account until a support request uses it up (R68). */
@Entity('support_incidents')
@Index('uq_support_incidents_request', ['accountId', 'requestId'], { unique: true })
@Index('ix_support_incidents_line', ['accountId', 'orderLineId'])
@Index('ix_support_incidents_left', ['accountId', 'requestId', 'withdrawnAt'])
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_support_incidents_account' })
@ForeignKey('OrderLineEntity', ['accountId', 'orderLineId'], ['accountId', 'id'], {
  name: 'fk_support_incidents_line',
})
@ForeignKey('SupportRequestEntity', ['accountId', 'requestId'], ['accountId', 'id'], {
  name: 'fk_support_incidents_request',
})
export class SupportIncidentEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  /** The line of an order that bought it. */
  @RefColumn() orderLineId!: number;
  /** The request that used it up; null while it is not used. */
  @RefColumn({ nullable: true }) requestId!: number | null;
  @Instant() boughtAt!: Date;
  @Instant({ nullable: true }) usedAt!: Date | null;
  /** When its invoice was taken back: it cannot be used any more; one that was used stays used. */
  @Instant({ nullable: true }) withdrawnAt!: Date | null;
}
