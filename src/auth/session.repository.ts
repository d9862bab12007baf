import {
  provisionalActor,
  userActor,
  type MembershipFacts,
  type UserActor,
  type StaffImpersonation,
} from '../domain/people/actor';
import { PERMISSION, type StaffRole } from '../domain/people/permission';
import type { Queries } from '../database/database';
import { reachBookkeeping, reachCredential } from '../database/reach';
import type { CredentialScope } from '../database/scope';
import type { EarlierSignIn } from './device';
import { raw, sql, type Statement } from '../database/sql';
import { SessionEntity } from '../database/entities/session.entity';
import { UserEntity } from '../database/entities/user.entity';
import { StaffImpersonationEntity } from '../database/entities/staff-impersonation.entity';
import { AccountEntity } from '../database/entities/account.entity';
import { MembershipEntity } from '../database/entities/membership.entity';
import { flagColumns, flagged } from '../database/flags';
import { insertInto, set, update } from '../database/changes';
import { instant } from '../database/computed';
import { pick, type RowOfShape, select } from '../database/select';
import { outerTable, table } from '../database/table';

/** Who is signed in, and by which session. */
export interface Authentication {
  readonly sessionKey: number;
  readonly person: Person;
  readonly actor: UserActor;
  readonly lastSeenAt: Date;
  /** What the person may do was changed since the session got its token: it is to get another one. */
  readonly outdated: boolean;
}

export interface Person {
  readonly pk: number;
  readonly email: string;
  readonly fullName: string;
  readonly emailVerifiedAt: Date | null;
  readonly mustChangePassword: boolean;
  /** Role among the staff, which counts only in a session with a second factor (R66). */
  readonly staffRole: StaffRole | null;
  readonly secondFactor: boolean;
}

export interface NewSession {
  readonly tokenHash: Buffer;
  readonly now: Date;
  readonly expiresAt: Date;
  readonly address: string;
  readonly userAgent: string;
  readonly secondFactor: boolean;
}

const m = outerTable(MembershipEntity, 'm');
const a = outerTable(AccountEntity, 'a');
const h = outerTable(UserEntity, 'h');

/** From what `membershipOf` tells what a membership opens; null where there is none. */
export const MEMBERSHIP = {
  ...pick(m, 'accountId', 'status'),
  ...pick(a, 'holderUserId', 'reseller', 'leaseProvider'),
  holderName: h.fullName,
  ...flagColumns(m, PERMISSION),
};
/** The tables of it, after a membership `m`. */
export const OF_MEMBERSHIP =
  'LEFT JOIN accounts a ON a.id = m.account_id LEFT JOIN users h ON h.id = a.holder_user_id';
type MembershipRow = RowOfShape<typeof MEMBERSHIP> & { readonly userKey: number };

/** The membership that a row has; null where there is none. */
export function membershipOf(row: MembershipRow): MembershipFacts | null {
  const { accountId, status, holderName } = row;
  if (accountId === null || status === null || holderName === null) return null;
  return {
    accountId,
    role: row.holderUserId === row.userKey ? 'HOLDER' : 'AUTHORIZED_LOGIN',
    status,
    granted: new Set(flagged(row, PERMISSION)),
    capabilities: { reseller: row.reseller === 1, leaseProvider: row.leaseProvider === 1 },
    holderName,
  };
}

const s = table(SessionEntity, 's');
const u = table(UserEntity, 'u');
const v = table(StaffImpersonationEntity, 'v');
const OPENED = select({
  sessionKey: s.id,
  lastSeenAt: s.lastSeenAt,
  tokenFrom: instant('COALESCE(s.rotated_at, s.created_at)'),
  secondFactor: s.secondFactor,
  userKey: u.id,
  ...pick(
    u,
    'email',
    'fullName',
    'emailVerifiedAt',
    'mustChangePassword',
    'passwordByHolder',
    'staffRole',
    'rightsChangedAt',
  ),
  ...MEMBERSHIP,
}).from(
  `sessions s JOIN users u ON u.id = s.user_id LEFT JOIN memberships m ON m.user_id = u.id ${OF_MEMBERSHIP}`,
);
const visited = table(AccountEntity, 'a');
const VISIT = select({
  ...pick(v, 'accountId', 'reason'),
  ...pick(visited, 'reseller', 'leaseProvider'),
  holderName: table(UserEntity, 'h').fullName,
}).from(
  'staff_visits v JOIN accounts a ON a.id = v.account_id JOIN users h ON h.id = a.holder_user_id',
);
const LATEST = select(pick(s, 'address', 'userAgent', 'createdAt')).from('sessions s');
const SESSIONS = table(SessionEntity);

/** Sessions, and what they need of people and memberships. Every method is opened by one secret. */
export class SessionRepository {
  constructor(private readonly database: Queries) {}

  /**
   * The session that a token hash opens, with its user and everything that the user may do, in one
   * statement: what a holder changed a moment ago already counts (R13). Null for a session that was
   * ended, is past its absolute end, or was idle since before `seenAfter`.
   */
  authentication(
    scope: CredentialScope,
    now: Date,
    seenAfter: Date,
  ): Promise<Authentication | null> {
    return this.opened(scope, now, seenAfter, sql`${reachCredential('s.token_hash')}`);
  }

  /** The same by the token that the session had before, for as long as that is taken. */
  authenticationByFormer(
    scope: CredentialScope,
    now: Date,
    seenAfter: Date,
  ): Promise<Authentication | null> {
    return this.opened(
      scope,
      now,
      seenAfter,
      sql`${reachCredential('s.previous_hash')} AND s.previous_until > ${now}`,
    );
  }

  /** The same by the key that a link names. */
  authenticationByKey(
    scope: CredentialScope,
    now: Date,
    seenAfter: Date,
  ): Promise<Authentication | null> {
    return this.opened(scope, now, seenAfter, sql`${reachCredential('s.id')}`);
  }

  private async opened(
    scope: CredentialScope,
    now: Date,
    seenAfter: Date,
    opens: Statement<true>,
  ): Promise<Authentication | null> {
    const rows = await this.database.rows(
      scope,
      sql`${OPENED}
          WHERE ${opens} AND u.disabled_at IS NULL AND s.revoked_at IS NULL AND s.expires_at > ${now} AND s.last_seen_at > ${seenAfter}`,
    );
    const [first] = rows;
    if (first === undefined) return null;
    const mustChangePassword = first.mustChangePassword === 1;
    const secondFactor = first.secondFactor === 1;
    const memberships = rows
      .flatMap((row) => membershipOf(row) ?? [])
      // An account that was made for somebody whose password the holder of another one knows is closed
      // until they have chosen their own (R10, R32).
      .filter(({ role }) => role !== 'HOLDER' || first.passwordByHolder === 0);
    const staffRole = secondFactor ? first.staffRole : null;
    const impersonation =
      staffRole === null ? null : await this.impersonation(scope, first.sessionKey, now);
    return {
      sessionKey: first.sessionKey,
      lastSeenAt: first.lastSeenAt,
      outdated:
        first.rightsChangedAt !== null &&
        first.rightsChangedAt.getTime() > first.tokenFrom.getTime(),
      person: {
        pk: first.userKey,
        email: first.email,
        fullName: first.fullName,
        emailVerifiedAt: first.emailVerifiedAt,
        mustChangePassword,
        staffRole: first.staffRole,
        secondFactor,
      },
      // Until a one-time password is changed, nobody is anybody's (R32).
      actor: mustChangePassword
        ? provisionalActor(first.userKey)
        : userActor(
            first.userKey,
            staffRole,
            memberships,
            impersonation,
            secondFactor ? null : first.staffRole,
          ),
    };
  }

  /** The account for which a member of the staff acts in this session, or null (R66). */
  private async impersonation(
    scope: CredentialScope,
    sessionKey: number,
    now: Date,
  ): Promise<StaffImpersonation | null> {
    const row = await this.database.row(
      scope,
      sql`${VISIT} WHERE v.session_id = ${sessionKey} AND v.ends_at > ${now} AND ${reachBookkeeping}`,
    );
    return (
      row && {
        accountId: row.accountId,
        reason: row.reason,
        capabilities: { reseller: row.reseller === 1, leaseProvider: row.leaseProvider === 1 },
        holderName: row.holderName,
      }
    );
  }

  /**
   * From where the user of an e-mail signed in last, the latest first, `most` times at most, whether the
   * sessions have ended or not: one short walk along an index, however many sessions there are.
   */
  latest(scope: CredentialScope, most: number): Promise<EarlierSignIn[]> {
    return this.database.rows(
      scope,
      sql`${LATEST} WHERE s.user_id = (SELECT u.id FROM users u WHERE ${reachCredential('u.email')})
          ORDER BY s.id DESC ${raw(`LIMIT ${most}`)}`,
    );
  }

  /** Opens a session for the user of an e-mail. */
  async open(scope: CredentialScope, session: NewSession): Promise<void> {
    await this.database.write(
      scope,
      insertInto(
        SessionEntity,
        {
          userId: u.id,
          tokenHash: session.tokenHash,
          createdAt: session.now,
          lastSeenAt: session.now,
          expiresAt: session.expiresAt,
          address: session.address,
          userAgent: session.userAgent,
          secondFactor: session.secondFactor,
        },
        sql`FROM users u WHERE ${reachCredential('u.email')}`,
      ),
    );
  }

  /** Ends the session of a token; nothing happens when it has ended already. */
  async end(scope: CredentialScope, now: Date): Promise<void> {
    await this.change(scope, sql`revoked_at = ${now}`, now, true);
  }

  /**
   * Gives the session of a token another token; the old one is taken for requests that are under way.
   * @param byFormer Whether the token before will do as well.
   * @returns false when somebody did so before.
   */
  rotate(
    scope: CredentialScope,
    tokenHash: Buffer,
    now: Date,
    formerUntil: Date,
    byFormer: boolean,
  ): Promise<boolean> {
    // What is set last reads what was there first: previous_hash before token_hash.
    const values = sql`previous_hash = token_hash, previous_until = ${formerUntil}, rotated_at = ${now},
            token_hash = ${tokenHash}`;
    return this.change(scope, values, now, byFormer);
  }

  /** Notes that a second factor was shown in the session of a token. */
  async raise(scope: CredentialScope, now: Date): Promise<void> {
    await this.change(scope, sql`second_factor = 1`, now, true);
  }

  /**
   * Changes the open session of a token; where the token before will do, then also of a request that was
   * under way when it got another one. In two statements, each by its own index.
   * @returns whether there is one.
   */
  private async change(
    scope: CredentialScope,
    values: Statement<false>,
    now: Date,
    byFormer: boolean,
  ): Promise<boolean> {
    const changed = await this.database.write(
      scope,
      sql`UPDATE sessions SET ${values} WHERE ${reachCredential('token_hash')} AND revoked_at IS NULL`,
    );
    if (changed === 1 || !byFormer) return changed === 1;
    const former = await this.database.write(
      scope,
      sql`UPDATE sessions SET ${values}
          WHERE ${reachCredential('previous_hash')} AND previous_until > ${now} AND revoked_at IS NULL`,
    );
    return former === 1;
  }

  /** Notes for all sessions of the person of an address that no second factor counts any more. */
  async lower(scope: CredentialScope): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE sessions s JOIN users u ON u.id = s.user_id SET ${set(s, { secondFactor: false })} WHERE ${reachCredential('u.email')}`,
    );
  }

  async seen(scope: CredentialScope, now: Date): Promise<void> {
    await this.database.write(
      scope,
      update(SESSIONS, { lastSeenAt: now }, sql`WHERE ${reachCredential('token_hash')}`),
    );
  }
}
