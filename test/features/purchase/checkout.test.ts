import { checksum } from '../../support/fixtures';
import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { desksOf, type Desk } from './checkout-desk';
import type { Shop } from './shop';

const RESELLER = { reseller: true, discountBasisPoints: 1_250 };
const MONTHLY = { billing: 'MONTHLY_SUMMARY' };

describe('checkout', () => {
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
    expect(await desk.till.gaps()).toEqual([]);
    expect(test.jobFailures).toEqual([]);
  });

  const reseller = async (): Promise<void> => {
    desk = await open(RESELLER);
  };
  const license = async (given: object = {}): Promise<string> =>
    shop.id('License', await shop.make.license(desk.till.account, shop.products.pro, given));
  const look = async (id: string) => {
    const { data } = await test.graph(
      `query ($id: ID!) { node(id: $id) { ... on License {
        status product { name } addOns { name } maintenance { from: startsOn to: endsOn } } } }`,
      { id },
      desk.till.holder,
    );
    return data?.['node'];
  };
  const events = async () => [...new Set((await desk.mails()).map(({ event }) => event))].sort();

  it('R22 a new licence, from the product to its key', async () => {
    await desk.till.card();
    await desk.put({ addOnIds: [shop.addOn('spam')] });
    const before = await desk.stands();
    const { codes, payload } = await desk.order();
    expect(codes).toEqual([]);
    expect(payload).toMatchObject({
      order: {
        number: expect.stringMatching(/^O-\d{6,}$/) as string,
        billing: 'PAY_ON_ORDER',
        lines: [
          {
            kind: 'NEW',
            use: 'PERSONAL',
            license: {
              status: 'READY',
              product: { name: 'Pro 250' },
              addOns: [{ name: 'Antispam' }],
              maintenance: { from: '2026-11-21', to: '2027-11-20' },
            },
          },
        ],
        invoice: { status: 'PAID', willBeSummarized: false },
      },
      payment: { status: 'SUCCEEDED', failure: null },
      cart: { lines: [] },
    });
    const drawn = before.drawn + 1;
    expect(await desk.stands()).toEqual({ licenses: 1, invoices: 1, orders: 1, drawn });
    expect(await desk.taken()).toBe(1);
    expect(await desk.till.balance()).toBe('0.00');
    const key = payload?.order?.lines[0]?.license?.key;
    expect(key).toMatch(/^[0-9A-Z-]{20,}$/);
    expect(await events()).toEqual(['license-key-delivery', 'payment-received']);
    const [delivery] = (await desk.mails()).filter(({ event }) => event === 'license-key-delivery');
    expect(delivery?.secrets.key).toBe(key);
    expect((await desk.order({ acceptTotal: '0.00' })).codes).toEqual(['CART_EMPTY']);
  });

  it('R22 each of several pieces is a licence with a key of its own', async () => {
    await desk.till.card();
    await desk.put({ quantity: 3 });
    await desk.placed();
    const keys = (await desk.mails())
      .filter(({ event }) => event === 'license-key-delivery')
      .map(({ secrets }) => secrets.key);
    expect(new Set(keys).size).toBe(3);
    expect(await desk.stands()).toMatchObject({ licenses: 3, invoices: 1, orders: 1 });
  });

  it('R23 R34 what is bought for a licence takes effect, and what runs is to be reactivated', async () => {
    await desk.till.card();
    const running = await shop.make.license(desk.till.account, shop.products.pro, {
      status: 'ACTIVE',
    });
    await shop.make.activation(desk.till.account, running);
    const licenseId = shop.id('License', running);
    await desk.put({ kind: 'MODIFY', licenseId, productId: shop.product('ent') });
    await desk.put({ kind: 'ADD_ON', licenseId, addOnIds: [shop.addOn('sync')] });
    await desk.put({ kind: 'RENEW', licenseId });
    await desk.placed();
    expect(await look(licenseId)).toEqual({
      status: 'REACTIVATION_REQUIRED',
      product: { name: 'Ent 250' },
      addOns: [{ name: 'ActiveSync' }],
      maintenance: { from: '2026-01-01', to: '2027-12-31' },
    });
  });

  it('R23 a renewal goes on from the old end, and a reinstatement from today', async () => {
    await desk.till.card();
    const early = await license({ maintenanceFrom: '2026-02-28', maintenanceTo: '2027-02-27' });
    const lapsed = await license({ maintenanceFrom: '2025-11-01', maintenanceTo: '2026-10-31' });
    await desk.put({ kind: 'RENEW', licenseId: early });
    await desk.put({ kind: 'REINSTATE', licenseId: lapsed });
    await desk.put({ kind: 'ADD_ON', licenseId: lapsed, addOnIds: [shop.addOn('spam')] });
    await desk.placed();
    expect(await look(early)).toMatchObject({
      status: 'READY',
      maintenance: { from: '2026-02-28', to: '2028-02-27' },
    });
    expect(await look(lapsed)).toMatchObject({
      addOns: [{ name: 'Antispam' }],
      maintenance: { from: '2026-11-21', to: '2027-11-20' },
    });
  });

  it('R24 R69 lines are discounted one by one, and cart, order and invoice say the same', async () => {
    await reseller();
    await desk.till.card();
    await desk.put({ addOnIds: [shop.addOn('spam')], quantity: 3 });
    const supportProductId = shop.id('SupportProduct', shop.support);
    const cart = await desk.put({ kind: 'SUPPORT_INCIDENT', supportProductId, use: 'RESOLD' });
    const order = await desk.placed();
    expect(order.lines.map(({ price }) => price.amount.amount)).toEqual(['341.28', '130.37']);
    expect(order.discount.amount).toBe(cart.discount.amount);
    for (const sums of [cart, order, order.invoice])
      expect([sums.subtotal.amount, sums.tax.amount, sums.total.amount]).toEqual([
        '471.65',
        '89.61',
        '561.26',
      ]);
    expect(await desk.till.payments()).toEqual([
      { status: 'SUCCEEDED', amount: 56_126, refunded: 0 },
    ]);
  });

  it('R25 on the monthly summary a reseller has its goods at once, and its invoice waits', async () => {
    await reseller();
    await shop.make.contact(desk.till.account, { email: 'invoices@shop.test' });
    await desk.put();
    const { codes, payload } = await desk.order(MONTHLY);
    expect(codes).toEqual([]);
    expect(payload).toMatchObject({
      order: {
        billing: 'MONTHLY_SUMMARY',
        lines: [{ license: { status: 'READY' } }],
        invoice: { status: 'OPEN', willBeSummarized: true },
      },
      payment: null,
      cart: { lines: [] },
    });
    expect(await desk.till.balance()).toBe('104.14');
    expect(await desk.till.payments()).toEqual([]);
    expect((await desk.mails()).map(({ event, to }) => [event, to])).toContainEqual([
      'invoice-awaiting-summary',
      'invoices@shop.test',
    ]);
  });

  it('R25 all others pay on order', async () => {
    await desk.till.card();
    await desk.put();
    const before = await checksum(test.dataSource);
    expect((await desk.order(MONTHLY)).codes).toEqual(['MONTHLY_NOT_OFFERED']);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R26 resold lines need RESELLER, personal ones MAKE_PURCHASES, a cart of both needs both', async () => {
    await reseller();
    await desk.till.card();
    const buyer = await desk.login('MAKE_PURCHASES');
    const partner = await desk.login('RESELLER');
    const both = await desk.login('RESELLER', 'MAKE_PURCHASES');
    await desk.put();
    const little = true;
    const before = await checksum(test.dataSource);
    expect((await desk.order({}, { token: partner, little })).codes).not.toEqual([]);
    expect(await checksum(test.dataSource)).toBe(before);
    await desk.placed({}, { token: buyer, little });
    await desk.put({ use: 'RESOLD' });
    const later = await checksum(test.dataSource);
    expect((await desk.order({}, { token: buyer, little })).codes).not.toEqual([]);
    expect(await checksum(test.dataSource)).toBe(later);
    await desk.placed({}, { token: partner, little });
    await desk.put();
    await desk.put({ use: 'RESOLD' });
    const last = await checksum(test.dataSource);
    for (const token of [buyer, partner])
      expect((await desk.order({}, { token, little })).codes).not.toEqual([]);
    expect(await checksum(test.dataSource)).toBe(last);
    await desk.placed({}, { token: both, little });
  });

  it('R28 what is bought for resale goes into unassigned products, and its key to nobody', async () => {
    await reseller();
    await desk.put({ use: 'RESOLD', quantity: 2 });
    await desk.placed(MONTHLY);
    const { data } = await test.graph(
      `query ($id: ID!) { account(id: $id) { licenses { nodes { id } }
         unassignedProducts { nodes { status product { name } } } } }`,
      { id: desk.account },
      desk.till.holder,
    );
    const one = { status: 'UNASSIGNED', product: { name: 'Pro 250' } };
    expect(data).toEqual({
      account: { licenses: { nodes: [] }, unassignedProducts: { nodes: [one, one] } },
    });
    expect(await events()).not.toContain('license-key-delivery');
  });

  it('R33 the customer of a resold licence is told what was done, and the reseller gets the invoice', async () => {
    await reseller();
    const customer = await Till.open(test, shop.make, { email: 'customer@shop.test' });
    const licenseKey = 'ABCDE-FGHJK-MNPQR-STVWX-YZ012-3';
    const sold = { origin: 'RESOLD', customerAccountId: customer.account, key: licenseKey };
    const licenseId = await license(sold);
    await desk.put({ kind: 'MODIFY', use: 'RESOLD', licenseKey, productId: shop.product('ent') });
    await desk.put({ kind: 'RENEW', use: 'RESOLD', licenseId });
    await desk.placed(MONTHLY);
    const mails = await desk.mails(customer.account);
    expect(mails.map(({ event, to }) => [event, to])).toEqual([
      ['license-modified', 'customer@shop.test'],
      ['license-modified', 'customer@shop.test'],
    ]);
    // What the reseller pays is none of the customer's business.
    for (const { text } of mails) expect(text).not.toMatch(/\d\.\d\d/);
    expect(await events()).not.toContain('license-modified');
    expect(await customer.balance()).toBe('0.00');
    expect(await desk.stands()).toMatchObject({ invoices: 1, orders: 1 });
  });
});
