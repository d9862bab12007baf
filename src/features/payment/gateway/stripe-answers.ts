import type Stripe from 'stripe';
import { lastDay, parseMonth } from '../../../domain/billing/calendar';
import type { DeclineReason } from '../../../domain/billing/decline';
import type { DisputeStatus } from '../../../domain/billing/dispute';
import type { PaymentStatus } from '../../../domain/billing/payment';
import type {
  CardDetails,
  ChargeResult,
  GatewayDispute,
  PayerAction,
  RefundResult,
} from './gateway.types';
import { fromStripe } from './stripe-amounts';

/** What Stripe says of a card that it did not charge or set up. */
interface StripeDecline {
  readonly code?: string | null;
  readonly decline_code?: string | null;
}

const REASONS: Readonly<Record<string, DeclineReason>> = {
  insufficient_funds: 'INSUFFICIENT_FUNDS',
  expired_card: 'CARD_EXPIRED',
  authentication_required: 'AUTHENTICATION_REQUIRED',
  authentication_not_handled: 'AUTHENTICATION_REQUIRED',
  payment_intent_authentication_failure: 'AUTHENTICATION_REQUIRED',
  setup_intent_authentication_failure: 'AUTHENTICATION_REQUIRED',
};

/** Why a charge is called off that its payer has not confirmed. */
export const ABANDONED = 'abandoned';

/** The reason in our words; what the payer can do nothing about is just a decline. */
export const declineOf = ({ code, decline_code: why }: StripeDecline): DeclineReason =>
  REASONS[why ?? ''] ?? REASONS[code ?? ''] ?? 'CARD_DECLINED';

/** Why a charge was declined that took no money; null when none was tried. */
export function lastDecline(intent: Stripe.PaymentIntent): DeclineReason | null {
  if (intent.last_payment_error) return declineOf(intent.last_payment_error);
  return intent.status === 'requires_action' ? 'AUTHENTICATION_REQUIRED' : null;
}

/** What Stripe knows of the card that was charged, where it says so. */
export function cardOfIntent(intent: Stripe.PaymentIntent): CardDetails | null {
  const method = intent.payment_method ?? intent.last_payment_error?.payment_method ?? null;
  return method === null || typeof method === 'string' ? null : cardOf(method);
}

/** What the payer does next; null when nothing is to be done. */
export function actionOf(
  intent: Pick<
    Stripe.PaymentIntent | Stripe.SetupIntent,
    'status' | 'client_secret' | 'next_action'
  >,
): PayerAction | null {
  const { status, client_secret: clientSecret, next_action: next } = intent;
  if (status !== 'requires_action' || clientSecret === null) return null;
  return { clientSecret, redirectUrl: next?.redirect_to_url?.url ?? null };
}

/** The outcome of a charge. One that may be taken yet, or that the bank thinks about, is `UNKNOWN`. */
export function resultOf(intent: Stripe.PaymentIntent): ChargeResult {
  const { id, status, cancellation_reason: why } = intent;
  const card = cardOfIntent(intent);
  if (status === 'succeeded') return { outcome: 'SUCCEEDED', reference: id, card };
  const action = actionOf(intent);
  if (action !== null) return { outcome: 'ACTION_REQUIRED', action };
  const reason = lastDecline(intent) ?? (why === ABANDONED ? 'AUTHENTICATION_REQUIRED' : null);
  // Without a card, which a decline takes from it, it cannot be confirmed any more.
  if (reason !== null && (status === 'canceled' || status === 'requires_payment_method'))
    return { outcome: 'DECLINED', reason, card };
  return { outcome: status === 'canceled' ? 'CANCELLED' : 'UNKNOWN' };
}

/** Whether a charge can be called off. */
export const isOpen = ({ status }: Stripe.PaymentIntent): boolean =>
  ['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(status);

/** Where a refund stands, whoever made it; Stripe may put one off, and carry it out or give it up later. */
export const refundStatusOf = ({ status }: Stripe.Refund): PaymentStatus =>
  status === 'succeeded'
    ? 'SUCCEEDED'
    : status === 'failed' || status === 'canceled'
      ? 'FAILED'
      : 'PENDING';

/** The outcome of a refund. */
export function refundOf(refund: Stripe.Refund): RefundResult {
  switch (refundStatusOf(refund)) {
    case 'SUCCEEDED':
      return { outcome: 'SUCCEEDED', reference: refund.id };
    case 'FAILED':
      return { outcome: 'REFUSED', message: 'The bank refused the refund.' };
    case 'PENDING':
      return { outcome: 'UNKNOWN' };
  }
}

/** Where a dispute stands. One that a bank merely asked about, and closed, costs nothing; one in a new state is open. */
function disputeStatusOf({ status }: Stripe.Dispute): DisputeStatus {
  if (status === 'lost') return 'LOST';
  return ['won', 'warning_closed', 'prevented'].includes(status) ? 'WON' : 'OPEN';
}

/**
 * A dispute, with what it holds and costs. Stripe counts both in the currency in which it pays out: where that is
 * another one, it holds what is disputed, and what it costs is not known; what is disputed in another currency is all of
 * the charge.
 * @param charge Its amount, and its currency as Stripe writes it.
 */
export function disputeOf(
  dispute: Stripe.Dispute,
  { amount, currency }: { readonly amount: number; readonly currency: string },
): GatewayDispute {
  const { id, balance_transactions: moved, reason, evidence_details: evidence } = dispute;
  const alike = moved.every((one) => one.currency === currency);
  const taken = moved.reduce((total, { amount }) => total - amount, 0);
  const disputed = dispute.currency === currency ? dispute.amount : amount;
  const fee = moved.reduce((total, one) => total + one.fee, 0);
  return {
    reference: id,
    status: disputeStatusOf(dispute),
    reason,
    held: taken <= 0 ? 0n : fromStripe(alike ? taken : disputed, currency),
    fee: alike ? fromStripe(fee, currency) : 0n,
    respondBy: evidence.due_by ? new Date(evidence.due_by * 1_000) : null,
  };
}

/** Networks by their names in the API, as people write them. */
const BRANDS: Readonly<Record<string, string>> = {
  amex: 'American Express',
  american_express: 'American Express',
  cartes_bancaires: 'Cartes Bancaires',
  diners: 'Diners Club',
  diners_club: 'Diners Club',
  discover: 'Discover',
  eftpos_australia: 'Eftpos',
  interac: 'Interac',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  union_pay: 'UnionPay',
  unionpay: 'UnionPay',
  visa: 'Visa',
};

/** The card as far as a person may know it; null when the method is no card. */
export function cardOf({ id, card }: Stripe.PaymentMethod): CardDetails | null {
  if (!card) return null;
  const month = `${card.exp_year}-${String(card.exp_month).padStart(2, '0')}`;
  return {
    reference: id,
    brand: BRANDS[card.display_brand ?? ''] ?? BRANDS[card.brand] ?? 'Card',
    last4: card.last4,
    expiresOn: lastDay(parseMonth(month)),
    fingerprint: card.fingerprint ?? null,
  };
}

/** What went wrong, by names that are no secrets: what Stripe writes may repeat what it was sent. */
export const wordsOf = (error: Stripe.errors.StripeError): string =>
  [error.type, error.code, error.requestId].filter((part) => part !== undefined).join(', ');
