import fc from 'fast-check';
import { TEST_NOW, TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { desksOf, type Desk } from './checkout-desk';
import { Shopper } from './model-shopper';
import { commands } from './shop-commands';
import { Model } from './shop-model';

const LONG = process.env['KEYHOLD_LONG'] === '1';
const [RUNS, LENGTH] = LONG ? [150, 60] : [8, 30];

describe('a reseller, a customer, and whatever they buy', () => {
  let test: TestApplication;
  let open: (given?: object) => Promise<Desk>;
  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox', TAX_RATES: 'DE=19' });
    ({ open } = await desksOf(test));
  });
  afterAll(() => test.stop());

  const shopper = async (): Promise<Shopper> => {
    Till.reset(test);
    await test.dataSource.query('DELETE FROM rate_limits');
    const desk = await open({ reseller: true, discountBasisPoints: 1_000 });
    const cards = { bad: await desk.till.card('sandbox:declined'), good: await desk.till.card() };
    const { make } = desk.shop;
    const customer = await make.user();
    const email = `customer-of-${desk.till.account}@model.test`;
    await make.account(customer, { email });
    const [row] = await test.dataSource.query<{ holder: number }[]>(
      'SELECT holder_user_id AS holder FROM accounts WHERE id = ?',
      [desk.till.account],
    );
    const one = new Shopper(desk, { holder: Number(row?.holder), customer }, email, cards);
    await one.wake(TEST_NOW.getTime());
    return one;
  };

  it('R22 R23 R24 R27 R29 R30 R34 R35 orders of every kind, activations, moves and jumps of the clock come to what a small model says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: LENGTH, size: 'max' }), async (all) => {
        const real = await shopper();
        const model = new Model(TEST_NOW.getTime());
        const before = await real.desk.stands();
        await fc.asyncModelRun(() => ({ model, real }), all);
        Till.reset(test);
        const { licenses, orders, invoices, drawn, numbered } = await real.desk.stands();
        expect({ licenses, invoices, numbered }).toEqual({
          licenses: model.licenses.length,
          invoices: model.orders,
          numbered: before.numbered + model.orders,
        });
        expect(drawn).toBe(before.drawn + model.orders);
        expect(orders).toBe(Math.min(model.orders, 20));
        expect(await real.desk.taken()).toBe(model.charges);
        expect(await real.desk.till.gaps()).toEqual([]);
        expect(test.jobFailures).toEqual([]);
      }),
      { numRuns: RUNS, endOnFailure: !LONG },
    );
  }, 3_600_000);
});
