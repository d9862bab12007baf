import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { mail } from '../../src/features/outbox/mail';
import { CLAIM_LENGTH } from '../../src/jobs/claim';
import { TestMailServer } from '../support/mail-server';
import { Outbox } from '../support/outbox';
import { TEST_ENVIRONMENT, TestApplication } from '../support/test-application';

const MANY = process.env['KEYHOLD_LONG'] === undefined ? 200 : 1_000;

describe('processes that deliver mails', () => {
  let server: TestMailServer;
  let test: TestApplication;
  let outbox: Outbox;
  let environment: Record<string, string>;

  beforeEach(async () => {
    server = await TestMailServer.start();
    environment = {
      ...TEST_ENVIRONMENT,
      MAIL_URL: server.url,
      MAIL_FROM: 'no-reply@keyhold.test',
      PUBLIC_URL: 'https://account.keyhold.test',
    };
    test = await TestApplication.start(environment);
    outbox = new Outbox(test);
  });
  afterEach(async () => {
    await test.stop();
    await server.down();
  });

  const add = (count: number): Promise<void> =>
    outbox.add(
      ...Array.from({ length: count }, (_, n) =>
        mail('already-signed-up', { email: `p${n}@example.test`, name: null }, null, {}, null),
      ),
    );
  /** A process that is there and waits to be told to begin. */
  const start = async (dies: boolean): Promise<ChildProcess> => {
    const { url } = test.dataSource.options as { readonly url: string };
    const child = fork(join(__dirname, 'mail-process.cjs'), [
      JSON.stringify({ url, environment, now: test.now, dies }),
    ]);
    expect(await once(child, 'message')).toEqual(['ready', undefined]);
    return child;
  };

  it('R20 one that dies between sending and noting it leaves a mail that is sent again, as the same mail', async () => {
    await add(3);
    const child = await start(true);
    child.send('begin');
    const [, signal] = (await once(child, 'exit')) as [null, string];
    expect([signal, server.taken.length]).toEqual(['SIGKILL', 1]);

    await test.app.mails?.look();
    expect(server.taken).toHaveLength(1);
    test.now = new Date(test.now.getTime() + CLAIM_LENGTH);
    await test.app.mails?.look();
    expect(await outbox.waiting()).toBe(0);
    const mails = await Promise.all(server.taken.map(({ raw }) => PostalMime.parse(raw)));
    expect(mails.map(({ to }) => to?.[0]?.address)).toEqual(
      [0, 0, 1, 2].map((n) => `p${n}@example.test`),
    );
    const [first, again, ...others] = mails.map(({ messageId, date }) => `${messageId} ${date}`);
    expect(again).toBe(first);
    expect(new Set([first, ...others]).size).toBe(3);
  });

  it(`R20 four of them send ${MANY} mails, each once, and each process its share`, async () => {
    await add(MANY);
    const children = await Promise.all([1, 2, 3, 4].map(() => start(false)));
    const said = Promise.all(
      children.map(async (child) => (await once(child, 'message'))[0] as { sent?: number }),
    );
    for (const child of children) child.send('begin');
    const shares = (await said).map(({ sent }) => sent ?? 0);
    expect(shares.every((share) => share > 0)).toBe(true);
    const recipients = server.taken.flatMap(({ to }) => to);
    expect(recipients).toHaveLength(MANY);
    expect(new Set(recipients).size).toBe(MANY);
    expect(await outbox.waiting()).toBe(0);
    expect(shares.reduce((sum, share) => sum + share)).toBe(MANY);
  }, 120_000);
});
