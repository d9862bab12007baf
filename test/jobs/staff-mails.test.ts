import { SystemScope } from '../../src/database/scope';
import { StaffNotifier } from '../../src/features/mail/staff-notifier';
import { WorkUnit } from '../../src/graphql/unit';
import { Fixtures } from '../support/fixtures';
import { sentMails, type SentMail } from '../support/sent-mails';
import { TestApplication } from '../support/test-application';
import { Till } from '../support/till';

const HOUR = 60;

describe('what billing staff are told of', () => {
  let test: TestApplication;
  let make: Fixtures;
  let till: Till;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox' });
    make = new Fixtures(test);
    for (const staffRole of ['SUPPORT', 'BILLING', 'ADMIN'] as const)
      await make.user({ staffRole, email: `${staffRole.toLowerCase()}@vendor.test` });
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    Till.reset(test);
    till = await Till.open(test, make, { name: 'Northwind' });
    // The till's own.
    await test.dataSource.query(
      "UPDATE users SET staff_role = NULL WHERE staff_role = 'BILLING' AND email <> 'billing@vendor.test'",
    );
    await test.dataSource.query('DELETE FROM outbox_messages');
    await test.dataSource.query('DELETE FROM job_runs');
  });

  const mailsOf = async (event: string): Promise<SentMail[]> =>
    (await sentMails(test)).filter((mail) => mail.event === event);
  const numberOf = async (invoice: number): Promise<string> => {
    const [row] = await test.dataSource.query<{ number: string }[]>(
      'SELECT number FROM invoices WHERE id = ?',
      [invoice],
    );
    return row?.number ?? '';
  };
  const BOTH = ['billing@vendor.test', 'admin@vendor.test'];

  /** An automatic attempt that nobody has settled, of which the gateway has never heard. */
  const tried = (invoice: number, attemptedAt: string, given: object = {}): Promise<number> =>
    make.payment(till.account, invoice, {
      automatic: true,
      status: 'PENDING',
      gateway: 'sandbox',
      attemptedAt: new Date(attemptedAt),
      settledAt: null,
      askAt: test.now,
      ...given,
    });

  it('R53 an invoice that is overdue after its last automatic attempt is told to billing staff and admins, once', async () => {
    await till.card('sandbox:declined');
    const invoice = await till.issue({ kind: 'LEASE', period: '2026-10' });
    for (const day of ['2026-11-22', '2026-11-25', '2026-11-27']) {
      test.now = new Date(`${day}T09:00:00Z`);
      await test.app.jobs.tick();
      expect(await mailsOf('staff-invoice-overdue')).toEqual([]);
    }
    test.now = new Date('2026-11-29T09:00:00Z');
    const sandbox = { PAYMENT_GATEWAY: 'sandbox' };
    const others = await Promise.all([test.another(sandbox), test.another(sandbox)]);
    for (const other of others) other.now = test.now;
    await Promise.all([test, ...others].map(({ app }) => app.jobs.tick()));
    expect((await till.standing(invoice)).status).toBe('OVERDUE');
    const mails = await mailsOf('staff-invoice-overdue');
    expect(mails.map(({ to }) => to)).toEqual(BOTH);
    expect(mails[0]?.parameters).toMatchObject({
      account: 'Northwind',
      number: await numberOf(invoice),
      balance: { amount: '119.00', currency: 'EUR' },
      tries: 4,
    });
    // Those of the account read what was mailed because of it, and not this.
    expect(mails.map(({ accountId }) => accountId)).toEqual([null, null]);
    expect(await mailsOf('payment-failed')).toHaveLength(4);
    await Promise.all(others.map((other) => other.stop()));
    // Its day passes later on.
    test.now = new Date('2026-12-20T12:00:00Z');
    await test.app.jobs.tick();
    expect(await mailsOf('staff-invoice-overdue')).toHaveLength(2);
  });

  it('R53 a lease invoice whose day has passed without an attempt is told, other invoices are not', async () => {
    const lease = await till.issue({ kind: 'LEASE', period: '2026-09', dueOn: '2026-11-20' });
    await till.issue({ dueOn: '2026-11-20' });
    test.now = new Date('2026-12-22T12:00:00Z');
    await test.app.jobs.tick();
    const mails = await mailsOf('staff-invoice-overdue');
    expect(mails.map(({ to }) => to)).toEqual(BOTH);
    expect(mails[0]?.parameters).toMatchObject({ number: await numberOf(lease), tries: 0 });
  });

  it('R56 a charge of which nobody has known for a day its outcome is told once, however many ask', async () => {
    const invoice = await till.issue();
    const payment = await tried(invoice, test.now.toISOString(), {
      automatic: false,
      // Of a gateway that nobody can ask any more.
      gateway: 'gone',
      charge: 'charge of somebody',
    });
    await till.later(23 * HOUR);
    expect(await mailsOf('staff-charge-unknown')).toEqual([]);
    const another = await test.another();
    for (let hour = 0; hour < 4; hour++) {
      another.now = new Date(test.now.getTime() + HOUR * 60_000);
      await Promise.all([till.later(HOUR), another.app.reconciling.look()]);
    }
    await another.stop();
    const mails = await mailsOf('staff-charge-unknown');
    expect(mails.map(({ to }) => to)).toEqual(BOTH);
    expect(mails[0]?.parameters).toMatchObject({
      amount: { amount: '119.00', currency: 'EUR' },
      charge: 'charge of somebody',
      gateway: 'gone',
      order: false,
    });
    await test.dataSource.query('UPDATE payments SET ask_at = NULL WHERE id = ?', [payment]);
  });

  it('R53 a card that always times out before it is charged: a day counts as an attempt, people and staff are told, and dunning goes on', async () => {
    await till.card('sandbox:times-out-before-charging');
    const invoice = await till.issue({ kind: 'LEASE', period: '2026-10' });
    const tried: string[] = [];
    /** The job of the hour charges; minutes later the gateway is asked, which calls it off. */
    const hour = async (instant: string): Promise<void> => {
      test.now = new Date(instant);
      await test.app.jobs.tick();
      await till.later(5);
      const counted = await mailsOf('staff-charge-unanswered');
      tried.push(`${instant.slice(5, 13)} ${(await till.payments()).length} ${counted.length / 2}`);
    };
    for (const at of ['22T08', '22T09', '23T07', '23T08', '23T09', '25T09', '26T08', '26T09'])
      await hour(`2026-11-${at}:33:00Z`);
    // It is tried every hour until a day has counted, and then 3 days later again.
    expect(tried).toEqual([
      '11-22T08 1 0',
      '11-22T09 2 0',
      '11-23T07 3 0',
      '11-23T08 4 1',
      '11-23T09 4 1',
      '11-25T09 4 1',
      '11-26T08 5 1',
      '11-26T09 6 1',
    ]);
    expect(await mailsOf('staff-invoice-overdue')).toEqual([]);
    await hour('2026-11-27T08:33:00Z');
    const failed = await mailsOf('payment-failed');
    expect(failed.map(({ parameters }) => parameters['nextAttemptOn'])).toEqual([
      '2026-11-26',
      '2026-11-28',
    ]);
    for (const day of [28, 29, 30]) await hour(`2026-11-${day}T08:33:00Z`);
    await hour('2026-12-01T08:33:00Z');
    expect((await till.standing(invoice)).status).toBe('OVERDUE');
    expect(await mailsOf('staff-invoice-overdue')).toHaveLength(2);
    expect((await mailsOf('staff-charge-unanswered'))[0]?.parameters).toMatchObject({
      account: 'Northwind',
      number: await numberOf(invoice),
      amount: { amount: '119.00', currency: 'EUR' },
      nextAttemptOn: '2026-11-26',
    });
  });

  it('R56 a refund of which nobody has known for a day its outcome is told once', async () => {
    const invoice = await till.issue();
    // Of a gateway that nobody can ask any more.
    const payment = await make.payment(till.account, invoice, {
      gateway: 'gone',
      charge: 'charge of old',
      chargeReference: 'charge of old',
    });
    await test.dataSource.query(
      `INSERT INTO refunds (account_id, payment_id, status, currency, amount, reason, attempt_key, created_at, asked, ask_at)
       VALUES (?, ?, 'PENDING', 'EUR', 11900, 'Asked', 'a key', ?, 0, ?)`,
      [till.account, payment, test.now, test.now],
    );
    await till.later(23 * HOUR);
    expect(await mailsOf('staff-refund-unknown')).toEqual([]);
    for (let hour = 0; hour < 3; hour++) await till.later(HOUR);
    const mails = await mailsOf('staff-refund-unknown');
    expect(mails.map(({ to }) => to)).toEqual(BOTH);
    expect(mails[0]?.parameters).toMatchObject({
      amount: { amount: '119.00', currency: 'EUR' },
      gateway: 'gone',
    });
    await test.dataSource.query('UPDATE refunds SET ask_at = NULL');
  });

  it('everything said goes to each of them, and to nobody when there is nobody', async () => {
    const staff = new StaffNotifier(new SystemScope('test'));
    const parameters = {
      month: '2026-10',
      kind: 'LEASE',
      accounts: 3,
      total: { amount: '999999.00', currency: 'EUR' },
      totalBefore: { amount: '1000.00', currency: 'EUR' },
    } as const;
    const messages = (): Promise<unknown[]> =>
      till.database.transaction(async (tx) => {
        const unit = new WorkUnit(tx);
        await staff.notify(unit, 'staff-billing-run-stopped', parameters, parameters);
        return unit.messages.map(({ event, accountId }) => [event, accountId]);
      });
    expect(await messages()).toEqual(
      Array.from({ length: 4 }, () => ['staff-billing-run-stopped', null]),
    );
    await test.dataSource.query(
      "UPDATE users SET staff_role = 'SUPPORT' WHERE staff_role <> 'SUPPORT'",
    );
    expect(await messages()).toEqual([]);
  });
});
