import { checksum, Fixtures } from '../support/fixtures';
import { TEST_NOW, TestApplication } from '../support/test-application';
import { write } from '../support/write';

const DAY = 24 * 3_600_000;
const MONEY = '{ amount currency }';

describe('R21 the catalog', () => {
  let test: TestApplication;
  let make: Fixtures;
  let admin: string;
  let adminUser: number;
  let support: number;
  let product: string;

  beforeAll(async () => {
    test = await TestApplication.start();
    make = new Fixtures(test);
    adminUser = await make.user({ staffRole: 'ADMIN' });
    admin = await test.tokenFor(adminUser);
    support = await make.user({ staffRole: 'SUPPORT' });
  });
  afterAll(() => test.stop());
  const start = TEST_NOW;
  beforeEach(async () => {
    test.now = start;
    product = test.app.ids.encode('Product', await make.product());
  });

  const price = async (given: object) =>
    write<{ product: { price: { amount: string } | null } }>(
      test,
      await test.tokenFor(adminUser),
      'setProductPrice',
      { productId: product, kind: 'PURCHASE', currency: 'EUR', ...given },
      `product { price ${MONEY} }`,
    );
  const prices = (): Promise<unknown> => test.dataSource.query('SELECT * FROM prices ORDER BY id');
  const shown = async (token: string | null = null, fields = `price ${MONEY}`) => {
    const { data } = await test.graph(
      `query ($id: ID!) { node(id: $id) { ... on Product { ${fields} } } }`,
      { id: product },
      token,
    );
    return data?.['node'];
  };

  it('R66 an admin adds a product and prices it, and everybody finds it', async () => {
    const added = await write<{ product: { id: string; name: string; price: null } }>(
      test,
      admin,
      'addProduct',
      { family: 'SMARTERTRACK', edition: 'PROFESSIONAL', level: 7_500 },
      `product { id name price ${MONEY} }`,
    );
    expect(added.payload?.product).toMatchObject({
      name: 'SmarterTrack Professional 7500',
      price: null,
    });
    const productId = added.payload?.product.id ?? '';
    const priced = { productId, kind: 'PURCHASE', currency: 'EUR', amount: '99.90' };
    const today = { ...priced, validFrom: '2026-11-21' };
    expect((await write(test, admin, 'setProductPrice', today)).codes).toEqual([]);
    const { data } = await test.graph(
      `{ products(family: SMARTERTRACK, minimumLevel: 7000) { nodes { name price ${MONEY} } } none: products(minimumLevel: 7501) { totalCount } }`,
    );
    expect(data).toEqual({
      products: {
        nodes: [
          { name: 'SmarterTrack Professional 7500', price: { amount: '99.90', currency: 'EUR' } },
        ],
      },
      none: { totalCount: 0 },
    });
    const again = { family: 'SMARTERTRACK', edition: 'PROFESSIONAL', level: 7_500 };
    expect((await write(test, admin, 'addProduct', again)).codes).toEqual(['PRODUCT_EXISTS']);
  });

  it('an add-on and support have codes of their own, and are listed', async () => {
    const addOn = { family: 'SMARTERSTATS', code: 'heat-maps', name: 'Heat Maps' };
    expect((await write(test, admin, 'addAddOn', addOn)).codes).toEqual([]);
    expect((await write(test, admin, 'addAddOn', addOn)).codes).toEqual(['CODE_TAKEN']);
    const bad = { ...addOn, code: 'Heat Maps' };
    expect((await write(test, admin, 'addAddOn', bad)).codes).toEqual(['INVALID_CODE']);
    const incident = { code: 'incident', name: 'Incident' };
    expect((await write(test, admin, 'addSupportProduct', incident)).codes).toEqual([]);
    expect((await write(test, admin, 'addSupportProduct', incident)).codes).toEqual(['CODE_TAKEN']);
    const { data } = await test.graph(
      `{ addOns(family: SMARTERSTATS) { code requiresEnterprise maintenancePrice ${MONEY} } supportProducts { name } }`,
    );
    expect(data).toEqual({
      addOns: [{ code: 'heat-maps', requiresEnterprise: false, maintenancePrice: null }],
      supportProducts: [{ name: 'Incident' }],
    });
  });

  it('a price changes from its day on, and not before', async () => {
    expect((await price({ amount: '10.00', validFrom: '2026-11-21' })).codes).toEqual([]);
    expect((await price({ amount: '12.00', validFrom: '2026-11-23' })).codes).toEqual([]);
    const seen = [];
    for (const days of [0, 1, 2, 9]) {
      test.now = new Date(start.getTime() + days * DAY);
      seen.push(((await shown()) as { price: { amount: string } }).price.amount);
    }
    expect(seen).toEqual(['10.00', '10.00', '12.00', '12.00']);
    const before = await prices();
    // The price of ten days ago is the past.
    expect((await price({ amount: '11.00', validFrom: '2026-11-22' })).codes).toEqual([
      'PRICE_IN_THE_PAST',
    ]);
    expect(await prices()).toEqual(before);
  });

  it('what ends being sold has no price, and staff see what it cost', async () => {
    await price({ amount: '10.000', validFrom: '2026-11-21' });
    expect((await price({ withdraw: true, validFrom: '2026-11-22' })).codes).toEqual([]);
    test.now = new Date(start.getTime() + DAY);
    expect(await shown()).toEqual({ price: null });
    const history = `priceHistory { kind amount ${MONEY} validFrom validTo }`;
    expect(await shown(await test.tokenFor(support), history)).toEqual({
      priceHistory: [
        {
          kind: 'PURCHASE',
          amount: { amount: '10.00', currency: 'EUR' },
          validFrom: '2026-11-21',
          validTo: '2026-11-21',
        },
      ],
    });
    expect(await shown(null, history)).toEqual({ priceHistory: null });
  });

  it.each([
    ['INVALID_AMOUNT', { amount: '-1.00' }],
    ['INVALID_AMOUNT', { amount: '1.001' }],
    ['AMOUNT_TOO_LARGE', { amount: '10000000.00' }],
    ['AMOUNT_TOO_LARGE', { amount: '92233720368547758.07' }],
    ['PRICE_UNCHANGED', { withdraw: true }],
  ])('a price is refused with %s', async (code, given) => {
    expect((await price({ validFrom: '2026-11-25', ...given })).codes).toEqual([code]);
  });

  it.each([
    ['setProductPrice', 'productId'],
    ['setAddOnPrice', 'addOnId'],
    ['setSupportPrice', 'supportProductId'],
  ] as const)(
    'R21 %s takes an amount or `withdraw: true`, and nothing else ends a price',
    async (mutation, field) => {
      const of = {
        setProductPrice: () => product,
        setAddOnPrice: async () => test.app.ids.encode('AddOn', await make.addOn()),
        setSupportPrice: async () =>
          test.app.ids.encode('SupportProduct', await make.supportProduct()),
      };
      const id = await of[mutation]();
      const wanted = { [field]: id, kind: 'PURCHASE', currency: 'EUR' };
      const set = (given: object) => write<object>(test, admin, mutation, { ...wanted, ...given });
      const from = { validFrom: '2026-12-01' };
      expect((await set({ amount: '10.00', validFrom: '2026-11-21' })).codes).toEqual([]);
      const before = await checksum(test.dataSource);
      for (const [given, code, at] of [
        [{}, 'AMOUNT_OR_WITHDRAW', 'amount'],
        [{ withdraw: false }, 'AMOUNT_OR_WITHDRAW', 'amount'],
        [{ amount: '5.00', withdraw: true }, 'AMOUNT_OR_WITHDRAW', 'withdraw'],
        [{ amount: null }, 'BLANK', 'amount'],
        [{ withdraw: null }, 'BLANK', 'withdraw'],
        [{ amount: null, withdraw: true }, 'BLANK', 'amount'],
        [{ amount: '5.00', withdraw: null }, 'BLANK', 'withdraw'],
      ] as const) {
        const { errors, payload } = await set({ ...from, ...given });
        expect([given, errors, payload?.userErrors]).toEqual([
          given,
          [],
          [{ code, message: expect.any(String) as string, field: ['input', at] }],
        ]);
      }
      // A variable that is left out of the document's own input is not given either.
      const { data } = await test.graph(
        `mutation ($id: ID!, $amount: Decimal) { ${mutation}(input: { ${field}: $id, kind: PURCHASE, currency: EUR, amount: $amount, validFrom: "2026-12-01" }) { userErrors { code } } }`,
        { id },
        admin,
      );
      expect(data).toEqual({ [mutation]: { userErrors: [{ code: 'AMOUNT_OR_WITHDRAW' }] } });
      expect(await checksum(test.dataSource)).toBe(before);
      expect((await set({ ...from, amount: '5.00', withdraw: false })).codes).toEqual([]);
      expect((await set({ withdraw: true, validFrom: '2027-01-01' })).codes).toEqual([]);
    },
  );

  it('R23 a surcharge for reinstatement belongs to products, and support is bought alone', async () => {
    const surcharge = { kind: 'REINSTATEMENT', amount: '5.00', validFrom: '2026-11-21' };
    expect((await price(surcharge)).codes).toEqual([]);
    const addOnId = test.app.ids.encode('AddOn', await make.addOn());
    const ofAddOn = { addOnId, currency: 'EUR', ...surcharge };
    expect((await write(test, admin, 'setAddOnPrice', ofAddOn)).codes).toEqual([
      'NOT_SOLD_THAT_WAY',
    ]);
    const supportProductId = test.app.ids.encode('SupportProduct', await make.supportProduct());
    const leased = { supportProductId, currency: 'EUR', ...surcharge, kind: 'LEASE' };
    expect((await write(test, admin, 'setSupportPrice', leased)).codes).toEqual([
      'NOT_SOLD_THAT_WAY',
    ]);
  });

  it('two admins who price the same at the same time leave one price', async () => {
    await price({ amount: '10.00', validFrom: '2026-11-21' });
    const both = await Promise.all(
      ['11.00', '12.00'].map((amount) => price({ amount, validFrom: '2026-12-01' })),
    );
    expect(both.flatMap(({ codes }) => codes)).toEqual([]);
    test.now = new Date(start.getTime() + 30 * DAY);
    expect(['11.00', '12.00']).toContain(
      ((await shown()) as { price: { amount: string } }).price.amount,
    );
    const [row] = await test.dataSource.query<{ rows: number }[]>(
      'SELECT COUNT(*) AS `rows` FROM prices WHERE valid_from = ? AND product_id = ?',
      ['2026-12-01', test.app.ids.decode(product)?.key],
    );
    expect(Number(row?.rows)).toBe(1);
  });
});
