import { TestApplication, TEST_NOW } from '../support/test-application';
import { Till } from '../support/till';
import { desksOf, type Desk } from '../features/purchase/checkout-desk';
import type { Shop } from '../features/purchase/shop';
import { Mortals, POINTS_OF_PAYING, SANDBOX, type Death } from './killed-call';

const TIMES = process.env['KEYHOLD_LONG'] === undefined ? 1 : 10;
const ENVIRONMENT = { ...SANDBOX, TAX_RATES: 'DE=19' };
const MINUTE = 60_000;

/** What stands once the gateway was asked: all of the order, or nothing of it. */
interface Point {
  readonly where: string;
  readonly death: Death;
  readonly billing: 'PAY_ON_ORDER' | 'MONTHLY_SUMMARY';
  readonly whole: boolean;
  /** Whether something of it was written down that has to be asked about. */
  readonly asked: boolean;
}
const paying = (where: string, death: Death, whole: boolean, asked = true): Point => ({
  where,
  death,
  billing: 'PAY_ON_ORDER',
  whole,
  asked,
});
const monthly = (where: string, death: Death, whole: boolean): Point => ({
  where: `on the summary, ${where}`,
  death,
  billing: 'MONTHLY_SUMMARY',
  whole,
  asked: false,
});

/** Every point at which something of an order has been written down, in their order. */
const POINTS: readonly Point[] = [
  paying(
    'before order and attempt are written down',
    { after: 'INSERT INTO payments', then: 'COMMIT' },
    false,
    false,
  ),
  paying(
    'once they are written down',
    { after: ['INSERT INTO payments', 'COMMIT'], then: '' },
    false,
  ),
  ...POINTS_OF_PAYING.map(([where, death, charged]) => paying(where, death, charged)),
  paying(
    'between the licenses and the invoice',
    { after: 'INSERT INTO licenses', then: 'INSERT INTO invoices' },
    true,
  ),
  paying(
    'once it is settled, before the answer',
    { after: ['UPDATE orders o SET o.status', 'COMMIT'], then: '' },
    true,
    false,
  ),
  monthly('before it is placed', { after: 'UPDATE orders o SET o.status', then: 'COMMIT' }, false),
  monthly(
    'once it is placed, before the answer',
    { after: ['UPDATE orders o SET o.status', 'COMMIT'], then: '' },
    true,
  ),
];

describe('a process that is killed while somebody orders', () => {
  let test: TestApplication;
  /** Another instance, which asks for the outcome of payments. */
  let reconciler: TestApplication;
  let mortals: Mortals;
  let shop: Shop;
  let open: (given?: object) => Promise<Desk>;
  beforeAll(async () => {
    test = await TestApplication.start(ENVIRONMENT);
    mortals = new Mortals(test, ENVIRONMENT);
    reconciler = await test.another(ENVIRONMENT);
    ({ shop, open } = await desksOf(test));
  });
  afterAll(async () => {
    await mortals.stop();
    await reconciler.stop();
    await test.stop();
  });
  beforeEach(() => Till.reset(test));

  /** Everything that an order leaves behind. */
  const left = async (desk: Desk) => {
    const rows = <Row>(statement: string): Promise<Row[]> =>
      test.dataSource.query<Row[]>(statement, [desk.till.account]);
    const mails = await desk.mails();
    return {
      taken: await desk.taken(),
      ...(await desk.stands()),
      payments: (await desk.till.payments()).map(({ status }) => status),
      lines: (await desk.cart()).lines.length,
      covered: (
        await rows<{ to: string }>(
          'SELECT maintenance_to AS `to` FROM licenses WHERE account_id = ? ORDER BY id',
        )
      ).map(({ to }) => to),
      invoices: (
        await rows<{ status: string }>(
          `SELECT i.status FROM invoices i JOIN orders o ON o.invoice_id = i.id AND o.status = 'PLACED'
           WHERE i.account_id = ?`,
        )
      ).map(({ status }) => status),
      keys: mails.filter(({ event }) => event === 'license-key-delivery').length,
      renewed: mails.filter(({ event }) => event === 'license-modified').length,
      reported: mails.filter(({ event }) => /payment-received|awaiting-summary/.test(event)).length,
    };
  };
  type Left = Awaited<ReturnType<typeof left>>;

  /** What a whole order leaves behind, beside what there was. */
  const whole = ({ drawn, numbered }: Left, paid: boolean) => ({
    taken: paid ? 1 : 0,
    licenses: 3,
    invoices: [paid ? 'PAID' : 'OPEN'],
    orders: 1,
    drawn: drawn + 1,
    numbered: numbered + 1,
    lines: 0,
    covered: ['2027-12-31', '2027-11-20', '2027-11-20'],
    keys: 2,
    renewed: 1,
    // The holder of a reseller chose no alerts (R15); receipts go to whoever paid.
    reported: paid ? 1 : 0,
  });

  const cases = POINTS.flatMap((point) =>
    Array.from({ length: TIMES }, (_, n) => [point.where, n + 1, point] as const),
  );

  it.each(cases)(
    'R27 R56 %s (%i): in the end there is all of the order, or nothing and the cart as it was',
    async (_where, time, { death, billing, whole: isWhole, asked }) => {
      const pays = billing === 'PAY_ON_ORDER';
      const desk = await open({ reseller: true });
      await desk.till.card();
      const license = await shop.make.license(desk.till.account, shop.products.pro);
      await desk.put({ quantity: 2 });
      const cart = await desk.put({ kind: 'RENEW', licenseId: shop.id('License', license) });
      const before = await left(desk);
      const acceptTotal = cart.total.amount;
      const query = `mutation ($input: CheckoutInput!) { checkout(input: $input) {
        order { number } userErrors { code } } }`;
      const input = { accountId: desk.account, billing, acceptTotal };
      const key = `order of ${desk.till.account}`;
      const came = await mortals.call({
        at: death,
        headers: { authorization: `Bearer ${desk.till.holder}`, 'idempotency-key': key },
        payload: { query, variables: { input } },
      });
      expect(came).toEqual([[], 'SIGKILL']);
      const charged = pays && isWhole;
      expect(await desk.taken()).toBe(charged ? 1 : 0);
      test.now = new Date(TEST_NOW.getTime() + 3 * MINUTE);
      const ask = async (): Promise<void> => {
        reconciler.now = test.now;
        await reconciler.app.reconciling.look();
        expect(reconciler.jobFailures).toEqual([]);
      };
      const repeat = () => desk.order({ acceptTotal, billing }, { key });
      const everything = { ...whole(before, pays), payments: pays ? ['SUCCEEDED'] : [] };

      // Whoever comes first, another instance that asks or the same call once more, brings it to an end.
      if (time % 2 === 1) {
        await ask();
        expect(await left(desk)).toEqual(
          isWhole ? everything : { ...before, payments: asked ? ['FAILED'] : [] },
        );
        if (!isWhole) expect(await desk.cart()).toEqual(cart);
        const { codes } = await repeat();
        expect(codes).toEqual(!isWhole && asked ? ['PAYMENT_CANCELED'] : []);
        if (codes.length > 0) await desk.placed({ billing });
        const tries = codes.length > 0 ? ['FAILED', 'SUCCEEDED'] : everything.payments;
        expect(await left(desk)).toEqual({ ...everything, payments: tries });
      } else {
        const { payload, codes } = await repeat();
        expect(codes).toEqual([]);
        expect(payload?.order?.number).toBe(`O-${before.numbered + 1}`);
        await ask();
        expect(await left(desk)).toEqual(everything);
      }
      expect(await desk.till.gaps()).toEqual([]);
    },
    60_000,
  );
});
