import { contains } from '../../database/like';
import type { Queries } from '../../database/database';
import { pageStatement, unionAll, type Order, type PageRequest } from '../../database/page';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { join, raw, sql, TRUE, type Statement } from '../../database/sql';
import { licenseOfKey } from './former-key.repository';
import {
  ofCustomer,
  ofMaintenance,
  ofServer,
  running,
  type LicenseConditions,
} from './license-filter.repository';
import { AccountEntity } from '../../database/entities/account.entity';
import { ActivationEntity, LicenseEntity } from '../../database/entities/license.entity';
import { ProductEntity } from '../../database/entities/product.entity';
import { given, integer, word } from '../../database/computed';
import { select } from '../../database/select';
import { table } from '../../database/table';

/** Of customers and licenses, as many are named one by one; what more of them match is found soon along the list. */
const FEW = 500;

/** What a text means to a reseller. Null where more than a few match. */
interface Meant {
  readonly keyed: readonly number[];
  /** By the servers that they run on. */
  readonly served: readonly number[] | null;
  readonly products: readonly number[];
  readonly customers: readonly number[] | null;
  /** Products that the list is narrowed to; null for any. */
  readonly within: readonly number[] | null;
}
type What = 'KEYED' | 'SERVED' | 'PRODUCT' | 'CUSTOMER' | 'WITHIN';

const COUNTED = select({ count: integer('COUNT(*)') }).fromLike('licenses l');
const l = table(LicenseEntity, 'l');
const p = table(ProductEntity, 'p');
const f = table(AccountEntity, 'f');
const v = table(ActivationEntity, 'v');
const KEYED = select({ what: word('KEYED'), pk: l.id }).fromLike('licenses l');
const PRODUCT = select({ what: word('PRODUCT'), pk: p.id }).fromLike('products p');
const WITHIN = select({ what: word('WITHIN'), pk: p.id }).fromLike('products p');
const CUSTOMER = select({ what: word('CUSTOMER'), pk: f.id }).fromLike('accounts f');
const SERVED = select({ what: word('SERVED'), pk: v.licenseId }).fromLike('activations v');

/** What is found for an account. */
const of = (account: number) => ({ account: given(sql`${account}`) });
interface Match {
  readonly account: number | string;
  readonly what: What;
  readonly pk: number;
}

/** A list of what a reseller bought to resell. */
export interface ResaleList {
  readonly condition: Statement<false>;
  /** Covers what is searched, in each of the list's orders by their first column. */
  readonly indexes: Readonly<Record<string, string>>;
  readonly hasCustomers: boolean;
}

const OWN = reachAccounts('l.account_id');
const few = (keys: readonly number[]): readonly number[] | null =>
  keys.length > FEW ? null : keys;

/**
 * Searches what resellers have in stock and sold, a hundred thousand of one (R37). A first statement asks what the
 * text means: which products, customers and servers. A second goes along an index that covers all that is compared
 * then, in the list's order, and reads the rows of the page alone.
 */
export class ResaleSearch<Row extends object> {
  /** @param select `SELECT … FROM (${picked}) picked STRAIGHT_JOIN licenses l …`, to-one joins only. */
  constructor(
    private readonly database: Queries,
    private readonly select: (picked: Statement<true>) => Statement<true, Row>,
  ) {}

  /** The rows of each account's page, account after account, one row more than the page has. */
  async rows(
    scope: Scope,
    list: ResaleList,
    accounts: readonly number[],
    { conditions, now }: { readonly conditions: LicenseConditions; readonly now: Date },
    order: Order,
    request: PageRequest,
  ): Promise<Row[]> {
    const meant = await this.meant(scope, list, accounts, conditions, now);
    const index = list.indexes[order[0].column] ?? '';
    const pages = accounts.map((account) => {
      const condition = matching(list, account, conditions, meant(account), now);
      const from = sql`SELECT l.id ${along(index)}`;
      const picked = pageStatement(from, condition, order, request);
      return pageStatement(this.select(picked), sql`${OWN}`, order, request);
    });
    return this.database.rows(scope, unionAll(pages));
  }

  async counts(
    scope: Scope,
    list: ResaleList,
    accounts: readonly number[],
    conditions: LicenseConditions,
    now: Date,
  ): Promise<Map<number, number>> {
    const meant = await this.meant(scope, list, accounts, conditions, now);
    const index = list.indexes['l.id'] ?? '';
    const counts = accounts.map((account) => {
      const condition = matching(list, account, conditions, meant(account), now);
      return sql`${COUNTED.with({ parent: given(sql`${account}`) })} ${along(index)} WHERE ${condition}`;
    });
    const rows = await this.database.rows(scope, unionAll(counts));
    return new Map(rows.map(({ parent, count }) => [Number(parent), count]));
  }

  /** What the text means to each of the accounts. */
  private async meant(
    scope: Scope,
    { hasCustomers }: ResaleList,
    accounts: readonly number[],
    { search, product }: LicenseConditions,
    now: Date,
  ): Promise<(account: number) => Meant> {
    const text = search?.trim() ?? '';
    const found = accounts.flatMap((account) => [
      keyed(account, text, now),
      productsOf(account, PRODUCT, text),
      ...(product === null ? [] : [productsOf(account, WITHIN, product)]),
      ...(hasCustomers ? [customersOf(account, text), servedOf(account, text, now)] : []),
    ]);
    const rows = await this.database.rows(scope, unionAll(found));
    return (account) => {
      const matching = (what: What): number[] =>
        rows.flatMap((row) =>
          row.what === what && Number(row.account) === account ? [Number(row.pk)] : [],
        );
      return {
        keyed: matching('KEYED'),
        served: few(matching('SERVED')),
        products: matching('PRODUCT'),
        customers: few(matching('CUSTOMER')),
        within: product === null ? null : matching('WITHIN'),
      };
    };
  }
}

const along = (index: string): Statement<false> => raw(`FROM licenses l FORCE INDEX (${index})`);

const LIMIT = raw(`LIMIT ${FEW + 1}`);

const keyed = (account: number, text: string, now: Date): Statement<true, Match> =>
  sql`${KEYED.with(of(account))} FROM licenses l
      WHERE l.id = ${licenseOfKey(text, now)} AND l.account_id = ${account} AND ${OWN}`;

const productsOf = (
  account: number,
  products: typeof PRODUCT | typeof WITHIN,
  text: string,
): Statement<true, Match> =>
  sql`${products.with(of(account))} FROM accounts a JOIN products p ON p.name LIKE ${contains(text)}
      WHERE a.id = ${account} AND ${reachAccounts('a.id')}`;

/** From one customer to the next, past all that each of them has: so the servers read an index only where the whole of its beginning is asked for. */
const customersOf = (account: number, text: string): Statement<true, Match> =>
  sql`${CUSTOMER.with(of(account))} FROM (SELECT DISTINCT l.account_id, l.origin, l.customer_account_id AS id
            FROM licenses l FORCE INDEX (ix_licenses_sold)
            WHERE l.account_id = ${account} AND l.origin = 'RESOLD' AND l.customer_account_id IS NOT NULL
              AND ${OWN}) sold STRAIGHT_JOIN accounts f ON f.id = sold.id
      WHERE ${ofCustomer(text)} ${LIMIT}`;

const servedOf = (account: number, text: string, now: Date): Statement<true, Match> =>
  sql`${SERVED.with(of(account))} FROM activations v
      WHERE v.account_id = ${account} AND ${running(now)} AND ${ofServer(text)}
        AND ${reachAccounts('v.account_id')} ${LIMIT}`;

function matching(
  { condition, hasCustomers }: ResaleList,
  account: number,
  conditions: LicenseConditions,
  { keyed: byKey, served, products, customers, within }: Meant,
  now: Date,
): Statement<true> {
  const { status, search } = conditions;
  const text = search?.trim() ?? '';
  const ways = [
    // Never alone: of one IN by itself the servers make a join with all that it finds.
    among('l.id', [0, ...new Set([...byKey, ...(served ?? [])])]),
    among('l.product_id', products),
    among('l.customer_account_id', customers),
    ...(hasCustomers && served === null ? [onServer(account, text, now)] : []),
    ...(hasCustomers && customers === null ? [soldTo(text)] : []),
  ].flatMap((way) => way ?? []);
  const found = sql`(${join(ways, ' OR ')})`;
  const ofStatus = status === null ? TRUE : sql`l.status IN (${status})`;
  const ofProduct = within === null ? TRUE : (among('l.product_id', within) ?? raw('FALSE'));
  return sql`${OWN} AND l.account_id = ${account} AND ${condition} AND ${ofStatus} AND ${ofProduct} AND ${ofMaintenance(conditions)} AND ${found}`;
}

const among = (column: string, keys: readonly number[] | null): Statement<false> | null =>
  keys === null || keys.length === 0 ? null : sql`${raw(column)} IN (${keys})`;

/** A value, for of an EXISTS the servers make a join with all that there is. */
const isThere = (one: Statement<false>): Statement<false> => sql`COALESCE((${one}), 0) = 1`;

const soldTo = (text: string): Statement<false> =>
  isThere(
    sql`SELECT 1 FROM accounts f WHERE f.id = l.customer_account_id AND ${ofCustomer(text)} LIMIT 1`,
  );

/** Not tied to the row: servers of one name may lie together, far from where the list begins, so they are looked up once. */
const onServer = (account: number, text: string, now: Date): Statement<false> =>
  sql`l.id IN (SELECT v.license_id FROM activations v WHERE v.account_id = ${account}
    AND ${running(now)} AND ${ofServer(text)})`;
