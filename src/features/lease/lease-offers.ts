import type { Queries } from '../../database/database';
import type { Scope } from '../../database/scope';
import type { Day } from '../../domain/billing/calendar';
import type { Currency } from '../../domain/billing/money';
import {
  monthlyPricesOf,
  type AgreedTerms,
  type LeaseChoice,
  type MonthlyPrices,
} from '../../domain/leasing/lease-terms';
import { priceOn, type PriceSpan } from '../../domain/catalog/price-change';
import type { Reason } from '../../domain/refusal';
import type { IdCodec } from '../../graphql/ids';
import { notFound } from '../../permissions/access-denied';
import type { PricedItem } from '../../domain/catalog/catalog';
import { CatalogRepository } from '../catalog/catalog.repository';
import { PriceRepository, spanOf } from '../catalog/price.repository';

/** A product and add-ons by their keys. */
export interface ChosenKeys {
  readonly productId: number;
  readonly addOnIds: readonly number[];
  /** Path of the input that names them, for what is not there. */
  readonly path: readonly string[];
}

/** The key of a product or an add-on that an input names. @throws NOT_FOUND for what is no id of one. */
export function keyOf(
  ids: IdCodec,
  type: 'Product' | 'AddOn',
  id: string,
  path: readonly string[],
): number {
  const key = ids.keyOf(type, id);
  if (key === null) throw notFound(['input', ...path]);
  return key;
}

/** Prices of a product or an add-on, by its key. */
type Prices = ReadonlyMap<number, readonly PriceSpan[]>;

/** What is offered for lease: products and add-ons as the catalog has them, at the prices of some days. */
export class LeaseOffers {
  private constructor(
    private readonly choices: readonly LeaseChoice[],
    private readonly prices: Readonly<Record<'product' | 'addOn', Prices>>,
  ) {}

  /**
   * Four statements, however much is chosen. @throws NOT_FOUND for what the catalog does not have.
   * Prices can be asked of the days `from` to `to`.
   */
  static async read(
    database: Queries,
    scope: Scope,
    chosen: readonly ChosenKeys[],
    { currency, from, to }: { readonly currency: Currency; readonly from: Day; readonly to: Day },
  ): Promise<LeaseOffers> {
    const catalog = new CatalogRepository(database);
    const productKeys = [...new Set(chosen.map(({ productId }) => productId))];
    const addOnKeys = [...new Set(chosen.flatMap(({ addOnIds }) => addOnIds))];
    const pricesOf = async (item: PricedItem, keys: readonly number[]): Promise<Prices> => {
      const spans = new Map<number, PriceSpan[]>(keys.map((key) => [key, []]));
      if (keys.length === 0) return spans;
      for (const row of await new PriceRepository(database).between(scope, item, keys, from, to))
        if (row.kind === 'LEASE' && row.currency === currency)
          spans.get(row.itemKey)?.push(spanOf(row));
      return spans;
    };
    const products = new Map(
      (await catalog.productsByKeys(scope, productKeys)).map((row) => [row.pk, row]),
    );
    const addOns = new Map(
      addOnKeys.length === 0
        ? []
        : (await catalog.addOnsByKeys(scope, addOnKeys)).map((row) => [row.pk, row]),
    );
    const choices = chosen.map(({ productId, addOnIds, path }): LeaseChoice => {
      const product = products.get(productId);
      if (product === undefined) throw notFound(['input', ...path, 'productId']);
      const { family, edition, level, name } = product;
      return {
        product: { key: productId, family, edition, level, name },
        addOns: [...new Set(addOnIds)].map((key) => {
          const addOn = addOns.get(key);
          if (addOn === undefined) throw notFound(['input', ...path, 'addOnIds']);
          const requiresEnterprise = Boolean(addOn.requiresEnterprise);
          return { key, family: addOn.family, name: addOn.name, requiresEnterprise };
        }),
      };
    });
    return new LeaseOffers(choices, {
      product: await pricesOf('PRODUCT', productKeys),
      addOn: await pricesOf('ADD_ON', addOnKeys),
    });
  }

  /** What the choice at a place of those that were read is. */
  choice(index: number): LeaseChoice {
    const choice = this.choices[index];
    if (choice === undefined) throw new RangeError(`No value was chosen at ${index}`);
    return choice;
  }

  /**
   * What a month of it costs whoever takes it on a day; or why there is no price.
   * @param agreed What the lease has already; null for one that is to be started.
   */
  pricesOn(day: Day, index: number, agreed: AgreedTerms | null = null): MonthlyPrices | Reason {
    const priceOf = (item: 'product' | 'addOn', key: number): bigint | null =>
      priceOn(this.prices[item].get(key) ?? [], day);
    return monthlyPricesOf(this.choice(index), priceOf, agreed);
  }
}
