import type { AccountRow } from '../account/account.types';
import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { PlaceOrderInput, PlaceOrderPayload } from './place-order.mutation-types';
import type { PlaceOrderService } from './place-order.service';

@Resolver()
export class PlaceOrderResolver {
  constructor(private readonly orders: PlaceOrderService) {}

  @Write(() => PlaceOrderInput, () => PlaceOrderPayload, {
    description:
      'Orders any lines in one call, all or nothing: new licenses, modifications, add-ons, renewals, reinstatements and support incidents; for the account itself or resold; paid at once by card or, for resellers, with the monthly summary. The cart is neither read nor changed, and orders for other licenses and customers do not stand in the way, so that any number can be placed at the same time. New licenses with a `customer`, by its `email` or `customerId`, are assigned to it: its keys are mailed, and a new customer gets an account. An assignment is final, so only API tokens, and dry runs, can name customers; people assign with `prepareAssignLicense` and `assignLicense`. Personal lines need `MAKE_PURCHASES`, resold ones `RESELLER`. A declined or abandoned payment changes nothing; when the outcome of a payment is not known yet (`PAYMENT_PENDING`), order and assignments follow once it succeeds. Errors: `CONFIRMATION_REQUIRED` when a person names a customer, `BOTH_GIVEN` when it is named by address and id, `CUSTOMER_AMBIGUOUS` when support has to decide whose address it is (nothing is bought; when the address becomes ambiguous during the charge, the licenses are in your stock), `CUSTOMER_DIFFERS` when two lines name one customer differently, `TOO_MANY_LICENSES`, `LICENSE_NOT_FOUND` when no license with the key was bought for resale, `LICENSE_RESOLD` and `LICENSE_PERSONAL` when `use` differs from how the license was bought, `MISSING` and `NOT_FOR_THIS_KIND` for fields of a line, `NOT_FOR_PERSONAL_LINES`, `CHECKOUT_IN_PROGRESS` when payment of another order for the same license or customer is pending, and those of `checkout` about prices, billing, cards and caps, and of `addToCart` about what cannot be bought.',
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
  })
  placeOrder(input: PlaceOrderInput, call: Call<AccountRow>): Promise<Outcome<PlaceOrderPayload>> {
    return this.orders.place(call, input);
  }
}
