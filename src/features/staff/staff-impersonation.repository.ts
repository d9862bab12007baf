import type { Queries } from '../../database/database';
import { reachAccounts, reachSelf } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { StaffImpersonationEntity } from '../../database/entities/staff-impersonation.entity';
import { SessionEntity } from '../../database/entities/session.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { insertInto } from '../../database/changes';
import { table } from '../../database/table';

export interface NewImpersonation {
  readonly sessionKey: number;
  readonly accountId: number;
  readonly reason: string;
  readonly now: Date;
  readonly endsAt: Date;
}

const s = table(SessionEntity, 's');
const a = table(AccountEntity, 'a');

/** For whom members of the staff act, at most one account in a session (R66). */
export class StaffImpersonationRepository {
  constructor(private readonly database: Queries) {}

  /** Begins a visit in one's own session, in place of any other. @throws when either is out of reach. */
  async begin(scope: Scope, impersonation: NewImpersonation): Promise<void> {
    const { sessionKey, accountId, reason, now, endsAt } = impersonation;
    await this.database.write(
      scope,
      sql`DELETE v FROM staff_visits v JOIN sessions s ON s.id = v.session_id
          WHERE v.session_id = ${sessionKey} AND ${reachSelf('s.user_id')}`,
    );
    await this.database.insert(
      scope,
      insertInto(
        StaffImpersonationEntity,
        { sessionId: s.id, accountId: a.id, reason, startedAt: now, endsAt },
        sql`FROM sessions s JOIN accounts a ON a.id = ${accountId}
          WHERE s.id = ${sessionKey} AND ${reachSelf('s.user_id')} AND ${reachAccounts('a.id')}`,
      ),
    );
  }
}
