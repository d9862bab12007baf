import { accountsOf, userOf, type Actor } from '../../domain/people/actor';
import { ownedBy, type RowGrants } from '../../domain/people/row-grants';
import type { Queries } from '../../database/database';
import { reachPeople, reachSelf } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { UserRow } from './user.types';
import { UserEntity } from '../../database/entities/user.entity';
import { update } from '../../database/changes';
import { flag } from '../../database/computed';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

/**
 * A user's row comes into reach as oneself, or as one of the people of an account that the actor
 * holds; in the second case that account's grants stand on the row.
 */
export function userGrants(actor: Actor, userKey: number): RowGrants {
  const self = userOf(actor) === userKey;
  if (self) return ownedBy(actor, null, self);
  const held = [...accountsOf(actor).values()].find((grants) => grants.holder);
  return ownedBy(actor, held?.accountId ?? null);
}

const u = table(UserEntity, 'u');
/** A person's row. */
export const PEOPLE = select({
  pk: u.id,
  ...pick(u, 'email', 'fullName', 'emailVerifiedAt'),
  twoFactorEnabled: flag('IF(f.confirmed_at IS NULL, 0, 1)'),
}).from('users u LEFT JOIN two_factors f ON f.user_id = u.id');
const USERS = table(UserEntity);

export class UserRepository {
  constructor(private readonly database: Queries) {}

  async byKeys(scope: Scope, keys: readonly number[]): Promise<UserRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${PEOPLE} WHERE u.id IN (${keys}) AND ${reachPeople('u.id')}`,
    );
    return rows.map((row) => ({
      ...row,
      __typename: 'User',
      grants: userGrants(scope.actor, row.pk),
    }));
  }

  /** Gives a person another name. */
  async rename(scope: Scope, key: number, fullName: string): Promise<void> {
    await this.database.write(
      scope,
      update(USERS, { fullName }, sql`WHERE id = ${key} AND ${reachSelf('id')}`),
    );
  }
}
