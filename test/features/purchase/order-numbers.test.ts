import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { desksOf, type Desk } from './checkout-desk';

const MONTHLY = { billing: 'MONTHLY_SUMMARY' };

describe('numbers of orders', () => {
  let test: TestApplication;
  let open: (given?: object) => Promise<Desk>;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox', TAX_RATES: 'DE=19' });
    ({ open } = await desksOf(test));
  });
  afterAll(() => test.stop());
  beforeEach(() => Till.reset(test));
  afterEach(() => {
    test.onStatement = null;
    expect(test.jobFailures).toEqual([]);
  });

  /** What was drawn so far. */
  const last = async (): Promise<number> => {
    const [row] = await test.dataSource.query<{ last: number }[]>(
      "SELECT last FROM number_counters WHERE series = 'ORDER'",
    );
    return row?.last ?? 100_000;
  };

  it('R27 follow one another, whatever was declined, given up, broken off or tried in a dry run in between', async () => {
    const desk = await open({ reseller: true });
    const before = await last();
    const good = { paymentMethodId: await desk.till.card() };
    const place = async (more: object): Promise<string> => {
      await desk.put();
      return (await desk.placed(more)).number;
    };
    const numbers = [await place(good)];
    await desk.put();
    for (const card of ['declined', 'insufficient-funds', 'authentication'])
      await desk.order({ paymentMethodId: await desk.till.card(`sandbox:${card}`) });
    // Its payer never answers the bank.
    await desk.till.later(16);
    numbers.push((await desk.placed(good)).number);
    await desk.put();
    await desk.order({
      paymentMethodId: await desk.till.card('sandbox:times-out-before-charging'),
    });
    await desk.till.later(10);
    await desk.order({ ...good, dryRun: true });
    await desk.order({ ...MONTHLY, dryRun: true });
    test.onStatement = (text) => {
      if (text.startsWith('UPDATE orders')) throw new Error('The process is gone');
    };
    expect((await desk.order(MONTHLY)).codes).not.toEqual([]);
    test.onStatement = null;
    numbers.push((await desk.placed(MONTHLY)).number);
    expect(numbers).toEqual([1, 2, 3].map((more) => `O-${before + more}`));
    expect(await last()).toBe(before + 3);
  });

  it('R27 are drawn by many at once, one each and none left out', async () => {
    const before = await last();
    const desks = await Promise.all(Array.from({ length: 8 }, () => open()));
    const numbers = await Promise.all(
      desks.map(async (desk, at) => {
        await desk.till.card(at % 3 === 2 ? 'sandbox:declined' : 'sandbox:success');
        await desk.put();
        return (await desk.order()).payload?.order?.number ?? null;
      }),
    );
    const drawn = numbers.filter((number) => number !== null).sort();
    expect(drawn).toEqual([1, 2, 3, 4, 5, 6].map((more) => `O-${before + more}`));
    expect(await last()).toBe(before + 6);
  });
});
