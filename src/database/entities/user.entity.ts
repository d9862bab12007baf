import { Entity, Index } from 'typeorm';
import { StaffRole } from '../../domain/people/permission';
import { EnumColumn, Flag, Instant, Key, Name, WordColumn } from '../columns';

/** A person who can sign in; reaches any number of accounts through memberships (R10). */
@Entity('users')
@Index('uq_users_email', ['email'], { unique: true })
@Index('ix_users_staff_role', ['staffRole'])
@Index('ix_users_staff_invited_role', ['staffInvitedRole'])
export class UserEntity {
  @Key() id!: number;
  /** Normalized: trimmed, lower case. */
  @WordColumn(254) email!: string;
  @Name(200) fullName!: string;
  /** argon2id in PHC form; null until the person chose one. */
  @WordColumn(255, { nullable: true }) passwordHash!: string | null;
  /** A one-time password: nothing else opens before it is changed (R32). */
  @Flag() mustChangePassword!: boolean;
  /** A holder chose it: it must be replaced through a mailed link before a second membership (R10). */
  @Flag() passwordByHolder!: boolean;
  /** What a holder chose last, in PHC form: the person never chooses it again (R10). */
  @WordColumn(255, { nullable: true }) holderPasswordHash!: string | null;
  @EnumColumn(StaffRole, 10, { nullable: true }) staffRole!: StaffRole | null;
  /** As what they are invited to the staff, until they have accepted. */
  @EnumColumn(StaffRole, 10, { nullable: true }) staffInvitedRole!: StaffRole | null;
  /** Since when an administrator keeps them from signing in (R70). */
  @Instant({ nullable: true }) disabledAt!: Date | null;
  @Instant({ nullable: true }) emailVerifiedAt!: Date | null;
  /** When what the person may do was last changed: sessions from before get a new token. */
  @Instant({ nullable: true }) rightsChangedAt!: Date | null;
  @Instant() createdAt!: Date;
}
