import { Fixtures } from '../support/fixtures';
import { TestApplication } from '../support/test-application';
import { Till } from '../support/till';

describe('jobs that look after money', () => {
  let test: TestApplication;
  let make: Fixtures;
  let till: Till;

  beforeAll(async () => {
    test = await TestApplication.start({
      PAYMENT_GATEWAY: 'sandbox',
      BILLING_TIME_ZONE: 'Europe/Berlin',
    });
    make = new Fixtures(test);
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    Till.reset(test);
    till = await Till.open(test, make);
    test.jobFailures.length = 0;
  });

  const on = async (instant: string): Promise<void> => {
    test.now = new Date(instant);
    await test.app.jobs.tick();
  };
  const ledger = async (): Promise<unknown> =>
    ((await test.http().get('/readyz')).body as { ledger: string }).ledger;

  it('R53 what is not paid by its day is overdue from the next one on, in the billing time zone', async () => {
    const [due, later, paid] = [
      await till.issue({ dueOn: '2026-11-24' }),
      await till.issue({ dueOn: '2026-11-25' }),
      await till.issue({ dueOn: '2026-11-24' }),
    ];
    await till.card();
    await till.pay(paid);
    await on('2026-11-24T22:30:00Z');
    expect((await till.standing(due)).status).toBe('OPEN');
    // Midnight has passed in Berlin.
    await on('2026-11-24T23:30:00Z');
    const now = await Promise.all([due, later, paid].map((one) => till.standing(one)));
    expect(now.map(({ status }) => status)).toEqual(['OVERDUE', 'OPEN', 'PAID']);
    expect(test.jobFailures).toEqual([]);
    // It can be paid all the same; the session began when the test did.
    Till.reset(test);
    expect((await till.pay(due)).codes).toEqual([]);
    const changed = await test.dataSource.query<unknown[]>(
      "SELECT id FROM audit_events WHERE account_id = ? AND action = 'overdue'",
      [till.account],
    );
    expect(changed).toHaveLength(1);
  });

  it('R49 what waits for its summary does not need to be paid, and so is never overdue', async () => {
    const waiting = await till.issue({ awaitsSummary: true, dueOn: '2026-11-20' });
    await on('2026-11-26T12:00:00Z');
    expect((await till.standing(waiting)).status).toBe('OPEN');
  });

  it('a gap in the ledger is found within the hour, told, and stands in /readyz', async () => {
    const invoice = await till.issue();
    await on('2026-11-27T10:00:00Z');
    expect(await ledger()).toBe('balanced');
    await test.dataSource.query('UPDATE invoices SET paid = paid + 1 WHERE id = ?', [invoice]);
    await on('2026-11-27T11:05:00Z');
    expect(await ledger()).toBe('does not add up');
    expect(String(test.jobFailures.map(({ error }) => error))).toMatch(/receivables of AC-\d+: 1/);
    await test.dataSource.query('UPDATE invoices SET paid = paid - 1 WHERE id = ?', [invoice]);
    await on('2026-11-27T12:05:00Z');
    await on('2026-11-27T13:05:00Z');
    expect(await ledger()).toBe('balanced');
    // One side alone, of any account.
    await test.dataSource.query(
      'UPDATE ledger_entries SET amount = amount - 1 WHERE account_id = ? LIMIT 1',
      [till.account],
    );
    await on('2026-11-27T14:05:00Z');
    expect(await ledger()).toBe('does not add up');
    expect(String(test.jobFailures.at(-1)?.error)).toMatch(/all entries in EUR: -1/);
  });
});
