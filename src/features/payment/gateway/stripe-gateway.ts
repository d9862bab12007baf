import Stripe from 'stripe';
import type { ChargeLimits } from '../../../domain/billing/charge-limits';
import type { Currency } from '../../../domain/billing/money';
import { cardLimits } from './card-limits';
import {
  GatewayRefused,
  GatewayUnavailable,
  type CardSetup,
  type ChargeRequest,
  type ChargeResult,
  type CardDetails,
  type ChargeState,
  type GatewayChange,
  type Payer,
  type PaymentGateway,
  type RefundResult,
  type SetupResult,
} from './gateway.types';
import {
  ABANDONED,
  actionOf,
  cardOf,
  cardOfIntent,
  declineOf,
  isOpen,
  lastDecline,
  refundOf,
  resultOf,
  wordsOf,
} from './stripe-answers';
import { fromStripe, toStripe } from './stripe-amounts';
import {
  answered,
  found,
  onStatement,
  reached,
  refundRefusalOf,
  refusedBecause,
} from './stripe-calls';
import { idOf, KEY, StripeCustomers } from './stripe-customers';
import { StripeLookUps } from './stripe-look-ups';

/** One request may take this long, in milliseconds; the library sends it three times at most. */
const TIMEOUT = 10_000;
const RETRIES = 2;

const INCOMPLETE = { refused: 'SETUP_INCOMPLETE' } as const;

export interface StripeOptions {
  readonly secretKey: string;
  /** Where the API is, `https://host:port`; null for Stripe's own. */
  readonly apiUrl?: string | null;
  /** How long one request may take, in milliseconds; 10 seconds. */
  readonly timeout?: number;
}

/**
 * Stripe, by its own library. A charge is a PaymentIntent, which is made unconfirmed; a card comes by a
 * SetupIntent and is charged off session, or on session where its payer is there. Stripe forgets idempotency keys after a day or so: beyond that,
 * the state of a PaymentIntent keeps it from being charged twice, and our key in their metadata refunds.
 */
export class StripeGateway implements PaymentGateway {
  readonly name = 'stripe';
  private readonly stripe: Stripe;
  private readonly lookUps: StripeLookUps;
  private readonly customers: StripeCustomers;

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
    this.lookUps = new StripeLookUps(this.stripe);
    this.customers = new StripeCustomers(this.stripe);
  }

  lookUpCharge(charge: string): Promise<ChargeState | null> {
    return this.lookUps.charge(charge);
  }

  lookUpCard(customer: string, method: string): Promise<CardDetails | null> {
    return this.lookUps.card(customer, method);
  }

  changes(since: Date | null): AsyncIterable<GatewayChange & { readonly at: Date }> {
    return this.lookUps.changes(since);
  }

  limits(currency: Currency): ChargeLimits {
    return cardLimits(currency);
  }

  open(request: ChargeRequest): Promise<string> {
    const { customer, method } = request;
    return reached(async () => {
      try {
        const intent = await this.stripe.paymentIntents.create(
          {
            amount: toStripe(request.amount, request.currency),
            currency: request.currency.toLowerCase(),
            customer,
            payment_method: method,
            allowed_payment_method_types: ['card'],
            description: request.description,
            ...onStatement(request.description),
            metadata: { [KEY]: request.key },
          },
          { idempotencyKey: `open-${request.key}` },
        );
        return intent.id;
      } catch (error) {
        // Stripe has no code for a card that was detached, or is another customer's.
        const unclear =
          error instanceof Stripe.errors.StripeInvalidRequestError &&
          refusedBecause(error) === 'OURS';
        if (unclear && (await this.customers.ofCard(method)) !== customer)
          throw new GatewayRefused('CARD_GONE', `Stripe refuses the card: ${wordsOf(error)}`);
        throw error;
      }
    });
  }

  confirm(charge: string, payer: Payer | null = null): Promise<ChargeResult> {
    return answered(async () => {
      try {
        const intent = await this.stripe.paymentIntents.confirm(
          charge,
          {
            ...(payer === null ? { off_session: true } : { return_url: payer.returnUrl }),
            expand: ['payment_method'],
          },
          { idempotencyKey: `confirm-${charge}` },
        );
        return resultOf(intent);
      } catch (error) {
        if (error instanceof Stripe.errors.StripeCardError)
          return {
            outcome: 'DECLINED',
            reason: declineOf(error),
            card: error.payment_method ? cardOf(error.payment_method) : null,
          };
        // It was confirmed or called off before; what comes with the error is the charge as it stands.
        if (error instanceof Stripe.errors.StripeInvalidRequestError && error.payment_intent)
          return resultOf(error.payment_intent);
        throw error;
      }
    });
  }

  retrieve(charge: string): Promise<ChargeResult> {
    return answered(async () => resultOf(await this.intentOf(charge)));
  }

  settle(charge: string): Promise<ChargeResult> {
    return answered(async () => {
      const intent = await this.intentOf(charge);
      if (!isOpen(intent)) return resultOf(intent);
      const reason = lastDecline(intent);
      try {
        // Under no key of ours: a charge is called off once anyway, and a failure that Stripe keeps
        // for a key would be in the way of the next try.
        const cancelled = await this.stripe.paymentIntents.cancel(
          charge,
          actionOf(intent) === null ? {} : { cancellation_reason: ABANDONED },
        );
        return reason === null
          ? resultOf(cancelled)
          : { outcome: 'DECLINED', reason, card: cardOfIntent(intent) };
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
        // Somebody was faster: the money is taken, or the charge called off.
        return resultOf(await this.intentOf(charge));
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
      if (made !== null)
        return fromStripe(made.amount, request.currency) === request.amount
          ? refundOf(made)
          : another;
      try {
        const refund = await this.stripe.refunds.create(
          {
            payment_intent: request.charge,
            amount: toStripe(request.amount, request.currency),
            metadata: { [KEY]: request.key },
          },
          { idempotencyKey: `refund-${request.key}` },
        );
        return refundOf(refund);
      } catch (error) {
        if (error instanceof Stripe.errors.StripeIdempotencyError) return another;
        if (!(error instanceof Stripe.errors.StripeError)) throw error;
        const message = refundRefusalOf(error);
        if (message === null) throw error;
        return { outcome: 'REFUSED', message };
      }
    });
  }

  customer({ key, name, email }: Parameters<PaymentGateway['customer']>[0]): Promise<string> {
    return reached(() => this.customers.ofKey(key, { name, email }));
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

  card(customer: string, setup: string): Promise<SetupResult> {
    // A client brings the name.
    if (!/^seti_\w{1,200}$/.test(setup)) return Promise.resolve(INCOMPLETE);
    return reached(async () => {
      const intent = await this.setupOf(setup);
      if (intent === null || idOf(intent.customer) !== customer) return INCOMPLETE;
      const action = actionOf(intent);
      if (action !== null) return { setup, action };
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
        if ((await this.customers.ofCard(method)) !== null) throw error;
      }
    });
  }

  private intentOf(charge: string): Promise<Stripe.PaymentIntent> {
    return this.stripe.paymentIntents.retrieve(charge, { expand: ['payment_method'] });
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
