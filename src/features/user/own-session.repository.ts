import { rightsOn } from '../../domain/people/row-grants';
import type { Queries } from '../../database/database';
import { reachSelf } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql, type Statement } from '../../database/sql';
import type { SessionRow } from './session.types';
import { SessionEntity } from '../../database/entities/session.entity';
import { update } from '../../database/changes';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

const SESSIONS = table(SessionEntity);
const s = table(SessionEntity, 's');
const WHERE = select({
  pk: s.id,
  ...pick(s, 'createdAt', 'lastSeenAt', 'expiresAt', 'address', 'userAgent'),
}).from('sessions s');

/** A person's own sessions, as far as they open something. */
export class OwnSessionRepository {
  constructor(private readonly database: Queries) {}

  byKeys(scope: Scope, keys: readonly number[]): Promise<SessionRow[]> {
    return this.where(scope, sql`s.id IN (${keys})`);
  }

  /** Sessions that have not ended, the one seen last first. */
  open(scope: Scope, now: Date, seenAfter: Date): Promise<SessionRow[]> {
    return this.where(
      scope,
      sql`s.revoked_at IS NULL AND s.expires_at > ${now} AND s.last_seen_at > ${seenAfter}`,
    );
  }

  /** @returns whether it was still open. */
  async revoke(scope: Scope, key: number, now: Date): Promise<boolean> {
    const found = await this.database.write(
      scope,
      update(
        SESSIONS,
        { revokedAt: now },
        sql`WHERE id = ${key} AND revoked_at IS NULL AND ${reachSelf('user_id')}`,
      ),
    );
    return found === 1;
  }

  private async where(scope: Scope, condition: Statement<false>): Promise<SessionRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${WHERE} WHERE ${condition} AND ${reachSelf('s.user_id')}
          ORDER BY s.last_seen_at DESC, s.id DESC`,
    );
    return rows.map((row) => ({
      ...row,
      __typename: 'Session',
      grants: rightsOn(scope.actor, {}, true),
    }));
  }
}
