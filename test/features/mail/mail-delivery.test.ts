import PostalMime from 'postal-mime';
import type { Recipient } from '../../../src/domain/mail/mails';
import { SmtpTransport } from '../../../src/features/mail/smtp-transport';
import { mail } from '../../../src/features/outbox/mail';
import type { Message } from '../../../src/graphql/call';
import { RowRef } from '../../../src/graphql/outcome';
import { Fixtures } from '../../support/fixtures';
import { TestMailServer, type Manner } from '../../support/mail-server';
import { Outbox } from '../../support/outbox';
import { runWork } from '../../support/run-work';
import { TestApplication, TEST_NOW } from '../../support/test-application';

const ADA: Recipient = { email: 'ada@example.test', name: 'Ada' };
const TOKEN = 'a token that nobody else may see';

describe('mails from the outbox', () => {
  let server: TestMailServer;
  let test: TestApplication;
  let outbox: Outbox;

  beforeEach(async () => {
    server = await TestMailServer.start();
    test = await TestApplication.start(environment());
    outbox = new Outbox(test);
  });
  afterEach(async () => {
    await test.app.mails?.stop();
    await test.stop();
    await server.down();
  });

  const environment = (): Record<string, string> => ({
    MAIL_URL: server.url,
    MAIL_FROM: 'Keyhold <no-reply@keyhold.test>',
    PUBLIC_URL: 'https://account.keyhold.test/',
    BILLING_TIME_ZONE: 'Europe/Berlin',
  });
  const reset = (to = ADA): Message => mail('password-reset', to, null, {}, { token: TOKEN });
  const numbered = (count: number): Message[] =>
    Array.from({ length: count }, (_, n) =>
      mail('already-signed-up', { email: `p${n}@example.test`, name: null }, null, {}, null),
    );
  const look = async (): Promise<void> => test.app.mails?.look();
  const pass = (minutes: number): void => {
    test.now = new Date(test.now.getTime() + minutes * 60_000);
  };
  /** Looks every minute until nothing waits, or for `minutes`. */
  const lookOn = async (minutes: number): Promise<void> => {
    for (let minute = 0; minute < minutes; minute++) {
      await look();
      if ((await outbox.waiting()) === 0) return;
      pass(1);
    }
  };
  const recipients = (): string[] => server.taken.flatMap(({ to }) => to).sort();
  const everybody = (count: number): string[] =>
    Array.from({ length: count }, (_, n) => `p${n}@example.test`).sort();

  it('a mail arrives with its token, and its secrets are gone from the outbox', async () => {
    await outbox.add(reset());
    await look();
    const [sent] = server.taken;
    const parsed = await PostalMime.parse(sent?.raw ?? '');
    expect(parsed).toMatchObject({
      from: { name: 'Keyhold', address: 'no-reply@keyhold.test' },
      to: [{ name: 'Ada', address: 'ada@example.test' }],
      subject: 'Choose a new password',
      date: TEST_NOW.toISOString(),
      messageId: expect.stringMatching(/^<[0-9a-f]{32}@keyhold\.test>$/) as string,
    });
    const address = `https://account.keyhold.test/reset-password?token=${encodeURIComponent(TOKEN)}`;
    expect(parsed.text).toContain(address);
    expect(parsed.html).toContain(`href="${address}"`);
    expect(sent?.raw).not.toMatch(/^list-unsubscribe/im);
    expect(await outbox.rows()).toMatchObject([{ settledAt: TEST_NOW, secrets: null }]);
  });

  it('what people have typed adds no header and no tag', async () => {
    const evil = 'Eve\r\nBcc: all@example.test\r\n\r\n<img src=x onerror=alert(1)>';
    await outbox.add(
      mail(
        'invitation',
        { email: ADA.email, name: evil },
        null,
        {
          ...{ account: evil, holder: evil },
        },
        null,
      ),
    );
    await look();
    const parsed = await PostalMime.parse(server.taken[0]?.raw ?? '');
    expect(server.taken[0]?.to).toEqual([ADA.email]);
    expect([parsed.bcc, parsed.cc, parsed.to?.length]).toEqual([undefined, undefined, 1]);
    expect(parsed.subject).toBe('You are invited to an account');
    expect(parsed.text).not.toMatch(/all@example|Hello Eve/);
    expect(parsed.html).not.toMatch(/<img/);
    expect(parsed.html).toContain('&lt;img src=x');
  });

  it('R20 a stranger is mailed no name, no offer and no link that somebody signed up with', async () => {
    const offer = 'You won 500 EUR, claim at https://evil.example/x';
    const to = { email: ADA.email, name: offer };
    const invited = { account: offer, holder: offer };
    await outbox.add(
      mail('email-verification', to, null, { account: offer }, { token: 'secret' }),
      mail('already-signed-up', to, null, {}, null),
      mail('invitation', to, null, invited, null),
      mail('transfer-request', to, null, invited, null),
    );
    await look();
    expect(server.taken).toHaveLength(4);
    for (const { raw } of server.taken) {
      const { headers, subject, text, html } = await PostalMime.parse(raw);
      expect(JSON.stringify([headers, subject, text, html])).not.toMatch(/won|EUR|evil|claim/i);
    }
  });

  it('dates are written as in the country of the account', async () => {
    const make = new Fixtures(test);
    const account = await make.account(await make.user(), { country: 'US' });
    const changed = (accountId: number | null) =>
      mail('email-changed', ADA, accountId, { newEmail: 'new@example.test' }, null);
    await outbox.add(changed(account), changed(null), changed(account + 1));
    await look();
    const texts = await Promise.all(
      server.taken.map(async ({ raw }) => (await PostalMime.parse(raw)).text ?? ''),
    );
    expect(texts[0]).toContain('November 21, 2026');
    for (const text of texts.slice(1)) expect(text).toContain('21 November 2026');
  });

  it('an event without a letter is noted, and does not hold back the others', async () => {
    await outbox.add({ ...reset(), event: 'toString' }, reset());
    await look();
    expect(server.taken).toHaveLength(1);
    expect(await outbox.rows()).toMatchObject([
      { failure: 'There is no letter for toString', attempts: 1 },
      { failure: null },
    ]);
  });

  it('R20 a server that is down for a day delays every mail, and loses and repeats none', async () => {
    await server.down();
    await outbox.add(...numbered(15));
    for (let half = 0; half < 24 * 2; half++) {
      await look();
      pass(30);
    }
    expect(await outbox.waiting()).toBe(15);
    expect((await outbox.rows()).some(({ attempts }) => attempts > 0)).toBe(true);
    await server.up();
    await lookOn(70);
    expect(recipients()).toEqual(everybody(15));
  });

  it.each<[string, (n: number) => Manner]>([
    ['is busy two times out of three', (n) => (n % 3 === 0 ? 'take' : 'busy')],
    ['drops connections in the middle of mails', (n) => (n % 2 === 0 ? 'drop' : 'take')],
    ['does a bit of everything', (n) => (['take', 'drop', 'busy'] as const)[n % 3] ?? 'take'],
  ])('R20 a server that %s gets every mail once', async (_what, manner) => {
    server.manner = manner;
    await outbox.add(...numbered(12));
    await lookOn(24 * 60);
    expect(recipients()).toEqual(everybody(12));
    expect(await outbox.waiting()).toBe(0);
  });

  it('R20 what the server refuses for good is tried once, and holds back no other', async () => {
    server.manner = (n) => (n % 2 === 0 ? 'refuse' : 'take');
    await outbox.add(...numbered(12));
    await lookOn(24 * 60);
    expect(server.begun).toBe(12);
    expect(server.taken).toHaveLength(6);
    expect(await outbox.waiting()).toBe(0);
    const refused = (await outbox.rows()).filter(({ refusedAt }) => refusedAt !== null);
    expect(refused).toHaveLength(6);
    for (const one of refused) expect(one).toMatchObject({ attempts: 1 });
  });

  it('R20 a server that leaves mails unanswered is cut off, and gets each once all the same', async () => {
    const mailTransport = new SmtpTransport(server.url, 200);
    const impatient = await test.another({ ...environment(), MAIL_URL: '' }, { mailTransport });
    server.manner = (n) => (n % 3 === 0 ? 'stall' : 'take');
    await outbox.add(...numbered(6));
    for (let minute = 0; minute < 60 && (await outbox.waiting()) > 0; minute++) {
      impatient.now = new Date(impatient.now.getTime() + 60_000);
      await impatient.app.mails?.look();
    }
    expect(recipients()).toEqual(everybody(6));
    await impatient.app.mails?.stop();
    await impatient.stop();
  });

  it('R20 nothing else waits while the server is down: a mutation answers, its mail comes later', async () => {
    await server.down();
    const make = new Fixtures(test);
    const holder = await make.user();
    await make.account(holder);
    test.app.mails?.start();
    await look();
    await signedUp(holder);
    expect(await outbox.waiting()).toBe(1);
    await server.up();
    pass(2);
    await look();
    expect(recipients()).toEqual([ADA.email]);
  });

  it('a mail leaves at once when its mutation was committed, and none for a dry run', async () => {
    const make = new Fixtures(test);
    const holder = await make.user();
    await make.account(holder);
    test.app.mails?.start();
    await look();
    const arrived = new Promise<void>((resolve) => (server.onTaken = () => resolve()));
    await signedUp(holder, true);
    expect(await outbox.rows()).toEqual([]);
    await signedUp(holder);
    await arrived;
    expect(recipients()).toEqual([ADA.email]);
  });

  /** A mutation whose work is to write one mail. */
  const signedUp = async (userId: number, dryRun = false): Promise<void> => {
    const [account] = await test.dataSource.query<{ id: number }[]>('SELECT id FROM accounts');
    const input = { accountId: test.app.ids.encode('Account', account?.id ?? 0), dryRun };
    await runWork(
      test,
      { token: await test.tokenFor(userId), key: null, mutation: 'updateAccount', input },
      (call) =>
        call.commit((unit) => {
          unit.send(mail('already-signed-up', ADA, call.target.pk, {}, null));
          unit.audit({
            subject: new RowRef('Account', call.target.pk),
            accountId: call.target.pk,
            before: null,
            after: { name: 'x' },
          });
          return Promise.resolve({});
        }),
    );
  };

  it('without MAIL_URL nothing is tried, and mails wait as they are', async () => {
    const without = await test.another();
    expect(without.app.mails).toBeNull();
    await outbox.add(reset());
    await without.app.jobs.tick();
    expect(await outbox.rows()).toMatchObject([{ attempts: 0, settledAt: null, claimToken: null }]);
    await without.stop();
  });
});
