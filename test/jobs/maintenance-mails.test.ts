import { Database } from '../../src/database/database';
import { SystemScope } from '../../src/database/scope';
import { Sealer } from '../../src/database/sealing';
import { SEAL_KEY_ID } from '../../src/composition';
import { addDays, type Day } from '../../src/domain/billing/calendar';
import { stepDue } from '../../src/domain/licensing/maintenance-notice';
import { AuditRepository } from '../../src/features/audit/audit.repository';
import { Notifier } from '../../src/features/mail/notifier';
import { OutboxRepository } from '../../src/features/outbox/outbox.repository';
import { SystemWork } from '../../src/features/system-work';
import { maintenanceMails } from '../../src/jobs/maintenance-mails';
import { Fixtures } from '../support/fixtures';
import { letterOf, sentMails, type SentMail } from '../support/sent-mails';
import { TestApplication } from '../support/test-application';

const ENDS: Day = '2027-01-20';
/** Noon, so many days before the last day. */
const noon = (daysBefore: number): Date => new Date(`${addDays(ENDS, -daysBefore)}T11:00:00Z`);

describe('R15 mails about maintenance that ends', () => {
  let test: TestApplication;
  let make: Fixtures;
  let product: number;
  let account: number;

  beforeAll(async () => {
    test = await TestApplication.start({ BILLING_TIME_ZONE: 'Europe/Berlin' });
    make = new Fixtures(test);
    product = await make.product({ name: 'SmarterMail Enterprise 250' });
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    for (const table of ['outbox_messages', 'license_add_ons', 'licenses', 'job_runs'])
      await test.dataSource.query(`DELETE FROM ${table}`);
    await test.dataSource.query(
      "UPDATE users SET email = CONCAT(id, email) WHERE email LIKE '%@ends.test'",
    );
    const holder = await make.user({ email: 'holder@ends.test' });
    account = await make.account(holder, { name: 'Northwind' });
  });

  /** As one process runs the job, whatever others do. */
  function run(now: Date): Promise<void> {
    const scope = new SystemScope('maintenance mails');
    const database = new Database(test.dataSource, { statementTimeout: 10_000 });
    const clock = { now: () => now };
    const messages = new OutboxRepository(
      database,
      new Sealer(SEAL_KEY_ID, test.config.sealKey),
      clock,
    );
    const stores = {
      auditOn: (queries: Database) => new AuditRepository(queries),
      messages,
      wakeOutbox: () => undefined,
    };
    const work = new SystemWork(database, stores as never, clock);
    const job = maintenanceMails(database, {
      ...{ work, notifier: new Notifier(scope), timeZone: 'Europe/Berlin' },
      accountIdOf: (key) => test.app.ids.encode('Account', key),
    });
    const extendClaim = () => Promise.resolve(true);
    return job.run({ period: job.periodOf(now), now, scope, extendClaim });
  }
  const mails = async (): Promise<SentMail[]> =>
    (await sentMails(test)).filter(({ event }) => event.endsWith('maintenance-ending'));
  const said = async (): Promise<string[]> =>
    (await mails()).map(
      ({ to, event, parameters }) => `${to} ${event} ${parameters['step'] as number}`,
    );
  const license = (given: Parameters<Fixtures['license']>[2] = {}, of = account) =>
    make.license(of, product, { maintenanceTo: ENDS, ...given });

  it('go out by the day of the billing time zone, to the holder and to logins that buy, once for each step', async () => {
    await make.membership(account, await make.user({ email: 'buys@ends.test' }), [
      'MAKE_PURCHASES',
    ]);
    await make.membership(account, await make.user({ email: 'pays@ends.test' }), ['PAY_INVOICES']);
    await make.contact(account, { email: 'books@ends.test', receivesStandardInvoices: true });
    await license();
    // 60 days before, by Berlin's clock: it is 21 November there.
    await run(new Date('2026-11-20T22:59:00Z'));
    expect(await said()).toEqual([]);
    await run(new Date('2026-11-20T23:01:00Z'));
    expect(await said()).toEqual([
      'holder@ends.test maintenance-ending 60',
      'buys@ends.test maintenance-ending 60',
    ]);
    for (const day of [60, 59, 31]) await run(noon(day));
    expect(await mails()).toHaveLength(2);
    for (const day of [30, 7, 1, 0, -1, -2, -20]) await run(noon(day));
    expect((await said()).filter((one) => one.startsWith('holder'))).toEqual(
      [60, 30, 7, 0].map((step) => `holder@ends.test maintenance-ending ${step}`),
    );
  });

  it('are one mail for an account and step, however many licenses, and lead to what it can renew', async () => {
    await Fixtures.together(test, async (many) => {
      for (let n = 0; n < 120; n++)
        await many.license(account, product, {
          maintenanceTo: addDays(ENDS, -(n % 3)),
          key: `MANY-${account}-${n}`,
        });
      await many.license(account, product, {
        maintenanceTo: addDays(ENDS, -60),
        key: `ENDED-${account}`,
      });
    });
    await run(noon(59));
    expect(await said()).toEqual([
      'holder@ends.test maintenance-ending 60',
      'holder@ends.test maintenance-ending 0',
    ]);
    const [first, second] = await mails();
    const { subject, text } = letterOf(first as SentMail);
    expect(subject).toBe('Maintenance and Support ends within 60 days');
    expect(text).toMatch(/18 January 2027 +40 × SmarterMail Enterprise 250/);
    const id = test.app.ids.encode('Account', account);
    expect(text).toContain(
      `https://account.keyhold.test/renewals/${id}?use=PERSONAL&from=2027-01-18&to=2027-01-20`,
    );
    expect(letterOf(second as SentMail).subject).toBe('Maintenance and Support has ended');
    // The sum of licenses that a mail names is whole, and it names no key.
    expect(JSON.stringify(await sentMails(test))).not.toContain('MANY-');
    await run(noon(58));
    expect(await mails()).toHaveLength(2);
  });

  it('of days that nobody looked bring the nearest step alone, and nothing of what was renewed meanwhile', async () => {
    const kept = await license();
    const other = await license();
    await run(noon(60));
    await test.dataSource.query('UPDATE licenses SET maintenance_to = ? WHERE id = ?', [
      addDays(ENDS, 365),
      other,
    ]);
    await run(noon(5));
    expect(await said()).toEqual(
      [60, 7].map((step) => `holder@ends.test maintenance-ending ${step}`),
    );
    expect((await mails())[1]?.parameters['licenses']).toMatchObject([{ count: 1 }]);
    await run(noon(60 - 365));
    expect((await said()).at(-1)).toBe('holder@ends.test maintenance-ending 60');
    expect(kept).toBeLessThan(other);
  });

  it('bring a reseller one digest of its customers, and each customer a mail of its own', async () => {
    const seller = await make.account(await make.user({ email: 'seller@ends.test' }), {
      name: 'Contoso',
      reseller: true,
    });
    await make.membership(seller, await make.user({ email: 'resells@ends.test' }), ['RESELLER']);
    await make.membership(seller, await make.user({ email: 'shops@ends.test' }), [
      'MAKE_PURCHASES',
    ]);
    const resold = { origin: 'RESOLD' as const };
    await license({ ...resold, customerAccountId: account }, seller);
    const second = await make.account(await make.user({ email: 'second@ends.test' }), {
      name: 'Visit evil.example now',
    });
    await license({ ...resold, customerAccountId: second }, seller);
    await license({ ...resold, customerAccountId: null, status: 'UNASSIGNED' }, seller);
    await run(noon(30));
    expect((await said()).sort()).toEqual([
      'holder@ends.test maintenance-ending 30',
      'resells@ends.test resold-maintenance-ending 30',
      'second@ends.test maintenance-ending 30',
      'seller@ends.test resold-maintenance-ending 30',
    ]);
    const all = await mails();
    const of = (to: string) => letterOf(all.find((mail) => mail.to === to) as SentMail);
    const digest = of('resells@ends.test');
    expect(digest.text).toMatch(/SmarterMail Enterprise 250, Northwind/);
    expect(digest.text).toContain('use=RESOLD&from=2027-01-20&to=2027-01-20');
    expect(digest.text + digest.html).not.toContain('evil.example');
    // Renewing is the partner's: the customer is told whom to ask, and gets no link.
    expect(of('holder@ends.test').text).toContain('sold by Contoso');
    expect(of('holder@ends.test').text).not.toContain('/renewals/');
    await test.dataSource.query('UPDATE accounts SET reseller = 0 WHERE id = ?', [seller]);
    await run(noon(7));
    expect((await said()).filter((one) => one.includes('resold'))).toHaveLength(2);
  });

  it('R14 are account updates, and are about nothing that cannot be renewed', async () => {
    const quiet = await make.account(await make.user(), { mailingPreference: 'NONE' });
    await license({}, quiet);
    for (const given of [
      { status: 'ENDED' },
      { status: 'SUSPENDED' },
      { origin: 'LEASED' },
      { maintenanceTo: null },
    ] as const)
      await license(given);
    await run(noon(30));
    expect(await said()).toEqual([]);
  });

  it('are written once though four processes believe that the day is theirs', async () => {
    await Fixtures.together(test, async (many) => {
      for (let n = 0; n < 130; n++) {
        const holder = await many.user({ email: `many${n}@ends.test` });
        const of = await many.account(holder, { number: `AE-${account}-${n}` });
        await many.license(of, product, { maintenanceTo: ENDS, key: `CROWD-${account}-${n}` });
      }
    });
    await Promise.all([1, 2, 3, 4].map(() => run(noon(7))));
    const found = await mails();
    expect(found).toHaveLength(130);
    expect(new Set(found.map(({ to }) => to)).size).toBe(130);
  });

  it('are found by the statement on the very days on which the domain says so', async () => {
    await license();
    for (let day = 63; day >= -16; day--) {
      await test.dataSource.query('DELETE FROM outbox_messages');
      for (const notified of [null, 61, 60, 31, 29, 8, 6, -1]) {
        const on = notified === null ? null : addDays(ENDS, -notified);
        const today = addDays(ENDS, -day);
        if (on !== null && on > today) continue;
        const due = stepDue(ENDS, on, today) !== null;
        if (day % 7 !== 0 && ![60, 30, 7, 0, -1, -14, -15, 61].includes(day)) continue;
        await test.dataSource.query('UPDATE licenses SET customer_notified_on = ?', [on]);
        const before = (await mails()).length;
        await run(noon(day));
        expect([day, notified, (await mails()).length - before]).toEqual([
          day,
          notified,
          due ? 1 : 0,
        ]);
      }
    }
  });

  it('go out by themselves every day', async () => {
    await license();
    test.now = noon(30);
    await test.app.jobs.tick();
    expect(test.jobFailures).toEqual([]);
    expect(await said()).toEqual(['holder@ends.test maintenance-ending 30']);
  });
});
