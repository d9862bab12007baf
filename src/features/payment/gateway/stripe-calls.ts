import Stripe from 'stripe';
import { GatewayUnavailable } from './gateway.types';
import { wordsOf } from './stripe-answers';

const UNKNOWN = { outcome: 'UNKNOWN' } as const;

/** Stripe has said that it will not do this, whatever the reason. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError ||
  error instanceof Stripe.errors.StripeIdempotencyError ||
  error instanceof Stripe.errors.StripeCardError;

/** @throws GatewayUnavailable instead of what the library throws. */
export async function reached<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
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

/** What is asked for, or null when Stripe does not know it. */
export async function found<Thing>(ask: () => Promise<Thing>): Promise<Thing | null> {
  try {
    return await ask();
  } catch (error) {
    if (
      error instanceof Stripe.errors.StripeInvalidRequestError &&
      error.code === 'resource_missing'
    )
      return null;
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

/** Why a refund is refused, in words for staff. */
export function refundRefusalOf(error: Stripe.errors.StripeError): string {
  if (error.code === 'charge_already_refunded' || error.param === 'amount')
    return 'The refund is more than what is left of the charge.';
  return `Stripe refuses the refund: ${wordsOf(error)}`;
}
