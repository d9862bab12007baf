import { grantsOf, type Actor } from '../../domain/access/actor';
import {
  PERMISSIONS,
  type MembershipStatus,
  type Permission,
} from '../../domain/access/permission';
import { ownedBy } from '../../domain/access/row-grants';
import { Alert } from '../../domain/mail/preferences';
import type { Queries } from '../../database/database';
import { RowList } from '../../database/list-query';
import { reachAccounts, reachMemberships } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql, type Statement } from '../../database/sql';
import type { MembershipRow } from './account.types';

type Flags<Names extends string> = { readonly [Name in Names]: number };

interface Stored extends Flags<Permission>, Flags<Alert> {
  readonly pk: number;
  readonly accountId: number;
  readonly userId: number;
  readonly status: MembershipStatus;
  readonly marketingMail: number;
  readonly holderUserId: number;
  readonly reseller: number;
  readonly leaseProvider: number;
}

const FROM = 'FROM memberships m JOIN accounts a ON a.id = m.account_id';
const SELECT = `SELECT m.id AS pk, m.account_id AS accountId, m.user_id AS userId, m.status,
  m.may_activate_licenses AS ACTIVATE_LICENSES, m.may_make_purchases AS MAKE_PURCHASES,
  m.may_pay_invoices AS PAY_INVOICES, m.may_resell AS RESELLER, m.may_provide_leases AS LEASE_PROVIDER,
  m.alert_invoice_created AS INVOICE_CREATED, m.alert_summary_invoice_created AS SUMMARY_INVOICE_CREATED,
  m.alert_lease_assigned AS LEASE_ASSIGNED, m.alert_resold_license_assigned AS RESOLD_LICENSE_ASSIGNED,
  m.marketing_mail AS marketingMail, a.holder_user_id AS holderUserId, a.reseller,
  a.lease_provider AS leaseProvider ${FROM}`;

const ALERTS = Object.keys(Alert) as readonly Alert[];

function toRow(actor: Actor, row: Stored): MembershipRow {
  const role = row.holderUserId === row.userId ? 'HOLDER' : 'AUTHORIZED_LOGIN';
  const grants = grantsOf({
    accountId: row.accountId,
    role,
    // An invitation shows what it would open; it opens nothing yet, which `status` says.
    status: 'ACTIVE',
    granted: new Set(PERMISSIONS.filter((permission) => row[permission] === 1)),
    capabilities: { reseller: row.reseller === 1, leaseProvider: row.leaseProvider === 1 },
    holderName: '',
  });
  return {
    __typename: 'Membership',
    pk: row.pk,
    accountId: row.accountId,
    userId: row.userId,
    role,
    status: row.status,
    permissions: [...(grants?.permissions ?? [])],
    alerts: ALERTS.filter((alert) => row[alert] === 1),
    marketingMail: row.marketingMail,
    grants: ownedBy(actor, row.accountId, actor.kind === 'user' && actor.userId === row.userId),
  };
}

export class MembershipRepository {
  readonly ofAccount: RowList<Stored, MembershipRow>;

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

  private async where(scope: Scope, condition: Statement<false>): Promise<MembershipRow[]> {
    const rows = await this.database.rows<Stored>(
      scope,
      sql`${raw(SELECT)} WHERE ${condition} AND ${reachMemberships('m.account_id', 'm.user_id')} ORDER BY m.id`,
    );
    return rows.map((row) => toRow(scope.actor, row));
  }
}
