import { addDays } from '../billing/calendar';
import { divideHalfUp, sum, type Currency } from '../billing/money';
import { moneyText, percentOf } from '../billing/money-text';
import type { PricedItem, PriceKind } from '../catalog/catalog';
import { renewed, twelveMonths, type Cover } from '../licensing/maintenance';
import { Refusal, refuse } from '../refusal';
import {
  decideAddOns,
  decideMaintenance,
  decideModification,
  decidePurchase,
  decideTotal,
} from './decisions';
import type {
  ChangeableLicense,
  OrderedLine,
  PricedLine,
  PurchaseTerms,
  SoldAddOn,
  SoldProduct,
} from './order-line';

const WHOLE = 10_000n;
/** An invoice line takes 1000 characters; the discount and what follows need the rest. */
const LONGEST_SUM = 700;

/** A part of a list price, and what it is for. */
interface Part {
  readonly amount: bigint;
  readonly what: string;
}

/** A line before its discount. */
interface Listed {
  readonly description: string;
  readonly components: readonly Part[];
  readonly less?: Part;
  readonly quantity: number;
  /** What is to be known beside the arithmetic. */
  readonly note?: string;
  readonly license?: ChangeableLicense;
  readonly cover?: Cover;
}

function listPrice(
  { price, currency }: PurchaseTerms,
  item: PricedItem,
  kind: PriceKind,
  { key, name }: { readonly key: number; readonly name: string },
): bigint {
  const found = price(item, key, kind);
  if (found !== null) return found;
  throw new Refusal({
    code: 'NOT_SOLD',
    message: `${name} is not sold ${kind === 'PURCHASE' ? '' : `for ${kind} `}in ${currency} today.`,
  });
}

const part = (
  terms: PurchaseTerms,
  item: PricedItem,
  kind: PriceKind,
  thing: { readonly key: number; readonly name: string },
): Part => ({ amount: listPrice(terms, item, kind, thing), what: `for ${thing.name}` });

const componentsOf = (
  terms: PurchaseTerms,
  kind: PriceKind,
  product: SoldProduct,
  addOns: readonly SoldAddOn[],
): Part[] => [
  part(terms, 'PRODUCT', kind, product),
  ...addOns.map((addOn) => part(terms, 'ADD_ON', kind, addOn)),
];

const named = (things: readonly { readonly name: string }[]): string =>
  things.map(({ name }) => name).join(', ');

function listed(
  line: OrderedLine,
  licenses: ReadonlyMap<number, ChangeableLicense>,
  terms: PurchaseTerms,
): Listed {
  if (line.kind === 'NEW') {
    const { product, addOns, quantity } = line;
    refuse(decideAddOns(product, [], addOns));
    return {
      description: [product.name, ...(addOns.length > 0 ? [`with ${named(addOns)}`] : [])].join(
        ' ',
      ),
      components: componentsOf(terms, 'PURCHASE', product, addOns),
      quantity,
      note: 'Maintenance and Support for 12 months is included',
      cover: twelveMonths(terms.today),
    };
  }
  if (line.kind === 'SUPPORT_INCIDENT')
    return {
      description: line.support.name,
      components: [part(terms, 'SUPPORT_PRODUCT', 'PURCHASE', line.support)],
      quantity: line.quantity,
    };
  const license = licenses.get(line.license);
  if (license === undefined) throw new RangeError(`License ${line.license} was not handed over`);
  refuse(decidePurchase(license));
  return changed(line, license, terms);
}

/** @throws Refusal when the license cannot be changed so. */
function changed(
  line: Exclude<OrderedLine, { kind: 'NEW' | 'SUPPORT_INCIDENT' }>,
  license: ChangeableLicense,
  terms: PurchaseTerms,
): Listed {
  const { product, addOns } = license;
  // What the license has need not be sold any more: it is renewed, reinstated and changed away from all the same.
  const had = { ...terms, price: terms.latestPrice };
  if (line.kind === 'MODIFY') {
    refuse(decideModification(license, line.product));
    const less = part(had, 'PRODUCT', 'PURCHASE', product);
    return {
      description: `Change of ${product.name} to ${line.product.name}`,
      components: [part(terms, 'PRODUCT', 'PURCHASE', line.product)],
      less,
      quantity: 1,
      license: { ...license, product: line.product },
    };
  }
  if (line.kind === 'ADD_ON') {
    refuse(decideMaintenance('ADD_ON', license, terms.today));
    refuse(decideAddOns(product, addOns, line.addOns));
    if (line.addOns.length === 0)
      throw new Refusal({
        code: 'NO_ADD_ONS',
        message: 'Name the add-ons to buy.',
        field: ['addOnIds'],
      });
    return {
      description: `${named(line.addOns)} for ${product.name}`,
      components: line.addOns.map((addOn) => part(terms, 'ADD_ON', 'PURCHASE', addOn)),
      quantity: 1,
      license: { ...license, addOns: [...addOns, ...line.addOns] },
    };
  }
  refuse(decideMaintenance(line.kind, license, terms.today));
  const components = componentsOf(had, 'MAINTENANCE', product, addOns);
  const former = license.maintenance as Cover;
  const early = line.kind === 'RENEW';
  const maintenance = early ? renewed(former) : twelveMonths(terms.today);
  const covered = early ? addDays(former.to, 1) : maintenance.from;
  const surcharge = { amount: 0n, what: 'surcharge after a lapse' };
  return {
    description: `${early ? 'Maintenance and Support' : 'Reinstatement of Maintenance and Support'} for ${product.name}`,
    components: early
      ? components
      : [
          ...components,
          { ...surcharge, amount: listPrice(had, 'PRODUCT', 'REINSTATEMENT', product) },
        ],
    quantity: 1,
    note: `covers ${covered} to ${maintenance.to}`,
    license: { ...license, maintenance },
  };
}

/** `€799.00 for X + €349.00 for Y = €1,148.00; × 3 = €3,444.00` */
function arithmetic({ components, less, quantity }: Listed, currency: Currency): string {
  const one = sum(components.map(({ amount }) => amount)) - (less?.amount ?? 0n);
  const list = one < 0n ? 0n : one;
  const [first, ...others] = components;
  const added = components
    .map(({ amount, what }) => `${moneyText(amount, currency)} ${what}`)
    .join(' + ');
  const short =
    added.length <= LONGEST_SUM || first === undefined
      ? added
      : `${moneyText(first.amount, currency)} ${first.what} + ${moneyText(sum(others.map(({ amount }) => amount)), currency)} for ${others.length} more`;
  const taken = less === undefined ? '' : ` less ${moneyText(less.amount, currency)} ${less.what}`;
  const equals = others.length > 0 || less !== undefined ? ` = ${moneyText(one, currency)}` : '';
  const none = one < 0n ? '; no charge, no refund' : '';
  const times =
    quantity === 1 ? '' : `; × ${quantity} = ${moneyText(list * BigInt(quantity), currency)}`;
  return `${short}${taken}${equals}${none}${times}`;
}

/**
 * What a line costs (R23), rounded by itself, half up, where a reseller's discount applies (R24).
 * @param licenses Those that lines name, as the lines before this one make them.
 * @throws Refusal NOT_SOLD, AMOUNT_TOO_LARGE, and whatever of `decisions.ts` stands in the way.
 */
export function priceLine(
  line: OrderedLine,
  licenses: ReadonlyMap<number, ChangeableLicense>,
  terms: PurchaseTerms,
): PricedLine {
  const { currency, discountBasisPoints } = terms;
  const offer = listed(line, licenses, terms);
  const one = sum(offer.components.map(({ amount }) => amount)) - (offer.less?.amount ?? 0n);
  const list = (one < 0n ? 0n : one) * BigInt(offer.quantity);
  refuse(decideTotal(list, currency));
  const discount = divideHalfUp(list * BigInt(discountBasisPoints), WHOLE);
  const amount = list - discount;
  const discountReason =
    discountBasisPoints === 0 ? null : `${percentOf(discountBasisPoints)} reseller discount`;
  const explanation = [
    arithmetic(offer, currency),
    discountReason &&
      `less ${moneyText(discount, currency)} (${discountReason}) = ${moneyText(amount, currency)}`,
    offer.note,
  ];
  return {
    description: offer.description.slice(0, 255),
    explanation: explanation.filter(Boolean).join('; '),
    quantity: offer.quantity,
    listPrice: list,
    discount,
    discountReason,
    amount,
    license: offer.license ?? null,
    cover: offer.cover ?? null,
  };
}
