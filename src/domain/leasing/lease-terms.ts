import { sum } from '../billing/money';
import type { Reason } from '../refusal';
import type { Edition, ProductFamily } from '../catalog/catalog';

/** A product, as far as a lease is concerned. */
export interface LeasedProduct {
  readonly key: number;
  readonly family: ProductFamily;
  readonly edition: Edition;
  readonly level: number;
  readonly name: string;
}

/** An add-on, as far as a lease is concerned. */
export interface LeasedAddOn {
  readonly key: number;
  readonly family: ProductFamily;
  readonly name: string;
  readonly requiresEnterprise: boolean;
}

/** What is on lease, or is to be. */
export interface LeaseChoice {
  readonly product: LeasedProduct;
  /** In any order, each once. */
  readonly addOns: readonly LeasedAddOn[];
}

/** Do these add-ons go with the product (R21)? Null, or why not. */
export function decideChoice({ product, addOns }: LeaseChoice): Reason | null {
  const field = ['addOnIds'];
  for (const { family, name, requiresEnterprise } of addOns) {
    if (family !== product.family)
      return {
        code: 'ANOTHER_FAMILY',
        message: `${name} is not available for ${product.name}.`,
        field,
      };
    if (requiresEnterprise && product.edition !== 'ENTERPRISE')
      return {
        code: 'ENTERPRISE_REQUIRED',
        message: `${name} requires the Enterprise edition.`,
        field,
      };
  }
  return null;
}

const keysOf = ({ addOns }: LeaseChoice): Set<number> => new Set(addOns.map(({ key }) => key));

/**
 * Can what is on lease become that? Edition and level go up and down, and add-ons come and go, in any
 * combination, but within the family (R43). Null, or why not.
 */
export function decideChange(from: LeaseChoice, to: LeaseChoice): Reason | null {
  if (from.product.family !== to.product.family)
    return {
      code: 'ANOTHER_FAMILY',
      message: `${from.product.name} cannot become ${to.product.name}: start another lease for it.`,
      field: ['productId'],
    };
  const refused = decideChoice(to);
  if (refused !== null) return refused;
  const [had, has] = [keysOf(from), keysOf(to)];
  const same =
    from.product.key === to.product.key &&
    had.size === has.size &&
    [...had].every((key) => has.has(key));
  return same ? { code: 'NOTHING_CHANGES', message: 'The lease has these terms already.' } : null;
}

/** Is anything taken away? Then what runs has seven days to be activated again (R34). */
export function takesAway(from: LeaseChoice, to: LeaseChoice): boolean {
  const lower = from.product.edition === 'ENTERPRISE' && to.product.edition === 'PROFESSIONAL';
  const kept = keysOf(to);
  return (
    lower || to.product.level < from.product.level || from.addOns.some(({ key }) => !kept.has(key))
  );
}

/** Something that is not offered for lease in the account's currency. */
export const notForLease = (name: string, field: string): Reason => ({
  code: 'NOT_FOR_LEASE',
  message: `${name} is not available for lease.`,
  field: [field],
});

/** What a month costs, part by part, in minor units. */
export interface MonthlyPrices {
  readonly product: bigint;
  /** By the key of the add-on. */
  readonly addOns: ReadonlyMap<number, bigint>;
}

/** What a lease has, and what was agreed for it. */
export interface AgreedTerms {
  readonly productKey: number;
  readonly prices: MonthlyPrices;
}

/** Product and add-ons together. */
export const monthlyTotal = ({ product, addOns }: MonthlyPrices): bigint =>
  sum([product, ...addOns.values()]);

/**
 * What a month costs, part by part; or why there is no price. What the lease has already keeps the price that was
 * agreed for it, whether it became dearer, cheaper or is offered no more: what is added, or taken instead, is at the
 * price of the day, and what is removed takes its own price along and no other (R43, R71).
 *
 * @param priceOf Lease price of the day of an item in the account's currency; null when it is not offered.
 * @param agreed What the lease has; null for one that is to be started.
 */
export function monthlyPricesOf(
  { product, addOns }: LeaseChoice,
  priceOf: (item: 'product' | 'addOn', key: number) => bigint | null,
  agreed: AgreedTerms | null,
): MonthlyPrices | Reason {
  const ofProduct =
    agreed?.productKey === product.key ? agreed.prices.product : priceOf('product', product.key);
  if (ofProduct === null) return notForLease(product.name, 'productId');
  const ofAddOns = new Map<number, bigint>();
  for (const { key, name } of addOns) {
    const one = agreed?.prices.addOns.get(key) ?? priceOf('addOn', key);
    if (one === null) return notForLease(name, 'addOnIds');
    ofAddOns.set(key, one);
  }
  return { product: ofProduct, addOns: ofAddOns };
}
