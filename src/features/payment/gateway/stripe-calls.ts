import Stripe from 'stripe';
import { GatewayRefused, GatewayUnavailable, type RefusedBecause } from './gateway.types';
import { wordsOf } from './stripe-answers';

const UNKNOWN = { outcome: 'UNKNOWN' } as const;

/** What is missing at Stripe, by the parameter that names it. */
const GONE: Readonly<Record<string, RefusedBecause>> = {
  customer: 'CUSTOMER_GONE',
  payment_method: 'CARD_GONE',
};

const AMOUNTS: Readonly<Record<string, RefusedBecause>> = {
  amount_too_small: 'AMOUNT_TOO_SMALL',
  amount_too_large: 'AMOUNT_TOO_LARGE',
};

/** A key of the other mode finds nothing: that says nothing of customers and cards. */
const OTHER_MODE = /similar object exists in (?:test|live) mode/;

const isOurs = (error: Stripe.errors.StripeError): boolean =>
  error instanceof Stripe.errors.StripeAuthenticationError ||
  error instanceof Stripe.errors.StripePermissionError ||
  error instanceof Stripe.errors.StripeIdempotencyError ||
  OTHER_MODE.test(error.message);

/**
 * Why Stripe refuses for good, and so who can mend it; null where the next try may go well: too many requests, a
 * fault at Stripe, no connection.
 */
export function refusedBecause(error: Stripe.errors.StripeError): RefusedBecause | null {
  if (isOurs(error)) return 'OURS';
  if (error instanceof Stripe.errors.StripeCardError) return 'CARD_GONE';
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) return null;
  if (error.code === 'resource_missing') return GONE[error.param ?? ''] ?? 'OURS';
  return AMOUNTS[error.code ?? ''] ?? 'OURS';
}

/** @throws GatewayUnavailable, GatewayRefused instead of what the library throws. */
export async function reached<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const because = refusedBecause(error);
    if (because !== null) throw new GatewayRefused(because, `Stripe refuses: ${wordsOf(error)}`);
    throw new GatewayUnavailable(`Stripe did not answer as it should: ${wordsOf(error)}`);
  }
}

/** The same for what may have been done though no answer came. */
export async function answered<Result>(
  work: () => Promise<Result>,
): Promise<Result | typeof UNKNOWN> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    return UNKNOWN;
  }
}

/** Whether Stripe does not know what was asked for. */
export const isMissing = (error: unknown): error is Stripe.errors.StripeInvalidRequestError =>
  error instanceof Stripe.errors.StripeInvalidRequestError &&
  error.code === 'resource_missing' &&
  !isOurs(error);

/** What is asked for, or null when Stripe does not know it. */
export async function found<Thing>(ask: () => Promise<Thing>): Promise<Thing | null> {
  try {
    return await ask();
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** What a statement may hold of a text; nothing when no letter is left, which Stripe would refuse. */
export function onStatement(description: string): { statement_descriptor_suffix?: string } {
  const suffix = description
    .replaceAll(/[^A-Za-z0-9 .#-]/g, '')
    .slice(0, 22)
    .trim();
  return /[A-Za-z]/.test(suffix) ? { statement_descriptor_suffix: suffix } : {};
}

/** Why a refund is refused, in words for staff; null where the next try may go well, or somebody mends it first. */
export function refundRefusalOf(error: Stripe.errors.StripeError): string | null {
  if (refusedBecause(error) === null || isOurs(error)) return null;
  if (error.code === 'charge_already_refunded' || error.param === 'amount')
    return 'The refund is more than what is left of the charge.';
  return `Stripe refuses the refund: ${wordsOf(error)}`;
}
