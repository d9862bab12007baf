import { FillProductOfOrderedLines1795360005000 } from '../../../migrations/1795360005000-FillProductOfOrderedLines';
import { FillSummarizedInvoiceOfLines1795360006000 } from '../../../migrations/1795360006000-FillSummarizedInvoiceOfLines';
import type { Application } from '../../../src/composition';
import type { Day } from '../../../src/domain/billing/calendar';
import { liveAYear, type Happening, type Life } from '../../support/reseller-year';
import { TestApplication } from '../../support/test-application';

const ORDERS_A_MONTH = process.env['KEYHOLD_LONG'] === '1' ? 40 : 9;
const TIME_ZONE = 'America/New_York';
/** The first instants of the months of 2027 there; summer time begins on 14 March and ends on 7 November. */
const EDGES = [
  ...['01', '02', '03'].map((month) => `2027-${month}-01T05:00:00.000Z`),
  ...['04', '05', '06', '07', '08', '09', '10', '11'].map(
    (month) => `2027-${month}-01T04:00:00.000Z`,
  ),
  '2027-12-01T05:00:00.000Z',
  '2028-01-01T05:00:00.000Z',
].map((text) => new Date(text));

const MONTHS = Array.from({ length: 12 }, (_, n) => `2027-${`${n + 1}`.padStart(2, '0')}`);
/** What becomes of the summaries of these months, counted from 0; the others are paid. */
const CREDITED = 2;
const UNPAID = 6;

/** A summary, as the reseller reads it. */
interface Summary {
  readonly id: string;
  readonly number: string;
  readonly period: string;
  readonly status: string;
  readonly notes: readonly string[];
  readonly balance: { readonly amount: string };
  readonly lines: readonly { readonly description: string }[];
  readonly summarizedInvoices: {
    readonly nodes: readonly {
      readonly id: string;
      readonly number: string;
      readonly status: string;
    }[];
  };
}

// An account of its own of what there is to collect: decimals as text, digit by digit, and nothing of the service's.

const digits = (amount: string): number[] =>
  [...amount.replace('.', '').padStart(15, '0')].map(Number).reverse();
const amountOf = (values: readonly number[]): string => {
  const text = [...values]
    .reverse()
    .join('')
    .replace(/^0+(?=\d{3})/, '');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
};
const plus = (one: string, other: string): string => {
  let carry = 0;
  const more = digits(other);
  return amountOf(
    digits(one).map((digit, at) => {
      const sum = digit + (more[at] ?? 0) + carry;
      carry = sum > 9 ? 1 : 0;
      return sum % 10;
    }),
  );
};
const minus = (one: string, other: string): string => {
  let borrowed = 0;
  const less = digits(other);
  return amountOf(
    digits(one).map((digit, at) => {
      const difference = digit - (less[at] ?? 0) - borrowed;
      borrowed = difference < 0 ? 1 : 0;
      return (difference + 10) % 10;
    }),
  );
};
const LOCAL = new Intl.DateTimeFormat('en-CA', {
  timeZone: TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const monthThere = (at: string): string => LOCAL.format(new Date(at)).slice(0, 7);

/** What the summary of a month must collect, by what happened before its run: invoices in order, and what they ask for. */
function mustCollect(
  happenings: readonly Happening[],
  month: string,
  run: Date,
): { invoices: string[]; orders: string[]; balance: string } {
  const before = happenings.filter(({ at }) => at < run.toISOString());
  return before.reduce<{ invoices: string[]; orders: string[]; balance: string }>(
    (so, one) => {
      if (one.what !== 'INVOICED' || !one.monthly || monthThere(one.at) !== month) return so;
      const later = before.filter(
        ({ what, invoice }) => what !== 'INVOICED' && invoice === one.invoice,
      );
      if (later.some(({ what }) => what === 'PAID' || what === 'VOIDED')) return so;
      const asks = later.reduce(
        (left, event) => (event.what === 'CREDITED' ? minus(left, event.amount) : left),
        one.total,
      );
      if (asks === '0.00') return so;
      return {
        invoices: [...so.invoices, one.invoice],
        orders: [...so.orders, one.order],
        balance: plus(so.balance, asks),
      };
    },
    { invoices: [], orders: [], balance: '0.00' },
  );
}

/** The run of the 1st, four times at once, and then once more. */
async function collect(app: Application, asOf: Date): Promise<void> {
  const day = LOCAL.format(asOf) as Day;
  const run = () => app.billing.bill(day, { accept: true });
  const reports = await Promise.all(Array.from({ length: 4 }, run));
  expect(reports.flatMap(({ failures }) => failures)).toEqual([]);
  expect(reports.flatMap(({ documents }) => documents).length).toBeLessThanOrEqual(1);
  expect((await run()).documents).toEqual([]);
}

const SUMMARY = `id number period status notes balance { amount } lines { description }
  summarizedInvoices(first: 100) { nodes { id number status } }`;

describe('a year of a reseller', () => {
  let test: TestApplication;
  /** The life itself, and each month's summary as it was after its run, and what must be on it. */
  let life: Life;
  const made: (Summary | null)[] = [];
  const due: ReturnType<typeof mustCollect>[] = [];
  /** The month whose summary is withdrawn: the first that nothing is credited of, for only such can be. */
  let voided: number | null = null;

  const summaryOf = async (of: Life, period: string | undefined): Promise<Summary | null> => {
    const { data, text } = await test.graph(
      `query ($id: ID!, $period: String) { account(id: $id) { invoices(filter: { kind: [SUMMARY], period: $period }) { nodes { ${SUMMARY} } } } }`,
      { id: of.desk.account, period },
      of.holder,
    );
    const nodes = (data as { account: { invoices: { nodes: Summary[] } } } | undefined)?.account
      .invoices.nodes;
    if (nodes === undefined || nodes.length > 1) throw new Error(text);
    return nodes[0] ?? null;
  };

  beforeAll(async () => {
    test = await TestApplication.start({
      PAYMENT_GATEWAY: 'sandbox',
      TAX_RATES: 'DE=19',
      BILLING_TIME_ZONE: TIME_ZONE,
    });
    life = await liveAYear(test, {
      edges: EDGES,
      ordersAMonth: ORDERS_A_MONTH,
      run: (_, asOf) => collect(test.app, asOf),
      afterRun: async (of, month) => {
        due.push(mustCollect(of.happenings, MONTHS[month] ?? '', EDGES[month + 1] as Date));
        const summary = await summaryOf(of, MONTHS[month]);
        made.push(summary);
        const [first] = summary?.summarizedInvoices.nodes ?? [];
        if (summary === null || first === undefined) return;
        // Most are paid. One is withdrawn, and its invoices are to be paid by themselves; one is left unpaid.
        const credited = of.happenings.flatMap((one) =>
          one.what === 'CREDITED' ? [one.invoice] : [],
        );
        const clean = summary.summarizedInvoices.nodes.every(
          ({ number }) => !credited.includes(number),
        );
        if (voided === null && clean && month !== CREDITED && month !== UNPAID) {
          voided = month;
          await of.void(summary);
        } else if (month === CREDITED) await of.credit(first, '2.50');
        else if (month !== UNPAID) await of.pay(summary);
      },
    });
  }, 300_000);
  afterAll(() => test.stop());

  it('orders everything that there is, by both ways of billing', () => {
    expect(Object.keys(life.kinds).sort()).toEqual([
      'ADD_ON',
      'MODIFY',
      'NEW',
      'RENEW',
      'SUPPORT_INCIDENT',
    ]);
    const counted = (what: string, monthly?: boolean): number =>
      life.happenings.filter(
        (one) => one.what === what && (!('monthly' in one) || one.monthly === monthly),
      ).length;
    expect(counted('INVOICED', true)).toBeGreaterThan(5 * ORDERS_A_MONTH);
    expect(counted('INVOICED', false)).toBeGreaterThan(ORDERS_A_MONTH);
    for (const what of ['PAID', 'VOIDED', 'CREDITED']) expect(counted(what)).toBeGreaterThan(1);
    // Months whose last order falls on another day, or month, in UTC than in the billing time zone.
    const edges = life.happenings.filter(({ at }) => monthThere(at) !== at.slice(0, 7));
    expect(edges.length).toBeGreaterThan(10);
  });

  it.each(MONTHS.map((month, at) => [month, at] as const))(
    'R50 the summary of %s collects what waits for it, and asks for just that',
    (month, at) => {
      const expected = due[at];
      const summary = made[at] ?? null;
      expect(expected?.invoices.length).toBeGreaterThan(0);
      expect({
        period: summary?.period,
        notes: summary?.notes,
        invoices: summary?.summarizedInvoices.nodes.map(({ number }) => number).sort(),
        balance: summary?.balance.amount,
        status: summary?.status,
      }).toEqual({
        period: month,
        notes: expect.arrayContaining(['Summary Invoice']) as unknown,
        invoices: expected?.invoices.toSorted(),
        balance: expected?.balance,
        status: 'OPEN',
      });
      const lines = (summary?.lines ?? []).map(({ description }) => description);
      expect(lines).toHaveLength(expected?.invoices.length ?? 0);
      for (const [n, invoice] of (expected?.invoices ?? []).entries())
        expect(
          lines.filter(
            (text) => text.includes(invoice) && text.includes(expected?.orders[n] ?? '?'),
          ),
        ).toHaveLength(1);
    },
  );

  it('R49 an invoice is collected once, or never: what was paid early, withdrawn or credited in full is on none', () => {
    const collected = made.flatMap(
      (summary) => summary?.summarizedInvoices.nodes.map(({ number }) => number) ?? [],
    );
    expect(new Set(collected).size).toBe(collected.length);
    const monthly = life.happenings.flatMap((one) =>
      one.what === 'INVOICED' && one.monthly ? [one.invoice] : [],
    );
    const never = monthly.filter((number) => !collected.includes(number));
    expect(never.length).toBeGreaterThan(3);
    for (const number of never)
      expect(
        life.happenings.some(
          (one) => one.invoice === number && ['PAID', 'VOIDED', 'CREDITED'].includes(one.what),
        ),
      ).toBe(true);
    expect(collected.filter((number) => !monthly.includes(number))).toEqual([]);
  });

  it('lines from before lead to their products and invoices as new ones do, however often that is filled in', async () => {
    const all = () =>
      test.dataSource.query<{ product: number | null; summarized: number | null }[]>(
        `SELECT n.id, n.product_id AS product, n.summarized_invoice_id AS summarized FROM invoice_lines n
         JOIN invoices i ON i.id = n.invoice_id WHERE i.status <> 'VOID' ORDER BY n.id`,
      );
    const before = await all();
    expect(before.some(({ product }) => product !== null)).toBe(true);
    expect(before.some(({ summarized }) => summarized !== null)).toBe(true);
    await test.dataSource.query(
      'UPDATE invoice_lines SET product_id = NULL, summarized_invoice_id = NULL',
    );
    const runner = test.dataSource.createQueryRunner();
    for (let time = 0; time < 2; time++) {
      await new FillProductOfOrderedLines1795360005000().up(runner);
      await new FillSummarizedInvoiceOfLines1795360006000().up(runner);
    }
    await runner.release();
    expect(await all()).toEqual(before);
  });

  it('R50 paying a summary paid what is on it, and a withdrawn one let go of it', async () => {
    expect(voided).not.toBeNull();
    for (const [at, month] of MONTHS.entries()) {
      const summary = await summaryOf(life, month);
      const { status, balance } = summary ?? {};
      const nodes = summary?.summarizedInvoices.nodes ?? [];
      if (at === voided) expect([status, nodes]).toEqual(['VOID', []]);
      else if (at === UNPAID) expect([status, balance?.amount]).toEqual(['OPEN', due[at]?.balance]);
      else if (at === CREDITED)
        expect([status, balance?.amount]).toEqual(['OPEN', minus(due[at]?.balance ?? '', '2.50')]);
      else expect(new Set([status, ...nodes.map((one) => one.status)])).toEqual(new Set(['PAID']));
    }
    expect(await life.desk.till.gaps()).toEqual([]);
  });
});
