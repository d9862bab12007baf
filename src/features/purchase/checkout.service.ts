import { Refusal } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import { Ref, type Outcome } from '../../graphql/outcome';
import { CartRepository } from './cart.repository';
import type { CheckoutInput, CheckoutPayload } from './checkout.inputs';
import type { Ordering } from './ordering';
import type { WantedLines } from './ordering.types';

/** Orders what is in a cart (R22 to R27). */
export class CheckoutService {
  constructor(private readonly ordering: Ordering) {}

  /** @throws Refusal CART_EMPTY, and as `Ordering.order`. */
  checkout(call: Call, input: CheckoutInput): Promise<Outcome<CheckoutPayload>> {
    return this.ordering.order<CheckoutPayload>(call, input, {
      lines: (unit) => linesOfCart(call, unit),
      assignTo: null,
      answer: (_unit, { order, cart, open }, userErrors) =>
        Promise.resolve({
          order: new Ref('Order', order),
          payment: open && new Ref('Payment', open.pk),
          cart: cart === null ? null : new Ref('Cart', cart),
          userErrors,
        }),
    });
  }
}

async function linesOfCart({ scope, target, now }: Call, { tx }: Unit): Promise<WantedLines> {
  const carts = new CartRepository(tx);
  const cart = await carts.lock(scope, target.pk, now);
  const lines = await carts.linesOf(scope, [cart]);
  if (lines.length === 0)
    throw new Refusal({ code: 'CART_EMPTY', message: 'There is nothing in the cart.' });
  return { cart, lines: lines.map((wanted) => ({ wanted, cartLineId: wanted.pk })) };
}
