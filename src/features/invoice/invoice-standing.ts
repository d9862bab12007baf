import { AWAITS_SUMMARY_NOTE, SUMMARY_NOTE, willBeSummarized } from '../../domain/billing/summary';
import type { InvoiceRow } from './invoice.types';

/** Whether an invoice waits for its summary (R49). */
export const waitsForSummary = ({ awaitsSummary, status, summaryInvoiceId }: InvoiceRow): boolean =>
  willBeSummarized({ awaitsSummary: awaitsSummary === 1, status, summaryInvoiceId });

/** What an invoice says below its lines: R48 and R49 to the letter, and why it bears no tax (R69). */
export const notesOf = (invoice: InvoiceRow): string[] => [
  ...(invoice.kind === 'SUMMARY' ? [SUMMARY_NOTE] : []),
  ...(waitsForSummary(invoice) ? [AWAITS_SUMMARY_NOTE] : []),
  ...(invoice.taxNote === null ? [] : [invoice.taxNote]),
];
