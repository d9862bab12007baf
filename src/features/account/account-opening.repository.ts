import { randomInt } from 'node:crypto';
import { PERMISSION } from '../../domain/people/permission';
import { ALERT } from '../../domain/mail/preferences';
import type { Currency } from '../../domain/billing/money';
import type { Queries } from '../../database/database';
import { reachCredential } from '../../database/reach';
import type { CredentialScope } from '../../database/scope';
import { sql } from '../../database/sql';
import { AccountEntity } from '../../database/entities/account.entity';
import { UserEntity } from '../../database/entities/user.entity';
import { MembershipEntity } from '../../database/entities/membership.entity';
import { flagsOf } from '../../database/flags';
import { insertInto } from '../../database/changes';
import { table } from '../../database/table';

export interface NewAccount {
  readonly name: string;
  /** Normalized. */
  readonly email: string;
  readonly address: string;
  readonly country: string;
  readonly vatNumber: string | null;
  readonly currency: Currency;
}

/**
 * Eight digits drawn by chance: an attempt that is undone, or a dry run, uses none up, accounts that are opened at once
 * wait for no counter, and nobody reads from two of them how many customers there are. Of two equal ones the second is
 * a duplicate, and its transaction runs again.
 */
const newNumber = (): string => `AC-${randomInt(10_000_000, 100_000_000)}`;

/** The row of an account that is opened, as far as it does not depend on its holder. */
export const newAccountRow = (account: NewAccount, now: Date) => ({
  number: newNumber(),
  name: account.name,
  email: account.email,
  address: account.address,
  country: account.country,
  vatNumber: account.vatNumber,
  currency: account.currency,
  mailingPreference: 'ALL' as const,
  reseller: false,
  leaseProvider: false,
  discountBasisPoints: 0,
  createdAt: now,
});

const u = table(UserEntity, 'u');
const a = table(AccountEntity, 'a');

/** Opens accounts for a person, who is named by their address and becomes the holder (R1, R2). */
export class AccountOpeningRepository {
  constructor(private readonly database: Queries) {}

  /** @returns the key of the new account. @throws when nobody has the address. */
  async open(scope: CredentialScope, account: NewAccount, now: Date): Promise<number> {
    const key = await this.database.insert(
      scope,
      insertInto(
        AccountEntity,
        { ...newAccountRow(account, now), holderUserId: u.id },
        sql`FROM users u WHERE ${reachCredential('u.email')}`,
      ),
    );
    await this.addHolder(scope, key, now);
    return key;
  }

  /** Makes the holder that an account names a member of it. */
  async addHolder(scope: CredentialScope, key: number, now: Date): Promise<void> {
    await this.database.insert(
      scope,
      insertInto(
        MembershipEntity,
        {
          accountId: a.id,
          userId: u.id,
          status: 'ACTIVE',
          ...flagsOf([], PERMISSION),
          ...flagsOf([], ALERT),
          marketingMail: true,
          createdAt: now,
        },
        sql`FROM accounts a JOIN users u ON u.id = a.holder_user_id
          WHERE a.id = ${key} AND ${reachCredential('u.email')}`,
      ),
    );
  }
}
