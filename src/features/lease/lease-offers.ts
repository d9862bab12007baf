import type { Queries } from '../../database/database';
import type { Scope } from '../../database/scope';
import type { Day } from '../../domain/billing/calendar';
import type { Currency } from '../../domain/billing/money';
import { monthlyPriceOf, type LeaseChoice } from '../../domain/licensing/lease-terms';
import type { Reason } from '../../domain/refusal';
import type { IdCodec } from '../../graphql/ids';
import { notFound } from '../../permissions/access-denied';
import type { PricedItem } from '../../domain/licensing/catalogue';
import { CatalogueRepository } from '../catalogue/catalogue.repository';
import { PriceRepository } from '../catalogue/price.repository';

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

/** What is offered for lease: products and add-ons as the catalogue has them, at the prices of a day. */
export class LeaseOffers {
  private constructor(
    private readonly choices: readonly LeaseChoice[],
    private readonly prices: Readonly<Record<'product' | 'addOn', ReadonlyMap<number, bigint>>>,
  ) {}

  /** Four statements, however much is chosen. @throws NOT_FOUND for what the catalogue does not have. */
  static async read(
    database: Queries,
    scope: Scope,
    chosen: readonly ChosenKeys[],
    { currency, today }: { readonly currency: Currency; readonly today: Day },
  ): Promise<LeaseOffers> {
    const catalogue = new CatalogueRepository(database);
    const productKeys = [...new Set(chosen.map(({ productId }) => productId))];
    const addOnKeys = [...new Set(chosen.flatMap(({ addOnIds }) => addOnIds))];
    const price = async (item: PricedItem, keys: readonly number[]) => {
      const rows =
        keys.length === 0 ? [] : await new PriceRepository(database).on(scope, item, keys, today);
      const ours = rows.filter((row) => row.kind === 'LEASE' && row.currency === currency);
      return new Map(ours.map(({ itemKey, amount }) => [itemKey, BigInt(amount)]));
    };
    const products = new Map(
      (await catalogue.productsByKeys(scope, productKeys)).map((row) => [row.pk, row]),
    );
    const addOns = new Map(
      addOnKeys.length === 0
        ? []
        : (await catalogue.addOnsByKeys(scope, addOnKeys)).map((row) => [row.pk, row]),
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
      product: await price('PRODUCT', productKeys),
      addOn: await price('ADD_ON', addOnKeys),
    });
  }

  /** What the choice at a place of those that were read is. */
  choice(index: number): LeaseChoice {
    const choice = this.choices[index];
    if (choice === undefined) throw new RangeError(`Nothing was chosen at ${index}`);
    return choice;
  }

  /** What a month of it costs today, in minor units; or why there is no price. */
  monthlyPrice(index: number): bigint | Reason {
    return monthlyPriceOf(this.choice(index), (item, key) => this.prices[item].get(key) ?? null);
  }
}
