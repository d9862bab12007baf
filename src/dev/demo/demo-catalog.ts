import type {
  AddOnEntity,
  PriceEntity,
  ProductEntity,
  SupportProductEntity,
} from '../../database/entities/product.entity';
import { addDays, addMonths, firstDay, type Day } from '../../domain/billing/calendar';
import { divideHalfUp, type Currency } from '../../domain/billing/money';
import {
  PRICE_KINDS,
  productName,
  type Edition,
  type PricedItem,
  type PriceKind,
  type ProductFamily,
} from '../../domain/catalog/catalog';
import type { DemoTime } from './demo-time';
import { ADD_ON_PRICES, PRODUCT_PRICES, SUPPORT_PRICES } from './price-list';

/** What a dollar of the list is in each currency, in hundredths. */
const CONVERSION: Readonly<Record<'USD' | 'EUR' | 'GBP', bigint>> = {
  USD: 100n,
  EUR: 95n,
  GBP: 82n,
};
/** Share of the purchase price in thousandths, and the step in cents that prices are rounded to. */
const SHARES: Readonly<Record<PriceKind, readonly [thousandths: bigint, step: bigint]>> = {
  PURCHASE: [1000n, 100n],
  LEASE: [45n, 50n],
  MAINTENANCE: [220n, 100n],
  REINSTATEMENT: [100n, 100n],
};
/** Half a year ago everything became dearer, in hundredths of the old price. */
const RISE = 106n;
const RISE_MONTHS_AGO = 6;
const LIST_MONTHS_AGO = 36;

type Item = ProductEntity | AddOnEntity | SupportProductEntity;
const typeOf = (item: Item): PricedItem =>
  'level' in item ? 'PRODUCT' : 'requiresEnterprise' in item ? 'ADD_ON' : 'SUPPORT_PRODUCT';
const keyOf = (item: Item, kind: PriceKind, currency: Currency): string =>
  `${typeOf(item)} ${item.id} ${kind} ${currency}`;

/** Products, add-ons, support, and what each costs on each day. */
export class DemoCatalog {
  readonly products: ProductEntity[] = [];
  readonly addOns: AddOnEntity[] = [];
  readonly support: SupportProductEntity[] = [];
  readonly prices: PriceEntity[] = [];
  private readonly ladders = new Map<string, ProductEntity[]>();
  private readonly amounts = new Map<string, { before: bigint; after: bigint }>();
  private readonly risesOn: Day;
  private readonly validFrom: Day;

  constructor(time: DemoTime) {
    this.risesOn = firstDay(time.monthsAgo(RISE_MONTHS_AGO));
    this.validFrom = addMonths(firstDay(time.thisMonth), -LIST_MONTHS_AGO);
    for (const { family, edition, levels } of PRODUCT_PRICES) {
      const ladder: ProductEntity[] = [];
      this.ladders.set(`${family} ${edition}`, ladder);
      for (const [level, dollars] of levels) {
        const name = productName(family, edition, level);
        const product = { id: this.products.length + 1, family, edition, level, name };
        this.products.push(product);
        ladder.push(product);
        this.addPrices(product, BigInt(dollars));
      }
    }
    for (const { purchase, ...addOn } of ADD_ON_PRICES) {
      const row = { id: this.addOns.length + 1, ...addOn };
      this.addOns.push(row);
      this.addPrices(row, BigInt(purchase));
    }
    for (const { purchase, ...support } of SUPPORT_PRICES) {
      const row = { id: this.support.length + 1, ...support };
      this.support.push(row);
      this.addPrices(row, BigInt(purchase));
    }
  }

  /** @throws RangeError when the item has no such price */
  price(item: Item, kind: PriceKind, currency: Currency, day: Day): bigint {
    const amounts = this.amounts.get(keyOf(item, kind, currency));
    if (!amounts) throw new RangeError(`${item.name} has no ${kind} price in ${currency}`);
    return day < this.risesOn ? amounts.before : amounts.after;
  }

  /** Products of a family and edition, the smallest first. */
  ladder(family: ProductFamily, edition: Edition): readonly ProductEntity[] {
    return this.ladders.get(`${family} ${edition}`) ?? [];
  }

  /** The next level of the same edition, up (1) or down (-1). */
  nextLevel(product: ProductEntity, step: 1 | -1): ProductEntity | null {
    const ladder = this.ladder(product.family, product.edition);
    return ladder[ladder.indexOf(product) + step] ?? null;
  }

  /** The same level in the other edition. */
  otherEdition(product: ProductEntity): ProductEntity | null {
    const other = product.edition === 'ENTERPRISE' ? 'PROFESSIONAL' : 'ENTERPRISE';
    return this.ladder(product.family, other).find(({ level }) => level === product.level) ?? null;
  }

  /** Add-ons that go with a product. */
  addOnsFor({ family, edition }: ProductEntity): readonly AddOnEntity[] {
    return this.addOns.filter(
      (one) => one.family === family && (edition === 'ENTERPRISE' || !one.requiresEnterprise),
    );
  }

  private addPrices(item: Item, dollars: bigint): void {
    for (const kind of PRICE_KINDS[typeOf(item)])
      for (const [currency, hundredths] of Object.entries(CONVERSION)) {
        const [thousandths, step] = SHARES[kind];
        // In thousandths of a cent: hundredths of a dollar are cents.
        const exact = dollars * hundredths * thousandths;
        const before = divideHalfUp(exact, 1_000n * step) * step;
        const after = divideHalfUp(exact * RISE, 100_000n * step) * step;
        this.amounts.set(keyOf(item, kind, currency), { before, after });
        this.addPrice(item, kind, currency, before, this.validFrom, addDays(this.risesOn, -1));
        this.addPrice(item, kind, currency, after, this.risesOn, null);
      }
  }

  private addPrice(
    item: Item,
    kind: PriceKind,
    currency: Currency,
    amount: bigint,
    validFrom: Day,
    validTo: Day | null,
  ): void {
    const type = typeOf(item);
    this.prices.push({
      id: this.prices.length + 1,
      productId: type === 'PRODUCT' ? item.id : null,
      addOnId: type === 'ADD_ON' ? item.id : null,
      supportProductId: type === 'SUPPORT_PRODUCT' ? item.id : null,
      kind,
      currency,
      amount,
      validFrom,
      validTo,
    });
  }
}
