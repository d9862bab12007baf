import PostalMime from 'postal-mime';
import { AccountEntity } from '../../../src/database/entities/account.entity';
import { MembershipEntity } from '../../../src/database/entities/membership.entity';
import { AuditEventEntity } from '../../../src/database/entities/audit-event.entity';
import { checksum } from '../../support/fixtures';
import { TestMailServer } from '../../support/mail-server';
import { TestApplication, TEST_NOW } from '../../support/test-application';
import { addressOf, MailingWorld, tally } from './mailing-world';

describe('mailings', () => {
  let server: TestMailServer;
  let test: TestApplication;
  let world: MailingWorld;

  beforeEach(async () => {
    server = await TestMailServer.start();
    test = await TestApplication.start({
      MAIL_URL: server.url,
      MAIL_FROM: 'Keyhold <no-reply@keyhold.test>',
      PUBLIC_URL: 'https://account.keyhold.test',
    });
    world = await MailingWorld.over(test);
  });
  afterEach(async () => {
    expect(test.jobFailures).toEqual([]);
    await test.app.mails?.stop();
    await test.stop();
    await server.down();
  });

  /** An account for every preference, each with a login that wants marketing, one that does not, and contacts. */
  const everyPreference = async (): Promise<void> => {
    for (const mailingPreference of ['ALL', 'CRITICAL_ONLY', 'NONE'] as const) {
      const name = mailingPreference.toLowerCase().replace('_', '-');
      const holder = await world.make.user({ email: `holder@${name}.test` });
      const account = await world.make.account(holder, { mailingPreference });
      const wants = await world.make.user({ email: `wants@${name}.test` });
      const optedOut = await world.make.user({ email: `opted-out@${name}.test` });
      const invited = await world.make.user({ email: `invited@${name}.test` });
      await world.make.membership(account, wants, []);
      await world.make.membership(account, optedOut, [], { marketingMail: false });
      await world.make.membership(account, invited, [], { status: 'INVITED' });
      await world.make.contact(account, { email: `notices@${name}.test` });
      await world.make.contact(account, {
        email: `none@${name}.test`,
        receivesImportantNotices: false,
      });
    }
  };
  const hours = (count: number): void => {
    test.now = new Date(test.now.getTime() + count * 3_600_000);
  };

  it('R14 R16 R17 a critical mailing goes to all but who is invited, wants transactional mail alone or opted out of notices', async () => {
    await everyPreference();
    expect((await world.send()).codes).toEqual([]);
    await world.written();
    expect((await world.addresses()).sort()).toEqual([
      'holder@all.test',
      'holder@critical-only.test',
      'notices@all.test',
      'notices@critical-only.test',
      'notices@none.test',
      'opted-out@all.test',
      'opted-out@critical-only.test',
      'opted-out@none.test',
      'wants@all.test',
      'wants@critical-only.test',
      'wants@none.test',
    ]);
  });

  it('R14 R16 R17 R19 marketing goes to holders who receive all and logins who did not opt out, and can be unsubscribed from by one click', async () => {
    await everyPreference();
    await world.send({ kind: 'MARKETING', subject: 'Ten percent off' });
    await world.written();
    hours(1);
    await test.app.mails?.look();
    const mails = await Promise.all(server.taken.map(({ raw }) => PostalMime.parse(raw)));
    expect(mails.map(({ to }) => to?.[0]?.address).sort()).toEqual([
      'holder@all.test',
      'wants@all.test',
      'wants@critical-only.test',
      'wants@none.test',
    ]);
    for (const { headers, subject, text } of mails) {
      const header = (name: string) => headers.find(({ key }) => key === name)?.value ?? '';
      expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
      const [, path = ''] =
        /^<https:\/\/account\.keyhold\.test(\/unsubscribe\/[^>]+)>$/.exec(
          header('list-unsubscribe'),
        ) ?? [];
      expect(subject).toBe('Ten percent off');
      expect(text).toContain(`https://account.keyhold.test${path}`);
      await test.http().post(path).send('List-Unsubscribe=One-Click').expect(200);
    }
    const { manager } = test.dataSource;
    expect(await manager.countBy(AccountEntity, { mailingPreference: 'ALL' })).toBe(0);
    // A holder's own opt-out is the account's preference.
    expect(await manager.countBy(MembershipEntity, { marketingMail: true, status: 'ACTIVE' })).toBe(
      3,
    );
    await world.send({ kind: 'MARKETING' });
    await world.written();
    expect(await world.recipients()).toHaveLength(4);
  });

  it('R19 a critical mail offers no way to unsubscribe', async () => {
    await world.make.account(await world.make.user());
    await world.send();
    await world.written();
    hours(1);
    await test.app.mails?.look();
    const [mail] = await Promise.all(server.taken.map(({ raw }) => PostalMime.parse(raw)));
    expect(mail?.headers.map(({ key }) => key)).not.toContain('list-unsubscribe');
    expect(mail?.text).toContain('One.\n\nTwo.');
  });

  it('an address gets it once, through the oldest of its accounts, however many it stands in', async () => {
    const everywhere = await world.make.user({ email: 'everywhere@example.test' });
    const first = await world.make.account(await world.make.user());
    const firstOfAll = await world.make.membership(first, everywhere, []);
    const second = await world.make.account(everywhere);
    await world.make.contact(second, { email: 'everywhere@example.test' });
    const { payload } = await world.send({ kind: 'MARKETING', dryRun: true });
    expect(tally(payload?.preview?.skippedByReason ?? [])).toEqual({
      SAME_ADDRESS: 1,
      NOT_FOR_CONTACTS: 1,
    });
    await world.send({ kind: 'MARKETING' });
    await world.written();
    expect(
      (await world.addresses()).filter((one) => one === 'everywhere@example.test'),
    ).toHaveLength(1);
    hours(1);
    await test.app.mails?.look();
    const all = await Promise.all(server.taken.map(({ raw }) => PostalMime.parse(raw)));
    const mine = all.find(({ to }) => to?.[0]?.address === 'everywhere@example.test');
    expect(mine?.headers.find(({ key }) => key === 'list-unsubscribe')?.value).toContain(
      test.app.ids.encode('Membership', firstOfAll),
    );
  });

  it('it goes to the accounts that meet all that is given', async () => {
    const { make } = world;
    const account = async (name: string, given: Partial<AccountEntity> = {}): Promise<number> =>
      make.account(await make.user({ email: `${name}@example.test` }), given);
    const mailPlan = await make.product();
    const stats = await make.product({ family: 'SMARTERSTATS' });
    const german = await account('german');
    const french = await account('french', { country: 'FR' });
    const reseller = await account('reseller', { reseller: true });
    const provider = await account('provider', { leaseProvider: true, country: 'FR' });
    await make.license(german, mailPlan);
    await make.license(french, mailPlan, { status: 'ENDED' });
    await make.license(reseller, stats, { origin: 'RESOLD', customerAccountId: french });
    const id = (key: number): string => test.app.ids.encode('Account', key);
    const cases: [object | undefined, string[]][] = [
      [undefined, ['french', 'german', 'provider', 'reseller']],
      [{ countries: ['FR', 'AT'] }, ['french', 'provider']],
      [{ partners: ['RESELLER'] }, ['reseller']],
      [{ partners: ['RESELLER', 'LEASE_PROVIDER'] }, ['provider', 'reseller']],
      [{ families: ['SMARTERMAIL'] }, ['german']],
      [{ families: ['SMARTERSTATS'] }, ['french', 'reseller']],
      [{ families: ['SMARTERSTATS', 'SMARTERMAIL'], countries: ['DE'] }, ['german', 'reseller']],
      [{ accountIds: [id(german), id(provider)] }, ['german', 'provider']],
      [{ accountIds: [id(german), id(provider)], countries: ['FR'] }, ['provider']],
    ];
    for (const [audience, expected] of cases) {
      const { codes } = await world.send(audience === undefined ? {} : { audience });
      expect(codes).toEqual([]);
      await world.written();
      const mailing = (await world.mailings()).at(-1);
      const emails = (await world.recipients())
        .filter(({ mailingId }) => mailingId === mailing?.id)
        .map(({ email }) => email.split('@')[0])
        .sort();
      expect([audience, emails, mailing?.accountCount]).toEqual([
        audience,
        expected,
        expected.length,
      ]);
    }
  });

  it('who is meant must be said clearly, and the text must fit', async () => {
    await world.make.account(await world.make.user());
    const wrong: [object, string][] = [
      [{ audience: {} }, 'EMPTY'],
      [{ audience: null }, 'BLANK'],
      [{ audience: { countries: null } }, 'BLANK'],
      [{ audience: { countries: [] } }, 'EMPTY'],
      [{ audience: { partners: [] } }, 'EMPTY'],
      [{ audience: { families: [] } }, 'EMPTY'],
      [{ audience: { accountIds: [] } }, 'EMPTY'],
      [{ audience: { countries: ['XX'] } }, 'INVALID_COUNTRY'],
      [{ audience: { countries: ['DEU'] } }, 'TOO_LONG'],
      [{ audience: { countries: ['AT'] } }, 'NO_ACCOUNTS'],
      [{ audience: { accountIds: ['acc_nothing'] } }, 'NOT_FOUND'],
      [{ audience: { accountIds: Array<string>(501).fill('acc_x') } }, 'TOO_MANY'],
      [{ subject: ' ' }, 'BLANK'],
      [{ subject: 'x'.repeat(151) }, 'TOO_LONG'],
      [{ body: '\n \n' }, 'BLANK'],
      [{ body: 'x'.repeat(5_001) }, 'TOO_LONG'],
    ];
    for (const [input, code] of wrong)
      expect([input, (await world.send(input)).codes]).toEqual([input, [code]]);
    expect(await world.mailings()).toEqual([]);
  });

  it('R65 a dry run counts recipients by what they are and those left out by why, shows the mail, and changes nothing', async () => {
    await everyPreference();
    const evil = '<script>alert(1)</script> & "all"';
    const before = await checksum(test.dataSource);
    const { payload, codes } = await world.send({
      kind: 'MARKETING',
      dryRun: true,
      subject: evil,
      body: `${evil}\r\n \r\nSecond\nline.`,
    });
    expect(codes).toEqual([]);
    expect(await checksum(test.dataSource)).toBe(before);
    const preview = payload?.preview;
    expect(payload?.mailing).toBeNull();
    expect(payload?.effects?.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
      'CREATE Mailing',
    ]);
    expect(tally(preview?.recipientsByKind ?? [])).toEqual({ AUTHORIZED_LOGIN: 3, HOLDER: 1 });
    expect(tally(preview?.skippedByReason ?? [])).toEqual({
      NOT_FOR_CONTACTS: 6,
      INVITATION_PENDING: 3,
      MARKETING_OPT_OUT: 3,
      MAILING_PREFERENCE: 2,
    });
    expect(preview).toMatchObject({ accountCount: 3, recipients: 4, skipped: 14, minutes: 1 });
    expect(preview?.html).not.toContain('<script>');
    expect(preview?.html).toContain('&lt;script&gt;');
    expect(preview?.text).toContain(evil);
    expect(preview?.text).toContain('\n\nSecond line.\n\n');
    expect(preview?.text).toContain('https://account.keyhold.test/unsubscribe/sample');
    // What was counted is what happens.
    await world.send({ kind: 'MARKETING' });
    await world.written();
    expect(await world.recipients()).toHaveLength(4);
  });

  it('its progress can be read by all of the staff, and by nobody else', async () => {
    await everyPreference();
    const { payload } = await world.send({ kind: 'MARKETING', audience: { countries: ['DE'] } });
    expect(payload?.mailing).toMatchObject({
      status: 'WRITING',
      accountCount: 3,
      accountsDone: 0,
      recipients: 0,
      lastDueAt: null,
      createdBy: 'Ada Admin',
    });
    await world.written();
    const support = await test.tokenFor(await world.make.user({ staffRole: 'SUPPORT' }));
    const holder = await test.tokenFor(
      (await test.dataSource.manager.findOneByOrFail(AccountEntity, {})).holderUserId ?? 0,
    );
    const list = `{ mailings { totalCount nodes { id kind subject paragraphs status accountsDone recipients
      recipientsByKind { name count } skipped lastDueAt writtenAt createdBy
      audience { countries partners families accountIds } } } }`;
    const { data } = await test.graph(list, {}, support);
    expect(data).toMatchObject({
      mailings: {
        totalCount: 1,
        nodes: [
          {
            id: payload?.mailing?.id,
            kind: 'MARKETING',
            paragraphs: ['One.', 'Two.'],
            status: 'WRITTEN',
            accountsDone: 3,
            recipients: 4,
            skipped: 14,
            lastDueAt: new Date(TEST_NOW.getTime() + 4 * 200).toISOString(),
            writtenAt: TEST_NOW.toISOString(),
            createdBy: 'Ada Admin',
            audience: { countries: ['DE'], partners: null, families: null, accountIds: null },
          },
        ],
      },
    });
    const codes = async (query: string, token: string | null) =>
      (await test.graph(query, {}, token)).errors.map(({ extensions }) => extensions['code']);
    const node = `{ node(id: "${payload?.mailing?.id}") { id } }`;
    expect(await codes(node, support)).toEqual([]);
    for (const query of [list, node]) {
      expect(await codes(query, holder)).toEqual([query === list ? 'FORBIDDEN' : 'NOT_FOUND']);
      expect((await codes(query, null)).length).toBe(1);
    }
  });

  it('only an administrator sends one, with an audit event', async () => {
    const holder = await world.make.user();
    await world.make.account(holder);
    for (const staffRole of [null, 'SUPPORT', 'BILLING'] as const) {
      const token = await test.tokenFor(
        staffRole === null ? holder : await world.make.user({ staffRole }),
      );
      for (const dryRun of [true, false])
        expect((await world.send({ dryRun }, token)).codes).toEqual(['FORBIDDEN']);
    }
    expect(await world.mailings()).toEqual([]);
    await world.send();
    const [event, ...more] = await test.dataSource.manager.find(AuditEventEntity);
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      accountId: null,
      action: 'sendMailing',
      subjectType: 'Mailing',
      staffRole: 'ADMIN',
    });
    expect(JSON.parse(event?.changes ?? '{}')).toMatchObject({
      kind: [null, 'CRITICAL'],
      subject: [null, 'Update now'],
      accounts: [null, 1],
    });
  });

  it('300 mails of all mailings together become due in a minute', async () => {
    await world.fill(240);
    await world.send();
    await world.send({ kind: 'MARKETING' });
    await world.written();
    const due = (await world.outbox.rows()).map(({ dueAt }) => dueAt.getTime());
    expect(due.length).toBeGreaterThan(900);
    for (const at of due) {
      const withAMinute = due.filter((other) => other > at - 60_000 && other <= at);
      expect(withAMinute.length).toBeLessThanOrEqual(300);
    }
    expect(Math.max(...due)).toBe(TEST_NOW.getTime() + due.length * 200);
    // A later one waits for its turn, and one that comes after a pause does not.
    hours(5);
    await world.send();
    await world.written();
    const later = (await world.outbox.rows()).slice(due.length).map(({ dueAt }) => dueAt.getTime());
    expect(Math.min(...later)).toBe(test.now.getTime() + 200);
  });

  it('accounts and people who come later do not get it, and an opt-out counts until its mail is written', async () => {
    await world.fill(150);
    await world.send({ kind: 'MARKETING' });
    let batches = 0;
    test.onStatement = (text) => {
      if (text.startsWith('UPDATE mailings')) batches++;
    };
    await world.make.account(await world.make.user({ email: 'late@example.test' }));
    await test.dataSource.manager.update(
      AccountEntity,
      { id: 1_000_150 },
      { mailingPreference: 'CRITICAL_ONLY' },
    );
    await world.written();
    expect(batches).toBe(2);
    const addresses = (await world.outbox.rows()).map(addressOf);
    expect(addresses).toContain('h149@bulk.test');
    expect(addresses).not.toContain('h150@bulk.test');
    expect(addresses).not.toContain('late@example.test');
  });
});
