import { Database } from '../../src/database/database';
import { SandboxPlays } from '../../src/dev/sandbox-plays';
import { CLAIM_LIFE } from '../../src/graphql/idempotency';
import { Fixtures } from '../support/fixtures';
import { TEST_NOW, TestApplication } from '../support/test-application';
import { Till } from '../support/till';
import { Mortals, POINTS_OF_PAYING, SANDBOX, type Death } from './killed-call';

const LONG = process.env['KEYHOLD_LONG'] !== undefined;
const TIMES = LONG ? 10 : 1;

const POINTS: typeof POINTS_OF_PAYING = [
  [
    'once the attempt is written down',
    { after: 'INSERT INTO payment_allocations', then: 'SELECT y.id AS pk' },
    false,
  ],
  ...POINTS_OF_PAYING,
];

/** Between the gateway's telling of a change and the books, in their order. */
const POINTS_OF_LOOKING: readonly (readonly [where: string, death: Death])[] = [
  ['before it is written down', { after: 'INSERT INTO gateway_checks', then: 'COMMIT' }],
  ['once it is written down', { after: ['INSERT INTO gateway_checks', 'COMMIT'], then: '' }],
  ['once it is claimed', { after: ['UPDATE gateway_checks SET claim_token', 'COMMIT'], then: '' }],
  ['while the refund is booked', { after: 'INSERT INTO payment_returns', then: 'INSERT INTO' }],
  [
    'before all of it is booked',
    { after: ['INSERT INTO disputes', 'INSERT INTO ledger_entries'], then: 'COMMIT' },
  ],
  ['once it is booked', { after: ['INSERT INTO disputes', 'COMMIT'], then: '' }],
];

describe('a process that is killed while somebody pays', () => {
  let test: TestApplication;
  let make: Fixtures;
  let mortals: Mortals;
  beforeAll(async () => {
    test = await TestApplication.start(SANDBOX);
    make = new Fixtures(test);
    mortals = new Mortals(test);
  });
  afterAll(async () => {
    await mortals.stop();
    await test.stop();
  });
  beforeEach(() => Till.reset(test));

  const killed = async (at: Death) => {
    const till = await Till.open(test, make);
    await till.card();
    const invoice = await till.issue();
    const input = { invoiceId: till.id('Invoice', invoice) };
    const query = `mutation ($input: PayInvoiceInput!) { payInvoice(input: $input) {
      payment { status } userErrors { code } } }`;
    const key = `pay ${invoice}`;
    const headers = { authorization: `Bearer ${till.holder}`, 'idempotency-key': key };
    const came = await mortals.call({ at, headers, payload: { query, variables: { input } } });
    expect(came).toEqual([[], 'SIGKILL']);
    const charged = async (): Promise<string[]> => {
      const rows = await test.dataSource.query<{ status: string }[]>(
        `SELECT c.status FROM sandbox_charges c JOIN payments y ON y.attempt_key = c.idempotency_key
         WHERE y.account_id = ?`,
        [till.account],
      );
      return rows.map(({ status }) => status);
    };
    const repeat = () => test.graph(query, { input }, till.holder, key);
    return { till, invoice, charged, repeat };
  };

  const cases = POINTS.flatMap(([where, death, charged]) =>
    Array.from({ length: TIMES }, (_, n) => [where, n + 1, death, charged] as const),
  );

  it.each(cases)(
    'R56 %s (%i), another instance asks: it is paid if, and only if, it was charged',
    async (_where, _time, death, wasCharged) => {
      const { till, invoice, charged } = await killed(death);
      expect((await charged()).includes('SUCCEEDED')).toBe(wasCharged);
      expect((await till.payments()).map(({ status }) => status)).toEqual(['PENDING']);
      const reconciler = await test.another(SANDBOX);
      reconciler.now = new Date(TEST_NOW.getTime() + 3 * 60_000);
      await reconciler.app.reconciling.look();
      expect(reconciler.jobFailures).toEqual([]);
      await reconciler.stop();
      expect((await till.payments()).map(({ status }) => status)).toEqual([
        wasCharged ? 'SUCCEEDED' : 'FAILED',
      ]);
      expect((await till.standing(invoice)).status).toBe(wasCharged ? 'PAID' : 'OPEN');
      expect((await charged()).filter((status) => status === 'SUCCEEDED')).toHaveLength(
        wasCharged ? 1 : 0,
      );
      expect(await till.gaps()).toEqual([]);
      // What was not paid can be, and what was cannot be paid again.
      expect((await till.pay(invoice)).codes).toEqual(wasCharged ? ['INVOICE_PAID'] : []);
      expect((await charged()).filter((status) => status === 'SUCCEEDED')).toHaveLength(1);
    },
    60_000,
  );

  // A process takes seconds to start: one of the points here, unless there is time.
  it.each(POINTS.filter(([where]) => LONG || where === 'once it is confirmed'))(
    'R56 R60 %s, the same call goes on where it was, and charges once',
    async (_where, death) => {
      const { till, invoice, charged, repeat } = await killed(death);
      test.now = new Date(TEST_NOW.getTime() + CLAIM_LIFE);
      const answer = { payInvoice: { payment: { status: 'SUCCEEDED' }, userErrors: [] } };
      expect(await repeat()).toMatchObject({ errors: [], data: answer });
      expect(await repeat()).toMatchObject({ errors: [], data: answer });
      expect(await charged()).toEqual(['SUCCEEDED']);
      expect((await till.standing(invoice)).status).toBe('PAID');
      expect(await till.gaps()).toEqual([]);
    },
    60_000,
  );

  it.each(POINTS_OF_LOOKING.filter(([where]) => LONG || /claimed|before all/.test(where)))(
    'R55 R56 told of a change at the gateway, %s: another instance books all of it, once',
    async (where, at) => {
      const till = await Till.open(test, make);
      await till.card();
      const invoice = await till.issue();
      await till.pay(invoice);
      const [payment] = await test.dataSource.query<{ charge: string }[]>(
        'SELECT charge FROM payments WHERE account_id = ?',
        [till.account],
      );
      const charge = payment?.charge ?? '';
      const plays = new SandboxPlays(new Database(test.dataSource, { statementTimeout: 10_000 }));
      await plays.refund(charge, 2_000n);
      const change = await plays.dispute(charge, 900n);
      expect(await mortals.call({ at, change })).toEqual([[], 'SIGKILL']);
      const booked = where === 'once it is booked';
      expect((await till.standing(invoice)).paid).toBe(booked ? 9_000 : 11_900);
      const other = await test.another(SANDBOX);
      other.now = new Date(TEST_NOW.getTime() + 6 * 60_000);
      // Nobody has heard of it but the gateway, whose changes the job reads.
      if (where === 'before it is written down') await other.app.jobs.tick();
      for (let times = 0; times < 2; times++) await other.app.reconciling.look();
      expect(other.jobFailures).toEqual([]);
      await other.stop();
      expect(await till.standing(invoice)).toMatchObject({ status: 'OPEN', paid: 9_000 });
      expect(await till.payments()).toMatchObject([{ amount: 11_900, refunded: 2_000 }]);
      expect(await till.gaps()).toEqual([]);
    },
    60_000,
  );
});
