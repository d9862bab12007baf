import type { Reason } from '../../domain/refusal';

export const MONTHLY_NOT_OFFERED: Reason = {
  code: 'MONTHLY_NOT_OFFERED',
  message: 'Only resellers are invoiced monthly: pay on order.',
  field: ['billing'],
};
export const CART_EMPTY: Reason = { code: 'CART_EMPTY', message: 'There is nothing in the cart.' };
/** Said to whoever orders once more what they have just ordered: perhaps they did not see that. */
export const orderedAs = (number: string): string =>
  `It was ordered a moment ago, as ${number}; nothing was ordered again.`;
export const IN_PROGRESS: Reason = {
  code: 'CHECKOUT_IN_PROGRESS',
  message:
    'An order of this account waits for its payment. It is settled in a few minutes, or once its payer has confirmed it; wait for it, or call it off with `cancelPayment`.',
};
export const IN_PROGRESS_FOR_CUSTOMER: Reason = {
  code: 'CHECKOUT_IN_PROGRESS',
  message:
    'An order for this customer waits for its payment. It is settled in a few minutes, or once its payer has confirmed it; wait for it, or call it off with `cancelPayment`.',
  field: ['email'],
};
