import { userActor, type MembershipFacts, type UserActor } from '../domain/access/actor';
import {
  PERMISSIONS,
  type MembershipStatus,
  type Permission,
  type StaffRole,
} from '../domain/access/permission';
import type { Queries } from '../database/database';
import { reachCredential } from '../database/reach';
import type { CredentialScope } from '../database/scope';
import { sql } from '../database/sql';

/** Who is signed in, and by which session. */
export interface Authentication {
  readonly sessionKey: number;
  readonly person: Person;
  readonly actor: UserActor;
  readonly lastSeenAt: Date;
}

export interface Person {
  readonly pk: number;
  readonly email: string;
  readonly fullName: string;
  readonly emailVerifiedAt: Date | null;
  readonly mustChangePassword: boolean;
}

export interface SignInRow {
  readonly pk: number;
  readonly passwordHash: string | null;
}

export interface NewSession {
  readonly tokenHash: Buffer;
  readonly now: Date;
  readonly expiresAt: Date;
  readonly address: string;
  readonly userAgent: string;
}

interface SessionRow {
  readonly sessionKey: number;
  readonly lastSeenAt: Date;
  readonly userKey: number;
  readonly email: string;
  readonly fullName: string;
  readonly emailVerifiedAt: Date | null;
  readonly mustChangePassword: number;
  readonly staffRole: StaffRole | null;
  readonly accountId: number | null;
  readonly status: MembershipStatus;
  readonly holderUserId: number;
  readonly holderName: string;
  readonly reseller: number;
  readonly leaseProvider: number;
  readonly ACTIVATE_LICENSES: number;
  readonly MAKE_PURCHASES: number;
  readonly PAY_INVOICES: number;
  readonly RESELLER: number;
  readonly LEASE_PROVIDER: number;
}

const membershipOf = (row: SessionRow, accountId: number): MembershipFacts => ({
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
  async authentication(
    scope: CredentialScope,
    now: Date,
    seenAfter: Date,
  ): Promise<Authentication | null> {
    const rows = await this.database.rows<SessionRow>(
      scope,
      sql`SELECT s.id AS sessionKey, s.last_seen_at AS lastSeenAt, u.id AS userKey, u.email,
            u.full_name AS fullName, u.email_verified_at AS emailVerifiedAt,
            u.must_change_password AS mustChangePassword, u.staff_role AS staffRole,
            m.account_id AS accountId, m.status, a.holder_user_id AS holderUserId,
            h.full_name AS holderName, a.reseller, a.lease_provider AS leaseProvider,
            m.may_activate_licenses AS ACTIVATE_LICENSES, m.may_make_purchases AS MAKE_PURCHASES,
            m.may_pay_invoices AS PAY_INVOICES, m.may_resell AS RESELLER,
            m.may_provide_leases AS LEASE_PROVIDER
          FROM sessions s
          JOIN users u ON u.id = s.user_id
          LEFT JOIN memberships m ON m.user_id = u.id
          LEFT JOIN accounts a ON a.id = m.account_id
          LEFT JOIN users h ON h.id = a.holder_user_id
          WHERE ${reachCredential('s.token_hash')} AND s.revoked_at IS NULL
            AND s.expires_at > ${now} AND s.last_seen_at > ${seenAfter}`,
    );
    const [first] = rows;
    if (first === undefined) return null;
    const mustChangePassword = first.mustChangePassword === 1;
    const memberships = rows.flatMap((row) =>
      row.accountId === null ? [] : [membershipOf(row, row.accountId)],
    );
    return {
      sessionKey: first.sessionKey,
      lastSeenAt: first.lastSeenAt,
      person: {
        pk: first.userKey,
        email: first.email,
        fullName: first.fullName,
        emailVerifiedAt: first.emailVerifiedAt,
        mustChangePassword,
      },
      // Until a one-time password is changed, nobody is anybody's (R32).
      actor: mustChangePassword
        ? userActor(first.userKey, null, [])
        : userActor(first.userKey, first.staffRole, memberships),
    };
  }

  /** The user of an e-mail given at sign-in, or null. */
  forSignIn(scope: CredentialScope): Promise<SignInRow | null> {
    return this.database.row<SignInRow>(
      scope,
      sql`SELECT u.id AS pk, u.password_hash AS passwordHash FROM users u WHERE ${reachCredential('u.email')}`,
    );
  }

  /** Opens a session for the user of an e-mail. */
  async open(scope: CredentialScope, session: NewSession): Promise<void> {
    await this.database.write(
      scope,
      sql`INSERT INTO sessions (user_id, token_hash, created_at, last_seen_at, expires_at, address, user_agent)
          SELECT u.id, ${session.tokenHash}, ${session.now}, ${session.now}, ${session.expiresAt},
            ${session.address}, ${session.userAgent}
          FROM users u WHERE ${reachCredential('u.email')}`,
    );
  }

  /** Ends the session of a token; nothing happens when it has ended already. */
  async end(scope: CredentialScope, now: Date): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE sessions SET revoked_at = ${now} WHERE ${reachCredential('token_hash')} AND revoked_at IS NULL`,
    );
  }

  async seen(scope: CredentialScope, now: Date): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE sessions SET last_seen_at = ${now} WHERE ${reachCredential('token_hash')}`,
    );
  }
}
