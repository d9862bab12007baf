import { everyone, holder, may, staff, type Rule } from '../rule';
import type { PermissionTable } from './permission-table';
import { payers } from './sides';

/** Either of those who buy sees the one cart, whose total is one, and all orders. */
const buyers: Rule = [may('MAKE_PURCHASES'), may('RESELLER'), staff()];
/** A line belongs to the account as its owner, or as a seller when it is resold (R26). */
const buyersOfLine: Rule = [
  may('MAKE_PURCHASES', 'OWNER'),
  may('RESELLER', 'OWNER'),
  may('RESELLER', 'SELLER'),
  may('MAKE_PURCHASES', 'SELLER'),
  staff(),
];
/**
 * What a line is about, and costs, is the business of whoever may buy it: its words tell of the licence. A holder
 * still sees what was once resold (R6).
 */
const ownBuyersOfLine: Rule = [
  may('MAKE_PURCHASES', 'OWNER'),
  may('RESELLER', 'SELLER'),
  holder('SELLER'),
  staff(),
];

/** Whoever paid for a licence, and may buy such: its customer learns nothing of a reseller's orders (R7). */
const orderSide: Rule = [
  may('MAKE_PURCHASES', 'OWNER'),
  may('RESELLER', 'SELLER'),
  holder('SELLER'),
  // Of what is leased there is none.
  may('LEASE_PROVIDER', 'PROVIDER'),
  holder('PROVIDER'),
  staff(),
];

export const PURCHASING: PermissionTable = {
  Query: { fields: { guestCart: everyone } },
  Mutation: {
    fields: {
      setGuestCart: everyone,
      takeGuestCart: [may('MAKE_PURCHASES')],
      // Which of the two a line needs is asked by its use (R26).
      checkout: [may('MAKE_PURCHASES'), may('RESELLER')],
      addToCart: [may('MAKE_PURCHASES'), may('RESELLER')],
      updateCartLine: [may('MAKE_PURCHASES', 'OWNER'), may('RESELLER', 'SELLER')],
      // What was to be resold can be taken out when the capability is gone (R6).
      removeCartLine: [may('MAKE_PURCHASES', 'OWNER'), may('RESELLER', 'SELLER'), holder('SELLER')],
    },
  },
  Account: { fields: { cart: buyers, orders: buyers } },
  Cart: {
    row: buyers,
    fields: {
      lines: buyers,
      linesLeft: buyers,
      discount: buyers,
      subtotal: buyers,
      tax: buyers,
      total: buyers,
      totalToOrder: buyers,
      quote: buyers,
    },
  },
  CartQuote: { fields: { subtotal: buyers, tax: buyers, total: buyers } },
  CartLine: {
    row: buyersOfLine,
    fields: {
      price: ownBuyersOfLine,
      priceChanged: ownBuyersOfLine,
      problem: ownBuyersOfLine,
      license: ownBuyersOfLine,
    },
  },
  // Whoever came to the line sees what it costs.
  LinePrice: {
    fields: { listPrice: everyone, discount: everyone, amount: everyone, tax: everyone },
  },
  PriceChanged: { fields: { before: everyone, now: everyone } },
  // Whoever has its token.
  GuestCart: { fields: { subtotal: everyone, tax: everyone, total: everyone } },
  SetGuestCartPayload: { fields: { token: everyone } },
  Order: {
    row: buyers,
    fields: {
      lines: buyers,
      discount: buyers,
      subtotal: buyers,
      tax: buyers,
      total: buyers,
      licenses: buyers,
      invoice: payers,
    },
  },
  License: { fields: { order: orderSide } },
  OrderLine: {
    fields: { price: ownBuyersOfLine, license: ownBuyersOfLine },
  },
};
