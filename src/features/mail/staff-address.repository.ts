import type { Queries } from '../../database/database';
import { UserEntity } from '../../database/entities/user.entity';
import { reachPeople } from '../../database/reach';
import type { SystemScope } from '../../database/scope';
import { sql } from '../../database/sql';
import { select } from '../../database/select';
import { table } from '../../database/table';
import type { StaffRole } from '../../domain/people/permission';

const USERS = table(UserEntity);
const ADDRESSES = select({ email: USERS.email, name: USERS.fullName }).from('users');

/** Where the vendor's own people get mail. */
export class StaffAddressRepository {
  constructor(private readonly database: Queries) {}

  ofRoles(
    scope: SystemScope,
    roles: readonly StaffRole[],
  ): Promise<{ readonly email: string; readonly name: string }[]> {
    return this.database.rows(
      scope,
      sql`${ADDRESSES} WHERE staff_role IN (${roles}) AND disabled_at IS NULL AND ${reachPeople('id')} ORDER BY id`,
    );
  }
}
