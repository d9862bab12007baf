import type { AddOnEntity, ProductEntity } from '../../database/entities/product.entity';
import type { Day } from '../../domain/billing/calendar';
import { divideHalfUp } from '../../domain/billing/money';
import { moneyText } from '../../domain/billing/money-text';
import type { DemoCatalog } from './demo-catalog';
import type { DemoLicense } from './demo-license';
import type { OrderLine } from './demo-order';

const WHOLE = 10_000n;

type Bought = Pick<OrderLine, 'kind' | 'license' | 'product' | 'addOns'>;

/** A line at list price less the account's discount, each line rounded by itself (R24). */
function lineOf(
  bought: Bought,
  description: string,
  listPrice: bigint,
  explanation: string | null = null,
): OrderLine {
  const { discountBasisPoints, currency } = bought.license.payer;
  const line = { ...bought, description, explanation, listPrice };
  if (discountBasisPoints === 0) return { ...line, discountReason: null, amount: listPrice };
  const amount = listPrice - divideHalfUp(listPrice * BigInt(discountBasisPoints), WHOLE);
  const discountReason = `${discountBasisPoints / 100} % reseller discount`;
  const discount = `${moneyText(listPrice, currency)} less ${discountReason}`;
  return {
    ...line,
    explanation: [explanation, discount].filter(Boolean).join('; '),
    discountReason,
    amount,
  };
}

/** Lines of orders, priced by the catalog of their day. */
export class OrderLines {
  constructor(private readonly catalog: DemoCatalog) {}

  /** A new license, and a line for each of its add-ons. */
  purchase(license: DemoLicense, day: Day): OrderLine[] {
    const { payer, product, addOns } = license;
    const price = (item: ProductEntity | AddOnEntity) =>
      this.catalog.price(item, 'PURCHASE', payer.currency, day);
    const included = 'Maintenance and Support for 12 months included';
    return [
      lineOf({ kind: 'NEW', license, product, addOns: [] }, product.name, price(product), included),
      ...addOns.map((addOn) =>
        lineOf(
          { kind: 'ADD_ON', license, product, addOns: [addOn] },
          `${addOn.name} for ${product.name}`,
          price(addOn),
        ),
      ),
    ];
  }

  /** The price difference of a larger product (R23). */
  modification(license: DemoLicense, from: ProductEntity, to: ProductEntity, day: Day): OrderLine {
    const { payer } = license;
    const [before, after] = [from, to].map((product) =>
      this.catalog.price(product, 'PURCHASE', payer.currency, day),
    ) as [bigint, bigint];
    const shown = [after, before].map((price) => moneyText(price, payer.currency)).join(' less ');
    const bought: Bought = { kind: 'MODIFY', license, product: to, addOns: [] };
    return lineOf(bought, `Change of ${from.name} to ${to.name}`, after - before, shown);
  }

  /** Twelve more months of Maintenance and Support, add-ons included. */
  renewal(license: DemoLicense, from: Day, to: Day, day: Day): OrderLine {
    const { payer, product, addOns } = license;
    let price = 0n;
    for (const item of [product, ...addOns])
      price += this.catalog.price(item, 'MAINTENANCE', payer.currency, day);
    const description = `Maintenance and Support for ${product.name}`;
    const bought: Bought = { kind: 'RENEW', license, product, addOns: [] };
    return lineOf(bought, description, price, `${from} to ${to}`);
  }
}
