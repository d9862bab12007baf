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
  /** An attempt to pay it whose outcome is not known yet (R56). */
  readonly paymentPending: boolean;
}

const PENDING: Reason = {
  code: 'PAYMENT_IN_PROGRESS',
  message:
    'A payment of this invoice is under way. Its outcome is known in a few minutes; wait for it.',
};

/** Can it be paid by itself (R49)? Null, or why not. */
export function decidePay(invoice: InvoiceStanding): Reason | null {
  const { number, kind, status, onSummary } = invoice;
  if (kind === 'CREDIT_NOTE')
    return {
      code: 'NOTHING_TO_PAY',
      message: `${number} is a credit note: nothing is to be paid.`,
    };
  if (status === 'VOID')
    return { code: 'INVOICE_VOID', message: `Invoice ${number} was withdrawn.` };
  if (!isUnpaid(status)) return { code: 'INVOICE_PAID', message: `Invoice ${number} is paid.` };
  if (onSummary !== null)
    return {
      code: 'INVOICE_ON_SUMMARY',
      message: `Invoice ${number} is on the summary invoice ${onSummary}: pay that one.`,
    };
  return invoice.paymentPending ? PENDING : null;
}

/** Can staff withdraw it, as if it had never been asked for (R57)? Null, or why not. */
export function decideVoid(invoice: InvoiceStanding): Reason | null {
  const { number, kind, status, onSummary, paid, credited } = invoice;
  if (kind === 'CREDIT_NOTE')
    return { code: 'CANNOT_VOID', message: 'A credit note cannot be withdrawn.' };
  if (!isUnpaid(status) || paid !== 0n || credited !== 0n)
    return {
      code: 'CANNOT_VOID',
      message: `Invoice ${number} is paid, credited or withdrawn, in part at least: credit what is left of it.`,
    };
  if (onSummary !== null)
    return {
      code: 'INVOICE_ON_SUMMARY',
      message: `Invoice ${number} is on the summary invoice ${onSummary}: credit it, which lowers the summary.`,
    };
  return invoice.paymentPending ? PENDING : null;
}

/** Can staff take some of it back by a credit note (R57)? Null, or why not. */
export function decideCredit(invoice: InvoiceStanding): Reason | null {
  const { number, kind, status, total, credited } = invoice;
  if (kind === 'CREDIT_NOTE')
    return { code: 'CANNOT_CREDIT', message: 'A credit note cannot be credited.' };
  if (kind === 'SUMMARY')
    return {
      code: 'CANNOT_CREDIT',
      message: 'A summary is not credited: credit the invoices on it, which lowers the summary.',
    };
  if (status === 'VOID')
    return { code: 'INVOICE_VOID', message: `Invoice ${number} was withdrawn.` };
  if (credited >= total)
    return { code: 'INVOICE_CREDITED', message: `Invoice ${number} is credited already.` };
  return invoice.paymentPending ? PENDING : null;
}

/**
 * The status that follows from what was paid and credited. A withdrawn invoice stays that; one that is
 * not paid stays open or overdue, as it was.
 */
export function statusOf(invoice: InvoiceSums & { readonly status: InvoiceStatus }): InvoiceStatus {
  const { status, total, credited } = invoice;
  if (status === 'VOID') return status;
  if (total > 0n && credited >= total) return 'CREDITED';
  if (balanceOf(invoice) > 0n) return isUnpaid(status) ? status : 'OPEN';
  return 'PAID';
}
