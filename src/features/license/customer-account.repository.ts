import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope, SystemScope } from '../../database/scope';
import { raw, sql } from '../../database/sql';

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
const PROVED = raw('(a.email_verified_at IS NOT NULL OR a.email = h.email)');

/** Customers by their addresses, beyond the reach of the partner who names one (R31). */
export class CustomerAccountRepository {
  constructor(private readonly database: Queries) {}

  /**
   * Accounts of an address, else of a holder with it: none, one, or two of more. An account's e-mail counts once it
   * was proved, or while it is its holder's own: anybody could give somebody else's.
   */
  async ofAddress(scope: SystemScope, email: string): Promise<CustomerAccount[]> {
    const own = await this.database.rows<CustomerAccount>(
      scope,
      sql`SELECT a.id AS pk, a.name FROM accounts a JOIN users h ON h.id = a.holder_user_id
          WHERE a.email = ${email} AND ${PROVED} AND ${reachAccounts('a.id')} ORDER BY a.id LIMIT 2`,
    );
    if (own.length > 0) return own;
    return this.database.rows<CustomerAccount>(
      scope,
      sql`SELECT a.id AS pk, a.name FROM users u JOIN accounts a ON a.holder_user_id = u.id
          WHERE u.email = ${email} AND ${reachAccounts('a.id')} ORDER BY a.id LIMIT 2`,
    );
  }

  /** Those of the addresses that belong to a user. */
  async known(scope: SystemScope, emails: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.rows<{ email: string }>(
      scope,
      sql`SELECT u.email FROM users u WHERE u.email IN (${emails}) AND ${reachAccounts('u.id')}`,
    );
    return new Set(rows.map(({ email }) => email));
  }

  /** Those of the addresses to which more than one customer answers. */
  async ambiguous(scope: SystemScope, emails: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.rows<{ email: string; own: number; held: number }>(
      scope,
      sql`SELECT a.email, COUNT(*) AS own, 0 AS held FROM accounts a
            JOIN users h ON h.id = a.holder_user_id
          WHERE a.email IN (${emails}) AND ${PROVED} AND ${reachAccounts('a.id')} GROUP BY a.email
          UNION ALL
          SELECT u.email, 0 AS own, COUNT(*) AS held FROM users u JOIN accounts a ON a.holder_user_id = u.id
          WHERE u.email IN (${emails}) AND ${reachAccounts('a.id')} GROUP BY u.email`,
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
    const found = await this.database.row<PartnerFacts>(
      scope,
      sql`SELECT a.name, a.country FROM accounts a WHERE a.id = ${accountId} AND ${reachAccounts('a.id')}`,
    );
    if (found === null) throw new Error('The partner is out of reach');
    return found;
  }
}
