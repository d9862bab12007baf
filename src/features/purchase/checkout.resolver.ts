import type { AccountRow } from '../account/account.types';
import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { CheckoutInput, CheckoutPayload } from './checkout.mutation-types';
import type { CheckoutService } from './checkout.service';

@Resolver()
export class CheckoutResolver {
  constructor(private readonly orders: CheckoutService) {}

  @Write(() => CheckoutInput, () => CheckoutPayload, {
    description:
      'Orders the content of the cart: paid at once by card or, for resellers, with the monthly summary. A declined or abandoned payment leaves the cart unchanged. Personal lines need `MAKE_PURCHASES`, resold ones `RESELLER`; lines that the caller may not buy stay in the cart (`Cart.linesLeft`). Errors: `CART_EMPTY` when there is nothing to order (with `order` when it was just ordered, such as by a double click), `PRICE_CHANGED` when the total differs from `acceptTotal`, `INVALID_AMOUNT`, `AMOUNT_TOO_LARGE`, `MONTHLY_NOT_OFFERED` when the account is not a reseller, `CHECKOUT_IN_PROGRESS` when payment of another order is pending, `SPENDING_CAP_REACHED`, those of lines that cannot be bought any more, and those of cards as for `payInvoice`.',
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
    decided: true,
  })
  checkout(input: CheckoutInput, call: Call<AccountRow>): Promise<Outcome<CheckoutPayload>> {
    return this.orders.checkout(call, input);
  }
}
