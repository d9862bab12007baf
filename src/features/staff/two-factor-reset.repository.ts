import type { StaffRole } from '../../domain/people/permission';
import type { Queries } from '../../database/database';
import { reachPeople } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import type { RecoveryRow } from './recovery.types';
import { UserEntity } from '../../database/entities/user.entity';
import { TwoFactorResetEntity } from '../../database/entities/recovery.entity';
import { insertInto } from '../../database/changes';
import { flag } from '../../database/computed';
import { pick, select } from '../../database/select';
import { outerTable, table } from '../../database/table';

/** A person with their second factor, and what staff asked for. */
export interface TwoFactorFacts {
  readonly userId: number;
  readonly email: string;
  readonly fullName: string;
  readonly staffRole: StaffRole | null;
  readonly enabled: boolean;
  readonly pending: RecoveryRow | null;
}

const u = table(UserEntity, 'u');
const r = outerTable(TwoFactorResetEntity, 'r');

const SELECT = select({
  userId: u.id,
  ...pick(u, 'email', 'fullName', 'staffRole'),
  enabled: flag('IF(f.confirmed_at IS NULL, 0, 1)'),
  ...pick(r, 'requestedBy', 'reason', 'requestedAt', 'effectiveAt'),
}).from(
  'users u LEFT JOIN two_factors f ON f.user_id = u.id LEFT JOIN two_factor_resets r ON r.user_id = u.id',
);

const TWO_FACTOR_RESETS = table(TwoFactorResetEntity);
const DUE = select({ userId: TWO_FACTOR_RESETS.userId }).from('two_factor_resets');

/** Requests of staff to remove the second factor of a person (R72). */
export class TwoFactorResetRepository {
  constructor(private readonly database: Queries) {}

  async facts(scope: Scope, userKeys: readonly number[]): Promise<TwoFactorFacts[]> {
    const rows = await this.database.rows(
      scope,
      sql`${SELECT} WHERE u.id IN (${userKeys}) AND ${reachPeople('u.id')}`,
    );
    return rows.map(({ enabled, requestedBy, reason, requestedAt, effectiveAt, ...person }) => ({
      ...person,
      enabled: enabled === 1,
      pending:
        requestedBy === null || reason === null || requestedAt === null || effectiveAt === null
          ? null
          : { requestedBy, reason, requestedAt, effectiveAt },
    }));
  }

  /** The same of one person, locked until the transaction ends. @throws when they are out of reach. */
  async lock(scope: Scope, userKey: number): Promise<TwoFactorFacts> {
    await this.database.exists(
      scope,
      sql`SELECT id FROM users WHERE id = ${userKey} AND ${reachPeople('id')} FOR UPDATE`,
    );
    const [facts] = await this.facts(scope, [userKey]);
    if (facts === undefined) throw new Error('The person is out of reach');
    return facts;
  }

  /** People whose second factor is to go by now, `most` of them. */
  async due(scope: Scope, now: Date, most: number): Promise<number[]> {
    const rows = await this.database.rows(
      scope,
      sql`${DUE} WHERE effective_at <= ${now} AND ${reachPeople('user_id')} ORDER BY effective_at ${raw(`LIMIT ${most}`)}`,
    );
    return rows.map(({ userId }) => userId);
  }

  async add(scope: Scope, userKey: number, request: RecoveryRow): Promise<void> {
    const { requestedBy, reason, requestedAt, effectiveAt } = request;
    await this.database.insert(
      scope,
      insertInto(
        TwoFactorResetEntity,
        { userId: u.id, requestedBy, reason, requestedAt, effectiveAt },
        sql`FROM users u
          WHERE u.id = ${userKey} AND ${reachPeople('u.id')}`,
      ),
    );
  }

  async remove(scope: Scope, userKey: number): Promise<void> {
    await this.database.write(
      scope,
      sql`DELETE FROM two_factor_resets WHERE user_id = ${userKey} AND ${reachPeople('user_id')}`,
    );
  }
}
