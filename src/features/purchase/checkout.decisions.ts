import type { AccountGrants } from '../../domain/access/actor';
import type { Offer } from '../../domain/purchasing/basket';
import { decideCheckout, decideLineChange } from '../../domain/purchasing/decisions';
import type { LineUse } from '../../domain/purchasing/order-line';
import type { Reason } from '../../domain/refusal';
import type { Queries } from '../../database/database';
import { rowLoader } from '../../graphql/lists';
import { AccessDenied } from '../../permissions/access-denied';
import type { AccountRow } from '../account/account.types';
import type { Context } from '../context';
import type { BasketReader } from './basket.reader';
import { cartOfAccountLoader, linesOfCartLoader, orderableCartLoader } from './cart.loaders';
import { type CartRepository } from './cart.repository';
import type { CartLineRow } from './cart.types';
import { PendingOrderRepository } from './pending-order.repository';
import { missingFor } from './wanted';

/** Why somebody cannot order what is in a cart; null when they can. */
export function whyNot(
  grants: AccountGrants | null,
  {
    waiting,
    all,
    offers,
  }: {
    readonly waiting: boolean;
    /** All lines of the cart. */
    readonly all: readonly { readonly use: LineUse }[];
    /** Of the lines that they may buy. */
    readonly offers: readonly Offer[];
  },
): Reason | AccessDenied | null {
  const [first] = all;
  // There is something, and all of it is for others to buy (R26, R63).
  if (!waiting && first !== undefined && offers.length === 0) {
    const missing = missingFor(grants, first.use);
    if (missing !== null) return new AccessDenied(missing);
  }
  return decideCheckout({ waiting, offers });
}

/** What `viewerCan` asks of carts; the mutations ask the same under the lock. */
export function cartDecisions(reading: Queries, reader: BasketReader, carts: CartRepository) {
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
      { pk, grants }: AccountRow,
      context: Context,
    ): Promise<Reason | AccessDenied | null> => {
      const waits = rowLoader(
        context,
        'Account.orderWaits',
        (scope, keys) => pending.waiting(scope, keys),
        (row) => row.accountId,
      );
      const waiting = (await waits.load(pk)) !== null;
      const cart = await cartOfAccountLoader(context, carts).load(pk);
      if (cart === null) return whyNot(grants.OWNER, { waiting, all: [], offers: [] });
      const all = await linesOfCartLoader(context, carts).load(cart.pk);
      const { basket } = await orderableCartLoader(context, reading, reader).load(cart);
      return whyNot(grants.OWNER, { waiting, all, offers: basket.offers });
    },
    updateCartLine: change,
    removeCartLine: change,
  };
}
