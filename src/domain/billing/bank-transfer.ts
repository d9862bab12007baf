import type { Reason } from '../refusal';
import { addDays, type Day } from './calendar';
import type { PaymentKind, PaymentStatus } from './payment';

/** A transfer that is recorded later than this many days after it came is a mistyped day. */
const LATEST_RECORDED = 366;

/** The one form of a bank's reference, in which two are compared: however it was spaced, and in capitals. */
export const bankReference = (typed: string): string =>
  typed.normalize('NFKC').toUpperCase().trim().replace(/\s+/gu, ' ');

/** Longest that a reference is, in its one form. */
export const LONGEST_REFERENCE = 140;

/** Can this be a bank's reference, in its one form? Null, or why not. */
export function decideReference(reference: string): Reason | null {
  const field = ['reference'];
  if (reference === '')
    return { code: 'BLANK', message: "Give the bank's reference of the transfer.", field };
  if (reference.length <= LONGEST_REFERENCE) return null;
  return { code: 'TOO_LONG', message: `Give at most ${LONGEST_REFERENCE} characters.`, field };
}

/** Can money have been received on a day? Null, or why not. */
export function decideReceivedOn(receivedOn: Day, today: Day): Reason | null {
  const earliest = addDays(today, -LATEST_RECORDED);
  if (receivedOn >= earliest && receivedOn <= today) return null;
  return {
    code: 'DAY_OUT_OF_RANGE',
    message: `Give the day on which the bank credited the amount, from ${earliest} to ${today}.`,
    field: ['receivedOn'],
  };
}

/** A payment, as far as its record can be taken back. */
export interface Reversible {
  readonly kind: PaymentKind;
  readonly status: PaymentStatus;
  /** What was refunded of it, in minor units. */
  readonly refunded: bigint;
  readonly refundPending: boolean;
  /** What of it could not be taken back, because the credit that it brought is not there any more. */
  readonly excess: bigint;
}

/** Can the record of a bank transfer be taken back, because it was a mistake? Null, or why not. */
export function decideReverse({
  kind,
  status,
  refunded,
  refundPending,
  excess,
}: Reversible): Reason | null {
  if (kind !== 'BANK_TRANSFER')
    return {
      code: 'NOT_A_BANK_TRANSFER',
      message: 'Only the record of a bank transfer is reversed. What a card paid is refunded.',
    };
  if (status !== 'SUCCEEDED')
    return { code: 'TRANSFER_REVERSED', message: 'This bank transfer was reversed already.' };
  if (refunded > 0n || refundPending)
    return {
      code: 'PAYMENT_REFUNDED',
      message: 'Some of this bank transfer was sent back, so it was no mistake: refund the rest.',
    };
  if (excess > 0n)
    return {
      code: 'CREDIT_PAID_OUT',
      message:
        'Credit that this transfer brought was refunded since, or a payment or refund in progress is about to use it. Wait for that, or have the refund returned.',
    };
  return null;
}
