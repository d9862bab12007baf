import { TEST_NOW, TestApplication } from '../../support/test-application';
import { Shop } from './shop';

const MONEY = '{ amount currency }';
const ORDER = `number billing placedAt subtotal ${MONEY} discount ${MONEY} tax ${MONEY} total ${MONEY} invoice { number }
  lines { position kind use quantity license { id } price { description explanation discountReason
    listPrice ${MONEY} discount ${MONEY} amount ${MONEY} tax ${MONEY} } }`;

describe('orders', () => {
  let test: TestApplication;
  let shop: Shop;
  let account: number;
  let holder: string;

  beforeAll(async () => {
    test = await TestApplication.start();
    shop = await Shop.over(test);
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    const user = await shop.make.user();
    account = await shop.make.account(user, { reseller: true });
    holder = await test.tokenFor(user);
  });

  const orders = async (selection: string, token = holder, args = '') => {
    const { data, errors } = await test.graph(
      `query ($id: ID!) { account(id: $id) { orders${args} { ${selection} } } }`,
      { id: shop.id('Account', account) },
      token,
    );
    expect(errors).toEqual([]);
    return (data as { account: { orders: Record<string, unknown> } }).account.orders;
  };

  it('say what was bought, at what price and why, and lead to their invoice', async () => {
    const invoiceId = await shop.make.invoice(account, { number: 'INV-2026-900001' });
    const licenseId = await shop.make.license(account, shop.products.pro);
    await shop.make.order(account, { invoiceId, number: 'O-100001' }, { licenseId, kind: 'RENEW' });
    const money = (amount: string) => ({ amount, currency: 'EUR' });
    expect(await orders(`nodes { ${ORDER} }`)).toEqual({
      nodes: [
        {
          number: 'O-100001',
          billing: 'PAY_ON_ORDER',
          placedAt: TEST_NOW.toISOString(),
          subtotal: money('90.00'),
          discount: money('10.00'),
          tax: money('17.10'),
          total: money('107.10'),
          invoice: { number: 'INV-2026-900001' },
          lines: [
            {
              position: 1,
              kind: 'RENEW',
              use: 'PERSONAL',
              quantity: 1,
              license: { id: shop.id('License', licenseId) },
              price: {
                description: 'Something',
                explanation: '100.00 less 10.00 (10 % reseller discount) = 90.00',
                discountReason: '10 % reseller discount',
                listPrice: money('100.00'),
                discount: money('10.00'),
                amount: money('90.00'),
                tax: money('17.10'),
              },
            },
          ],
        },
      ],
    });
  });

  it('R27 what was not placed is nowhere to be seen', async () => {
    const pending = { status: 'PENDING', number: null, placedAt: null } as const;
    const key = await shop.make.order(account, pending);
    expect(await orders('totalCount nodes { number }')).toEqual({ totalCount: 0, nodes: [] });
    const { data, errors } = await test.graph(
      'query ($id: ID!) { node(id: $id) { id } }',
      { id: shop.id('Order', key) },
      holder,
    );
    expect([data, errors[0]?.extensions['code']]).toEqual([{ node: null }, 'NOT_FOUND']);
  });

  it('come newest first, page by page, with a number of statements that does not depend on them', async () => {
    const place = (days: number) =>
      shop.make.order(account, {
        number: `O-${account}${days}`,
        placedAt: new Date(TEST_NOW.getTime() + days * 3_600_000),
      });
    for (const days of [2, 5, 1]) await place(days);
    const page = `nodes { number } pageInfo { endCursor hasNextPage }`;
    const first = await orders(page, holder, '(first: 2)');
    expect(first['nodes']).toEqual([{ number: `O-${account}5` }, { number: `O-${account}2` }]);
    const { endCursor } = first['pageInfo'] as { endCursor: string };
    const second = await orders(page, holder, `(first: 2, after: "${endCursor}")`);
    expect(second['nodes']).toEqual([{ number: `O-${account}1` }]);
    const count = async () =>
      (await test.countStatements(() => orders(`nodes { ${ORDER} }`))).length;
    const few = await count();
    for (const days of [3, 4, 6]) await place(days);
    expect(await count()).toBe(few);
  });

  it('R7 a login that buys sees them, and needs another permission for the invoice', async () => {
    const invoiceId = await shop.make.invoice(account);
    const key = await shop.make.order(account, { invoiceId });
    const buyer = await shop.make.user();
    await shop.make.membership(account, buyer, ['MAKE_PURCHASES']);
    const { data, errors } = await test.graph(
      'query ($id: ID!) { node(id: $id) { ... on Order { billing invoice { number } } } }',
      { id: shop.id('Order', key) },
      await test.tokenFor(buyer),
    );
    expect(data).toEqual({ node: { billing: 'PAY_ON_ORDER', invoice: null } });
    expect(errors[0]?.extensions).toMatchObject({ missingPermission: 'PAY_INVOICES' });
  });
});
