import { AccountEntity } from '../../../src/database/entities/account.entity';
import { AuditEventEntity } from '../../../src/database/entities/audit-event.entity';
import { MembershipEntity } from '../../../src/database/entities/membership.entity';
import { MailChannel } from '../../../src/features/mail/mail.channel';
import type { OutgoingMail } from '../../../src/features/mail/mail.types';
import { UnsubscribeTokens } from '../../../src/features/mail/unsubscribe-tokens';
import { checksum, Fixtures } from '../../support/fixtures';
import { TestApplication, TEST_NOW } from '../../support/test-application';

describe('R19 unsubscribing by the link in a marketing mail', () => {
  let test: TestApplication;
  let tokens: UnsubscribeTokens;
  let holder: number;
  let login: number;
  let account: number;

  beforeEach(async () => {
    test = await TestApplication.start({ TRUSTED_PROXIES: '127.0.0.1,::1' });
    tokens = new UnsubscribeTokens(test.app.ids, test.config.mailKey);
    const make = new Fixtures(test);
    [holder, login] = [await make.user(), await make.user()];
    account = await make.account(holder);
    await make.membership(account, login, []);
  });
  afterEach(() => test.stop());

  const token = async (userId: number): Promise<string> => {
    const { id } = await membership(userId);
    return tokens.issue(id);
  };
  const membership = (userId: number): Promise<MembershipEntity> =>
    test.dataSource.manager.findOneByOrFail(MembershipEntity, { accountId: account, userId });
  const preference = async (): Promise<string> =>
    (await test.dataSource.manager.findOneByOrFail(AccountEntity, { id: account }))
      .mailingPreference;
  const events = () => test.dataSource.manager.find(AuditEventEntity, { order: { id: 'ASC' } });
  /** What a mail program posts (RFC 8058). */
  const oneClick = (given: string) =>
    test
      .http()
      .post(`/unsubscribe/${given}`)
      .set('content-type', 'application/x-www-form-urlencoded')
      .set('x-forwarded-for', '198.51.100.1, 203.0.113.9:4711')
      .send('List-Unsubscribe=One-Click');

  it('looking at the page changes nothing, asks for no sign-in and offers a button', async () => {
    const before = await checksum(test.dataSource);
    const given = await token(login);
    const { text, headers } = await test.http().get(`/unsubscribe/${given}`).expect(200);
    await test.http().head(`/unsubscribe/${given}`).expect(200);
    expect(await checksum(test.dataSource)).toBe(before);
    expect(text).toContain('<form method="post">');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'") as string,
    });
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('a login gets its opt-out, with an audit event, and nobody else is touched', async () => {
    const { text } = await oneClick(await token(login)).expect(200);
    expect(text).toContain('You are unsubscribed');
    const { id, marketingMail } = await membership(login);
    expect([Boolean(marketingMail), Boolean((await membership(holder)).marketingMail)]).toEqual([
      false,
      true,
    ]);
    expect(await preference()).toBe('ALL');
    expect(await events()).toMatchObject([
      {
        accountId: account,
        subjectType: 'Membership',
        subjectId: id,
        action: 'unsubscribe',
        userId: login,
        address: '203.0.113.9',
        changes: '{"marketingMail":[true,false]}',
        createdAt: TEST_NOW,
      },
    ]);
  });

  it('a holder gets all but marketing, with an audit event', async () => {
    await oneClick(await token(holder)).expect(200);
    expect(await preference()).toBe('CRITICAL_ONLY');
    expect(Boolean((await membership(holder)).marketingMail)).toBe(true);
    expect(await events()).toMatchObject([
      {
        subjectType: 'Account',
        subjectId: account,
        userId: holder,
        changes: '{"mailingPreference":["ALL","CRITICAL_ONLY"]}',
      },
    ]);
  });

  it('a second time changes nothing and says the same', async () => {
    for (const userId of [holder, login]) await oneClick(await token(userId)).expect(200);
    const before = await checksum(test.dataSource);
    for (const userId of [holder, login]) {
      const { text } = await oneClick(await token(userId)).expect(200);
      expect(text).toContain('You are unsubscribed');
    }
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('a holder who wants transactional mail alone keeps it so', async () => {
    await test.dataSource.manager.update(
      AccountEntity,
      { id: account },
      { mailingPreference: 'NONE' },
    );
    await oneClick(await token(holder)).expect(200);
    expect([await preference(), await events()]).toEqual(['NONE', []]);
  });

  it('what somebody is now decides: a former holder gets the opt-out of a login', async () => {
    const given = await token(holder);
    await test.dataSource.manager.update(AccountEntity, { id: account }, { holderUserId: login });
    await oneClick(given).expect(200);
    expect(await preference()).toBe('ALL');
    expect(Boolean((await membership(holder)).marketingMail)).toBe(false);
  });

  it('a token does not expire, and one of a membership that has ended is still answered', async () => {
    const given = await token(login);
    test.now = new Date('2046-11-21T12:00:00Z');
    await test.http().get(`/unsubscribe/${given}`).expect(200);
    await test.dataSource.manager.delete(MembershipEntity, { userId: login });
    await oneClick(given).expect(200);
    expect(await events()).toEqual([]);
  });

  it('several requests at once leave one audit event', async () => {
    const given = await token(login);
    const answers = await Promise.all([1, 2, 3, 4].map(() => oneClick(given)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await events()).toHaveLength(1);
  });

  it.each<[string, string]>([
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    ],
    ['text/plain', 'List-Unsubscribe=One-Click'],
  ])('the one click may be posted as %s', async (type, body) => {
    const given = await token(login);
    await test
      .http()
      .post(`/unsubscribe/${given}`)
      .set('content-type', type)
      .send(body)
      .expect(200);
    expect(Boolean((await membership(login)).marketingMail)).toBe(false);
  });

  it('a token that is not ours opens nothing, whatever is near it', async () => {
    const before = await checksum(test.dataSource);
    const given = await token(login);
    const [id = '', signature = ''] = given.split('.');
    const others = [
      'x',
      id,
      `${id}.`,
      `${id}.${'A'.repeat(43)}`,
      `${(await token(holder)).split('.')[0]}.${signature}`,
      given.slice(0, -1),
      `${given}A`,
      new UnsubscribeTokens(test.app.ids, Buffer.alloc(32)).issue((await membership(login)).id),
    ];
    for (const other of others) {
      await test.http().get(`/unsubscribe/${other}`).expect(404);
      await oneClick(other).expect(404);
    }
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('a marketing mail carries the link in its headers and in its text; others carry none', async () => {
    const sent: OutgoingMail[] = [];
    const channel = new MailChannel({
      transport: { send: (one) => Promise.resolve(void sent.push(one)), close: () => undefined },
      from: { name: '', address: 'no-reply@keyhold.test' },
      publicUrl: 'https://account.keyhold.test',
      timeZone: 'UTC',
      countryOf: () => Promise.resolve(null),
      vendorCountry: 'DE',
      documents: {
        mayHave: () => Promise.resolve(true),
        of: () => Promise.reject(new Error()),
        missing: () => Promise.reject(new Error()),
      },
      clock: test.app.clock,
      key: test.config.mailKey,
    });
    const given = await token(login);
    const message = {
      event: 'transfer-request',
      accountId: null,
      parameters: { to: { email: 'a@example.test', name: null }, account: 'A', holder: 'H' },
      attempts: 0,
      failingSince: null,
      createdAt: TEST_NOW,
    };
    await channel.deliver({ ...message, id: 1, secrets: { unsubscribe: given } });
    await channel.deliver({ ...message, id: 2, secrets: null });
    const address = `https://account.keyhold.test/unsubscribe/${given}`;
    expect(sent[0]?.headers).toMatchObject({
      'List-Unsubscribe': `<${address}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
    expect(sent[0]?.text).toContain(`\n${address}\n`);
    expect(Object.keys(sent[1]?.headers ?? {})).toEqual(['Auto-Submitted']);
    expect(sent[1]?.text).not.toContain('unsubscribe');
  });
});
