import { Refusal } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import { Ref, type Outcome } from '../../graphql/outcome';
import { AccessDenied } from '../../permissions/access-denied';
import { CartRepository } from './cart.repository';
import { decideLines } from './checkout.decisions';
import type { CheckoutInput, CheckoutPayload } from './checkout.inputs';
import type { Ordering } from './ordering';
import type { WantedLines } from './ordering.types';
import { linesFor } from './wanted';

/** Orders what is in a cart (R22 to R27). */
export class CheckoutService {
  constructor(private readonly ordering: Ordering) {}

  /** @throws FORBIDDEN; Refusal CART_EMPTY, and as `Ordering.order`. */
  checkout(call: Call, input: CheckoutInput): Promise<Outcome<CheckoutPayload>> {
    return this.ordering.order<CheckoutPayload>(call, input, {
      lines: (unit) => linesOfCart(call, unit),
      assignTo: null,
      answer: (_unit, { order, cart, open }, came) =>
        Promise.resolve({
          order: new Ref('Order', order),
          payment: open && new Ref('Payment', open.pk),
          cart: cart === null ? null : new Ref('Cart', cart),
          ...came,
        }),
    });
  }
}

/** The lines of the cart that the caller may buy; the others stay in it. @throws FORBIDDEN, Refusal CART_EMPTY. */
async function linesOfCart({ scope, target, now }: Call, { tx }: Unit): Promise<WantedLines> {
  const carts = new CartRepository(tx);
  const cart = await carts.lock(scope, target.pk, now);
  const all = await carts.linesOf(scope, [cart]);
  const reason = decideLines(target.grants.OWNER, all);
  if (reason instanceof AccessDenied) throw reason;
  if (reason !== null) throw new Refusal(reason);
  const lines = linesFor(target.grants.OWNER, all);
  return { cart, lines: lines.map((wanted) => ({ wanted, cartLineId: wanted.pk })) };
}
