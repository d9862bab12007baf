import { tokenActor, type TokenActor } from '../domain/access/actor';
import type { Queries } from '../database/database';
import { reachCredential } from '../database/reach';
import type { CredentialScope } from '../database/scope';
import { raw, sql } from '../database/sql';
import { scopesOf } from './api-token';
import { MEMBERSHIP_COLUMNS, membershipOf, type MembershipColumns } from './session.repository';

/** Which API token speaks, and for whom. */
export interface ApiTokenAuthentication {
  readonly tokenKey: number;
  readonly actor: TokenActor;
  readonly lastUsedAt: Date | null;
  /** CIDR ranges separated by commas; empty for everywhere. */
  readonly addressRanges: string;
}

interface Row extends MembershipColumns {
  readonly tokenKey: number;
  readonly scopes: string;
  readonly lastUsedAt: Date | null;
  readonly addressRanges: string;
  readonly mustChangePassword: number;
}

/** API tokens, each opened by its hash. */
export class ApiTokenAuthenticationRepository {
  constructor(private readonly database: Queries) {}

  /**
   * The token of a hash with what its maker may do on its account now, in one statement (R13, R59). Null
   * for one that was revoked or has expired. A maker who belongs to the account no more leaves it nothing.
   */
  async authentication(scope: CredentialScope, now: Date): Promise<ApiTokenAuthentication | null> {
    const row = await this.database.row<Row>(
      scope,
      sql`SELECT t.id AS tokenKey, t.scopes, t.last_used_at AS lastUsedAt, t.address_ranges AS addressRanges,
            t.maker_user_id AS userKey, u.must_change_password AS mustChangePassword, ${raw(MEMBERSHIP_COLUMNS)}
          FROM api_tokens t
          JOIN users u ON u.id = t.maker_user_id
          LEFT JOIN memberships m ON m.account_id = t.account_id AND m.user_id = t.maker_user_id
          LEFT JOIN accounts a ON a.id = m.account_id
          LEFT JOIN users h ON h.id = a.holder_user_id
          WHERE ${reachCredential('t.token_hash')} AND t.revoked_at IS NULL AND t.expires_at > ${now}`,
    );
    if (row === null) return null;
    // A maker with a one-time password may do nothing yet, and nor may what they made (R32).
    const maker =
      row.accountId === null || row.mustChangePassword === 1
        ? null
        : membershipOf(row, row.accountId);
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
      sql`UPDATE api_tokens SET last_used_at = ${now} WHERE ${reachCredential('token_hash')}`,
    );
  }
}
