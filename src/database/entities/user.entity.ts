import { Entity, Index } from 'typeorm';
import type { StaffRole } from '../../domain/access/permission';
import { Instant, Key, Name, Flag, Word } from '../columns';

/** A person who can sign in; reaches any number of accounts through memberships (R10). */
@Entity('users')
@Index('uq_users_email', ['email'], { unique: true })
export class UserEntity {
  @Key() id!: number;
  /** Normalised: trimmed, lower case. */
  @Word(254) email!: string;
  @Name(200) fullName!: string;
  /** argon2id in PHC form; null until the person chose one. */
  @Word(255, { nullable: true }) passwordHash!: string | null;
  /** A one-time password: nothing else opens before it is changed (R32). */
  @Flag() mustChangePassword!: boolean;
  @Word(10, { nullable: true }) staffRole!: StaffRole | null;
  @Instant({ nullable: true }) emailVerifiedAt!: Date | null;
  @Instant() createdAt!: Date;
}
