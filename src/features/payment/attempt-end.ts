import { isErrorCode, type ErrorCode } from '../../domain/error-code';
import { declineMessage } from '../../domain/billing/decline';
import type { CardDetails, ChargeResult, PayerAction } from './gateway/gateway.types';
import type { GatewayRefused } from './gateway/gateway.types';
import type { Attempt } from './attempt.types';

/** What the gateway has told beside the outcome of the attempt. */
export interface Learned {
  /** The card as the gateway knows it now: banks renew cards behind its back. */
  readonly card?: CardDetails | null;
  /** What is gone at the gateway, and so charges nothing any more: this card, or all of a customer of that name. */
  readonly lost?: 'CARD' | { readonly customer: string | null };
  /** What only the vendor can mend, by names that are no secrets. */
  readonly fault?: string;
  /** What the payer does to confirm it; a secret of theirs. */
  readonly action?: PayerAction;
}

/** The outcome of an attempt, as whoever settles it is told. */
export interface AttemptEnd {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'PENDING';
  readonly chargeReference: string | null;
  readonly failureCode: string | null;
  /** In words for the payer. */
  readonly failure: string | null;
  readonly learned?: Learned;
}

/** Of a charge that ended without anybody being asked for money, as it is stored. */
export const CANCELED = 'CANCELLED';
export const CANCELLED_MESSAGE =
  'The payment was interrupted before the card was charged. Try again.';
const UNUSABLE_MESSAGE =
  'The payment service no longer has this card. Add it again, or add another one.';
const OUR_FAULT_MESSAGE =
  'Cards cannot be charged at the moment. The vendor has to fix this and was notified. Nothing was charged.';

const PENDING: AttemptEnd = {
  status: 'PENDING',
  chargeReference: null,
  failureCode: null,
  failure: null,
};

/** The outcome of a payment that asks no gateway. */
export const PAID = { ...PENDING, status: 'SUCCEEDED' } as const satisfies AttemptEnd;
/** What the charge of a dry run comes to. */
export const ASSUMED = PAID;

export const failed = (
  failureCode: ErrorCode | typeof CANCELED,
  failure: string,
  learned: Learned = {},
): AttemptEnd & { readonly status: 'FAILED' } => ({
  status: 'FAILED',
  chargeReference: null,
  failureCode,
  failure,
  learned,
});

/** The outcome of an attempt that somebody has settled, or not yet. */
export const endOfSettled = ({ status, failureCode, failure }: Attempt): AttemptEnd => ({
  status,
  chargeReference: null,
  failureCode,
  failure,
});

/** What the gateway's answer means for the attempt. */
export function endOf(result: ChargeResult): AttemptEnd {
  switch (result.outcome) {
    case 'SUCCEEDED': {
      const { reference: chargeReference, card } = result;
      return { ...PENDING, status: 'SUCCEEDED', chargeReference, learned: { card } };
    }
    case 'DECLINED':
      return failed(result.reason, declineMessage(result.reason), { card: result.card });
    case 'CANCELLED':
      return failed(CANCELED, CANCELLED_MESSAGE);
    case 'ACTION_REQUIRED':
      return { ...PENDING, learned: { action: result.action } };
    case 'UNKNOWN':
      return PENDING;
  }
}

/** What it means that the gateway would not even open the charge, of a customer of its. */
export function endOfRefused(
  { because, message }: GatewayRefused,
  customer: string | null,
): AttemptEnd {
  switch (because) {
    case 'CARD_GONE':
      return failed('CARD_UNUSABLE', UNUSABLE_MESSAGE, { lost: 'CARD' });
    case 'CUSTOMER_GONE':
      return failed('CARD_UNUSABLE', UNUSABLE_MESSAGE, { lost: { customer } });
    case 'AMOUNT_TOO_SMALL':
      return failed(
        because,
        'The amount is below the minimum of the payment service. Nothing was charged.',
        {
          fault: message,
        },
      );
    case 'AMOUNT_TOO_LARGE':
      return failed(
        because,
        'The amount is above the maximum of the payment service. Nothing was charged.',
        {
          fault: message,
        },
      );
    case 'AMOUNT_NOT_CHARGEABLE':
      return failed(
        because,
        'The payment service takes no amount with so many decimals. Nothing was charged.',
        { fault: message },
      );
    case 'OURS':
      return failed('PAYMENTS_UNAVAILABLE', OUR_FAULT_MESSAGE, { fault: message });
  }
}

/** What is stored of a failure, as clients are told. */
export function codeOf(failureCode: string | null): ErrorCode {
  if (failureCode === CANCELED) return 'PAYMENT_CANCELED';
  return isErrorCode(failureCode) ? failureCode : 'CARD_DECLINED';
}
