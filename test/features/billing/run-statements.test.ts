import { Fixtures } from '../../support/fixtures';
import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { billed } from './books';

describe('the run of the 1st in statements', () => {
  let test: TestApplication;
  let make: Fixtures;
  let product: number;

  beforeAll(async () => {
    test = await TestApplication.start();
    make = new Fixtures(test);
    product = await make.product();
  });
  afterAll(() => test.stop());

  /** So many accounts that are both kinds of partner, each with so many leases and orders of a month. */
  const partners = async (
    month: '2026-08' | '2026-09',
    accounts: number,
    each: number,
  ): Promise<void> => {
    for (let account = 0; account < accounts; account += 1) {
      const till = await Till.open(test, make, { reseller: true, leaseProvider: true });
      for (let one = 0; one < each; one += 1) {
        await make.lease(till.account, till.account, product, {
          startedOn: `${month}-01`,
          stoppedOn: `${month}-20`,
          stoppedAt: new Date(`${month}-20T12:00:00Z`),
          status: 'STOPPED',
        });
        await till.issue({ awaitsSummary: true, issuedOn: `${month}-05` });
      }
    }
  };

  it('R55 sends as many for ten accounts with four leases and orders each as for one with one', async () => {
    await partners('2026-08', 1, 1);
    const one = await test.countStatements(() => test.app.billing.bill('2026-09-01'));
    await partners('2026-09', 10, 4);
    const ten = await test.countStatements(() => test.app.billing.bill('2026-10-01'));
    const lines = (await billed(test)).map((document) => [document.period, document.lines]);
    expect(lines).toEqual([
      ...Array<unknown>(2).fill(['2026-08', 1]),
      ...Array<unknown>(20).fill(['2026-09', 4]),
    ]);
    expect(ten).toHaveLength(one.length);
  });
});
