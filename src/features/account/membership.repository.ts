import { grantsOf, userOf, type Actor } from '../../domain/people/actor';
import { PERMISSION } from '../../domain/people/permission';
import { ownedBy } from '../../domain/people/row-grants';
import { ALERT, applicableAlerts } from '../../domain/mail/preferences';
import type { Queries } from '../../database/database';
import { RowList } from '../../database/list-query';
import { reachAccounts, reachMemberships } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql, type Statement } from '../../database/sql';
import type { MembershipRow } from './account.types';
import { MembershipEntity } from '../../database/entities/membership.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { UserEntity } from '../../database/entities/user.entity';
import { flagColumns, flagged } from '../../database/flags';
import { flag, integer } from '../../database/computed';
import { pick, type RowOf, select } from '../../database/select';
import { table } from '../../database/table';

const m = table(MembershipEntity, 'm');
const a = table(AccountEntity, 'a');

/** A membership, with what its account makes of it. */
export const MEMBERSHIP = {
  pk: m.id,
  ...pick(m, 'accountId', 'userId', 'status', 'invitedName', 'invitedEmail'),
  ...flagColumns(m, PERMISSION),
  ...flagColumns(m, ALERT),
  marketingMail: m.marketingMail,
  ...pick(a, 'holderUserId', 'reseller', 'leaseProvider'),
};
export const MEMBERSHIPS = 'memberships m JOIN accounts a ON a.id = m.account_id';
const SELECT = select(MEMBERSHIP).from(MEMBERSHIPS);
type StoredMembership = RowOf<typeof SELECT>;

export interface Elsewhere {
  readonly pk: number;
  readonly elsewhere: number;
  readonly isStaff: boolean;
  readonly passwordByHolder: boolean;
}

function toRow(actor: Actor, row: StoredMembership): MembershipRow {
  const role = row.holderUserId === row.userId ? 'HOLDER' : 'AUTHORIZED_LOGIN';
  const capabilities = { reseller: row.reseller === 1, leaseProvider: row.leaseProvider === 1 };
  const availableAlerts = applicableAlerts(role, capabilities);
  const grants = grantsOf({
    accountId: row.accountId,
    role,
    // An invitation shows what it would open; it opens nothing yet, which `status` says.
    status: 'ACTIVE',
    granted: new Set(flagged(row, PERMISSION)),
    capabilities,
    holderName: '',
  });
  return {
    __typename: 'Membership',
    pk: row.pk,
    accountId: row.accountId,
    userId: row.userId,
    role,
    status: row.status,
    invitedName: row.invitedName,
    invitedEmail: row.invitedEmail,
    permissions: [...(grants?.permissions ?? [])],
    alerts: availableAlerts.filter((alert) => row[alert] === 1),
    availableAlerts,
    marketingMail: row.marketingMail,
    grants: ownedBy(actor, row.accountId, userOf(actor) === row.userId),
  };
}

const u = table(UserEntity, 'u');
const OTHERS_OF = select({
  pk: m.id,
  isStaff: flag('u.staff_role IS NOT NULL'),
  passwordByHolder: u.passwordByHolder,
  elsewhere: integer(
    '(SELECT COUNT(*) FROM memberships o WHERE o.user_id = m.user_id AND o.id <> m.id)',
  ),
}).from('memberships m JOIN users u ON u.id = m.user_id');

export class MembershipRepository {
  readonly ofAccount: RowList<StoredMembership, MembershipRow>;

  constructor(private readonly database: Queries) {
    const source = {
      select: SELECT,
      from: 'memberships m',
      parent: 'm.account_id',
      reach: reachAccounts('m.account_id'),
    };
    this.ofAccount = new RowList(database, source, toRow);
  }

  byKeys(scope: Scope, keys: readonly number[]): Promise<MembershipRow[]> {
    return this.where(scope, sql`m.id IN (${keys})`);
  }

  /** Every membership of a user that is in reach; for oneself, all of them. */
  byUsers(scope: Scope, userKeys: readonly number[]): Promise<MembershipRow[]> {
    return this.where(scope, sql`m.user_id IN (${userKeys})`);
  }

  /** The membership of each account's holder. */
  async holders(scope: Scope, accountKeys: readonly number[]): Promise<MembershipRow[]> {
    return this.where(
      scope,
      sql`m.account_id IN (${accountKeys}) AND m.user_id = a.holder_user_id`,
    );
  }

  /** Is the person on the account, or invited to it? */
  isOn(scope: Scope, accountId: number, userKey: number): Promise<boolean> {
    return this.database.exists(
      scope,
      sql`SELECT m.id FROM memberships m
          WHERE m.account_id = ${accountId} AND m.user_id = ${userKey} AND ${reachAccounts('m.account_id')}`,
    );
  }

  /** On how many other accounts the person is, or is invited; and whether they are staff. */
  async elsewhere(
    scope: Scope,
    key: number,
  ): Promise<{ readonly elsewhere: number; readonly isStaff: boolean }> {
    const [one] = await this.othersOf(scope, [key]);
    return { elsewhere: one?.elsewhere ?? 0, isStaff: one?.isStaff ?? true };
  }

  /** The same for many memberships. */
  async othersOf(scope: Scope, keys: readonly number[]): Promise<Elsewhere[]> {
    const rows = await this.database.rows(
      scope,
      sql`${OTHERS_OF} WHERE m.id IN (${keys}) AND ${reachMemberships('m.account_id', 'm.user_id')}`,
    );
    return rows.map(({ pk, elsewhere, isStaff, passwordByHolder }) => ({
      pk,
      elsewhere: Number(elsewhere),
      isStaff: isStaff === 1,
      passwordByHolder: passwordByHolder === 1,
    }));
  }

  private async where(scope: Scope, condition: Statement<false>): Promise<MembershipRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${SELECT} WHERE ${condition} AND ${reachMemberships('m.account_id', 'm.user_id')} ORDER BY m.id`,
    );
    return rows.map((row) => toRow(scope.actor, row));
  }
}
