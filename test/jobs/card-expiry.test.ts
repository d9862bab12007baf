import { AuditRepository } from '../../src/features/audit/audit.repository';
import { SEAL_KEY_ID } from '../../src/composition';
import { Database } from '../../src/database/database';
import { SystemScope } from '../../src/database/scope';
import { Sealer } from '../../src/database/sealing';
import { Notifier } from '../../src/features/mail/notifier';
import { OutboxRepository } from '../../src/features/outbox/outbox.repository';
import { SystemWork } from '../../src/features/system-work';
import { cardExpiry } from '../../src/jobs/card-expiry';
import { Fixtures } from '../support/fixtures';
import { sentMails, type SentMail } from '../support/sent-mails';
import { TestApplication } from '../support/test-application';

describe('cards that are about to expire', () => {
  let test: TestApplication;
  let make: Fixtures;
  let account: number;

  beforeAll(async () => {
    test = await TestApplication.start({ BILLING_TIME_ZONE: 'Europe/Berlin' });
    make = new Fixtures(test);
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    account = await make.account(await make.user({ email: 'holder@card.test' }), {
      name: 'Northwind',
    });
  });
  afterEach(async () => {
    // Each test begins the days anew, with an account of its own.
    for (const table of ['outbox_messages', 'payment_methods'])
      await test.dataSource.query(`DELETE FROM ${table}`);
    await test.dataSource.query(
      "UPDATE users SET email = CONCAT(id, email) WHERE email LIKE '%@card.test'",
    );
  });

  /** As one process runs the job, whatever others do. */
  function run(now: Date): Promise<void> {
    const scope = new SystemScope('card expiry');
    const database = new Database(test.dataSource, { statementTimeout: 10_000 });
    const sealer = new Sealer(SEAL_KEY_ID, test.config.sealKey);
    const clock = { now: () => now };
    const outbox = new OutboxRepository(database, sealer, clock);
    const work = new SystemWork(
      database,
      {
        auditOn: (queries) => new AuditRepository(queries),
        messages: outbox,
        wakeOutbox: () => undefined,
      },
      clock,
    );
    const job = cardExpiry(database, work, new Notifier(scope), 'Europe/Berlin');
    const extendClaim = () => Promise.resolve(true);
    return job.run({ period: job.periodOf(now), now, scope, extendClaim });
  }
  const on = (instant: string): Promise<void> => run(new Date(instant));
  const mailsOf = async (): Promise<SentMail[]> =>
    (await sentMails(test)).filter(({ event }) => event === 'card-expiring');

  it('are told of once, by the day of the billing time zone, to the holder and to logins that look after cards', async () => {
    await make.membership(account, await make.user({ email: 'pays@card.test' }), ['PAY_INVOICES']);
    await make.membership(account, await make.user({ email: 'buys@card.test' }), [
      'MAKE_PURCHASES',
    ]);
    await make.contact(account, { email: 'contact@card.test', receivesStandardInvoices: true });
    await make.card(account, { expiresOn: '2026-12-31' });
    await on('2026-11-30T22:59:00Z');
    expect(await mailsOf()).toEqual([]);
    // It is December in Berlin.
    await on('2026-11-30T23:01:00Z');
    const mails = await mailsOf();
    expect(mails.map(({ to, accountId }) => [to, accountId])).toEqual([
      ['holder@card.test', account],
      ['pays@card.test', account],
    ]);
    expect(mails[0]?.parameters).toMatchObject({
      account: 'Northwind',
      card: 'Visa ending in 4242',
      expiresOn: '2026-12-31',
    });
    for (const day of ['02', '15', '31']) await on(`2026-12-${day}T12:00:00Z`);
    await on('2027-01-01T12:00:00Z');
    expect(await mailsOf()).toHaveLength(2);
  });

  it('are told of once though four processes believe that the day is theirs, and once more after a crash', async () => {
    await Fixtures.together(test, async (many) => {
      for (let n = 0; n < 60; n++) {
        const holder = await many.user({ email: `many${n}@card.test` });
        await many.card(await many.account(holder, { number: `AC-${n}` }), {
          expiresOn: '2026-12-31',
        });
      }
    });
    const now = new Date('2026-12-05T12:00:00Z');
    const runs = [1, 2, 3, 4].map(() => run(now));
    await Promise.all(runs);
    const mails = await mailsOf();
    expect(new Set(mails.map(({ accountId }) => accountId)).size).toBe(60);
    expect(mails).toHaveLength(60);
    await run(now);
    expect(await mailsOf()).toHaveLength(60);
  });

  it('are of no concern while another is charged by itself, and a card that replaces one is told of again', async () => {
    const first = await make.card(account, { expiresOn: '2026-12-31', isDefault: true });
    const second = await make.card(account, { expiresOn: '2026-12-31', isDefault: false });
    await on('2026-12-05T12:00:00Z');
    expect(await mailsOf()).toHaveLength(1);
    await test.dataSource.query('UPDATE payment_methods SET is_default = (id = ?)', [second]);
    await on('2026-12-06T12:00:00Z');
    expect(await mailsOf()).toHaveLength(2);
    await test.dataSource.query(
      'UPDATE payment_methods SET removed_at = ?, is_default = 0 WHERE id IN (?, ?)',
      [test.now, first, second],
    );
    await make.card(account, { expiresOn: '2027-01-31', isDefault: false });
    await on('2026-12-31T12:00:00Z');
    expect(await mailsOf()).toHaveLength(2);
    await on('2027-01-02T12:00:00Z');
    expect((await mailsOf()).map(({ parameters }) => parameters['expiresOn'])).toEqual([
      '2026-12-31',
      '2026-12-31',
      '2027-01-31',
    ]);
  });

  it('are looked for every day', async () => {
    await make.card(account, { expiresOn: '2026-12-31' });
    test.now = new Date('2026-12-05T12:00:00Z');
    await test.app.jobs.tick();
    expect(test.jobFailures).toEqual([]);
    expect(await mailsOf()).toHaveLength(1);
  });

  it('R14 are no transactional mail: a holder who wants nothing else is not told', async () => {
    const quiet = await make.account(await make.user(), { mailingPreference: 'NONE' });
    await make.card(quiet, { expiresOn: '2026-12-31' });
    await on('2026-12-05T12:00:00Z');
    expect(await mailsOf()).toEqual([]);
  });

  it('that have expired already, or were taken off, are told of no more', async () => {
    await make.card(account, { expiresOn: '2026-12-04' });
    const other = await make.account(await make.user());
    await make.card(other, { expiresOn: '2026-12-31', removedAt: test.now });
    await on('2026-12-05T12:00:00Z');
    expect(await mailsOf()).toEqual([]);
  });
});
