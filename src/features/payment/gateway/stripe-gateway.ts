import Stripe from 'stripe';
import type { DeclineReason } from '../../../domain/billing/decline';
import {
  GatewayRefused,
  GatewayUnavailable,
  type CardDetails,
  type CardSetup,
  type ChargeRequest,
  type ChargeResult,
  type PaymentGateway,
  type RefundResult,
} from './gateway.types';
import {
  cardOf,
  declineOf,
  isOpen,
  lastDecline,
  refundOf,
  resultOf,
  wordsOf,
} from './stripe-answers';
import { answered, found, isRefusal, onStatement, reached, refundRefusalOf } from './stripe-calls';

/** One request may take this long, in milliseconds; the library sends it three times at most. */
const TIMEOUT = 10_000;
const RETRIES = 2;

/** Where our key stands on what is made at Stripe, so that it can be found again there. */
const KEY = 'keyhold_key';

const INCOMPLETE = { refused: 'SETUP_INCOMPLETE' } as const;

export interface StripeOptions {
  readonly secretKey: string;
  /** Where the API is, `https://host:port`; null for Stripe's own. */
  readonly apiUrl?: string | null;
  /** How long one request may take, in milliseconds; 10 seconds. */
  readonly timeout?: number;
}

const idOf = (reference: string | { readonly id: string } | null): string | null =>
  typeof reference === 'string' ? reference : (reference?.id ?? null);

/**
 * Stripe, by its own library. A charge is a PaymentIntent, which is made unconfirmed; a card comes by a
 * SetupIntent and is charged off session. Stripe forgets idempotency keys after a day or so: beyond that,
 * the state of a PaymentIntent keeps it from being charged twice, and our key in their metadata refunds.
 */
export class StripeGateway implements PaymentGateway {
  readonly name = 'stripe';
  private readonly stripe: Stripe;

  constructor({ secretKey, apiUrl = null, timeout = TIMEOUT }: StripeOptions) {
    const address = apiUrl === null ? null : new URL(apiUrl);
    this.stripe = new Stripe(secretKey, {
      timeout,
      maxNetworkRetries: RETRIES,
      telemetry: false,
      ...(address && {
        protocol: address.protocol === 'http:' ? 'http' : 'https',
        host: address.hostname,
        port: address.port || (address.protocol === 'http:' ? 80 : 443),
      }),
    });
  }

  async open(request: ChargeRequest): Promise<string> {
    return reached(async () => {
      try {
        const intent = await this.stripe.paymentIntents.create(
          {
            amount: Number(request.amount),
            currency: request.currency.toLowerCase(),
            customer: request.customer,
            payment_method: request.method,
            allowed_payment_method_types: ['card'],
            description: request.description,
            ...onStatement(request.description),
            metadata: { [KEY]: request.key },
          },
          { idempotencyKey: `open-${request.key}` },
        );
        return intent.id;
      } catch (error) {
        if (error instanceof Stripe.errors.StripeError && isRefusal(error))
          throw new GatewayRefused(`Stripe refuses the charge: ${wordsOf(error)}`);
        throw error;
      }
    });
  }

  confirm(charge: string): Promise<ChargeResult> {
    return answered(async () => {
      try {
        const intent = await this.stripe.paymentIntents.confirm(
          charge,
          { off_session: true },
          { idempotencyKey: `confirm-${charge}` },
        );
        return resultOf(intent);
      } catch (error) {
        if (error instanceof Stripe.errors.StripeCardError)
          return { outcome: 'DECLINED', reason: declineOf(error) };
        // It was confirmed or called off before; what comes with the error is the charge as it stands.
        if (error instanceof Stripe.errors.StripeInvalidRequestError && error.payment_intent)
          return resultOf(error.payment_intent);
        throw error;
      }
    });
  }

  settle(charge: string): Promise<ChargeResult> {
    return answered(async () => {
      const intent = await this.stripe.paymentIntents.retrieve(charge);
      if (!isOpen(intent)) return resultOf(intent);
      const reason = lastDecline(intent);
      try {
        // Under no key of ours: a charge is called off once anyway, and a failure that Stripe keeps
        // for a key would be in the way of the next try.
        const cancelled = await this.stripe.paymentIntents.cancel(charge, {
          cancellation_reason: 'abandoned',
        });
        return reason === null ? resultOf(cancelled) : { outcome: 'DECLINED', reason };
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
        // Somebody was faster: the money is taken, or the charge called off.
        return resultOf(await this.stripe.paymentIntents.retrieve(charge));
      }
    });
  }

  refund(request: Parameters<PaymentGateway['refund']>[0]): Promise<RefundResult> {
    const another: RefundResult = {
      outcome: 'REFUSED',
      message: 'The key was used for another refund.',
    };
    return answered(async () => {
      const made = await this.refundOfKey(request.charge, request.key);
      if (made !== null) return BigInt(made.amount) === request.amount ? refundOf(made) : another;
      try {
        const refund = await this.stripe.refunds.create(
          {
            payment_intent: request.charge,
            amount: Number(request.amount),
            metadata: { [KEY]: request.key },
          },
          { idempotencyKey: `refund-${request.key}` },
        );
        return refundOf(refund);
      } catch (error) {
        if (error instanceof Stripe.errors.StripeIdempotencyError) return another;
        if (!(error instanceof Stripe.errors.StripeError) || !isRefusal(error)) throw error;
        return { outcome: 'REFUSED', message: refundRefusalOf(error) };
      }
    });
  }

  customer(request: {
    readonly key: string;
    readonly name: string;
    readonly email: string;
  }): Promise<string> {
    return reached(async () => {
      // Made of the key alone, which is the same at every try: a name may have changed in between.
      const { id } = await this.stripe.customers.create(
        { metadata: { [KEY]: request.key } },
        { idempotencyKey: `customer-${request.key}` },
      );
      await this.stripe.customers.update(id, { name: request.name, email: request.email });
      return id;
    });
  }

  beginSetup(customer: string): Promise<CardSetup> {
    return reached(async () => {
      const { id, client_secret: clientSecret } = await this.stripe.setupIntents.create({
        customer,
        allowed_payment_method_types: ['card'],
        usage: 'off_session',
      });
      if (clientSecret === null) throw new GatewayUnavailable('Stripe began no setup');
      return { reference: id, clientSecret };
    });
  }

  card(
    customer: string,
    setup: string,
  ): Promise<CardDetails | { readonly refused: DeclineReason | 'SETUP_INCOMPLETE' }> {
    // A client brings the name.
    if (!/^seti_\w{1,200}$/.test(setup)) return Promise.resolve(INCOMPLETE);
    return reached(async () => {
      const intent = await this.setupOf(setup);
      if (intent === null || idOf(intent.customer) !== customer) return INCOMPLETE;
      if (intent.status !== 'succeeded')
        return intent.status === 'requires_payment_method' && intent.last_setup_error
          ? { refused: declineOf(intent.last_setup_error) }
          : INCOMPLETE;
      const method = intent.payment_method;
      if (method === null || typeof method === 'string' || idOf(method.customer) !== customer)
        return INCOMPLETE;
      return cardOf(method) ?? INCOMPLETE;
    });
  }

  forget(method: string): Promise<void> {
    return reached(async () => {
      try {
        await this.stripe.paymentMethods.detach(method);
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
        if (await this.isAttached(method)) throw error;
      }
    });
  }

  private async isAttached(method: string): Promise<boolean> {
    const known = await found(() => this.stripe.paymentMethods.retrieve(method));
    return known !== null && known.customer !== null;
  }

  private setupOf(setup: string): Promise<Stripe.SetupIntent | null> {
    return found(() => this.stripe.setupIntents.retrieve(setup, { expand: ['payment_method'] }));
  }

  private async refundOfKey(charge: string, key: string): Promise<Stripe.Refund | null> {
    for await (const refund of this.stripe.refunds.list({ payment_intent: charge, limit: 100 }))
      if (refund.metadata?.[KEY] === key) return refund;
    return null;
  }
}
