import type { AccountGrants } from '../../domain/people/actor';
import { paidFromCredit } from '../../domain/billing/account-credit';
import { decideOrderCharge, type LimitsOf } from '../../domain/billing/charge-limits';
import { decideTotal } from '../../domain/purchasing/decisions';
import type { LineUse } from '../../domain/purchasing/order-line';
import type { Reason } from '../../domain/refusal';
import type { Queries } from '../../database/database';
import { rowLoader } from '../../graphql/lists';
import { AccessDenied } from '../../permissions/access-denied';
import type { AccountRow } from '../account/account.types';
import type { Context } from '../context';
import { creditLoader } from '../invoice/invoice.loaders';
import type { InvoiceRepository } from '../invoice/invoice.repository';
import type { BasketReader } from './basket.reader';
import type { Basket } from './basket.types';
import { cartOfAccountLoader, linesOfCartLoader, orderableCartLoader } from './cart.loaders';
import { type CartRepository } from './cart.repository';
import type { CartLineRow } from './cart.types';
import { CART_EMPTY, IN_PROGRESS, IN_PROGRESS_FOR_LICENSE } from './order-refusals';
import { PendingOrderRepository } from './pending-order.repository';
import { linesFor, missingFor } from './wanted';

/** Is there anything in a cart that somebody may buy (R26, R63)? Null, or why not. */
export function decideLines(
  grants: AccountGrants | null,
  lines: readonly { readonly use: LineUse }[],
): Reason | AccessDenied | null {
  const [first] = lines;
  if (first === undefined) return CART_EMPTY;
  const missing = linesFor(grants, lines).length === 0 ? missingFor(grants, first.use) : null;
  return missing && new AccessDenied(missing);
}

/**
 * Can a line of a cart be changed, or taken out? Not while it is being paid for: what is bought then is what was
 * ordered, and the line leaves the cart with it. Null, or why not.
 */
export const decideLineChange = ({ ordered }: { readonly ordered: boolean }): Reason | null =>
  ordered ? IN_PROGRESS : null;

/**
 * Can it be paid at all? A reseller can be invoiced monthly, and what costs nothing, or less than the account has in
 * credit, asks no card. Null, or why not.
 */
function decideCharged(
  { totals, buyer: { currency } }: Basket,
  reseller: boolean,
  credit: bigint,
  limits: LimitsOf,
): Reason | null {
  const { rest } = paidFromCredit(totals.total, credit, limits(currency).least);
  return reseller || rest === 0n
    ? null
    : decideOrderCharge(rest, currency, limits(currency), reseller);
}

/** What `viewerCan` asks of carts; the mutations ask the same under the lock. */
export function cartDecisions(
  reading: Queries,
  reader: BasketReader,
  carts: CartRepository,
  invoices: InvoiceRepository,
  limits: LimitsOf,
) {
  const pending = new PendingOrderRepository(reading);
  const change = async ({ pk }: CartLineRow, context: Context): Promise<Reason | null> => {
    const ordered = rowLoader(
      context,
      'CartLine.ordered',
      (scope, keys) => pending.ordered(scope, keys),
      (row) => row.cartLineId,
    );
    return decideLineChange({ ordered: (await ordered.load(pk)) !== null });
  };
  return {
    checkout: async (
      { pk, grants, reseller }: AccountRow,
      context: Context,
    ): Promise<Reason | AccessDenied | null> => {
      const pendingOrders = rowLoader(
        context,
        'Account.cartPending',
        (scope, keys) => pending.ofCarts(scope, keys),
        (row) => row.accountId,
      );
      if ((await pendingOrders.load(pk)) !== null) return IN_PROGRESS;
      const cart = await cartOfAccountLoader(context, carts).load(pk);
      if (cart === null) return decideLines(grants.OWNER, []);
      const all = await linesOfCartLoader(context, carts).load(cart.pk);
      const pendingLicenses = rowLoader(
        context,
        'License.orderPending',
        (scope, keys) => pending.ofLicenses(scope, keys),
        (row) => row.licenseId,
      );
      const licenses = linesFor(grants.OWNER, all).flatMap(({ license }) => license ?? []);
      const found = await Promise.all(licenses.map((license) => pendingLicenses.load(license)));
      if (found.some((one) => one !== null)) return IN_PROGRESS_FOR_LICENSE;
      const { basket } = await orderableCartLoader(context, reading, reader).load(cart);
      const unsold = basket.offers.find(({ problem }) => problem !== null);
      const credit = (await creditLoader(context, invoices).load(pk))?.credit ?? 0n;
      return (
        decideLines(grants.OWNER, all) ??
        unsold?.problem ??
        decideTotal(basket.totals.total, basket.buyer.currency) ??
        decideCharged(basket, reseller === 1, credit, limits)
      );
    },
    updateCartLine: change,
    removeCartLine: change,
  };
}
