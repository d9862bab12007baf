import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import { perAddress, type Limit } from '../../graphql/limits';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import type { Context } from '../context';
import { guestCartIn } from './guest-cart.reader';
import {
  CancelGuestPaymentInput,
  CancelGuestPaymentPayload,
  ConfirmGuestPaymentInput,
  ConfirmGuestPaymentPayload,
  GuestCheckoutInput,
  GuestCheckoutPayload,
  PrepareGuestPaymentInput,
  PrepareGuestPaymentPayload,
  SetGuestBuyerInput,
  SetGuestBuyerPayload,
} from './guest-checkout.mutation-types';
import type { GuestCheckoutService } from './guest-checkout.service';

const HOUR = 3_600;
const perCart = (most: number): Limit<{ readonly cartToken: string }> => ({
  by: 'cart',
  of: ({ cartToken }) => cartToken,
  most,
  seconds: HOUR,
});

export const SetGuestBuyerCart = guestCartIn(() => SetGuestBuyerPayload);
export const GuestCheckoutCart = guestCartIn(() => GuestCheckoutPayload);
export const ConfirmGuestPaymentCart = guestCartIn(() => ConfirmGuestPaymentPayload);
export const CancelGuestPaymentCart = guestCartIn(() => CancelGuestPaymentPayload);

/** Buying without an account (R1). */
@Resolver()
export class GuestCheckoutResolver {
  constructor(private readonly service: GuestCheckoutService) {}

  @Write(() => SetGuestBuyerInput, () => SetGuestBuyerPayload, {
    description:
      "Says who buys what a guest's cart holds, before `guestCheckout`. Nothing is opened or mailed yet, and the data are deleted with the cart when nothing is ordered. Result and response time do not reveal whether a user with the address exists. Errors: `CART_NOT_FOUND` when no cart has the token, `CART_ORDERED`, `CHECKOUT_IN_PROGRESS` while payment of it is pending, `VAT_NUMBER_OF_ANOTHER_COUNTRY`, `NO_CURRENCY`.",
    on: null,
    dryRun: false,
    limits: [perAddress(60, HOUR), perCart(30)],
  })
  setGuestBuyer(input: SetGuestBuyerInput, call: Call): Promise<Outcome<SetGuestBuyerPayload>> {
    return this.service.setBuyer(call, input);
  }

  @Write(() => PrepareGuestPaymentInput, () => PrepareGuestPaymentPayload, {
    description:
      'Starts to take the card details of a guest: pass the returned secret to the form of the payment service, then the `reference` to `guestCheckout`. Errors: `CART_NOT_FOUND`, `BUYER_MISSING` before `setGuestBuyer`, `CART_ORDERED`, `CHECKOUT_IN_PROGRESS`, `PAYMENTS_UNAVAILABLE`, `GATEWAY_UNAVAILABLE`.',
    on: null,
    dryRun: false,
    limits: [perAddress(60, HOUR), perCart(30)],
  })
  prepareGuestPayment(
    { cartToken }: PrepareGuestPaymentInput,
    call: Call,
  ): Promise<Outcome<PrepareGuestPaymentPayload>> {
    return this.service.prepare(call, cartToken);
  }

  @Write(() => GuestCheckoutInput, () => GuestCheckoutPayload, {
    description:
      "Orders what a guest's cart holds and charges the card. With the order comes a new account: its holder is the user of the address, who is added if there is none. License keys, receipt and a link to choose a password (or, for who signs in already, that there is a new account) go to that address by mail alone. Result and response time do not reveal whether a user with the address exists. When the payment fails, nothing is ordered, opened or mailed, and the cart is unchanged. Declined cards are limited per cart, address and network (`RATE_LIMITED`). Errors: `CART_NOT_FOUND`, `BUYER_MISSING` before `setGuestBuyer`, `CART_EMPTY`, `CART_ORDERED`, `CHECKOUT_IN_PROGRESS`, `MISSING`, `PRICE_CHANGED` when the total differs from `acceptTotal`, `NO_CARD`, `SETUP_INCOMPLETE`, `PAYMENT_ACTION_REQUIRED` (see `paymentAction`), those of lines that cannot be bought any more, and those of cards as for `payInvoice`.",
    on: null,
    dryRun: true,
    limits: [perAddress(60, HOUR), perCart(30)],
  })
  guestCheckout(
    input: GuestCheckoutInput,
    call: Call,
    { client }: Context,
  ): Promise<Outcome<GuestCheckoutPayload>> {
    return this.service.checkout(call, input, client);
  }

  @Write(() => ConfirmGuestPaymentInput, () => ConfirmGuestPaymentPayload, {
    description:
      "Asks the payment service for the status of the payment of a guest's order that the payer confirms with their bank, and places the order once it is paid. Call it when the payer comes back, and again, without an idempotency key, while it returns `PAYMENT_ACTION_REQUIRED` or `PAYMENT_PENDING`. Errors: `CART_NOT_FOUND`, `BUYER_MISSING`, `CART_NOT_ORDERED`, `AUTHENTICATION_REQUIRED` when the payer did not confirm, and those of cards as for `payInvoice`.",
    on: null,
    dryRun: true,
    limits: [perAddress(600, HOUR), perCart(300)],
  })
  confirmGuestPayment(
    { cartToken }: ConfirmGuestPaymentInput,
    call: Call,
    { client }: Context,
  ): Promise<Outcome<ConfirmGuestPaymentPayload>> {
    return this.service.confirm(call, cartToken, client);
  }

  @Write(() => CancelGuestPaymentInput, () => CancelGuestPaymentPayload, {
    description:
      "Cancels the payment of a guest's order that the payer has not confirmed yet: nothing is charged, and the cart can be ordered again. Errors: `CART_NOT_FOUND`, `BUYER_MISSING`, `CART_NOT_ORDERED`, `NOTHING_TO_CANCEL` when the payment is not pending confirmation, `PAYMENT_SUCCEEDED` when it was confirmed meanwhile, `PAYMENT_PENDING` when the outcome is not known yet.",
    on: null,
    dryRun: true,
    limits: [perAddress(120, HOUR), perCart(30)],
  })
  cancelGuestPayment(
    { cartToken }: CancelGuestPaymentInput,
    call: Call,
  ): Promise<Outcome<CancelGuestPaymentPayload>> {
    return this.service.cancel(call, cartToken);
  }
}
