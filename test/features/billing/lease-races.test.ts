import type { Day } from '../../../src/domain/billing/calendar';
import { TestApplication } from '../../support/test-application';
import { People, type OfAccount } from '../../support/people';
import { write, type Written } from '../../support/write';
import { activeDays, costOf } from './active-days';
import { gapless } from './books';

const EDGES = process.env['KEYHOLD_LONG'] === undefined ? 3 : 100;
/** Requests that race the run at each edge: one for each provider. */
const PROVIDERS = 10;
const ZONE = { BILLING_TIME_ZONE: 'Europe/Berlin' };
const HOUR = 3_600_000;

/** What a client was told of a lease, by lease and month. */
type Reported = Map<string, string>;

/** The month that many months after November 2026, and when it ends in Berlin. */
function edge(number: number): { month: string; next: string; midnight: Date } {
  const month = new Date(Date.UTC(2026, 10 + number, 1)).toISOString().slice(0, 7);
  const next = new Date(Date.UTC(2026, 11 + number, 1)).toISOString().slice(0, 7);
  const utc = Date.parse(`${next}-01T00:00:00Z`);
  const local = { timeZone: 'Europe/Berlin', hour: 'numeric', hourCycle: 'h23' } as const;
  const ahead = Number(new Intl.DateTimeFormat('en', local).format(utc - 3 * HOUR)) - 21;
  return { month, next, midnight: new Date(utc - ahead * HOUR) };
}

describe('leases that are started, changed and stopped while the run closes their month', () => {
  let test: TestApplication;
  let runner: TestApplication;
  let people: People;
  let providers: OfAccount[];
  let products: readonly [number, number];

  beforeAll(async () => {
    test = await TestApplication.start(ZONE);
    runner = await test.another(ZONE);
    people = new People(test);
    const { make } = people;
    const priced = async (amount: bigint): Promise<number> => {
      const product = await make.product();
      await make.price({ productId: product, kind: 'LEASE', amount });
      return product;
    };
    products = [await priced(2_017n), await priced(5_603n)];
    providers = [];
    for (let n = 0; n < PROVIDERS; n++) {
      const provider = await people.account({ leaseProvider: true, email: people.address() });
      await make.card(provider.key, { expiresOn: '2299-12-31' });
      for (let lease = 0; lease < 2; lease++)
        await make.lease(provider.key, provider.key, products[0], {
          startedOn: `2026-10-${10 + n}`,
          monthlyPrice: 2_017n,
        });
      providers.push(provider);
    }
  });
  afterAll(async () => {
    await runner.stop();
    await test.stop();
  });

  const refused: unknown[] = [];
  const reported: Reported = new Map();
  /** How many came before the run closed the month, and how many after. */
  const noted = { before: 0, after: 0 };
  let closing = '';
  const id = (type: string, key = 0): string => test.app.ids.encode(type, key);

  /** Sends a mutation again when what was confirmed is not so any more, as a client does. */
  const ask = async (
    token: string,
    name: string,
    input: object,
    selection: string,
  ): Promise<Written<Record<string, unknown>>> => {
    const answer = await write<Record<string, unknown>>(test, token, name, input, selection);
    if (answer.codes.length > 0 && answer.codes[0] !== 'CONFIRMATION_DIFFERS')
      refused.push([name, answer.codes, answer.text]);
    return answer;
  };
  const leaseOf = async (account: number): Promise<{ leaseId: string; product: number }> => {
    const [row] = await test.dataSource.query<{ id: number; product: number }[]>(
      `SELECT e.id, l.product_id AS product FROM leases e JOIN licenses l ON l.id = e.license_id
       WHERE e.account_id = ? AND e.status = 'ACTIVE' ORDER BY e.id LIMIT 1`,
      [account],
    );
    return { leaseId: id('Lease', row?.id), product: row?.product ?? 0 };
  };
  const CHANGED = 'lease { id terms { from } } thisMonth { amount }';
  const note = (lease: unknown, thisMonth: unknown, day?: string): void => {
    const { id: key, terms } = lease as { id: string; terms: { from: string }[] };
    const dated = String(
      day ??
        terms
          .map(({ from }) => from)
          .sort()
          .at(-1),
    );
    noted[dated.startsWith(closing) ? 'before' : 'after']++;
    reported.set(
      `${test.app.ids.keyOf('Lease', key)} in ${dated.slice(0, 7)}`,
      (thisMonth as { amount: string }).amount,
    );
  };

  const stop = async (token: string, provider: OfAccount): Promise<void> => {
    const { leaseId } = await leaseOf(provider.key);
    for (;;) {
      const asked = 'confirmationToken stopsOn';
      const prepared = await ask(token, 'prepareStopLease', { leaseId }, asked);
      const { confirmationToken, stopsOn } = prepared.payload as Record<string, unknown>;
      const stopped = 'lease { id } finalCharge { amount }';
      const { codes, payload } = await ask(token, 'stopLease', { confirmationToken }, stopped);
      // Midnight came between the two: a client asks again.
      if (codes[0] === 'CONFIRMATION_DIFFERS') continue;
      if (payload?.['lease']) note(payload['lease'], payload['finalCharge'], stopsOn as string);
      return;
    }
  };
  const modify = async (token: string, provider: OfAccount): Promise<void> => {
    const { leaseId, product } = await leaseOf(provider.key);
    const productId = id(
      'Product',
      products.find((one) => one !== product),
    );
    const { payload } = await ask(token, 'modifyLease', { leaseId, productId }, CHANGED);
    if (payload?.['lease']) note(payload['lease'], payload['thisMonth']);
  };
  const start = async (token: string, { id: accountId }: OfAccount, customerEmail: string) => {
    const input = { accountId, productId: id('Product', products[0]), customerEmail };
    const { payload } = await ask(token, 'startLease', input, CHANGED);
    if (payload?.['lease']) note(payload['lease'], payload['thisMonth']);
  };

  const run = async (month: string): Promise<unknown[]> => {
    const { failures } = await runner.app.billing.bill(`${month}-01` as Day, { accept: true });
    return failures.map(({ error }) => String(error));
  };

  /** Resolves when an instance is about to send so many statements that begin like this, and one more. */
  const sent = (by: TestApplication, beginning: string, count = 0): Promise<void> =>
    new Promise((resolve) => {
      let seen = 0;
      by.onStatement = (text) => {
        if (text.startsWith(beginning) && ++seen > count) resolve();
      };
    });

  it(`R51 R52 R55 in ${EDGES * PROVIDERS} races every active day is billed once, as the clients were told`, async () => {
    const failures: unknown[] = [];
    for (let number = 0; number < EDGES; number++) {
      const { month, next, midnight } = edge(number);
      closing = month;
      test.now = new Date(midnight.getTime() - 1_000);
      runner.now = new Date(midnight.getTime() + 1_000);
      const tokens = await Promise.all(providers.map(({ holder }) => test.tokenFor(holder.key)));
      const request = (provider: OfAccount, n: number): Promise<void> => {
        const token = tokens[n] as string;
        const kind = (n + number) % 4;
        if (kind === 0) return stop(token, provider);
        if (kind === 1) return modify(token, provider);
        // Customers who are providers themselves: the run holds them, too.
        const other = providers[(n * 7 + number) % PROVIDERS] as OfAccount;
        return kind === 2
          ? emailOf(other).then((email) => start(token, provider, email))
          : start(token, provider, people.address());
      };
      const bill = () => run(next).then((these) => failures.push(...these));
      if (number % 3 === 0) {
        // The requests come once the run has closed the month, while it bills.
        const closed = sent(runner, 'SELECT a.id AS pk FROM accounts a');
        const ran = bill();
        await closed;
        await Promise.all([ran, ...providers.map(request)]);
      } else {
        // The run begins once some or nearly all of the requests want their account.
        const wanted = sent(test, 'SELECT id FROM accounts WHERE id =', number % 3 === 1 ? 4 : 9);
        const requests = providers.map(request);
        await Promise.race([wanted, Promise.all(requests)]);
        await Promise.all([...requests, bill()]);
      }
      expect(refused).toEqual([]);
      expect(noted.before + noted.after).toBe((number + 1) * PROVIDERS);
    }
    const last = edge(EDGES);
    runner.now = new Date(last.midnight.getTime() + 1_000);
    failures.push(...(await run(last.next)));
    expect(failures).toEqual([]);
    await compare(last);
    // Both sides of the edge were raced.
    expect(Math.min(noted.before, noted.after)).toBeGreaterThan(0);
  }, 3_600_000);

  const emailOf = async ({ key }: OfAccount): Promise<string> => {
    const [row] = await test.dataSource.query<{ email: string }[]>(
      'SELECT email FROM accounts WHERE id = ?',
      [key],
    );
    return row?.email ?? '';
  };

  const compare = async (last: ReturnType<typeof edge>): Promise<void> => {
    const lines = await test.dataSource.query<
      { lease: number; period: string; amount: string; words: string }[]
    >(
      'SELECT lease_id AS lease, period, amount, explanation AS words FROM invoice_lines ORDER BY lease_id, period',
    );
    const billed = lines.map(({ lease, period, amount, words }) => [
      `${lease} in ${period}`,
      [...words.matchAll(/(\d+)(?: of \d+ days)? at /g)].reduce(
        (so, [, days]) => so + Number(days),
        0,
      ),
      BigInt(amount),
    ]);
    const active = await activeDays(test, `${last.next}-01`);
    const months = Array.from({ length: EDGES + 1 }, (_, number) => edge(number).month);
    const expected = [...active].flatMap(([lease, days]) =>
      months.flatMap((month) => {
        const cost = costOf(days, month);
        return cost === null ? [] : [[`${lease} in ${month}`, cost.days, cost.amount]];
      }),
    );
    expect(billed).toEqual(expected.sort(byName));
    expect(billed.length).toBeGreaterThan(2 * PROVIDERS * EDGES);
    const amounts = new Map(billed.map(([what, , amount]) => [what, amount]));
    const untrue = [...reported].filter(
      ([what, amount]) => BigInt(amount.replace('.', '')) !== (amounts.get(what) ?? 0n),
    );
    expect(untrue).toEqual([]);
    expect(await gapless(test)).toBe(true);
  };
  const byName = (one: readonly unknown[], other: readonly unknown[]): number =>
    String(one[0]).localeCompare(String(other[0]), 'en', { numeric: true });
});
