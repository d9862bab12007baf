import {
  decideCredit,
  decidePay,
  decideVoid,
  type InvoiceStanding,
} from '../../domain/billing/invoice-life';
import type { Reason } from '../../domain/refusal';
import { rowLoader } from '../../graphql/lists';
import type { Context } from '../context';
import { invoiceLoader } from './invoice.loaders';
import type { InvoiceRepository } from './invoice.repository';
import type { InvoiceRow } from './invoice.types';

/** What `viewerCan` asks of an invoice; the mutations ask the same under the lock. */
export function invoiceDecisions(invoices: InvoiceRepository) {
  const standing = async (row: InvoiceRow, context: Context): Promise<InvoiceStanding> => {
    const { pk, number, kind, status, summaryInvoiceId } = row;
    const pending = rowLoader(
      context,
      'Invoice.pending',
      (scope, keys) => invoices.pending(scope, keys),
      (one) => one.pk,
    );
    const [summary, waits] = await Promise.all([
      summaryInvoiceId === null ? null : invoiceLoader(context, invoices).load(summaryInvoiceId),
      pending.load(pk),
    ]);
    return {
      number,
      kind,
      status,
      total: BigInt(row.totalMinor),
      paid: BigInt(row.paidMinor),
      credited: BigInt(row.creditedMinor),
      onSummary: summary?.number ?? null,
      paymentPending: waits !== null,
    };
  };
  const decided =
    (decide: (invoice: InvoiceStanding) => Reason | null) =>
    async (row: InvoiceRow, context: Context): Promise<Reason | null> =>
      decide(await standing(row, context));
  return {
    payInvoice: decided(decidePay),
    voidInvoice: decided(decideVoid),
    creditInvoice: decided(decideCredit),
  };
}
