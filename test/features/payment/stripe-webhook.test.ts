import Fastify, { type FastifyInstance } from 'fastify';
import Stripe from 'stripe';
import supertest from 'supertest';
import { registerStripeWebhook } from '../../../src/features/payment/gateway/stripe-webhook';

const SECRET = 'whsec_only_the_tests_know_this_one';

const event = (type: string, object: object = { id: 'pi_1', status: 'succeeded' }): string =>
  JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } }, null, 2);

describe('what Stripe tells', () => {
  let server: FastifyInstance;
  let nudges: string[];
  let log: string;
  beforeEach(async () => {
    nudges = [];
    log = '';
    server = Fastify({
      logger: { level: 'trace', stream: { write: (line: string) => void (log += line) } },
    });
    registerStripeWebhook(server, { secret: SECRET, nudge: (charge) => void nudges.push(charge) });
    server.post('/elsewhere', (request) => ({ got: request.body }));
    await server.ready();
  });
  afterEach(() => server.close());

  const sign = (payload: string, secret = SECRET, timestamp?: number): string =>
    Stripe.webhooks.generateTestHeaderString({
      payload,
      secret,
      ...(timestamp !== undefined && { timestamp }),
    });
  const post = async (payload: string, signature?: string): Promise<number> => {
    const request = supertest(server.server)
      .post('/webhooks/stripe')
      .set('content-type', 'application/json; charset=utf-8');
    if (signature !== undefined) void request.set('stripe-signature', signature);
    const { status } = await request.send(payload);
    return status;
  };
  const secondsAgo = (seconds: number): number => Math.floor(Date.now() / 1_000) - seconds;

  it.each(['succeeded', 'payment_failed', 'canceled'])(
    'a charge that %s is worth asking about: nothing but its name is taken from the event (R56)',
    async (what) => {
      const body = event(`payment_intent.${what}`);
      expect(await post(body, sign(body))).toBe(200);
      expect(nudges).toEqual(['pi_1']);
    },
  );

  it('anything else is received and left alone', async () => {
    const bodies = [
      event('payment_intent.created'),
      event('charge.refunded', { id: 'ch_1', payment_intent: 'pi_1' }),
      event('payment_intent.succeeded', {}),
      event('payment_intent.succeeded', { id: '../pi_1' }),
    ];
    for (const body of bodies) expect(await post(body, sign(body))).toBe(200);
    expect(nudges).toEqual([]);
  });

  it('a signature that is missing, malformed or made with another secret is refused', async () => {
    const body = event('payment_intent.succeeded');
    for (const signature of [undefined, '', 'v1=00', 't=1,v1=', sign(body, 'whsec_another')])
      expect(await post(body, signature)).toBe(400);
    expect(await post('', sign(''))).toBe(400);
    expect(nudges).toEqual([]);
  });

  it('an event that is signed but older than five minutes is refused', async () => {
    const body = event('payment_intent.succeeded');
    expect(await post(body, sign(body, SECRET, secondsAgo(360)))).toBe(400);
    expect(await post(body, sign(body, SECRET, secondsAgo(240)))).toBe(200);
    expect(nudges).toEqual(['pi_1']);
  });

  it('a body that was altered, if only by a space, is refused', async () => {
    const body = event('payment_intent.succeeded');
    const signature = sign(body);
    expect(await post(body.replace('pi_1', 'pi_2'), signature)).toBe(400);
    expect(await post(`${body} `, signature)).toBe(400);
    expect(await post(JSON.stringify(JSON.parse(body)), signature)).toBe(400);
    expect(nudges).toEqual([]);
  });

  it('a body that is signed but no event is refused', async () => {
    for (const body of ['not json', '{"object":"v2.core.event"}'])
      expect(await post(body, sign(body))).toBe(400);
  });

  it('neither secret nor signature nor body is logged', async () => {
    const body = event('payment_intent.succeeded');
    const bad = sign(body, 'whsec_another');
    await post(body, sign(body));
    await post(body, bad);
    expect(log).not.toContain(SECRET);
    expect(log).not.toContain(bad);
    expect(log).not.toContain('pi_1');
  });

  it('the rest of the server takes bodies as before', async () => {
    const { text } = await supertest(server.server).post('/elsewhere').send({ a: 1 });
    expect(text).toBe('{"got":{"a":1}}');
  });
});
