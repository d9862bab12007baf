import type { LinkPurpose } from '../domain/people/one-time-link';
import type { Queries } from '../database/database';
import { reachCredential } from '../database/reach';
import type { CredentialScope } from '../database/scope';
import { sql } from '../database/sql';
import { UserEntity } from '../database/entities/user.entity';
import { SessionEntity } from '../database/entities/session.entity';
import { OneTimeLinkEntity } from '../database/entities/one-time-link.entity';
import { insertInto, set, update } from '../database/changes';
import { bytes, orNull } from '../database/computed';
import { pick, select } from '../database/select';
import { table } from '../database/table';

/** What proves that somebody is who they say. */
export interface Credentials {
  readonly pk: number;
  readonly email: string;
  readonly fullName: string;
  readonly passwordHash: string | null;
  readonly mustChangePassword: number;
  readonly createdAt: Date;
  readonly passwordByHolder: number;
  /** What a holder chose last, and knows; null when none ever did. */
  readonly holderPasswordHash: string | null;
  readonly emailVerifiedAt: Date | null;
  /** Since when an administrator keeps them from signing in. */
  readonly disabledAt: Date | null;
  /** Sealed; null without a second factor that a code has proved. */
  readonly secretSealed: Buffer | null;
}

/** What of somebody's password is asked for its age. */
export const oneTime = ({ mustChangePassword, createdAt }: Credentials) => ({
  mustChange: mustChangePassword === 1,
  madeAt: createdAt,
});

export interface NewLink {
  readonly purpose: LinkPurpose;
  readonly tokenHash: Buffer;
  /** Where it is sent. */
  readonly email: string;
  /** The account whose e-mail it proves. */
  readonly accountId: number | null;
  readonly now: Date;
  readonly expiresAt: Date;
}

/** A link that was opened: whose it is. */
export interface OpenedLink {
  readonly userKey: number;
  readonly purpose: LinkPurpose;
  /** Where it was sent. */
  readonly sentTo: string;
  /** The account whose e-mail it proves; null of any other. */
  readonly accountId: number | null;
  /** The person's address now. */
  readonly email: string;
  readonly fullName: string;
  readonly passwordHash: string | null;
  readonly passwordByHolder: number;
  readonly holderPasswordHash: string | null;
}

export interface NewPassword {
  readonly hash: string;
  /** Whether a holder chose it (R10). */
  readonly byHolder: boolean;
}

const u = table(UserEntity, 'u');
const CREDENTIALS = select({
  pk: u.id,
  ...pick(
    u,
    'email',
    'fullName',
    'passwordHash',
    'mustChangePassword',
    'createdAt',
    'passwordByHolder',
    'holderPasswordHash',
    'emailVerifiedAt',
    'disabledAt',
  ),
  secretSealed: orNull(bytes('IF(f.confirmed_at IS NULL, NULL, f.secret_sealed)')),
}).from('users u LEFT JOIN two_factors f ON f.user_id = u.id');
const USERS = table(UserEntity);
const LOCK_IF_STILL = select({ passwordHash: USERS.passwordHash }).from('users');
const s = table(SessionEntity, 's');
const OPENED_LINK = select({ email: u.email }).from(
  'one_time_links l JOIN users u ON u.id = l.user_id',
);
const l = table(OneTimeLinkEntity, 'l');
const LINK_OWNER = select({
  userKey: l.userId,
  purpose: l.purpose,
  sentTo: l.email,
  accountId: l.accountId,
  ...pick(u, 'email', 'fullName', 'passwordHash', 'passwordByHolder', 'holderPasswordHash'),
}).from('one_time_links l JOIN users u ON u.id = l.user_id');

/**
 * What people prove themselves by: address, password, mailed links. Every method is opened by one
 * credential: the address, or the hash of a link's token.
 */
export class PersonRepository {
  constructor(private readonly database: Queries) {}

  /** The person of an address, or null. */
  credentials(scope: CredentialScope): Promise<Credentials | null> {
    return this.database.row(scope, sql`${CREDENTIALS} WHERE ${reachCredential('u.email')}`);
  }

  /** The same, locked until the transaction ends. */
  async lock(scope: CredentialScope): Promise<Credentials | null> {
    const found = await this.database.exists(
      scope,
      sql`SELECT id FROM users WHERE ${reachCredential('email')} FOR UPDATE`,
    );
    return found ? this.credentials(scope) : null;
  }

  /** Locks the person until the transaction ends. @returns whether their password is still the one of a hash. */
  async lockIfStill(scope: CredentialScope, passwordHash: string | null): Promise<boolean> {
    const found = await this.database.row(
      scope,
      sql`${LOCK_IF_STILL} WHERE ${reachCredential('email')} FOR UPDATE`,
    );
    return found !== null && found.passwordHash === passwordHash;
  }

  /** Adds a person with the address of the scope, which nobody has. @returns their key. */
  add(
    scope: CredentialScope,
    {
      fullName,
      passwordHash,
      byHolder,
      oneTime = false,
    }: {
      readonly fullName: string;
      /** Null until they choose one by a link. */
      readonly passwordHash: string | null;
      readonly byHolder: boolean;
      /** It was mailed, and opens nothing but its change (R32). */
      readonly oneTime?: boolean;
    },
    now: Date,
  ): Promise<number> {
    return this.database.insert(
      scope,
      insertInto(
        UserEntity,
        {
          email: sql`c.email`,
          fullName,
          passwordHash,
          mustChangePassword: oneTime,
          passwordByHolder: byHolder,
          holderPasswordHash: byHolder ? passwordHash : null,
          createdAt: now,
        },
        sql`FROM (SELECT ${scope.credential} AS email) c WHERE ${reachCredential('c.email')}`,
      ),
    );
  }

  async setPassword(scope: CredentialScope, { hash, byHolder }: NewPassword): Promise<void> {
    await this.database.write(
      scope,
      update(
        USERS,
        { passwordHash: hash, mustChangePassword: false, passwordByHolder: byHolder },
        sql`WHERE ${reachCredential('email')}`,
      ),
    );
  }

  /** Keeps another hash of the same password; what a holder chose stays what a holder chose. */
  async renewHash(scope: CredentialScope, hash: string): Promise<void> {
    await this.database.write(
      scope,
      update(
        USERS,
        {
          holderPasswordHash: sql`IF(holder_password_hash = password_hash, ${hash}, holder_password_hash)`,
          passwordHash: hash,
        },
        sql`WHERE ${reachCredential('email')}`,
      ),
    );
  }

  /** A holder sets the password of a login: from now on it is known to them (R10, R11). */
  async setByHolder(scope: CredentialScope, hash: string): Promise<void> {
    await this.database.write(
      scope,
      update(
        USERS,
        {
          passwordHash: hash,
          holderPasswordHash: hash,
          mustChangePassword: false,
          passwordByHolder: true,
        },
        sql`WHERE ${reachCredential('email')}`,
      ),
    );
  }

  /** From now on the person has the role that they were invited to. */
  async acceptStaffRole(scope: CredentialScope, now: Date): Promise<void> {
    await this.database.write(
      scope,
      update(
        USERS,
        {
          staffRole: sql`COALESCE(staff_invited_role, staff_role)`,
          staffInvitedRole: null,
          rightsChangedAt: now,
        },
        sql`WHERE ${reachCredential('email')}`,
      ),
    );
  }

  /** Notes that the address is the person's own. */
  async verify(scope: CredentialScope, now: Date): Promise<void> {
    await this.database.write(
      scope,
      update(
        USERS,
        { emailVerifiedAt: sql`COALESCE(email_verified_at, ${now})` },
        sql`WHERE ${reachCredential('email')}`,
      ),
    );
  }

  /** Gives the person another address, which they have proved. @throws when somebody has it. */
  async changeEmail(scope: CredentialScope, email: string, now: Date): Promise<void> {
    await this.database.write(
      scope,
      update(USERS, { email, emailVerifiedAt: now }, sql`WHERE ${reachCredential('email')}`),
    );
  }

  /** Ends the person's sessions but for one (null: all of them). */
  async endSessions(scope: CredentialScope, but: number | null, now: Date): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE sessions s JOIN users u ON u.id = s.user_id SET ${set(s, { revokedAt: now })} WHERE ${reachCredential('u.email')} AND s.revoked_at IS NULL AND s.id <> ${but ?? 0}`,
    );
  }

  /** Keeps a link for the person of an address; an earlier one of the same purpose works no more. */
  async putLink(scope: CredentialScope, link: NewLink): Promise<void> {
    const { purpose, tokenHash, email, accountId, now, expiresAt } = link;
    await this.database.write(
      scope,
      insertInto(
        OneTimeLinkEntity,
        { userId: u.id, purpose, tokenHash, email, accountId, createdAt: now, expiresAt },
        sql`FROM users u
          WHERE ${reachCredential('u.email')}
          ON DUPLICATE KEY UPDATE token_hash = ${tokenHash}, email = ${email}, account_id = ${accountId},
            created_at = ${now}, expires_at = ${expiresAt}`,
      ),
    );
  }

  /** Whether the person of an address has a link of a purpose that was made later than an instant. */
  async hasLinkSince(scope: CredentialScope, purpose: LinkPurpose, since: Date): Promise<boolean> {
    return this.database.exists(
      scope,
      sql`SELECT 1 AS found FROM one_time_links l JOIN users u ON u.id = l.user_id
          WHERE ${reachCredential('u.email')} AND l.purpose = ${purpose} AND l.created_at > ${since}`,
    );
  }

  /** Whose link it is, and locks the person; null when it works no more. */
  async openedLink(scope: CredentialScope, now: Date): Promise<OpenedLink | null> {
    const owner = await this.database.row(
      scope,
      sql`${OPENED_LINK} WHERE ${reachCredential('l.token_hash')} FOR UPDATE`,
    );
    return (
      owner &&
      this.database.row(
        scope,
        sql`${LINK_OWNER} WHERE ${reachCredential('l.token_hash')} AND l.expires_at > ${now} AND u.disabled_at IS NULL`,
      )
    );
  }

  /** Voids every link of the person: of one purpose, or of any. */
  async removeLinks(scope: CredentialScope, purposes: readonly LinkPurpose[]): Promise<void> {
    await this.database.write(
      scope,
      sql`DELETE l FROM one_time_links l JOIN users u ON u.id = l.user_id
          WHERE ${reachCredential('u.email')} AND l.purpose IN (${purposes})`,
    );
  }
}
