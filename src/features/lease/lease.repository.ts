import { licenseGrants } from '../../domain/licensing/license';
import type { Actor } from '../../domain/access/actor';
import type { Day } from '../../domain/billing/calendar';
import type { Currency } from '../../domain/billing/money';
import type { Edition, ProductFamily } from '../../domain/licensing/catalogue';
import type { Queries } from '../../database/database';
import { ListQuery } from '../../database/list-query';
import type { Order, PageRequest } from '../../database/page';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql, type Statement } from '../../database/sql';
import { money, type StoredMinor } from '../../graphql/money';
import { addOnRow, productRow } from '../catalogue/catalogue.repository';
import type { AddOnRow } from '../catalogue/catalogue.types';
import { LeaseSearchQuery, type LeaseSearch } from './lease-search';
import type { LeaseRow, LeaseTermRow } from './lease.types';

interface StoredProduct {
  readonly productId: number;
  readonly family: ProductFamily;
  readonly edition: Edition;
  readonly level: number;
  readonly productName: string;
}
type Stored = Omit<LeaseRow, '__typename' | 'grants' | 'product'> & StoredProduct;

const SELECT = `SELECT e.id AS pk, e.account_id AS accountId, e.license_id AS licenseId,
  e.customer_account_id AS customerAccountId, e.number, e.customer_email AS customerEmail,
  c.name AS customerName, c.email AS customerAccountEmail, e.status, e.currency,
  e.started_at AS startedAt, e.started_on AS startedOn, e.stopped_at AS stoppedAt, e.stopped_on AS stoppedOn,
  p.id AS productId, p.family, p.edition, p.level, p.name AS productName
  FROM leases e JOIN licenses l ON l.id = e.license_id JOIN products p ON p.id = l.product_id JOIN accounts c ON c.id = e.customer_account_id`;

const PROVIDER = reachAccounts('e.account_id');

const grantsOf = (actor: Actor, accountId: number) =>
  licenseGrants(actor, { origin: 'LEASED', accountId, customerAccountId: null });

const productOf = (actor: Actor, row: StoredProduct) =>
  productRow(actor, { ...row, pk: row.productId, name: row.productName });

const toRow = (actor: Actor, row: Stored): LeaseRow => ({
  __typename: 'Lease',
  pk: row.pk,
  accountId: row.accountId,
  licenseId: row.licenseId,
  customerAccountId: row.customerAccountId,
  number: row.number,
  customerEmail: row.customerEmail,
  customerName: row.customerName,
  customerAccountEmail: row.customerAccountEmail,
  status: row.status,
  currency: row.currency,
  startedAt: row.startedAt,
  startedOn: row.startedOn,
  stoppedAt: row.stoppedAt,
  stoppedOn: row.stoppedOn,
  product: productOf(actor, row),
  grants: grantsOf(actor, row.accountId),
});

export class LeaseRepository {
  private readonly ofProvider: LeaseSearchQuery<Stored>;
  private readonly ofCustomer: ListQuery<Stored>;

  constructor(private readonly database: Queries) {
    this.ofProvider = new LeaseSearchQuery(database, SELECT, PROVIDER);
    this.ofCustomer = new ListQuery(database, {
      select: SELECT,
      from: 'FROM leases e',
      reach: PROVIDER,
      parent: 'e.customer_account_id',
    });
  }

  byKeys(scope: Scope, keys: readonly number[]): Promise<LeaseRow[]> {
    return this.where(scope, sql`e.id IN (${keys})`);
  }

  byLicenses(scope: Scope, licenses: readonly number[]): Promise<LeaseRow[]> {
    return this.where(scope, sql`e.license_id IN (${licenses})`);
  }

  /** Pages of providers' leases. */
  async rows(
    scope: Scope,
    accounts: readonly number[],
    search: LeaseSearch,
    order: Order,
    request: PageRequest,
  ): Promise<LeaseRow[]> {
    const rows = await this.ofProvider.rows(scope, accounts, order, request, search);
    return rows.map((row) => toRow(scope.actor, row));
  }

  counts(
    scope: Scope,
    accounts: readonly number[],
    search: LeaseSearch,
  ): Promise<Map<number, number>> {
    return this.ofProvider.counts(scope, accounts, search);
  }

  /** Pages of what a provider leases to customers. */
  async rowsOfCustomers(
    scope: Scope,
    provider: number,
    customers: readonly number[],
    order: Order,
    request: PageRequest,
  ): Promise<LeaseRow[]> {
    const filter = sql`e.account_id = ${provider}`;
    const rows = await this.ofCustomer.rows(scope, customers, order, request, filter);
    return rows.map((row) => toRow(scope.actor, row));
  }

  countsOfCustomers(
    scope: Scope,
    provider: number,
    customers: readonly number[],
  ): Promise<Map<number, number>> {
    return this.ofCustomer.counts(scope, customers, sql`e.account_id = ${provider}`);
  }

  /** Terms of leases, in the order of their days. */
  async terms(scope: Scope, leases: readonly number[]): Promise<LeaseTermRow[]> {
    const rows = await this.database.rows<
      StoredProduct & {
        pk: number;
        leaseId: number;
        accountId: number;
        from: Day;
        price: StoredMinor;
        currency: Currency;
      }
    >(
      scope,
      sql`SELECT t.id AS pk, t.lease_id AS leaseId, e.account_id AS accountId, t.valid_from AS \`from\`,
            t.monthly_price AS price, e.currency, p.id AS productId, p.family, p.edition, p.level, p.name AS productName
          FROM lease_terms t JOIN leases e ON e.id = t.lease_id JOIN products p ON p.id = t.product_id
          WHERE t.lease_id IN (${leases}) AND ${PROVIDER} ORDER BY t.valid_from`,
    );
    return rows.map((row) => ({
      pk: row.pk,
      leaseId: row.leaseId,
      from: row.from,
      price: row.price,
      product: productOf(scope.actor, row),
      monthlyPrice: money(row.price, row.currency),
      grants: grantsOf(scope.actor, row.accountId),
    }));
  }

  /** Add-ons of terms, each row with the terms that it belongs to. */
  async addOns(
    scope: Scope,
    terms: readonly number[],
  ): Promise<(AddOnRow & { leaseTermId: number })[]> {
    const rows = await this.database.rows<
      Omit<AddOnRow, '__typename' | 'grants'> & { leaseTermId: number }
    >(
      scope,
      sql`SELECT x.lease_term_id AS leaseTermId, a.id AS pk, a.code, a.family, a.name,
            a.requires_enterprise AS requiresEnterprise
          FROM lease_term_add_ons x JOIN lease_terms t ON t.id = x.lease_term_id
          JOIN leases e ON e.id = t.lease_id JOIN add_ons a ON a.id = x.add_on_id
          WHERE x.lease_term_id IN (${terms}) AND ${PROVIDER} ORDER BY a.id`,
    );
    return rows.map((row) => ({ ...addOnRow(scope.actor, row), leaseTermId: row.leaseTermId }));
  }

  private async where(scope: Scope, condition: Statement<false>): Promise<LeaseRow[]> {
    const rows = await this.database.rows<Stored>(
      scope,
      sql`${raw(SELECT)} WHERE ${condition} AND ${PROVIDER}`,
    );
    return rows.map((row) => toRow(scope.actor, row));
  }
}
