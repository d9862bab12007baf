import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope, SystemScope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import { AccountEntity } from '../../database/entities/account.entity';
import { UserEntity } from '../../database/entities/user.entity';
import { flag, integer } from '../../database/computed';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

/** The account of a customer. */
export interface CustomerAccount {
  readonly pk: number;
  readonly name: string;
}

/** A partner, as far as it concerns its customers. */
export interface PartnerFacts {
  readonly name: string;
  readonly country: string;
}

/** Of an account `a` and its holder `h`. */
const IS_PROVED = '(a.email_verified_at IS NOT NULL OR a.email = h.email)';
const PROVED = raw(IS_PROVED);

const a = table(AccountEntity, 'a');
const u = table(UserEntity, 'u');
const WITH_HOLDER = 'accounts a JOIN users h ON h.id = a.holder_user_id';
const OF_USER = 'users u JOIN accounts a ON a.holder_user_id = u.id';
const OF_ADDRESS = select({ pk: a.id, name: a.name }).from(WITH_HOLDER);
const OF_HOLDER = select({ pk: a.id, name: a.name }).from(OF_USER);
const OF_KEY = select({ pk: a.id, ...pick(a, 'name', 'email'), proved: flag(IS_PROVED) }).from(
  WITH_HOLDER,
);
const WITH_EMAIL = select({
  email: a.email,
  own: integer('COUNT(*)'),
  held: integer('0'),
}).from(WITH_HOLDER);
const HELD_WITH_EMAIL = select({
  email: u.email,
  own: integer('0'),
  held: integer('COUNT(*)'),
}).from(OF_USER);
const KNOWN = select({ email: u.email }).from('users u');
const PARTNER = select(pick(a, 'name', 'country')).from('accounts a');

/** Customers by their addresses, beyond the reach of the partner who names one (R31). */
export class CustomerAccountRepository {
  constructor(private readonly database: Queries) {}

  /**
   * Accounts of an address, else of a holder with it: none, one, or two of more. An account's e-mail counts once it
   * was proved, or while it is its holder's own: anybody could give somebody else's.
   */
  async ofAddress(scope: SystemScope, email: string): Promise<CustomerAccount[]> {
    const own = await this.database.rows(
      scope,
      sql`${OF_ADDRESS} WHERE a.email = ${email} AND ${PROVED} AND ${reachAccounts('a.id')} ORDER BY a.id LIMIT 2`,
    );
    if (own.length > 0) return own;
    return this.database.rows(
      scope,
      sql`${OF_HOLDER} WHERE u.email = ${email} AND ${reachAccounts('a.id')} ORDER BY a.id LIMIT 2`,
    );
  }

  /** An account, and whether its address is known to be read by its people. @throws when there is none. */
  async ofKey(
    scope: SystemScope,
    key: number,
  ): Promise<CustomerAccount & { readonly email: string; readonly proved: number }> {
    const found = await this.database.row(
      scope,
      sql`${OF_KEY} WHERE a.id = ${key} AND ${reachAccounts('a.id')}`,
    );
    if (found === null) throw new Error('The account of a customer is gone');
    return found;
  }

  /** Name of an account, if an address stands for it, be it among others; null for any other. */
  async nameOfOne(scope: SystemScope, email: string, accountId: number): Promise<string | null> {
    const own = sql`EXISTS (SELECT 1 FROM accounts a JOIN users h ON h.id = a.holder_user_id
                            WHERE a.email = ${email} AND ${PROVED} AND ${reachAccounts('a.id')})`;
    const row = await this.database.row(
      scope,
      sql`${OF_ADDRESS} WHERE a.id = ${accountId} AND ${reachAccounts('a.id')}
          AND ((a.email = ${email} AND ${PROVED}) OR (h.email = ${email} AND NOT ${own}))`,
    );
    return row?.name ?? null;
  }

  /** Those of the addresses that belong to a user. */
  async known(scope: SystemScope, emails: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.rows(
      scope,
      sql`${KNOWN} WHERE u.email IN (${emails}) AND ${reachAccounts('u.id')}`,
    );
    return new Set(rows.map(({ email }) => email));
  }

  /** Those of the addresses to which more than one customer answers. */
  async ambiguous(scope: SystemScope, emails: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.rows(
      scope,
      sql`${WITH_EMAIL} WHERE a.email IN (${emails}) AND ${PROVED} AND ${reachAccounts('a.id')} GROUP BY a.email
          UNION ALL
          ${HELD_WITH_EMAIL} WHERE u.email IN (${emails}) AND ${reachAccounts('a.id')} GROUP BY u.email`,
    );
    const owned = new Set(rows.flatMap(({ email, own }) => (own > 0 ? [email] : [])));
    return new Set(
      rows.flatMap(({ email, own, held }) =>
        own > 1 || (held > 1 && !owned.has(email)) ? [email] : [],
      ),
    );
  }

  /** The caller's own account. @throws when it is out of reach. */
  async partner(scope: Scope, accountId: number): Promise<PartnerFacts> {
    const found = await this.database.row(
      scope,
      sql`${PARTNER} WHERE a.id = ${accountId} AND ${reachAccounts('a.id')}`,
    );
    if (found === null) throw new Error('The partner is out of reach');
    return found;
  }
}
