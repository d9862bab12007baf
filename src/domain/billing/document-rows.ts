import type { InvoiceKind, InvoiceStatus } from './invoice';
import type { CreditSums } from './account-credit';
import { balanceOf } from './invoice-totals';
import { moneyText, percentOf } from './money-text';
import { sum, type Currency } from './money';
import { isReverseCharge } from './tax';
import type { TaxTotal } from './tax-totals';

/** A credit note, as the invoice that it corrects names it. */
export interface NamedCredit {
  readonly number: string;
  /** Minor units, above zero. */
  readonly amount: bigint;
}

/** All that a document's figures follow from. Minor units of its currency. */
export interface DocumentSums extends CreditSums {
  readonly kind: InvoiceKind;
  readonly status: InvoiceStatus;
  readonly currency: Currency;
  readonly subtotal: bigint;
  /** They add up to its subtotal and its tax. */
  readonly taxes: readonly TaxTotal[];
  /** What payments of its own brought, by card, by bank and from credit, before anything of them was given back. */
  readonly received: bigint;
  /** What of that banks hold, also of what had become credit, because it is disputed or a dispute of it was lost. */
  readonly disputed: bigint;
  /** What was paid out of credit that turned out not to be there: a bank transfer was recorded by mistake. */
  readonly reversed: bigint;
  /** Credit notes that correct it, oldest first. */
  readonly creditNotes: readonly NamedCredit[];
  /** Number of the summary that it is on; null when it is on none. */
  readonly summaryNumber: string | null;
  /** Number of the invoice that it corrects; null but for a credit note. */
  readonly corrects: string | null;
}

/** What a row of figures is: each kind but CREDITED and TAX stands once at most. */
export type RowKind =
  | 'SUBTOTAL'
  | 'TAX'
  | 'TOTAL'
  | 'SET_OFF'
  | 'CREDITED'
  | 'VOID'
  | 'PAID'
  | 'PAID_FROM_CREDIT'
  | 'PAID_THROUGH_SUMMARY'
  | 'DISPUTED'
  | 'KEPT_AS_CREDIT'
  | 'REVERSED'
  | 'REFUNDED'
  | 'BALANCE';

/** One row of figures, from what the lines add up to down to what is still to be paid. */
export interface DocumentRow {
  readonly kind: RowKind;
  readonly label: string;
  /** Minor units; below zero where it takes from what is above it. */
  readonly amount: bigint;
}

/** More credit notes than these are not named one by one. */
const MOST_CREDITS = 5;

/**
 * The figures of a document below its lines: they lead from the sum of the lines to the balance. The subtotal and
 * the tax add up to the total; the total and every row after it add up to the balance. Rows of nothing are left out,
 * except for the subtotal, the total, the balance, and the tax where there is no other.
 */
export function documentRows(document: DocumentSums): readonly DocumentRow[] {
  const { subtotal, total } = document;
  const balance = balanceOf(document);
  return [
    { kind: 'SUBTOTAL', label: 'Subtotal', amount: subtotal },
    ...taxRows(document),
    { kind: 'TOTAL', label: 'Total', amount: total },
    ...[...creditRows(document), ...paidRows(document)].filter(({ amount }) => amount !== 0n),
    { kind: 'BALANCE', label: balance > 0n ? 'Balance due' : 'Balance', amount: balance },
  ];
}

/** One for each rate; with several, each says what it is on. */
function taxRows({ taxes, currency }: DocumentSums): DocumentRow[] {
  return taxes.map(({ rateInBasisPoints, note, subtotal, tax }) => {
    const rate = percentOf(rateInBasisPoints);
    const why = isReverseCharge(note) ? ', reverse charge' : '';
    const of = taxes.length === 1 ? '' : ` on ${moneyText(subtotal, currency)}`;
    return { kind: 'TAX', label: `Tax (${rate}${why})${of}`, amount: tax };
  });
}

/** What is not asked for any more. */
function creditRows(document: DocumentSums): DocumentRow[] {
  const { kind, status, credited, creditNotes, corrects } = document;
  if (kind === 'CREDIT_NOTE')
    return [{ kind: 'SET_OFF', label: `Set off against ${corrects}`, amount: -credited }];
  const named = sum(creditNotes.map(({ amount }) => amount));
  const rest = credited - named;
  const credits: DocumentRow[] =
    creditNotes.length <= MOST_CREDITS
      ? creditNotes.map(({ number, amount }) => ({
          kind: 'CREDITED',
          label: `Credited by ${number}`,
          amount: -amount,
        }))
      : [
          {
            kind: 'CREDITED',
            label: `Credited by ${creditNotes.length} credit notes`,
            amount: -named,
          },
        ];
  if (status === 'VOID') return [...credits, { kind: 'VOID', label: 'Void', amount: -rest }];
  const label = kind === 'SUMMARY' ? 'Credited on its invoices' : 'Credited';
  return [...credits, { kind: 'CREDITED', label, amount: -rest }];
}

/** What was paid, by itself and through its summary, and what of it became credit, or was taken or given back. */
function paidRows({
  paid,
  received,
  creditApplied,
  creditKept,
  refunded,
  disputed,
  reversed,
  summaryNumber,
}: DocumentSums): DocumentRow[] {
  const brought = paid + creditKept + refunded;
  const beyond = brought - received;
  const own = beyond > 0n && summaryNumber === null ? brought : received;
  // What went back by itself was taken from what was paid.
  const back = brought < own ? own - brought : 0n;
  const gone = refunded + back;
  const held = disputed < gone ? disputed : gone;
  const rest = gone - held;
  const mistaken = reversed < rest ? reversed : rest;
  return [
    { kind: 'PAID', label: 'Paid', amount: creditApplied - own },
    { kind: 'PAID_FROM_CREDIT', label: 'Paid from the account credit', amount: -creditApplied },
    {
      kind: 'PAID_THROUGH_SUMMARY',
      label: `Paid through ${summaryNumber}`,
      amount: brought > own ? own - brought : 0n,
    },
    { kind: 'KEPT_AS_CREDIT', label: 'Kept as account credit', amount: creditKept },
    { kind: 'DISPUTED', label: 'Taken back by the bank', amount: held },
    { kind: 'REVERSED', label: 'Credit recorded by mistake', amount: mistaken },
    { kind: 'REFUNDED', label: 'Refunded', amount: rest - mistaken },
  ];
}
