import { mailedAmount, type InvoiceAmounts } from '../../domain/mail/account-mails';
import type { InvoiceDraft } from './invoice-issue.repository';

/** How many lines of an invoice a mail tells of. */
const MAILED_LINES = 40;

/** What the mail about a new invoice says of money. */
export function mailedAmounts(draft: InvoiceDraft): InvoiceAmounts {
  const { currency, lines } = draft;
  const money = (minor: bigint) => mailedAmount(minor, currency);
  return {
    lines: lines
      .slice(0, MAILED_LINES)
      .map(({ description, amount }) => ({ description, amount: money(amount) })),
    further: Math.max(0, lines.length - MAILED_LINES),
    subtotal: money(draft.subtotal),
    tax: money(draft.tax),
    taxNote: draft.taxNote,
    total: money(draft.total),
  };
}
