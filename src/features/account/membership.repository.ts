import { grantsOf, userOf, type Actor } from '../../domain/access/actor';
import {
  PERMISSIONS,
  type MembershipStatus,
  type Permission,
} from '../../domain/access/permission';
import { ownedBy } from '../../domain/access/row-grants';
import { type Alert, applicableAlerts } from '../../domain/mail/preferences';
import type { Queries } from '../../database/database';
import { RowList } from '../../database/list-query';
import { reachAccounts, reachMemberships } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql, type Statement } from '../../database/sql';
import type { MembershipRow } from './account.types';

type Flags<Names extends string> = { readonly [Name in Names]: number };

/** A membership as it is stored, with what its account makes of it. */
export interface StoredMembership extends Flags<Permission>, Flags<Alert> {
  readonly pk: number;
  readonly accountId: number;
  readonly userId: number;
  readonly status: MembershipStatus;
  readonly invitedName: string | null;
  readonly invitedEmail: string | null;
  readonly marketingMail: number;
  readonly holderUserId: number;
  readonly reseller: number;
  readonly leaseProvider: number;
}

export const MEMBERSHIPS = 'FROM memberships m JOIN accounts a ON a.id = m.account_id';
export const MEMBERSHIP_COLUMNS = `m.id AS pk, m.account_id AS accountId, m.user_id AS userId, m.status,
  m.invited_name AS invitedName, m.invited_email AS invitedEmail,
  m.may_activate_licenses AS ACTIVATE_LICENSES, m.may_make_purchases AS MAKE_PURCHASES,
  m.may_pay_invoices AS PAY_INVOICES, m.may_resell AS RESELLER, m.may_provide_leases AS LEASE_PROVIDER,
  m.alert_invoice_created AS INVOICE_CREATED, m.alert_summary_invoice_created AS SUMMARY_INVOICE_CREATED,
  m.alert_lease_assigned AS LEASE_ASSIGNED, m.alert_resold_license_assigned AS RESOLD_LICENSE_ASSIGNED,
  m.marketing_mail AS marketingMail, a.holder_user_id AS holderUserId, a.reseller,
  a.lease_provider AS leaseProvider`;
const SELECT = `SELECT ${MEMBERSHIP_COLUMNS} ${MEMBERSHIPS}`;

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
    granted: new Set(PERMISSIONS.filter((permission) => row[permission] === 1)),
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

export class MembershipRepository {
  readonly ofAccount: RowList<StoredMembership, MembershipRow>;

  constructor(private readonly database: Queries) {
    const source = {
      select: SELECT,
      from: 'FROM memberships m',
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
  async isOn(scope: Scope, accountId: number, userKey: number): Promise<boolean> {
    const row = await this.database.row(
      scope,
      sql`SELECT m.id FROM memberships m
          WHERE m.account_id = ${accountId} AND m.user_id = ${userKey} AND ${reachAccounts('m.account_id')}`,
    );
    return row !== null;
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
    const rows = await this.database.rows<{
      pk: number;
      elsewhere: number;
      isStaff: number;
      passwordByHolder: number;
    }>(
      scope,
      sql`SELECT m.id AS pk, u.staff_role IS NOT NULL AS isStaff, u.password_by_holder AS passwordByHolder,
            (SELECT COUNT(*) FROM memberships o WHERE o.user_id = m.user_id AND o.id <> m.id) AS elsewhere
          FROM memberships m JOIN users u ON u.id = m.user_id
          WHERE m.id IN (${keys}) AND ${reachMemberships('m.account_id', 'm.user_id')}`,
    );
    return rows.map(({ pk, elsewhere, isStaff, passwordByHolder }) => ({
      pk,
      elsewhere: Number(elsewhere),
      isStaff: isStaff === 1,
      passwordByHolder: passwordByHolder === 1,
    }));
  }

  private async where(scope: Scope, condition: Statement<false>): Promise<MembershipRow[]> {
    const rows = await this.database.rows<StoredMembership>(
      scope,
      sql`${raw(SELECT)} WHERE ${condition} AND ${reachMemberships('m.account_id', 'm.user_id')} ORDER BY m.id`,
    );
    return rows.map((row) => toRow(scope.actor, row));
  }
}
