/** How an order is paid (R25). */
export const BillingChoice = {
  PAY_ON_ORDER: 'PAY_ON_ORDER',
  MONTHLY_SUMMARY: 'MONTHLY_SUMMARY',
} as const;
export type BillingChoice = keyof typeof BillingChoice;

/** Nothing of an order that is not placed is there for anybody: no license, no invoice, no number (R27). */
export const OrderStatus = { PENDING: 'PENDING', PLACED: 'PLACED', FAILED: 'FAILED' } as const;
export type OrderStatus = keyof typeof OrderStatus;
