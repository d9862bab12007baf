export const PaymentKind = { CARD: 'CARD', BANK_TRANSFER: 'BANK_TRANSFER' } as const;
export type PaymentKind = keyof typeof PaymentKind;

/** Pending until the gateway has said what came of it (R56). */
export const PaymentStatus = {
  PENDING: 'PENDING',
  SUCCEEDED: 'SUCCEEDED',
  FAILED: 'FAILED',
} as const;
export type PaymentStatus = keyof typeof PaymentStatus;
