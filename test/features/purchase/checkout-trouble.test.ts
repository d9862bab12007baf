import { checksum } from '../../support/fixtures';
import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
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
    ['authentication', 'AUTHENTICATION_REQUIRED'],
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
