import { or } from 'graphql-shield';
import {
  canLeaseOut,
  canMakePurchases,
  canResell,
  isAnybody,
  isHolderOf,
  isStaff,
  type PermissionRule,
} from '../rules';
import { payers } from '../sides';
import type { PermissionMap } from '../permission-map';

/** Either of those who buy sees the one cart, whose total is one, and all orders. */
const buyers: PermissionRule = or(canMakePurchases(), canResell(), isStaff('SUPPORT'));
/** A line belongs to the account as its owner, or as a seller when it is resold (R26). */
const buyersOfLine: PermissionRule = or(
  canMakePurchases(),
  canResell(),
  canResell('SELLER'),
  canMakePurchases('SELLER'),
  isStaff('SUPPORT'),
);
/**
 * What a line is about, and costs, is the business of whoever may buy it: its words tell of the license. A holder
 * still sees what was once resold (R6).
 */
const ownBuyersOfLine: PermissionRule = or(
  canMakePurchases(),
  canResell('SELLER'),
  isHolderOf('SELLER'),
  isStaff('SUPPORT'),
);

/** Whoever paid for a license, and may buy such: its customer learns nothing of a reseller's orders (R7). */
const orderSide: PermissionRule = or(
  canMakePurchases(),
  canResell('SELLER'),
  isHolderOf('SELLER'),
  // Of what is leased there is none.
  canLeaseOut('PROVIDER'),
  isHolderOf('PROVIDER'),
  isStaff('SUPPORT'),
);

export const PURCHASING: PermissionMap = {
  rows: {
    Cart: buyers,
    CartLine: buyersOfLine,
    Order: buyers,
  },
  fields: {
    Query: { guestCart: isAnybody },
    Mutation: {
      setGuestCart: isAnybody,
      // The token of the cart opens it, and nothing else.
      setGuestBuyer: isAnybody,
      prepareGuestPayment: isAnybody,
      guestCheckout: isAnybody,
      confirmGuestPayment: isAnybody,
      cancelGuestPayment: isAnybody,
      takeGuestCart: canMakePurchases(),
      // Which of the two a line needs is asked by its use (R26).
      checkout: or(canMakePurchases(), canResell()),
      placeOrder: or(canMakePurchases(), canResell()),
      renewLicenses: or(canMakePurchases(), canResell()),
      addToCart: or(canMakePurchases(), canResell()),
      addRenewalsToCart: or(canMakePurchases(), canResell()),
      updateCartLine: or(canMakePurchases(), canResell('SELLER')),
      // What was to be resold can be taken out when the capability is gone (R6).
      removeCartLine: or(canMakePurchases(), canResell('SELLER'), isHolderOf('SELLER')),
    },
    Account: { cart: buyers, orders: buyers },
    Cart: {
      lines: buyers,
      linesLeft: buyers,
      discount: buyers,
      subtotal: buyers,
      tax: buyers,
      total: buyers,
      totalToOrder: buyers,
      quote: buyers,
    },
    CartQuote: { subtotal: buyers, tax: buyers, total: buyers },
    CartLine: {
      price: ownBuyersOfLine,
      priceChanged: ownBuyersOfLine,
      problem: ownBuyersOfLine,
      license: ownBuyersOfLine,
    },
    // Whoever came to the line sees what it costs.
    LinePrice: { listPrice: isAnybody, discount: isAnybody, amount: isAnybody, tax: isAnybody },
    OrderTotals: {
      subtotal: isAnybody,
      discount: isAnybody,
      tax: isAnybody,
      total: isAnybody,
      fromCredit: isAnybody,
      charged: isAnybody,
    },
    PriceChanged: { before: isAnybody, now: isAnybody },
    // Whoever has its token.
    GuestCart: { subtotal: isAnybody, tax: isAnybody, total: isAnybody },
    GuestOrder: { total: isAnybody },
    SetGuestCartPayload: { token: isAnybody },
    PrepareGuestPaymentPayload: { secret: isAnybody },
    Order: {
      lines: buyers,
      discount: buyers,
      subtotal: buyers,
      tax: buyers,
      total: buyers,
      licenses: buyers,
      invoice: payers,
    },
    License: { order: orderSide },
    OrderLine: {
      price: ownBuyersOfLine,
      product: ownBuyersOfLine,
      addOns: ownBuyersOfLine,
      supportProduct: ownBuyersOfLine,
      license: ownBuyersOfLine,
    },
    // Whether the order may be seen says the order itself.
    Invoice: { order: payers },
    InvoiceLine: { order: payers },
  },
};
