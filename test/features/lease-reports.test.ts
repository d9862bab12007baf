import { Fixtures } from '../support/fixtures';
import { TestApplication } from '../support/test-application';

const MONEY = '{ amount }';
const REPORTS = `query ($id: ID!, $from: Date, $to: Date, $first: Int, $after: String, $last: Int, $before: String) { account(id: $id) {
  reports(from: $from, to: $to) {
    leasesByProduct { month product { name } leases } startsAndStops { month starts stops active }
    costByCustomer(first: $first, after: $after, last: $last, before: $before) {
      totalCount pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
      nodes { customer { name email } leases cost ${MONEY} months { month leases cost ${MONEY} } } } } } }`;
const NEXT = `query ($id: ID!, $hypothetical: HypotheticalLeases) { account(id: $id) { nextInvoice(hypothetical: $hypothetical) {
  month issuedOn lineCount subtotal ${MONEY} tax ${MONEY} total ${MONEY}
  lines { position description explanation amount ${MONEY}
    lease { number } leaseCharge { days divisor amount ${MONEY} segments { from to days rate ${MONEY} product { name } } } } } } }`;

describe('what a lease provider looks back and ahead at', () => {
  let test: TestApplication;
  let account: string;
  let token: string;
  let productId: string;
  let leases: number[];

  beforeAll(async () => {
    test = await TestApplication.start({ TAX_RATES: 'DE=19' });
    const make = new Fixtures(test);
    const holder = await make.user();
    const provider = await make.account(holder, { leaseProvider: true });
    const product = await make.product({ name: 'Mail Pro 250' });
    await make.price({ productId: product, kind: 'LEASE', amount: 2_800n });
    const ada = await make.account(await make.user(), { name: 'Ada', email: 'ada@report.test' });
    const bob = await make.account(await make.user(), { name: 'Bob', email: 'bob@report.test' });
    const lease = async (customer: number, given: object) =>
      (await make.lease(provider, customer, product, { monthlyPrice: 2_800n, ...given })).leaseId;
    leases = [
      await lease(ada, {
        number: 'L-1',
        customerEmail: 'ada@report.test',
        startedOn: '2026-09-01',
      }),
      await lease(bob, {
        number: 'L-2',
        customerEmail: 'bob@report.test',
        startedOn: '2026-10-05',
        status: 'STOPPED',
        stoppedOn: '2026-11-08',
      }),
    ];
    account = test.app.ids.encode('Account', provider);
    productId = test.app.ids.encode('Product', product);
    token = await test.tokenFor(holder);
  });
  afterAll(() => test.stop());

  const ask = async (document: string, variables: object) => {
    const { data, errors } = await test.graph(document, { id: account, ...variables }, token);
    const fields = (data?.['account'] ?? null) as Record<string, unknown> | null;
    return {
      answer: Object.values(fields ?? {})[0],
      codes: errors.map((e) => e.extensions['code']),
    };
  };

  it('R46 reports by month: leases by product, starts and stops, cost by customer', async () => {
    const { answer, codes } = await ask(REPORTS, { from: '2026-08-15' });
    expect(codes).toEqual([]);
    const product = { name: 'Mail Pro 250' };
    const customer = { name: 'Ada', email: 'ada@report.test' };
    expect(answer).toEqual({
      leasesByProduct: [
        { month: '2026-09-01', product, leases: 1 },
        { month: '2026-10-01', product, leases: 2 },
        { month: '2026-11-01', product, leases: 2 },
      ],
      startsAndStops: [
        { month: '2026-08-01', starts: 0, stops: 0, active: 0 },
        { month: '2026-09-01', starts: 1, stops: 0, active: 1 },
        { month: '2026-10-01', starts: 1, stops: 0, active: 2 },
        { month: '2026-11-01', starts: 0, stops: 1, active: 2 },
      ],
      costByCustomer: {
        totalCount: 2,
        pageInfo: expect.objectContaining({ hasNextPage: false, hasPreviousPage: false }) as object,
        nodes: [
          {
            customer,
            leases: 1,
            cost: { amount: '84.00' },
            months: [
              { month: '2026-09-01', leases: 1, cost: { amount: '28.00' } },
              { month: '2026-10-01', leases: 1, cost: { amount: '28.00' } },
              { month: '2026-11-01', leases: 1, cost: { amount: '28.00' } },
            ],
          },
          {
            customer: { name: 'Bob', email: 'bob@report.test' },
            leases: 1,
            cost: { amount: '34.00' },
            months: [
              // 27 of 28 days, as the invoice will have it (R52).
              { month: '2026-10-01', leases: 1, cost: { amount: '27.00' } },
              { month: '2026-11-01', leases: 1, cost: { amount: '7.00' } },
            ],
          },
        ],
      },
    });
  });

  it('R46 the cost of all customers comes page by page, in both directions', async () => {
    type Costs = {
      costByCustomer: {
        totalCount: number;
        pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
        nodes: { customer: { name: string } }[];
      };
    };
    const page = async (variables: object) => {
      const { answer, codes } = await ask(REPORTS, { from: '2026-08-15', ...variables });
      expect(codes).toEqual([]);
      const { totalCount, pageInfo, nodes } = (answer as Costs).costByCustomer;
      return { totalCount, pageInfo, names: nodes.map(({ customer }) => customer.name) };
    };
    const first = await page({ first: 1 });
    expect(first).toMatchObject({
      ...{ names: ['Ada'], totalCount: 2, pageInfo: { hasNextPage: true, hasPreviousPage: false } },
    });
    const second = await page({ first: 1, after: first.pageInfo.endCursor });
    expect(second).toMatchObject({
      ...{ names: ['Bob'], pageInfo: { hasNextPage: false, hasPreviousPage: true } },
    });
    const last = await page({ last: 1 });
    expect(last.names).toEqual(['Bob']);
    expect((await page({ last: 5, before: second.pageInfo.endCursor })).names).toEqual(['Ada']);
    expect((await page({ first: 0 })).names).toEqual([]);
    expect((await ask(REPORTS, { first: 101 })).codes).toEqual(['BAD_USER_INPUT']);
    expect((await ask(REPORTS, { after: 'made up' })).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('R46 a report covers at most 24 months, and takes as many statements for all of them', async () => {
    for (const wrong of [{ from: '2024-11-30' }, { from: '2026-12-01' }])
      expect((await ask(REPORTS, wrong)).codes).toEqual(['BAD_USER_INPUT']);
    const counts = [];
    for (const from of ['2026-11-01', '2024-12-01'])
      counts.push((await test.countStatements(() => ask(REPORTS, { from }))).length);
    expect(new Set(counts).size).toBe(1);
    expect(counts[0]).toBeLessThanOrEqual(5);
  });

  it('R46, R51, R69 the next invoice is projected as things stand', async () => {
    expect((await ask(NEXT, {})).answer).toEqual({
      month: '2026-11-01',
      issuedOn: '2026-12-01',
      lineCount: 2,
      subtotal: { amount: '35.00' },
      tax: { amount: '6.65' },
      total: { amount: '41.65' },
      lines: [
        {
          position: 1,
          description: 'Lease L-1: Mail Pro 250 for ada@report.test',
          explanation: '30 of 30 days at €28.00',
          amount: { amount: '28.00' },
          lease: { number: 'L-1' },
          leaseCharge: {
            ...{ days: 30, divisor: 30, amount: { amount: '28.00' } },
            segments: [
              {
                ...{ from: '2026-11-01', to: '2026-11-30', days: 30, rate: { amount: '28.00' } },
                product: { name: 'Mail Pro 250' },
              },
            ],
          },
        },
        {
          position: 2,
          description: 'Lease L-2: Mail Pro 250 for bob@report.test',
          explanation: '7 of 28 days at €28.00',
          amount: { amount: '7.00' },
          lease: { number: 'L-2' },
          leaseCharge: {
            ...{ days: 7, divisor: 28, amount: { amount: '7.00' } },
            segments: [
              {
                ...{ from: '2026-11-01', to: '2026-11-07', days: 7, rate: { amount: '28.00' } },
                product: { name: 'Mail Pro 250' },
              },
            ],
          },
        },
      ],
    });
  });

  it('R46 and as it would be with starts and stops', async () => {
    const leaseId = test.app.ids.encode('Lease', leases[0] as number);
    const hypothetical = {
      starts: [{ productId, on: '2026-11-24', count: 2 }],
      stops: [{ leaseId, on: '2026-11-22' }],
    };
    const { answer } = await ask(NEXT, { hypothetical });
    expect(answer).toMatchObject({
      lineCount: 4,
      // 21 + 7 + 2 × 7 days of 28 at 28.00.
      subtotal: { amount: '42.00' },
      lines: [
        { amount: { amount: '21.00' } },
        { amount: { amount: '7.00' } },
        {
          description: 'New lease: Mail Pro 250 for a new customer',
          amount: { amount: '7.00' },
          lease: null,
          leaseCharge: { segments: [{ days: 7, product: { name: 'Mail Pro 250' } }] },
        },
        { amount: { amount: '7.00' } },
      ],
    });
    for (const wrong of [
      { stops: [{ leaseId, on: '2026-11-20' }] },
      { stops: [{ leaseId: productId }] },
      { starts: [{ productId, on: '2026-12-01' }] },
      { starts: [{ productId, count: 0 }] },
    ])
      expect((await ask(NEXT, { hypothetical: wrong })).codes).toEqual(['BAD_USER_INPUT']);
  });
});
