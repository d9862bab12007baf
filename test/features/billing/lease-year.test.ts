import { FillInvoiceLineSegments1795360003000 } from '../../../migrations/1795360003000-FillInvoiceLineSegments';
import { FillProductOfLeaseLines1795360004000 } from '../../../migrations/1795360004000-FillProductOfLeaseLines';
import type { Day } from '../../../src/domain/billing/calendar';
import { describeCharge, type LeaseCharge } from '../../../src/domain/billing/lease-charge';
import { divideHalfUp, formatMinor, parseMinor } from '../../../src/domain/billing/money';
import { Fixtures } from '../../support/fixtures';
import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { write } from '../../support/write';
import { pdfPages } from '../../support/pdf-text';
import { activeDays, costOf } from './active-days';
import { billed, gapless, holderOf } from './books';
import { YearBooks } from './year-books';

/** Printed when something differs: the same seed makes the same year. */
const SEED = Number(process.env['KEYHOLD_SEED'] ?? 20_261_122);
const ENVIRONMENT = {
  PAYMENT_GATEWAY: 'sandbox',
  BILLING_TIME_ZONE: 'Europe/Berlin',
  TAX_RATES: 'DE=19',
};
const HOUR = 3_600_000;

function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const IN_BERLIN = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' });

describe(`a year of a lease provider, by seed ${SEED}`, () => {
  let test: TestApplication;
  let till: Till;
  const roll = dice(SEED);
  /** What is on offer, with what it costs a month before and from 1 May 2027. */
  const prices = new Map<number, readonly [bigint, bigint]>();
  let products: number[];
  let addOns: number[];
  let books: YearBooks;
  let token: string;
  let refusals = 0;

  beforeAll(async () => {
    test = await TestApplication.start(ENVIRONMENT);
    const make = new Fixtures(test);
    const offered = async (of: object, before: bigint, after: bigint, key: number) => {
      prices.set(key, [before, after]);
      const price = { kind: 'LEASE', ...of } as const;
      await make.price({ ...price, amount: before, validTo: '2027-05-01' });
      await make.price({ ...price, amount: after, validFrom: '2027-05-01' });
      return Math.abs(key);
    };
    products = [];
    for (const [level, before, after] of [
      [250, 2_017n, 2_399n],
      [500, 4_999n, 4_501n],
      [1_000, 11_113n, 11_113n],
    ] as const) {
      const productId = await make.product({ level });
      products.push(await offered({ productId }, before, after, productId));
    }
    addOns = [];
    for (const [before, after] of [
      [333n, 351n],
      [777n, 701n],
    ] as const) {
      const addOnId = await make.addOn();
      // Keys of add-ons are those of products, too: told apart by their sign.
      addOns.push(await offered({ addOnId }, before, after, -addOnId));
    }
    till = await Till.open(test, make, { leaseProvider: true });
    await till.card();
    await test.app.jobs.tick();
    books = new YearBooks(today());
  });
  afterAll(() => test.stop());

  const id = (type: string, key: number): string => test.app.ids.encode(type, key);
  const today = (): string => IN_BERLIN.format(test.now);
  const pick = <Item>(items: readonly Item[]): Item => items[roll(items.length)] as Item;

  type Parts = ReadonlyMap<number, bigint>;
  /** What was agreed for each part of a lease: what it keeps goes on at that price. */
  const agreed = new Map<string, Parts>();
  /** Terms by chance, and what they cost today whoever has agreed on some of them before. */
  const terms = (kept: Parts = new Map()) => {
    const product = pick(products);
    const more = addOns.filter(() => roll(3) === 0);
    const keys = [product, ...more.map((key) => -key)];
    const at = today() < '2027-05-01' ? 0 : 1;
    const pieces = new Map(keys.map((key) => [key, kept.get(key) ?? prices.get(key)?.[at] ?? 0n]));
    return {
      input: { productId: id('Product', product), addOnIds: more.map((key) => id('AddOn', key)) },
      pieces,
      price: [...pieces.values()].reduce((so, part) => so + part, 0n),
    };
  };
  const send = async (name: string, input: object, selection = ''): Promise<[unknown, unknown]> => {
    const { codes, payload } = await write<Record<string, unknown>>(
      test,
      token,
      name,
      input,
      selection,
    );
    return [codes[0] ?? null, payload];
  };

  const start = async (): Promise<void> => {
    const { input, pieces, price } = terms();
    const customerEmail = `customer${roll(5)}@example.test`;
    const [code, payload] = await send(
      'startLease',
      { accountId: id('Account', till.account), customerEmail, ...input },
      'lease { id }',
    );
    // R53: nothing new while something is overdue.
    expect([code, today()]).toEqual([books.overdue() ? 'INVOICE_OVERDUE' : null, today()]);
    if (code !== null) refusals++;
    const { lease } = payload as { lease: { id: string } | null };
    if (lease === null) return;
    books.start(lease.id, price);
    agreed.set(lease.id, pieces);
  };
  const change = async (leaseId: string): Promise<void> => {
    const { input, pieces, price } = terms(agreed.get(leaseId));
    const [code] = await send('modifyLease', { leaseId, ...input });
    if (code !== null) return expect(code).toBe('NOTHING_CHANGES');
    books.change(leaseId, price);
    agreed.set(leaseId, pieces);
  };
  const stop = async (leaseId: string): Promise<void> => {
    const [, payload] = await send('prepareStopLease', { leaseId }, 'confirmationToken');
    const { confirmationToken } = payload as { confirmationToken: string };
    expect(await send('stopLease', { confirmationToken })).toMatchObject([null, {}]);
    books.stop(leaseId);
  };
  const changeCard = async (): Promise<void> => {
    books.cardIsGood = !books.cardIsGood;
    const good = pick(['success', 'success', 'times-out-after-charging']);
    const bad = pick(['declined', 'insufficient-funds']);
    const setup = `sandbox:${books.cardIsGood ? good : bad}`;
    const accountId = id('Account', till.account);
    const [code] = await send('addPaymentMethod', { accountId, setup, makeDefault: true });
    expect(code).toBeNull();
  };
  const payOverdue = async (): Promise<void> => {
    const invoice = books.overdue();
    if (invoice === undefined) return;
    const [row] = (await billed(test)).filter(({ period }) => period === invoice.period);
    await send('payInvoice', { invoiceId: id('Invoice', row?.id ?? 0) }, 'payment { id }');
    // What the gateway did not answer is asked for.
    await till.later(5);
    books.tried(invoice, 'by hand');
  };

  /** One thing that the provider does. */
  const act = async (): Promise<void> => {
    const lease = books.leases().length > 0 ? pick(books.leases()) : null;
    const chance = roll(100);
    if (books.overdue() && chance < 25) {
      if (!books.cardIsGood && chance < 15) await changeCard();
      return payOverdue();
    }
    if (lease === null || chance < 52) return start();
    if (chance < 70) return change(lease);
    if (chance < 82) return stop(lease);
    // Who has a card that is declined takes a while to see to it.
    if (books.cardIsGood || roll(4) === 0) return changeCard();
  };
  const tick = async (): Promise<void> => {
    // Other jobs need not catch up on every day.
    await test.dataSource.query("DELETE FROM job_runs WHERE job <> 'billing run'");
    await test.app.jobs.tick();
    await till.later(5);
    books.work();
  };

  it('R51 R52 R53 comes to what is kept by hand, day by day', async () => {
    const end = Date.parse('2027-12-05T12:00:00Z');
    while (test.now.getTime() < end) {
      const days = books.isCharging() ? 1 + roll(3) : 3 + roll(5);
      test.now = new Date(test.now.getTime() + days * 24 * HOUR - roll(23) * HOUR);
      books.until(today());
      token = await test.tokenFor(await holderOf(test, till.account));
      // Some do something on the 1st before the run gets to it.
      if (roll(3) === 0) await act();
      await tick();
      books.until(today());
      for (let n = roll(3); n > 0; n--) await act();
    }
    expect(test.jobFailures).toEqual([]);
    expect(await lines(test)).toEqual([...books.lines].sort());
    const issued = (await billed(test)).map(({ period, issuedOn, dueOn, total, status }) => ({
      period,
      issuedOn,
      dueOn,
      total: BigInt(total),
      status,
    }));
    expect(issued).toEqual(
      books.invoices.map(({ period, issuedOn, amount, state }) => ({
        period,
        issuedOn,
        dueOn: new Date(Date.parse(issuedOn) + 7 * 24 * HOUR).toISOString().slice(0, 10),
        total: amount,
        status: state,
      })),
    );
    expect(issued).toHaveLength(13);
    expect(await attempts(test)).toEqual(books.attempts);
    // The year had something of everything.
    expect(books.attempts.filter((one) => one.includes('FAILED')).length).toBeGreaterThan(4);
    expect(refusals).toBeGreaterThan(0);
    expect(books.lines.length).toBeGreaterThan(40);
    expect(await gapless(test)).toBe(true);
    expect(await till.gaps()).toEqual([]);
  }, 120_000);

  it('R52 each line leads to its lease, and its segments come to its amount, in the graph as in the PDF', async () => {
    const active = await activeDays(test, '2027-12-31');
    for (const { id: key, period } of await billed(test)) {
      const invoiceId = id('Invoice', key);
      const { data, errors } = await test.graph(LINES, { id: invoiceId }, token);
      expect(errors).toEqual([]);
      const of = (data as unknown as { node: { lines: readonly Line[] } }).node.lines;
      const pdf = await fetch(`${test.server.listeningOrigin}/invoices/${invoiceId}.pdf`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const text = pdfPages(Buffer.from(await pdf.arrayBuffer()))
        .join(' ')
        .replaceAll(/\s+/g, ' ');
      for (const line of of) {
        const { lease, leaseCharge: charge } = line;
        const days =
          active.get(test.app.ids.keyOf('Lease', lease.id) ?? 0) ?? new Map<string, bigint>();
        const cost = costOf(days, period);
        expect({ ...line.amount, days: charge.days }).toEqual({
          amount: formatMinor(cost?.amount ?? 0n, 'EUR'),
          days: cost?.days,
        });
        // Day by day, the monthly prices are those that the lease had.
        const told = charge.segments.flatMap(({ from, to, rate: { amount } }) =>
          daysFrom(from, to).map((day) => [day, amount]),
        );
        const had = [...days]
          .filter(([day]) => day.startsWith(`${period}-`))
          .map(([day, price]) => [day, formatMinor(price, 'EUR')]);
        expect(told).toEqual(had);
        const above = charge.segments.reduce(
          (sum, { days: count, rate }) => sum + BigInt(count) * parseMinor(rate.amount, 'EUR'),
          0n,
        );
        const amount = divideHalfUp(above, BigInt(charge.divisor));
        expect(line.amount.amount).toBe(formatMinor(amount, 'EUR'));
        expect(charge.amount).toEqual(line.amount);
        expect(line.product).toEqual(charge.segments.at(-1)?.product);
        expect(line.license.lease).toEqual({ id: lease.id });
        expect(line.explanation).toBe(describeCharge(stored(charge), 'EUR'));
        expect(text).toContain(line.explanation);
        expect(line.description).toContain(`Lease ${lease.number}`);
      }
    }
  });

  it('what was billed before lines led anywhere is filled in from the terms, the same', async () => {
    const all = async (): Promise<unknown[]> =>
      test.dataSource.query(
        `SELECT s.account_id, s.invoice_id, s.line_position, s.starts_on, s.ends_on, s.product_id, s.monthly_price, n.product_id AS last
         FROM invoice_line_segments s JOIN invoice_lines n ON n.invoice_id = s.invoice_id AND n.position = s.line_position
         ORDER BY s.invoice_id, s.line_position, s.starts_on`,
      );
    const before = await all();
    expect(before.length).toBeGreaterThan(books.lines.length);
    await test.dataSource.query('DELETE FROM invoice_line_segments');
    await test.dataSource.query('UPDATE invoice_lines SET product_id = NULL');
    const runner = test.dataSource.createQueryRunner();
    for (let time = 0; time < 2; time++) {
      await new FillInvoiceLineSegments1795360003000().up(runner);
      await new FillProductOfLeaseLines1795360004000().up(runner);
    }
    await runner.release();
    expect(await all()).toEqual(before);
  });

  it('R55 a second run of every month adds nothing', async () => {
    const [before, paid] = [await lines(test), await attempts(test)];
    for (const { period } of books.invoices) {
      const next = new Date(Date.parse(`${period}-28`) + 5 * 24 * HOUR).toISOString();
      const { documents, failures } = await test.app.billing.bill(
        `${next.slice(0, 7)}-01` as never,
        { accept: true },
      );
      expect([documents, failures]).toEqual([[], []]);
    }
    expect(await lines(test)).toEqual(before);
    expect(await attempts(test)).toEqual(paid);
  });
});

interface Charge {
  readonly days: number;
  readonly divisor: number;
  readonly amount: { readonly amount: string };
  readonly segments: readonly {
    readonly from: Day;
    readonly to: Day;
    readonly days: number;
    readonly rate: { readonly amount: string };
    readonly product: { readonly name: string };
  }[];
}
interface Line {
  readonly description: string;
  readonly explanation: string;
  readonly amount: { readonly amount: string };
  readonly product: { readonly name: string };
  readonly license: { readonly lease: { readonly id: string } };
  readonly lease: { readonly id: string; readonly number: string };
  readonly leaseCharge: Charge;
}

const LINES = `query ($id: ID!) { node(id: $id) { ... on Invoice {
  lines { description explanation amount { amount } product { name } license { lease { id } } lease { id number }
    leaseCharge { days divisor amount { amount } segments { from to days rate { amount } product { name } } } } } } }`;

const stored = ({ segments, amount, ...charge }: Charge): LeaseCharge => ({
  ...charge,
  amount: parseMinor(amount.amount, 'EUR'),
  segments: segments.map((one) => ({ ...one, rate: parseMinor(one.rate.amount, 'EUR') })),
});

function daysFrom(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 24 * HOUR)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

/** What was billed of each lease, by month. */
async function lines(test: TestApplication): Promise<string[]> {
  const rows = await test.dataSource.query<{ period: string; lease: number; amount: string }[]>(
    'SELECT period, lease_id AS lease, amount FROM invoice_lines',
  );
  return rows
    .map(
      ({ period, lease, amount }) => `${period} ${test.app.ids.encode('Lease', lease)}: ${amount}`,
    )
    .sort();
}

/** What was tried to pay, when, and its outcome. */
async function attempts(test: TestApplication): Promise<string[]> {
  const rows = await test.dataSource.query<
    { period: string; at: Date; automatic: number; status: string }[]
  >(
    `SELECT i.period, y.attempted_at AS at, y.automatic, y.status FROM payments y
     JOIN payment_allocations o ON o.payment_id = y.id JOIN invoices i ON i.id = o.invoice_id ORDER BY y.id`,
  );
  return rows.map(
    ({ period, at, automatic, status }) =>
      `${period} ${automatic === 1 ? 'automatic' : 'by hand'} on ${IN_BERLIN.format(at)}: ${status}`,
  );
}
