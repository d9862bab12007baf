import type { Reason } from '../../domain/refusal';

export const MONTHLY_NOT_OFFERED: Reason = {
  code: 'MONTHLY_NOT_OFFERED',
  message: 'Only resellers can be invoiced monthly: pay on order.',
  field: ['billing'],
};
export const CART_EMPTY: Reason = { code: 'CART_EMPTY', message: 'The cart is empty.' };
/** Said to whoever orders once more what they have just ordered: perhaps they did not see that. */
export const orderedAs = (number: string): string =>
  `The cart was just ordered, as ${number}; nothing was ordered again.`;
export const IN_PROGRESS: Reason = {
  code: 'CHECKOUT_IN_PROGRESS',
  message:
    'Payment of another order of this account is pending. It is settled in a few minutes, or once the payer has confirmed it. Wait for it, or cancel it with `cancelPayment`.',
};
export const IN_PROGRESS_FOR_CUSTOMER: Reason = {
  code: 'CHECKOUT_IN_PROGRESS',
  message:
    'Payment of another order for this customer is pending. It is settled in a few minutes, or once the payer has confirmed it. Wait for it, or cancel it with `cancelPayment`.',
};
export const IN_PROGRESS_FOR_LICENSE: Reason = {
  code: 'CHECKOUT_IN_PROGRESS',
  message:
    'Payment of another order for this license is pending. It is settled in a few minutes, or once the payer has confirmed it. Wait for it, or cancel it with `cancelPayment`.',
};
