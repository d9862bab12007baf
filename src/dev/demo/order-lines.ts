import type {
  AddOnEntity,
  ProductEntity,
  SupportProductEntity,
} from '../../database/entities/product.entity';
import type { Day } from '../../domain/billing/calendar';
import { divideHalfUp } from '../../domain/billing/money';
import { moneyText } from '../../domain/billing/money-text';
import type { DemoAccount } from './demo-account';
import type { DemoCatalog } from './demo-catalog';
import type { DemoLicense } from './demo-license';
import type { OrderLine } from './demo-order';

const WHOLE = 10_000n;

type Bought = Pick<OrderLine, 'kind' | 'product' | 'addOns' | 'support' | 'quantity'>;
type BoughtFor = Bought & { readonly license: DemoLicense };

/** A line at list price less the account's discount, each line rounded by itself (R24). */
const lineOf = (
  bought: BoughtFor,
  description: string,
  listPrice: bigint,
  explanation: string | null = null,
): OrderLine => discounted(bought.license.payer, bought, description, listPrice, explanation);

function discounted(
  { discountBasisPoints, currency }: DemoAccount,
  bought: Bought & Pick<OrderLine, 'license'>,
  description: string,
  listPrice: bigint,
  explanation: string | null,
): OrderLine {
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

  /** Support by the piece (R21). */
  incidents(
    account: DemoAccount,
    support: SupportProductEntity,
    quantity: number,
    day: Day,
  ): OrderLine {
    const price = this.catalog.price(support, 'PURCHASE', account.currency, day);
    const bought = { kind: 'SUPPORT_INCIDENT', license: null, product: null, addOns: [] } as const;
    return discounted(
      account,
      { ...bought, support, quantity },
      support.name,
      price * BigInt(quantity),
      `${quantity} × ${moneyText(price, account.currency)}`,
    );
  }

  /** The price difference of a larger product (R23). */
  modification(license: DemoLicense, from: ProductEntity, to: ProductEntity, day: Day): OrderLine {
    const { payer } = license;
    const [before, after] = [from, to].map((product) =>
      this.catalog.price(product, 'PURCHASE', payer.currency, day),
    ) as [bigint, bigint];
    const shown = [after, before].map((price) => moneyText(price, payer.currency)).join(' less ');
    const bought: BoughtFor = { kind: 'MODIFY', license, product: to, addOns: [] };
    return lineOf(bought, `Change of ${from.name} to ${to.name}`, after - before, shown);
  }

  /** Twelve more months of Maintenance and Support, add-ons included. */
  renewal(license: DemoLicense, from: Day, to: Day, day: Day): OrderLine {
    const { payer, product, addOns } = license;
    let price = 0n;
    for (const item of [product, ...addOns])
      price += this.catalog.price(item, 'MAINTENANCE', payer.currency, day);
    const description = `Maintenance and Support for ${product.name}`;
    const bought: BoughtFor = { kind: 'RENEW', license, product, addOns: [] };
    return lineOf(bought, description, price, `${from} to ${to}`);
  }
}
