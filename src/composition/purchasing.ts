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
import { GuestCartResolver } from '../features/purchase/guest-cart.resolver';
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
  { config, reading, ids, lists, rows, nodes, taxRules, limits, sealer, notifier }: Core,
  ordering: Ordering,
  orders: PlaceOrderService,
  { payments, charges }: Pick<Billing, 'payments' | 'charges'>,
): Wiring {
  const { carts, orders: placed, catalog, licenses, invoices } = rows;
  const reader = new BasketReader(taxRules, config.timeZone);
  const made = new OrderLicenseRepository(reading, licenses);
  const invoiceOrders = new InvoiceOrders(nodes, placed);
  const guests = new GuestCartService(reader, ids);
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
      new ConfirmPaymentResolver(new ConfirmPaymentService(payments, charges)),
      new CartMutationResolver(new CartService(reader, ids), new CartRenewals(reader)),
      new GuestCartResolver(reading, guests, catalog),
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
