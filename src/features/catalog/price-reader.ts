import { dayOf } from '../../domain/billing/day-of';
import type { Currency } from '../../domain/billing/money';
import type { PricedItem, PriceKind } from '../../domain/catalog/catalog';
import { money, type Money } from '../../graphql/money';
import type { NodeRow } from '../../graphql/node';
import type { Context } from '../context';
import { priceHistoryLoader, priceLoader } from './catalog.loaders';
import type { ShownPrice } from './catalog.types';
import type { PriceRepository } from './price.repository';

/** Prices as the graph shows them. */
export class PriceReader {
  constructor(
    private readonly prices: PriceRepository,
    private readonly timeZone: string,
  ) {}

  /** What a thing of the catalog costs today; null when it is not sold that way in that currency. */
  async today(
    context: Context,
    item: PricedItem,
    key: number,
    kind: PriceKind,
    currency: Currency,
  ): Promise<Money | null> {
    const today = dayOf(context.now, this.timeZone);
    const prices = await priceLoader(context, this.prices, item, today).load(key);
    const price = prices.find((one) => one.kind === kind && one.currency === currency);
    return price === undefined ? null : money(price.amount, currency);
  }

  /** Former, present and announced prices. */
  async history(
    context: Context,
    item: PricedItem,
    { pk, grants }: NodeRow,
  ): Promise<ShownPrice[]> {
    const prices = await priceHistoryLoader(context, this.prices, item).load(pk);
    return prices.map(({ kind, currency, amount, validFrom, validTo }) => ({
      kind,
      amount: money(amount, currency),
      validFrom,
      validTo,
      grants,
    }));
  }
}
