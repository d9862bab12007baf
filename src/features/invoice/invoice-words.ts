import type { InvoiceKind } from '../../domain/billing/invoice';
import type { InvoiceDocument } from './invoice-document';

/** What a document calls itself. */
export const TITLES: Readonly<Record<InvoiceKind, string>> = {
  STANDARD: 'Invoice',
  SUMMARY: 'Summary invoice',
  LEASE: 'Lease invoice',
  CREDIT_NOTE: 'Credit note',
};

/** `19 %` of 1900 basis points, `5.5 %` of 550. */
export function percentOf(basisPoints: number): string {
  const [whole, rest] = [Math.trunc(basisPoints / 100), basisPoints % 100];
  const decimals = String(rest).padStart(2, '0').replace(/0+$/, '');
  return `${whole}${decimals === '' ? '' : `.${decimals}`} %`;
}

/** How it stands with its payment, in words; its day stands beside it. */
export function paymentStatus(document: InvoiceDocument): string {
  const { status, kind, summaryNumber, willBeSummarized } = document;
  if (status === 'VOID') return 'Void: nothing is to be paid';
  if (kind === 'CREDIT_NOTE') return 'Credited to the account';
  if (status === 'CREDITED') return 'Credited: nothing is to be paid';
  if (status === 'PAID') return summaryNumber === null ? 'Paid' : `Paid through ${summaryNumber}`;
  if (summaryNumber !== null) return `To be paid through ${summaryNumber}`;
  if (willBeSummarized) return 'Open, will be summarized';
  return status === 'OVERDUE' ? 'Overdue' : 'Open';
}

/** One row of what the lines add up to. */
export interface TotalRow {
  readonly label: string;
  readonly amount: bigint;
  readonly strong: boolean;
}

/** What the lines add up to, what was paid of it, and what is left. */
export function totalRows(document: InvoiceDocument): readonly TotalRow[] {
  const { subtotal, tax, taxRateInBasisPoints, total, paid, balance } = document;
  const { kind, status, summaryNumber } = document;
  const row = (label: string, amount: bigint, strong = false): TotalRow => ({
    label,
    amount,
    strong,
  });
  const totals = [
    row('Subtotal', subtotal),
    row(`Tax (${percentOf(taxRateInBasisPoints)})`, tax),
    row('Total', total, true),
  ];
  // A credit note asks for nothing.
  if (kind === 'CREDIT_NOTE') return totals;
  const throughSummary = status === 'PAID' && summaryNumber !== null ? total - paid : 0n;
  return [
    ...totals,
    row('Paid', -paid),
    ...(throughSummary === 0n ? [] : [row(`Paid through ${summaryNumber}`, -throughSummary)]),
    row('Balance', balance, true),
  ];
}
