import type { PriceChange, PriceSpan } from '../../domain/catalog/price-change';
import type { Day } from '../../domain/billing/calendar';
import type { Currency } from '../../domain/billing/money';
import type { PricedItem, PriceKind } from '../../domain/catalog/catalog';
import type { Queries } from '../../database/database';
import { reachEveryone, reachStaff } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import type { ItemRef, PriceRow } from './catalog.types';
import { PriceEntity } from '../../database/entities/product.entity';
import { insertInto, update } from '../../database/changes';
import { known } from '../../database/computed';
import { pick, select } from '../../database/select';
import { type Column, table } from '../../database/table';

const COLUMNS: Readonly<Record<PricedItem, string>> = {
  PRODUCT: 'product_id',
  ADD_ON: 'add_on_id',
  SUPPORT_PRODUCT: 'support_product_id',
};
const TABLES: Readonly<Record<PricedItem, string>> = {
  PRODUCT: 'products',
  ADD_ON: 'add_ons',
  SUPPORT_PRODUCT: 'support_products',
};

const PRICES = table(PriceEntity);
const pricesOf = (itemKey: Column<number | null>) =>
  select({
    pk: PRICES.id,
    itemKey: known(itemKey),
    ...pick(PRICES, 'kind', 'currency', 'amount', 'validFrom', 'validTo'),
  }).from('prices');
const SELECT = {
  PRODUCT: pricesOf(PRICES.productId),
  ADD_ON: pricesOf(PRICES.addOnId),
  SUPPORT_PRODUCT: pricesOf(PRICES.supportProductId),
};

const ITEM = sql`t.id`;
/** Whose price it is, of a table `t` of things. */
const KEYS = {
  PRODUCT: { productId: ITEM },
  ADD_ON: { addOnId: ITEM },
  SUPPORT_PRODUCT: { supportProductId: ITEM },
} as const satisfies Readonly<Record<PricedItem, object>>;

export const spanOf = ({ pk, amount, validFrom, validTo }: PriceRow): PriceSpan => ({
  key: pk,
  amount: BigInt(amount),
  validFrom,
  validTo,
});

/** Prices are published: every scope reads them, staff alone write them. */
export class PriceRepository {
  constructor(private readonly database: Queries) {}

  /** Prices of a day, of all kinds and currencies. */
  on(scope: Scope, item: PricedItem, keys: readonly number[], day: Day): Promise<PriceRow[]> {
    return this.between(scope, item, keys, day, day);
  }

  /** Prices that hold on a day from `from` to `to`, both included, of all kinds and currencies. */
  between(
    scope: Scope,
    item: PricedItem,
    keys: readonly number[],
    from: Day,
    to: Day,
  ): Promise<PriceRow[]> {
    return this.database.rows(
      scope,
      sql`${SELECT[item]} WHERE ${raw(COLUMNS[item])} IN (${keys}) AND valid_from <= ${to}
            AND (valid_to IS NULL OR valid_to >= ${from}) AND ${reachEveryone}`,
    );
  }

  /** Of each kind and currency the price of a day, or the last one before it of what is not sold any more. */
  latest(scope: Scope, item: PricedItem, keys: readonly number[], day: Day): Promise<PriceRow[]> {
    const column = raw(COLUMNS[item]);
    return this.database.rows(
      scope,
      sql`${SELECT[item]} WHERE ${raw(COLUMNS[item])} IN (${keys}) AND valid_from <= ${day} AND NOT EXISTS (
            SELECT 1 FROM prices q WHERE q.${column} = prices.${column} AND q.kind = prices.kind
              AND q.currency = prices.currency AND q.valid_from > prices.valid_from AND q.valid_from <= ${day})
            AND ${reachEveryone}`,
    );
  }

  /** Former, present and announced prices, the oldest first. */
  history(scope: Scope, item: PricedItem, keys: readonly number[]): Promise<PriceRow[]> {
    return this.database.rows(
      scope,
      sql`${SELECT[item]} WHERE ${raw(COLUMNS[item])} IN (${keys}) AND ${reachEveryone} ORDER BY kind, currency, valid_from`,
    );
  }

  /** Everything about one price, under a lock on the thing: whoever prices it at the same time waits. */
  async lock(
    scope: Scope,
    { item, key }: ItemRef,
    kind: PriceKind,
    currency: Currency,
  ): Promise<PriceSpan[]> {
    await this.database.exists(
      scope,
      sql`SELECT id FROM ${raw(TABLES[item])} WHERE id = ${key} AND ${reachStaff} FOR UPDATE`,
    );
    const rows = await this.database.rows(
      scope,
      sql`${SELECT[item]} WHERE ${raw(COLUMNS[item])} = ${key} AND kind = ${kind} AND currency = ${currency} AND ${reachStaff}`,
    );
    return rows.map(spanOf);
  }

  async change(
    scope: Scope,
    { item, key }: ItemRef,
    kind: PriceKind,
    currency: Currency,
    { ends, dropped, added }: PriceChange,
  ): Promise<void> {
    if (ends !== null)
      await this.database.write(
        scope,
        update(PRICES, { validTo: ends.validTo }, sql`WHERE id = ${ends.key} AND ${reachStaff}`),
      );
    if (dropped !== null)
      await this.database.write(
        scope,
        sql`DELETE FROM prices WHERE id = ${dropped.key} AND ${reachStaff}`,
      );
    if (added === null) return;
    const { amount, validFrom, validTo } = added;
    await this.database.insert(
      scope,
      insertInto(
        PriceEntity,
        { ...KEYS[item], kind, currency, amount, validFrom, validTo },
        sql`FROM ${raw(TABLES[item])} t WHERE t.id = ${key} AND ${reachStaff}`,
      ),
    );
  }
}
