import type { Billing } from './billing';
import { cartDecisions } from '../features/purchase/checkout.decisions';
import { CheckoutResolver } from '../features/purchase/checkout.resolver';
import { ConfirmPaymentResolver } from '../features/purchase/confirm-payment.resolver';
import { ConfirmPaymentService } from '../features/purchase/confirm-payment.service';
import { Ordering } from '../features/purchase/ordering';
import { CheckoutService } from '../features/purchase/checkout.service';
import type { Fulfilment } from '../features/purchase/fulfilment';
import { BasketReader } from '../features/purchase/basket.reader';
import { CartMutationResolver } from '../features/purchase/cart.mutation-resolver';
import {
  AccountCartResolver,
  CartLineResolver,
  CartResolver,
} from '../features/purchase/cart.resolver';
import { CartRenewals } from '../features/purchase/cart-renewals';
import { CartService } from '../features/purchase/cart.service';
import type { RateLimits } from '../database/rate-limits';
import { SystemScope } from '../database/scope';
import { GuestCartReader } from '../features/purchase/guest-cart.reader';
import { GuestCartResolver, SetGuestCartCart } from '../features/purchase/guest-cart.resolver';
import {
  CancelGuestPaymentCart,
  ConfirmGuestPaymentCart,
  GuestCheckoutCart,
  GuestCheckoutResolver,
  SetGuestBuyerCart,
} from '../features/purchase/guest-checkout.resolver';
import { GuestCheckoutService } from '../features/purchase/guest-checkout.service';
import { GuestLimits } from '../features/purchase/guest-limits';
import { GuestCartService } from '../features/purchase/guest-cart.service';
import {
  InvoiceLineOrderResolver,
  InvoiceOrderResolver,
  InvoiceOrders,
} from '../features/purchase/invoice-order.resolver';
import { OrderLicenseRepository } from '../features/purchase/order-license.repository';
import {
  LicenseOrderResolver,
  OrderLicensesResolver,
} from '../features/purchase/order-licenses.resolver';
import {
  AccountOrdersResolver,
  OrderLineResolver,
  OrderResolver,
} from '../features/purchase/order.resolver';
import {
  ExtendMaintenanceResolver,
  extensionDecisions,
} from '../features/purchase/extend-maintenance.resolver';
import { PlaceOrderResolver } from '../features/purchase/place-order.resolver';
import { RenewLicensesResolver } from '../features/purchase/renew-licenses.resolver';
import { RenewLicensesService } from '../features/purchase/renew-licenses.service';
import type { PlaceOrderService } from '../features/purchase/place-order.service';
import type { Core, Wiring } from './wiring';

/** Orders what somebody wants, as billing lets them pay for it. */
export const orderingOf = (
  { config, taxRules }: Core,
  fulfilment: Fulfilment,
  { payments, cards }: Pick<Billing, 'payments' | 'cards'>,
): Ordering =>
  new Ordering(
    new BasketReader(taxRules, config.timeZone),
    payments,
    fulfilment,
    cards,
    config.timeZone,
  );

/** Carts and orders. */
export function purchasing(
  core: Core,
  ordering: Ordering,
  orders: PlaceOrderService,
  { payments, charges, cards }: Pick<Billing, 'payments' | 'charges' | 'cards'>,
  rateLimits: RateLimits,
): Wiring {
  const { config, reading, ids, lists, rows, nodes, taxRules, limits, sealer, notifier } = core;
  const { answerAfter } = core;
  const { carts, orders: placed, catalog, licenses, invoices } = rows;
  const reader = new BasketReader(taxRules, config.timeZone);
  const made = new OrderLicenseRepository(reading, licenses);
  const invoiceOrders = new InvoiceOrders(nodes, placed);
  const guests = new GuestCartService(reader, ids);
  const guestCarts = new GuestCartReader(reading, guests, catalog);
  const confirming = new ConfirmPaymentService(payments, charges);
  const guestCheckout = new GuestCheckoutService(
    new SystemScope('guests'),
    reading,
    ordering,
    confirming,
    cards,
    new GuestLimits(rateLimits),
    answerAfter,
  );
  return {
    decisions: {
      ...cartDecisions(reading, reader, carts, invoices, limits),
      ...extensionDecisions,
    },
    resolvers: [
      new AccountCartResolver(carts),
      new CartResolver(reading, reader),
      new CartLineResolver(reading, reader, catalog, licenses),
      new CheckoutResolver(new CheckoutService(ordering)),
      new PlaceOrderResolver(orders),
      new ExtendMaintenanceResolver(sealer, notifier, config.timeZone),
      new RenewLicensesResolver(new RenewLicensesService(ids, reader, orders)),
      new ConfirmPaymentResolver(confirming),
      new CartMutationResolver(new CartService(reader, ids), new CartRenewals(reader)),
      new GuestCartResolver(guests, guestCarts),
      new SetGuestCartCart(guestCarts),
      new GuestCheckoutResolver(guestCheckout),
      new SetGuestBuyerCart(guestCarts),
      new GuestCheckoutCart(guestCarts),
      new ConfirmGuestPaymentCart(guestCarts),
      new CancelGuestPaymentCart(guestCarts),
      new AccountOrdersResolver(placed, lists),
      new OrderResolver(placed, invoices),
      new OrderLineResolver(licenses, catalog),
      new InvoiceOrderResolver(invoiceOrders),
      new InvoiceLineOrderResolver(invoiceOrders),
      new OrderLicensesResolver(made, lists),
      new LicenseOrderResolver(placed, made),
    ],
  };
}
