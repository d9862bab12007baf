import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import type { HolderReplacementRow } from './recovery.types';
import { AccountEntity } from '../../database/entities/account.entity';
import { UserEntity } from '../../database/entities/user.entity';
import { HolderReplacementEntity } from '../../database/entities/recovery.entity';
import { MembershipEntity } from '../../database/entities/membership.entity';
import { insertInto } from '../../database/changes';
import { known } from '../../database/computed';
import { pick, select } from '../../database/select';
import { outerTable, table } from '../../database/table';

/** An account with its holder, and what staff asked for. */
export interface HolderFacts {
  readonly accountId: number;
  readonly number: string;
  readonly name: string;
  readonly email: string;
  readonly holderUserId: number;
  readonly holderName: string;
  readonly holderEmail: string;
  /** Null also when the account has another holder by now. */
  readonly pending: HolderReplacementRow | null;
}

const a = table(AccountEntity, 'a');
const h = table(UserEntity, 'h');
const r = outerTable(HolderReplacementEntity, 'r');
const t = outerTable(UserEntity, 't');

const SELECT = select({
  accountId: a.id,
  ...pick(a, 'number', 'name', 'email'),
  holderUserId: known(a.holderUserId),
  holderName: h.fullName,
  holderEmail: h.email,
  toUserId: r.toUserId,
  newHolderName: t.fullName,
  newHolderEmail: t.email,
  ...pick(r, 'requestedBy', 'reason', 'requestedAt', 'effectiveAt'),
}).from(
  'accounts a JOIN users h ON h.id = a.holder_user_id LEFT JOIN holder_replacements r ON r.account_id = a.id AND r.from_user_id = a.holder_user_id LEFT JOIN users t ON t.id = r.to_user_id',
);

const HOLDER_REPLACEMENTS = table(HolderReplacementEntity);
const DUE = select({ accountId: HOLDER_REPLACEMENTS.accountId }).from('holder_replacements');
const MEMBERSHIPS = table(MembershipEntity);
const MEMBERSHIP = select({ pk: MEMBERSHIPS.id, status: MEMBERSHIPS.status }).from('memberships');

/** Requests of staff to give an account another holder (R72). */
export class HolderReplacementRepository {
  constructor(private readonly database: Queries) {}

  async facts(scope: Scope, accountKeys: readonly number[]): Promise<HolderFacts[]> {
    const rows = await this.database.rows(
      scope,
      sql`${SELECT} WHERE a.id IN (${accountKeys}) AND ${reachAccounts('a.id')}`,
    );
    return rows.map((row) => {
      const { accountId, number, name, email, holderUserId, holderName, holderEmail, ...pending } =
        row;
      const account = { accountId, number, name, email, holderUserId, holderName, holderEmail };
      return {
        ...account,
        pending: pending.toUserId === null ? null : (pending as HolderReplacementRow),
      };
    });
  }

  /** The same of one account, locked until the transaction ends. @throws when it is out of reach. */
  async lock(scope: Scope, accountKey: number): Promise<HolderFacts> {
    await this.database.exists(
      scope,
      sql`SELECT id FROM accounts WHERE id = ${accountKey} AND ${reachAccounts('id')} FOR UPDATE`,
    );
    const [facts] = await this.facts(scope, [accountKey]);
    if (facts === undefined) throw new Error('The account is out of reach');
    return facts;
  }

  /** Accounts that are to get another holder by now, `most` of them. */
  async due(scope: Scope, now: Date, most: number): Promise<number[]> {
    const rows = await this.database.rows(
      scope,
      sql`${DUE} WHERE effective_at <= ${now} AND ${reachAccounts('account_id')} ORDER BY effective_at ${raw(`LIMIT ${most}`)}`,
    );
    return rows.map(({ accountId }) => accountId);
  }

  /** Puts a request in the place of one that counts for nothing. */
  async put(
    scope: Scope,
    accountKey: number,
    request: HolderReplacementRow & { readonly fromUserId: number },
  ): Promise<void> {
    const { fromUserId, toUserId, requestedBy, reason, requestedAt, effectiveAt } = request;
    await this.remove(scope, accountKey);
    await this.database.insert(
      scope,
      insertInto(
        HolderReplacementEntity,
        { accountId: a.id, fromUserId, toUserId, requestedBy, reason, requestedAt, effectiveAt },
        sql`FROM accounts a WHERE a.id = ${accountKey} AND ${reachAccounts('a.id')}`,
      ),
    );
  }

  async remove(scope: Scope, accountKey: number): Promise<void> {
    await this.database.write(
      scope,
      sql`DELETE FROM holder_replacements WHERE account_id = ${accountKey} AND ${reachAccounts('account_id')}`,
    );
  }

  /** The membership of a person on an account, locked until the transaction ends; null when there is none. */
  membership(
    scope: Scope,
    accountKey: number,
    userKey: number,
  ): Promise<{ readonly pk: number; readonly status: 'ACTIVE' | 'INVITED' } | null> {
    return this.database.row(
      scope,
      sql`${MEMBERSHIP} WHERE account_id = ${accountKey} AND user_id = ${userKey} AND ${reachAccounts('account_id')} FOR UPDATE`,
    );
  }
}
