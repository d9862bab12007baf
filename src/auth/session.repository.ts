import {
  provisionalActor,
  userActor,
  type MembershipFacts,
  type UserActor,
  type Visit,
} from '../domain/access/actor';
import {
  PERMISSIONS,
  type MembershipStatus,
  type Permission,
  type StaffRole,
} from '../domain/access/permission';
import type { Queries } from '../database/database';
import { reachBookkeeping, reachCredential } from '../database/reach';
import type { CredentialScope } from '../database/scope';
import type { EarlierSignIn } from './device';
import { raw, sql, type Statement } from '../database/sql';

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

interface SessionRow extends MembershipColumns {
  readonly sessionKey: number;
  readonly lastSeenAt: Date;
  readonly tokenFrom: Date;
  readonly rightsChangedAt: Date | null;
  readonly secondFactor: number;
  readonly email: string;
  readonly fullName: string;
  readonly emailVerifiedAt: Date | null;
  readonly mustChangePassword: number;
  readonly passwordByHolder: number;
  readonly staffRole: StaffRole | null;
}

/** The columns from which `membershipOf` tells what a membership opens. */
export const MEMBERSHIP_COLUMNS = `m.account_id AS accountId, m.status, a.holder_user_id AS holderUserId,
  h.full_name AS holderName, a.reseller, a.lease_provider AS leaseProvider,
  m.may_activate_licenses AS ACTIVATE_LICENSES, m.may_make_purchases AS MAKE_PURCHASES,
  m.may_pay_invoices AS PAY_INVOICES, m.may_resell AS RESELLER, m.may_provide_leases AS LEASE_PROVIDER`;

export interface MembershipColumns extends Readonly<Record<Permission, number>> {
  readonly accountId: number | null;
  readonly userKey: number;
  readonly status: MembershipStatus;
  readonly holderUserId: number;
  readonly holderName: string;
  readonly reseller: number;
  readonly leaseProvider: number;
}

export const membershipOf = (row: MembershipColumns, accountId: number): MembershipFacts => ({
  accountId,
  role: row.holderUserId === row.userKey ? 'HOLDER' : 'AUTHORIZED_LOGIN',
  status: row.status,
  granted: new Set<Permission>(PERMISSIONS.filter((permission) => row[permission] === 1)),
  capabilities: { reseller: row.reseller === 1, leaseProvider: row.leaseProvider === 1 },
  holderName: row.holderName,
});

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

  private async opened(
    scope: CredentialScope,
    now: Date,
    seenAfter: Date,
    opens: Statement<true>,
  ): Promise<Authentication | null> {
    const rows = await this.database.rows<SessionRow>(
      scope,
      sql`SELECT s.id AS sessionKey, s.last_seen_at AS lastSeenAt, COALESCE(s.rotated_at, s.created_at) AS tokenFrom,
            s.second_factor AS secondFactor, u.id AS userKey, u.email,
            u.full_name AS fullName, u.email_verified_at AS emailVerifiedAt,
            u.must_change_password AS mustChangePassword, u.password_by_holder AS passwordByHolder,
            u.staff_role AS staffRole, u.rights_changed_at AS rightsChangedAt, ${raw(MEMBERSHIP_COLUMNS)}
          FROM sessions s
          JOIN users u ON u.id = s.user_id
          LEFT JOIN memberships m ON m.user_id = u.id
          LEFT JOIN accounts a ON a.id = m.account_id
          LEFT JOIN users h ON h.id = a.holder_user_id
          WHERE ${opens} AND s.revoked_at IS NULL AND s.expires_at > ${now} AND s.last_seen_at > ${seenAfter}`,
    );
    const [first] = rows;
    if (first === undefined) return null;
    const mustChangePassword = first.mustChangePassword === 1;
    const secondFactor = first.secondFactor === 1;
    const memberships = rows
      .flatMap((row) => (row.accountId === null ? [] : [membershipOf(row, row.accountId)]))
      // An account that was made for somebody whose password the holder of another one knows is closed
      // until they have chosen their own (R10, R32).
      .filter(({ role }) => role !== 'HOLDER' || first.passwordByHolder === 0);
    const staffRole = secondFactor ? first.staffRole : null;
    const visit = staffRole === null ? null : await this.visit(scope, first.sessionKey, now);
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
        : userActor(first.userKey, staffRole, memberships, visit),
    };
  }

  /** The account for which a member of the staff acts in this session, or null (R66). */
  private async visit(
    scope: CredentialScope,
    sessionKey: number,
    now: Date,
  ): Promise<Visit | null> {
    const row = await this.database.row<{
      accountId: number;
      reason: string;
      reseller: number;
      leaseProvider: number;
      holderName: string;
    }>(
      scope,
      sql`SELECT v.account_id AS accountId, v.reason, a.reseller, a.lease_provider AS leaseProvider,
            h.full_name AS holderName
          FROM staff_visits v JOIN accounts a ON a.id = v.account_id JOIN users h ON h.id = a.holder_user_id
          WHERE v.session_id = ${sessionKey} AND v.ends_at > ${now} AND ${reachBookkeeping}`,
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
    return this.database.rows<EarlierSignIn>(
      scope,
      sql`SELECT s.address, s.user_agent AS userAgent, s.created_at AS createdAt
          FROM sessions s
          WHERE s.user_id = (SELECT u.id FROM users u WHERE ${reachCredential('u.email')})
          ORDER BY s.id DESC ${raw(`LIMIT ${most}`)}`,
    );
  }

  /** Opens a session for the user of an e-mail. */
  async open(scope: CredentialScope, session: NewSession): Promise<void> {
    await this.database.write(
      scope,
      sql`INSERT INTO sessions (user_id, token_hash, created_at, last_seen_at, expires_at, address, user_agent, second_factor)
          SELECT u.id, ${session.tokenHash}, ${session.now}, ${session.now}, ${session.expiresAt},
            ${session.address}, ${session.userAgent}, ${session.secondFactor}
          FROM users u WHERE ${reachCredential('u.email')}`,
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
      sql`UPDATE sessions s JOIN users u ON u.id = s.user_id SET s.second_factor = 0
          WHERE ${reachCredential('u.email')}`,
    );
  }

  async seen(scope: CredentialScope, now: Date): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE sessions SET last_seen_at = ${now} WHERE ${reachCredential('token_hash')}`,
    );
  }
}
