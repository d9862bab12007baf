import { tokenActor, type TokenActor } from '../domain/people/actor';
import type { Queries } from '../database/database';
import { reachCredential } from '../database/reach';
import type { CredentialScope } from '../database/scope';
import { sql, type Statement } from '../database/sql';
import { scopesOf } from './api-token';
import { MEMBERSHIP, membershipOf, OF_MEMBERSHIP } from './session.repository';
import { ApiTokenEntity } from '../database/entities/api-token.entity';
import { UserEntity } from '../database/entities/user.entity';
import { update } from '../database/changes';
import { pick, select } from '../database/select';
import { table } from '../database/table';

/** Which API token speaks, and for whom. */
export interface ApiTokenAuthentication {
  readonly tokenKey: number;
  readonly actor: TokenActor;
  readonly lastUsedAt: Date | null;
  /** CIDR ranges separated by commas; empty for everywhere. */
  readonly addressRanges: string;
}

const t = table(ApiTokenEntity, 't');
const u = table(UserEntity, 'u');
const AUTHENTICATION = select({
  tokenKey: t.id,
  ...pick(t, 'scopes', 'lastUsedAt', 'addressRanges'),
  userKey: t.makerUserId,
  mustChangePassword: u.mustChangePassword,
  ...MEMBERSHIP,
}).from(
  `api_tokens t JOIN users u ON u.id = t.maker_user_id
  LEFT JOIN memberships m ON m.account_id = t.account_id AND m.user_id = t.maker_user_id ${OF_MEMBERSHIP}`,
);
const API_TOKENS = table(ApiTokenEntity);

/** API tokens, each opened by its hash. */
export class ApiTokenAuthenticationRepository {
  constructor(private readonly database: Queries) {}

  /**
   * The token of a hash with what its maker may do on its account now, in one statement (R13, R59). Null
   * for one that was revoked or has expired. A maker who belongs to the account no more leaves it nothing.
   */
  authentication(scope: CredentialScope, now: Date): Promise<ApiTokenAuthentication | null> {
    return this.opened(scope, now, sql`${reachCredential('t.token_hash')}`);
  }

  /** The same by the key that a link names. */
  authenticationByKey(scope: CredentialScope, now: Date): Promise<ApiTokenAuthentication | null> {
    return this.opened(scope, now, sql`${reachCredential('t.id')}`);
  }

  private async opened(
    scope: CredentialScope,
    now: Date,
    opens: Statement<true>,
  ): Promise<ApiTokenAuthentication | null> {
    const row = await this.database.row(
      scope,
      sql`${AUTHENTICATION} WHERE ${opens} AND u.disabled_at IS NULL AND t.revoked_at IS NULL AND t.expires_at > ${now}`,
    );
    if (row === null) return null;
    // A maker with a one-time password may do nothing yet, and nor may what they made (R32).
    const maker = row.mustChangePassword === 1 ? null : membershipOf(row);
    return {
      tokenKey: row.tokenKey,
      actor: tokenActor(row.tokenKey, scopesOf(row.scopes), maker),
      lastUsedAt: row.lastUsedAt,
      addressRanges: row.addressRanges,
    };
  }

  async used(scope: CredentialScope, now: Date): Promise<void> {
    await this.database.write(
      scope,
      update(API_TOKENS, { lastUsedAt: now }, sql`WHERE ${reachCredential('token_hash')}`),
    );
  }
}
