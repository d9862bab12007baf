import type { StaffFacts } from '../../domain/people/staff';
import type { StaffRole } from '../../domain/people/permission';
import type { Queries } from '../../database/database';
import { ListQuery } from '../../database/list-query';
import type { Order, PageRequest } from '../../database/page';
import { reachPeople, reachStaff } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { OneTimeLinkEntity } from '../../database/entities/one-time-link.entity';
import { UserEntity } from '../../database/entities/user.entity';
import { update } from '../../database/changes';
import { flag } from '../../database/computed';
import { pick, select } from '../../database/select';
import { outerTable, table } from '../../database/table';
import type { ListReader } from '../../graphql/lists';
import { PEOPLE, userGrants } from '../user/user.repository';
import type { UserRow } from '../user/user.types';

/** A person as administrators see them. */
export interface StaffMember extends StaffFacts {
  readonly email: string;
  readonly fullName: string;
  readonly invitationExpiresAt: Date | null;
}

const u = table(UserEntity, 'u');
const l = outerTable(OneTimeLinkEntity, 'l');
const SELECT = select({
  userId: u.id,
  ...pick(u, 'email', 'fullName', 'staffRole', 'disabledAt'),
  invitedRole: u.staffInvitedRole,
  invitationExpiresAt: l.expiresAt,
  lastAdministrator: flag(`IF(u.staff_role = 'ADMIN' AND u.disabled_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM users o WHERE o.staff_role = 'ADMIN' AND o.disabled_at IS NULL AND o.id <> u.id), 1, 0)`),
}).from(
  "users u LEFT JOIN one_time_links l ON l.user_id = u.id AND l.purpose = 'STAFF_INVITATION'",
);
const USERS = table(UserEntity);
const FROM = 'users u LEFT JOIN two_factors f ON f.user_id = u.id';

/** The vendor's own people (R70), and whom administrators keep from signing in. */
export class StaffMemberRepository {
  private readonly all: ListQuery<Omit<UserRow, '__typename' | 'grants'>>;

  constructor(private readonly database: Queries) {
    this.all = new ListQuery(database, {
      ...{ select: PEOPLE, parent: null },
      from: FROM,
      reach: sql`${reachStaff} AND (u.staff_role IS NOT NULL OR u.staff_invited_role IS NOT NULL)`,
    });
  }

  readonly members: ListReader<UserRow, null> = {
    rows: async (
      scope: Scope,
      parents: readonly number[],
      _filter: null,
      order: Order,
      request: PageRequest,
    ) => {
      const rows = await this.all.rows(scope, parents, order, request);
      return rows.map((row) => ({
        ...row,
        __typename: 'User',
        grants: userGrants(scope.actor, row.pk),
      }));
    },
    counts: (scope: Scope, parents: readonly number[]) => this.all.counts(scope, parents),
  };

  async facts(scope: Scope, userKeys: readonly number[]): Promise<StaffMember[]> {
    const rows = await this.database.rows(
      scope,
      sql`${SELECT} WHERE u.id IN (${userKeys}) AND ${reachPeople('u.id')}`,
    );
    return rows.map((row) => ({ ...row, lastAdministrator: row.lastAdministrator === 1 }));
  }

  /**
   * The same of one person, who is locked until the transaction ends, and every administrator before them: so of two
   * changes that would leave none, the second one sees the first. @throws when they are out of reach.
   */
  async lock(scope: Scope, userKey: number): Promise<StaffMember> {
    await this.database.exists(
      scope,
      sql`SELECT id FROM users WHERE staff_role = 'ADMIN' AND ${reachStaff} ORDER BY id FOR UPDATE`,
    );
    await this.database.exists(
      scope,
      sql`SELECT id FROM users WHERE id = ${userKey} AND ${reachPeople('id')} FOR UPDATE`,
    );
    const [facts] = await this.facts(scope, [userKey]);
    if (facts === undefined) throw new Error('The person is out of reach');
    return facts;
  }

  /** From the next request on the person has this role, or none; an invitation is over. */
  setRole(scope: Scope, userKey: number, role: StaffRole | null, now: Date): Promise<unknown> {
    return this.change(scope, userKey, {
      staffRole: role,
      staffInvitedRole: null,
      rightsChangedAt: now,
    });
  }

  invite(scope: Scope, userKey: number, role: StaffRole): Promise<unknown> {
    return this.change(scope, userKey, { staffInvitedRole: role });
  }

  setDisabled(scope: Scope, userKey: number, at: Date | null): Promise<unknown> {
    return this.change(scope, userKey, { disabledAt: at });
  }

  private change(
    scope: Scope,
    userKey: number,
    changes: Partial<
      Pick<UserEntity, 'staffRole' | 'staffInvitedRole' | 'rightsChangedAt' | 'disabledAt'>
    >,
  ): Promise<unknown> {
    return this.database.write(
      scope,
      update(USERS, changes, sql`WHERE id = ${userKey} AND ${reachPeople('id')}`),
    );
  }
}
