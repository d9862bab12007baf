import { checksum } from '../../support/fixtures';
import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { write } from '../../support/write';
import { desksOf, type Desk } from './checkout-desk';

const RESELLER = { reseller: true };

describe('checkout broken off, repeated, rehearsed', () => {
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

  it('R27 R56 before the charge, and never repeated, it is called off and bars nothing', async () => {
    const acceptTotal = await brokenOffAt('INSERT INTO sandbox_charges');
    const cart = await desk.cart();
    expect((await desk.order({ acceptTotal })).codes).toEqual(['CHECKOUT_IN_PROGRESS']);
    await desk.till.later(10);
    expect(await desk.taken()).toBe(0);
    expect(await desk.cart()).toEqual(cart);
    // The first call comes late: it is told what became of it.
    expect((await desk.order({ acceptTotal }, { key: 'one' })).codes).toEqual(['CANCELLED']);
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

  it('R22 the invoice is made out to whom the order says', async () => {
    await desk.till.card();
    await desk.put();
    const billTo = { name: 'Northwind Holding', address: '2 Side Street' };
    const { invoice } = await desk.placed({ billTo });
    expect(
      await test.dataSource.query<unknown[]>(
        'SELECT billed_name AS name, billed_address AS address FROM invoices WHERE number = ?',
        [invoice.number],
      ),
    ).toEqual([billTo]);
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
    'R65 a rehearsal of %s charges nobody, writes nothing and draws no number',
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

  it('R65 a rehearsal with a new card, the first, tells what an order would do, and asks no gateway', async () => {
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
