import type { Reason } from '../refusal';
import { schemaEnum } from '../schema-enum';

export const PaymentKind = schemaEnum('PaymentKind', 'Payment method.', {
  CARD: 'By card.',
  BANK_TRANSFER: 'By bank transfer.',
  CREDIT: 'From account credit: no money moved.',
});
export type PaymentKind = keyof typeof PaymentKind;

/** Pending until the gateway has said its outcome (R56). */
export const PaymentStatus = schemaEnum('PaymentStatus', 'Outcome of a payment.', {
  PENDING: 'Not known yet; the payment service is asked before anything else happens.',
  SUCCEEDED: 'Paid.',
  FAILED: 'Failed, or recorded by mistake; see `failure`.',
});
export type PaymentStatus = keyof typeof PaymentStatus;

/** Can a payment be called off? Only while it waits for its payer to confirm it. Null, or why not. */
export function decideCancelPayment({
  status,
  confirmationPending,
}: {
  readonly status: PaymentStatus;
  readonly confirmationPending: boolean;
}): Reason | null {
  if (status === 'PENDING' && confirmationPending) return null;
  return {
    code: 'NOTHING_TO_CANCEL',
    message: 'Only a payment that its payer has yet to confirm can be canceled.',
  };
}
