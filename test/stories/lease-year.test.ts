import { desksOf, type Desk } from '../features/purchase/checkout-desk';
import type { Fixtures } from '../support/fixtures';
import { TestApplication } from '../support/test-application';
import { STORY_ENVIRONMENT } from './acts';
import { Mailbox, read } from './mailbox';

const KEY = /License key +(\S+)/;
const DAY = 24 * 3_600_000;
/** What a month of each product costs, in cents. */
const PRICES = { small: 2_017, large: 4_999 } as const;
type Size = keyof typeof PRICES;

interface Money {
  readonly amount: string;
}
interface Line {
  readonly amount: Money;
  readonly lease: { readonly id: string; readonly number: string; readonly customerEmail: string };
  readonly license: { readonly lease: { readonly id: string } };
  readonly product: { readonly id: string };
  readonly leaseCharge: {
    readonly days: number;
    readonly divisor: number;
    readonly segments: readonly {
      readonly days: number;
      readonly rate: Money;
      readonly product: { readonly id: string };
    }[];
  };
}
interface Invoice {
  readonly id: string;
  readonly period: string;
  readonly status: string;
  readonly subtotal: Money;
  readonly lines: readonly Line[];
  readonly payments: readonly { readonly status: string; readonly attemptedAt: string }[];
}
interface Found {
  readonly nodes: readonly { readonly id: string; readonly customerEmail: string }[];
}

const cents = (amount: string): number => Number(amount.replace('.', ''));
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** A lease as the provider's own people note it down. */
interface Noted {
  readonly email: string;
  readonly start: string;
  stop: string | null;
  /** What it was for from which day on. */
  readonly since: Map<string, Size>;
}

/** What was on lease on each day of a month, by the notes. */
function daysOf({ start, stop, since }: Noted, month: string): Size[] {
  const days: Size[] = [];
  let size: Size | undefined;
  for (let at = Date.parse(start); dayOf(at) < `${month}-32`; at += DAY) {
    const day = dayOf(at);
    if (stop !== null && day >= stop && day !== start) break;
    size = since.get(day) ?? size;
    if (size !== undefined && day.startsWith(`${month}-`)) days.push(size);
  }
  return days;
}

/** Each day costs its month's price over the days, at least 28; half a cent goes up. */
function costOf(days: readonly Size[]): number {
  const over = Math.max(28, days.length);
  const above = days.reduce((sum, size) => sum + PRICES[size], 0);
  return Math.floor((2 * above + over) / (2 * over));
}

describe('the year of a lease provider', () => {
  let test: TestApplication;
  let desk: Desk;
  let make: Fixtures;
  let products: Readonly<Record<Size, string>>;
  let token: string;
  let holder: number;
  const mailbox = new Mailbox();
  const noted = new Map<string, Noted>();

  beforeAll(async () => {
    test = await TestApplication.start(
      { ...STORY_ENVIRONMENT, TAX_RATES: '', BILLING_TIME_ZONE: 'UTC' },
      { mailTransport: mailbox },
    );
    const desks = await desksOf(test);
    desk = await desks.open({ leaseProvider: true, name: 'Fabrikam Hosting' });
    ({ make } = desks.shop);
    const product = async (level: number, amount: number): Promise<string> => {
      const key = await make.product({ level });
      await make.price({ productId: key, kind: 'LEASE', amount: BigInt(amount) });
      return test.app.ids.encode('Product', key);
    };
    products = { small: await product(260, PRICES.small), large: await product(510, PRICES.large) };
    const [row] = await test.dataSource.query<{ id: number }[]>(
      'SELECT holder_user_id AS id FROM accounts WHERE id = ?',
      [desk.till.account],
    );
    holder = Number(row?.id);
    const scopes = 'LEASE_PROVIDER:WRITE,PAY_INVOICES:WRITE';
    const expiresAt = new Date('2028-06-01T00:00:00Z');
    ({ token } = await make.apiToken(desk.till.account, holder, scopes, { expiresAt }));
  });
  afterAll(() => test.stop());

  const ask = async (
    document: string,
    variables: object = {},
  ): Promise<Record<string, unknown>> => {
    const { data, text } = await test.graph(document, { id: desk.account, ...variables }, token);
    if (!data || text.includes('"errors"')) throw new Error(text);
    return data;
  };
  const send = async <Payload>(
    name: string,
    input: object,
    selection: string,
  ): Promise<Payload> => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
    const document = `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} userErrors { code } } }`;
    return (await ask(document, { input }))[name] as Payload;
  };
  const today = (): string => dayOf(test.now.getTime());
  /** Noon of a day; what runs by the clock has run. */
  const on = async (day: string): Promise<void> => {
    test.now = new Date(`${day}T12:00:00Z`);
    await test.app.jobs.tick();
  };
  const leases = async (filter: string): Promise<string[]> => {
    const data = await ask(
      `query ($id: ID!) { account(id: $id) { leases(filter: { ${filter} }, orderBy: OLDEST_FIRST, first: 100) { nodes { id customerEmail } } } }`,
    );
    return (data['account'] as { leases: Found }).leases.nodes.map(
      ({ customerEmail }) => customerEmail,
    );
  };
  const start = async (emails: readonly string[], size: Size): Promise<readonly string[]> => {
    const { results, userErrors: ofAll } = await send<{
      results: { lease: { id: string } | null; userErrors: { code: string }[] }[] | null;
      userErrors: { code: string }[];
    }>(
      'startLeases',
      {
        accountId: desk.account,
        leases: emails.map((customerEmail) => ({ customerEmail, productId: products[size] })),
      },
      'results { lease { id } userErrors { code } }',
    );
    if (results === null) return ofAll.map(({ code }) => code);
    for (const [at, { lease }] of results.entries())
      if (lease !== null)
        noted.set(lease.id, {
          ...{ email: emails[at] ?? '', start: today(), stop: null },
          since: new Map([[today(), size]]),
        });
    return results.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  };
  const idOf = (email: string): string =>
    [...noted].find(([, one]) => one.email === email)?.[0] ?? '';
  const modify = async (emails: readonly string[], size: Size): Promise<void> => {
    const changes = emails.map((email) => ({ leaseId: idOf(email), productId: products[size] }));
    const { results } = await send<{ results: { userErrors: object[] }[] }>(
      'modifyLeases',
      { accountId: desk.account, leases: changes, allOrNothing: true },
      'results { userErrors { code } }',
    );
    expect(results.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    for (const { leaseId } of changes) noted.get(leaseId)?.since.set(today(), size);
  };
  const card = async (setup: string): Promise<void> => {
    const session = await test.tokenFor(holder);
    const { text } = await test.graph(
      'mutation ($input: AddPaymentMethodInput!) { addPaymentMethod(input: $input) { userErrors { code } } }',
      { input: { accountId: desk.account, setup: `sandbox:${setup}`, makeDefault: true } },
      session,
    );
    expect(text).toContain('"userErrors":[]');
  };
  const invoices = async (): Promise<readonly Invoice[]> => {
    const data = await ask(
      `query ($id: ID!) { account(id: $id) { invoices(filter: { kind: [LEASE] }, orderBy: OLDEST_FIRST, first: 20) { nodes {
        id period status subtotal { amount } payments { status attemptedAt }
        lines { amount { amount } lease { id number customerEmail } license { lease { id } } product { id }
          leaseCharge { days divisor segments { days rate { amount } product { id } } } } } } } }`,
    );
    return (data['account'] as { invoices: { nodes: Invoice[] } }).invoices.nodes;
  };
  /** On the 1st of each month from one to another. */
  const firsts = async (from: string, to: string): Promise<void> => {
    for (let at = new Date(`${from}-01T00:00:00Z`); at.toISOString().slice(0, 7) <= to;) {
      await on(dayOf(at.getTime()));
      at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));
    }
  };

  it('R39 to R53 is searched, changed, stopped and billed, and every line leads to its lease and comes to what is noted down', async () => {
    const customers = Array.from({ length: 5 }, (_, n) => `customer${n}@year.test`);
    const [found, forgotten, changed, late, brief] = customers as [
      string,
      string,
      string,
      string,
      string,
    ];
    await card('success');
    await on('2026-12-04');
    expect(await start(customers.slice(0, 3), 'small')).toEqual([]);
    await on('2026-12-15');
    expect(await start([late, brief], 'large')).toEqual([]);

    // The first customer reads the key in the mailbox and installs; the provider finds the lease four ways.
    const [mail] = await mailbox.of(test, found);
    if (mail === undefined) throw new Error('No mail came');
    const key = read(mail, KEY);
    const activated = await test.graph(
      'mutation ($input: ActivateInstallationInput!) { activateInstallation(input: $input) { userErrors { code } } }',
      { input: { key, serverName: 'mail.found.test' } },
    );
    expect(activated.text).toContain('"userErrors":[]');
    const data = await ask('query ($lease: ID!) { node(id: $lease) { ... on Lease { number } } }', {
      lease: idOf(found),
    });
    const { number } = data['node'] as { number: string };
    for (const search of [number, 'stomer0@', key, 'mail.found.test'])
      expect([search, await leases(`search: "${search}"`)]).toEqual([search, [found]]);
    expect(await leases('startedFrom: "2026-12-15"')).toEqual([late, brief]);
    expect(await leases('monthlyPriceFrom: "49.99"')).toEqual([late, brief]);
    expect(await leases(`productIds: ["${products.small}"]`)).toEqual([found, forgotten, changed]);

    // Changed in the middle of a month, and back; one is forgotten, and shown as idle.
    await firsts('2027-01', '2027-01');
    await on('2027-01-11');
    await modify([changed, found], 'large');
    await on('2027-01-21');
    await modify([found], 'small');
    await firsts('2027-02', '2027-03');
    expect(await leases('idle: true')).toContain(forgotten);

    // Two stop together: what it costs is said first, and is what the month's line will say.
    await on('2027-03-10');
    const prepared = await send<{ finalCharge: Money; confirmationToken: string }>(
      'prepareStopLeases',
      { accountId: desk.account, leaseIds: [idOf(late), idOf(brief)] },
      'finalCharge { amount } confirmationToken',
    );
    const stopped = await send<{ finalCharge: Money; results: { lease: { status: string } }[] }>(
      'stopLeases',
      { confirmationToken: prepared.confirmationToken, allOrNothing: true },
      'finalCharge { amount } results { lease { status } }',
    );
    expect(stopped.finalCharge).toEqual(prepared.finalCharge);
    expect(stopped.results.map(({ lease }) => lease.status)).toEqual(['STOPPED', 'STOPPED']);
    for (const email of [late, brief]) (noted.get(idOf(email)) as Noted).stop = today();
    expect(cents(prepared.finalCharge.amount)).toBe(
      2 * costOf(daysOf(noted.get(idOf(late)) as Noted, '2027-03')),
    );
    expect(await leases('stoppedFrom: "2027-03-10", stoppedTo: "2027-03-10"')).toEqual([
      late,
      brief,
    ]);
    await firsts('2027-04', '2027-05');

    // The card is declined: on the 1st, and 3, 5 and 7 days later; then nothing new starts, and what runs goes on.
    await on('2027-05-20');
    await card('declined');
    for (const day of ['01', '02', '03', '04', '05', '06', '07', '08', '09'])
      await on(`2027-06-${day}`);
    const failed = (await invoices()).find(({ period }) => period === '2027-05');
    expect(failed?.status).toBe('OVERDUE');
    expect(
      failed?.payments.map(({ status, attemptedAt }) => [status, attemptedAt.slice(0, 10)]).sort(),
    ).toEqual([
      ['FAILED', '2027-06-01'],
      ['FAILED', '2027-06-04'],
      ['FAILED', '2027-06-06'],
      ['FAILED', '2027-06-08'],
    ]);
    expect(await start(['new@year.test'], 'small')).toEqual(['INVOICE_OVERDUE']);
    await card('success');
    const { payment } = await send<{ payment: { status: string } }>(
      'payInvoice',
      { invoiceId: failed?.id },
      'payment { status }',
    );
    expect(payment.status).toBe('SUCCEEDED');
    expect(await start(['new@year.test'], 'small')).toEqual([]);
    await firsts('2027-07', '2027-12');
    expect(test.jobFailures).toEqual([]);

    // Twelve months, each with the lines that the notes have, and each line leads to its lease.
    const billed = await invoices();
    expect(billed.map(({ period, status }) => [period, status])).toEqual(
      [
        '2026-12',
        ...Array.from({ length: 11 }, (_, n) => `2027-${String(n + 1).padStart(2, '0')}`),
      ].map((period) => [period, 'PAID']),
    );
    for (const { period, subtotal, lines } of billed) {
      const expected = new Map(
        [...noted].flatMap(([id, one]): [string, Size[]][] => {
          const days = daysOf(one, period);
          return days.length === 0 ? [] : [[id, days]];
        }),
      );
      expect([period, lines.map(({ lease }) => lease.id).sort()]).toEqual([
        period,
        [...expected.keys()].sort(),
      ]);
      for (const { amount, lease, license, product, leaseCharge } of lines) {
        const days = expected.get(lease.id) ?? [];
        expect([period, lease.customerEmail, cents(amount.amount)]).toEqual([
          ...[period, noted.get(lease.id)?.email, costOf(days)],
        ]);
        expect(license.lease.id).toBe(lease.id);
        expect(product.id).toBe(products[days.at(-1) ?? 'small']);
        expect([leaseCharge.days, leaseCharge.divisor]).toEqual([
          ...[days.length, Math.max(28, days.length)],
        ]);
        expect(
          leaseCharge.segments.flatMap(({ days: count, rate, product: of }) =>
            Array.from({ length: count }, () => `${of.id} ${cents(rate.amount)}`),
          ),
        ).toEqual(days.map((size) => `${products[size]} ${PRICES[size]}`));
      }
      const sum = lines.reduce((so, { amount }) => so + cents(amount.amount), 0);
      expect([period, cents(subtotal.amount)]).toEqual([period, sum]);
    }

    // And the cost of all customers comes to the same, page by page.
    let after: string | null = null;
    let cost = 0;
    do {
      const page: Record<string, unknown> = await ask(
        `query ($id: ID!, $after: String) { account(id: $id) { reports(from: "2026-12-01", to: "2027-11-30") {
          costByCustomer(first: 2, after: $after) { nodes { cost { amount } } pageInfo { hasNextPage endCursor } } } } }`,
        { after },
      );
      const { costByCustomer } = (
        page['account'] as {
          reports: {
            costByCustomer: {
              nodes: { cost: Money }[];
              pageInfo: { hasNextPage: boolean; endCursor: string };
            };
          };
        }
      ).reports;
      cost += costByCustomer.nodes.reduce((so, one) => so + cents(one.cost.amount), 0);
      after = costByCustomer.pageInfo.hasNextPage ? costByCustomer.pageInfo.endCursor : null;
    } while (after !== null);
    expect(cost).toBe(billed.reduce((so, { subtotal }) => so + cents(subtotal.amount), 0));
  });
});
