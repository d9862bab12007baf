import type { Actor } from '../../domain/access/actor';
import { rightsOn } from '../../domain/access/row-grants';
import type { Currency } from '../../domain/billing/money';
import { scopesOf } from '../../auth/api-token';
import type { Queries } from '../../database/database';
import { RowList } from '../../database/list-query';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql, type Statement } from '../../database/sql';
import { money, type StoredMinor } from '../../graphql/money';
import type { ApiTokenRow } from './token.types';

interface Stored {
  readonly pk: number;
  readonly accountId: number;
  readonly makerUserId: number;
  readonly name: string;
  readonly hint: string;
  readonly scopes: string;
  readonly addressRanges: string;
  readonly monthlyCap: StoredMinor | null;
  readonly currency: Currency;
  readonly createdAt: Date;
  readonly createdBy: string | null;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

const FROM = 'FROM api_tokens t JOIN accounts a ON a.id = t.account_id';
const SELECT = `SELECT t.id AS pk, t.account_id AS accountId, t.maker_user_id AS makerUserId, t.name, t.hint,
  t.scopes, t.address_ranges AS addressRanges, t.monthly_cap AS monthlyCap, a.currency,
  t.created_at AS createdAt, u.full_name AS createdBy, t.expires_at AS expiresAt,
  t.last_used_at AS lastUsedAt, t.revoked_at AS revokedAt ${FROM} JOIN users u ON u.id = t.maker_user_id`;

export const scopeList = (text: string): ApiTokenRow['scopes'] =>
  [...scopesOf(text)].map(([permission, access]) => ({ permission, access }));

/** `self` on a token's row: it is the one that asks. */
function toRow(actor: Actor, { currency, monthlyCap, ...row }: Stored): ApiTokenRow {
  const self = actor.kind === 'token' && actor.tokenId === row.pk;
  return {
    ...row,
    __typename: 'ApiToken',
    scopes: scopeList(row.scopes),
    addressRanges: row.addressRanges.split(',').filter((one) => one !== ''),
    monthlySpendingCap: monthlyCap === null ? null : money(monthlyCap, currency),
    grants: rightsOn(actor, { OWNER: row.accountId }, self),
  };
}

export interface NewApiToken {
  readonly name: string;
  readonly tokenHash: Buffer;
  readonly hint: string;
  readonly scopes: string;
  readonly addressRanges: string;
  /** In minor units of the account's currency. */
  readonly monthlyCap: bigint | null;
  readonly expiresAt: Date;
}

/** API tokens of accounts (R59). Who a token speaks for is read in `auth`. */
export class ApiTokenRepository {
  readonly ofAccount: RowList<Stored, ApiTokenRow>;

  constructor(private readonly database: Queries) {
    const source = {
      select: SELECT,
      from: 'FROM api_tokens t',
      parent: 't.account_id',
      reach: reachAccounts('t.account_id'),
    };
    this.ofAccount = new RowList(database, source, toRow);
  }

  byKeys(scope: Scope, keys: readonly number[]): Promise<ApiTokenRow[]> {
    return this.where(scope, sql`t.id IN (${keys})`);
  }

  /** Tokens of holders that offer their accounts, which end when somebody accepts (R12). */
  ofTransfers(scope: Scope, accountKeys: readonly number[], now: Date): Promise<ApiTokenRow[]> {
    return this.where(
      scope,
      sql`t.account_id IN (${accountKeys}) AND t.maker_user_id = a.holder_user_id
          AND t.revoked_at IS NULL AND t.expires_at > ${now}`,
    );
  }

  /** Tokens that somebody made for an account and that still work, locked. */
  async madeBy(
    scope: Scope,
    accountId: number,
    makerKey: number,
    now: Date,
  ): Promise<readonly { readonly pk: number; readonly name: string }[]> {
    return this.database.rows(
      scope,
      sql`SELECT t.id AS pk, t.name FROM api_tokens t
          WHERE t.account_id = ${accountId} AND t.maker_user_id = ${makerKey} AND t.revoked_at IS NULL
            AND t.expires_at > ${now} AND ${reachAccounts('t.account_id')} ORDER BY t.id FOR UPDATE`,
    );
  }

  private async where(scope: Scope, condition: Statement<false>): Promise<ApiTokenRow[]> {
    const rows = await this.database.rows<Stored>(
      scope,
      sql`${raw(SELECT)} WHERE ${condition} AND ${reachAccounts('t.account_id')} ORDER BY t.id`,
    );
    return rows.map((row) => toRow(scope.actor, row));
  }

  /** Keeps a token. @returns its key. @throws when the account is out of reach. */
  add(
    scope: Scope,
    accountId: number,
    makerKey: number,
    token: NewApiToken,
    now: Date,
  ): Promise<number> {
    return this.database.insert(
      scope,
      sql`INSERT INTO api_tokens (account_id, maker_user_id, name, token_hash, hint, scopes, address_ranges,
            monthly_cap, created_at, expires_at)
          SELECT a.id, ${makerKey}, ${token.name}, ${token.tokenHash}, ${token.hint}, ${token.scopes},
            ${token.addressRanges}, ${token.monthlyCap}, ${now}, ${token.expiresAt}
          FROM accounts a WHERE a.id = ${accountId} AND ${reachAccounts('a.id')}`,
    );
  }

  /** @returns whether it worked until now. */
  async revoke(scope: Scope, key: number, now: Date): Promise<boolean> {
    const ended = await this.database.write(
      scope,
      sql`UPDATE api_tokens SET revoked_at = ${now}
          WHERE id = ${key} AND revoked_at IS NULL AND ${reachAccounts('account_id')}`,
    );
    return ended === 1;
  }

  /** Makes another person the maker of tokens: from now on they may do what that person may. */
  async adopt(scope: Scope, keys: readonly number[], makerKey: number): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE api_tokens SET maker_user_id = ${makerKey}
          WHERE id IN (${keys}) AND ${reachAccounts('account_id')}`,
    );
  }
}
