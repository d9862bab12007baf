import { grantsOf, userOf, type Actor, type Capabilities } from '../../domain/access/actor';
import type { MembershipState } from '../../domain/access/people';
import {
  PERMISSIONS,
  type MembershipStatus,
  type Permission,
} from '../../domain/access/permission';
import { ownedBy } from '../../domain/access/row-grants';
import { Alert, applicableAlerts } from '../../domain/mail/preferences';
import type { Queries } from '../../database/database';
import { RowList } from '../../database/list-query';
import { reachAccountItself, reachAccounts, reachMemberships } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { join, raw, sql, TRUE, type Statement } from '../../database/sql';
import type { MembershipRow } from './account.types';

type Flags<Names extends string> = { readonly [Name in Names]: number };

interface Stored extends Flags<Permission>, Flags<Alert> {
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

const FROM = 'FROM memberships m JOIN accounts a ON a.id = m.account_id';
const COLUMNS = `m.id AS pk, m.account_id AS accountId, m.user_id AS userId, m.status,
  m.invited_name AS invitedName, m.invited_email AS invitedEmail,
  m.may_activate_licenses AS ACTIVATE_LICENSES, m.may_make_purchases AS MAKE_PURCHASES,
  m.may_pay_invoices AS PAY_INVOICES, m.may_resell AS RESELLER, m.may_provide_leases AS LEASE_PROVIDER,
  m.alert_invoice_created AS INVOICE_CREATED, m.alert_summary_invoice_created AS SUMMARY_INVOICE_CREATED,
  m.alert_lease_assigned AS LEASE_ASSIGNED, m.alert_resold_license_assigned AS RESOLD_LICENSE_ASSIGNED,
  m.marketing_mail AS marketingMail, a.holder_user_id AS holderUserId, a.reseller,
  a.lease_provider AS leaseProvider`;
const SELECT = `SELECT ${COLUMNS} ${FROM}`;

const ALERTS = Object.keys(Alert) as readonly Alert[];

/** What the holder sets of a login. */
export interface MembershipValues {
  readonly permissions: readonly Permission[];
  readonly alerts: readonly Alert[];
  readonly marketingMail: boolean;
}

export interface NewMembership extends MembershipValues {
  readonly status: MembershipStatus;
  /** What the holder calls somebody who was invited. */
  readonly invitedName: string | null;
  readonly invitedEmail: string | null;
}

export interface LockedMembership extends MembershipValues, MembershipState {
  readonly accountId: number;
  readonly userId: number;
  readonly email: string;
  readonly fullName: string;
  readonly invitedName: string | null;
  readonly invitedEmail: string | null;
  readonly capabilities: Capabilities;
}

export interface Elsewhere {
  readonly pk: number;
  readonly elsewhere: number;
  readonly isStaff: boolean;
  readonly passwordByHolder: boolean;
}

/** Columns of permissions and alerts, in the order of `flagsOf`. */
const FLAG_COLUMNS = [
  'may_activate_licenses',
  'may_make_purchases',
  'may_pay_invoices',
  'may_resell',
  'may_provide_leases',
  'alert_invoice_created',
  'alert_summary_invoice_created',
  'alert_lease_assigned',
  'alert_resold_license_assigned',
];
const flagsOf = ({ permissions, alerts }: MembershipValues): boolean[] => [
  ...PERMISSIONS.map((one) => permissions.includes(one)),
  ...ALERTS.map((one) => alerts.includes(one)),
];

function toRow(actor: Actor, row: Stored): MembershipRow {
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

  /** Adds a membership to an account. @returns its key. @throws when the account is out of reach. */
  add(
    scope: Scope,
    accountId: number,
    userKey: number,
    membership: NewMembership,
    now: Date,
  ): Promise<number> {
    const { status, invitedName, invitedEmail, marketingMail } = membership;
    return this.database.insert(
      scope,
      sql`INSERT INTO memberships (account_id, user_id, status, invited_name, invited_email, ${raw(FLAG_COLUMNS.join(', '))}, marketing_mail, created_at)
          SELECT a.id, ${userKey}, ${status}, ${invitedName}, ${invitedEmail}, ${join(
            flagsOf(membership).map((flag) => sql`${flag}`),
            ', ',
          )}, ${marketingMail}, ${now}
          FROM accounts a WHERE a.id = ${accountId} AND ${reachAccountItself('a.id')}`,
    );
  }

  /** A membership as it is, locked until the transaction ends; null when it is gone. */
  async lock(scope: Scope, key: number): Promise<LockedMembership | null> {
    const row = await this.database.row<Stored & { email: string; fullName: string }>(
      scope,
      sql`SELECT ${raw(COLUMNS)}, u.email, u.full_name AS fullName ${raw(FROM)} JOIN users u ON u.id = m.user_id
          WHERE m.id = ${key} AND ${reachMemberships('m.account_id', 'm.user_id')} FOR UPDATE`,
    );
    return (
      row && {
        accountId: row.accountId,
        userId: row.userId,
        email: row.email,
        fullName: row.fullName,
        role: row.holderUserId === row.userId ? 'HOLDER' : 'AUTHORIZED_LOGIN',
        status: row.status,
        invitedName: row.invitedName,
        invitedEmail: row.invitedEmail,
        capabilities: { reseller: row.reseller === 1, leaseProvider: row.leaseProvider === 1 },
        permissions: PERMISSIONS.filter((permission) => row[permission] === 1),
        alerts: ALERTS.filter((alert) => row[alert] === 1),
        marketingMail: row.marketingMail === 1,
      }
    );
  }

  async update(scope: Scope, key: number, values: MembershipValues): Promise<void> {
    const flags = flagsOf(values);
    await this.database.write(
      scope,
      sql`UPDATE memberships SET ${join(
        FLAG_COLUMNS.map((column, at) => sql`${raw(column)} = ${flags[at] ?? false}`),
        ', ',
      )}, marketing_mail = ${values.marketingMail} WHERE id = ${key} AND ${reachAccounts('account_id')}`,
    );
  }

  /** The former holder of an account keeps these permissions, and hears of nothing unless they choose to. */
  async becomeLogin(
    scope: Scope,
    accountId: number,
    userKey: number,
    permissions: readonly Permission[],
  ): Promise<void> {
    const flags = flagsOf({ permissions, alerts: [], marketingMail: true });
    await this.database.write(
      scope,
      sql`UPDATE memberships SET ${join(
        FLAG_COLUMNS.map((column, at) => sql`${raw(column)} = ${flags[at] ?? false}`),
        ', ',
      )} WHERE account_id = ${accountId} AND user_id = ${userKey} AND ${reachAccounts('account_id')}`,
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

  /** An invitation that was accepted counts from now on. @returns whether it waited. */
  async accept(scope: Scope, key: number): Promise<boolean> {
    const accepted = await this.database.write(
      scope,
      sql`UPDATE memberships SET status = 'ACTIVE', invited_name = NULL, invited_email = NULL
          WHERE id = ${key} AND status = 'INVITED' AND ${reachMemberships('account_id', 'user_id')}`,
    );
    return accepted === 1;
  }

  async remove(scope: Scope, key: number): Promise<void> {
    await this.database.write(
      scope,
      sql`DELETE FROM memberships WHERE id = ${key} AND ${reachMemberships('account_id', 'user_id')}`,
    );
  }

  /**
   * Notes that people of an account may do other things from now on (null: all of them), so that their
   * sessions get other tokens.
   */
  async rightsChanged(
    scope: Scope,
    accountId: number,
    userKeys: readonly number[] | null,
    now: Date,
  ): Promise<void> {
    const whom = userKeys === null ? TRUE : sql`m.user_id IN (${userKeys})`;
    await this.database.write(
      scope,
      sql`UPDATE users u JOIN memberships m ON m.user_id = u.id SET u.rights_changed_at = ${now}
          WHERE m.account_id = ${accountId} AND ${whom} AND ${reachMemberships('m.account_id', 'm.user_id')}`,
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
    const rows = await this.database.rows<Stored>(
      scope,
      sql`${raw(SELECT)} WHERE ${condition} AND ${reachMemberships('m.account_id', 'm.user_id')} ORDER BY m.id`,
    );
    return rows.map((row) => toRow(scope.actor, row));
  }
}
