import type { Reason } from '../refusal';
import type { PaymentStatus } from './payment';

/** A payment as far as giving some of it back goes. Minor units. */
export interface Refundable {
  readonly status: PaymentStatus;
  readonly amount: bigint;
  /** Given back already. */
  readonly refunded: bigint;
  /** What disputes hold of it. */
  readonly disputed: bigint;
  /** A refund of it whose outcome is not known yet. */
  readonly refundPending: boolean;
  /** What its invoices have been paid beyond what they ask for, after credits, and what of it is for no invoice. */
  readonly overpaid: bigint;
}

/** How much of a payment can be given back, in minor units: what credit notes have freed, at most what it was (R57). */
export function refundable({ amount, refunded, disputed, overpaid }: Refundable): bigint {
  const left = amount - refunded - disputed;
  return overpaid < left ? overpaid : left;
}

/** Can any of it be given back? Null, or why not. */
export function decideRefund(payment: Refundable): Reason | null {
  if (payment.status !== 'SUCCEEDED')
    return { code: 'NOT_PAID', message: 'Only a payment that succeeded can be refunded.' };
  if (payment.refundPending)
    return {
      code: 'REFUND_IN_PROGRESS',
      message: 'A refund of this payment is under way. Its outcome is known in a few minutes.',
    };
  if (refundable(payment) <= 0n)
    return {
      code: 'NOTHING_TO_REFUND',
      message: 'Its invoices ask for all that was paid: credit one of them first.',
    };
  return null;
}
