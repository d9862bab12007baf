import { checksum } from '../../support/fixtures';
import { BEHIND_A_PROXY, send } from '../../support/senders';
import { TEST_NOW, TestApplication } from '../../support/test-application';
import { write } from '../../support/write';
import { Shop } from './shop';

const DAY = 24 * 3_600_000;
const MONEY = '{ amount currency }';
const CART = `country currency expiresAt subtotal ${MONEY} tax ${MONEY} total ${MONEY}
  lines { kind quantity product { name } addOns { name } supportProduct { name } problem { code }
    price { explanation discountReason amount ${MONEY} tax ${MONEY} } }`;

interface GuestCart {
  readonly currency: string;
  readonly total: { readonly amount: string };
  readonly lines: readonly {
    readonly price: { readonly amount: { readonly amount: string } } | null;
  }[];
}

describe("R1 a guest's cart", () => {
  let test: TestApplication;
  let shop: Shop;

  beforeAll(async () => {
    test = await TestApplication.start({ TAX_RATES: 'DE=19', ...BEHIND_A_PROXY });
    shop = await Shop.over(test);
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    test.now = TEST_NOW;
    await test.dataSource.query('DELETE FROM rate_limits');
  });

  const set = (input: object, token: string | null = null) =>
    write<{ token: string | null; cart: GuestCart | null }>(
      test,
      token,
      'setGuestCart',
      { country: 'DE', lines: [], ...input },
      `token cart { ${CART} }`,
    );
  const NEW = () => ({ kind: 'NEW', productId: shop.product('pro') });
  const look = async (token: string) => {
    const { data } = await test.graph(
      `query ($t: String!) { guestCart(cartToken: $t) { ${CART} } }`,
      { t: token },
    );
    return data?.['guestCart'] as GuestCart | null;
  };
  const filled = async (input: object = {}): Promise<string> => {
    const { payload } = await set({ lines: [NEW()], ...input });
    expect(payload?.token).toMatch(/^[\w-]{43}$/);
    return payload?.token ?? '';
  };

  it('is filled without an account, priced as an account from there would pay, and found by its token alone', async () => {
    const incident = shop.id('SupportProduct', shop.support);
    const made = await set({
      lines: [
        { ...NEW(), addOnIds: [shop.addOn('spam')], quantity: 2 },
        { kind: 'SUPPORT_INCIDENT', supportProductId: incident },
        { ...NEW(), addOnIds: [shop.addOn('sync')] },
      ],
    });
    expect(made.codes).toEqual([]);
    const token = made.payload?.token ?? '';
    expect(made.payload?.cart).toMatchObject({
      currency: 'EUR',
      expiresAt: '2026-12-21T12:00:00.000Z',
      lines: [
        {
          product: { name: 'Pro 250' },
          addOns: [{ name: 'Antispam' }],
          price: { amount: { amount: '260.02' }, discountReason: null },
        },
        { supportProduct: { name: 'Incident' }, price: { amount: { amount: '149.00' } } },
        { price: null, problem: { code: 'ENTERPRISE_REQUIRED' } },
      ],
      subtotal: { amount: '409.02' },
      tax: { amount: '77.71' },
      total: { amount: '486.73' },
    });
    expect(await look(token)).toEqual(made.payload?.cart);
    for (const wrong of [token.replace(/.$/, token.endsWith('A') ? 'B' : 'A'), 'x', ''])
      expect(await look(wrong)).toBeNull();
    // What the store has opens nothing.
    const stored = JSON.stringify(await test.dataSource.query('SELECT * FROM guest_carts'));
    expect(stored).not.toContain(token);
  });

  it('is changed as a whole, lives on from then, and is forgotten after 30 days', async () => {
    const token = await filled();
    test.now = new Date(TEST_NOW.getTime() + 29 * DAY);
    const changed = await set({ cartToken: token, country: 'US', lines: [NEW(), NEW()] });
    // Nothing costs anything in dollars.
    expect(changed.payload).toMatchObject({ token: null, cart: { currency: 'USD' } });
    expect(changed.payload?.cart?.lines.map(({ price }) => price)).toEqual([null, null]);
    test.now = new Date(TEST_NOW.getTime() + 59 * DAY - 1);
    expect(await look(token)).not.toBeNull();
    test.now = new Date(TEST_NOW.getTime() + 59 * DAY);
    expect(await look(token)).toBeNull();
    expect((await set({ cartToken: token })).codes).toEqual(['CART_NOT_FOUND']);
    await test.app.jobs.tick();
    expect(await test.dataSource.query('SELECT id FROM guest_carts WHERE country = "US"')).toEqual(
      [],
    );
  });

  it.each([
    ['ACCOUNT_NEEDED', { lines: [{ kind: 'RENEW' }] }],
    ['MISSING', { lines: [{ kind: 'NEW' }] }],
    ['NOT_FOUND', { lines: [{ kind: 'NEW', productId: 'x' }] }],
    ['CART_NOT_FOUND', { cartToken: 'x' }],
    ['INVALID_COUNTRY', { country: 'XX' }],
    ['TOO_MANY', { lines: Array.from({ length: 21 }, () => ({ kind: 'NEW' })) }],
  ])('%s, and nothing is written', async (code, input) => {
    const before = await checksum(test.dataSource);
    expect((await set(input)).codes).toEqual([code]);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R60 guests behind one address share no keys: each gets a cart of their own', async () => {
    const input = { country: 'DE', lines: [NEW()] };
    const tokenOf = async (given: object, key: string) => {
      const { codes, payload } = await send<{ token: string | null; cart: object }>(
        test,
        'setGuestCart',
        given,
        `token cart { ${CART} }`,
        { from: '203.0.113.7', key },
      );
      return [codes, payload?.token] as const;
    };
    const carts = [
      await tokenOf(input, 'the first'),
      await tokenOf(input, 'the first'),
      await tokenOf({ ...input, country: 'AT' }, 'the first'),
      ...(await Promise.all([1, 2, 3].map(() => tokenOf(input, 'at once')))),
    ];
    for (const [codes, token] of carts)
      expect([codes, token]).toEqual([[], expect.stringMatching(/^[\w-]{43}$/)]);
    expect(new Set(carts.map(([, token]) => token)).size).toBe(carts.length);
    // With its token a cart is somebody's, wherever they are: then a repeat is one.
    const [[, one], [, other]] = carts as [readonly [unknown, string], readonly [unknown, string]];
    const change = async (cartToken: string, country: string, from: string) =>
      (
        await send(test, 'setGuestCart', { ...input, cartToken, country }, '', {
          from,
          key: 'change',
        })
      ).codes;
    const written = () =>
      test.dataSource.query<object[]>(
        "SELECT COUNT(*) AS n FROM audit_events WHERE action = 'setGuestCart'",
      );
    expect(await change(one, 'FR', '203.0.113.7')).toEqual([]);
    const once = await written();
    expect(await change(one, 'FR', '203.0.113.8')).toEqual([]);
    expect(await written()).toEqual(once);
    expect(await change(one, 'IT', '203.0.113.7')).toEqual(['IDEMPOTENCY_CONFLICT']);
    expect(await change(other, 'FR', '203.0.113.7')).toEqual([]);
    expect(await written()).not.toEqual(once);
  });

  it('a repeat by whoever is signed in finds the same cart, without its token', async () => {
    const bearer = await test.tokenFor(await shop.make.user());
    const document = `mutation ($input: SetGuestCartInput!) { setGuestCart(input: $input) { token tokenWithheld cart { ${CART} } } }`;
    const input = { country: 'DE', lines: [NEW()] };
    const [first, again] = [
      await test.graph(document, { input }, bearer, 'one key'),
      await test.graph(document, { input }, bearer, 'one key'),
    ];
    const [one, two] = [first, again].map(({ data }) => data?.['setGuestCart']) as [
      { token: string; cart: object },
      object,
    ];
    expect(one.token).toMatch(/^[\w-]{43}$/);
    expect(two).toEqual({ ...one, token: null, tokenWithheld: true });
  });

  it('becomes the cart of an account, once, behind what is there', async () => {
    const holder = await shop.make.user();
    const key = await shop.make.account(holder);
    const accountId = shop.id('Account', key);
    const as = await test.tokenFor(holder);
    await shop.add(as, { accountId, kind: 'NEW', productId: shop.product('ent') });
    const token = await filled();
    await shop.reprice(shop.products.pro, 11_000n, '2026-11-22');
    test.now = new Date(TEST_NOW.getTime() + DAY);
    const later = await test.tokenFor(holder);
    const take = () =>
      write(test, later, 'takeGuestCart', { accountId, cartToken: token }, 'cart { id }');
    expect((await take()).codes).toEqual([]);
    const cart = await shop.cart(later, accountId);
    expect(cart.lines.map(({ product }) => product?.name)).toEqual(['Ent 250', 'Pro 250']);
    // What the guest was shown is what the account is told has changed.
    expect(cart.lines[1]?.priceChanged).toEqual({
      before: { amount: '100.01', currency: 'EUR' },
      now: { amount: '110.00', currency: 'EUR' },
    });
    expect(await look(token)).toBeNull();
    const before = await checksum(test.dataSource);
    expect((await take()).codes).toEqual(['CART_NOT_FOUND']);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('two who take it over at the same time get it once', async () => {
    const token = await filled();
    const accounts = await Promise.all(
      [1, 2].map(async () => {
        const holder = await shop.make.user();
        const accountId = shop.id('Account', await shop.make.account(holder));
        return { accountId, as: await test.tokenFor(holder) };
      }),
    );
    const codes = await Promise.all(
      accounts.map(async ({ accountId, as }) =>
        (await write(test, as, 'takeGuestCart', { accountId, cartToken: token })).codes.join(),
      ),
    );
    expect(codes.sort()).toEqual(['', 'CART_NOT_FOUND']);
  });
});
