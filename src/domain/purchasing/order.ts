import { schemaEnum } from '../schema-enum';

/** How an order is paid (R25). */
export const BillingChoice = schemaEnum('BillingChoice', 'How an order is paid.', {
  PAY_ON_ORDER: 'At once, by card.',
  MONTHLY_SUMMARY: 'With the monthly summary invoice; for resellers.',
});
export type BillingChoice = keyof typeof BillingChoice;

/** Nothing of an order that is not placed is there for anybody: no license, no invoice, no number (R27). */
export const OrderStatus = { PENDING: 'PENDING', PLACED: 'PLACED', FAILED: 'FAILED' } as const;
export type OrderStatus = keyof typeof OrderStatus;
