import { newApiToken, hashOfApiToken, hintOf } from '../../../src/auth/api-token';
import { ApiTokenEntity } from '../../../src/database/entities/api-token.entity';
import { LARGEST_PRICE } from '../../../src/domain/billing/typed-amount';
import { checksum } from '../../support/fixtures';
import { TEST_NOW, TestApplication } from '../../support/test-application';
import { write } from '../../support/write';
import { Buyer } from './buyer';
import { Shop } from './shop';

const NOTHING = { licenses: 0, orders: [], invoices: [], payments: [] };

describe('checkout', () => {
  let test: TestApplication;
  let shop: Shop;
  let buyer: Buyer;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox', TAX_RATES: 'DE=19' });
    shop = await Shop.over(test);
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    test.now = TEST_NOW;
    test.onStatement = null;
    buyer = await Buyer.of(shop);
  });
  afterEach(async () => {
    expect(await buyer.gaps()).toEqual([]);
    expect(test.jobFailures).toEqual([]);
  });

  const counter = async () => {
    const rows = await test.dataSource.query<{ last: number }[]>(
      'SELECT COALESCE(MAX(last), 0) AS last FROM invoice_counters',
    );
    return Number(rows[0]?.last);
  };
  const licenses = (columns: string) =>
    test.dataSource.query<Record<string, unknown>[]>(
      `SELECT ${columns} FROM licenses WHERE account_id = ? ORDER BY id`,
      [buyer.account],
    );

  it('R22 R69 goes from the product to the key, with one total in cart, order and invoice', async () => {
    await buyer.card();
    await buyer.addNew({ addOnIds: [shop.addOn('spam')], quantity: 2 });
    const cart = await shop.cart(buyer.token, buyer.id);
    const { codes, payload } = await buyer.checkout();
    expect(codes).toEqual([]);
    expect(payload).toMatchObject({
      order: {
        billing: 'PAY_ON_ORDER',
        subtotal: cart.subtotal,
        tax: cart.tax,
        total: cart.total,
        lines: [{ kind: 'NEW', use: 'PERSONAL', quantity: 2 }],
      },
      payment: { status: 'SUCCEEDED' },
      cart: { lines: [] },
    });
    expect(payload?.order?.number).toMatch(/^O-1\d{5}$/);
    const { data } = await test.graph(
      `query ($id: ID!) { account(id: $id) {
         licenses { nodes { key status addOns { name } maintenance { startsOn endsOn } } }
         orders { nodes { number invoice { number status subtotal { amount } tax { amount } total { amount } lines { amount { amount } } } } } } }`,
      { id: buyer.id },
      buyer.token,
    );
    const license = {
      key: expect.stringMatching(/^[0-9A-Z-]{30,}$/) as unknown,
      status: 'READY',
      addOns: [{ name: 'Antispam' }],
      maintenance: { startsOn: '2026-11-21', endsOn: '2027-11-20' },
    };
    expect(data?.['account']).toEqual({
      licenses: { nodes: [license, license] },
      orders: {
        nodes: [
          {
            number: payload?.order?.number,
            invoice: {
              number: expect.stringMatching(/^INV-2026-/) as unknown,
              status: 'PAID',
              subtotal: { amount: cart.subtotal.amount },
              tax: { amount: cart.tax.amount },
              total: { amount: cart.total.amount },
              lines: [{ amount: { amount: cart.subtotal.amount } }],
            },
          },
        ],
      },
    });
  });

  it('R23 R33 does all that can be bought, one line after the other', async () => {
    await buyer.card();
    const lapsed = { maintenanceFrom: '2025-11-01', maintenanceTo: '2026-10-31' } as const;
    const key = await shop.make.license(buyer.account, shop.products.pro, lapsed);
    const licenseId = shop.id('License', key);
    await buyer.add({ kind: 'REINSTATE', licenseId });
    await buyer.add({ kind: 'MODIFY', licenseId, productId: shop.product('ent') });
    await buyer.add({ kind: 'ADD_ON', licenseId, addOnIds: [shop.addOn('sync')] });
    await buyer.add({ kind: 'RENEW', licenseId });
    const incident = shop.id('SupportProduct', shop.support);
    await buyer.add({ kind: 'SUPPORT_INCIDENT', supportProductId: incident, quantity: 2 });
    const { codes, payload } = await buyer.checkout();
    expect(codes).toEqual([]);
    expect(payload?.order?.lines.map(({ kind }) => kind)).toEqual([
      'REINSTATE',
      'MODIFY',
      'ADD_ON',
      'RENEW',
      'SUPPORT_INCIDENT',
    ]);
    expect(await licenses('product_id, maintenance_from, maintenance_to, status')).toEqual([
      {
        product_id: shop.products.ent,
        maintenance_from: '2026-11-21',
        maintenance_to: '2028-11-20',
        status: 'READY',
      },
    ]);
    const { data } = await test.graph(
      'query ($id: ID!, $account: ID!) { account(id: $account) { supportIncidentsLeft } node(id: $id) { ... on License { addOns { name } history { nodes { action } } } } }',
      { id: licenseId, account: buyer.id },
      buyer.token,
    );
    expect(data?.['account']).toEqual({ supportIncidentsLeft: 2 });
    expect(data?.['node']).toMatchObject({ addOns: [{ name: 'ActiveSync' }] });
    expect(JSON.stringify(data)).toContain('"action":"checkout"');
  });

  it('R21 R23 what is bought on 29 February ends the day before it, renewed early as often as you like', async () => {
    test.now = new Date('2028-02-29T12:00:00Z');
    buyer = await Buyer.of(shop);
    await buyer.card();
    await buyer.addNew();
    const ordered = await buyer.checkout();
    const licenseId = ordered.payload?.order?.lines[0]?.license.id;
    expect(await licenses('maintenance_to')).toEqual([{ maintenance_to: '2029-02-28' }]);
    for (let year = 2030; year <= 2032; year += 1) await buyer.add({ kind: 'RENEW', licenseId });
    const { lines } = await shop.cart(buyer.token, buyer.id);
    expect(lines.map(({ price }) => price?.explanation.split('; ').at(-1))).toEqual([
      'covers 2029-03-01 to 2030-02-28',
      'covers 2030-03-01 to 2031-02-28',
      'covers 2031-03-01 to 2032-02-28',
    ]);
    expect((await buyer.checkout()).codes).toEqual([]);
    expect(await licenses('maintenance_from, maintenance_to')).toEqual([
      { maintenance_from: '2028-02-29', maintenance_to: '2032-02-28' },
    ]);
    const lapsed = await shop.make.license(buyer.account, shop.products.pro, {
      maintenanceFrom: '2027-01-01',
      maintenanceTo: '2027-12-31',
    });
    await buyer.add({ kind: 'REINSTATE', licenseId: shop.id('License', lapsed) });
    expect((await buyer.checkout()).codes).toEqual([]);
    expect((await licenses('maintenance_from, maintenance_to')).at(-1)).toEqual({
      maintenance_from: '2028-02-29',
      maintenance_to: '2029-02-28',
    });
  });

  it.each(['declined', 'insufficient-funds', 'expired'])(
    'R27 a card that is %s leaves no license, no invoice, no number, and the cart as it was',
    async (card) => {
      const bad = await buyer.card(`sandbox:${card}`);
      await buyer.addNew();
      const [cart, last] = [await shop.cart(buyer.token, buyer.id), await counter()];
      const { codes, payload } = await buyer.checkout({ paymentMethodId: bad });
      expect(codes).toHaveLength(1);
      expect(payload).toMatchObject({ order: null, payment: { status: 'FAILED' } });
      expect(await shop.cart(buyer.token, buyer.id)).toEqual(cart);
      expect(await buyer.books()).toEqual({
        ...NOTHING,
        cartLines: 1,
        orders: ['FAILED'],
        payments: ['FAILED'],
      });
      expect(await counter()).toBe(last);
      // Another card, and it is done.
      const paymentMethodId = await buyer.card();
      expect((await buyer.checkout({ paymentMethodId })).codes).toEqual([]);
      expect(await buyer.books()).toMatchObject({ licenses: 1, cartLines: 0, invoices: ['PAID'] });
    },
  );

  it.each([
    [
      'after',
      {
        licenses: 1,
        cartLines: 0,
        orders: ['PLACED'],
        invoices: ['PAID'],
        payments: ['SUCCEEDED'],
      },
    ],
    ['before', { ...NOTHING, cartLines: 1, orders: ['FAILED'], payments: ['FAILED'] }],
  ])(
    'R27 R56 an answer that is lost %s charging is asked for, and the order is whole or nothing',
    async (moment, books) => {
      const paymentMethodId = await buyer.card(`sandbox:times-out-${moment}-charging`);
      await buyer.addNew();
      const { codes, payload } = await buyer.checkout({ paymentMethodId });
      expect(codes).toEqual(['PAYMENT_PENDING']);
      expect(payload?.order).toBeNull();
      const before = await checksum(test.dataSource);
      expect((await buyer.checkout()).codes).toEqual(['CHECKOUT_IN_PROGRESS']);
      expect(await checksum(test.dataSource)).toBe(before);
      await buyer.later(3);
      expect(await buyer.books()).toEqual(books);
    },
  );

  it('R25 a reseller is invoiced monthly if it says so, and nobody else is', async () => {
    await buyer.addNew();
    const billing = 'MONTHLY_SUMMARY';
    const before = await checksum(test.dataSource);
    expect((await buyer.checkout({ billing })).codes).toEqual(['MONTHLY_NOT_OFFERED']);
    expect(await checksum(test.dataSource)).toBe(before);
    await test.dataSource.query('UPDATE accounts SET reseller = 1 WHERE id = ?', [buyer.account]);
    await buyer.addNew({ use: 'RESOLD' });
    const { codes, payload } = await buyer.checkout({ billing });
    expect(codes).toEqual([]);
    expect(payload).toMatchObject({ order: { billing }, payment: null, cart: { lines: [] } });
    expect(await licenses('origin, status, customer_account_id AS customer')).toEqual([
      { origin: 'PURCHASED', status: 'READY', customer: buyer.account },
      { origin: 'RESOLD', status: 'UNASSIGNED', customer: null },
    ]);
    const { data } = await test.graph(
      'query ($id: ID!) { account(id: $id) { invoices { nodes { willBeSummarized notes dueOn } } } }',
      { id: buyer.id },
      buyer.token,
    );
    expect(data?.['account']).toEqual({
      invoices: {
        nodes: [
          {
            willBeSummarized: true,
            notes: [
              'This invoice will be summarized in the monthly summarized invoice and does not need to be paid immediately.',
            ],
            dueOn: '2026-12-31',
          },
        ],
      },
    });
  });

  it.each<[string, boolean, object]>([
    ['CART_EMPTY', false, { acceptTotal: '0.00' }],
    ['PRICE_CHANGED', true, { acceptTotal: '119.00' }],
    ['PRICE_CHANGED', true, { acceptTotal: '0.00' }],
    ['INVALID_AMOUNT', true, { acceptTotal: '119.012' }],
    ['AMOUNT_TOO_LARGE', true, { acceptTotal: '92233720368547758.07' }],
    ['NO_CARD', true, {}],
  ])('%s, and nothing is written', async (code, filled, given) => {
    await (filled ? buyer.addNew() : shop.make.cart(buyer.account));
    const before = await checksum(test.dataSource);
    expect((await buyer.checkout(given)).codes).toEqual([code]);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R22 a price that changed since it was shown is said, and nothing is ordered before it is accepted', async () => {
    await buyer.card();
    const product = await shop.make.product({ name: 'Dearer' });
    await shop.make.price({ productId: product, amount: 1_000n });
    await buyer.add({ kind: 'NEW', productId: shop.id('Product', product) });
    const { total } = await shop.cart(buyer.token, buyer.id);
    await test.dataSource.query('UPDATE prices SET amount = 2000 WHERE product_id = ?', [product]);
    const { payload } = await buyer.checkout({ acceptTotal: total.amount });
    expect(payload?.userErrors).toMatchObject([
      { code: 'PRICE_CHANGED', message: expect.stringContaining('23.80') as unknown },
    ]);
    expect((await buyer.checkout({ acceptTotal: '23.8000' })).codes).toEqual([]);
  });

  it('R58 a cart does not grow beyond what an order can come to', async () => {
    const supportProduct = await shop.make.supportProduct({ name: 'Dearest' });
    await shop.make.price({ supportProductId: supportProduct, amount: LARGEST_PRICE });
    const supportProductId = shop.id('SupportProduct', supportProduct);
    const add = (quantity: number) =>
      shop.add(buyer.token, {
        ...{ accountId: buyer.id, kind: 'SUPPORT_INCIDENT', supportProductId, quantity },
      });
    for (let line = 0; line < 8; line++) expect((await add(1_000)).codes).toEqual([]);
    const before = await checksum(test.dataSource);
    expect((await add(1_000)).payload?.userErrors).toMatchObject([
      {
        code: 'AMOUNT_TOO_LARGE',
        message: 'The maximum is 99999999999.99 EUR.',
      },
    ]);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R23 what cannot be bought any more is said, and nothing is ordered', async () => {
    await buyer.card();
    const licenseId = shop.id('License', await shop.make.license(buyer.account, shop.products.pro));
    await buyer.add({ kind: 'RENEW', licenseId });
    await buyer.addNew();
    await test.dataSource.query("UPDATE licenses SET status = 'SUSPENDED' WHERE account_id = ?", [
      buyer.account,
    ]);
    const before = await checksum(test.dataSource);
    expect((await buyer.checkout()).codes).toEqual(['LICENSE_SUSPENDED']);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R24 what costs nothing is placed without a payment, and leaves nothing that waits', async () => {
    buyer = await Buyer.of(shop, { reseller: true, discountBasisPoints: 10_000 });
    await buyer.addNew();
    const { codes, payload } = await buyer.checkout();
    expect(codes).toEqual([]);
    expect(payload).toMatchObject({ order: { total: { amount: '0.00' } }, payment: null });
    expect(await buyer.books()).toEqual({
      licenses: 1,
      cartLines: 0,
      orders: ['PLACED'],
      invoices: ['PAID'],
      payments: [],
    });
  });

  it('R7 R26 a login checks out what it may buy, with a card that it names', async () => {
    buyer = await Buyer.of(shop, { reseller: true });
    const login = await shop.make.user();
    await shop.make.membership(buyer.account, login, ['MAKE_PURCHASES']);
    const token = await test.tokenFor(login);
    const paymentMethodId = await buyer.card();
    await buyer.addNew();
    const bought = await buyer.checkout({ paymentMethodId }, token, 'order { number }');
    expect(bought.codes).toEqual([]);
    await buyer.addNew({ use: 'RESOLD' });
    const before = await checksum(test.dataSource);
    const { errors } = await buyer.checkout({ paymentMethodId }, token, 'order { number }');
    expect(errors.map(({ extensions }) => extensions['missingPermission'])).toEqual(['RESELLER']);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R59 a token spends up to its cap, and what was declined does not count', async () => {
    const token = newApiToken();
    await test.dataSource.manager.insert(ApiTokenEntity, {
      accountId: buyer.account,
      makerUserId: buyer.user,
      name: 'T',
      tokenHash: hashOfApiToken(token) as Buffer,
      hint: hintOf(token),
      scopes: 'MAKE_PURCHASES:WRITE',
      addressRanges: '',
      monthlyCap: 12_000n,
      createdAt: TEST_NOW,
      expiresAt: new Date(TEST_NOW.getTime() + 24 * 3_600_000),
      lastUsedAt: TEST_NOW,
      revokedAt: null,
    });
    const bad = await buyer.card('sandbox:declined');
    const good = await buyer.card();
    const bare = 'order { number }';
    await buyer.addNew();
    const declined = await buyer.checkout({ paymentMethodId: bad }, token, bare);
    expect(declined.codes).toEqual(['CARD_DECLINED']);
    expect((await buyer.checkout({ paymentMethodId: good }, token, bare)).codes).toEqual([]);
    await buyer.addNew();
    const before = await checksum(test.dataSource);
    expect((await buyer.checkout({ paymentMethodId: good }, token, bare)).codes).toEqual([
      'SPENDING_CAP_REACHED',
    ]);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('of several at the same time one orders what is in the cart', async () => {
    await buyer.card();
    await buyer.addNew();
    const { total } = await shop.cart(buyer.token, buyer.id);
    const input = { accountId: buyer.id, billing: 'PAY_ON_ORDER', acceptTotal: total.amount };
    const all = await Promise.all(
      Array.from({ length: 5 }, () => write(test, buyer.token, 'checkout', input)),
    );
    const came = all.map(({ codes }) => codes.join()).sort();
    expect(came.filter((one) => one === '')).toHaveLength(1);
    expect(came.every((one) => ['', 'CART_EMPTY', 'CHECKOUT_IN_PROGRESS'].includes(one))).toBe(
      true,
    );
    expect(await buyer.books()).toMatchObject({
      licenses: 1,
      orders: ['PLACED'],
      invoices: ['PAID'],
    });
  });

  it('R27 R55 wherever it breaks, the order is whole or nothing once the gateway was asked', async () => {
    const paymentMethodId = await buyer.card();
    await buyer.addNew();
    const statements = await test.countStatements(() => buyer.checkout({ paymentMethodId }));
    const seen = new Set<string>();
    const step = process.env['KEYHOLD_LONG'] === '1' ? 1 : 7;
    for (let broken = 1; broken <= statements.length; broken += step) {
      test.now = TEST_NOW;
      buyer = await Buyer.of(shop);
      const card = await buyer.card();
      await buyer.addNew();
      const { total } = await shop.cart(buyer.token, buyer.id);
      let left = broken;
      test.onStatement = () => {
        if (--left === 0) throw new Error('broken');
      };
      const input = { accountId: buyer.id, billing: 'PAY_ON_ORDER', acceptTotal: total.amount };
      await write(test, buyer.token, 'checkout', { ...input, paymentMethodId: card });
      test.onStatement = null;
      await buyer.later(3);
      await buyer.later(60);
      const { licenses: made, cartLines, invoices, ...rest } = await buyer.books();
      const whole = made === 1;
      expect([broken, cartLines, invoices]).toEqual([broken, whole ? 0 : 1, whole ? ['PAID'] : []]);
      seen.add(JSON.stringify(rest));
    }
    // Before anything, after the charge, and declined for good in between.
    expect(seen.size).toBeGreaterThan(1);
  }, 300_000);
});
