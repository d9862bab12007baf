import type { AddOnEntity, ProductEntity } from '../../database/entities/product.entity';
import type { Day } from '../../domain/billing/calendar';
import { divideHalfUp, formatMinor } from '../../domain/billing/money';
import type { DemoAccount } from './demo-account';
import type { DemoCatalogue } from './demo-catalogue';
import type { DemoLicense } from './demo-license';
import type { OrderLine } from './demo-order';

const WHOLE = 10_000n;

/** A line at list price less the account's discount, each line rounded by itself (R24). */
function lineOf(
  account: DemoAccount,
  license: DemoLicense,
  description: string,
  listPrice: bigint,
  explanation: string | null = null,
): OrderLine {
  const { discountBasisPoints, currency } = account;
  if (discountBasisPoints === 0) return { license, description, explanation, amount: listPrice };
  const amount = listPrice - divideHalfUp(listPrice * BigInt(discountBasisPoints), WHOLE);
  const percent = `${discountBasisPoints / 100} %`;
  const discount = `${formatMinor(listPrice, currency)} less ${percent} reseller discount`;
  return {
    license,
    description,
    explanation: [explanation, discount].filter(Boolean).join('; '),
    amount,
  };
}

/** Lines of orders, priced by the catalogue of their day. */
export class OrderLines {
  constructor(private readonly catalogue: DemoCatalogue) {}

  /** A new licence, and a line for each of its add-ons. */
  purchase(license: DemoLicense, day: Day): OrderLine[] {
    const { payer, product, addOns } = license;
    const price = (item: ProductEntity | AddOnEntity) =>
      this.catalogue.price(item, 'PURCHASE', payer.currency, day);
    const included = 'Maintenance and Support for 12 months included';
    return [
      lineOf(payer, license, product.name, price(product), included),
      ...addOns.map((addOn) =>
        lineOf(payer, license, `${addOn.name} for ${product.name}`, price(addOn)),
      ),
    ];
  }

  /** The price difference of a larger product (R23). */
  modification(license: DemoLicense, from: ProductEntity, to: ProductEntity, day: Day): OrderLine {
    const { payer } = license;
    const [before, after] = [from, to].map((product) =>
      this.catalogue.price(product, 'PURCHASE', payer.currency, day),
    ) as [bigint, bigint];
    const shown = [after, before].map((price) => formatMinor(price, payer.currency)).join(' less ');
    return lineOf(payer, license, `Change of ${from.name} to ${to.name}`, after - before, shown);
  }

  /** Twelve more months of Maintenance and Support, add-ons included. */
  renewal(license: DemoLicense, from: Day, to: Day, day: Day): OrderLine {
    const { payer, product, addOns } = license;
    let price = 0n;
    for (const item of [product, ...addOns])
      price += this.catalogue.price(item, 'MAINTENANCE', payer.currency, day);
    const description = `Maintenance and Support for ${product.name}`;
    return lineOf(payer, license, description, price, `${from} to ${to}`);
  }
}
