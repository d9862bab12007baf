import { PERMISSIONS, type Permission } from '../../domain/people/permission';
import { ownedBy } from '../../domain/people/row-grants';
import { userOf } from '../../domain/people/actor';
import type { Queries } from '../../database/database';
import { reachAccounts, reachMemberships } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { TransferRow } from './transfer.mutation-types';
import { AccountTransferEntity } from '../../database/entities/account-transfer.entity';
import { UserEntity } from '../../database/entities/user.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { insertInto } from '../../database/changes';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

export interface NewTransfer {
  readonly accountId: number;
  readonly fromUserId: number;
  readonly toUserId: number;
  readonly permissions: readonly Permission[];
  readonly now: Date;
  readonly expiresAt: Date;
}

const t = table(AccountTransferEntity, 't');
const u = table(UserEntity, 'u');

const SELECT = select({
  ...pick(t, 'accountId', 'fromUserId', 'toUserId', 'permissions'),
  offeredAt: t.createdAt,
  expiresAt: t.expiresAt,
  passwordByHolder: u.passwordByHolder,
}).from('account_transfers t JOIN users u ON u.id = t.to_user_id');

const a = table(AccountEntity, 'a');

/** Offers of accounts to their logins: at most one for an account (R12). */
export class TransferRepository {
  constructor(private readonly database: Queries) {}

  /** Offers that are open on accounts in reach. */
  async ofAccounts(scope: Scope, accountKeys: readonly number[]): Promise<TransferRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${SELECT} WHERE t.account_id IN (${accountKeys}) AND ${reachAccounts('t.account_id')}`,
    );
    return rows.map(({ permissions, passwordByHolder, ...row }) => ({
      ...row,
      passwordByHolder: passwordByHolder === 1,
      formerHolderPermissions: PERMISSIONS.filter((one) => permissions.split(',').includes(one)),
      grants: ownedBy(scope.actor, row.accountId, userOf(scope.actor) === row.toUserId),
    }));
  }

  /** Puts an offer in the place of any other. */
  async put(scope: Scope, transfer: NewTransfer): Promise<void> {
    const { accountId, fromUserId, toUserId, permissions, now, expiresAt } = transfer;
    await this.remove(scope, accountId);
    await this.database.insert(
      scope,
      insertInto(
        AccountTransferEntity,
        {
          accountId: a.id,
          fromUserId,
          toUserId,
          permissions: permissions.join(','),
          createdAt: now,
          expiresAt,
        },
        sql`FROM accounts a WHERE a.id = ${accountId} AND ${reachAccounts('a.id')}`,
      ),
    );
  }

  /** Calls the offer to a person off, if there is one. Whoever leaves may do so for themself. */
  async removeTo(scope: Scope, accountId: number, userKey: number): Promise<void> {
    await this.database.write(
      scope,
      sql`DELETE FROM account_transfers WHERE account_id = ${accountId} AND to_user_id = ${userKey}
          AND ${reachMemberships('account_id', 'to_user_id')}`,
    );
  }

  async remove(scope: Scope, accountId: number): Promise<void> {
    await this.database.write(
      scope,
      sql`DELETE FROM account_transfers WHERE account_id = ${accountId} AND ${reachAccounts('account_id')}`,
    );
  }
}
