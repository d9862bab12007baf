import type { Actor } from '../../domain/people/actor';
import { publishedTo } from '../../domain/people/row-grants';
import { unitOf, type Edition, type ProductFamily } from '../../domain/catalog/catalog';
import type { Queries } from '../../database/database';
import { ListQuery } from '../../database/list-query';
import type { Order, PageRequest } from '../../database/page';
import { reachEveryone } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql, type Statement } from '../../database/sql';
import type { AddOnRow, ProductRow, SupportProductRow } from './catalog.types';
import {
  AddOnEntity,
  ProductEntity,
  SupportProductEntity,
} from '../../database/entities/product.entity';
import { pick, type RowOf, select } from '../../database/select';
import { table } from '../../database/table';

type StoredProduct = RowOf<typeof PRODUCTS>;
type StoredAddOn = RowOf<typeof ADD_ONS>;
type StoredSupport = RowOf<typeof SUPPORT>;

const p = table(ProductEntity, 'p');

const PRODUCTS = select({ pk: p.id, ...pick(p, 'family', 'edition', 'level', 'name') }).from(
  'products p',
);
const a = table(AddOnEntity, 'a');

const ADD_ONS = select({
  pk: a.id,
  ...pick(a, 'code', 'family', 'name', 'requiresEnterprise'),
}).from('add_ons a');
const s = table(SupportProductEntity, 's');

const SUPPORT = select({ pk: s.id, ...pick(s, 'code', 'name') }).from('support_products s');

/** A product's row from its columns, for repositories that join it to theirs. */
export const productRow = (actor: Actor, stored: StoredProduct): ProductRow => ({
  __typename: 'Product',
  pk: stored.pk,
  family: stored.family,
  edition: stored.edition,
  level: stored.level,
  unit: unitOf(stored.family),
  name: stored.name,
  grants: publishedTo(actor),
});

export const addOnRow = (actor: Actor, stored: StoredAddOn): AddOnRow => ({
  __typename: 'AddOn',
  pk: stored.pk,
  code: stored.code,
  family: stored.family,
  name: stored.name,
  requiresEnterprise: stored.requiresEnterprise,
  grants: publishedTo(actor),
});

const supportRow = (actor: Actor, stored: StoredSupport): SupportProductRow => ({
  __typename: 'SupportProduct',
  pk: stored.pk,
  code: stored.code,
  name: stored.name,
  grants: publishedTo(actor),
});

export interface ProductFilter {
  readonly family: ProductFamily | null;
  readonly edition: Edition | null;
  /** Covers at least so many units. */
  readonly minimumLevel: number | null;
}

/** The catalog is published: every scope reaches all of it. */
export class CatalogRepository {
  private readonly everyProduct: ListQuery<StoredProduct>;

  constructor(private readonly database: Queries) {
    this.everyProduct = new ListQuery(database, {
      select: PRODUCTS,
      from: 'products p',
      parent: null,
      reach: reachEveryone,
    });
  }

  async productsByKeys(scope: Scope, keys: readonly number[]): Promise<ProductRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${PRODUCTS} WHERE p.id IN (${keys}) AND ${reachEveryone}`,
    );
    return rows.map((row) => productRow(scope.actor, row));
  }

  async addOnsByKeys(scope: Scope, keys: readonly number[]): Promise<AddOnRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${ADD_ONS} WHERE a.id IN (${keys}) AND ${reachEveryone}`,
    );
    return rows.map((row) => addOnRow(scope.actor, row));
  }

  async addOnsOfFamilies(scope: Scope, families: readonly ProductFamily[]): Promise<AddOnRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${ADD_ONS} WHERE a.family IN (${families}) AND ${reachEveryone} ORDER BY a.id`,
    );
    return rows.map((row) => addOnRow(scope.actor, row));
  }

  async rows(
    scope: Scope,
    parents: readonly number[],
    filter: ProductFilter,
    order: Order,
    request: PageRequest,
  ): Promise<ProductRow[]> {
    const rows = await this.everyProduct.rows(scope, parents, order, request, matching(filter));
    return rows.map((row) => productRow(scope.actor, row));
  }

  counts(
    scope: Scope,
    parents: readonly number[],
    filter: ProductFilter,
  ): Promise<Map<number, number>> {
    return this.everyProduct.counts(scope, parents, matching(filter));
  }

  async supportByKeys(scope: Scope, keys: readonly number[]): Promise<SupportProductRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${SUPPORT} WHERE s.id IN (${keys}) AND ${reachEveryone}`,
    );
    return rows.map((row) => supportRow(scope.actor, row));
  }

  /** All support that is, or was, sold by the piece. */
  async support(scope: Scope): Promise<SupportProductRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${SUPPORT} WHERE ${reachEveryone} ORDER BY s.name, s.id`,
    );
    return rows.map((row) => supportRow(scope.actor, row));
  }
}

function matching({ family, edition, minimumLevel }: ProductFilter): Statement<false> {
  const ofFamily = family === null ? sql`TRUE` : sql`p.family = ${family}`;
  const ofEdition = edition === null ? ofFamily : sql`${ofFamily} AND p.edition = ${edition}`;
  return minimumLevel === null ? ofEdition : sql`${ofEdition} AND p.level >= ${minimumLevel}`;
}
