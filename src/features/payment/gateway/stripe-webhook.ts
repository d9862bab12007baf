import type { FastifyInstance } from 'fastify';
import Stripe from 'stripe';

/** A signed event may be this old, in seconds: what was overheard cannot be sent again later. */
const TOLERANCE = 300;

/** Events after which it is worth asking what came of a charge. */
const TELLING = new Set([
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
]);

/** The signature is not Stripe's, or too old. Its message repeats nothing of what was sent. */
export class BadSignature extends Error {
  override readonly name = 'BadSignature';
}

export interface StripeWebhookOptions {
  /** Of the endpoint, `whsec_…`. */
  readonly secret: string;
  /**
   * Told of a charge that is worth asking about; returns at once. Stripe tells of the same one several
   * times, in any order, and of charges that are not ours.
   */
  readonly nudge: (charge: string) => void;
}

/**
 * The charge that an event is about, or null when it is about something else. The event is a nudge to ask
 * (R56): nothing of it is believed but the charge's name.
 *
 * @param body - the bytes as they came: the signature is theirs
 * @throws BadSignature
 */
export function chargeOfEvent(
  body: Buffer,
  signature: string,
  secret: string,
): { readonly charge: string } | null {
  let event: Stripe.Event;
  try {
    event = Stripe.webhooks.constructEvent(body, signature, secret, TOLERANCE);
  } catch {
    throw new BadSignature('The event is not signed as it should be');
  }
  if (!TELLING.has(event.type)) return null;
  const { id } = event.data.object as { readonly id?: unknown };
  return typeof id === 'string' && /^pi_\w{1,200}$/.test(id) ? { charge: id } : null;
}

/** `POST /webhooks/stripe`: 400 when the signature is bad, 200 for whatever else Stripe tells. */
export function registerStripeWebhook(
  server: FastifyInstance,
  { secret, nudge }: StripeWebhookOptions,
): void {
  // In a plugin of its own, for nothing else takes bodies as they come.
  void server.register((webhooks, _options, done) => {
    webhooks.removeAllContentTypeParsers();
    webhooks.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) =>
      parsed(null, body),
    );
    webhooks.post('/webhooks/stripe', async (request, reply) => {
      const { body, headers } = request;
      const signature = headers['stripe-signature'];
      try {
        if (!Buffer.isBuffer(body) || typeof signature !== 'string')
          throw new BadSignature('No signed event');
        const told = chargeOfEvent(body, signature, secret);
        if (told !== null) nudge(told.charge);
      } catch (error) {
        if (!(error instanceof BadSignature)) throw error;
        return reply.code(400).send({ message: 'Bad signature' });
      }
      return reply.code(200).send({ received: true });
    });
    done();
  });
}
