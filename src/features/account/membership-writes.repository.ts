import type { Capabilities } from '../../domain/people/actor';
import type { MembershipState } from '../../domain/people/people';
import { PERMISSION, type MembershipStatus, type Permission } from '../../domain/people/permission';
import { ALERT, type Alert } from '../../domain/mail/preferences';
import type { Transaction } from '../../database/database';
import { reachAccountItself, reachAccounts, reachMemberships } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql, TRUE } from '../../database/sql';
import { MEMBERSHIP, MEMBERSHIPS } from './membership.repository';
import { AccountEntity } from '../../database/entities/account.entity';
import { MembershipEntity } from '../../database/entities/membership.entity';
import { UserEntity } from '../../database/entities/user.entity';
import { flagged, flagsOf } from '../../database/flags';
import { insertInto, set, update } from '../../database/changes';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

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

/** The flags of a membership, as they are written. */
const flagsIn = ({ permissions, alerts }: Pick<MembershipValues, 'permissions' | 'alerts'>) => ({
  ...flagsOf(permissions, PERMISSION),
  ...flagsOf(alerts, ALERT),
});

const WRITTEN = table(MembershipEntity);
const a = table(AccountEntity, 'a');
const u = table(UserEntity, 'u');
const LOCKED = select({ ...MEMBERSHIP, ...pick(u, 'email', 'fullName') }).from(
  `${MEMBERSHIPS} JOIN users u ON u.id = m.user_id`,
);

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
      insertInto(
        MembershipEntity,
        {
          accountId: a.id,
          userId: userKey,
          status,
          invitedName,
          invitedEmail,
          ...flagsIn(membership),
          marketingMail,
          createdAt: now,
        },
        sql`FROM accounts a WHERE a.id = ${accountId} AND ${reachAccountItself('a.id')}`,
      ),
    );
  }

  /** A membership as it is, locked until the transaction ends; null when it is gone. */
  async lock(scope: Scope, key: number): Promise<LockedMembership | null> {
    const row = await this.tx.row(
      scope,
      sql`${LOCKED} WHERE m.id = ${key} AND ${reachMemberships('m.account_id', 'm.user_id')} FOR UPDATE`,
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
        permissions: flagged(row, PERMISSION),
        alerts: flagged(row, ALERT),
        marketingMail: row.marketingMail === 1,
      }
    );
  }

  async update(scope: Scope, key: number, values: MembershipValues): Promise<void> {
    const { marketingMail } = values;
    await this.tx.write(
      scope,
      update(
        WRITTEN,
        { ...flagsIn(values), marketingMail },
        sql`WHERE id = ${key} AND ${reachAccounts('account_id')}`,
      ),
    );
  }

  /** The former holder of an account keeps these permissions, and hears of nothing unless they choose to. */
  async becomeLogin(
    scope: Scope,
    accountId: number,
    userKey: number,
    permissions: readonly Permission[],
  ): Promise<void> {
    await this.tx.write(
      scope,
      update(
        WRITTEN,
        flagsIn({ permissions, alerts: [] }),
        sql`WHERE account_id = ${accountId} AND user_id = ${userKey} AND ${reachAccounts('account_id')}`,
      ),
    );
  }

  /** An invitation that was accepted counts from now on. @returns whether it waited. */
  async accept(scope: Scope, key: number): Promise<boolean> {
    const accepted = await this.tx.write(
      scope,
      update(
        WRITTEN,
        { status: 'ACTIVE', invitedName: null, invitedEmail: null },
        sql`WHERE id = ${key} AND status = 'INVITED' AND ${reachMemberships('account_id', 'user_id')}`,
      ),
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
      sql`UPDATE users u JOIN memberships m ON m.user_id = u.id SET ${set(u, { rightsChangedAt: now })} WHERE m.account_id = ${accountId} AND ${whom} AND ${reachMemberships('m.account_id', 'm.user_id')}`,
    );
  }
}
