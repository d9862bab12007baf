import type { Actor } from '../../domain/people/actor';
import type { Clock } from '../../domain/clock';
import { licenseGrants } from '../../domain/licensing/license';
import type { CustomerRelation } from '../../domain/reselling/customer';
import type { Queries } from '../../database/database';
import { ListQuery } from '../../database/list-query';
import type { Order, PageRequest } from '../../database/page';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql, type Statement } from '../../database/sql';
import { addOnRow, productRow } from '../catalog/catalog.repository';
import type { AddOnRow, ProductRow } from '../catalog/catalog.types';
import { ofConditions, running, type LicenseConditions } from './license-filter.repository';
import type { ActivationRow, LicenseRow } from './license.types';
import { ResaleSearch } from './resale-search.repository';
import {
  ActivationEntity,
  LicenseAddOnEntity,
  LicenseEntity,
} from '../../database/entities/license.entity';
import { AddOnEntity, ProductEntity } from '../../database/entities/product.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { allBut, exactly, pick, type RowOf, select } from '../../database/select';
import { outerTable, table } from '../../database/table';

type Stored = RowOf<typeof SELECT>;

const FROM = 'licenses l JOIN products p ON p.id = l.product_id';
const l = table(LicenseEntity, 'l');
const p = table(ProductEntity, 'p');
const c = outerTable(AccountEntity, 'c');
const s = table(AccountEntity, 's');

const COLUMNS = select({
  pk: l.id,
  ...allBut(l, 'id', 'keyHash', 'productId', 'customerNotifiedOn', 'sellerNotifiedOn'),
  productId: p.id,
  ...pick(p, 'family', 'edition', 'level'),
  productName: p.name,
  customerName: c.name,
  customerEmail: c.email,
  payerName: s.name,
});
const SELECT = COLUMNS.from(
  `${FROM} JOIN accounts s ON s.id = l.account_id LEFT JOIN accounts c ON c.id = l.customer_account_id`,
);
const JOINED = `STRAIGHT_JOIN products p ON p.id = l.product_id
  STRAIGHT_JOIN accounts s ON s.id = l.account_id LEFT JOIN accounts c ON c.id = l.customer_account_id`;
/**
 * The same along an index that has the rows of an account in the order of the list: a reseller sold a hundred
 * thousand, and the servers would rather sort them all.
 */
const along = (index: string): typeof SELECT =>
  COLUMNS.from(`licenses l FORCE INDEX (${index}) ${JOINED}`);
const RESOLD = along('uq_licenses_account_id');
const RESOLD_BY_ASSIGNMENT = along('ix_licenses_assigned');
/** The same of licenses that were picked. */
const ofPicked = (picked: Statement<true>): Statement<true, Stored> =>
  sql`${COLUMNS} FROM (${picked}) picked STRAIGHT_JOIN licenses l ON l.id = picked.id ${raw(JOINED)}`;

const EITHER_SIDE = reachAccounts('l.account_id', 'l.customer_account_id');

const licenseRow = exactly<LicenseRow>();
function toRow(actor: Actor, stored: Stored, product: ProductRow): LicenseRow {
  const { productId: _id, family: _family, edition: _edition, level: _level, ...more } = stored;
  const { productName: _name, ...row } = more;
  const grants = licenseGrants(actor, row);
  return licenseRow({ ...row, __typename: 'License' as const, product, grants });
}

/** Licenses of one product share its row. */
function toRows(actor: Actor, rows: readonly Stored[]): LicenseRow[] {
  const products = new Map<number, ProductRow>();
  return rows.map((row) => {
    let product = products.get(row.productId);
    if (product === undefined) {
      product = productRow(actor, { ...row, pk: row.productId, name: row.productName });
      products.set(row.productId, product);
    }
    return toRow(actor, row, product);
  });
}

/** Which licenses of an account a list shows, and through which column they hang on it. */
const LISTS = {
  own: { parent: 'l.customer_account_id', condition: raw('TRUE') },
  stock: {
    parent: 'l.account_id',
    condition: raw("l.origin = 'RESOLD' AND l.customer_account_id IS NULL AND l.status <> 'ENDED'"),
    indexes: { 'l.id': 'ix_licenses_sold' },
    hasCustomers: false,
  },
  resold: {
    parent: 'l.account_id',
    condition: raw("l.origin = 'RESOLD' AND l.customer_account_id IS NOT NULL"),
    indexes: { 'l.id': 'ix_licenses_resale', 'l.assigned_at': 'ix_licenses_assigned' },
    hasCustomers: true,
  },
} as const;
export type LicenseList = keyof typeof LISTS;

const isSearched = ({ search }: LicenseConditions): boolean => (search?.trim() ?? '') !== '';

/** Through whom, and in which ways, customers came by licenses. */
export interface Sale {
  readonly partner: number;
  readonly relations: readonly CustomerRelation[];
}

const la = table(LicenseAddOnEntity, 'la');
const a = table(AddOnEntity, 'a');
const ADD_ONS = select({
  licenseId: la.licenseId,
  pk: a.id,
  ...pick(a, 'code', 'family', 'name', 'requiresEnterprise'),
}).from(
  'license_add_ons la JOIN licenses l ON l.id = la.license_id JOIN add_ons a ON a.id = la.add_on_id',
);
const v = table(ActivationEntity, 'v');
const ACTIVATIONS_WHERE = select({
  pk: v.id,
  ...pick(v, 'licenseId', 'serverName', 'activatedAt', 'lastSeenAt', 'endsAt', 'deactivatedAt'),
  ...pick(l, 'origin', 'accountId', 'customerAccountId'),
}).from('activations v JOIN licenses l ON l.id = v.license_id AND l.account_id = v.account_id');

export class LicenseRepository {
  private readonly queries: Readonly<Record<LicenseList, ListQuery<Stored>>>;
  /** What was resold, by when it was assigned. */
  private readonly byAssignment: ListQuery<Stored>;
  private readonly searched: ResaleSearch<Stored>;

  constructor(
    private readonly database: Queries,
    private readonly clock: Clock,
  ) {
    const query = ({ parent }: { parent: string }, select = SELECT) =>
      new ListQuery<Stored>(database, {
        select,
        from: FROM,
        parent,
        reach: reachAccounts(parent),
      });
    this.queries = {
      own: query(LISTS.own),
      stock: query(LISTS.stock),
      resold: query(LISTS.resold, RESOLD),
    };
    this.byAssignment = query(LISTS.resold, RESOLD_BY_ASSIGNMENT);
    this.searched = new ResaleSearch(database, ofPicked);
  }

  async byKeys(scope: Scope, keys: readonly number[]): Promise<LicenseRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${SELECT} WHERE l.id IN (${keys}) AND ${EITHER_SIDE}`,
    );
    return toRows(scope.actor, rows);
  }

  async rows(
    scope: Scope,
    list: LicenseList,
    accounts: readonly number[],
    conditions: LicenseConditions,
    order: Order,
    request: PageRequest,
  ): Promise<LicenseRow[]> {
    const now = this.clock.now();
    if (list !== 'own' && isSearched(conditions)) {
      const asked = { conditions, now };
      const found = await this.searched.rows(scope, LISTS[list], accounts, asked, order, request);
      return toRows(scope.actor, found);
    }
    const filter = sql`${LISTS[list].condition} AND ${ofConditions(conditions)}`;
    const assigned = order[0].column === 'l.assigned_at';
    const query = assigned ? this.byAssignment : this.queries[list];
    const rows = await query.rows(scope, accounts, order, request, filter);
    return toRows(scope.actor, rows);
  }

  counts(
    scope: Scope,
    list: LicenseList,
    accounts: readonly number[],
    conditions: LicenseConditions,
  ): Promise<Map<number, number>> {
    if (list !== 'own' && isSearched(conditions))
      return this.searched.counts(scope, LISTS[list], accounts, conditions, this.clock.now());
    const filter = sql`${LISTS[list].condition} AND ${ofConditions(conditions)}`;
    return this.queries[list].counts(scope, accounts, filter);
  }

  /** What a partner sold or leases to one of its customers. */
  ofCustomers(
    scope: Scope,
    sale: Sale,
    order: Order,
    request: PageRequest,
    customers: readonly number[],
  ): Promise<LicenseRow[]> {
    const filter = sql`l.account_id = ${sale.partner} AND l.origin IN (${sale.relations})`;
    return this.customersQuery()
      .rows(scope, customers, order, request, filter)
      .then((rows) => toRows(scope.actor, rows));
  }

  countsOfCustomers(
    scope: Scope,
    sale: Sale,
    customers: readonly number[],
  ): Promise<Map<number, number>> {
    const filter = sql`l.account_id = ${sale.partner} AND l.origin IN (${sale.relations})`;
    return this.customersQuery().counts(scope, customers, filter);
  }

  /** Add-ons of licenses, each row with the license that it hangs on. */
  async addOns(
    scope: Scope,
    licenses: readonly number[],
  ): Promise<(AddOnRow & { licenseId: number })[]> {
    const rows = await this.database.rows(
      scope,
      sql`${ADD_ONS} WHERE la.license_id IN (${licenses}) AND ${EITHER_SIDE} ORDER BY a.id`,
    );
    return rows.map((row) => ({ ...addOnRow(scope.actor, row), licenseId: row.licenseId }));
  }

  activationsByKeys(scope: Scope, keys: readonly number[]): Promise<ActivationRow[]> {
    return this.activationsWhere(scope, sql`v.id IN (${keys})`);
  }

  /** Installations of licenses, newest first; to a partner, those that run. */
  activations(scope: Scope, licenses: readonly number[]): Promise<ActivationRow[]> {
    return this.activationsWhere(scope, sql`v.license_id IN (${licenses})`);
  }

  private async activationsWhere(
    scope: Scope,
    condition: Statement<false>,
  ): Promise<ActivationRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${ACTIVATIONS_WHERE} WHERE ${condition} AND (${reachAccounts('l.customer_account_id')}
            OR (${reachAccounts('l.account_id')} AND ${running(this.clock.now())})) ORDER BY v.id DESC`,
    );
    return rows.map(({ origin, accountId, customerAccountId, ...row }) => ({
      ...row,
      __typename: 'Activation',
      grants: licenseGrants(scope.actor, { origin, accountId, customerAccountId }),
    }));
  }

  /** Licenses under the customer, but reached as the partner that sold them. */
  private customersQuery(): ListQuery<Stored> {
    return new ListQuery<Stored>(this.database, {
      select: SELECT,
      from: FROM,
      parent: 'l.customer_account_id',
      reach: reachAccounts('l.account_id'),
    });
  }
}
