import fc from 'fast-check';
import { addDays, parseDay, type Day } from '../../../src/domain/billing/calendar';
import { Fixtures } from '../../support/fixtures';
import { TEST_NOW, TestApplication } from '../../support/test-application';
import { write } from '../../support/write';

const LONG = process.env['KEYHOLD_LONG'] !== undefined;
const RUNS = LONG ? 30 : 3;
const MONEY = '{ amount }';
const NEXT = `query ($id: ID!, $hypothetical: HypotheticalLeases) { account(id: $id) {
  nextInvoice(hypothetical: $hypothetical) { subtotal ${MONEY} tax ${MONEY} total ${MONEY}
    lines(first: 100) { explanation amount ${MONEY} } } } }`;
const BILLED = `query ($id: ID!) { account(id: $id) { invoices(first: 5) { nodes {
  subtotal ${MONEY} tax ${MONEY} total ${MONEY} lines { explanation amount ${MONEY} } } } } }`;

interface Shown {
  readonly subtotal: object;
  readonly tax: object;
  readonly total: object;
  readonly lines: readonly { readonly explanation: string; readonly amount: object }[];
}

const FIRST: Day = '2026-11-21';
const day = fc.integer({ min: 0, max: 9 }).map((days) => addDays(FIRST, days));
/** A price from the beginning, and perhaps another one, or none, from a day on. */
const price = fc.record({
  before: fc.bigInt({ min: 0n, max: 99_999n }),
  from: fc.option(
    day.filter((one) => one > FIRST),
    { nil: null },
  ),
  after: fc.option(fc.bigInt({ min: 0n, max: 99_999n }), { nil: null, freq: 3 }),
});
type Price = typeof price extends fc.Arbitrary<infer One> ? One : never;
const isOffered = ({ from, after }: Price, on: Day): boolean =>
  from === null || on < from || after !== null;

const month = fc.record({
  products: fc.tuple(price, price),
  addOn: price,
  leases: fc.array(
    fc.record({
      startedOn: fc.constantFrom('2026-10-05', '2026-11-01', '2026-11-14', '2026-11-21'),
      monthlyPrice: fc.bigInt({ min: 0n, max: 99_999n }),
      stoppedOn: fc.option(day, { nil: null }),
    }),
    { maxLength: 3 },
  ),
  starts: fc.array(
    fc.record({
      product: fc.nat({ max: 1 }),
      extra: fc.boolean(),
      on: day,
      count: fc.constantFrom(1, 1, 2),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

describe('what the next lease invoice will be', () => {
  let test: TestApplication;
  let make: Fixtures;

  beforeAll(async () => {
    test = await TestApplication.start({
      TAX_RATES: 'DE=19,AT=20,DE@2026-12-01=21',
      BILLING_TIME_ZONE: 'Europe/Berlin',
    });
    make = new Fixtures(test);
  });
  afterAll(() => test.stop());

  const id = (type: string, key: number): string => test.app.ids.encode(type, key);

  const priced = async (item: object, { before, from, after }: Price): Promise<void> => {
    const one = { kind: 'LEASE', ...item } as const;
    const validTo = from && addDays(from, -1);
    await make.price({ ...one, amount: before, validFrom: '2026-01-01', validTo });
    if (from !== null && after !== null)
      await make.price({ ...one, amount: after, validFrom: from, validTo: null });
  };

  it('R46 R51 R52 is what the run bills, when everything is done as it was said, whatever prices do', async () => {
    const seen = { lines: 0, refused: 0, moved: 0 };
    await fc.assert(
      fc.asyncProperty(month, async ({ products: prices, addOn: extraPrice, leases, starts }) => {
        test.now = TEST_NOW;
        const holder = await make.user();
        const provider = await make.account(holder, { leaseProvider: true });
        await make.card(provider, { expiresOn: '2299-12-31' });
        const products = [await make.product(), await make.product()];
        const addOn = await make.addOn({ requiresEnterprise: false });
        for (const [at, one] of prices.entries()) await priced({ productId: products[at] }, one);
        await priced({ addOnId: addOn }, extraPrice);
        const stops: { leaseId: string; on: Day }[] = [];
        for (const { startedOn, monthlyPrice, stoppedOn } of leases) {
          const given = { startedOn, monthlyPrice };
          const { leaseId } = await make.lease(provider, provider, products[0] ?? 0, given);
          if (stoppedOn !== null) stops.push({ leaseId: id('Lease', leaseId), on: stoppedOn });
        }
        const hypothesis = ({ product, extra, on, count }: (typeof starts)[number]) => ({
          productId: id('Product', products[product] ?? 0),
          addOnIds: extra ? [id('AddOn', addOn)] : [],
          on,
          count,
        });
        const ask = async (hypothetical: object) => {
          const asked = { id: id('Account', provider), hypothetical };
          const { data, errors } = await test.graph(NEXT, asked, await test.tokenFor(holder));
          const account = data?.['account'] as { nextInvoice: Shown } | null;
          return account?.nextInvoice ?? errors[0]?.message;
        };
        const start = async (one: (typeof starts)[number]) => {
          const { productId, addOnIds } = hypothesis(one);
          const lease = { productId, addOnIds, customerEmail: 'lessee@forecast.test' };
          const { codes } = await write(test, await test.tokenFor(holder), 'startLeases', {
            accountId: id('Account', provider),
            leases: Array.from({ length: one.count }, () => lease),
            allOrNothing: true,
          });
          return codes;
        };
        const offered = (one: (typeof starts)[number]): boolean =>
          isOffered(prices[one.product as 0 | 1], one.on) &&
          (!one.extra || isOffered(extraPrice, one.on));
        const possible = starts.filter(offered);
        for (const one of starts)
          if (!offered(one)) {
            seen.refused += 1;
            expect(await ask({ starts: [hypothesis(one)] })).toMatch(/is not available for lease/);
          }
        const forecast = (await ask({ starts: possible.map(hypothesis), stops })) as Shown;

        for (let on = FIRST; on < '2026-12-01'; on = addDays(on, 1)) {
          test.now = new Date(`${on}T12:00:00Z`);
          for (const one of starts.filter((each) => each.on === on)) {
            const refused = offered(one) ? [] : Array<string>(one.count).fill('NOT_FOR_LEASE');
            expect(await start(one)).toEqual(refused);
          }
          for (const { leaseId } of stops.filter((each) => each.on === on)) {
            const token = await test.tokenFor(holder);
            const prepared = await write<{ confirmationToken: string }>(
              test,
              token,
              'prepareStopLease',
              { leaseId },
              'confirmationToken',
            );
            const confirmationToken = prepared.payload?.confirmationToken;
            expect((await write(test, token, 'stopLease', { confirmationToken })).codes).toEqual(
              [],
            );
          }
        }
        test.now = new Date('2026-12-01T08:00:00Z');
        const numbers = await test.dataSource.query<{ number: string }[]>(
          'SELECT number FROM accounts WHERE id = ?',
          [provider],
        );
        const accounts = numbers.map(({ number }) => number);
        const { failures } = await test.app.billing.bill(parseDay('2026-12-01'), { accounts });
        expect(failures).toEqual([]);
        const { data } = await test.graph(
          BILLED,
          { id: id('Account', provider) },
          await test.tokenFor(holder),
        );
        const { nodes } = (data as { account: { invoices: { nodes: Shown[] } } }).account.invoices;
        const inOrder = (shown: Shown | undefined) => ({
          ...(shown ?? {
            subtotal: { amount: '0.00' },
            tax: { amount: '0.00' },
            total: { amount: '0.00' },
          }),
          lines: (shown?.lines ?? []).map((line) => JSON.stringify(line)).sort(),
        });
        expect(inOrder(forecast)).toEqual(inOrder(nodes[0]));
        seen.lines += forecast.lines.length;
        seen.moved += possible.filter(({ product, on }) => {
          const { from } = prices[product as 0 | 1];
          return from !== null && on >= from;
        }).length;
        await test.dataSource.query('DELETE FROM billing_months');
      }),
      { numRuns: RUNS, endOnFailure: true, ...(LONG ? {} : { seed: 15 }) },
    );
    expect(seen.lines).toBeGreaterThan(RUNS);
    expect(seen.moved).toBeGreaterThan(0);
  });

  describe('R69 the tax of a lease month', () => {
    const AUSTRIAN = { country: 'AT', vatNumber: 'ATU12345675' };
    const GERMAN = { country: 'DE', vatNumber: null };

    it.each<[string, readonly (readonly [string, object])[], string]>([
      [
        'nothing changes: the rate of the last day, though the run comes when it is another one',
        [],
        '19.00',
      ],
      ['it moves a second before the last day', [['2026-11-29T22:59:59Z', AUSTRIAN]], '0.00'],
      ['it moves as the last day begins', [['2026-11-29T23:00:00Z', AUSTRIAN]], '0.00'],
      [
        'it moves in the first second of the last day',
        [['2026-11-29T23:00:01Z', AUSTRIAN]],
        '19.00',
      ],
      ['it moves after the month', [['2026-12-01T07:00:00Z', AUSTRIAN]], '19.00'],
      [
        'it moves there and back again, and there once more',
        [
          ['2026-11-22T08:00:00Z', AUSTRIAN],
          ['2026-11-30T08:00:00Z', GERMAN],
          ['2026-11-30T08:00:00Z', { country: 'AT', vatNumber: null }],
        ],
        '0.00',
      ],
      [
        'it gives its number up',
        [
          ['2026-11-22T08:00:00Z', AUSTRIAN],
          ['2026-11-25T08:00:00Z', { vatNumber: null }],
        ],
        '20.00',
      ],
    ])('%s', async (_what, moves, tax) => {
      test.now = TEST_NOW;
      const holder = await make.user();
      const provider = await make.account(holder, { leaseProvider: true, ...GERMAN });
      const product = await make.product();
      await make.lease(provider, provider, product, {
        startedOn: '2026-10-05',
        monthlyPrice: 10_000n,
      });
      const accountId = id('Account', provider);
      for (const [at, given] of moves) {
        test.now = new Date(at);
        const moved = await write(test, await test.tokenFor(holder), 'updateAccount', {
          accountId,
          ...given,
        });
        expect(moved.codes).toEqual([]);
      }
      // At any moment of the last day the forecast says what the run bills.
      test.now = new Date('2026-11-30T20:00:00Z');
      if (!moves.some(([at]) => at > '2026-12')) {
        const { data } = await test.graph(NEXT, { id: accountId }, await test.tokenFor(holder));
        expect(data).toMatchObject({ account: { nextInvoice: { tax: { amount: tax } } } });
      }
      test.now = new Date('2026-12-01T08:00:00Z');
      const [row] = await test.dataSource.query<{ number: string }[]>(
        'SELECT number FROM accounts WHERE id = ?',
        [provider],
      );
      const only = { accounts: [row?.number ?? ''] };
      expect((await test.app.billing.bill(parseDay('2026-12-01'), only)).failures).toEqual([]);
      const { data } = await test.graph(BILLED, { id: accountId }, await test.tokenFor(holder));
      expect(data).toMatchObject({ account: { invoices: { nodes: [{ tax: { amount: tax } }] } } });
      await test.dataSource.query('DELETE FROM billing_months');
    });
  });

  it('R69 a sale has the rate of its day: what was shown the day before has to be accepted anew', async () => {
    test.now = new Date('2026-11-30T22:59:00Z');
    const holder = await make.user();
    const reseller = await make.account(holder, { reseller: true });
    const product = await make.product();
    await make.price({ productId: product, kind: 'PURCHASE', amount: 10_000n });
    const accountId = id('Account', reseller);
    const token = await test.tokenFor(holder);
    const line = { accountId, kind: 'NEW', productId: id('Product', product) };
    const total = 'cart { total { amount } tax { amount } }';
    const put = await write<object>(test, token, 'addToCart', line, total);
    expect(put.payload).toMatchObject({ cart: { total: { amount: '119.00' } } });
    test.now = new Date('2026-11-30T23:00:00Z');
    const checkout = (acceptTotal: string) =>
      write<object>(
        test,
        token,
        'checkout',
        { accountId, billing: 'MONTHLY_SUMMARY', acceptTotal },
        'order { tax { amount } total { amount } invoice { issuedOn tax { amount } total { amount } } }',
      );
    expect((await checkout('119.00')).codes).toEqual(['PRICE_CHANGED']);
    const sums = { tax: { amount: '21.00' }, total: { amount: '121.00' } };
    expect((await checkout('121.00')).payload).toMatchObject({
      order: { ...sums, invoice: { issuedOn: '2026-12-01', ...sums } },
    });
  });
});
