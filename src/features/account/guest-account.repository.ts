import { PersonRepository, type Credentials } from '../../auth/person.repository';
import type { Queries } from '../../database/database';
import { insertInto, update } from '../../database/changes';
import { AccountEntity } from '../../database/entities/account.entity';
import { OneTimeLinkEntity } from '../../database/entities/one-time-link.entity';
import { UserEntity } from '../../database/entities/user.entity';
import { reachAccounts, reachCredential } from '../../database/reach';
import type { CredentialScope, SystemScope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import { pick, type RowOf, select } from '../../database/select';
import { table } from '../../database/table';
import {
  AccountOpeningRepository,
  newAccountRow,
  type NewAccount,
} from './account-opening.repository';

/** A link by which a holder chooses their password. */
export interface HolderLink {
  readonly tokenHash: Buffer;
  readonly now: Date;
  readonly expiresAt: Date;
}

const ACCOUNTS = table(AccountEntity);
const a = table(AccountEntity, 'a');
const ACCOUNT = select({
  pk: a.id,
  ...pick(a, 'number', 'name', 'email', 'currency', 'reseller'),
}).from('accounts a');
export type GuestAccountRow = RowOf<typeof ACCOUNT>;
const u = table(UserEntity, 'u');
/** Nobody has read a mail at the address yet, or somebody else knows the password: of a user `u`. */
const NEEDS_A_LINK = raw('(u.email_verified_at IS NULL OR u.password_by_holder = 1)');

/** The person who becomes a holder needs a link to choose a password. */
export const needsLink = ({
  emailVerifiedAt,
  passwordByHolder,
}: Pick<Credentials, 'emailVerifiedAt' | 'passwordByHolder'>): boolean =>
  emailVerifiedAt === null || passwordByHolder === 1;

/**
 * Accounts that guests buy for (R1). One waits without a holder, and is nobody's, until its order is paid. Then the
 * person of the address becomes its holder, by the same statements whether or not somebody has the address already, so
 * that the time that it takes tells nothing.
 */
export class GuestAccountRepository {
  constructor(private readonly database: Queries) {}

  /** The account, whether it waits still or not. @throws when it is gone. */
  async of(scope: SystemScope, key: number): Promise<GuestAccountRow> {
    const row = await this.database.row(
      scope,
      sql`${ACCOUNT} WHERE a.id = ${key} AND ${reachAccounts('a.id')}`,
    );
    if (row === null) throw new Error('The account of a guest is gone');
    return row;
  }

  /** @returns the key of an account that waits. */
  add(scope: SystemScope, account: NewAccount, now: Date): Promise<number> {
    return this.database.insert(
      scope,
      insertInto(
        AccountEntity,
        { ...newAccountRow(account, now), holderUserId: null },
        sql`FROM (SELECT 1 AS one) d WHERE ${reachAccounts('d.one')}`,
      ),
    );
  }

  /**
   * Changes an account that waits. What was ordered by it, and who its customer at the payment service is, stays.
   * @returns false when it cannot be changed any more: then another one is made.
   */
  async change(scope: SystemScope, key: number, account: NewAccount): Promise<boolean> {
    const { name, email, address, country, vatNumber, currency } = account;
    const found = await this.database.write(
      scope,
      update(
        ACCOUNTS,
        { name, address, country, vatNumber, currency, email },
        sql`WHERE id = ${key} AND holder_user_id IS NULL AND ${reachAccounts('id')}
            AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.account_id = accounts.id)
            AND (email = ${email} OR NOT EXISTS (SELECT 1 FROM gateway_customers c WHERE c.account_id = accounts.id))`,
      ),
    );
    return found === 1;
  }

  /**
   * Makes the person of the address, who is added if nobody has it, the holder of an account that waits.
   * @returns the person. @throws when the account has a holder already.
   */
  async open(
    scope: CredentialScope,
    {
      key,
      fullName,
      link,
    }: { readonly key: number; readonly fullName: string; readonly link: HolderLink },
    now: Date,
  ): Promise<Credentials> {
    // Whoever is there already is locked, as one who is added.
    await this.database.write(
      scope,
      insertInto(
        UserEntity,
        {
          email: sql`c.email`,
          fullName,
          passwordHash: null,
          mustChangePassword: false,
          passwordByHolder: false,
          createdAt: now,
        },
        sql`FROM (SELECT ${scope.credential} AS email) c WHERE ${reachCredential('c.email')}
            ON DUPLICATE KEY UPDATE id = users.id`,
      ),
    );
    const person = await new PersonRepository(this.database).credentials(scope);
    if (person === null) throw new Error('Nobody has the address of a guest');
    const found = await this.database.write(
      scope,
      sql`UPDATE accounts a JOIN users u ON ${reachCredential('u.email')} SET a.holder_user_id = u.id
          WHERE a.id = ${key} AND a.holder_user_id IS NULL`,
    );
    if (found !== 1) throw new Error('The account of a guest was opened while it was locked');
    await new AccountOpeningRepository(this.database).addHolder(scope, key, now);
    await this.putLink(scope, person.email, link);
    return person;
  }

  /** A link for whoever needs one; no link of before brings another password into force then. */
  private async putLink(
    scope: CredentialScope,
    email: string,
    { tokenHash, now, expiresAt }: HolderLink,
  ): Promise<void> {
    await this.database.write(
      scope,
      sql`DELETE l FROM one_time_links l JOIN users u ON u.id = l.user_id
          WHERE ${reachCredential('u.email')} AND ${NEEDS_A_LINK} AND l.purpose = 'VERIFY_EMAIL'`,
    );
    await this.database.write(
      scope,
      insertInto(
        OneTimeLinkEntity,
        {
          userId: u.id,
          purpose: 'RESET_PASSWORD',
          tokenHash,
          email,
          accountId: null,
          createdAt: now,
          expiresAt,
        },
        sql`FROM users u WHERE ${reachCredential('u.email')} AND ${NEEDS_A_LINK}
          ON DUPLICATE KEY UPDATE token_hash = ${tokenHash}, email = ${email}, account_id = NULL,
            created_at = ${now}, expires_at = ${expiresAt}`,
      ),
    );
  }
}
