import { Database } from '../../../src/database/database';
import { SandboxPlays } from '../../../src/dev/sandbox-plays';
import { checksum } from '../../support/fixtures';
import { answerBank, type Action } from '../../support/bank';
import { BEHIND_A_PROXY, letters, send } from '../../support/senders';
import { TEST_NOW, TestApplication } from '../../support/test-application';
import { Shop } from './shop';

const DAY = 24 * 3_600_000;
const CART = `cart { hasBuyer taxNote tax { amount } total { amount } lines { kind }
  order { status number total { amount } placedAt confirmBy } }`;
const ACTION = 'paymentAction { clientSecret redirectUrl }';
const TOTALS = 'totals { total { amount } charged { amount } }';
const EFFECTS = 'effects { kind subject id event changes { field before after } }';

interface Payload {
  readonly token?: string;
  readonly cart: {
    readonly total: { readonly amount: string };
    readonly order: { readonly status: string; readonly number: string | null } | null;
  } | null;
  readonly paymentAction?: Action | null;
}

describe('a guest', () => {
  let test: TestApplication;
  let shop: Shop;
  let count = 0;

  beforeAll(async () => {
    test = await TestApplication.start({
      ...BEHIND_A_PROXY,
      ...{ TAX_RATES: 'DE=19,AT=20', VENDOR_COUNTRY: 'DE', PAYMENT_GATEWAY: 'sandbox' },
    });
    shop = await Shop.over(test);
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    test.now = TEST_NOW;
    await test.dataSource.query('DELETE FROM rate_limits');
  });

  const call = (name: string, input: object, selection = CART, from?: string, key?: string) =>
    send<Payload>(test, name, input, selection, {
      ...(from !== undefined && { from }),
      ...(key !== undefined && { key }),
    });
  const filled = async (lines?: readonly object[]): Promise<string> => {
    const one = [{ kind: 'NEW', productId: shop.product('pro') }];
    const { payload } = await call('setGuestCart', { country: 'DE', lines: lines ?? one }, 'token');
    return payload?.token ?? '';
  };
  const BUYER = { fullName: 'Grace Hopper', address: '1 Mill Lane', country: 'DE' };
  const newEmail = () => `guest${++count}@guests.test`;
  /** A cart that can be ordered. */
  async function ready(email = newEmail(), given: object = {}, lines?: readonly object[]) {
    const cartToken = await filled(lines);
    const { codes } = await call('setGuestBuyer', { cartToken, email, ...BUYER, ...given });
    expect(codes).toEqual([]);
    return { cartToken, email };
  }
  const buy = (cartToken: string, given: object = {}, from?: string, key?: string) =>
    call(
      'guestCheckout',
      { cartToken, cardSetup: 'sandbox:success', acceptTotal: '119.01', ...given },
      `${CART} ${ACTION}`,
      from,
      key,
    );
  const rows = <Row extends object>(text: string, values: readonly unknown[] = []) =>
    test.dataSource.query<Row[]>(text, [...values]);
  const accountOf = async (email: string) =>
    (
      await rows<{ id: number; holder: number | null }>(
        'SELECT id, holder_user_id AS holder FROM accounts WHERE email = ? ORDER BY id DESC LIMIT 1',
        [email],
      )
    )[0];
  const waiting = async (table: string) =>
    Number(
      (
        await rows<{ n: number }>(
          `SELECT COUNT(*) AS n FROM ${table} t JOIN accounts a ON a.id = t.${table === 'accounts' ? 'id' : 'account_id'} WHERE a.holder_user_id IS NULL`,
        )
      )[0]?.n,
    );

  it('R1 sends the same statements whether or not the address is known, paid at once, later, or in a dry run', async () => {
    const ofEach: string[][] = [];
    const answers: string[] = [];
    for (const isKnown of [true, false]) {
      const email = newEmail();
      if (isKnown) await shop.make.account(await shop.make.user({ email }), { email });
      const of: string[] = [];
      const did = async (name: string, input: object, selection = CART) => {
        // Only what is sent to the database counts, not what is in it.
        let text = '';
        const sent = await test.countStatements(async () => {
          text = (await call(name, input, selection)).text;
        });
        of.push(...sent.map((one) => `${name}: ${one}`));
        answers.push(`${isKnown} ${text.replaceAll(email, 'it').replaceAll(/O-\d+/g, 'O')}`);
      };
      for (const card of ['success', 'authentication']) {
        const cartToken = await filled();
        await did('setGuestBuyer', { cartToken, email, ...BUYER });
        const wanted = { cartToken, acceptTotal: '119.01', cardSetup: `sandbox:${card}` };
        await did('guestCheckout', { ...wanted, dryRun: true }, `${CART} ${TOTALS} ${EFFECTS}`);
        await did('guestCheckout', wanted);
        if (card === 'success') continue;
        const { payload } = await call('confirmGuestPayment', { cartToken }, ACTION);
        expect(await answerBank(test, payload?.paymentAction, 'confirm')).toBe(200);
        await did('confirmGuestPayment', { cartToken, dryRun: true }, `${CART} ${EFFECTS}`);
        await did('confirmGuestPayment', { cartToken });
      }
      ofEach.push(of);
    }
    const [known, unknown] = ofEach.map((all) =>
      all.map((one) => one.replaceAll(/\s+/g, ' ').replaceAll(/\b\d+\b/g, 'n')),
    );
    expect(known?.length).toBeGreaterThan(100);
    expect(known).toEqual(unknown);
    const half = answers.length / 2;
    const told = answers.map((one) => one.replace(/^\w+ /, '').replaceAll(/"DRY-RUN-\w+"/g, '"n"'));
    expect(told.slice(0, half).map(plain)).toEqual(told.slice(half).map(plain));
    expect(told.join()).toContain('PLACED');
  });

  it.each([
    ['CART_NOT_FOUND', 'setGuestBuyer', () => ({ cartToken: 'x' })],
    [
      'VAT_NUMBER_OF_ANOTHER_COUNTRY',
      'setGuestBuyer',
      async () => ({ cartToken: await filled(), vatNumber: 'ATU13585627' }),
    ],
    ['BUYER_MISSING', 'prepareGuestPayment', async () => ({ cartToken: await filled() })],
    ['BUYER_MISSING', 'guestCheckout', async () => ({ cartToken: await filled() })],
    ['CART_NOT_FOUND', 'guestCheckout', () => ({ cartToken: 'x' })],
    ['CART_EMPTY', 'guestCheckout', () => ready(newEmail(), {}, [])],
    ['MISSING', 'guestCheckout', async () => ({ ...(await ready()), acceptTotal: undefined })],
    ['NO_CARD', 'guestCheckout', async () => ({ ...(await ready()), cardSetup: undefined })],
    ['PRICE_CHANGED', 'guestCheckout', async () => ({ ...(await ready()), acceptTotal: '1.00' })],
    ['SETUP_INCOMPLETE', 'guestCheckout', async () => ({ ...(await ready()), cardSetup: 'no' })],
    ['CART_NOT_ORDERED', 'confirmGuestPayment', () => ready()],
    ['CART_NOT_ORDERED', 'cancelGuestPayment', () => ready()],
  ] satisfies readonly [string, string, () => object][])(
    '%s of %s: nothing is ordered, opened or mailed',
    async (code, name, given) => {
      const all = (await given()) as Readonly<Record<string, string | undefined>>;
      const { email = 'e@guests.test', ...input } = all;
      const before = await letters(test);
      const wanted = { acceptTotal: '119.01', cardSetup: 'sandbox:success', ...input };
      const sent =
        name === 'setGuestBuyer'
          ? { ...BUYER, email, ...input }
          : name === 'guestCheckout'
            ? wanted
            : input;
      const { codes } = await call(name, sent, '');
      expect(codes).toEqual([code]);
      expect(await letters(test)).toEqual(before);
      expect(await rows('SELECT id FROM users WHERE email = ?', [email])).toEqual([]);
      expect(await rows("SELECT id FROM orders WHERE status = 'PENDING'")).toEqual([]);
    },
  );

  it('R60 repeats a call without a session by its cart and its key: one order, one charge, the same answer', async () => {
    const { cartToken, email } = await ready();
    const first = await buy(cartToken, {}, '192.0.2.1', 'once');
    expect(first.payload?.cart?.order?.status).toBe('PLACED');
    const before = await checksum(test.dataSource);
    // From wherever.
    const again = await buy(cartToken, {}, '198.51.100.7', 'once');
    expect(again.text).toBe(first.text);
    expect(await checksum(test.dataSource)).toBe(before);
    expect((await buy(cartToken, { acceptTotal: '1.00' }, undefined, 'once')).codes).toEqual([
      'IDEMPOTENCY_CONFLICT',
    ]);
    for (const [name, input] of [
      ['guestCheckout', { acceptTotal: '119.01', cardSetup: 'sandbox:success' }],
      ['setGuestBuyer', { ...BUYER, email }],
      ['setGuestCart', { country: 'DE', lines: [] }],
      ['prepareGuestPayment', {}],
    ] as const)
      expect([name, (await call(name, { cartToken, ...input }, '')).codes]).toEqual([
        name,
        ['CART_ORDERED'],
      ]);
    const sent = await letters(test, email);
    expect(sent.map(({ event }) => event).sort()).toEqual(['account-created', 'payment-received']);
    const once = rows('SELECT id FROM payments WHERE account_id = ?', [
      (await accountOf(email))?.id,
    ]);
    expect(await once).toHaveLength(1);
  });

  it('R1 R27 leaves an account that is nobody’s when the card is refused, which is removed with the cart', async () => {
    const { cartToken, email } = await ready();
    const admin = await shop.make.user({ staffRole: 'ADMIN' });
    const found = async () => {
      // Sessions end within days.
      const staff = await test.tokenFor(admin);
      const { data, errors } = await test.graph(
        'query ($s: String!) { accounts(search: $s) { totalCount nodes { email } } }',
        { s: email },
        staff,
      );
      expect(errors).toEqual([]);
      return (data as { accounts: object }).accounts;
    };
    expect((await buy(cartToken, { cardSetup: 'sandbox:declined' })).codes).toEqual([
      'CARD_DECLINED',
    ]);
    expect(await found()).toEqual({ totalCount: 0, nodes: [] });
    const { id } = (await accountOf(email)) ?? { id: 0 };
    const nodes = await test.graph(
      'query ($id: ID!) { node(id: $id) { id } }',
      { id: shop.id('Account', id) },
      await test.tokenFor(admin),
    );
    expect(nodes.data).toEqual({ node: null });
    // The card is on no file either.
    expect(
      await rows('SELECT id FROM payment_methods WHERE account_id = ? AND removed_at IS NULL', [
        id,
      ]),
    ).toEqual([]);
    expect(await waiting('accounts')).toBeGreaterThan(0);

    // What waits for the bank stays as long as that.
    const asked = await ready();
    await buy(asked.cartToken, { cardSetup: 'sandbox:authentication' });
    test.now = new Date(TEST_NOW.getTime() + 29 * DAY);
    await test.app.jobs.tick();
    expect(await accountOf(email)).toEqual({ id, holder: null });
    test.now = new Date(TEST_NOW.getTime() + 31 * DAY);
    await test.app.reconciling.look();
    test.now = new Date(TEST_NOW.getTime() + 33 * DAY);
    await test.app.jobs.tick();
    test.now = new Date(TEST_NOW.getTime() + 34 * DAY);
    await test.app.jobs.tick();
    expect(test.jobFailures).toEqual([]);
    expect(await accountOf(email)).toBeUndefined();
    for (const table of ['accounts', 'payments', 'orders', 'payment_methods'])
      expect([table, await waiting(table)]).toEqual([table, 0]);
    expect(await found()).toEqual({ totalCount: 0, nodes: [] });
  });

  it('R56 has bought when a lost answer of the payment service is found out, and is told by mail', async () => {
    const { cartToken, email } = await ready();
    const lost = await buy(cartToken, { cardSetup: 'sandbox:times-out-after-charging' });
    expect(lost.codes).toEqual(['PAYMENT_PENDING']);
    expect((await buy(cartToken)).codes).toEqual(['CHECKOUT_IN_PROGRESS']);
    expect(await letters(test, email)).toEqual([]);
    test.now = new Date(TEST_NOW.getTime() + 3_600_000);
    await test.app.reconciling.look();
    const { payload } = await call('confirmGuestPayment', { cartToken });
    expect(payload?.cart?.order).toMatchObject({ status: 'PLACED' });
    expect((await letters(test, email)).map(({ event }) => event).sort()).toEqual([
      'account-created',
      'payment-received',
    ]);
  });

  it('R56 has an account with credit once money comes for an order that had failed', async () => {
    const { cartToken, email } = await ready();
    await buy(cartToken, { cardSetup: 'sandbox:declined' });
    const { id = 0, holder } = (await accountOf(email)) ?? {};
    expect(holder).toBeNull();
    const charged = 'SELECT charge FROM payments WHERE account_id = ?';
    const [payment] = await rows<{ charge: string }>(charged, [id]);
    const plays = new SandboxPlays(new Database(test.dataSource, { statementTimeout: 10_000 }));
    await test.app.gatewayReported('sandbox', await plays.succeed(payment?.charge ?? ''));
    await test.app.reconciling.look();
    const [person] = await rows<{ id: number }>('SELECT id FROM users WHERE email = ?', [email]);
    expect(await accountOf(email)).toEqual({ id, holder: person?.id });
    const { data } = await test.graph(
      'query ($id: ID!) { account(id: $id) { balance { credit { amount } } licenses { totalCount } } }',
      { id: shop.id('Account', id) },
      await test.tokenFor(person?.id ?? 0),
    );
    expect(data).toEqual({
      account: { balance: { credit: { amount: '119.01' } }, licenses: { totalCount: 0 } },
    });
  });

  it('R1 has a card that nobody charges again, whoever the account becomes', async () => {
    const holder = await shop.make.user();
    const [known] = await rows<{ email: string }>('SELECT email FROM users WHERE id = ?', [holder]);
    const { cartToken, email } = await ready(known?.email);
    expect((await buy(cartToken)).codes).toEqual([]);
    const account = await accountOf(email);
    expect(account?.holder).toBe(holder);
    const { data } = await test.graph(
      'query ($id: ID!) { account(id: $id) { paymentMethods { nodes { id } } payments { nodes { status } } } }',
      { id: shop.id('Account', account?.id ?? 0) },
      await test.tokenFor(holder),
    );
    expect(data).toEqual({
      account: { paymentMethods: { nodes: [] }, payments: { nodes: [{ status: 'SUCCEEDED' }] } },
    });
  });

  it.each([
    ['nobody has proved', { emailVerifiedAt: null, passwordHash: 'of somebody' }],
    ['a holder set the password of', { passwordByHolder: true, passwordHash: 'of a holder' }],
  ])('R1 R10 is sent a link to an address that %s', async (_what, person) => {
    const email = newEmail();
    await shop.make.user({ email, ...person });
    const { cartToken } = await ready(email);
    expect((await buy(cartToken)).codes).toEqual([]);
    const [mail] = (await letters(test, email)).filter(({ event }) => event === 'account-created');
    expect(Object.keys(mail?.secrets ?? {}).sort()).toEqual(['key', 'token']);
  });

  it('R1 is mailed of what has no key as well, and of several keys each once', async () => {
    const incident = {
      kind: 'SUPPORT_INCIDENT',
      supportProductId: shop.id('SupportProduct', shop.support),
    };
    const only = await ready(newEmail(), {}, [incident]);
    expect((await buy(only.cartToken, { acceptTotal: '177.31' })).codes).toEqual([]);
    const [told] = await letters(test, only.email);
    expect(told).toMatchObject({ event: 'account-created', parameters: { keyless: true } });
    expect(Object.keys(told?.secrets ?? {})).toEqual(['token']);

    const three = { kind: 'NEW', productId: shop.product('pro'), quantity: 3 };
    const many = await ready(newEmail(), {}, [three]);
    expect((await buy(many.cartToken, { acceptTotal: '357.04' })).codes).toEqual([]);
    const sent = await letters(test, many.email);
    expect(sent.map(({ event }) => event).sort()).toEqual([
      'account-created',
      'license-key-delivery',
      'license-key-delivery',
      'payment-received',
    ]);
    const keys = sent.flatMap(({ secrets: { key } }) => key ?? []);
    expect(new Set(keys).size).toBe(3);
  });

  it('R69 is shown, told by a dry run, and charged the tax of the buyer', async () => {
    const business = { country: 'AT', vatNumber: 'ATU13585627' };
    const { cartToken, email } = await ready(newEmail(), business);
    const look = await call('setGuestBuyer', { cartToken, email, ...BUYER, ...business });
    expect(look.payload?.cart).toMatchObject({
      hasBuyer: true,
      tax: { amount: '0.00' },
      total: { amount: '100.01' },
    });
    const dry = await call('guestCheckout', { cartToken, dryRun: true }, TOTALS);
    expect(dry.payload).toMatchObject({
      totals: { total: { amount: '100.01' }, charged: { amount: '100.01' } },
    });
    expect((await buy(cartToken, { acceptTotal: '100.01' })).payload?.cart).toMatchObject({
      lines: [],
      order: { status: 'PLACED', total: { amount: '100.01' } },
    });
    // Who buys is forgotten with the country.
    const other = await ready(newEmail(), business);
    const moved = await call('setGuestCart', {
      cartToken: other.cartToken,
      country: 'DE',
      lines: [],
    });
    expect(moved.payload?.cart).toMatchObject({ hasBuyer: false });
  });

  it('R72 tries a few cards, by one cart, for one address or from one network, and nobody else is kept out', async () => {
    const from = '203.0.113.9';
    const { cartToken, email } = await ready();
    const declined = (token: string, where: string) =>
      buy(token, { cardSetup: 'sandbox:declined' }, where);
    for (let at = 0; at < 6; at++)
      expect((await declined(cartToken, from)).codes).toEqual(['CARD_DECLINED']);
    expect((await declined(cartToken, from)).codes).toEqual(['RATE_LIMITED']);
    // By its cart from elsewhere, by its address with another cart from there; not from elsewhere.
    expect((await buy(cartToken, {}, '198.51.100.1')).codes).toEqual(['RATE_LIMITED']);
    const again = await ready(email);
    expect((await buy(again.cartToken, {}, from)).codes).toEqual(['RATE_LIMITED']);
    expect((await buy(again.cartToken, {}, '198.51.100.1')).codes).toEqual([]);
    // Six more make the network's eleven.
    const neighbor = await ready();
    for (let at = 0; at < 5; at++)
      expect((await declined(neighbor.cartToken, from)).codes).toEqual(['CARD_DECLINED']);
    const third = await ready();
    expect((await buy(third.cartToken, {}, from)).codes).toEqual(['RATE_LIMITED']);
    expect((await buy(third.cartToken, {}, '198.51.100.2')).codes).toEqual([]);
  });
});

/** Tokens and ids are drawn by chance. */
const plain = (text: string): string => text.replaceAll(/"([a-z]{3})_[\w-]{22}"/g, '"$1"');
