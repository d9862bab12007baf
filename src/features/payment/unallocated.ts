/** SQL: what is left of a payment that was for no invoice, in minor units. @param y - alias of the payment */
export const unallocatedOf = (y: string): string =>
  `GREATEST(${y}.amount - COALESCE((SELECT SUM(o.amount) FROM payment_allocations o WHERE o.account_id = ${y}.account_id AND o.payment_id = ${y}.id), 0) - COALESCE((SELECT SUM(r.amount) FROM payment_returns r WHERE r.account_id = ${y}.account_id AND r.payment_id = ${y}.id AND r.invoice_id IS NULL AND r.ours = 0), 0), 0)`;
