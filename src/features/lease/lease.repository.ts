import { licenseGrants } from '../../domain/licensing/license';
import type { Actor } from '../../domain/people/actor';
import type { RowGrants } from '../../domain/people/row-grants';
import type { Edition, ProductFamily } from '../../domain/catalog/catalog';
import type { Queries } from '../../database/database';
import { ListQuery } from '../../database/list-query';
import type { Order, PageRequest } from '../../database/page';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql, type Statement } from '../../database/sql';
import { money } from '../../graphql/money';
import { addOnRow, productRow } from '../catalog/catalog.repository';
import type { AddOnRow } from '../catalog/catalog.types';
import { LeaseSearchQuery, type LeaseSearch } from './lease-search.repository';
import type { LeaseRow, LeaseTermRow } from './lease.types';
import {
  LeaseEntity,
  LeaseTermAddOnEntity,
  LeaseTermEntity,
} from '../../database/entities/lease.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { AddOnEntity, ProductEntity } from '../../database/entities/product.entity';
import { pick, type RowOf, select } from '../../database/select';
import { table } from '../../database/table';

interface StoredProduct {
  readonly productId: number;
  readonly family: ProductFamily;
  readonly edition: Edition;
  readonly level: number;
  readonly productName: string;
}
type Stored = RowOf<typeof SELECT>;

const e = table(LeaseEntity, 'e');
const c = table(AccountEntity, 'c');
const p = table(ProductEntity, 'p');

const SELECT = select({
  pk: e.id,
  ...pick(e, 'accountId', 'licenseId', 'customerAccountId', 'number', 'customerEmail'),
  customerName: c.name,
  ...pick(e, 'status', 'currency', 'startedAt', 'startedOn', 'stoppedAt', 'stoppedOn'),
  productId: p.id,
  ...pick(p, 'family', 'edition', 'level'),
  productName: p.name,
}).from(
  'leases e JOIN licenses l ON l.id = e.license_id JOIN products p ON p.id = l.product_id JOIN accounts c ON c.id = e.customer_account_id',
);

const PROVIDER = reachAccounts('e.account_id');

/** The rights of a provider's people on what it leases out. */
export const providerGrants = (actor: Actor, accountId: number): RowGrants =>
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
  status: row.status,
  currency: row.currency,
  startedAt: row.startedAt,
  startedOn: row.startedOn,
  stoppedAt: row.stoppedAt,
  stoppedOn: row.stoppedOn,
  product: productOf(actor, row),
  grants: providerGrants(actor, row.accountId),
});

const t = table(LeaseTermEntity, 't');
const TERMS = select({
  pk: t.id,
  leaseId: t.leaseId,
  accountId: e.accountId,
  from: t.validFrom,
  price: t.monthlyPrice,
  currency: e.currency,
  productId: p.id,
  ...pick(p, 'family', 'edition', 'level'),
  productName: p.name,
}).from('lease_terms t JOIN leases e ON e.id = t.lease_id JOIN products p ON p.id = t.product_id');
const x = table(LeaseTermAddOnEntity, 'x');
const a = table(AddOnEntity, 'a');
const ADD_ONS = select({
  leaseTermId: x.leaseTermId,
  pk: a.id,
  ...pick(a, 'code', 'family', 'name', 'requiresEnterprise'),
}).from(
  'lease_term_add_ons x JOIN lease_terms t ON t.id = x.lease_term_id JOIN leases e ON e.id = t.lease_id JOIN add_ons a ON a.id = x.add_on_id',
);

export class LeaseRepository {
  private readonly ofProvider: LeaseSearchQuery<Stored>;
  private readonly ofCustomer: ListQuery<Stored>;

  constructor(private readonly database: Queries) {
    this.ofProvider = new LeaseSearchQuery(database, SELECT, PROVIDER);
    this.ofCustomer = new ListQuery(database, {
      select: SELECT,
      from: 'leases e',
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
    const rows = await this.database.rows(
      scope,
      sql`${TERMS} WHERE t.lease_id IN (${leases}) AND ${PROVIDER} ORDER BY t.valid_from`,
    );
    return rows.map((row) => ({
      pk: row.pk,
      leaseId: row.leaseId,
      from: row.from,
      price: row.price,
      product: productOf(scope.actor, row),
      monthlyPrice: money(row.price, row.currency),
      grants: providerGrants(scope.actor, row.accountId),
    }));
  }

  /** Add-ons of terms, each row with the terms that it belongs to. */
  async addOns(
    scope: Scope,
    terms: readonly number[],
  ): Promise<(AddOnRow & { leaseTermId: number })[]> {
    const rows = await this.database.rows(
      scope,
      sql`${ADD_ONS} WHERE x.lease_term_id IN (${terms}) AND ${PROVIDER} ORDER BY a.id`,
    );
    return rows.map((row) => ({ ...addOnRow(scope.actor, row), leaseTermId: row.leaseTermId }));
  }

  private async where(scope: Scope, condition: Statement<false>): Promise<LeaseRow[]> {
    const rows = await this.database.rows(scope, sql`${SELECT} WHERE ${condition} AND ${PROVIDER}`);
    return rows.map((row) => toRow(scope.actor, row));
  }
}
