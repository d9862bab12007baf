import { accountsOf, userOf, type Actor } from '../../domain/access/actor';
import { ownedBy, type RowGrants } from '../../domain/access/row-grants';
import type { Queries } from '../../database/database';
import { reachPeople, reachSelf } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { UserRow } from './user.types';

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

export class UserRepository {
  constructor(private readonly database: Queries) {}

  async byKeys(scope: Scope, keys: readonly number[]): Promise<UserRow[]> {
    const rows = await this.database.rows<Omit<UserRow, '__typename' | 'grants'>>(
      scope,
      sql`SELECT u.id AS pk, u.email, u.full_name AS fullName, u.email_verified_at AS emailVerifiedAt,
            IF(f.confirmed_at IS NULL, 0, 1) AS twoFactorEnabled
          FROM users u LEFT JOIN two_factors f ON f.user_id = u.id WHERE u.id IN (${keys}) AND ${reachPeople('u.id')}`,
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
      sql`UPDATE users SET full_name = ${fullName} WHERE id = ${key} AND ${reachSelf('id')}`,
    );
  }
}
