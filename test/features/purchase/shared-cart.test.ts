import { checksum } from '../../support/fixtures';
import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { write } from '../../support/write';
import { desksOf, type Desk } from './checkout-desk';
import type { Shop } from './shop';

const MONTHLY = { billing: 'MONTHLY_SUMMARY' };
const little = true;
/** What one Pro 250 comes to, and three. */
const [ONE, THREE] = ['119.01', '357.04'];

interface Reported {
  readonly allowed: boolean;
  readonly reason: string | null;
  readonly missingPermission: string | null;
  readonly grantableBy: string | null;
}
interface Shown {
  readonly lines: readonly { readonly id: string; readonly use: string }[];
  readonly linesLeft: readonly { readonly use: string }[];
  readonly total: { readonly amount: string };
  readonly totalToOrder: { readonly amount: string };
}

describe('a cart that several people fill', () => {
  let test: TestApplication;
  let shop: Shop;
  let open: (given?: object) => Promise<Desk>;
  let desk: Desk;
  /** Logins who may buy for the account, and for resale. */
  let buyer: string;
  let seller: string;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox', TAX_RATES: 'DE=19' });
    ({ shop, open } = await desksOf(test));
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    Till.reset(test);
    desk = await open({ reseller: true });
    buyer = await desk.login('MAKE_PURCHASES');
    seller = await desk.login('RESELLER');
  });
  afterEach(() => expect(test.jobFailures).toEqual([]));

  const shown = async (token: string): Promise<Shown> => {
    const { data, errors } = await test.graph(
      `query ($id: ID!) { account(id: $id) { cart { lines { id use } linesLeft { use }
         total { amount } totalToOrder { amount } } } }`,
      { id: desk.account },
      token,
    );
    expect(errors).toEqual([]);
    return (data as { account: { cart: Shown } }).account.cart;
  };
  const can = async (action: string, id: string, token = desk.till.holder): Promise<Reported> => {
    const { data, errors } = await test.graph(
      `query ($id: ID!) { node(id: $id) { viewerCan(action: ${action}) {
         allowed reason missingPermission grantableBy } } }`,
      { id },
      token,
    );
    expect(errors).toEqual([]);
    return (data as { node: { viewerCan: Reported } }).node.viewerCan;
  };
  /** That `viewerCan` says what a dry run of the order then meets. */
  const reported = async (token = desk.till.holder, acceptTotal = ONE): Promise<string | null> => {
    const { allowed, reason } = await can('CHECKOUT', desk.account, token);
    const { codes } = await desk.order({ acceptTotal, dryRun: true }, { token, little });
    expect(codes).toEqual(reason === null ? [] : [reason]);
    expect(allowed).toBe(reason === null);
    return reason;
  };
  const mixed = async (): Promise<void> => {
    await desk.till.card();
    await desk.put({}, buyer);
    await desk.put({ use: 'RESOLD', quantity: 3 }, seller);
  };

  it.each([
    ['MAKE_PURCHASES', 'PERSONAL', 'RESOLD', ONE, 1, 3],
    ['RESELLER', 'RESOLD', 'PERSONAL', THREE, 3, 1],
  ])(
    'R26 whoever has %s alone orders the %s lines, and is told that the %s ones stay',
    async (permission, own, other, total, first, second) => {
      await mixed();
      const [token, colleague] =
        permission === 'RESELLER' ? [seller, buyer] : ([buyer, seller] as const);
      const cart = await shown(token);
      expect(cart).toMatchObject({
        lines: [{ use: 'PERSONAL' }, { use: 'RESOLD' }],
        linesLeft: [{ use: other }],
        totalToOrder: { amount: total },
        total: { amount: '476.05' },
      });
      const before = await checksum(test.dataSource);
      expect(
        (await desk.order({ acceptTotal: cart.total.amount }, { token, little })).codes,
      ).toEqual(['PRICE_CHANGED']);
      expect(await checksum(test.dataSource)).toBe(before);
      const by = { token, little };
      await desk.placed({ acceptTotal: total }, by);
      expect(await desk.stands()).toMatchObject({ licenses: first, orders: 1 });
      expect((await shown(token)).lines).toMatchObject([{ use: other }]);
      // What is left is the colleague's to order.
      const left = await shown(colleague);
      expect(left.linesLeft).toEqual([]);
      await desk.placed({ acceptTotal: left.total.amount }, { token: colleague, little });
      expect(await desk.stands()).toMatchObject({ licenses: first + second, orders: 2 });
      const rows = await test.dataSource.query<{ uses: string }[]>(
        'SELECT GROUP_CONCAT(line_use ORDER BY id) AS uses FROM order_lines WHERE account_id = ?',
        [desk.till.account],
      );
      expect(rows).toEqual([{ uses: `${own},${other}` }]);
    },
  );

  it('R26 the holder orders all of it', async () => {
    await mixed();
    expect(await shown(desk.till.holder)).toMatchObject({
      linesLeft: [],
      totalToOrder: { amount: '476.05' },
    });
    await desk.placed(MONTHLY);
    expect(await desk.stands()).toMatchObject({ licenses: 4, orders: 1 });
  });

  it('R63 R64 whoever may buy none of it learns which permission is missing, before and after', async () => {
    await desk.put({ use: 'RESOLD' }, seller);
    const before = await checksum(test.dataSource);
    expect(await reported(buyer)).toBe('FORBIDDEN');
    expect(await can('CHECKOUT', desk.account, buyer)).toMatchObject({
      missingPermission: 'RESELLER',
      grantableBy: expect.any(String) as unknown,
    });
    expect(await checksum(test.dataSource)).toBe(before);
    expect((await shown(buyer)).totalToOrder.amount).toBe('0.00');
  });

  it('R64 viewerCan knows an empty cart, a line that is not sold, and an order that waits', async () => {
    expect(await reported()).toBe('CART_EMPTY');
    await desk.till.card();
    const { lines } = await desk.put();
    expect(await reported()).toBeNull();
    await write(test, desk.till.holder, 'removeCartLine', { cartLineId: lines[0]?.id }, '');
    expect(await reported()).toBe('CART_EMPTY');
    const product = await shop.make.product({ name: 'Shortly sold' });
    await shop.make.price({ productId: product, amount: 100n });
    await desk.put({ kind: 'NEW', productId: shop.id('Product', product) });
    await test.dataSource.query("UPDATE prices SET valid_to = '2026-11-20' WHERE product_id = ?", [
      product,
    ]);
    expect(await reported()).toBe('NOT_SOLD');
    desk = await open();
    await desk.till.card('sandbox:times-out-after-charging');
    await desk.put();
    expect((await desk.order()).codes).toEqual(['PAYMENT_PENDING']);
    expect(await reported()).toBe('CHECKOUT_IN_PROGRESS');
  });

  it.each([
    ['is paid', 'after', 1],
    ['comes to nothing', 'before', 0],
  ])(
    'R27 lines cannot be changed while they are paid for; when it %s, others are still there',
    async (_, moment, count) => {
      await desk.till.card(`sandbox:times-out-${moment}-charging`);
      const [ordered] = (await desk.put()).lines;
      expect((await desk.order()).codes).toEqual(['PAYMENT_PENDING']);
      const late = (await desk.put({ quantity: 2 })).lines[1];
      const before = await checksum(test.dataSource);
      const change = (name: string, cartLineId = ordered?.id) =>
        write(test, desk.till.holder, name, { cartLineId }, '');
      for (const name of ['updateCartLine', 'removeCartLine'])
        expect((await change(name)).codes).toEqual(['CHECKOUT_IN_PROGRESS']);
      expect(await checksum(test.dataSource)).toBe(before);
      for (const action of ['UPDATE_CART_LINE', 'REMOVE_CART_LINE']) {
        expect(await can(action, ordered?.id ?? '')).toMatchObject({
          allowed: false,
          reason: 'CHECKOUT_IN_PROGRESS',
        });
        expect((await can(action, late?.id ?? '')).allowed).toBe(true);
      }
      expect((await change('updateCartLine', late?.id)).codes).toEqual([]);
      await desk.till.later(10);
      expect(await desk.stands()).toMatchObject({ licenses: count, orders: count });
      const left = (await desk.cart()).lines.map(({ id }) => id);
      expect(left).toEqual(count === 1 ? [late?.id] : [ordered?.id, late?.id]);
      const gone = count === 1 ? ['NOT_FOUND'] : [];
      expect((await change('updateCartLine')).codes).toEqual(gone);
      expect((await change('removeCartLine')).codes).toEqual(gone);
    },
  );
});
