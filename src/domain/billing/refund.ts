import type { ErrorCode } from '../error-code';
import type { Reason } from '../refusal';
import type { PaymentKind, PaymentStatus } from './payment';

/** A payment as far as giving some of it back goes. Minor units. */
export interface Refundable {
  readonly kind: PaymentKind;
  readonly status: PaymentStatus;
  readonly amount: bigint;
  /** Given back already. */
  readonly refunded: bigint;
  /** What disputes hold of it. */
  readonly disputed: bigint;
  /** A refund of it whose outcome is not known yet. */
  readonly refundPending: boolean;
  /** What the account has in credit, and nothing else is about to use. */
  readonly credit: bigint;
  /** What of the payment became credit, as its invoices have it. */
  readonly kept: bigint;
  /** What of it was for no invoice, and has not gone back. */
  readonly unallocated: bigint;
  /** What bank transfers of the account have brought into its credit, at most. */
  readonly creditByBank: bigint;
}

/**
 * How much of a payment can be given back, in minor units: what the account has in credit, at most what is left of
 * the payment (R57); by a card nothing that came by bank. What was applied to invoices is credit no more, so nothing is
 * given back twice.
 */
export function refundable(payment: Refundable): bigint {
  const { amount, refunded, disputed } = payment;
  const left = amount - refunded - disputed;
  const credit = creditFor(payment);
  return credit < left ? credit : left;
}

/** The credit that can go back by a payment: what came by bank goes back by bank, and not to a card. */
function creditFor({ kind, credit, kept, unallocated, creditByBank }: Refundable): bigint {
  if (kind === 'BANK_TRANSFER') return credit;
  const own = kept + unallocated;
  const others = credit > creditByBank ? credit - creditByBank : 0n;
  const most = own > others ? own : others;
  return most < credit ? most : credit;
}

const reason = (code: ErrorCode, message: string): Reason => ({ code, message });

/** Can any of it be given back? Null, or why not. */
export function decideRefund(payment: Refundable): Reason | null {
  const { kind, status, amount, refunded, refundPending, credit, kept } = payment;
  if (status === 'FAILED')
    return reason('NOT_PAID', 'This payment failed: nothing was charged that could be refunded.');
  if (status === 'PENDING')
    return reason(
      'PAYMENT_IN_PROGRESS',
      'The outcome of this payment is not known yet; wait for it.',
    );
  if (kind === 'CREDIT')
    return reason(
      'PAID_FROM_CREDIT',
      'This was paid from account credit, and no money moved: credit the invoice to return it to the account credit.',
    );
  if (refunded >= amount)
    return reason('PAYMENT_REFUNDED', 'This payment was fully refunded already.');
  if (refundPending)
    return reason(
      'REFUND_IN_PROGRESS',
      'A refund of this payment is in progress. Its outcome is known in a few minutes.',
    );
  if (refundable(payment) > 0n) return null;
  if (credit > 0n && creditFor(payment) <= 0n)
    return reason(
      'CREDIT_CAME_BY_BANK',
      'The credit of the account came by bank transfer: refund that payment, and send the money back by bank.',
    );
  if (credit > 0n)
    return reason(
      'NOTHING_TO_REFUND',
      'The rest of this payment is disputed, and the bank holds it.',
    );
  return kept > 0n
    ? reason(
        'CREDIT_APPLIED',
        'The credit was used to pay other invoices since: the account has no credit left.',
      )
    : reason(
        'NOTHING_TO_REFUND',
        'The account has no credit: credit an invoice first, and what was paid for it can be refunded.',
      );
}
