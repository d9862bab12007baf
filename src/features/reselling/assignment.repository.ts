import type { LicenseOrigin, LicenseStatus } from '../../domain/licensing/license';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql } from '../../database/sql';

/** A licence as its reseller assigns it. */
export interface StockedLicense {
  readonly pk: number;
  readonly accountId: number;
  readonly customerAccountId: number | null;
  readonly origin: LicenseOrigin;
  readonly status: LicenseStatus;
  readonly keySealed: Buffer;
  readonly product: string;
  readonly addOns: readonly string[];
}

/** Enough to know where a partner's customers have their mail; more would cost more than it tells. */
const LATEST_SALES = 2_000;

/** What a reseller has in stock, and whom it sold to. */
export class AssignmentRepository {
  constructor(private readonly database: Queries) {}

  /** The licence, locked until the transaction ends. @throws when it is out of reach. */
  async lock(scope: Scope, license: number): Promise<StockedLicense> {
    const found = await this.database.row<Omit<StockedLicense, 'product' | 'addOns'>>(
      scope,
      sql`SELECT l.id AS pk, l.account_id AS accountId, l.customer_account_id AS customerAccountId, l.origin, l.status,
            l.key_sealed AS keySealed
          FROM licenses l WHERE l.id = ${license} AND ${reachAccounts('l.account_id')} FOR UPDATE`,
    );
    if (found === null) throw new Error('The license is out of reach');
    // In another statement, or the product would be locked for everybody.
    const named = await this.database.rows<{ product: string; addOn: string | null }>(
      scope,
      sql`SELECT p.name AS product, a.name AS addOn
          FROM licenses l JOIN products p ON p.id = l.product_id
          LEFT JOIN license_add_ons la ON la.license_id = l.id LEFT JOIN add_ons a ON a.id = la.add_on_id
          WHERE l.id = ${license} AND ${reachAccounts('l.account_id')} ORDER BY a.id`,
    );
    return {
      ...found,
      product: named[0]?.product ?? '',
      addOns: named.flatMap(({ addOn }) => (addOn === null ? [] : [addOn])),
    };
  }

  /** Gives the licence to a customer. @returns whether it was still to be given. */
  async assign(scope: Scope, license: number, customer: number, now: Date): Promise<boolean> {
    const found = await this.database.write(
      scope,
      sql`UPDATE licenses SET customer_account_id = ${customer}, status = 'READY', assigned_at = ${now}
          WHERE id = ${license} AND customer_account_id IS NULL AND status = 'UNASSIGNED'
            AND ${reachAccounts('account_id')}`,
    );
    return found === 1;
  }

  /** Name of the customer with this address, if the reseller has sold to them; null for everybody else. */
  async customerOf(scope: Scope, reseller: number, email: string): Promise<string | null> {
    const found = await this.database.row<{ name: string }>(
      scope,
      sql`SELECT c.name FROM accounts c JOIN licenses l ON l.customer_account_id = c.id
          WHERE c.email = ${email} AND l.account_id = ${reseller} AND l.origin = 'RESOLD'
            AND ${reachAccounts('l.account_id')} ORDER BY c.id LIMIT 1`,
    );
    return found?.name ?? null;
  }

  /** Domains of the addresses to which the reseller sold last. */
  async customerDomains(scope: Scope, reseller: number): Promise<string[]> {
    const rows = await this.database.rows<{ domain: string }>(
      scope,
      sql`SELECT DISTINCT SUBSTRING_INDEX(c.email, '@', -1) AS domain
          FROM (SELECT l.customer_account_id FROM licenses l
                WHERE l.account_id = ${reseller} AND l.origin = 'RESOLD' AND l.customer_account_id IS NOT NULL
                  AND ${reachAccounts('l.account_id')} ORDER BY l.id DESC ${raw(`LIMIT ${LATEST_SALES}`)}) sold
          JOIN accounts c ON c.id = sold.customer_account_id`,
    );
    return rows.map(({ domain }) => domain);
  }
}
