import type { Actor } from '../../domain/access/actor';
import { ownedBy, type RowGrants } from '../../domain/access/row-grants';
import type { Queries } from '../../database/database';
import { reachPeople } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { UserRow } from './user.types';

/**
 * A user's row comes into reach as oneself, or as one of the people of an account that the actor
 * holds; in the second case that account's grants stand on the row.
 */
export function userGrants(actor: Actor, userKey: number): RowGrants {
  const self = actor.kind === 'user' && actor.userId === userKey;
  if (self || actor.kind === 'anonymous') return ownedBy(actor, null, self);
  const held = [...actor.accounts.values()].find((grants) => grants.holder);
  return ownedBy(actor, held?.accountId ?? null);
}

export class UserRepository {
  constructor(private readonly database: Queries) {}

  async byKeys(scope: Scope, keys: readonly number[]): Promise<UserRow[]> {
    const rows = await this.database.rows<Omit<UserRow, '__typename' | 'grants'>>(
      scope,
      sql`SELECT u.id AS pk, u.email, u.full_name AS fullName, u.email_verified_at AS emailVerifiedAt
          FROM users u WHERE u.id IN (${keys}) AND ${reachPeople('u.id')}`,
    );
    return rows.map((row) => ({
      ...row,
      __typename: 'User',
      grants: userGrants(scope.actor, row.pk),
    }));
  }
}
