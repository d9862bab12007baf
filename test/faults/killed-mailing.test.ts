import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { MailingWorld } from '../features/mail/mailing-world';
import { TEST_ENVIRONMENT, TestApplication } from '../support/test-application';
import { byTheClock, slowness } from '../support/yardstick';

interface Said {
  readonly statements: number;
  readonly batches: number;
  /** The most that was taken of the heap, in bytes. */
  readonly heap: number;
  readonly failures: readonly string[];
}
interface Death {
  /** The statement, by its beginning or its number. */
  readonly at: string | number;
  /** Whether it has been sent by then. */
  readonly sent: boolean;
}

const LONG = process.env['KEYHOLD_LONG'] !== undefined;
/** Accounts that a mailing of several processes goes to. */
const MANY = LONG ? 1_000 : 300;
const MIB = 1024 * 1024;

// Each starts processes.
jest.setTimeout(90_000);

describe('processes that write the mails of a mailing', () => {
  let test: TestApplication;
  let world: MailingWorld;

  beforeEach(async () => {
    test = await TestApplication.start();
    world = await MailingWorld.over(test);
  });
  afterEach(() => test.stop());

  /** A process that is there and waits to be told to begin. */
  const start = async (death: Partial<Death> = {}, heap?: number): Promise<ChildProcess> => {
    const { url } = test.dataSource.options as { readonly url: string };
    const child = fork(
      join(__dirname, 'mailing-process.cjs'),
      [JSON.stringify({ url, environment: TEST_ENVIRONMENT, now: test.now, ...death })],
      heap === undefined ? {} : { execArgv: [`--max-old-space-size=${heap}`] },
    );
    expect(await once(child, 'message')).toEqual(['ready', undefined]);
    return child;
  };
  /** Lets processes work at once. */
  const run = async (...children: ChildProcess[]): Promise<Said[]> => {
    const said = Promise.all(
      children.map(async (child) => (await once(child, 'message'))[0] as Said),
    );
    for (const child of children) child.send('begin');
    return said;
  };
  const kill = async (death: Death): Promise<string | null> => {
    const child = await start(death);
    child.send('begin');
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    return signal;
  };
  /** Another process, the one that the tests run in, goes on with what was left. @returns how many batches it wrote. */
  const mayContinue = async (): Promise<number> => {
    const statements = await test.countStatements(() => test.app.mailings.look());
    expect(test.jobFailures).toEqual([]);
    return statements.filter((text) => text.startsWith('UPDATE mailings')).length;
  };
  /** What is written down; a recipient, its mail and the count of it stand together. */
  const written = async () => {
    const [mailing] = await world.mailings();
    const addresses = await world.addresses();
    const recipients = JSON.parse(mailing?.recipients ?? '{}') as Record<string, number>;
    const count = Object.values(recipients).reduce((sum, one) => sum + one, 0);
    expect(addresses).toHaveLength(count);
    expect(new Set(addresses).size).toBe(count);
    expect((await world.recipients()).map(({ email }) => email).sort()).toEqual(
      addresses.toSorted(),
    );
    return { count, done: mailing?.accountsDone, status: mailing?.status };
  };
  /** 150 accounts, each with its holder and a login; one login is on 16 of them. */
  const ALL = { count: 150 + 135, done: 150, status: 'WRITTEN' };
  const sendTo = async (accounts: number): Promise<void> => {
    await world.fill(accounts);
    const { codes } = await world.send({ kind: 'MARKETING', body: 'x'.repeat(5_000) });
    expect(codes).toEqual([]);
  };

  it.each<[string, Death, number]>([
    ['before it takes the mailing', { at: 'SELECT g.id AS pk', sent: false }, 0],
    ['before it notes recipients', { at: 'INSERT INTO mailing_recipients', sent: false }, 0],
    ['after it noted recipients', { at: 'INSERT INTO mailing_recipients', sent: true }, 0],
    ['before it writes mails', { at: 'INSERT INTO outbox_messages', sent: false }, 0],
    ['between mails and progress', { at: 'UPDATE mailings', sent: false }, 0],
    ['before COMMIT', { at: 'COMMIT', sent: false }, 0],
  ])(
    'R14 one that is killed %s leaves nothing of the batch, and another brings it to an end, once for every address',
    async (_when, death, done) => {
      await sendTo(150);
      expect(await kill(death)).toBe('SIGKILL');
      expect((await written()).done).toBe(done);
      expect(await mayContinue()).toBe(2);
      expect(await written()).toEqual(ALL);
    },
  );

  it('R14 one that is killed while its COMMIT is on the way leaves one or the other, and another sees which', async () => {
    await sendTo(150);
    expect(await kill({ at: 'COMMIT', sent: true })).toBe('SIGKILL');
    expect([0, 100]).toContain((await written()).done);
    await mayContinue();
    expect(await written()).toEqual(ALL);
  });

  (LONG ? it : it.skip)(
    'R14 one that is killed at any of its statements is followed by another, once for every address',
    async () => {
      await sendTo(150);
      let dead = 0;
      for (let at = 0; ; at++) {
        const signals = [await kill({ at, sent: false }), await kill({ at, sent: true })];
        await written();
        dead += signals.filter((one) => one === 'SIGKILL').length;
        if (signals.includes(null)) break;
        if ((await written()).status === 'WRITTEN') break;
      }
      await mayContinue();
      expect(dead).toBeGreaterThan(10);
      expect(await written()).toEqual(ALL);
    },
    600_000,
  );

  it('R14 four of them at once write each mail once, whoever comes first', async () => {
    await sendTo(MANY);
    const said = await run(...(await Promise.all([1, 2, 3, 4].map(() => start()))));
    expect(said.flatMap(({ failures }) => failures)).toEqual([]);
    // The last batch is the one that finds no account left.
    expect(said.reduce((sum, { batches }) => sum + batches, 0)).toBe(MANY / 100 + 1);
    expect(said.filter(({ batches }) => batches > 0).length).toBeGreaterThan(1);
    expect(await written()).toEqual({ count: MANY * 1.9, done: MANY, status: 'WRITTEN' });
    const due = (await world.outbox.rows()).map(({ dueAt }) => dueAt.getTime());
    expect(new Set(due).size).toBe(due.length);
  });

  it(
    `10,000 recipients take no more of the heap than 1,000${LONG ? ', nor do 100,000' : ''}`,
    async () => {
      const heaps: number[] = [];
      const counts = [530, 5_300, ...(LONG ? [53_000] : [])];
      for (const accounts of counts) {
        await sendTo(accounts);
        const begun = byTheClock();
        const [said] = await run(await start({}, 128));
        const seconds = (byTheClock() - begun) / 1_000;
        expect(said?.failures).toEqual([]);
        heaps.push((said?.heap ?? Infinity) / MIB);
        const [{ count }] = (await test.dataSource.query<{ count: string }[]>(
          'SELECT COUNT(DISTINCT email) AS count FROM mailing_recipients',
        )) as [{ count: string }];
        expect(Number(count)).toBe(accounts * 1.9);
        expect(seconds).toBeLessThan(Math.max(60, accounts / 100) * slowness(byTheClock));
        if (LONG)
          process.stderr.write(`${JSON.stringify({ accounts, seconds, heap: heaps.at(-1) })}\n`);
        await test.stop();
        test = await TestApplication.start();
        world = await MailingWorld.over(test);
      }
      // The messages of 10,000 alone, all at once, would take 50 MiB.
      const [few = 0, many = Infinity] = [heaps[0], Math.max(...heaps)];
      expect(many - few).toBeLessThan(30);
    },
    LONG ? 600_000 : 120_000,
  );
});
