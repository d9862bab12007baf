import { documentRows, type DocumentSums } from '../../domain/billing/document-rows';
import { balanceOf } from '../../domain/billing/invoice-totals';
import { sum } from '../../domain/billing/money';
import { mailedAmount, type InvoiceAmounts } from '../../domain/mail/account-mails';
import type { LockedInvoice } from './invoice-change.repository';
import { statusAtIssue, type InvoiceDraft } from './invoice-issue.repository';

/** A mail is no place for thousands of lines; the PDF has them all. */
const MAILED_LINES = 40;

interface MailedLine {
  readonly description: string;
  /** Minor units. */
  readonly amount: bigint;
}

/** What the mail of a document says of money. @param taxNotes What it says about its tax. */
export function mailedInvoice(
  document: DocumentSums & { readonly lines: readonly MailedLine[] },
  taxNotes: readonly string[],
): InvoiceAmounts {
  const money = (minor: bigint) => mailedAmount(minor, document.currency);
  const further = document.lines.slice(MAILED_LINES);
  return {
    lines: document.lines
      .slice(0, MAILED_LINES)
      .map(({ description, amount }) => ({ description, amount: money(amount) })),
    further:
      further.length === 0
        ? null
        : { lines: further.length, amount: money(sum(further.map(({ amount }) => amount))) },
    rows: documentRows(document).map(({ label, amount }) => ({ label, amount: money(amount) })),
    taxNotes,
  };
}

interface Beside {
  /** Number of what it corrects; left out of what is no credit note. */
  readonly corrects?: string;
  /** What a card is charged at least, where it is charged. */
  readonly least?: bigint;
  /** The invoice once something of it was paid out of the account's credit. */
  readonly paid?: LockedInvoice | undefined;
}

/** What the mail of a document that was just issued says of money. */
export function mailedDraft(
  draft: InvoiceDraft,
  { corrects, least = 0n, paid }: Beside = {},
): InvoiceAmounts {
  const { kind, total, subtotal, tax, taxNote, taxRateBasisPoints: rateInBasisPoints } = draft;
  const taxes = draft.taxes ?? [{ rateInBasisPoints, note: taxNote, subtotal, tax }];
  const notes = [taxNote, ...taxes.map(({ note }) => note)].filter((note) => note !== null);
  const balance = paid === undefined ? total - (draft.credited ?? 0n) : balanceOf(paid);
  const carried = balance > 0n && balance < least;
  const amounts = mailedInvoice(
    {
      ...draft,
      status: statusAtIssue(draft),
      taxes,
      paid: 0n,
      disputed: 0n,
      reversed: 0n,
      credited: kind === 'CREDIT_NOTE' ? total : (draft.credited ?? 0n),
      creditApplied: 0n,
      creditKept: 0n,
      refunded: 0n,
      ...paid,
      received: paid?.paid ?? 0n,
      creditNotes: [],
      summaryNumber: null,
      corrects: corrects ?? null,
    },
    [...new Set(notes)],
  );
  return carried ? { ...amounts, leastCharge: mailedAmount(least, draft.currency) } : amounts;
}
