import type { LicenseOrigin, LicenseStatus } from '../../domain/licensing/license';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import { LicenseEntity } from '../../database/entities/license.entity';
import { AddOnEntity, ProductEntity } from '../../database/entities/product.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { CustomerEntity } from '../../database/entities/customer.entity';
import { update } from '../../database/changes';
import { text } from '../../database/computed';
import { pick, select } from '../../database/select';
import { outerTable, table } from '../../database/table';

/** A license as its reseller assigns it. */
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

const l = table(LicenseEntity, 'l');
const LOCK = select({
  pk: l.id,
  ...pick(l, 'accountId', 'customerAccountId', 'origin', 'status', 'keySealed'),
}).from('licenses l');
const p = table(ProductEntity, 'p');
const a = outerTable(AddOnEntity, 'a');
const PARTS = select({ product: p.name, addOn: a.name }).from(
  'licenses l JOIN products p ON p.id = l.product_id LEFT JOIN license_add_ons la ON la.license_id = l.id LEFT JOIN add_ons a ON a.id = la.add_on_id',
);
const LICENSES = table(LicenseEntity);
const c = table(AccountEntity, 'c');
const k = table(CustomerEntity, 'k');
const CUSTOMER_OF = select({ pk: k.id, name: c.name }).from(
  'customers k JOIN accounts c ON c.id = k.customer_account_id',
);
const CUSTOMER_DOMAINS = select(
  { domain: text(`SUBSTRING_INDEX(c.email, '@', -1)`) },
  'DISTINCT',
).fromLike('accounts c');

/** What a reseller has in stock, and whom it sold to. */
export class AssignmentRepository {
  constructor(private readonly database: Queries) {}

  /** The license, locked until the transaction ends. @throws when it is out of reach. */
  async lock(scope: Scope, license: number): Promise<StockedLicense> {
    const found = await this.database.row(
      scope,
      sql`${LOCK} WHERE l.id = ${license} AND ${reachAccounts('l.account_id')} FOR UPDATE`,
    );
    if (found === null) throw new Error('The license is out of reach');
    // In another statement, or the product would be locked for everybody.
    const named = await this.database.rows(
      scope,
      sql`${PARTS} WHERE l.id = ${license} AND ${reachAccounts('l.account_id')} ORDER BY a.id`,
    );
    return {
      ...found,
      product: named[0]?.product ?? '',
      addOns: named.flatMap(({ addOn }) => (addOn === null ? [] : [addOn])),
    };
  }

  /** Gives the license to a customer. @returns whether it was still to be given. */
  async assign(scope: Scope, license: number, customer: number, now: Date): Promise<boolean> {
    const found = await this.database.write(
      scope,
      update(
        LICENSES,
        { customerAccountId: customer, status: 'READY', assignedAt: now },
        sql`WHERE id = ${license} AND customer_account_id IS NULL AND status = 'UNASSIGNED'
            AND ${reachAccounts('account_id')}`,
      ),
    );
    return found === 1;
  }

  /** The customer with this address, if the reseller has sold to them; null for everybody else. */
  customerOf(
    scope: Scope,
    reseller: number,
    email: string,
  ): Promise<{ readonly pk: number; readonly name: string } | null> {
    return this.database.row(
      scope,
      sql`${CUSTOMER_OF} WHERE c.email = ${email} AND k.account_id = ${reseller} AND k.resold = 1
            AND ${reachAccounts('k.account_id')} ORDER BY k.id LIMIT 1`,
    );
  }

  /** Domains of the addresses to which the reseller sold last. */
  async customerDomains(scope: Scope, reseller: number): Promise<string[]> {
    const rows = await this.database.rows(
      scope,
      sql`${CUSTOMER_DOMAINS} FROM (SELECT l.customer_account_id FROM licenses l
                WHERE l.account_id = ${reseller} AND l.origin = 'RESOLD' AND l.customer_account_id IS NOT NULL
                  AND ${reachAccounts('l.account_id')} ORDER BY l.id DESC ${raw(`LIMIT ${LATEST_SALES}`)}) sold
          JOIN accounts c ON c.id = sold.customer_account_id`,
    );
    return rows.map(({ domain }) => domain);
  }
}
