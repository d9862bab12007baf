import { answerBank, type Action } from '../../support/bank';
import { Database } from '../../../src/database/database';
import { SandboxPlays } from '../../../src/dev/sandbox-plays';
import { checksum } from '../../support/fixtures';
import { sentMails } from '../../support/sent-mails';
import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { write } from '../../support/write';
import { desksOf, type Desk } from './checkout-desk';
import type { Shop } from './shop';

/** What one Pro 250 comes to. */
const TOTAL = 11_901;
const little = true;

describe('checkout that meets with trouble', () => {
  let test: TestApplication;
  let shop: Shop;
  let desk: Desk;
  let open: (given?: object) => Promise<Desk>;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox', TAX_RATES: 'DE=19' });
    ({ shop, open } = await desksOf(test));
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    Till.reset(test);
    desk = await open();
  });
  afterEach(async () => {
    test.onStatement = null;
    expect(await desk.till.gaps()).toEqual([]);
    expect(test.jobFailures).toEqual([]);
  });

  it.each([
    ['declined', 'CARD_DECLINED'],
    ['insufficient-funds', 'INSUFFICIENT_FUNDS'],
    ['expired', 'CARD_EXPIRED'],
  ])('R27 a card that is %s leaves nothing behind, and a good one succeeds', async (card, code) => {
    await desk.till.card(`sandbox:${card}`);
    const cart = await desk.put();
    const before = await desk.stands();
    const { codes, payload } = await desk.order();
    expect(codes).toEqual([code]);
    expect(payload).toMatchObject({ order: null, payment: { status: 'FAILED' } });
    expect(await desk.stands()).toEqual(before);
    expect(await desk.cart()).toEqual(cart);
    expect(await desk.mails()).toEqual([]);
    expect(await desk.till.balance()).toBe('0.00');
    const order = await desk.placed({ cardSetup: 'sandbox:success' });
    expect(order.invoice.status).toBe('PAID');
    expect(await desk.stands()).toMatchObject({ orders: 1, drawn: before.drawn + 1 });
    expect((await desk.cart()).lines).toEqual([]);
  });

  describe('R27 an order whose bank wants its payer to confirm it (3-D Secure)', () => {
    const ACTION = 'paymentAction { paymentId redirectUrl clientSecret }';
    const ask = async (more: object = {}, as = desk.till.holder): Promise<Action> => {
      const { total } = await desk.cart();
      const input = {
        ...{ accountId: desk.account, billing: 'PAY_ON_ORDER', acceptTotal: total.amount },
        ...more,
      };
      const { codes, payload } = await write<{ paymentAction: Action }>(
        test,
        as,
        'checkout',
        input,
        `order { id } ${ACTION}`,
      );
      expect(codes).toEqual(['PAYMENT_ACTION_REQUIRED']);
      expect(payload).toMatchObject({ order: null });
      return payload?.paymentAction as Action;
    };
    const tell = (name: string, { paymentId }: Action, as = desk.till.holder, selection = '') =>
      write<{ order: { number: string } | null; payment: object | null }>(
        test,
        as,
        name,
        { paymentId },
        selection,
      );
    const confirm = (action: Action, as?: string) =>
      tell('confirmPayment', action, as, `order { number } payment { status } ${ACTION}`);

    it('is placed once they have: license, invoice, number, payment, at once', async () => {
      await desk.till.card('sandbox:authentication');
      const cart = await desk.put();
      const before = await desk.stands();
      const action = await ask();
      expect(await desk.stands()).toEqual(before);
      expect(await desk.cart()).toEqual(cart);
      expect((await desk.order()).codes).toEqual(['CHECKOUT_IN_PROGRESS']);
      expect((await confirm(action)).payload).toMatchObject({
        ...{ order: null, payment: { status: 'PENDING' } },
        paymentAction: { redirectUrl: action.redirectUrl },
      });
      await answerBank(test, action, 'confirm');
      expect(await confirm(action)).toMatchObject({
        codes: [],
        payload: {
          order: { number: expect.any(String) as unknown },
          payment: { status: 'SUCCEEDED' },
        },
      });
      expect(await desk.stands()).toMatchObject({ orders: 1, drawn: before.drawn + 1 });
      expect((await desk.cart()).lines).toEqual([]);
      expect((await confirm(action)).codes).toEqual([]);
      expect(await desk.stands()).toMatchObject({ orders: 1, drawn: before.drawn + 1 });
    });

    it.each([
      ['refuse', async (action: Action) => void (await answerBank(test, action, 'refuse'))],
      ['call it off', async (action: Action) => void (await tell('cancelPayment', action))],
      ['go away', () => desk.till.later(16)],
    ])(
      'comes to nothing when they %s: the cart as it was, and no new card on file',
      async (_how, act) => {
        const cart = await desk.put();
        const before = await desk.stands();
        const action = await ask({ cardSetup: 'sandbox:authentication' });
        await act(action);
        expect(await confirm(action)).toMatchObject({
          codes: ['AUTHENTICATION_REQUIRED'],
          payload: { order: null, payment: { status: 'FAILED' }, paymentAction: null },
        });
        expect(await desk.stands()).toEqual(before);
        expect(await desk.cart()).toEqual(cart);
        expect((await desk.order()).codes).toEqual(['NO_CARD']);
        await desk.placed({ cardSetup: 'sandbox:success' });
      },
    );

    it('R7 is confirmed by who may make the purchase, who does not see the payment', async () => {
      const buyer = await desk.login('MAKE_PURCHASES');
      await desk.put();
      const action = await ask({ cardSetup: 'sandbox:authentication' }, buyer);
      const reseller = await desk.login('ACTIVATE_LICENSES');
      expect((await confirm(action, reseller)).codes).toEqual(['FORBIDDEN']);
      await answerBank(test, action, 'confirm');
      expect(await confirm(action, buyer)).toMatchObject({
        codes: [],
        payload: { order: { number: expect.any(String) as unknown }, payment: null },
      });
    });

    it('R59 counts against the cap of an API token, and is given back when it comes to nothing', async () => {
      await desk.till.card('sandbox:authentication');
      const token = await desk.apiToken('120.00', 'MAKE_PURCHASES');
      await desk.put();
      const action = await ask({}, token);
      expect(await spent()).toBe(TOTAL);
      expect((await tell('cancelPayment', action, token)).codes).toEqual([]);
      expect(await spent()).toBe(0);
      await answerBank(test, await ask({}, token), 'confirm');
      await test.app.reconciling.look();
      expect(await spent()).toBe(TOTAL);
      expect(await desk.stands()).toMatchObject({ orders: 1 });
    });

    const spent = async (): Promise<number> => {
      const [row] = await test.dataSource.query<{ spent: unknown }[]>(
        'SELECT COALESCE(SUM(spent), 0) AS spent FROM api_token_spending WHERE account_id = ?',
        [desk.till.account],
      );
      return Number(row?.spent);
    };
  });

  it('R27 an order below what a card is charged is refused before anything is written', async () => {
    await desk.till.card();
    const { make } = shop;
    const product = await make.product({ name: 'Trifle' });
    await make.price({ productId: product, amount: 25n });
    const line = { kind: 'NEW', productId: shop.id('Product', product) };
    await shop.add(desk.till.holder, { accountId: desk.account, ...line });
    const said = async (more: object): Promise<string> => {
      const input = { accountId: desk.account, billing: 'PAY_ON_ORDER', acceptTotal: '0.30' };
      const { payload } = await write(test, desk.till.holder, 'checkout', { ...input, ...more });
      return payload?.userErrors[0]?.message ?? '';
    };
    const before = await checksum(test.dataSource);
    for (const more of [{}, { cardSetup: 'sandbox:success' }]) {
      expect((await desk.order(more)).codes).toEqual(['AMOUNT_TOO_SMALL']);
      expect(await said(more)).toContain('at least 0.50 EUR, and this is 0.30 EUR');
    }
    const viewerCan = async () => {
      const { data } = await test.graph(
        'query ($id: ID!) { node(id: $id) { viewerCan(action: CHECKOUT) { allowed reason } } }',
        { id: desk.account },
        desk.till.holder,
      );
      return (data?.['node'] as { viewerCan: object }).viewerCan;
    };
    expect(await viewerCan()).toMatchObject({ allowed: false });
    expect(await checksum(test.dataSource)).toBe(before);
    // A reseller can be invoiced monthly.
    await test.dataSource.query('UPDATE accounts SET reseller = 1 WHERE id = ?', [
      desk.till.account,
    ]);
    expect(await said({})).toContain('MONTHLY_SUMMARY');
    expect(await viewerCan()).toMatchObject({ allowed: true });
    expect((await desk.order({ billing: 'MONTHLY_SUMMARY' })).codes).toEqual([]);
  });

  it('R27 without a card nothing is written', async () => {
    await desk.put();
    const before = await checksum(test.dataSource);
    expect((await desk.order()).codes).toEqual(['NO_CARD']);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it.each([
    ['after', 1],
    ['before', 0],
  ])(
    'R27 R56 an answer that is lost %s charging is asked for, and ends in all or nothing',
    async (moment, count) => {
      await desk.till.card(`sandbox:times-out-${moment}-charging`);
      const cart = await desk.put();
      const before = await desk.stands();
      const { codes, payload } = await desk.order();
      expect(codes).toEqual(['PAYMENT_PENDING']);
      expect(payload).toMatchObject({ order: null, payment: { status: 'PENDING' } });
      expect(await desk.stands()).toEqual(before);
      const pending = await checksum(test.dataSource);
      const { total } = cart;
      expect((await desk.order({ acceptTotal: total.amount })).codes).toEqual([
        'CHECKOUT_IN_PROGRESS',
      ]);
      expect(await checksum(test.dataSource)).toBe(pending);
      await desk.till.later(10);
      expect(await desk.taken()).toBe(count);
      expect(await desk.stands()).toEqual({
        licenses: count,
        invoices: count,
        orders: count,
        drawn: before.drawn + count,
        numbered: before.numbered + count,
      });
      const { lines } = await desk.cart();
      expect(lines).toEqual(count === 1 ? [] : cart.lines);
      expect((await desk.mails()).some(({ event }) => event === 'license-key-delivery')).toBe(
        count === 1,
      );
      // Nothing stands in the way of the next.
      await desk.put();
      await desk.placed({ cardSetup: 'sandbox:success' });
    },
  );

  describe('R27 R56 money for an order comes when the order is off', () => {
    const DAY = 24 * 60;
    interface Late {
      readonly id: string;
      readonly charge: string;
    }
    const latest = async (): Promise<Late> => {
      const [row] = await test.dataSource.query<{ id: number; charge: string }[]>(
        'SELECT id, charge FROM payments WHERE account_id = ? ORDER BY id LIMIT 1',
        [desk.till.account],
      );
      return { id: desk.till.id('Payment', row?.id ?? 0), charge: row?.charge ?? '' };
    };
    const plays = (): SandboxPlays =>
      new SandboxPlays(new Database(test.dataSource, { statementTimeout: 10_000 }));
    const reported = async (event: string): Promise<object[]> => {
      const mails = (await sentMails(test)).filter(({ parameters }) =>
        JSON.stringify(parameters).includes(number),
      );
      // Several staff of billing are told; each the same.
      const [first] = mails.filter((mail) => mail.event === event).map(({ to }) => to);
      return mails
        .filter((mail) => mail.event === event && mail.to === first)
        .map(({ parameters }) => parameters);
    };
    let number: string;
    beforeEach(async () => {
      const [row] = await test.dataSource.query<{ number: string }[]>(
        'SELECT number FROM accounts WHERE id = ?',
        [desk.till.account],
      );
      number = row?.number ?? '';
    });

    /** Nothing was delivered, nothing is owed, and every cent can be given back: once. */
    const held = async ({ id, charge }: Late): Promise<void> => {
      expect(await desk.till.gaps()).toEqual([]);
      const { data } = await test.graph(
        `query ($id: ID!) { node(id: $id) { ... on Payment {
           status unallocated { amount } refunded { amount } invoices { id } } } }`,
        { id },
        desk.till.holder,
      );
      expect(data?.['node']).toEqual({
        status: 'SUCCEEDED',
        unallocated: { amount: '119.01' },
        refunded: { amount: '0.00' },
        invoices: [],
      });
      const amount = { amount: '119.01', currency: 'EUR' };
      expect(await reported('staff-money-moved')).toMatchObject([
        { what: 'PAID_LATE', charge, amount, unasked: amount, owed: [] },
      ]);
      expect(await desk.till.refund(id, '20.00')).toEqual([]);
      expect(await desk.till.gaps()).toEqual([]);
      expect(await desk.till.refund(id, '99.02')).toEqual(['MORE_THAN_PAID']);
      expect(await desk.till.refund(id)).toEqual([]);
      expect(await desk.till.refund(id)).toEqual(['PAYMENT_REFUNDED']);
    };

    /** From now on this gateway is asked of a charge; one that is not there does not answer. */
    const isAskedOf = (gateway: string, { charge }: Awaited<ReturnType<typeof latest>>) =>
      test.dataSource.query('UPDATE payments SET gateway = ? WHERE charge = ?', [gateway, charge]);

    it('after a decline, though the cart was ordered once more meanwhile', async () => {
      await desk.till.card('sandbox:declined');
      await desk.put();
      expect((await desk.order()).codes).toEqual(['CARD_DECLINED']);
      const late = await latest();
      await desk.placed({ cardSetup: 'sandbox:success' });
      const before = await desk.stands();
      const change = await plays().succeed(late.charge);
      for (let times = 0; times < 2; times++) {
        await test.app.gatewayReported('sandbox', change);
        await test.app.reconciling.look();
      }
      expect(await desk.stands()).toEqual(before);
      await held(late);
    });

    it('after nobody knew for a day its outcome: the order is called off, the cart is free', async () => {
      await desk.till.card('sandbox:times-out-after-charging');
      const cart = await desk.put();
      expect((await desk.order()).codes).toEqual(['PAYMENT_PENDING']);
      const late = await latest();
      await isAskedOf('gone', late);
      await desk.till.later(DAY - 60);
      const { total } = cart;
      expect((await desk.order({ acceptTotal: total.amount })).codes).toEqual([
        'CHECKOUT_IN_PROGRESS',
      ]);
      await desk.till.later(120);
      expect(await reported('staff-charge-unknown')).toMatchObject([{ order: true }]);
      // Sessions end within a day.
      Till.reset(test);
      expect((await desk.cart()).lines).toEqual(cart.lines);
      await desk.placed({ cardSetup: 'sandbox:success' });
      const before = await desk.stands();
      await isAskedOf('sandbox', late);
      await desk.till.later(2 * DAY);
      Till.reset(test);
      expect(await desk.stands()).toEqual(before);
      await held(late);
    });

    it('after nobody knew for a day: that it was never taken changes nothing more', async () => {
      await desk.till.card('sandbox:times-out-before-charging');
      await desk.put();
      const token = await desk.apiToken('150.00', 'MAKE_PURCHASES');
      await desk.order({ acceptTotal: '119.01' }, { token, little });
      const late = await latest();
      await isAskedOf('gone', late);
      await desk.till.later(DAY + 60);
      expect(await desk.spent()).toBe(0);
      await isAskedOf('sandbox', late);
      await desk.till.later(120);
      expect(await desk.spent()).toBe(0);
      expect(await desk.till.payments()).toMatchObject([{ status: 'FAILED' }]);
      expect(await reported('staff-money-moved')).toEqual([]);
    });
  });

  it('R22 of ten who order one cart at the same time one does', async () => {
    await desk.till.card();
    const acceptTotal = (await desk.put()).total.amount;
    const came = await Promise.all(Array.from({ length: 10 }, () => desk.order({ acceptTotal })));
    const met = came.map(({ codes }) => codes.join()).sort();
    expect(met.filter((code) => code === '')).toHaveLength(1);
    for (const code of met) expect(['', 'CART_EMPTY', 'CHECKOUT_IN_PROGRESS']).toContain(code);
    expect(await desk.taken()).toBe(1);
    expect(await desk.stands()).toMatchObject({ licenses: 1, invoices: 1, orders: 1 });
  });

  describe('R59 a token with a spending cap', () => {
    it('is refused beyond it, having written nothing', async () => {
      await desk.till.card();
      const token = await desk.apiToken('200.00', 'MAKE_PURCHASES');
      await desk.put();
      await desk.placed({}, { token, little });
      expect(await desk.spent()).toBe(TOTAL);
      await desk.put();
      const acceptTotal = '119.01';
      // Tokens remember when they were used last.
      await desk.order({ acceptTotal }, { token, little });
      const before = await checksum(test.dataSource);
      expect((await desk.order({ acceptTotal }, { token, little })).codes).toEqual([
        'SPENDING_CAP_REACHED',
      ]);
      expect(await checksum(test.dataSource)).toBe(before);
      // People have no cap.
      await desk.placed();
      expect(await desk.spent()).toBe(TOTAL);
    });

    it('has given back what was declined', async () => {
      await desk.till.card('sandbox:declined');
      const good = await desk.till.card();
      const token = await desk.apiToken('150.00', 'MAKE_PURCHASES');
      await desk.put();
      expect((await desk.order({}, { token, little })).codes).toEqual(['CARD_DECLINED']);
      expect(await desk.spent()).toBe(0);
      await desk.placed({ paymentMethodId: good }, { token, little });
      expect(await desk.spent()).toBe(TOTAL);
    });

    it('has given it back once the gateway says that nothing was taken, in whatever month', async () => {
      await desk.till.card('sandbox:times-out-before-charging');
      const token = await desk.apiToken('150.00', 'MAKE_PURCHASES');
      await desk.put();
      test.now = new Date('2026-11-30T22:58:00Z');
      await desk.order({ acceptTotal: '119.01' }, { token, little });
      expect(await desk.spent()).toBe(TOTAL);
      await desk.till.later(90);
      expect(await desk.spent()).toBe(0);
    });
  });

  it('R22 a total that is not what the cart comes to is not accepted, and orders nothing', async () => {
    await desk.till.card();
    await desk.put();
    const before = await checksum(test.dataSource);
    for (const acceptTotal of ['100.01', '119.02', '0.00'])
      expect((await desk.order({ acceptTotal })).codes).toEqual(['PRICE_CHANGED']);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R22 R56 what costs nothing is ordered without a card, and leaves nothing behind if it breaks off', async () => {
    const product = await shop.make.product({ name: 'Free' });
    await shop.make.price({ productId: product, amount: 0n });
    await desk.put({ kind: 'NEW', productId: shop.id('Product', product) });
    const before = await checksum(test.dataSource);
    test.onStatement = (text) => {
      if (text.includes('INSERT INTO invoices')) throw new Error('The process is gone');
    };
    expect((await desk.order()).codes).not.toEqual([]);
    test.onStatement = null;
    expect(await checksum(test.dataSource)).toBe(before);
    const order = await desk.placed();
    expect(order.invoice).toMatchObject({ status: 'PAID', total: { amount: '0.00' } });
    expect(await desk.till.payments()).toEqual([]);
  });
});
