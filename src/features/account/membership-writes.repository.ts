import type { Capabilities } from '../../domain/access/actor';
import type { MembershipState } from '../../domain/access/people';
import {
  PERMISSIONS,
  type MembershipStatus,
  type Permission,
} from '../../domain/access/permission';
import { Alert } from '../../domain/mail/preferences';
import type { Transaction } from '../../database/database';
import { reachAccountItself, reachAccounts, reachMemberships } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { join, raw, sql, TRUE } from '../../database/sql';
import { MEMBERSHIP_COLUMNS, MEMBERSHIPS, type StoredMembership } from './membership.repository';

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

/** What a transaction does to memberships, and the lock that it takes before. */
export class MembershipWrites {
  constructor(private readonly tx: Transaction) {}

  /** Adds a membership to an account. @returns its key. @throws when the account is out of reach. */
  add(
    scope: Scope,
    accountId: number,
    userKey: number,
    membership: NewMembership,
    now: Date,
  ): Promise<number> {
    const { status, invitedName, invitedEmail, marketingMail } = membership;
    return this.tx.insert(
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
    const row = await this.tx.row<StoredMembership & { email: string; fullName: string }>(
      scope,
      sql`SELECT ${raw(MEMBERSHIP_COLUMNS)}, u.email, u.full_name AS fullName ${raw(MEMBERSHIPS)} JOIN users u ON u.id = m.user_id
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
    await this.tx.write(
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
    await this.tx.write(
      scope,
      sql`UPDATE memberships SET ${join(
        FLAG_COLUMNS.map((column, at) => sql`${raw(column)} = ${flags[at] ?? false}`),
        ', ',
      )} WHERE account_id = ${accountId} AND user_id = ${userKey} AND ${reachAccounts('account_id')}`,
    );
  }

  /** An invitation that was accepted counts from now on. @returns whether it waited. */
  async accept(scope: Scope, key: number): Promise<boolean> {
    const accepted = await this.tx.write(
      scope,
      sql`UPDATE memberships SET status = 'ACTIVE', invited_name = NULL, invited_email = NULL
          WHERE id = ${key} AND status = 'INVITED' AND ${reachMemberships('account_id', 'user_id')}`,
    );
    return accepted === 1;
  }

  async remove(scope: Scope, key: number): Promise<void> {
    await this.tx.write(
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
    await this.tx.write(
      scope,
      sql`UPDATE users u JOIN memberships m ON m.user_id = u.id SET u.rights_changed_at = ${now}
          WHERE m.account_id = ${accountId} AND ${whom} AND ${reachMemberships('m.account_id', 'm.user_id')}`,
    );
  }
}
