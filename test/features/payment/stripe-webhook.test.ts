import Fastify, { type FastifyInstance } from 'fastify';
import Stripe from 'stripe';
import supertest from 'supertest';
import type { GatewayChange } from '../../../src/features/payment/gateway/gateway.types';
import { registerStripeWebhook } from '../../../src/features/payment/gateway/stripe-webhook';

const PAID: GatewayChange = { subject: 'CHARGE', reference: 'pi_1' };
const SECRET = 'whsec_only_the_tests_know_this_one';

const event = (type: string, object: object = { id: 'pi_1', status: 'succeeded' }): string =>
  JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } }, null, 2);

describe('what Stripe tells', () => {
  let server: FastifyInstance;
  let reportChange: GatewayChange[];
  /** Whether what is told can be written down. */
  let down: boolean;
  let log: string;
  beforeEach(async () => {
    reportChange = [];
    down = false;
    log = '';
    server = Fastify({
      logger: { level: 'trace', stream: { write: (line: string) => void (log += line) } },
    });
    registerStripeWebhook(server, {
      secret: SECRET,
      reportChange: (change) => {
        reportChange.push(change);
        return down ? Promise.reject(new Error('No database')) : Promise.resolve();
      },
    });
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

  it.each([
    ['payment_intent.succeeded', { id: 'pi_1' }, 'CHARGE', 'pi_1'],
    ['payment_intent.payment_failed', { id: 'pi_1' }, 'CHARGE', 'pi_1'],
    ['payment_intent.canceled', { id: 'pi_1' }, 'CHARGE', 'pi_1'],
    ['charge.refunded', { id: 'ch_1', payment_intent: 'pi_1' }, 'CHARGE', 'pi_1'],
    ['charge.refunded', { id: 'ch_1', payment_intent: null }, 'CHARGE', 'ch_1'],
    ['refund.created', { id: 're_1', payment_intent: { id: 'pi_1' } }, 'CHARGE', 'pi_1'],
    ['refund.updated', { id: 're_1', payment_intent: 'pi_1' }, 'CHARGE', 'pi_1'],
    ['refund.failed', { id: 're_1', charge: 'ch_1' }, 'CHARGE', 'ch_1'],
    ['charge.refund.updated', { id: 're_1', payment_intent: 'pi_1' }, 'CHARGE', 'pi_1'],
    ['charge.dispute.created', { id: 'dp_1', payment_intent: 'pi_1' }, 'CHARGE', 'pi_1'],
    ['charge.dispute.updated', { id: 'dp_1', payment_intent: 'pi_1' }, 'CHARGE', 'pi_1'],
    ['charge.dispute.closed', { id: 'dp_1', payment_intent: 'pi_1' }, 'CHARGE', 'pi_1'],
    ['charge.dispute.funds_withdrawn', { id: 'dp_1', charge: 'ch_1' }, 'CHARGE', 'ch_1'],
    ['charge.dispute.funds_reinstated', { payment_intent: 'pi_1' }, 'CHARGE', 'pi_1'],
    ['payment_method.automatically_updated', { id: 'pm_1' }, 'CARD', 'pm_1'],
    ['payment_method.updated', { id: 'pm_1' }, 'CARD', 'pm_1'],
    ['payment_method.detached', { id: 'pm_1', customer: null }, 'CARD', 'pm_1'],
    ['customer.deleted', { id: 'cus_1' }, 'CUSTOMER', 'cus_1'],
  ])(
    '%s %j is worth a look at %s %s, and nothing else of it is believed (R56)',
    async (type, object, subject, reference) => {
      const body = event(type, object);
      expect(await post(body, sign(body))).toBe(200);
      expect(reportChange).toEqual([{ subject, reference }]);
    },
  );

  it('what cannot be written down is told again', async () => {
    down = true;
    const body = event('payment_intent.succeeded');
    expect(await post(body, sign(body))).toBe(503);
    down = false;
    expect(await post(body, sign(body))).toBe(200);
    expect(reportChange).toEqual([PAID, PAID]);
  });

  it('anything else is received and left alone', async () => {
    const bodies = [
      event('payment_intent.created'),
      event('charge.refunded', { id: 're_1', payment_intent: 'seti_1' }),
      event('payment_intent.succeeded', {}),
      event('payment_intent.succeeded', { id: '../pi_1' }),
      event('payment_intent.succeeded', { id: `pi_${'1'.repeat(200)}` }),
    ];
    for (const body of bodies) expect(await post(body, sign(body))).toBe(200);
    expect(reportChange).toEqual([]);
  });

  it('a signature that is missing, malformed or made with another secret is refused', async () => {
    const body = event('payment_intent.succeeded');
    for (const signature of [undefined, '', 'v1=00', 't=1,v1=', sign(body, 'whsec_another')])
      expect(await post(body, signature)).toBe(400);
    expect(await post('', sign(''))).toBe(400);
    expect(reportChange).toEqual([]);
  });

  it('an event that is signed but older than five minutes is refused', async () => {
    const body = event('payment_intent.succeeded');
    expect(await post(body, sign(body, SECRET, secondsAgo(360)))).toBe(400);
    expect(await post(body, sign(body, SECRET, secondsAgo(240)))).toBe(200);
    expect(reportChange).toEqual([PAID]);
  });

  it('a body that was altered, if only by a space, is refused', async () => {
    const body = event('payment_intent.succeeded');
    const signature = sign(body);
    expect(await post(body.replace('pi_1', 'pi_2'), signature)).toBe(400);
    expect(await post(`${body} `, signature)).toBe(400);
    expect(await post(JSON.stringify(JSON.parse(body)), signature)).toBe(400);
    expect(reportChange).toEqual([]);
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
