import type { ErrorCode } from '../error-code';
import type { Reason } from '../refusal';
import type { InvoiceKind, InvoiceStatus } from './invoice';
import { balanceOf, isUnpaid, type InvoiceSums } from './invoice-totals';

/** Where an invoice stands, with all that decides what can be done with it. Amounts in minor units. */
export interface InvoiceStanding extends InvoiceSums {
  readonly number: string;
  readonly kind: InvoiceKind;
  readonly status: InvoiceStatus;
  /** Number of the summary that it is on; null when it is on none, or that one was withdrawn (R49). */
  readonly onSummary: string | null;
  /** What of `paid` came out of the account's credit: voiding it gives that back. */
  readonly creditApplied: bigint;
  /** An attempt to pay it whose outcome is not known yet (R56). */
  readonly paymentPending: boolean;
}

const PENDING: Reason = {
  code: 'PAYMENT_IN_PROGRESS',
  message:
    'A payment of this invoice is in progress. Its outcome is known in a few minutes, or once the payer has confirmed it. Wait for it, or cancel it with `cancelPayment`.',
};

const reason = (code: ErrorCode, message: string): Reason => ({ code, message });

/** Why nothing can be done to it any more: it was voided, or credited in full. Null when it still stands. */
function ended({ number, status }: InvoiceStanding): Reason | null {
  switch (status) {
    case 'VOID':
      return reason('INVOICE_VOID', `Invoice ${number} was voided.`);
    case 'CREDITED':
      return reason('INVOICE_CREDITED', `Invoice ${number} was credited in full.`);
    case 'OPEN':
    case 'OVERDUE':
    case 'PAID':
      return null;
  }
}

/** Can it be paid by itself (R49)? Null, or why not. */
export function decidePay(invoice: InvoiceStanding): Reason | null {
  const { number, kind, status, total, onSummary } = invoice;
  if (kind === 'CREDIT_NOTE')
    return reason('NOTHING_TO_PAY', `${number} is a credit note: there is nothing to pay.`);
  const over = ended(invoice);
  if (over !== null) return { ...over, message: `${over.message} There is nothing to pay.` };
  if (!isUnpaid(status) && total === 0n)
    return reason('NOTHING_TO_PAY', `Invoice ${number} is free: there is nothing to pay.`);
  if (!isUnpaid(status))
    return reason(
      'INVOICE_PAID',
      onSummary === null
        ? `Invoice ${number} is paid.`
        : `Invoice ${number} is paid through the summary invoice ${onSummary}.`,
    );
  if (onSummary !== null)
    return reason(
      'INVOICE_ON_SUMMARY',
      `Invoice ${number} is on the summary invoice ${onSummary}: pay that one.`,
    );
  return invoice.paymentPending ? PENDING : null;
}

/**
 * Can staff void it, as if it had never been asked for (R57)? One that asks for money and was paid from credit alone,
 * or that never asked for any. Null, or why not.
 */
export function decideVoid(invoice: InvoiceStanding): Reason | null {
  const { number, kind, status, onSummary, total, paid, credited, creditApplied } = invoice;
  const it = kind === 'SUMMARY' ? 'the invoices on it' : 'it';
  if (kind === 'CREDIT_NOTE') return reason('CANNOT_VOID', 'A credit note cannot be voided.');
  const over = ended(invoice);
  if (over !== null) return over;
  if (credited !== 0n)
    return reason(
      'INVOICE_PARTLY_CREDITED',
      `Invoice ${number} is credited in part${paid === 0n ? '' : ', and paid'}: credit what is left of ${it}.`,
    );
  if (!isUnpaid(status) && total !== 0n)
    return reason('INVOICE_PAID', `Invoice ${number} is paid: credit ${it} instead.`);
  if (paid !== 0n && paid !== creditApplied)
    return reason(
      'INVOICE_PARTLY_PAID',
      `Invoice ${number} is paid in part: credit ${it} instead, and what was paid becomes credit of the account.`,
    );
  if (onSummary !== null)
    return reason(
      'INVOICE_ON_SUMMARY',
      `Invoice ${number} is on the summary invoice ${onSummary}: credit it, which lowers the summary.`,
    );
  return invoice.paymentPending ? PENDING : null;
}

/** Can staff take some of it back by a credit note (R57)? Of a free one all there is. Null, or why not. */
export function decideCredit(invoice: InvoiceStanding): Reason | null {
  const { kind } = invoice;
  if (kind === 'CREDIT_NOTE') return reason('CANNOT_CREDIT', 'A credit note cannot be credited.');
  if (kind === 'SUMMARY')
    return reason(
      'CANNOT_CREDIT',
      'A summary is not credited: credit the invoices on it, which lowers the summary.',
    );
  return ended(invoice) ?? (invoice.paymentPending ? PENDING : null);
}

/** Can staff have it collected again, after its money went back by itself? Null, or why not. */
export function decideResume({
  number,
  collectionHeld,
}: Pick<InvoiceStanding, 'number'> & { readonly collectionHeld: boolean }): Reason | null {
  if (collectionHeld) return null;
  return {
    code: 'COLLECTION_NOT_HELD',
    message: `Collection of invoice ${number} is not held: it is collected as usual.`,
  };
}

/**
 * The status that follows from what was paid and credited. A voided invoice stays that, and so does one that was
 * credited in full; one that is not paid stays open or overdue, as it was. A free one is paid from its issue on, and
 * credited only when somebody credits it. What asks for less than can be charged is not overdue.
 *
 * @param least - what a card is charged at least, in minor units
 */
export function statusOf(
  invoice: InvoiceSums & { readonly status: InvoiceStatus },
  least = 0n,
): InvoiceStatus {
  const { status, total, credited } = invoice;
  if (status === 'VOID') return status;
  if (credited >= total && (total > 0n || status === 'CREDITED')) return 'CREDITED';
  const balance = balanceOf(invoice);
  if (balance <= 0n) return 'PAID';
  return isUnpaid(status) && balance >= least ? status : 'OPEN';
}

/** The status of an invoice of which an amount is credited. @param least As of `statusOf`. */
export const statusOnceCredited = (
  invoice: InvoiceSums & { readonly status: InvoiceStatus },
  least = 0n,
): InvoiceStatus => (invoice.credited >= invoice.total ? 'CREDITED' : statusOf(invoice, least));
