import Stripe from 'stripe';
import {
  GatewayUnavailable,
  type CardDetails,
  type ChargeState,
  type GatewayChange,
  type GatewayRefund,
} from './gateway.types';
import { fromStripe } from './stripe-amounts';
import { cardOf, disputeOf, refundStatusOf, resultOf, wordsOf } from './stripe-answers';
import { found, reached } from './stripe-calls';
import { idOf, KEY } from './stripe-customers';
import { changeOf, STRIPE_EVENTS } from './stripe-events';

const PAGE = 100;

/** What Stripe knows of charges and cards, whoever made them. Nothing here changes anything. */
export class StripeLookUps {
  constructor(private readonly stripe: Stripe) {}

  charge(name: string): Promise<ChargeState | null> {
    return reached(async () => {
      if (name.startsWith('pi_')) return this.intent(name);
      const charge = await found(() => this.stripe.charges.retrieve(name));
      const intent = idOf(charge?.payment_intent);
      if (charge === null) return null;
      if (intent !== null) return this.intent(intent);
      // Made without a PaymentIntent, and so not by us.
      const result =
        charge.status === 'succeeded'
          ? ({ outcome: 'SUCCEEDED', reference: charge.id, card: null } as const)
          : ({ outcome: 'UNKNOWN' } as const);
      return this.state(charge, { key: null, result, of: { charge: charge.id } });
    });
  }

  card(customer: string, name: string): Promise<CardDetails | null> {
    return reached(async () => {
      const method = await found(() => this.stripe.paymentMethods.retrieve(name));
      return method === null || idOf(method.customer) !== customer ? null : cardOf(method);
    });
  }

  /** Stripe lists events of 30 days, the latest first. */
  async *changes(since: Date | null): AsyncGenerator<GatewayChange & { readonly at: Date }> {
    const created = since && { created: { gte: Math.floor(since.getTime() / 1_000) } };
    try {
      for await (const event of this.stripe.events.list({
        types: [...STRIPE_EVENTS],
        limit: PAGE,
        ...created,
      })) {
        const change = changeOf(event);
        if (change !== null) yield { ...change, at: new Date(event.created * 1_000) };
      }
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeError)) throw error;
      throw new GatewayUnavailable(`Stripe did not answer as it should: ${wordsOf(error)}`);
    }
  }

  private async intent(name: string): Promise<ChargeState | null> {
    const intent = await found(() => this.stripe.paymentIntents.retrieve(name));
    if (intent === null) return null;
    const { metadata } = intent;
    return this.state(intent, {
      key: metadata[KEY] ?? null,
      result: resultOf(intent),
      of: { payment_intent: intent.id },
    });
  }

  private async state(
    { id, amount, currency, customer }: Stripe.PaymentIntent | Stripe.Charge,
    {
      of,
      ...known
    }: Pick<ChargeState, 'key' | 'result'> & {
      readonly of: { readonly charge: string } | { readonly payment_intent: string };
    },
  ): Promise<ChargeState> {
    const refunds: GatewayRefund[] = [];
    for await (const refund of this.stripe.refunds.list({ ...of, limit: PAGE }))
      refunds.unshift({
        reference: refund.id,
        key: refund.metadata?.[KEY] ?? null,
        amount: fromStripe(refund.amount, currency),
        status: refundStatusOf(refund),
      });
    const disputes: ChargeState['disputes'][number][] = [];
    for await (const dispute of this.stripe.disputes.list({ ...of, limit: PAGE }))
      disputes.unshift(disputeOf(dispute, { amount, currency }));
    return {
      ...known,
      charge: id,
      amount: fromStripe(amount, currency),
      currency: currency.toUpperCase(),
      customer: idOf(customer),
      refunds,
      disputes,
    };
  }
}
