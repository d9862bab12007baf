import { KEY_LIFE, MONEY_KEY_LIFE } from '../../../src/graphql/idempotency';
import { checksum } from '../../support/fixtures';
import { TEST_NOW, TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { write } from '../../support/write';
import { desksOf, type Desk } from './checkout-desk';

const RESELLER = { reseller: true };

describe('checkout broken off, repeated, tried in a dry run', () => {
  let test: TestApplication;
  let desk: Desk;
  let open: (given?: object) => Promise<Desk>;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox', TAX_RATES: 'DE=19' });
    ({ open } = await desksOf(test));
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

  /** Orders by one key, and the process goes at this statement. @returns the total. */
  const brokenOffAt = async (statement: string): Promise<string> => {
    await desk.till.card();
    const acceptTotal = (await desk.put()).total.amount;
    test.onStatement = (text) => {
      if (text.includes(statement)) throw new Error('The process is gone');
    };
    expect((await desk.order({ acceptTotal }, { key: 'one' })).codes).not.toEqual([]);
    test.onStatement = null;
    expect(await desk.stands()).toMatchObject({ licenses: 0, invoices: 0, orders: 0 });
    return acceptTotal;
  };

  it.each([
    ['repeated', 1],
    ['asked about', 10],
  ])(
    'R56 R60 after the charge, and first %s, it is gone on with and not charged again',
    async (_, minutes) => {
      const acceptTotal = await brokenOffAt('INSERT INTO invoices');
      await desk.till.later(minutes);
      expect((await desk.stands()).orders).toBe(minutes > 2 ? 1 : 0);
      const order = await desk.placed({ acceptTotal }, { key: 'one' });
      expect(order.invoice.status).toBe('PAID');
      expect(await desk.taken()).toBe(1);
      expect(await desk.stands()).toMatchObject({ licenses: 1, invoices: 1, orders: 1 });
      expect((await desk.cart()).lines).toEqual([]);
    },
  );

  it('R60 by a phone that was offline for weeks, it is the same order for 30 days', async () => {
    await desk.till.card();
    const acceptTotal = (await desk.put()).total.amount;
    const { number } = await desk.placed({ acceptTotal }, { key: 'offline' });
    const repeat = async (milliseconds: number) => {
      test.now = new Date(TEST_NOW.getTime() + milliseconds);
      const [row] = await test.dataSource.query<{ holder: number }[]>(
        'SELECT holder_user_id AS holder FROM accounts WHERE id = ?',
        [desk.till.account],
      );
      const token = await test.tokenFor(Number(row?.holder));
      return desk.order({ acceptTotal }, { key: 'offline', token });
    };
    for (const life of [3 * KEY_LIFE, MONEY_KEY_LIFE - 1]) {
      const { codes, payload } = await repeat(life);
      expect([life, codes, payload?.order?.number]).toEqual([life, [], number]);
    }
    expect((await repeat(MONEY_KEY_LIFE)).codes).toEqual(['CART_EMPTY']);
    expect(await desk.taken()).toBe(1);
  });

  describe('R79 without a key, by a second click', () => {
    it('names the order that the first one placed, to dry runs too, and orders nothing', async () => {
      await desk.till.card();
      const acceptTotal = (await desk.put()).total.amount;
      const first = await desk.placed({ acceptTotal });
      const before = await checksum(test.dataSource);
      for (const more of [{}, { dryRun: true }, { acceptTotal: '0.00' }]) {
        const { codes, payload, text } = await desk.order({ acceptTotal, ...more });
        expect([codes, payload?.order?.number]).toEqual([['CART_EMPTY'], first.number]);
        expect(payload?.cart).toEqual({ lines: [] });
        expect(text).toContain(first.number);
      }
      expect(await checksum(test.dataSource)).toBe(before);
      expect(await desk.taken()).toBe(1);
    });

    it('of twins at once one orders, and the other is told of its order, or that it is under way', async () => {
      await desk.till.card();
      const acceptTotal = (await desk.put()).total.amount;
      const came = await Promise.all([1, 2].map(() => desk.order({ acceptTotal })));
      const [placed, reported] = came.toSorted(
        (one, other) => one.codes.length - other.codes.length,
      );
      expect(placed?.codes).toEqual([]);
      expect([
        [['CART_EMPTY'], placed?.payload?.order?.number],
        [['CHECKOUT_IN_PROGRESS'], undefined],
      ]).toContainEqual([reported?.codes, reported?.payload?.order?.number]);
      expect((await desk.stands()).orders).toBe(1);
    });

    it('a moment later there is nothing to name, and no key remembers that there was', async () => {
      await desk.till.card();
      const acceptTotal = (await desk.put()).total.amount;
      const { number } = await desk.placed({ acceptTotal });
      const again = async (minutes: number) => {
        test.now = new Date(TEST_NOW.getTime() + minutes * 60_000);
        const { codes, payload } = await desk.order({ acceptTotal }, { key: 'the same' });
        return [codes, payload?.order?.number ?? null];
      };
      expect(await again(15)).toEqual([['CART_EMPTY'], number]);
      expect(await again(15.1)).toEqual([['CART_EMPTY'], null]);
      await desk.put();
      expect(await again(15.2)).toEqual([[], expect.not.stringContaining(number)]);
    });

    it('it is told where lines of colleagues are left as well, and to nobody else', async () => {
      desk = await open(RESELLER);
      await desk.till.card();
      const [buyer, reseller] = [await desk.login('MAKE_PURCHASES'), await desk.login('RESELLER')];
      const acceptTotal = (await desk.put({}, buyer)).total.amount;
      const resold = { use: 'RESOLD', kind: 'NEW', productId: desk.shop.product('pro') };
      await desk.put(resold, reseller);
      const by = { token: buyer, little: true };
      const first = await desk.order({ acceptTotal }, by);
      expect(first.codes).toEqual([]);
      const { number } = first.payload?.order ?? {};
      const again = await desk.order({ acceptTotal }, by);
      expect(again.codes).toEqual(['FORBIDDEN']);
      expect(again.text).toContain(`The cart was just ordered, as ${number}`);
      const other = await desk.order({ acceptTotal: '1.00' }, by);
      expect(other.codes).toEqual(['FORBIDDEN']);
      expect(other.text).not.toContain('just ordered');
      const stranger = (await open()).till.holder;
      const foreign = await desk.order({ acceptTotal }, { token: stranger });
      expect(foreign.codes).toEqual(['NOT_FOUND']);
      expect(foreign.text).not.toContain(String(number));
    });
  });

  it('R27 R56 before the charge, and never repeated, it is called off and bars nothing', async () => {
    const acceptTotal = await brokenOffAt('INSERT INTO sandbox_charges');
    const cart = await desk.cart();
    expect((await desk.order({ acceptTotal })).codes).toEqual(['CHECKOUT_IN_PROGRESS']);
    await desk.till.later(10);
    expect(await desk.taken()).toBe(0);
    expect(await desk.cart()).toEqual(cart);
    // The first call comes late: it is told what became of it.
    expect((await desk.order({ acceptTotal }, { key: 'one' })).codes).toEqual(['PAYMENT_CANCELED']);
    await desk.placed();
    expect(await desk.stands()).toMatchObject({ licenses: 1, invoices: 1, orders: 1 });
  });

  it('R4 a new card whose order was refused can be given again, and stays on file once it was used', async () => {
    const prepared = await write<{ setup: { reference: string } }>(
      test,
      desk.till.holder,
      'preparePaymentMethod',
      { accountId: desk.account },
      'setup { reference }',
    );
    const cardSetup = prepared.payload?.setup.reference;
    await desk.put();
    const refused = await desk.order({ cardSetup, acceptTotal: '1.00' });
    expect(refused.codes).toEqual(['PRICE_CHANGED']);
    expect((await desk.order()).codes).toEqual(['NO_CARD']);
    await desk.placed({ cardSetup });
    await desk.put();
    await desk.placed();
    expect(await desk.taken()).toBe(2);
    await desk.put();
    expect((await desk.order({ cardSetup: 'nobody knows it' })).codes).toEqual([
      'SETUP_INCOMPLETE',
    ]);
  });

  describe('R69 R75 the buyer is one whole', () => {
    const HOLDING = { name: 'Northwind Holding', address: '2 Side Street\nTown' };

    /** What the last invoice of the desk's account says of its buyer, seller and tax. */
    const document = async (): Promise<unknown> => {
      const { data } = await test.graph(
        `query ($id: ID!) { account(id: $id) { invoices(first: 1) { nodes {
          kind notes tax { amount } total { amount } buyer { name address country vatNumber } seller { name country } } } } }`,
        { id: desk.account },
        desk.till.holder,
      );
      return (data as { account: { invoices: { nodes: unknown[] } } }).account.invoices.nodes[0];
    };
    const quote = async (country: string, vatNumber: string | null): Promise<string> => {
      const { data } = await test.graph(
        'query ($id: ID!, $country: String!, $vat: String) { account(id: $id) { cart { quote(country: $country, vatNumber: $vat) { total { amount } } } } }',
        { id: desk.account, country, vat: vatNumber },
        desk.till.holder,
      );
      const { cart } = (data as { account: { cart: { quote: { total: { amount: string } } } } })
        .account;
      return cart.quote.total.amount;
    };

    it.each([
      ['at home, a business', 'DE', 'DE136695976', '19.00', []],
      ['at home, anybody', 'DE', null, '19.00', []],
      ['in another country, anybody', 'US', null, '0.00', []],
      [
        'in another country, a business',
        'AT',
        'ATU13585627',
        '0.00',
        [expect.stringContaining('Reverse charge')],
      ],
    ])(
      'whoever it is made out to: %s, and the tax follows from them',
      async (_who, country, vatNumber, tax, notes) => {
        // The account itself is taxed otherwise.
        desk = await open({ country: country === 'DE' ? 'US' : 'DE', vatNumber: null });
        await desk.till.card();
        await desk.put();
        const billTo = { ...HOLDING, country, vatNumber };
        const before = await checksum(test.dataSource);
        const { amount: own } = (await desk.cart()).total;
        expect((await desk.order({ billTo, acceptTotal: own })).codes).toEqual(['PRICE_CHANGED']);
        expect(await checksum(test.dataSource)).toBe(before);
        const acceptTotal = await quote(country, vatNumber);
        await desk.placed({ billTo, acceptTotal });
        expect(await document()).toEqual({
          kind: 'STANDARD',
          notes,
          tax: { amount: tax },
          total: { amount: acceptTotal },
          buyer: billTo,
          seller: { name: 'Keyhold', country: 'DE' },
        });
      },
    );

    it('half of a buyer is refused, and a VAT number that is none', async () => {
      await desk.put();
      const before = await checksum(test.dataSource);
      for (const [billTo, code] of [
        [HOLDING, 'BAD_USER_INPUT'],
        [{ ...HOLDING, country: 'XX' }, 'INVALID_COUNTRY'],
        [{ ...HOLDING, country: 'DE', vatNumber: '12' }, 'INVALID_VAT_NUMBER'],
      ] as const)
        expect((await desk.order({ billTo })).codes).toEqual([code]);
      const wrong = await test.graph(
        'query ($id: ID!) { account(id: $id) { cart { quote(country: "DE", vatNumber: "12") { total { amount } } } } }',
        { id: desk.account },
        desk.till.holder,
      );
      expect(wrong.errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
      expect(await checksum(test.dataSource)).toBe(before);
    });

    it('what changes while the payment waits changes neither buyer nor tax, nor what is credited later', async () => {
      await desk.till.card('sandbox:times-out-after-charging');
      const cart = await desk.put();
      expect((await desk.order()).codes).toEqual(['PAYMENT_PENDING']);
      const moved = { name: 'Moved', address: 'Elsewhere', country: 'US', vatNumber: null };
      await write(test, desk.till.holder, 'updateAccount', { accountId: desk.account, ...moved });
      await desk.till.later(10);
      const buyer = expect.objectContaining({ country: 'DE', vatNumber: null }) as unknown;
      const invoice = { kind: 'STANDARD', total: cart.total, tax: cart.tax, buyer };
      expect(await document()).toMatchObject({
        ...invoice,
        total: { amount: cart.total.amount },
        tax: { amount: cart.tax.amount },
      });
      const [row] = await test.dataSource.query<{ id: number }[]>(
        'SELECT MAX(id) AS id FROM invoices WHERE account_id = ?',
        [desk.till.account],
      );
      await test.dataSource.query("UPDATE invoices SET seller_name = 'As it was' WHERE id = ?", [
        row?.id,
      ]);
      expect((await desk.till.credit(Number(row?.id))).codes).toEqual([]);
      expect(await document()).toMatchObject({
        kind: 'CREDIT_NOTE',
        tax: { amount: `-${cart.tax.amount}` },
        buyer,
        seller: { name: 'As it was' },
      });
    });

    it('documents from before the seller was kept are given theirs once, by the next start', async () => {
      const sellers = () =>
        test.dataSource.query<{ seller: string }[]>(
          'SELECT seller_name AS seller FROM invoices WHERE account_id = ? ORDER BY id',
          [desk.till.account],
        );
      await desk.till.issue();
      await desk.till.issue();
      await test.dataSource.query("UPDATE invoices SET seller_name = ''");
      await test.app.nameSeller();
      expect(await sellers()).toEqual([{ seller: 'Keyhold' }, { seller: 'Keyhold' }]);
      await test.dataSource.query("UPDATE invoices SET seller_name = 'As it was'");
      await test.app.nameSeller();
      expect(await sellers()).toEqual([{ seller: 'As it was' }, { seller: 'As it was' }]);
    });

    it('a summary says which of its invoices are of another buyer', async () => {
      desk = await open(RESELLER);
      await desk.put();
      await desk.placed({ billing: 'MONTHLY_SUMMARY' });
      await desk.put();
      const billTo = { ...HOLDING, country: 'US' };
      const acceptTotal = await quote('US', null);
      await desk.placed({ billing: 'MONTHLY_SUMMARY', billTo, acceptTotal });
      test.now = new Date('2026-12-01T06:00:00Z');
      await test.app.jobs.tick();
      Till.reset(test);
      const lines = await test.dataSource.query<{ explanation: string | null }[]>(
        `SELECT n.explanation FROM invoice_lines n JOIN invoices i ON i.id = n.invoice_id
         WHERE i.account_id = ? AND i.kind = 'SUMMARY' ORDER BY n.position`,
        [desk.till.account],
      );
      expect(lines.map(({ explanation }) => explanation)).toEqual([
        null,
        'Issued to Northwind Holding, US, and taxed accordingly.',
      ]);
      expect(await document()).toMatchObject({
        kind: 'SUMMARY',
        tax: { amount: '19.00' },
        buyer: { country: 'DE' },
      });
    });
  });

  it('R63 a card of another account is not there', async () => {
    const paymentMethodId = await (await open()).till.card();
    await desk.till.card();
    await desk.put();
    const before = await checksum(test.dataSource);
    expect((await desk.order({ paymentMethodId })).codes).toEqual(['NOT_FOUND']);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R60 the same key again has the same answer, and orders once', async () => {
    await desk.till.card();
    const acceptTotal = (await desk.put()).total.amount;
    const first = await desk.order({ acceptTotal }, { key: 'twice' });
    expect(first.codes).toEqual([]);
    // Were it run again, it would order this.
    await desk.put();
    const again = await desk.order({ acceptTotal }, { key: 'twice' });
    expect(again.codes).toEqual([]);
    expect(again.payload?.order).toEqual(first.payload?.order);
    expect(await desk.taken()).toBe(1);
    expect(await desk.stands()).toMatchObject({ licenses: 1, invoices: 1, orders: 1 });
  });

  it.each([['PAY_ON_ORDER'], ['MONTHLY_SUMMARY']])(
    'R65 a dry run of %s charges nobody, writes nothing and draws no number',
    async (billing) => {
      desk = await open(RESELLER);
      await desk.till.card();
      await desk.put();
      const before = await checksum(test.dataSource);
      expect((await desk.order({ billing, dryRun: true })).codes).toEqual([]);
      expect(await checksum(test.dataSource)).toBe(before);
      expect(await desk.taken()).toBe(0);
    },
  );

  it('R65 a dry run with a new card, the first, tells what an order would do, and asks no gateway', async () => {
    await desk.put();
    const before = await checksum(test.dataSource);
    const { codes } = await desk.order({ cardSetup: 'nobody looks at it', dryRun: true });
    expect(codes).toEqual([]);
    expect(await checksum(test.dataSource)).toBe(before);
    await desk.till.card();
    expect((await desk.order({ cardSetup: 'nobody looks at it', dryRun: true })).codes).toEqual([]);
    const [row] = await test.dataSource.query<{ n: unknown }[]>(
      'SELECT COUNT(*) AS n FROM payment_methods WHERE account_id = ?',
      [desk.till.account],
    );
    expect(Number(row?.n)).toBe(1);
  });
});
