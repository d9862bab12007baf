import type { AccountRow } from '../account/account.types';
import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { CheckoutInput, CheckoutPayload } from './checkout.inputs';
import type { CheckoutService } from './checkout.service';

@Resolver()
export class CheckoutResolver {
  constructor(private readonly orders: CheckoutService) {}

  @Write(() => CheckoutInput, () => CheckoutPayload, {
    description:
      'Orders what is in the cart: paid at once by card, or, by resellers, on the monthly summary. A declined or abandoned payment leaves nothing behind, and the cart as it was. Personal lines need `MAKE_PURCHASES`, resold ones `RESELLER`; what the caller may not buy stays in the cart (`Cart.linesLeft`). `CART_EMPTY`, with `order` where it was placed a moment ago, such as by the first of two clicks; `PRICE_CHANGED`, `INVALID_AMOUNT`, `AMOUNT_TOO_LARGE`, `MONTHLY_NOT_OFFERED`, `CHECKOUT_IN_PROGRESS`, `SPENDING_CAP_REACHED`, why a line cannot be bought any more, and what `payInvoice` says of cards.',
    on: { type: 'Account', id: 'accountId' },
    rehearsable: true,
    decided: true,
  })
  checkout(input: CheckoutInput, call: Call<AccountRow>): Promise<Outcome<CheckoutPayload>> {
    return this.orders.checkout(call, input);
  }
}
