import type { AccountRow } from '../account/account.types';
import { parseMinor } from '../../domain/billing/money';
import { readAmount } from '../../domain/billing/typed-amount';
import { Refusal } from '../../domain/refusal';
import type { Queries } from '../../database/database';
import type { Call, Unit } from '../../graphql/call';
import { RowRef, RefusalWith, type Outcome } from '../../graphql/outcome';
import { AccessDenied } from '../../permissions/access-denied';
import { CartRepository } from './cart.repository';
import { decideLines } from './checkout.decisions';
import type { CheckoutInput, CheckoutPayload } from './checkout.mutation-types';
import type { Ordering } from './ordering';
import type { WantedLines } from './ordering.types';
import { OrderRepository } from './order.repository';
import type { OrderRow } from './order.types';
import { IN_PROGRESS, orderedAs } from './order-refusals';
import { PendingOrderRepository } from './pending-order.repository';
import { linesFor } from './wanted';

/** Who checks out again within so many milliseconds may not have seen that it was done. */
const A_MOMENT = 15 * 60_000;

/** Orders what is in a cart (R22 to R27). */
export class CheckoutService {
  constructor(private readonly ordering: Ordering) {}

  /** @throws FORBIDDEN; Refusal CART_EMPTY, CHECKOUT_IN_PROGRESS, and as `Ordering.order`. */
  checkout(call: Call<AccountRow>, input: CheckoutInput): Promise<Outcome<CheckoutPayload>> {
    return this.ordering.order<CheckoutPayload>(call, input, {
      lines: (unit) => linesOfCart(call, unit, input),
      answer: (_unit, { order, cart, open }, report) =>
        Promise.resolve({
          order: new RowRef('Order', order),
          payment: open && new RowRef('Payment', open.pk),
          cart: cart === null ? null : new RowRef('Cart', cart),
          ...report,
        }),
    });
  }
}

/**
 * The order that somebody means who checks out once more what is not in the cart any more. Where lines of
 * colleagues are left in it, only one that came to what they accept.
 */
async function orderedBefore(
  { scope, target, now }: Call,
  queries: Queries,
  acceptTotal: string | null,
): Promise<OrderRow | null> {
  const since = new Date(now.getTime() - A_MOMENT);
  const order = await new OrderRepository(queries).latest(scope, target.pk, since);
  if (order === null || acceptTotal === null) return order;
  const { total, currency } = order;
  const accepted = readAmount(acceptTotal, currency, ['acceptTotal'], { zero: true });
  return accepted === parseMinor(total.amount, currency) ? order : null;
}

/** The lines of the cart that the caller may buy; the others stay in it. @throws FORBIDDEN, Refusal CART_EMPTY, CHECKOUT_IN_PROGRESS. */
async function linesOfCart(call: Call, { tx }: Unit, input: CheckoutInput): Promise<WantedLines> {
  const { scope, target, now } = call;
  if ((await new PendingOrderRepository(tx).ofCarts(scope, [target.pk])).length > 0)
    throw new Refusal(IN_PROGRESS);
  const carts = new CartRepository(tx);
  const cart = await carts.lock(scope, target.pk, now);
  const all = await carts.linesOf(scope, [cart]);
  const reason = decideLines(target.grants.OWNER, all);
  if (reason !== null) {
    const ordered = await orderedBefore(call, tx, all.length === 0 ? null : input.acceptTotal);
    if (reason instanceof AccessDenied)
      throw ordered === null
        ? reason
        : new AccessDenied(reason.denial, undefined, orderedAs(ordered.number));
    if (ordered === null) throw new Refusal(reason);
    throw new RefusalWith<CheckoutPayload>(
      { order: new RowRef('Order', ordered.pk), cart: new RowRef('Cart', cart) },
      { ...reason, message: `${reason.message} ${orderedAs(ordered.number)}` },
    );
  }
  const lines = linesFor(target.grants.OWNER, all);
  return {
    cart,
    lines: lines.map((wanted) => ({ wanted, cartLineId: wanted.pk, assignTo: null })),
  };
}
