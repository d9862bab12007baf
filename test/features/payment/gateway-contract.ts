import { randomUUID } from 'node:crypto';
import { type DeclineReason } from '../../../src/domain/billing/decline';
import { TEST_CARDS, type TestCard } from '../../../src/domain/billing/test-card';
import {
  GatewayRefused,
  type CardDetails,
  type ChargeRequest,
  type PayerAction,
  type PaymentGateway,
} from '../../../src/features/payment/gateway/gateway.types';

/** A gateway, and what a test does on its other side. */
export interface GatewayUnderTest {
  readonly gateway: PaymentGateway;
  /** The same gateway as another process sees it. */
  readonly another: PaymentGateway;
  /** A setup that a person finished with such a card. */
  readonly finishedSetup: (customer: string, card: TestCard) => Promise<string>;
  /** A setup that nobody finished. */
  readonly unfinishedSetup: (customer: string) => Promise<string>;
  /** A person answers their bank as an action told them to. */
  readonly answer: (action: PayerAction, confirmed: boolean) => Promise<void>;
  /** Somebody deletes a customer, with its cards, at the gateway. */
  readonly deleteCustomer: (customer: string) => Promise<unknown>;
  /** What was taken by a charge, in minor units, each time that it was taken. */
  readonly taken: (charge: string) => Promise<bigint>;
  /** What happens at the gateway by itself; each tells of it as its events do. */
  readonly happens: {
    /** @returns the gateway's name of the refund. */
    readonly refund: (charge: string, amount: bigint) => Promise<unknown>;
    /** All refunds come back. */
    readonly refundsReturn: (charge: string) => Promise<unknown>;
    readonly dispute: (charge: string, amount: bigint) => Promise<unknown>;
    readonly decide: (charge: string, status: 'WON' | 'LOST') => Promise<unknown>;
    readonly succeed: (charge: string) => Promise<unknown>;
    /** The bank gives out a new card, until the end of November 2035. */
    readonly renew: (card: string, last4: string) => Promise<unknown>;
    readonly remove: (card: string) => Promise<unknown>;
  };
  readonly stop: () => Promise<void>;
}

/** What every gateway keeps to, so that the service need not know which one it talks to. */
export function itKeepsTheContract(start: () => Promise<GatewayUnderTest>): void {
  let test: GatewayUnderTest;
  beforeAll(async () => {
    test = await start();
  });
  afterAll(() => test.stop());

  const newCustomer = (key: string = randomUUID()) =>
    test.gateway.customer({ key, name: 'Northwind', email: 'books@northwind.example' });
  const newCard = async (customer: string, card: TestCard): Promise<CardDetails> => {
    const added = await test.gateway.card(customer, await test.finishedSetup(customer, card));
    if (!('reference' in added)) throw new Error(`No card: ${JSON.stringify(added)}`);
    return added;
  };
  const refusal = async (work: Promise<unknown>): Promise<unknown> => {
    const error: unknown = await work.catch((thrown: unknown) => thrown);
    return error instanceof GatewayRefused ? error.because : error;
  };
  const payer = { returnUrl: 'http://keyhold.test/payments/return' };
  const requestFor = async (card: TestCard, amount = 12_345n): Promise<ChargeRequest> => {
    const customer = await newCustomer();
    const { reference: method } = await newCard(customer, card);
    const description = 'INV-2026-000017';
    return { key: randomUUID(), amount, currency: 'EUR', customer, method, description };
  };
  const opened = async (card: TestCard, amount?: bigint) =>
    test.gateway.open(await requestFor(card, amount));
  const paid = async (amount: bigint): Promise<string> => {
    const result = await test.gateway.confirm(await opened('SUCCESS', amount));
    if (result.outcome !== 'SUCCEEDED') throw new Error(`The charge came to ${result.outcome}`);
    return result.reference;
  };
  const back = (charge: string, amount: bigint, key: string = randomUUID()) =>
    test.gateway.refund({ key, charge, amount, currency: 'EUR' });

  it('opening a charge takes nothing', async () => {
    const charge = await opened('SUCCESS');
    expect(await test.taken(charge)).toBe(0n);
  });

  it('the same key opens the same charge, and no other', async () => {
    const request = await requestFor('SUCCESS');
    const charges = await Promise.all(
      [test.gateway, test.another, test.gateway].map((gateway) => gateway.open(request)),
    );
    expect(new Set([...charges, await test.another.open(request)]).size).toBe(1);
    expect(await test.gateway.open({ ...request, key: randomUUID() })).not.toBe(charges[0]);
    expect(await refusal(test.gateway.open({ ...request, amount: 12_346n }))).toBe('OURS');
  });

  it('a charge is taken once, however often and by however many it is confirmed', async () => {
    const charge = await opened('SUCCESS');
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? test.gateway : test.another).confirm(charge),
      ),
    );
    results.push(await test.gateway.confirm(charge), await test.another.settle(charge));
    const [first] = results;
    expect(first).toMatchObject({ outcome: 'SUCCEEDED', reference: expect.any(String) as string });
    expect(results).toEqual(results.map(() => first));
    expect(await test.taken(charge)).toBe(12_345n);
  });

  it.each<[TestCard, DeclineReason]>([
    ['DECLINED', 'CARD_DECLINED'],
    ['INSUFFICIENT_FUNDS', 'INSUFFICIENT_FUNDS'],
    ['EXPIRED', 'CARD_EXPIRED'],
    ['AUTHENTICATION', 'AUTHENTICATION_REQUIRED'],
  ])('a card that is %s takes nothing and says why: %s (R27)', async (card, reason) => {
    const charge = await opened(card);
    const declined = { outcome: 'DECLINED', reason };
    expect(await test.gateway.confirm(charge)).toMatchObject(declined);
    expect(await test.another.confirm(charge)).toMatchObject(declined);
    expect(await test.gateway.retrieve(charge)).toMatchObject(declined);
    expect(await test.gateway.settle(charge)).toMatchObject(declined);
    expect(await test.taken(charge)).toBe(0n);
  });

  it('an answer that is lost after charging: who asks is told that it was taken, once (R56)', async () => {
    const charge = await opened('TIMES_OUT_AFTER_CHARGING');
    expect(await test.gateway.confirm(charge)).toEqual({ outcome: 'UNKNOWN' });
    const reports = { outcome: 'SUCCEEDED', reference: expect.any(String) as string };
    expect(await test.another.retrieve(charge)).toMatchObject(reports);
    expect(await test.another.settle(charge)).toMatchObject(reports);
    expect(await test.gateway.settle(charge)).toMatchObject(reports);
    expect(await test.taken(charge)).toBe(12_345n);
  });

  it('an answer that is lost before charging: who asks calls it off, for good (R56)', async () => {
    const charge = await opened('TIMES_OUT_BEFORE_CHARGING');
    expect(await test.gateway.confirm(charge)).toEqual({ outcome: 'UNKNOWN' });
    expect(await test.another.settle(charge)).toEqual({ outcome: 'CANCELLED' });
    expect(await test.gateway.confirm(charge)).toEqual({ outcome: 'CANCELLED' });
    expect(await test.gateway.settle(charge)).toEqual({ outcome: 'CANCELLED' });
    expect(await test.taken(charge)).toBe(0n);
  });

  it('a charge that was called off before it was confirmed is never taken (R56)', async () => {
    const charge = await opened('SUCCESS');
    expect(await test.gateway.settle(charge)).toEqual({ outcome: 'CANCELLED' });
    expect(await test.another.confirm(charge)).toEqual({ outcome: 'CANCELLED' });
    expect(await test.taken(charge)).toBe(0n);
  });

  it('of confirming and calling off at the same time, one wins and both say which (R56)', async () => {
    for (let round = 0; round < 5; round++) {
      const charge = await opened('SUCCESS');
      await Promise.all([test.gateway.confirm(charge), test.another.settle(charge)]);
      const { outcome } = await test.gateway.settle(charge);
      expect(await test.gateway.confirm(charge)).toMatchObject({ outcome });
      expect(await test.taken(charge)).toBe(outcome === 'SUCCEEDED' ? 12_345n : 0n);
      expect(['SUCCEEDED', 'CANCELLED']).toContain(outcome);
    }
  });

  describe('a card whose bank wants each payment confirmed (3-D Secure)', () => {
    const asked = async (): Promise<{ charge: string; action: PayerAction }> => {
      const charge = await opened('AUTHENTICATION');
      const result = await test.gateway.confirm(charge, payer);
      if (result.outcome !== 'ACTION_REQUIRED') throw new Error(`It came to ${result.outcome}`);
      return { charge, action: result.action };
    };

    it('takes nothing before its payer confirms, says so to whoever asks, and then takes it once', async () => {
      const { charge, action } = await asked();
      expect(action.clientSecret).not.toBe('');
      expect(action.redirectUrl).toMatch(/^https?:/);
      expect(await test.another.retrieve(charge)).toEqual({ outcome: 'ACTION_REQUIRED', action });
      expect(await test.taken(charge)).toBe(0n);
      await test.answer(action, true);
      const paid = { outcome: 'SUCCEEDED', reference: expect.any(String) as string };
      expect(await test.gateway.retrieve(charge)).toMatchObject(paid);
      expect(await test.another.settle(charge)).toMatchObject(paid);
      await test.answer(action, false);
      expect(await test.gateway.settle(charge)).toMatchObject(paid);
      expect(await test.taken(charge)).toBe(12_345n);
    });

    it('is declined when its payer refuses, for good', async () => {
      const { charge, action } = await asked();
      await test.answer(action, false);
      const declined = { outcome: 'DECLINED', reason: 'AUTHENTICATION_REQUIRED' };
      expect(await test.gateway.retrieve(charge)).toMatchObject(declined);
      expect(await test.another.settle(charge)).toMatchObject(declined);
      await test.answer(action, true);
      expect(await test.gateway.settle(charge)).toMatchObject(declined);
      expect(await test.taken(charge)).toBe(0n);
    });

    it('is called off for good when its payer takes too long', async () => {
      const { charge, action } = await asked();
      const declined = { outcome: 'DECLINED', reason: 'AUTHENTICATION_REQUIRED' };
      expect(await test.another.settle(charge)).toMatchObject(declined);
      await test.answer(action, true);
      expect(await test.gateway.settle(charge)).toMatchObject(declined);
      expect(await test.gateway.retrieve(charge)).toMatchObject(declined);
      expect(await test.taken(charge)).toBe(0n);
    });
  });

  it('what nobody has confirmed yet is unknown, and asking changes nothing', async () => {
    const charge = await opened('SUCCESS');
    expect(await test.gateway.retrieve(charge)).toEqual({ outcome: 'UNKNOWN' });
    expect(await test.another.confirm(charge)).toMatchObject({ outcome: 'SUCCEEDED' });
  });

  it.each(['EUR', 'USD', 'GBP'] as const)(
    'charges in %s what it says, from the least to the greatest amount, and says which is wrong',
    async (currency) => {
      const request = { ...(await requestFor('SUCCESS')), currency };
      const { least, greatest } = test.gateway.limits(currency);
      const open = (amount: bigint) => test.gateway.open({ ...request, key: randomUUID(), amount });
      for (const amount of [least, greatest])
        expect(await test.gateway.confirm(await open(amount))).toMatchObject({
          outcome: 'SUCCEEDED',
        });
      expect(await refusal(open(least - 1n))).toBe('AMOUNT_TOO_SMALL');
      expect(await refusal(open(greatest + 1n))).toBe('AMOUNT_TOO_LARGE');
    },
  );

  it('refunds less than it would charge, down to the smallest amount', async () => {
    const charge = await paid(10_000n);
    expect(await back(charge, 1n)).toMatchObject({ outcome: 'SUCCEEDED' });
    expect(await back(charge, 9_999n)).toMatchObject({ outcome: 'SUCCEEDED' });
  });

  it('a card that its bank has renewed is charged, and tells its new end', async () => {
    const request = await requestFor('SUCCESS');
    await test.happens.renew(request.method, '1881');
    const result = await test.gateway.confirm(await test.gateway.open(request));
    expect(result).toMatchObject({
      outcome: 'SUCCEEDED',
      card: {
        reference: request.method,
        last4: '1881',
        expiresOn: '2035-11-30',
      },
    });
  });

  it('the same card is known again, whoever adds it, and another one is not', async () => {
    const [mine, theirs] = [await newCustomer(), await newCustomer()];
    const [first, again] = [await newCard(mine, 'SUCCESS'), await newCard(theirs, 'SUCCESS')];
    expect(again.reference).not.toBe(first.reference);
    expect(again.fingerprint).toBe(first.fingerprint);
    expect(first.fingerprint).not.toBeNull();
    const other = await newCard(mine, 'SUCCESS_MASTERCARD');
    expect(other.fingerprint).not.toBe(first.fingerprint);
  });

  it('a customer that was deleted at the gateway is said to be gone, and a new one is made of its key', async () => {
    const key = randomUUID();
    const customer = await newCustomer(key);
    const { reference: method } = await newCard(customer, 'SUCCESS');
    await test.deleteCustomer(customer);
    expect(await refusal(test.gateway.beginSetup(customer))).toBe('CUSTOMER_GONE');
    const request = { ...(await requestFor('SUCCESS')), key, customer, method };
    expect(await refusal(test.gateway.open(request))).toBe('CUSTOMER_GONE');
    const made = await newCustomer(`${key}-after-${customer}`);
    expect(made).not.toBe(customer);
    expect(await newCard(made, 'SUCCESS')).toHaveProperty('reference');
  });

  it('a customer is made whatever the gateway thinks of its e-mail', async () => {
    for (const email of ['grüße@büro.example', 'nobody', `${'x'.repeat(600)}@a.example`]) {
      const customer = await test.gateway.customer({ key: randomUUID(), name: 'N', email });
      expect(await newCard(customer, 'SUCCESS')).toHaveProperty('reference');
    }
  });

  it('a card that its bank wants confirmed is added once its person has, and not when they refuse', async () => {
    const customer = await newCustomer();
    const setup = await test.finishedSetup(customer, 'AUTHENTICATION_ON_SETUP');
    const begun = async (named: string) => {
      const came = await test.gateway.card(customer, named);
      if (!('action' in came)) throw new Error(`It came to ${JSON.stringify(came)}`);
      return came;
    };
    const first = await begun(setup);
    expect(await test.another.card(customer, first.setup)).toEqual(first);
    await test.answer(first.action, true);
    const added = await test.gateway.card(customer, first.setup);
    expect(added).toMatchObject({ last4: TEST_CARDS.AUTHENTICATION_ON_SETUP.last4 });
    const refused = await begun(await test.finishedSetup(customer, 'AUTHENTICATION_ON_SETUP'));
    await test.answer(refused.action, false);
    expect(await test.gateway.card(customer, refused.setup)).toHaveProperty('refused');
  });

  it('a charge that the gateway does not know is unknown', async () => {
    expect(await test.gateway.confirm('pi_nobody')).toEqual({ outcome: 'UNKNOWN' });
    expect(await test.gateway.settle('sandbox_ch_999999999')).toEqual({ outcome: 'UNKNOWN' });
  });

  it('a charge is refunded in parts, in all never more than was taken', async () => {
    const charge = await paid(10_000n);
    expect(await back(charge, 10_001n)).toMatchObject({ outcome: 'REFUSED' });
    expect(await back(charge, 4_000n)).toMatchObject({ outcome: 'SUCCEEDED' });
    expect(await back(charge, 6_001n)).toMatchObject({ outcome: 'REFUSED' });
    expect(await back(charge, 6_000n)).toMatchObject({ outcome: 'SUCCEEDED' });
    expect(await back(charge, 1n)).toEqual({
      outcome: 'REFUSED',
      message: 'The refund is more than what is left of the charge.',
    });
  });

  it('a refund is made once for its key, and another key is another refund', async () => {
    const charge = await paid(10_000n);
    const key = randomUUID();
    const first = await back(charge, 3_000n, key);
    expect(first).toEqual({ outcome: 'SUCCEEDED', reference: expect.any(String) as string });
    expect(await back(charge, 3_000n, key)).toEqual(first);
    expect(await back(charge, 2_999n, key)).toMatchObject({ outcome: 'REFUSED' });
    expect(await back(charge, 7_000n)).toMatchObject({ outcome: 'SUCCEEDED' });
  });

  it('refunds at the same time give back no more than was taken', async () => {
    const charge = await paid(10_000n);
    const results = await Promise.all(Array.from({ length: 5 }, () => back(charge, 3_000n)));
    expect(results.filter(({ outcome }) => outcome === 'SUCCEEDED')).toHaveLength(3);
  });

  it('what was not taken is not refunded', async () => {
    const charge = await opened('SUCCESS');
    expect(await back(charge, 1_000n)).toMatchObject({ outcome: 'REFUSED' });
  });

  it('a customer has the same name for the same key, whatever the account is called by then', async () => {
    const key = randomUUID();
    const email = 'elsewhere@northwind.example';
    const names = await Promise.all([newCustomer(key), newCustomer(key)]);
    names.push(await test.another.customer({ key, name: 'Southwind', email }));
    expect(new Set(names).size).toBe(1);
    expect(await newCustomer()).not.toBe(names[0]);
  });

  it('a card tells its brand, its last four digits and the last day of its month', async () => {
    const customer = await newCustomer();
    const added = await newCard(customer, 'SUCCESS');
    const { brand, last4 } = TEST_CARDS.SUCCESS;
    expect(added).toMatchObject({ brand, last4 });
    expect(added.expiresOn).toMatch(/^20\d\d-(12-31|02-29)$/);
  });

  it('a setup that nobody finished, or that never was, comes to no card', async () => {
    const customer = await newCustomer();
    const incomplete = { refused: 'SETUP_INCOMPLETE' };
    expect(await test.gateway.card(customer, await test.unfinishedSetup(customer))).toEqual(
      incomplete,
    );
    for (const name of ['', 'seti_nobody', '../customers', 'sandbox_card_999999999'])
      expect(await test.gateway.card(customer, name)).toEqual(incomplete);
  });

  it('a setup comes to one card, however often it is given back', async () => {
    const customer = await newCustomer();
    const setup = await test.finishedSetup(customer, 'SUCCESS');
    const added = await test.gateway.card(customer, setup);
    expect(added).toHaveProperty('reference');
    expect(await test.another.card(customer, setup)).toEqual(added);
  });

  it("another customer's setup comes to no card, and another customer's card is not charged", async () => {
    const [mine, theirs] = [await newCustomer(), await newCustomer()];
    const { reference: begun } = await test.gateway.beginSetup(theirs);
    expect(await test.gateway.card(mine, begun)).toEqual({ refused: 'SETUP_INCOMPLETE' });
    const request = await requestFor('SUCCESS');
    expect(await refusal(test.gateway.open({ ...request, customer: mine }))).toBe('CARD_GONE');
  });

  it('a card that was forgotten is not charged; forgetting it again is no error', async () => {
    const request = await requestFor('SUCCESS');
    await test.gateway.forget(request.method);
    await test.another.forget(request.method);
    expect(await refusal(test.gateway.open(request))).toBe('CARD_GONE');
  });

  describe('what happens by itself', () => {
    const look = async (charge: string) => {
      const state = await test.another.lookUpCharge(charge);
      if (state === null) throw new Error('The charge is not known');
      return state;
    };
    const reports = async (): Promise<string[]> => {
      const all: string[] = [];
      for await (const { subject, reference } of test.gateway.changes(null))
        all.push(`${subject} ${reference}`);
      return all;
    };

    it('a charge tells all that is known of it, and looking at it changes nothing', async () => {
      const request = await requestFor('SUCCESS', 5_000n);
      const charge = await test.gateway.open(request);
      const { key, amount, currency, customer } = request;
      const known = { charge, key, amount, currency, customer, refunds: [], disputes: [] };
      expect(await look(charge)).toEqual({ ...known, result: { outcome: 'UNKNOWN' } });
      await test.gateway.confirm(charge);
      expect(await look(charge)).toMatchObject({ ...known, result: { outcome: 'SUCCEEDED' } });
      expect(await test.gateway.lookUpCharge(`${charge}0`)).toBeNull();
    });

    it('refunds, whoever made them, are told with their keys, and those whose money came back have failed', async () => {
      const charge = await paid(5_000n);
      await back(charge, 1_000n, 'asked for here');
      await test.happens.refund(charge, 500n);
      const { refunds } = await look(charge);
      expect(refunds.map(({ amount, status }) => [amount, status])).toEqual([
        [1_000n, 'SUCCEEDED'],
        [500n, 'SUCCEEDED'],
      ]);
      expect(refunds[0]?.key).toBe('asked for here');
      expect(refunds[1]?.key).not.toBe('asked for here');
      await test.happens.refundsReturn(charge);
      expect((await look(charge)).refunds.map(({ status }) => status)).toEqual([
        'FAILED',
        'FAILED',
      ]);
      expect(await reports()).toContain(`CHARGE ${charge}`);
    });

    it('a dispute holds money until it is won, and costs something either way', async () => {
      for (const decision of ['WON', 'LOST'] as const) {
        const charge = await paid(5_000n);
        await test.happens.dispute(charge, 3_000n);
        const fee = 1_500n;
        expect((await look(charge)).disputes).toMatchObject([
          { status: 'OPEN', reason: 'fraudulent', held: 3_000n, fee },
        ]);
        // What is held is not refunded as well.
        expect(await back(charge, 2_001n)).toMatchObject({ outcome: 'REFUSED' });
        await test.happens.decide(charge, decision);
        expect((await look(charge)).disputes).toMatchObject([
          { status: decision, held: decision === 'WON' ? 0n : 3_000n, fee },
        ]);
        expect(await reports()).toContain(`CHARGE ${charge}`);
      }
    });

    it('a charge that was declined may be made after all', async () => {
      const charge = await opened('DECLINED');
      expect(await test.gateway.confirm(charge)).toMatchObject({ outcome: 'DECLINED' });
      await test.happens.succeed(charge);
      expect((await look(charge)).result).toMatchObject({ outcome: 'SUCCEEDED' });
      expect(await reports()).toContain(`CHARGE ${charge}`);
    });

    it('a card is renewed, removed, and never told to another customer', async () => {
      const customer = await newCustomer();
      const card = await newCard(customer, 'SUCCESS');
      await test.happens.renew(card.reference, '1881');
      const renewed = { ...card, last4: '1881', expiresOn: '2035-11-30' };
      expect(await test.gateway.lookUpCard(customer, card.reference)).toEqual(renewed);
      expect(await test.gateway.lookUpCard(await newCustomer(), card.reference)).toBeNull();
      await test.happens.remove(card.reference);
      expect(await test.gateway.lookUpCard(customer, card.reference)).toBeNull();
      expect((await reports()).filter((one) => one === `CARD ${card.reference}`)).toHaveLength(2);
    });

    it('changes are told from an instant of its own clock on', async () => {
      await test.happens.refund(await paid(5_000n), 500n);
      let newest = new Date(0);
      for await (const { at } of test.gateway.changes(null)) if (at > newest) newest = at;
      const since = async (at: Date): Promise<number> => {
        let count = 0;
        for await (const _change of test.gateway.changes(at)) count++;
        return count;
      };
      expect(await since(newest)).toBeGreaterThan(0);
      expect(await since(new Date(newest.getTime() + 5_000))).toBe(0);
    });
  });
}
