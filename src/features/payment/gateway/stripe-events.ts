import type { GatewayChange } from './gateway.types';

const CHARGES = [
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
];
/** Of what hangs on a charge: each names it. */
const ON_CHARGES = [
  'charge.refunded',
  'charge.refund.updated',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
];
const CARDS = [
  'payment_method.automatically_updated',
  'payment_method.updated',
  'payment_method.detached',
];
const CUSTOMERS = ['customer.deleted'];

/** Events after which something is worth a look; Stripe lists at most 20 kinds at once. */
export const STRIPE_EVENTS: readonly string[] = [...CHARGES, ...ON_CHARGES, ...CARDS, ...CUSTOMERS];

/** An event, of which nothing is believed but what it is about. */
export interface StripeEvent {
  readonly type: string;
  readonly data: { readonly object: object };
}

type Named = Readonly<Record<'id' | 'payment_intent' | 'charge', unknown>>;

/** A name as Stripe gives it, by itself or within the thing. */
function named(prefixes: string, ...values: readonly unknown[]): string | null {
  for (const value of values) {
    const id: unknown = (value as { readonly id?: unknown } | null | undefined)?.id ?? value;
    if (typeof id === 'string' && new RegExp(`^(?:${prefixes})_\\w{1,110}$`).test(id)) return id;
  }
  return null;
}

/** What an event says is worth a look; null when it says nothing of it. */
export function changeOf({ type, data }: StripeEvent): GatewayChange | null {
  const { id, payment_intent: intent, charge } = data.object as Named;
  const change = (subject: GatewayChange['subject'], reference: string | null) =>
    reference === null ? null : { subject, reference };
  if (CHARGES.includes(type)) return change('CHARGE', named('pi', id));
  // A charge that was made without a PaymentIntent is none of ours, and told of by its own name.
  if (ON_CHARGES.includes(type)) return change('CHARGE', named('pi|ch|py', intent, charge, id));
  if (CARDS.includes(type)) return change('CARD', named('pm|card', id));
  return CUSTOMERS.includes(type) ? change('CUSTOMER', named('cus', id)) : null;
}
