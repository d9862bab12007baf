import { randomUUID } from 'node:crypto';
import type { TestCard } from '../../../src/domain/billing/test-card';
import { GatewayUnavailable } from '../../../src/features/payment/gateway/gateway.types';
import { StripeGateway } from '../../../src/features/payment/gateway/stripe-gateway';
import { STRIPE_TEST_KEY, TestStripeServer } from '../../support/stripe-server';

describe('Stripe, when the network or the bank is in the way', () => {
  let server: TestStripeServer;
  let gateway: StripeGateway;
  beforeEach(async () => {
    server = await TestStripeServer.start();
    gateway = new StripeGateway({ secretKey: STRIPE_TEST_KEY, apiUrl: server.url, timeout: 150 });
  });
  afterEach(() => server.stop());

  const requestFor = async (card: TestCard = 'SUCCESS') => {
    const customer = await gateway.customer({
      key: randomUUID(),
      name: 'N',
      email: 'n@n.example',
    });
    const { reference } = await gateway.beginSetup(customer);
    server.books.completeSetup(reference, card);
    const added = await gateway.card(customer, reference);
    if (!('reference' in added)) throw new Error('No card');
    const rest = { amount: 5_000n, currency: 'EUR', description: 'INV-2026-000017' } as const;
    return { key: randomUUID(), customer, method: added.reference, ...rest };
  };
  const opened = async (card?: TestCard) => gateway.open(await requestFor(card));
  /** Does something to requests that match, the first times. */
  const meet = (
    what: RegExp,
    manner: ReturnType<TestStripeServer['manner']>,
    times = Number.POSITIVE_INFINITY,
  ): void => {
    let met = 0;
    server.manner = (request) => (what.test(request) && met++ < times ? manner : 'serve');
  };
  const sent = (what: RegExp) => server.requests.filter((one) => what.test(one)).length;

  it('a connection that is reset once is tried again under the same key: charged once', async () => {
    for (const manner of ['reset-before', 'reset-after'] as const) {
      const charge = await opened();
      meet(/confirm/, manner, 1);
      expect(await gateway.confirm(charge)).toMatchObject({ outcome: 'SUCCEEDED' });
      expect(server.books.takenBy(charge)).toBe(5_000n);
    }
    expect(sent(/confirm/)).toBe(4);
  });

  it('an opening whose answer is lost opens one charge', async () => {
    const request = await requestFor();
    meet(/^POST \/payment_intents$/, 'reset-after', 1);
    const charge = await gateway.open(request);
    expect([...server.books.intents.keys()]).toEqual([charge]);
  });

  it('a 500 after the charge was taken is unknown, kept by Stripe, and settles as taken (R56)', async () => {
    const charge = await opened();
    meet(/confirm/, 'fail-after', 1);
    expect(await gateway.confirm(charge)).toEqual({ outcome: 'UNKNOWN' });
    expect(await gateway.confirm(charge)).toEqual({ outcome: 'UNKNOWN' });
    expect(await gateway.settle(charge)).toMatchObject({ outcome: 'SUCCEEDED', reference: charge });
    expect(server.books.takenBy(charge)).toBe(5_000n);
  });

  it('an answer beyond the time-out is unknown, and settles as taken (R56)', async () => {
    const charge = await opened();
    meet(/confirm/, 'stall-after');
    expect(await gateway.confirm(charge)).toEqual({ outcome: 'UNKNOWN' });
    expect(sent(/confirm/)).toBe(3);
    expect(await gateway.settle(charge)).toMatchObject({ outcome: 'SUCCEEDED', reference: charge });
    expect(server.books.takenBy(charge)).toBe(5_000n);
  });

  it('settling that is cut off on the way is unknown, and the next one says it (R56)', async () => {
    const charge = await opened();
    meet(/cancel/, 'fail-after');
    expect(await gateway.settle(charge)).toEqual({ outcome: 'UNKNOWN' });
    meet(/^GET/, 'fail-before');
    expect(await gateway.settle(charge)).toEqual({ outcome: 'UNKNOWN' });
    server.manner = () => 'serve';
    expect(await gateway.settle(charge)).toEqual({ outcome: 'CANCELLED' });
  });

  it('calling off that comes too late says that the money was taken (R56)', async () => {
    const charge = await opened();
    server.books.beforeCancelling = (intent) => {
      intent['status'] = 'succeeded';
    };
    expect(await gateway.settle(charge)).toMatchObject({ outcome: 'SUCCEEDED', reference: charge });
  });

  it('a charge that the bank still thinks about is unknown, and is not called off', async () => {
    const charge = await opened();
    Object.assign(server.books.intents.get(charge) ?? {}, { status: 'processing' });
    expect(await gateway.settle(charge)).toEqual({ outcome: 'UNKNOWN' });
    expect(sent(/cancel/)).toBe(0);
    Object.assign(server.books.intents.get(charge) ?? {}, { status: 'requires_action' });
    expect(await gateway.settle(charge)).toMatchObject({
      outcome: 'DECLINED',
      reason: 'AUTHENTICATION_REQUIRED',
    });
  });

  it('a charge is taken once though Stripe has forgotten the key', async () => {
    const charge = await opened();
    await gateway.confirm(charge);
    server.forgetKeys();
    expect(await gateway.confirm(charge)).toMatchObject({
      outcome: 'SUCCEEDED',
      reference: charge,
    });
    const declined = await opened('DECLINED');
    await gateway.confirm(declined);
    server.forgetKeys();
    expect(await gateway.confirm(declined)).toMatchObject({
      outcome: 'DECLINED',
      reason: 'CARD_DECLINED',
    });
    expect(server.books.taken).toEqual([charge]);
  });

  it('a refund is made once though its answer was lost and Stripe has forgotten the key', async () => {
    const charge = await opened();
    await gateway.confirm(charge);
    const refund = { key: randomUUID(), charge, amount: 2_000n, currency: 'EUR' } as const;
    meet(/^POST \/refunds/, 'fail-after');
    expect(await gateway.refund(refund)).toEqual({ outcome: 'UNKNOWN' });
    server.manner = () => 'serve';
    server.forgetKeys();
    expect(await gateway.refund(refund)).toMatchObject({ outcome: 'SUCCEEDED' });
    const rest = { ...refund, key: randomUUID(), amount: 3_000n };
    expect(await gateway.refund(rest)).toMatchObject({ outcome: 'SUCCEEDED' });
  });

  it('a refund that is put off is unknown until Stripe says its outcome', async () => {
    const charge = await opened();
    await gateway.confirm(charge);
    const refund = { key: randomUUID(), charge, amount: 2_000n, currency: 'EUR' } as const;
    server.books.refundStatus = 'pending';
    expect(await gateway.refund(refund)).toEqual({ outcome: 'UNKNOWN' });
    server.dashboard.decideRefunds('failed', charge);
    expect(await gateway.refund(refund)).toMatchObject({ outcome: 'REFUSED' });
  });

  it('a setup that the bank refused says why', async () => {
    const customer = await gateway.customer({
      key: randomUUID(),
      name: 'N',
      email: 'n@n.example',
    });
    const { reference } = await gateway.beginSetup(customer);
    server.books.refuseSetup(reference, 'expired_card');
    expect(await gateway.card(customer, reference)).toEqual({ refused: 'CARD_EXPIRED' });
  });

  it('what the payer reads on the statement is the description, as far as cards can carry it', async () => {
    const request = await requestFor();
    const suffixes = ['INV-2026-000017', 'Käufe <b>*für Ihre große Firma', '漢字 2026'].map(
      async (description) => {
        const charge = await gateway.open({ ...request, key: randomUUID(), description });
        return server.books.intents.get(charge)?.['statement_descriptor_suffix'];
      },
    );
    expect(await Promise.all(suffixes)).toEqual([
      'INV-2026-000017',
      'Kufe bfr Ihre groe Fir',
      null,
    ]);
  });

  it.each<[string, object, number, string]>([
    [
      'a key that was revoked',
      { type: 'invalid_request_error', code: 'api_key_expired' },
      401,
      'OURS',
    ],
    ['a right that is missing', { type: 'invalid_request_error' }, 403, 'OURS'],
    ['a currency that is not switched on', { type: 'invalid_request_error' }, 400, 'OURS'],
    [
      'a customer of the other mode',
      {
        ...{ type: 'invalid_request_error', code: 'resource_missing', param: 'customer' },
        message:
          "No such customer: 'cus_1'; a similar object exists in test mode, but a live mode key was used to make this request.",
      },
      400,
      'OURS',
    ],
    ['too many requests', { type: 'invalid_request_error', code: 'rate_limit' }, 429, 'LATER'],
    ['a lock', { type: 'invalid_request_error', code: 'lock_timeout' }, 429, 'LATER'],
    ['a key in use', { type: 'idempotency_error', code: 'idempotency_key_in_use' }, 409, 'LATER'],
    ['a fault of its own', { type: 'api_error' }, 500, 'LATER'],
    ['maintenance', { type: 'api_error' }, 503, 'LATER'],
  ])('%s: who can mend it', async (_what, error, status, because) => {
    const request = await requestFor();
    server.answerWith = (path) =>
      path === 'POST /payment_intents'
        ? { status, body: { error: { message: 'No', ...error } } }
        : null;
    const thrown: unknown = await gateway.open(request).catch((one: unknown) => one);
    if (because === 'LATER') expect(thrown).toBeInstanceOf(GatewayUnavailable);
    else expect(thrown).toMatchObject({ name: 'GatewayRefused', because });
  });

  it('a card that was detached in the dashboard is gone, though Stripe has no code for it', async () => {
    const request = await requestFor();
    server.dashboard.removeCard(request.method);
    await expect(gateway.open(request)).rejects.toMatchObject({ because: 'CARD_GONE' });
  });

  it('a customer that was deleted while Stripe still answers with it for its key is made anew', async () => {
    const customer = { key: randomUUID(), name: 'N', email: 'n@n.example' };
    const first = await gateway.customer(customer);
    server.dashboard.deleteCustomer(first);
    const second = await gateway.customer(customer);
    expect(second).not.toBe(first);
    expect(await gateway.customer(customer)).toBe(second);
  });

  it('a server that is down is unavailable, a wrong secret key is ours to mend and never told of', async () => {
    const charge = await opened();
    const secretKey = 'sk_test_wrong_and_secret';
    const wrong = new StripeGateway({ secretKey, apiUrl: server.url });
    const request = await requestFor();
    const complaint: unknown = await wrong.open(request).catch((error: unknown) => error);
    expect(complaint).toMatchObject({ name: 'GatewayRefused', because: 'OURS' });
    expect(JSON.stringify(complaint, Object.getOwnPropertyNames(complaint))).not.toContain(
      secretKey,
    );
    await server.stop();
    await expect(gateway.open(request)).rejects.toThrow(GatewayUnavailable);
    expect(await gateway.confirm(charge)).toEqual({ outcome: 'UNKNOWN' });
    server = await TestStripeServer.start();
  });
});
