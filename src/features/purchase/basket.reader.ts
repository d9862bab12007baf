import type { Day } from '../../domain/billing/calendar';
import { dayOf } from '../../domain/billing/day-of';
import type { Currency } from '../../domain/billing/money';
import { taxTermsFor, type TaxedParty, type TaxRules } from '../../domain/billing/tax';
import type { PricedItem } from '../../domain/catalog/catalog';
import { basketTotals, priceLines, taxesOfLines, type Offer } from '../../domain/purchasing/basket';
import type {
  ListPrice,
  OrderedLine,
  PricedLine,
  PurchaseTerms,
} from '../../domain/purchasing/order-line';
import type { Queries } from '../../database/database';
import type { Scope } from '../../database/scope';
import { PriceRepository } from '../catalog/price.repository';
import { BasketRepository, type BuyerRow } from './basket.repository';
import type { Basket, BasketFacts, Buyer, WantedLine } from './basket.types';

/** Somebody's lines. */
export interface RequestedLine {
  readonly buyer: Buyer;
  readonly lines: readonly WantedLine[];
}

/** The row of a key that was stored with a reference to it. */
function found<Row>(rows: ReadonlyMap<number, Row>, key: number | null): Row {
  const row = key === null ? undefined : rows.get(key);
  if (row === undefined) throw new Error(`A line names ${key}, which is not in reach`);
  return row;
}

function ordered(line: WantedLine, facts: BasketFacts): OrderedLine {
  const { kind, quantity } = line;
  const addOns = line.addOns.map((key) => found(facts.addOns, key));
  switch (kind) {
    case 'NEW':
      return { kind, product: found(facts.products, line.product), addOns, quantity };
    case 'SUPPORT_INCIDENT':
      return { kind, support: found(facts.support, line.support), quantity };
    case 'MODIFY':
      return {
        kind,
        license: found(facts.licenses, line.license).key,
        product: found(facts.products, line.product),
      };
    case 'ADD_ON':
      return { kind, license: found(facts.licenses, line.license).key, addOns };
    case 'RENEW':
    case 'REINSTATE':
      return { kind, license: found(facts.licenses, line.license).key };
  }
}

const priceKey = (currency: Currency, ...[item, key, kind]: Parameters<ListPrice>): string =>
  `${item} ${key} ${kind} ${currency}`;

/** Prices carts and orders with the prices and tax of a day: the cart, the order and the invoice by the same code (R69). */
export class BasketReader {
  constructor(
    private readonly taxRules: TaxRules,
    private readonly timeZone: string,
  ) {}

  /**
   * An account as a buyer. Discounts are for resellers (R24).
   * @param billTo Whom the invoice is made out to, where it is not the account: the tax follows from it.
   */
  buyer(account: BuyerRow, billTo: TaxedParty | null = null): Buyer {
    const { currency, reseller, discountBasisPoints } = account;
    return {
      currency,
      discountBasisPoints: reseller === 1 ? discountBasisPoints : 0,
      taxed: billTo ?? account,
    };
  }

  /** @throws when the account is out of reach. */
  async buyerOf(
    queries: Queries,
    scope: Scope,
    account: number,
    billTo: TaxedParty | null = null,
  ): Promise<Buyer> {
    const [row] = await new BasketRepository(queries).buyers(scope, [account]);
    if (row === undefined) throw new Error('The account is out of reach');
    return this.buyer(row, billTo);
  }

  /** The day of a moment: what is bought then has its prices and its rate of tax. */
  today(now: Date): Day {
    return dayOf(now, this.timeZone);
  }

  /** What everybody's lines cost on a day, in a number of statements that depends on neither. */
  async price(
    queries: Queries,
    scope: Scope,
    asked: readonly RequestedLine[],
    today: Day,
  ): Promise<Basket[]> {
    const all = asked.flatMap(({ lines }) => lines);
    const facts = await new BasketRepository(queries).facts(scope, all);
    const prices = await this.prices(queries, scope, facts, today);
    return asked.map(({ buyer, lines }) => {
      const terms: PurchaseTerms = {
        currency: buyer.currency,
        today,
        discountBasisPoints: buyer.discountBasisPoints,
        price: (...of) => {
          const found = prices.get(priceKey(buyer.currency, ...of));
          return found?.sold === true ? found.amount : null;
        },
        latestPrice: (...of) => prices.get(priceKey(buyer.currency, ...of))?.amount ?? null,
      };
      const orderedLines = lines.map((line) => ordered(line, facts));
      const tax = taxTermsFor(buyer.taxed, today, this.taxRules);
      return basket({ ...buyer, tax }, priceLines(orderedLines, facts.licenses, terms));
    });
  }

  private async prices(
    queries: Queries,
    scope: Scope,
    { products, addOns, support, licenses }: BasketFacts,
    today: Day,
  ): Promise<Map<string, { readonly amount: bigint; readonly sold: boolean }>> {
    const owned = [...licenses.values()];
    const items: readonly (readonly [PricedItem, number[]])[] = [
      ['PRODUCT', [...products.keys(), ...owned.map(({ product }) => product.key)]],
      ['ADD_ON', [...addOns.keys(), ...owned.flatMap((one) => one.addOns.map(({ key }) => key))]],
      ['SUPPORT_PRODUCT', [...support.keys()]],
    ];
    const repository = new PriceRepository(queries);
    const found = new Map<string, { readonly amount: bigint; readonly sold: boolean }>();
    for (const [item, keys] of items) {
      if (keys.length === 0) continue;
      const rows = await repository.latest(scope, item, [...new Set(keys)], today);
      for (const { itemKey, kind, currency, amount, validTo } of rows)
        found.set(priceKey(currency, item, itemKey, kind), {
          amount: BigInt(amount),
          sold: validTo === null || validTo >= today,
        });
    }
    return found;
  }
}

function basket(buyer: Basket['buyer'], offers: readonly Offer[]): Basket {
  const priced = offers.flatMap(({ priced: line }): PricedLine[] => (line === null ? [] : [line]));
  const taxes = taxesOfLines(priced, buyer.tax);
  let at = 0;
  return {
    buyer,
    offers,
    taxes: offers.map((offer) => (offer.priced === null ? null : (taxes[at++] as bigint))),
    totals: basketTotals(priced, buyer.tax),
  };
}
