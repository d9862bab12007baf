import type { Actor } from '../../domain/people/actor';
import { rightsOn } from '../../domain/people/row-grants';
import { scopesOf } from '../../auth/api-token';
import type { Queries } from '../../database/database';
import { RowList } from '../../database/list-query';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql, type Statement } from '../../database/sql';
import { money } from '../../graphql/money';
import type { ApiTokenRow } from './token.types';
import { ApiTokenEntity } from '../../database/entities/api-token.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { UserEntity } from '../../database/entities/user.entity';
import { insertInto, update } from '../../database/changes';
import { pick, type RowOf, select } from '../../database/select';
import { table } from '../../database/table';

type Stored = RowOf<typeof SELECT>;

const t = table(ApiTokenEntity, 't');
const a = table(AccountEntity, 'a');
const u = table(UserEntity, 'u');

const SELECT = select({
  pk: t.id,
  ...pick(t, 'accountId', 'makerUserId', 'name', 'hint', 'scopes', 'addressRanges', 'monthlyCap'),
  currency: a.currency,
  createdAt: t.createdAt,
  createdBy: u.fullName,
  ...pick(t, 'expiresAt', 'lastUsedAt', 'revokedAt'),
}).from(
  'api_tokens t JOIN accounts a ON a.id = t.account_id JOIN users u ON u.id = t.maker_user_id',
);

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

const MADE_BY = select({ pk: t.id, name: t.name }).from('api_tokens t');
const API_TOKENS = table(ApiTokenEntity);

/** API tokens of accounts (R59). Who a token speaks for is read in `auth`. */
export class ApiTokenRepository {
  readonly ofAccount: RowList<Stored, ApiTokenRow>;

  constructor(private readonly database: Queries) {
    const source = {
      select: SELECT,
      from: 'api_tokens t',
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
      sql`${MADE_BY} WHERE t.account_id = ${accountId} AND t.maker_user_id = ${makerKey} AND t.revoked_at IS NULL
            AND t.expires_at > ${now} AND ${reachAccounts('t.account_id')} ORDER BY t.id FOR UPDATE`,
    );
  }

  private async where(scope: Scope, condition: Statement<false>): Promise<ApiTokenRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${SELECT} WHERE ${condition} AND ${reachAccounts('t.account_id')} ORDER BY t.id`,
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
      insertInto(
        ApiTokenEntity,
        {
          accountId: a.id,
          makerUserId: makerKey,
          name: token.name,
          tokenHash: token.tokenHash,
          hint: token.hint,
          scopes: token.scopes,
          addressRanges: token.addressRanges,
          monthlyCap: token.monthlyCap,
          createdAt: now,
          expiresAt: token.expiresAt,
        },
        sql`FROM accounts a WHERE a.id = ${accountId} AND ${reachAccounts('a.id')}`,
      ),
    );
  }

  /** @returns whether it worked until now. */
  async revoke(scope: Scope, key: number, now: Date): Promise<boolean> {
    const ended = await this.database.write(
      scope,
      update(
        API_TOKENS,
        { revokedAt: now },
        sql`WHERE id = ${key} AND revoked_at IS NULL AND ${reachAccounts('account_id')}`,
      ),
    );
    return ended === 1;
  }

  /** Makes another person the maker of tokens: from now on they may do what that person may. */
  async adopt(scope: Scope, keys: readonly number[], makerKey: number): Promise<void> {
    await this.database.write(
      scope,
      update(
        API_TOKENS,
        { makerUserId: makerKey },
        sql`WHERE id IN (${keys}) AND ${reachAccounts('account_id')}`,
      ),
    );
  }
}
