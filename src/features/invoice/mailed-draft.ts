import { mailedAmount, type InvoiceAmounts } from '../../domain/mail/account-mails';
import type { InvoiceDraft } from './invoice-issue.repository';

/** A mail is no place for thousands of lines; the PDF has them all. */
export const MAILED_LINES = 40;

/** What the mail of a document that was just issued says of money. */
export function mailedDraft(draft: InvoiceDraft): InvoiceAmounts {
  const { currency, lines, taxNote } = draft;
  const money = (minor: bigint) => mailedAmount(minor, currency);
  return {
    lines: lines
      .slice(0, MAILED_LINES)
      .map(({ description, amount }) => ({ description, amount: money(amount) })),
    further: Math.max(0, lines.length - MAILED_LINES),
    subtotal: money(draft.subtotal),
    tax: money(draft.tax),
    taxNote,
    total: money(draft.total),
  };
}
