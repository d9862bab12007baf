import type { FastifyInstance } from 'fastify';
import Stripe from 'stripe';
import type { GatewayChange } from './gateway.types';
import { changeOf } from './stripe-events';

/** A signed event may be this old, in seconds: what was overheard cannot be sent again later. */
const TOLERANCE = 300;

/** The signature is not Stripe's, or too old. Its message repeats nothing of what was sent. */
export class BadSignature extends Error {
  override readonly name = 'BadSignature';
}

export interface StripeWebhookOptions {
  /** Of the endpoint, `whsec_…`. */
  readonly secret: string;
  /**
   * Told of what is worth a look, and writes it down. Stripe tells of the same thing several times, in any order, and of
   * what is not ours.
   */
  readonly reportChange: (change: GatewayChange) => Promise<void>;
}

/**
 * What an event is about, or null when it is about nothing of interest. The event is a hint to look (R56): nothing of it
 * is believed but the name.
 *
 * @param body - the bytes as they came: the signature is theirs
 * @throws BadSignature
 */
export function changeOfEvent(
  body: Buffer,
  signature: string,
  secret: string,
): GatewayChange | null {
  let event: Stripe.Event;
  try {
    event = Stripe.webhooks.constructEvent(body, signature, secret, TOLERANCE);
  } catch {
    throw new BadSignature('The event is not signed as it should be');
  }
  return changeOf(event);
}

/**
 * `POST /webhooks/stripe`: 400 when the signature is bad, 503 when the event could not be written down, so that Stripe
 * tells again, and 200 for whatever else it tells.
 */
export function registerStripeWebhook(
  server: FastifyInstance,
  { secret, reportChange }: StripeWebhookOptions,
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
      let change: GatewayChange | null;
      try {
        if (!Buffer.isBuffer(body) || typeof signature !== 'string')
          throw new BadSignature('No signed event');
        change = changeOfEvent(body, signature, secret);
      } catch (error) {
        if (!(error instanceof BadSignature)) throw error;
        return reply.code(400).send({ message: 'Bad signature' });
      }
      try {
        if (change !== null) await reportChange(change);
      } catch (error) {
        request.log.error({ err: error }, 'the webhook event was not recorded');
        return reply.code(503).send({ message: 'Send it again' });
      }
      return reply.code(200).send({ received: true });
    });
    done();
  });
}
