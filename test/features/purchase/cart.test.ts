import { checksum } from '../../support/fixtures';
import { TEST_NOW, TestApplication } from '../../support/test-application';
import { write } from '../../support/write';
import { added, CART, Shop, type AddedLine } from './shop';

const DAY = 24 * 3_600_000;
const KEY = 'ABCDE-FGHJK-MNPQR-STVWX-YZ012-3';

describe('the cart', () => {
  let test: TestApplication;
  let shop: Shop;
  let accountKey: number;
  let account: string;
  let holder: string;
  let holderKey: number;
  let buyer: string;
  let reseller: string;

  beforeAll(async () => {
    test = await TestApplication.start({ TAX_RATES: 'DE=19' });
    shop = await Shop.over(test);
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    test.now = TEST_NOW;
    const { make } = shop;
    holderKey = await make.user({ fullName: 'Hedy Holder' });
    accountKey = await make.account(holderKey, { reseller: true, discountBasisPoints: 1_250 });
    account = shop.id('Account', accountKey);
    holder = await test.tokenFor(holderKey);
    const [one, other] = [await make.user(), await make.user()];
    await make.membership(accountKey, one, ['MAKE_PURCHASES']);
    await make.membership(accountKey, other, ['RESELLER']);
    buyer = await test.tokenFor(one);
    reseller = await test.tokenFor(other);
  });

  const add = (given: object, token = holder) => shop.add(token, { accountId: account, ...given });
  const codes = async (given: object, token = holder) => (await add(given, token)).codes;
  const update = (
    cartLineId: string,
    given: object = {},
    token = holder,
    selection = `cartLine { id } cart { ${CART} }`,
  ) => write<AddedLine>(test, token, 'updateCartLine', { cartLineId, ...given }, selection);
  const NEW = () => ({ kind: 'NEW', productId: shop.product('pro') });
  const license = async (given: object = {}) =>
    shop.id('License', await shop.make.license(accountKey, shop.products.pro, given));
  const resold = (given: object = {}) => ({
    origin: 'RESOLD' as const,
    status: 'UNASSIGNED' as const,
    customerAccountId: null,
    ...given,
  });

  it('is not there before anything was put into it', async () => {
    const { data } = await test.graph(
      'query ($id: ID!) { account(id: $id) { cart { id } } }',
      { id: account },
      holder,
    );
    expect(data).toEqual({ account: { cart: null } });
  });

  it('R22 R24 R69 every line says its list price, its discount and why, its tax and what it costs', async () => {
    await add({ ...NEW(), addOnIds: [shop.addOn('spam')], quantity: 3 });
    const incident = shop.id('SupportProduct', shop.support);
    await add({ kind: 'SUPPORT_INCIDENT', supportProductId: incident });
    const { lines, ...totals } = await shop.cart(holder, account);
    const money = (amount: string) => ({ amount, currency: 'EUR' });
    expect(lines[0]).toMatchObject({
      kind: 'NEW',
      use: 'PERSONAL',
      quantity: 3,
      product: { name: 'Pro 250' },
      addOns: [{ name: 'Antispam' }],
      price: {
        description: 'Pro 250 with Antispam',
        explanation:
          '€100.01 for Pro 250 + €30.00 for Antispam = €130.01; × 3 = €390.03; less €48.75 (12.5 % reseller discount) = €341.28; Maintenance and Support for 12 months is included',
        listPrice: money('390.03'),
        discount: money('48.75'),
        discountReason: '12.5 % reseller discount',
        amount: money('341.28'),
        tax: money('64.84'),
      },
      problem: null,
      priceChanged: null,
    });
    // 149.00 less 18.63, which is 18.625 rounded half up; the tax is rounded once, on the whole.
    expect(lines[1]).toMatchObject({
      supportProduct: { name: 'Incident' },
      price: { amount: money('130.37'), tax: money('24.77') },
    });
    expect(totals).toEqual({
      subtotal: money('471.65'),
      discount: money('67.38'),
      tax: money('89.61'),
      total: money('561.26'),
      taxNote: null,
    });
  });

  it('R24 an account that is no reseller has no discount, and R69 a business abroad pays no tax and is told so', async () => {
    const other = await shop.make.user();
    const key = await shop.make.account(other, {
      discountBasisPoints: 5_000,
      country: 'FR',
      vatNumber: 'FR40303265045',
    });
    const token = await test.tokenFor(other);
    const accountId = shop.id('Account', key);
    await shop.add(token, { accountId, ...NEW() });
    const cart = await shop.cart(token, accountId);
    expect(cart.lines[0]?.price).toMatchObject({ discountReason: null });
    expect([cart.total.amount, cart.tax.amount]).toEqual(['100.01', '0.00']);
    expect(cart.taxNote).toMatch(/^Reverse charge/);
  });

  it('R22 another edition, level or number is priced anew', async () => {
    const { cartLine } = added(await add(NEW()));
    const larger = added(
      await update(cartLine.id, { productId: shop.product('ent'), quantity: 2 }),
    );
    expect(larger.cart.lines).toHaveLength(1);
    expect(larger.cart.lines[0]).toMatchObject({
      product: { name: 'Ent 250' },
      price: { listPrice: { amount: '400.00' } },
    });
    const sync = added(await update(cartLine.id, { addOnIds: [shop.addOn('sync')] }));
    expect(sync.cart.lines[0]?.price?.listPrice.amount).toBe('460.00');
    // The add-on needs Enterprise.
    const before = await checksum(test.dataSource);
    expect((await update(cartLine.id, { productId: shop.product('pro') })).codes).toEqual([
      'ENTERPRISE_REQUIRED',
    ]);
    expect(await checksum(test.dataSource)).toBe(before);
    const none = added(await update(cartLine.id, { addOnIds: [], productId: shop.product('pro') }));
    expect(none.cart.lines[0]?.price?.listPrice.amount).toBe('200.02');
  });

  it('R22 a price that changed meanwhile is said, and accepted', async () => {
    const product = await shop.make.product({ name: 'Dearer' });
    await shop.make.price({ productId: product, amount: 1_000n });
    const { cartLine } = added(await add({ kind: 'NEW', productId: shop.id('Product', product) }));
    await shop.reprice(product, 1_200n, '2026-11-22');
    test.now = new Date(TEST_NOW.getTime() + DAY);
    const later = await test.tokenFor(holderKey);
    const [line] = (await shop.cart(later, account)).lines;
    expect(line?.price?.amount.amount).toBe('10.50');
    expect(line?.priceChanged).toEqual({
      before: { amount: '8.75', currency: 'EUR' },
      now: { amount: '10.50', currency: 'EUR' },
    });
    const accepted = added(await update(cartLine.id, {}, later));
    expect(accepted.cart.lines[0]?.priceChanged).toBeNull();
  });

  it('R23 what is bought for a license, one line after the other', async () => {
    const licenseId = await license({ maintenanceTo: '2026-11-20' });
    expect(await codes({ kind: 'RENEW', licenseId })).toEqual(['MAINTENANCE_LAPSED']);
    added(await add({ kind: 'REINSTATE', licenseId }));
    added(await add({ kind: 'MODIFY', licenseId, productId: shop.product('ent') }));
    added(await add({ kind: 'ADD_ON', licenseId, addOnIds: [shop.addOn('sync')] }));
    const { cart } = added(await add({ kind: 'RENEW', licenseId }));
    expect(cart.lines.map(({ price }) => price?.listPrice.amount)).toEqual([
      '25.00',
      '99.99',
      '30.00',
      '46.00',
    ]);
    // Without the reinstatement the others do not stand, and say so.
    const id = cart.lines[0]?.id ?? '';
    const gone = await write<AddedLine>(
      test,
      holder,
      'removeCartLine',
      { cartLineId: id },
      `cart { ${CART} }`,
    );
    expect(gone.payload?.cart.lines.map(({ problem }) => problem?.code ?? null)).toEqual([
      null,
      'MAINTENANCE_LAPSED',
      'MAINTENANCE_LAPSED',
    ]);
    expect(gone.payload?.cart.subtotal.amount).toBe('87.49');
  });

  it.each([
    ['MISSING', { kind: 'NEW' }],
    ['MISSING', { kind: 'RENEW' }],
    ['NOT_FOR_THIS_KIND', { kind: 'RENEW', licenseId: 'x', quantity: 2 }],
    ['OUT_OF_RANGE', { kind: 'SUPPORT_INCIDENT', quantity: 0 }],
    ['OUT_OF_RANGE', { kind: 'SUPPORT_INCIDENT', quantity: 1_001 }],
  ])('%s for fields that do not fit', async (code, given) => {
    expect(await codes(given)).toEqual([code]);
  });

  it('R23 a downgrade is refused with the reason, and nothing is written', async () => {
    const licenseId = await license({ productId: shop.products.ent });
    const before = await checksum(test.dataSource);
    const { payload } = await add({ kind: 'MODIFY', licenseId, productId: shop.product('pro') });
    expect(payload?.userErrors).toEqual([
      {
        code: 'DOWNGRADE_NOT_SOLD',
        message:
          'A purchased license can only be upgraded: Ent 250 can only go up, in edition or level.',
        field: ['input', 'productId'],
      },
    ]);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R26 personal lines need one permission, resold ones the other', async () => {
    expect(await codes(NEW(), buyer)).toEqual([]);
    const forSale = { accountId: account, ...NEW(), use: 'RESOLD' };
    expect((await shop.add(reseller, forSale, 'cartLine { id }')).codes).toEqual([]);
    const before = await checksum(test.dataSource);
    for (const [token, use, missing] of [
      [buyer, 'RESOLD', 'RESELLER'],
      [reseller, 'PERSONAL', 'MAKE_PURCHASES'],
    ] as const) {
      const { errors } = await add({ ...NEW(), use }, token);
      expect(errors.map(({ extensions }) => extensions)).toEqual([
        { code: 'FORBIDDEN', missingPermission: missing, grantableBy: 'Hedy Holder' },
      ]);
    }
    const { lines } = await shop.cart(holder, account);
    const [personal, forResale] = lines.map(({ id }) => id) as [string, string];
    expect((await update(personal, { quantity: 2 }, reseller)).codes).toEqual(['FORBIDDEN']);
    expect((await update(forResale, { quantity: 2 }, buyer)).codes).toEqual(['FORBIDDEN']);
    expect(await checksum(test.dataSource)).toBe(before);
    // What the other's lines cost is not theirs to see; what all of it comes to is.
    const total = 'cart { total { amount } lines { use quantity } }';
    for (const [line, token] of [
      [personal, buyer],
      [forResale, reseller],
    ] as const)
      expect((await update(line, { quantity: 2 }, token, total)).codes).toEqual([]);
    const { errors } = await update(personal, { quantity: 3 }, buyer);
    expect(
      errors.map(({ extensions, path }) => [extensions['missingPermission'], path?.at(-1)]),
    ).toEqual([
      ['RESELLER', 'price'],
      ['RESELLER', 'problem'],
      ['RESELLER', 'priceChanged'],
    ]);
  });

  it('R26 R33 a resold license is looked up by its key, and by that of nobody else', async () => {
    const customer = await shop.make.account(await shop.make.user());
    const given = resold({ customerAccountId: customer, status: 'ACTIVE', key: KEY });
    await license({ ...given, assignedAt: TEST_NOW });
    await license({ key: 'OWN-KEY' });
    const elsewhere = await shop.make.account(await shop.make.user(), { reseller: true });
    await shop.make.license(elsewhere, shop.products.pro, resold({ key: 'OF-ANOTHER' }));
    const renew = (licenseKey: string) =>
      add({ kind: 'RENEW', use: 'RESOLD', licenseKey }, reseller);
    const found = added(await renew(` ${KEY.toLowerCase()} `));
    expect(found.cart.lines[0]).toMatchObject({ kind: 'RENEW', use: 'RESOLD' });
    const before = await checksum(test.dataSource);
    const answers = [];
    for (const key of ['OWN-KEY', 'OF-ANOTHER', 'NOBODYS', '', '%', 'x'.repeat(100)])
      answers.push((await renew(key)).text);
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('LICENSE_NOT_FOUND');
    expect(await checksum(test.dataSource)).toBe(before);
    expect(await codes({ kind: 'RENEW', licenseKey: KEY })).toEqual(['NOT_FOR_PERSONAL_LINES']);
  });

  it('R26 a line says what its license was bought for', async () => {
    const stock = await license(resold());
    const own = await license();
    expect(await codes({ kind: 'RENEW', licenseId: stock })).toEqual(['LICENSE_RESOLD']);
    expect(await codes({ kind: 'RENEW', licenseId: own, use: 'RESOLD' })).toEqual([
      'LICENSE_PERSONAL',
    ]);
    expect(await codes({ kind: 'RENEW', licenseId: stock, use: 'RESOLD' })).toEqual([]);
  });

  it('R63 what is not there, or not yours, is not found', async () => {
    const elsewhere = await shop.make.account(await shop.make.user());
    const foreign = shop.id('License', await shop.make.license(elsewhere, shop.products.pro));
    // Bought from a reseller: the reseller renews it.
    const bought = shop.id(
      'License',
      await shop.make.license(
        elsewhere,
        shop.products.pro,
        resold({ customerAccountId: accountKey, status: 'READY', assignedAt: TEST_NOW }),
      ),
    );
    const before = await checksum(test.dataSource);
    for (const licenseId of [foreign, bought, shop.id('License', 999_999), account, 'x', ''])
      expect([licenseId, await codes({ kind: 'RENEW', licenseId })]).toEqual([
        licenseId,
        ['NOT_FOUND'],
      ]);
    for (const productId of [shop.id('Product', 999_999), account, 'x'])
      expect(await codes({ kind: 'NEW', productId })).toEqual(['NOT_FOUND']);
    const addOnIds = [shop.id('AddOn', 999_999)];
    expect(await codes({ ...NEW(), addOnIds })).toEqual(['NOT_FOUND']);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R6 what was to be resold can be taken out when the account is no reseller any more', async () => {
    const { cartLine } = added(await add({ ...NEW(), use: 'RESOLD' }));
    await test.dataSource.query('UPDATE accounts SET reseller = 0 WHERE id = ?', [accountKey]);
    expect((await update(cartLine.id, { quantity: 2 })).codes).toEqual(['FORBIDDEN']);
    const { codes: none } = await write(test, holder, 'removeCartLine', {
      cartLineId: cartLine.id,
    });
    expect(none).toEqual([]);
  });

  it('takes a hundred lines, and not one more', async () => {
    added(await add(NEW()));
    const copies = Array.from({ length: 99 }, () => 'SELECT 1');
    await test.dataSource.query(
      `INSERT INTO cart_lines (account_id, cart_id, kind, line_use, product_id, quantity, shown_amount, created_at)
       SELECT account_id, cart_id, kind, line_use, product_id, quantity, shown_amount, created_at
       FROM cart_lines, (${copies.join(' UNION ALL ')}) copies WHERE account_id = ?`,
      [accountKey],
    );
    expect((await shop.cart(holder, account)).lines).toHaveLength(100);
    expect(await codes(NEW())).toEqual(['CART_FULL']);
  });

  it('takes a thousand new licenses, and not one more', async () => {
    const { cartLine } = added(await add({ ...NEW(), quantity: 600 }));
    added(await add({ ...NEW(), quantity: 400 }));
    expect(await codes(NEW())).toEqual(['TOO_MANY_LICENSES']);
    expect((await update(cartLine.id, { quantity: 601 })).codes).toEqual(['TOO_MANY_LICENSES']);
    expect((await update(cartLine.id, { quantity: 599 })).codes).toEqual([]);
    expect(await codes(NEW())).toEqual([]);
  });

  it('two who put something in at the same time both find it, in one cart', async () => {
    const both = await Promise.all([add(NEW(), buyer), add(NEW()), add(NEW(), buyer)]);
    expect(both.flatMap((one) => one.codes)).toEqual([]);
    expect((await shop.cart(holder, account)).lines).toHaveLength(3);
  });

  it('asks for a number of statements that does not depend on its lines', async () => {
    const count = async () => (await test.countStatements(() => shop.cart(holder, account))).length;
    added(await add({ ...NEW(), addOnIds: [shop.addOn('spam')] }));
    const first = await license();
    added(await add({ kind: 'RENEW', licenseId: first }));
    const few = await count();
    for (let more = 0; more < 4; more++) {
      added(await add({ kind: 'RENEW', licenseId: await license() }));
      added(await add(NEW()));
    }
    expect(await count()).toBe(few);
  });
});
