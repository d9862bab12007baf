import { decidePay } from '../../domain/billing/invoice-life';
import { balanceOf } from '../../domain/billing/invoice-totals';
import { sum } from '../../domain/billing/money';
import { Refusal } from '../../domain/refusal';
import type { LockedInvoice } from '../invoice/invoice-change.repository';

/** What an attempt is to pay: the balances of invoices, or an order that has no invoice before it is paid (R27). */
export type PaymentTarget =
  | { readonly invoices: readonly LockedInvoice[] }
  | {
      readonly orderId: number;
      /** Minor units of the account's currency, above zero. */
      readonly amount: bigint;
      /** What the payer reads on their statement. */
      readonly description: string;
    };

/** What a target comes to. */
interface Owed {
  readonly amount: bigint;
  readonly description: string;
  /** Empty for an order. */
  readonly invoices: readonly LockedInvoice[];
}

/** What a target asks for. @throws Refusal what `decidePay` refuses. */
export function owed(target: PaymentTarget): Owed {
  if ('orderId' in target) return { ...target, invoices: [] };
  const { invoices } = target;
  for (const invoice of invoices) {
    const reason = decidePay(invoice);
    if (reason !== null) throw new Refusal(reason);
  }
  return {
    amount: sum(invoices.map(balanceOf)),
    description: invoices
      .map(({ number }) => number)
      .join(', ')
      .slice(0, 200),
    invoices,
  };
}
