import type { Day } from '../billing/calendar';
import type { Currency } from '../billing/money';
import { LARGEST_AMOUNT, tooLarge } from '../billing/typed-amount';
import type { Reason } from '../refusal';
import type { ChangeableLicense, OrderKind, SoldAddOn, SoldProduct } from './order-line';

/** Most lines of a cart: all of them are priced whenever one is looked at. */
export const MOST_LINES = 100;
/** Most new licenses of a cart: all of them are made in one transaction. */
export const MOST_LICENSES = 1_000;

/** Can anything be bought for the license at all? Null, or why not. */
export function decidePurchase({
  origin,
  status,
}: Pick<ChangeableLicense, 'origin' | 'status'>): Reason | null {
  if (origin === 'LEASED')
    return {
      code: 'LICENSE_LEASED',
      message: 'The license is leased: change its lease instead.',
    };
  if (status === 'ENDED') return { code: 'LICENSE_ENDED', message: 'The license has ended.' };
  if (status === 'SUSPENDED')
    return {
      code: 'LICENSE_SUSPENDED',
      message: 'The license is suspended; contact support.',
    };
  return null;
}

/** Can the license become one of that product by a purchase (R23)? Null, or why not. */
export function decideModification(
  { product: from }: Pick<ChangeableLicense, 'product'>,
  to: SoldProduct,
): Reason | null {
  const field = ['productId'];
  if (from.family !== to.family)
    return {
      code: 'ANOTHER_FAMILY',
      message: `${from.name} cannot become ${to.name}: only edition and level can change.`,
      field,
    };
  if (from.edition === to.edition && from.level === to.level)
    return { code: 'NOTHING_CHANGES', message: `The license is for ${to.name} already.`, field };
  const lower = from.edition === 'ENTERPRISE' && to.edition === 'PROFESSIONAL';
  if (lower || to.level < from.level)
    return {
      code: 'DOWNGRADE_NOT_SOLD',
      message: `A purchased license can only be upgraded: ${from.name} can only go up, in edition or level.`,
      field,
    };
  return null;
}

/** Do these add-ons go with the product, and with what it has (R21)? Null, or why not. */
export function decideAddOns(
  product: Pick<SoldProduct, 'family' | 'edition' | 'name'>,
  has: readonly SoldAddOn[],
  added: readonly SoldAddOn[],
): Reason | null {
  const field = ['addOnIds'];
  const there = new Set(has.map(({ key }) => key));
  for (const { key, name, family, requiresEnterprise } of added) {
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
    if (there.has(key))
      return { code: 'ADD_ON_THERE', message: `${name} is on the license already.`, field };
    there.add(key);
  }
  return null;
}

/**
 * Add-ons and renewals need Maintenance and Support that is current; what lapsed is reinstated (R23). Null, or
 * why not.
 */
export function decideMaintenance(
  kind: 'ADD_ON' | 'RENEW' | 'REINSTATE',
  { maintenance }: Pick<ChangeableLicense, 'maintenance'>,
  today: Day,
): Reason | null {
  if (maintenance === null)
    return {
      code: 'NO_MAINTENANCE',
      message: 'The license never had Maintenance and Support.',
    };
  const current = today <= maintenance.to;
  if (kind === 'REINSTATE')
    return current
      ? {
          code: 'MAINTENANCE_CURRENT',
          message: `Maintenance and Support runs until ${maintenance.to}: renew it instead.`,
        }
      : null;
  return current
    ? null
    : {
        code: 'MAINTENANCE_LAPSED',
        message: `Maintenance and Support ended on ${maintenance.to}: reinstate it first.`,
      };
}

/** Does all of it fit into one cart? Null, or why not. */
export function decideSize(
  lines: readonly { readonly kind: OrderKind; readonly quantity: number }[],
): Reason | null {
  if (lines.length > MOST_LINES)
    return {
      code: 'CART_FULL',
      message: `A cart holds at most ${MOST_LINES} lines; order some of them first.`,
    };
  let licenses = 0;
  for (const { kind, quantity } of lines) if (kind === 'NEW') licenses += quantity;
  return licenses <= MOST_LICENSES
    ? null
    : {
        code: 'TOO_MANY_LICENSES',
        message: `At most ${MOST_LICENSES} new licenses can be ordered at once; order some of them first.`,
      };
}

/** Most licenses that one order assigns: each of them is mailed to its customer. */
export const MOST_ASSIGNED = 100;

/** Can one order assign so many licenses (R38)? Null, or why not. */
export function decideAssignments(
  lines: readonly { readonly assigned: boolean; readonly quantity: number }[],
): Reason | null {
  let assigned = 0;
  for (const line of lines) if (line.assigned) assigned += line.quantity;
  return assigned <= MOST_ASSIGNED
    ? null
    : {
        code: 'TOO_MANY_LICENSES',
        message: `One order assigns at most ${MOST_ASSIGNED} licenses to customers; place several orders.`,
      };
}

/** Can an order come to so much, tax included? Null, or why not. */
export const decideTotal = (total: bigint, currency: Currency): Reason | null =>
  total <= LARGEST_AMOUNT ? null : tooLarge(LARGEST_AMOUNT, currency);
