import { Entity, ForeignKey, Index } from 'typeorm';
import { Instant, Name, PrimaryRef, RefColumn } from '../columns';

/** A member of the staff acts for an account, in one session and for a while (R66). */
@Entity('staff_visits')
@Index('ix_staff_visits_account', ['accountId'])
@ForeignKey('SessionEntity', ['sessionId'], ['id'], { name: 'fk_staff_visits_session' })
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_staff_visits_account' })
export class StaffImpersonationEntity {
  @PrimaryRef() sessionId!: number;
  @RefColumn() accountId!: number;
  @Name(500) reason!: string;
  @Instant() startedAt!: Date;
  @Instant() endsAt!: Date;
}
