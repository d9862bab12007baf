import { schemaEnum } from '../schema-enum';
import type { Reason } from '../refusal';

/** How an order of a guest stands. */
export const GuestOrderStatus = schemaEnum('GuestOrderStatus', 'Status of the order of a guest.', {
  PENDING: 'Its payment is pending; nothing is ordered yet.',
  PLACED: 'It is paid and placed.',
  FAILED: 'Its payment failed; nothing was charged and nothing was ordered.',
});
export type GuestOrderStatus = keyof typeof GuestOrderStatus;

/** What decides about the cart of a guest. */
export interface GuestCartState {
  /** Of what was ordered of it last; null when nothing was. */
  readonly order: { readonly status: GuestOrderStatus } | null;
  /** Whether it is known who buys. */
  readonly hasBuyer: boolean;
  /** How many lines it has. */
  readonly lines: number;
}

const ORDERED: Reason = {
  code: 'CART_ORDERED',
  message: 'This cart was ordered already. Create a new one to order more.',
  field: ['cartToken'],
};
const IN_PROGRESS: Reason = {
  code: 'CHECKOUT_IN_PROGRESS',
  message:
    'Payment of this cart is pending. Complete it with `confirmGuestPayment`, or cancel it with `cancelGuestPayment`.',
  field: ['cartToken'],
};
const NOT_ORDERED: Reason = {
  code: 'CART_NOT_ORDERED',
  message: 'Nothing of this cart was ordered yet: order it with `guestCheckout`.',
  field: ['cartToken'],
};
const NO_BUYER: Reason = {
  code: 'BUYER_MISSING',
  message: 'Give the e-mail address and the billing address first, with `setGuestBuyer`.',
  field: ['cartToken'],
};
const EMPTY: Reason = { code: 'CART_EMPTY', message: 'The cart is empty.', field: ['cartToken'] };

/** Can a guest's cart be changed, or taken into an account? Null, or why not. */
export const decideGuestChange = ({ order }: Pick<GuestCartState, 'order'>): Reason | null =>
  order?.status === 'PLACED' ? ORDERED : order?.status === 'PENDING' ? IN_PROGRESS : null;

/** Can it be ordered? Null, or why not. */
export const decideGuestOrder = (cart: GuestCartState): Reason | null =>
  decideGuestChange(cart) ?? decideBuyer(cart) ?? (cart.lines > 0 ? null : EMPTY);

/** Is it known who buys? Null, or why not. */
export const decideBuyer = ({ hasBuyer }: Pick<GuestCartState, 'hasBuyer'>): Reason | null =>
  hasBuyer ? null : NO_BUYER;

/** Is there a payment that can be completed, or canceled? Null, or why not. */
export const decideGuestConfirmation = ({ order }: Pick<GuestCartState, 'order'>): Reason | null =>
  order === null ? NOT_ORDERED : null;
