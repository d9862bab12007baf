import type { Day } from '../../domain/billing/calendar';
import type { Currency } from '../../domain/billing/money';
import type { ChangeableLicense, LineUse, SoldAddOn } from '../../domain/purchasing/order-line';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import { CatalogRepository } from '../catalog/catalog.repository';
import type { AddOnRow, ProductRow } from '../catalog/catalog.types';
import { hashOfKey } from '../license/key-hash';
import type { BasketFacts, WantedLine } from './basket.types';
import { FormerLicenseKeyEntity } from '../../database/entities/former-license-key.entity';
import { LicenseAddOnEntity, LicenseEntity } from '../../database/entities/license.entity';
import { AddOnEntity, ProductEntity } from '../../database/entities/product.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

/** An account as a buyer. */
export interface BuyerRow {
  readonly pk: number;
  readonly currency: Currency;
  readonly country: string;
  readonly vatNumber: string | null;
  readonly reseller: number;
  readonly discountBasisPoints: number;
}

const l = table(LicenseEntity, 'l');
const p = table(ProductEntity, 'p');

const LICENSES = select({
  key: l.id,
  ...pick(l, 'accountId', 'origin', 'status', 'maintenanceFrom', 'maintenanceTo'),
  productKey: p.id,
  ...pick(p, 'family', 'edition', 'level', 'name'),
}).from('licenses l JOIN products p ON p.id = l.product_id');
/** Whoever buys for a license is the account that paid for it. */
const PAID_BY = reachAccounts('l.account_id');

const soldAddOn = ({ pk, family, name, requiresEnterprise }: AddOnRow): SoldAddOn => ({
  key: pk,
  family,
  name,
  requiresEnterprise: requiresEnterprise === 1,
});

const named = (keys: Iterable<number | null>): number[] => [
  ...new Set([...keys].filter((key) => key !== null)),
];

const byKey = <Row extends { readonly key: number }>(rows: readonly Row[]): Map<number, Row> =>
  new Map(rows.map((row) => [row.key, row]));

const ACCOUNTS = table(AccountEntity);
const BUYERS = select({
  pk: ACCOUNTS.id,
  ...pick(ACCOUNTS, 'currency', 'country', 'vatNumber', 'reseller', 'discountBasisPoints'),
}).from('accounts');
const la = table(LicenseAddOnEntity, 'la');
const a = table(AddOnEntity, 'a');
const LICENSE_ADD_ONS = select({
  licenseKey: la.licenseId,
  pk: a.id,
  ...pick(a, 'family', 'name', 'requiresEnterprise'),
}).from('license_add_ons la JOIN add_ons a ON a.id = la.add_on_id');
const ENDING = select({ key: l.id, endsOn: l.maintenanceTo }).from('licenses l');
const RESOLD_BY_KEY = select({ key: l.id, keyHash: l.keyHash }).from('licenses l');
const f = table(FormerLicenseKeyEntity, 'f');
const RESOLD_BY_FORMER_KEY = select({ key: l.id, keyHash: f.keyHash }).from(
  'former_license_keys f JOIN licenses l ON l.id = f.license_id',
);

/** What prices of carts and orders depend on. */
export class BasketRepository {
  private readonly catalog: CatalogRepository;

  constructor(private readonly database: Queries) {
    this.catalog = new CatalogRepository(database);
  }

  /** Accounts as buyers. */
  buyers(scope: Scope, accounts: readonly number[]): Promise<BuyerRow[]> {
    return this.database.rows(
      scope,
      sql`${BUYERS} WHERE id IN (${accounts}) AND ${reachAccounts('id')}`,
    );
  }

  /** Everything that the lines name, in a number of statements that does not depend on theirs. */
  async facts(scope: Scope, lines: readonly WantedLine[]): Promise<BasketFacts> {
    const keys = {
      products: named(lines.map(({ product }) => product)),
      addOns: named(lines.flatMap(({ addOns }) => addOns)),
      support: named(lines.map(({ support }) => support)),
      licenses: named(lines.map(({ license }) => license)),
    };
    const some = <Row>(all: readonly number[], read: () => Promise<Row[]>): Promise<Row[]> =>
      all.length === 0 ? Promise.resolve([]) : read();
    // One after the other: inside a transaction there is but one connection.
    const products = await some(keys.products, () =>
      this.catalog.productsByKeys(scope, keys.products),
    );
    const addOns = await some(keys.addOns, () => this.catalog.addOnsByKeys(scope, keys.addOns));
    const support = await some(keys.support, () => this.catalog.supportByKeys(scope, keys.support));
    return {
      products: byKey(products.map(({ pk, ...row }: ProductRow) => ({ ...row, key: pk }))),
      addOns: byKey(addOns.map(soldAddOn)),
      support: byKey(support.map(({ pk, name }) => ({ key: pk, name }))),
      licenses: byKey(await some(keys.licenses, () => this.licenses(scope, keys.licenses))),
    };
  }

  /** Licenses that are to be bought for, as they are now. */
  async licenses(
    scope: Scope,
    keys: readonly number[],
    lock = false,
  ): Promise<(ChangeableLicense & { accountId: number })[]> {
    const stored = await this.database.rows(
      scope,
      sql`${LICENSES} WHERE l.id IN (${keys}) AND ${PAID_BY} ORDER BY l.id ${raw(lock ? 'FOR UPDATE' : '')}`,
    );
    const addOns = await this.database.rows(
      scope,
      sql`${LICENSE_ADD_ONS} WHERE la.license_id IN (${keys}) AND ${reachAccounts('la.account_id')} ORDER BY a.id`,
    );
    return stored.map(({ key, accountId, origin, status, maintenanceFrom, ...row }) => ({
      key,
      accountId,
      origin,
      status,
      product: {
        key: row.productKey,
        family: row.family,
        edition: row.edition,
        level: row.level,
        name: row.name,
      },
      addOns: addOns
        .filter(({ licenseKey }) => licenseKey === key)
        .map((one) => ({
          key: one.pk,
          family: one.family,
          name: one.name,
          requiresEnterprise: one.requiresEnterprise === 1,
        })),
      maintenance:
        maintenanceFrom === null || row.maintenanceTo === null
          ? null
          : { from: maintenanceFrom, to: row.maintenanceTo },
    }));
  }

  /** Licenses that the account can renew whose maintenance ends on some days, the earliest first. */
  async endingMaintenance(
    scope: Scope,
    accountId: number,
    use: LineUse,
    { from, to }: { readonly from: Day; readonly to: Day },
    most: number,
  ): Promise<{ key: number; endsOn: Day }[]> {
    const origin = use === 'RESOLD' ? 'RESOLD' : 'PURCHASED';
    const rows = await this.database.rows(
      scope,
      sql`${ENDING} WHERE l.account_id = ${accountId} AND l.origin = ${origin} AND l.status NOT IN ('SUSPENDED', 'ENDED')
            AND l.maintenance_to BETWEEN ${from} AND ${to} AND ${PAID_BY}
          ORDER BY l.maintenance_to, l.id ${raw(`LIMIT ${most}`)}`,
    );
    return rows.flatMap(({ key, endsOn }) => (endsOn === null ? [] : [{ key, endsOn }]));
  }

  /**
   * The licenses with these keys, or whose keys they still are until they end, by key, as far as the account bought
   * them to resell them (R26).
   */
  async resoldByKeys(
    scope: Scope,
    accountId: number,
    keys: readonly string[],
    now: Date,
  ): Promise<ReadonlyMap<string, number>> {
    const hashes = keys.map(hashOfKey);
    const resold = sql`l.account_id = ${accountId} AND l.origin = 'RESOLD' AND ${PAID_BY}`;
    const rows = await this.database.rows(
      scope,
      sql`${RESOLD_BY_KEY} WHERE l.key_hash IN (${hashes}) AND ${resold}
          UNION ALL ${RESOLD_BY_FORMER_KEY} WHERE f.key_hash IN (${hashes}) AND f.ends_at > ${now} AND ${resold}`,
    );
    return new Map(
      keys.flatMap((key, at) => {
        const row = rows.find(({ keyHash }) => keyHash.equals(hashes[at] as Buffer));
        return row === undefined ? [] : [[key, row.key] as const];
      }),
    );
  }
}
