import type { StaffRole } from '../../domain/access/permission';
import type { Queries } from '../../database/database';
import { reachPeople } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import type { RecoveryRow } from './recovery.types';

/** A person with their second factor, and what staff asked for. */
export interface TwoFactorFacts {
  readonly userId: number;
  readonly email: string;
  readonly fullName: string;
  readonly staffRole: StaffRole | null;
  readonly enabled: boolean;
  readonly pending: RecoveryRow | null;
}

interface Stored extends Omit<TwoFactorFacts, 'enabled' | 'pending'> {
  readonly enabled: number;
  readonly requestedBy: number | null;
  readonly reason: string;
  readonly requestedAt: Date;
  readonly effectiveAt: Date;
}

const SELECT = `SELECT u.id AS userId, u.email, u.full_name AS fullName, u.staff_role AS staffRole,
  IF(f.confirmed_at IS NULL, 0, 1) AS enabled, r.requested_by AS requestedBy, r.reason,
  r.requested_at AS requestedAt, r.effective_at AS effectiveAt
  FROM users u LEFT JOIN two_factors f ON f.user_id = u.id LEFT JOIN two_factor_resets r ON r.user_id = u.id`;

/** Requests of staff to remove the second factor of a person (R72). */
export class TwoFactorResetRepository {
  constructor(private readonly database: Queries) {}

  async facts(scope: Scope, userKeys: readonly number[]): Promise<TwoFactorFacts[]> {
    const rows = await this.database.rows<Stored>(
      scope,
      sql`${raw(SELECT)} WHERE u.id IN (${userKeys}) AND ${reachPeople('u.id')}`,
    );
    return rows.map(({ enabled, requestedBy, reason, requestedAt, effectiveAt, ...person }) => ({
      ...person,
      enabled: enabled === 1,
      pending: requestedBy === null ? null : { requestedBy, reason, requestedAt, effectiveAt },
    }));
  }

  /** The same of one person, locked until the transaction ends. @throws when they are out of reach. */
  async lock(scope: Scope, userKey: number): Promise<TwoFactorFacts> {
    await this.database.row(
      scope,
      sql`SELECT id FROM users WHERE id = ${userKey} AND ${reachPeople('id')} FOR UPDATE`,
    );
    const [facts] = await this.facts(scope, [userKey]);
    if (facts === undefined) throw new Error('The person is out of reach');
    return facts;
  }

  /** People whose second factor is to go by now, `most` of them. */
  async due(scope: Scope, now: Date, most: number): Promise<number[]> {
    const rows = await this.database.rows<{ userId: number }>(
      scope,
      sql`SELECT user_id AS userId FROM two_factor_resets
          WHERE effective_at <= ${now} AND ${reachPeople('user_id')} ORDER BY effective_at ${raw(`LIMIT ${most}`)}`,
    );
    return rows.map(({ userId }) => userId);
  }

  async add(scope: Scope, userKey: number, request: RecoveryRow): Promise<void> {
    const { requestedBy, reason, requestedAt, effectiveAt } = request;
    await this.database.insert(
      scope,
      sql`INSERT INTO two_factor_resets (user_id, requested_by, reason, requested_at, effective_at)
          SELECT u.id, ${requestedBy}, ${reason}, ${requestedAt}, ${effectiveAt} FROM users u
          WHERE u.id = ${userKey} AND ${reachPeople('u.id')}`,
    );
  }

  async remove(scope: Scope, userKey: number): Promise<void> {
    await this.database.write(
      scope,
      sql`DELETE FROM two_factor_resets WHERE user_id = ${userKey} AND ${reachPeople('user_id')}`,
    );
  }
}
