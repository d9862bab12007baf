import type { Reason } from '../refusal';

export const PaymentKind = {
  CARD: 'CARD',
  BANK_TRANSFER: 'BANK_TRANSFER',
  /** Out of what the account has in credit: no money moves. */
  CREDIT: 'CREDIT',
} as const;
export type PaymentKind = keyof typeof PaymentKind;

/** Pending until the gateway has said its outcome (R56). */
export const PaymentStatus = {
  PENDING: 'PENDING',
  SUCCEEDED: 'SUCCEEDED',
  FAILED: 'FAILED',
} as const;
export type PaymentStatus = keyof typeof PaymentStatus;

/** Can a payment be called off? Only while it waits for its payer to confirm it. Null, or why not. */
export function decideCancelPayment({
  status,
  waitsForPayer,
}: {
  readonly status: PaymentStatus;
  readonly waitsForPayer: boolean;
}): Reason | null {
  if (status === 'PENDING' && waitsForPayer) return null;
  return {
    code: 'NOTHING_TO_CANCEL',
    message: 'Only a payment that its payer has yet to confirm can be canceled.',
  };
}
