import type { Permission } from '../../../src/domain/people/permission';
import { answerBank, type Action } from '../../support/bank';
import { checksum } from '../../support/fixtures';
import type { People } from '../../support/people';
import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { write } from '../../support/write';
import { desksOf, type By, type Desk } from '../purchase/checkout-desk';
import type { Shop } from '../purchase/shop';
import type { Resellers } from './reseller';

const MONTHLY = { billing: 'MONTHLY_SUMMARY' };
/** What one Pro 250 comes to, less 10 %, with the tax of Germany. */
const TOTAL = '107.11';
const LICENSES = 'licenses { id key status customer { name email } }';
const ALL = `order { number billing total { amount } invoice { number status willBeSummarized } lines { use license { id } } } payment { status } ${LICENSES}`;
/** What an API token with RESELLER alone may ask for. */
const LITTLE = `order { number total { amount } } ${LICENSES}`;

interface Bought {
  readonly order: {
    readonly number: string;
    readonly total: { readonly amount: string };
    readonly lines?: readonly { readonly use: string; readonly license: { readonly id: string } }[];
    readonly invoice?: { readonly status: string; readonly willBeSummarized: boolean };
  } | null;
  readonly payment?: { readonly status: string } | null;
  readonly paymentAction: Action | null;
  readonly licenses:
    | readonly {
        readonly id: string;
        readonly key: string;
        readonly status: string;
        readonly customer: { readonly name: string; readonly email: string } | null;
      }[]
    | null;
}
interface Came {
  readonly codes: readonly unknown[];
  readonly payload:
    (Bought & { readonly userErrors: { code: string; message: string; field: unknown }[] }) | null;
  readonly text: string;
}

describe('buying and assigning in one call', () => {
  let test: TestApplication;
  let shop: Shop;
  let desk: Desk;
  let people: People;
  let world: Resellers;
  let token: string;
  let open: (given?: object) => Promise<Desk>;
  let customers = 0;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox', TAX_RATES: 'DE=19' });
    ({ shop, open, resellers: world } = await desksOf(test));
    ({ people } = world);
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    Till.reset(test);
    desk = await open({ reseller: true, discountBasisPoints: 1_000, name: 'Contoso' });
    token = await desk.apiToken('100000.00', 'RESELLER', 'PAY_INVOICES');
  });
  afterEach(async () => {
    test.onStatement = null;
    expect(await desk.till.gaps()).toEqual([]);
    expect(test.jobFailures).toEqual([]);
  });

  const address = (): string => `customer${++customers}@bought.test`;

  /** Buys one Pro 250 for somebody new, unless told otherwise. */
  const buy = async (more: object = {}, by: By = {}): Promise<Came> => {
    const input = {
      accountId: desk.account,
      licenses: [{ productId: shop.product('pro') }],
      email: address(),
      billing: 'PAY_ON_ORDER',
      acceptTotal: TOTAL,
      ...more,
    };
    const { data, errors, text } = await test.graph(
      `mutation ($input: PurchaseAndAssignInput!) { purchaseAndAssign(input: $input) {
        ${by.little === true ? LITTLE : ALL} paymentAction { paymentId clientSecret redirectUrl } userErrors { code message field } } }`,
      { input },
      by.token ?? token,
      by.key ?? null,
    );
    const payload = (data?.['purchaseAndAssign'] ?? null) as Came['payload'];
    const codes = [
      ...errors.map(({ extensions }) => extensions['code']),
      ...(payload?.userErrors ?? []).map(({ code }) => code),
    ];
    return { codes, payload, text };
  };
  /** The service numbers accounts by their keys; those of the tests keep clear of them. */
  const account = (given: object) =>
    people.account({ number: `AC-9${(++customers).toString().padStart(5, '0')}`, ...given });
  const mailsTo = async (email: string) =>
    (await world.mails(email)).map(({ event, secrets }) => [event, 'password' in secrets]);
  /** Somebody takes the address too, so that nobody can tell any more whose it is. */
  const makeAmbiguous = async (email: string): Promise<void> => {
    for (const name of ['One', 'Other']) await account({ name, email });
  };
  const refused = async (codes: readonly string[], more: object = {}, by: By = {}) => {
    // Tokens remember when they were used last.
    await buy({ acceptTotal: '1.00' }, by);
    const before = await checksum(test.dataSource);
    const came = await buy(more, by);
    expect(came.codes).toEqual(codes);
    expect(await checksum(test.dataSource)).toBe(before);
    return came;
  };

  it('R38 R32 a product with add-ons, paid at once, is the new customer’s, and each is told once', async () => {
    await desk.till.card();
    const email = address();
    const addOnIds = [shop.addOn('spam'), shop.addOn('sync')];
    const { codes, payload, text } = await buy({
      email: ` ${email.toUpperCase()} `,
      customerName: 'New Customer',
      customerCountry: 'FR',
      licenses: [{ productId: shop.product('ent'), addOnIds }, { productId: shop.product('pro') }],
      acceptTotal: '385.57',
    });
    if (codes.length > 0) throw new Error(text);
    expect(payload).toMatchObject({
      order: {
        billing: 'PAY_ON_ORDER',
        total: { amount: '385.57' },
        invoice: { status: 'PAID', willBeSummarized: false },
        lines: [{ use: 'RESOLD' }, { use: 'RESOLD' }],
      },
      payment: { status: 'SUCCEEDED' },
      licenses: [{ status: 'READY' }, { status: 'READY' }],
    });
    const licenses = payload?.licenses ?? [];
    for (const { customer } of licenses) expect(customer).toEqual({ name: 'New Customer', email });
    expect(payload?.order?.lines?.map(({ license }) => license.id)).toEqual(
      licenses.map(({ id }) => id),
    );
    expect(await mailsTo(email)).toEqual([
      ['account-created', true],
      ['license-key-delivery', false],
    ]);
    const keys = (await world.mails(email)).map(({ secrets }) => secrets.key);
    expect(keys).toEqual(licenses.map(({ key }) => key));
    expect(await world.count('accounts', "email = ? AND country = 'FR'", [email])).toBe(1);
    expect(await desk.taken()).toBe(1);
    expect(await desk.spent()).toBe(38_557);
    expect(await desk.stands()).toMatchObject({ licenses: 2, invoices: 1, orders: 1 });
  });

  it('R38 R27 when the bank wants its payer to confirm it, nobody is told of anything before they have', async () => {
    await desk.till.card('sandbox:authentication');
    const by = { token: await desk.apiToken('100000.00', 'RESELLER'), little: true };
    const email = address();
    const before = await desk.stands();
    const { codes, payload } = await buy({ email }, by);
    expect(codes).toEqual(['PAYMENT_ACTION_REQUIRED']);
    expect(payload).toMatchObject({ order: null, licenses: null });
    expect(await desk.stands()).toEqual(before);
    expect(await mailsTo(email)).toEqual([]);
    expect(await world.count('accounts', 'email = ?', [email])).toBe(0);
    expect((await buy({ email }, by)).codes).toEqual(['CHECKOUT_IN_PROGRESS']);
    await answerBank(test, payload?.paymentAction, 'confirm');
    const paymentId = payload?.paymentAction?.paymentId;
    const confirmed = await write(test, by.token, 'confirmPayment', { paymentId }, `order { id }`);
    expect(confirmed).toMatchObject({
      codes: [],
      payload: { order: { id: expect.any(String) as unknown } },
    });
    expect(await mailsTo(email)).toEqual([['account-created', true]]);
    expect(await desk.taken()).toBe(1);
    expect(await desk.spent()).toBe(10_711);
    expect(await desk.stands()).toMatchObject({ licenses: 1, invoices: 1, orders: 1 });
  });

  it('R38 R75 made out to another buyer, it is taxed as that one, in a dry run and when bought', async () => {
    const billTo = { name: 'Fabrikam Inc', address: '5 Long Road', country: 'US' };
    const dryRun = await test.graph(
      'mutation ($input: PurchaseAndAssignInput!) { purchaseAndAssign(input: $input) { effects { subject changes { field after } } } }',
      {
        input: {
          accountId: desk.account,
          licenses: [{ productId: shop.product('pro') }],
          email: address(),
          ...MONTHLY,
          billTo,
          dryRun: true,
        },
      },
      token,
    );
    // Less 10 %, and no tax of Germany.
    expect(dryRun.text).toContain('90.01');
    const { payload } = await buy({ ...MONTHLY, billTo, acceptTotal: '90.01' });
    expect(payload?.order?.total.amount).toBe('90.01');
    const [invoice] = await test.dataSource.query<object[]>(
      'SELECT billed_name AS name, tax FROM invoices WHERE account_id = ?',
      [desk.till.account],
    );
    expect(invoice).toEqual({ name: 'Fabrikam Inc', tax: 0 });
  });

  it('R38 R31 R25 a known customer gets it on the monthly summary of the reseller, without a card', async () => {
    const { key, holder } = await account({ name: 'Northwind' });
    const accounts = await world.count('accounts');
    const { codes, payload } = await buy({ ...MONTHLY, email: holder.email });
    expect(codes).toEqual([]);
    expect(payload).toMatchObject({
      order: { invoice: { status: 'OPEN', willBeSummarized: true } },
      payment: null,
      licenses: [{ status: 'READY', customer: { name: 'Northwind' } }],
    });
    expect(await mailsTo(holder.email)).toEqual([['license-key-delivery', false]]);
    const [license] = payload?.licenses ?? [];
    const activated = await people.send(holder, 'activateLicense', {
      licenseId: license?.id,
      serverName: 'mail.northwind.test',
    });
    expect(activated.codes).toEqual([]);
    expect(await world.count('accounts')).toBe(accounts);
    const [row] = await test.dataSource.query<{ customer: string }[]>(
      'SELECT customer_account_id AS customer FROM licenses WHERE account_id = ?',
      [desk.till.account],
    );
    expect(Number(row?.customer)).toBe(key);
  });

  it('R36 R61 the history of the license tells that it was bought, and then assigned, by the token', async () => {
    const { payload } = await buy(MONTHLY);
    const { data } = await test.graph(
      'query ($id: ID!) { node(id: $id) { ... on License { history { nodes { action by changes { field after } } } } } }',
      { id: payload?.licenses?.[0]?.id },
      desk.till.holder,
    );
    const { nodes } = (data as { node: { history: { nodes: object[] } } }).node.history;
    expect(nodes).toHaveLength(2);
    expect(JSON.stringify(nodes)).toMatch(/UNASSIGNED.*READY|READY.*UNASSIGNED/);
    for (const node of nodes) expect(node).toMatchObject({ action: 'purchaseAndAssign' });
  });

  it('R22 the cart of the account stays as it was, and is ordered apart from it', async () => {
    await desk.till.card('sandbox:times-out-after-charging');
    const cart = await desk.put();
    expect((await desk.order()).codes).toEqual(['PAYMENT_PENDING']);
    const good = await desk.till.card();
    expect((await buy({ paymentMethodId: good })).codes).toEqual([]);
    expect((await desk.cart()).lines).toEqual(cart.lines);
    await desk.till.later(10);
    expect(await desk.stands()).toMatchObject({ licenses: 2, orders: 2 });
  });

  describe('all or nothing', () => {
    it.each([
      ['declined', 'CARD_DECLINED'],
      ['insufficient-funds', 'INSUFFICIENT_FUNDS'],
    ])('R27 R38 a card that is %s leaves nothing behind', async (card, code) => {
      await desk.till.card(`sandbox:${card}`);
      const email = address();
      const before = await desk.stands();
      const { codes, payload } = await buy({ email });
      expect(codes).toEqual([code]);
      expect(payload).toMatchObject({
        order: null,
        licenses: null,
        payment: { status: 'FAILED' },
      });
      expect(await desk.stands()).toEqual(before);
      expect(await world.count('users', 'email = ?', [email])).toBe(0);
      expect(await world.mails(email)).toEqual([]);
      expect(await desk.spent()).toBe(0);
      const good = await desk.till.card();
      expect((await buy({ email, paymentMethodId: good })).codes).toEqual([]);
    });

    it.each([
      ['after', 1],
      ['before', 0],
    ])(
      'R38 R56 an answer that is lost %s charging ends in all or nothing once it is asked for',
      async (moment, count) => {
        await desk.till.card(`sandbox:times-out-${moment}-charging`);
        const email = address();
        const pending = await buy({ email });
        expect(pending.codes).toEqual(['PAYMENT_PENDING']);
        expect(pending.payload).toMatchObject({ order: null, licenses: null });
        expect(await mailsTo(email)).toEqual([]);
        expect((await buy({ email })).codes).toEqual(['CHECKOUT_IN_PROGRESS']);
        await desk.till.later(10);
        expect(await desk.taken()).toBe(count);
        expect(await desk.stands()).toMatchObject({
          licenses: count,
          invoices: count,
          orders: count,
        });
        expect(await mailsTo(email)).toEqual(count === 1 ? [['account-created', true]] : []);
        expect(await world.count('accounts', 'email = ?', [email])).toBe(count);
        expect(await desk.spent()).toBe(count === 1 ? 10_711 : 0);
      },
    );

    it.each([
      ['repeated', 1],
      ['asked about', 10],
    ])(
      'R38 R60 broken off after the charge, and first %s, it is finished once',
      async (_, minutes) => {
        await desk.till.card();
        const email = address();
        test.onStatement = (text) => {
          if (text.includes('INSERT INTO invoices')) throw new Error('The process is gone');
        };
        expect((await buy({ email }, { key: 'one' })).codes).not.toEqual([]);
        test.onStatement = null;
        expect(await desk.stands()).toMatchObject({ licenses: 0, invoices: 0, orders: 0 });
        expect(await world.count('users', 'email = ?', [email])).toBe(0);
        await desk.till.later(minutes);
        const { codes, payload } = await buy({ email }, { key: 'one' });
        expect(codes).toEqual([]);
        expect(payload).toMatchObject({
          order: { invoice: { status: 'PAID' } },
          licenses: [{ status: 'READY', customer: { email } }],
        });
        expect(await desk.taken()).toBe(1);
        expect(await desk.stands()).toMatchObject({ licenses: 1, invoices: 1, orders: 1 });
        expect(await mailsTo(email)).toEqual([['account-created', true]]);
      },
    );

    it('R60 the same key again has the same answer, and buys once', async () => {
      await desk.till.card();
      const email = address();
      const first = await buy({ email }, { key: 'twice' });
      const again = await buy({ email }, { key: 'twice' });
      expect(first.codes).toEqual([]);
      expect(again.payload).toEqual(first.payload);
      expect(await desk.stands()).toMatchObject({ licenses: 1, orders: 1 });
      expect((await buy({ email: address() }, { key: 'twice' })).codes).toEqual([
        'IDEMPOTENCY_CONFLICT',
      ]);
    });

    it('R32 of two resellers who buy for the same new address at once one makes the account', async () => {
      const other = await open({ reseller: true, discountBasisPoints: 1_000, name: 'Fabrikam' });
      const theirs = await other.apiToken('1000.00', 'RESELLER', 'PAY_INVOICES');
      await desk.till.card();
      await other.till.card();
      for (let n = 0; n < 3; n++) {
        const email = address();
        const came = await Promise.all([
          buy({ email }),
          buy({ email, accountId: other.account }, { token: theirs }),
        ]);
        expect(came.map(({ codes }) => codes)).toEqual([[], []]);
        expect(await world.count('accounts', 'email = ?', [email])).toBe(1);
        expect(await world.count('users', 'email = ?', [email])).toBe(1);
        expect((await mailsTo(email)).sort()).toEqual([
          ['account-created', true],
          ['license-key-delivery', false],
        ]);
      }
      expect([await desk.taken(), await other.taken()]).toEqual([3, 3]);
    });
  });

  describe('R31 an ambiguous address', () => {
    it.each([['PAY_ON_ORDER'], ['MONTHLY_SUMMARY']])(
      'R31 is refused before anything is charged or written (%s)',
      async (billing) => {
        await desk.till.card();
        const email = address();
        await makeAmbiguous(email);
        const { payload } = await refused(['CUSTOMER_AMBIGUOUS'], { email, billing });
        expect(payload?.userErrors[0]?.field).toEqual(['input', 'email']);
        expect(await desk.taken()).toBe(0);
      },
    );

    it('R31 R38 that was clear when it was charged: what is paid lies in stock, and the answer says so', async () => {
      await desk.till.card();
      const email = address();
      test.onStatement = (text) => {
        if (text.includes('INSERT INTO invoices')) throw new Error('The process is gone');
      };
      await buy({ email }, { key: 'between' });
      test.onStatement = null;
      await makeAmbiguous(email);
      const { codes, payload } = await buy({ email }, { key: 'between' });
      expect(codes).toEqual(['CUSTOMER_AMBIGUOUS']);
      expect(payload?.userErrors[0]?.message).toContain('in your stock');
      expect(payload).toMatchObject({
        order: { invoice: { status: 'PAID' } },
        licenses: [{ status: 'UNASSIGNED', customer: null }],
      });
      expect(await desk.taken()).toBe(1);
      expect(await mailsTo(email)).toEqual([]);
      // It can be given to whom support names.
      const done = await world.assign({ token }, payload?.licenses?.[0]?.id ?? '', address());
      expect(done.payload?.license?.status).toBe('READY');
    });

    it('R31 R56 that turned so while the outcome was not known: what is paid lies in stock', async () => {
      await desk.till.card('sandbox:times-out-after-charging');
      const email = address();
      await buy({ email });
      await makeAmbiguous(email);
      await desk.till.later(10);
      expect(await desk.stands()).toMatchObject({ licenses: 1, invoices: 1, orders: 1 });
      expect(await mailsTo(email)).toEqual([]);
      const { data } = await test.graph(
        'query ($id: ID!) { account(id: $id) { unassignedProducts { nodes { status } } } }',
        { id: desk.account },
        desk.till.holder,
      );
      expect(data).toEqual({
        account: { unassignedProducts: { nodes: [{ status: 'UNASSIGNED' }] } },
      });
    });
  });

  describe('what is refused writes nothing', () => {
    it('R38 R63 whatever is wrong with the input', async () => {
      await desk.till.card();
      const pro = { productId: shop.product('pro') };
      const theirs = await open({ reseller: true, name: 'Other' });
      const paymentMethodId = await theirs.till.card();
      const wrong: readonly (readonly [string, object])[] = [
        ['PRICE_CHANGED', { acceptTotal: '107.10' }],
        ['MISSING', { acceptTotal: undefined }],
        ['BLANK', { acceptTotal: null }],
        ['MISSING', { licenses: [] }],
        ['TOO_MANY', { licenses: Array.from({ length: 101 }, () => pro) }],
        ['ENTERPRISE_REQUIRED', { licenses: [{ ...pro, addOnIds: [shop.addOn('sync')] }] }],
        ['NOT_FOUND', { licenses: [{ productId: desk.account }] }],
        ['NOT_FOUND', { licenses: [{ productId: shop.id('Product', 999_999) }] }],
        ['NOT_FOUND', { licenses: [{ ...pro, addOnIds: [shop.id('AddOn', 999_999)] }] }],
        ['NOT_FOUND', { accountId: theirs.account }],
        ['NOT_FOUND', { paymentMethodId }],
        ['INVALID_EMAIL', { email: 'nobody' }],
      ];
      // Tokens remember when they were used last.
      await buy({ acceptTotal: '1.00' });
      const before = await checksum(test.dataSource);
      for (const [code, more] of wrong) expect((await buy(more)).codes).toEqual([code]);
      expect(await checksum(test.dataSource)).toBe(before);
    });

    it('R38 the refusal of one license says which', async () => {
      const licenses = [
        { productId: shop.product('pro') },
        { productId: shop.product('pro'), addOnIds: [shop.addOn('sync')] },
      ];
      const { payload } = await buy({ licenses });
      expect(payload?.userErrors[0]?.field).toEqual(['input', 'licenses', '1', 'addOnIds']);
    });

    it('R27 without a card on file', async () => {
      await refused(['NO_CARD']);
    });

    it('R59 beyond the cap of the token', async () => {
      await desk.till.card();
      const capped = await desk.apiToken('200.00', 'RESELLER');
      const by = { token: capped, little: true };
      expect((await buy({}, by)).codes).toEqual([]);
      await refused(['SPENDING_CAP_REACHED'], {}, by);
      expect(await desk.spent()).toBe(10_711);
    });

    it('R59 two at once do not pass the cap together', async () => {
      const capped = await desk.apiToken('300.00', 'RESELLER');
      const met = await Promise.all(
        Array.from({ length: 6 }, () => buy(MONTHLY, { token: capped, little: true })),
      );
      expect(met.map(({ codes }) => codes.join()).sort()).toEqual([
        '',
        '',
        ...Array.from({ length: 4 }, () => 'SPENDING_CAP_REACHED'),
      ]);
      expect(await desk.stands()).toMatchObject({ licenses: 2, invoices: 2 });
    });

    it('R30 by a person, who confirms an assignment; the dry run is theirs too', async () => {
      await desk.till.card();
      await refused(['CONFIRMATION_REQUIRED'], {}, { token: desk.till.holder });
      expect((await buy({ dryRun: true }, { token: desk.till.holder })).codes).toEqual([]);
    });

    it.each<[Permission]>([['MAKE_PURCHASES'], ['PAY_INVOICES'], ['ACTIVATE_LICENSES']])(
      'R7 by a token with %s alone',
      async (permission) => {
        const other = await desk.apiToken('1000.00', permission);
        await refused(['FORBIDDEN'], {}, { token: other, little: true });
      },
    );

    it('R6 once the capability is lost, nothing new is bought', async () => {
      await test.dataSource.query('UPDATE accounts SET reseller = 0 WHERE id = ?', [
        desk.till.account,
      ]);
      await refused(['FORBIDDEN'], MONTHLY, { little: true });
    });
  });

  describe('R65 a dry run', () => {
    const dryRun = async (more: object): Promise<string> => {
      const email = address();
      const input = {
        accountId: desk.account,
        licenses: [{ productId: shop.product('pro') }],
        email,
        billing: 'PAY_ON_ORDER',
        dryRun: true,
        ...more,
      };
      const { text } = await test.graph(
        `mutation ($input: PurchaseAndAssignInput!) { purchaseAndAssign(input: $input) {
          effects { kind subject id event changes { field before after } } userErrors { code } } }`,
        { input },
        token,
      );
      return text.replaceAll(input.email, '<address>').replaceAll(/DRY-RUN-\w+/g, '<number>');
    };

    it.each([['PAY_ON_ORDER'], ['MONTHLY_SUMMARY']])(
      'R65 of %s says what it would cost and mail, charges nobody and writes nothing',
      async (billing) => {
        await desk.till.card();
        await dryRun({ billing });
        const before = await checksum(test.dataSource);
        const reported = await dryRun({ billing });
        expect(reported).toContain(TOTAL);
        expect(reported).toContain('"kind":"SEND"');
        expect(reported).toContain('READY');
        expect(reported).toContain('"userErrors":[]');
        expect(await checksum(test.dataSource)).toBe(before);
        expect(await desk.taken()).toBe(0);
      },
    );

    it('R63 says the same of every address that is not ambiguous', async () => {
      await desk.till.card();
      const { holder } = await account({ name: 'Secret Ltd' });
      const login = await people.person();
      const [of, ...others] = await Promise.all(
        [holder.email, login.email, address()].map((email) => dryRun({ email })),
      );
      expect(of).not.toContain('Secret');
      for (const other of others) expect(other).toBe(of);
      const email = address();
      await makeAmbiguous(email);
      expect(await dryRun({ email })).toContain('CUSTOMER_AMBIGUOUS');
    });
  });
});
