import { carriedNote, isCarried, type LimitsOf } from '../../domain/billing/charge-limits';
import type { InvoiceSums } from '../../domain/billing/invoice-totals';
import { AWAITS_SUMMARY_NOTE, SUMMARY_NOTE, willBeSummarized } from '../../domain/billing/summary';
import type { InvoiceRow } from './invoice.types';

/** Whether an invoice waits for its summary (R49). */
export const summaryPending = ({ awaitsSummary, status, summaryInvoiceId }: InvoiceRow): boolean =>
  willBeSummarized({ awaitsSummary: awaitsSummary === 1, status, summaryInvoiceId });

/** What became of an invoice's total so far. */
export const sumsOf = ({ totalMinor, paidMinor, creditedMinor }: InvoiceRow): InvoiceSums => ({
  total: BigInt(totalMinor),
  paid: BigInt(paidMinor),
  credited: BigInt(creditedMinor),
});

/** Whether an invoice asks for less than a card is charged. */
export const carriedToNext = (invoice: InvoiceRow, limits: LimitsOf): boolean =>
  isCarried(
    {
      ...invoice,
      ...sumsOf(invoice),
      throughSummary: invoice.awaitsSummary === 1 || invoice.summaryInvoiceId !== null,
    },
    limits,
  );

/** Whether nothing is to be done about it, because it is charged together with others. */
export const othersPending = (invoice: InvoiceRow, limits: LimitsOf): boolean =>
  invoice.status === 'OPEN' && carriedToNext(invoice, limits);

/** What an invoice says below its lines: R48 and R49 to the letter, that it is carried, why it bears no tax (R69). */
export const notesOf = (invoice: InvoiceRow, limits: LimitsOf): string[] => [
  ...(invoice.kind === 'SUMMARY' ? [SUMMARY_NOTE] : []),
  ...(summaryPending(invoice) ? [AWAITS_SUMMARY_NOTE] : []),
  ...(othersPending(invoice, limits)
    ? [carriedNote(invoice.currency, limits(invoice.currency))]
    : []),
  ...(invoice.taxNote === null ? [] : [invoice.taxNote]),
];
