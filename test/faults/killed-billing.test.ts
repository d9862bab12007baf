import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { activeDays, costOf } from '../features/billing/active-days';
import { billed, gapless } from '../features/billing/books';
import { Fixtures } from '../support/fixtures';
import { TEST_ENVIRONMENT, TestApplication } from '../support/test-application';
import { Till } from '../support/till';
import { write } from '../support/write';

const LONG = process.env['KEYHOLD_LONG'] !== undefined;
const [LEASES, ACCOUNTS, PROCESSES] = LONG ? [5_000, 500, 4] : [200, 52, 2];
/** In the short form the first processes die before these statements: in the first batch, and while cards are charged. */
const DEATHS = LONG ? [] : [14, 45, 240];
/** In the long form somebody kills one of the processes so often, in milliseconds. */
const EVERY = 2_000;
const ENVIRONMENT = {
  PAYMENT_GATEWAY: 'sandbox',
  BILLING_TIME_ZONE: 'Europe/Berlin',
  TAX_RATES: 'DE=19',
};
const NOW = new Date('2026-12-01T06:00:00Z');

interface Said {
  readonly failures: readonly string[];
}

describe('processes that are killed while they bill', () => {
  let test: TestApplication;
  let till: Till;
  let accounts: number[];

  beforeAll(async () => {
    test = await TestApplication.start(ENVIRONMENT);
    const make = new Fixtures(test);
    const product = await make.product();
    const holders = new Map<number, number>();
    await test.dataSource.transaction(async (manager) => {
      const together = new Fixtures(test, manager);
      for (let n = 0; n < ACCOUNTS; n++) {
        const holder = await together.user({ email: `holder${n}@billed.test` });
        holders.set(await together.account(holder, { leaseProvider: true }), holder);
      }
      accounts = [...holders.keys()];
      for (let n = 0; n < LEASES; n++) {
        const account = accounts[n % ACCOUNTS] ?? 0;
        const startedOn = `2026-${n % 3 === 0 ? '10' : '11'}-${10 + (n % 20)}` as const;
        await together.lease(account, account, product, {
          startedOn,
          monthlyPrice: BigInt(2_000 + (n % 97)),
          ...(n % 5 === 0
            ? { stoppedOn: '2026-11-29', stoppedAt: NOW, status: 'STOPPED' as const }
            : {}),
        });
      }
    });
    await test.dataSource.query('UPDATE memberships SET alert_invoice_created = 1');
    for (let from = 0; from < ACCOUNTS; from += 8)
      await Promise.all(
        [...holders].slice(from, from + 8).map(async ([account, holder]) => {
          const accountId = test.app.ids.encode('Account', account);
          const token = await test.tokenFor(holder);
          const input = { accountId, setup: 'sandbox:success' };
          const { codes } = await write(test, token, 'addPaymentMethod', input);
          if (codes.length > 0) throw new Error(`No card: ${codes.join()}`);
        }),
      );
    till = await Till.open(test, make);
  }, 300_000);
  afterAll(() => test.stop());

  /** Keeps that many processes at it until one has come to its end. @returns how many were killed. */
  const billWhileKilled = async (): Promise<{ kills: number; failures: string[] }> => {
    const { url } = test.dataSource.options as { readonly url: string };
    const deaths = [...DEATHS];
    /** Those that have begun: a process takes seconds to start. */
    const billing = new Set<ChildProcess>();
    const failures: string[] = [];
    let [kills, ended] = [0, 0];
    const killer = LONG
      ? setInterval(() => {
          const [oldest] = billing;
          if (ended === 0) oldest?.kill('SIGKILL');
        }, EVERY)
      : undefined;
    const oneAfterTheOther = async (): Promise<void> => {
      while (ended === 0) {
        const [at = null] = deaths.splice(0, 1);
        const environment = { ...TEST_ENVIRONMENT, ...ENVIRONMENT };
        const given = { url, environment, now: NOW, asOf: '2026-12-01', at };
        const child = fork(join(__dirname, 'billing-process.cjs'), [JSON.stringify(given)]);
        child.on('message', (said: 'begun' | Said) => {
          if (said === 'begun') billing.add(child);
          else failures.push(...said.failures);
        });
        const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
        billing.delete(child);
        if (signal === 'SIGKILL') kills++;
        else if (code === 0) ended++;
        else return;
      }
    };
    await Promise.all(Array.from({ length: PROCESSES }, oneAfterTheOther));
    clearInterval(killer);
    return { kills, failures };
  };

  /** Charges that took money, by invoice. */
  const charges = async (): Promise<Map<number, number>> => {
    const rows = await test.dataSource.query<{ invoice: number; times: number | string }[]>(
      `SELECT o.invoice_id AS invoice, COUNT(*) AS times FROM sandbox_charges c
       JOIN payments y ON y.attempt_key = c.idempotency_key JOIN payment_allocations o ON o.payment_id = y.id
       WHERE c.status = 'SUCCEEDED' GROUP BY o.invoice_id`,
    );
    return new Map(rows.map(({ invoice, times }) => [invoice, Number(times)]));
  };

  it(`R55 ${LEASES} leases are billed once by ${PROCESSES} processes, and no invoice is charged twice`, async () => {
    const { kills, failures } = await billWhileKilled();
    expect(failures).toEqual([]);
    expect(kills).toBeGreaterThanOrEqual(LONG ? 3 : DEATHS.length);
    // Whoever was killed while a card was charged left that to be asked about.
    test.now = new Date(NOW.getTime() + 10 * 60_000);
    await test.app.reconciling.look();
    const { documents, charged } = await test.app.billing.bill('2026-12-01', { accept: true });
    expect(documents).toEqual([]);
    expect(charged).toMatchObject({ FAILED: 0, PENDING: 0 });
    expect(test.jobFailures).toEqual([]);
    process.stdout.write(
      `${kills} kills; ${charged?.SUCCEEDED} invoices were charged after them\n`,
    );
  }, 900_000);

  it('R52 R54 R58 the lines are those of every lease, their sums are exact, and the numbers have no gap', async () => {
    const lines = await test.dataSource.query<{ lease: number; amount: string }[]>(
      'SELECT lease_id AS lease, amount FROM invoice_lines ORDER BY lease_id',
    );
    const active = await activeDays(test, '2026-11-30');
    expect(lines.map(({ lease, amount }) => [lease, BigInt(amount)])).toEqual(
      [...active].map(([lease, days]) => [lease, costOf(days, '2026-11')?.amount]),
    );
    expect(lines).toHaveLength(LEASES);
    const invoices = await billed(test);
    expect(invoices.map(({ account }) => account).sort((a, b) => a - b)).toEqual(accounts);
    for (const { sum, subtotal, tax, total, paid, status } of invoices) {
      expect([sum, subtotal + tax, paid, status]).toEqual([subtotal, total, total, 'PAID']);
    }
    expect(await gapless(test)).toBe(true);
    expect(await till.gaps()).toEqual([]);
  });

  it('R51 R55 every invoice was charged once, and its people told once', async () => {
    const keys = (await billed(test)).map(({ id }) => id);
    expect(await charges()).toEqual(new Map(keys.map((key) => [key, 1])));
    const mailed = await test.dataSource.query<{ event: string; mails: number | string }[]>(
      `SELECT event, COUNT(*) AS mails FROM outbox_messages
       WHERE event IN ('lease-invoice-created', 'payment-received', 'payment-failed') GROUP BY event ORDER BY event`,
    );
    expect(mailed.map(({ event, mails }) => [event, Number(mails)])).toEqual([
      ['lease-invoice-created', ACCOUNTS],
      ['payment-received', ACCOUNTS],
    ]);
  });

  it('R55 a second run adds nothing', async () => {
    const before = await billed(test);
    const { documents, charged } = await test.app.billing.bill('2026-12-01', { accept: true });
    expect([documents, charged]).toEqual([[], { SUCCEEDED: 0, FAILED: 0, PENDING: 0 }]);
    expect(await billed(test)).toEqual(before);
  });
});
