import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printGraph } from '../../src/graph';
import { ClockResolver } from '../../src/dev/clock.resolver';
import { MovableClock, targetOf } from '../../src/dev/clock';
import { emittedFiles } from '../../src/dev/emit';
import { Fixtures } from '../support/fixtures';
import { TestApplication, TEST_NOW } from '../support/test-application';
import { temporaryFolder } from './temporary-folder';

const SCRIPT = join(__dirname, '../../dist/src/dev/move-clock.js');
const SECOND = 1_000;

/** A machine whose time the test sets. */
const machine = { time: TEST_NOW.getTime(), now: () => new Date(machine.time) };
beforeEach(() => (machine.time = TEST_NOW.getTime()));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** What `npm run clock -- …` runs, with a folder of its own for its data. */
const npmRunClock = (folder: string, ...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [SCRIPT, ...args], {
      env: {
        PATH: process.env['PATH'] ?? '',
        KEYHOLD_DATA: folder,
        BILLING_TIME_ZONE: 'Europe/Berlin',
      },
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });

describe('where the clock is told to go', () => {
  it.each<[string, string, string]>([
    ['2027-01-01', 'UTC', '2027-01-01T00:00:00.000Z'],
    ['2027-01-01', 'Europe/Berlin', '2026-12-31T23:00:00.000Z'],
    ['2027-07-01', 'America/New_York', '2027-07-01T04:00:00.000Z'],
    ['2027-01-01T08:00:00Z', 'Europe/Berlin', '2027-01-01T08:00:00.000Z'],
    ['2027-01-01T08:00+02:00', 'Europe/Berlin', '2027-01-01T06:00:00.000Z'],
  ])('%s in %s', (text, timeZone, instant) => {
    expect(targetOf(text, timeZone)?.toISOString()).toBe(instant);
  });

  it('now is the machine’s time', () => {
    expect(targetOf('now', 'UTC')).toBeNull();
  });

  it.each<[string | undefined, string]>([
    [undefined, 'Give a time'],
    ['', 'Give a time'],
    ['tomorrow', '"tomorrow" is neither a day'],
    ['2027-02-29', '"2027-02-29" is neither a day'],
    ['2027-02-30T08:00:00Z', 'is neither a day'],
    ['2027-01-01T25:00:00Z', 'is neither a day'],
    ['2027-01-01T08:00:00', 'is neither a day'],
  ])('%s is refused', (text, words) => {
    expect(() => targetOf(text, 'UTC')).toThrow(words);
  });
});

describe('the demo’s clock', () => {
  let file: string;
  let folder: string;
  const clocks: MovableClock[] = [];
  const clock = (): MovableClock => {
    const made = new MovableClock(file, machine);
    clocks.push(made);
    return made;
  };
  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder, 'clock.json');
  });
  afterEach(() => clocks.splice(0).forEach((one) => one.close()));

  it('is the machine’s until it is moved, and goes on from there at its pace', async () => {
    const one = clock();
    expect(one.now()).toEqual(TEST_NOW);
    expect(one.isMoved()).toBe(false);
    await one.moveTo(new Date('2027-01-01T00:00:00Z'));
    expect(one.now().toISOString()).toBe('2027-01-01T00:00:00.000Z');
    expect(one.isMoved()).toBe(true);
    machine.time += 90 * SECOND;
    expect(one.now().toISOString()).toBe('2027-01-01T00:01:30.000Z');
  });

  it('is kept for the next start, in a file that is whole at every moment', async () => {
    await clock().moveTo(new Date('2027-01-01T00:00:00Z'));
    expect(readdirSync(folder)).toEqual(['clock.json']);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      aheadMs: Date.parse('2027-01-01T00:00:00Z') - TEST_NOW.getTime(),
    });
    machine.time += 60 * SECOND;
    expect(clock().now().toISOString()).toBe('2027-01-01T00:01:00.000Z');
  });

  it('is moved by whomever, and those who use it hear of it within a second', async () => {
    const [mover, server] = [clock(), clock()];
    const heard: string[] = [];
    server.onMove(() => Promise.resolve(void heard.push(server.now().toISOString())));
    expect(server.now()).toEqual(TEST_NOW);
    await mover.moveTo(new Date('2027-01-01T00:00:00Z'));
    machine.time += SECOND;
    expect(server.now().toISOString()).toBe('2027-01-01T00:00:01.000Z');
    expect(heard).toEqual(['2027-01-01T00:00:01.000Z']);
  });

  it('answers a move when those who listen are done', async () => {
    const one = clock();
    let done = false;
    one.onMove(async () => {
      await new Promise(setImmediate);
      done = true;
    });
    await one.moveTo(new Date('2027-01-01T00:00:00Z'));
    expect(done).toBe(true);
  });

  it('goes forwards only, but for the way back to the machine’s time', async () => {
    const one = clock();
    await one.moveTo(new Date('2027-01-01T00:00:00Z'));
    await expect(one.moveTo(new Date('2026-12-31T00:00:00Z'))).rejects.toThrow(
      'The clock only moves forward, and shows 2027-01-01T00:00:00.000Z.',
    );
    await expect(one.moveTo(new Date('2300-01-01T00:00:00Z'))).rejects.toThrow('the year 2200');
    expect(one.now().toISOString()).toBe('2027-01-01T00:00:00.000Z');
    await one.moveTo(null);
    expect(one.now()).toEqual(TEST_NOW);
  });

  it('a file that is gone is the machine’s time, one that says nothing moves nothing', async () => {
    const one = clock();
    await one.moveTo(new Date('2027-01-01T00:00:00Z'));
    writeFileSync(file, '{"aheadMs":');
    machine.time += SECOND;
    expect(one.now().toISOString()).toBe('2027-01-01T00:00:01.000Z');
    expect(clock().now()).toEqual(new Date(machine.time));
    rmSync(file);
    machine.time += SECOND;
    expect(one.now()).toEqual(new Date(machine.time));
  });

  it('npm run clock moves the clock of a server that nobody asks meanwhile', async () => {
    const server = new MovableClock(file);
    clocks.push(server);
    const heard = new Promise<Date>((resolve) =>
      server.onMove(() => Promise.resolve(resolve(server.now()))),
    );
    server.watch();
    const { code, out, err } = await npmRunClock(folder, '2099-01-01');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^It is 2098-12-31T23:00:0\d\.\d{3}Z now\.\n$/);
    // Midnight in Berlin, the billing time zone.
    expect((await heard).toISOString()).toMatch(/^2098-12-31T23:0/);
    expect(await npmRunClock(folder, '2098-01-01')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(
        /^keyhold: The clock only moves forward, and shows 2098-[^\n]+\n$/,
      ) as string,
    });
    const back = await npmRunClock(folder, 'now');
    expect(back).toMatchObject({ code: 0, err: '' });
    expect(back.out).toMatch(/^The clock shows the machine's time again: 20\d\d-[^\n]+\n$/);
  });

  it.each<[string[]]>([[[]], [['soon']], [['2027-13-01']]])(
    'npm run clock -- %j says why not in one line',
    async (args) => {
      const { code, out, err } = await npmRunClock(folder, ...args);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(/^keyhold: [^\n]+\n$/);
      expect(existsSync(file)).toBe(false);
    },
  );
});

describe('the mutation moveClock', () => {
  const MOVE = `mutation ($to: DateTime) {
    moveClock(input: { to: $to }) { now userErrors { code message field } } }`;
  let demo: TestApplication;
  let clock: MovableClock;
  let holder: number;
  let token: string;
  let ticks = 0;

  beforeAll(async () => {
    clock = new MovableClock(join(temporaryFolder(), 'clock.json'), machine);
    demo = await TestApplication.start({}, { clock, extraResolvers: [new ClockResolver(clock)] });
    clock.onMove(async () => {
      await demo.app.jobs.tick();
      ticks += 1;
    });
    holder = await new Fixtures(demo).user();
  });
  afterAll(async () => {
    clock.close();
    await demo.stop();
  });
  beforeEach(async () => {
    await clock.moveTo(null);
    ticks = 0;
    token = await demo.tokenFor(holder);
  });

  it('moves the clock, runs what became due, and leaves an audit event', async () => {
    const { data, errors } = await demo.graph(MOVE, { to: '2026-11-22T12:00:00Z' }, token);
    expect(errors).toEqual([]);
    expect(data).toEqual({ moveClock: { now: '2026-11-22T12:00:00.000Z', userErrors: [] } });
    expect(ticks).toBe(1);
    const runs: { period: string }[] = await demo.dataSource.query(
      "SELECT period FROM job_runs WHERE job = 'housekeeping' AND finished_at IS NOT NULL ORDER BY period DESC LIMIT 1",
    );
    expect(runs).toEqual([{ period: '2026-11-22' }]);
    const events: object[] = await demo.dataSource.query(
      `SELECT action, subject_type, subject_id, user_id, created_at FROM audit_events`,
    );
    expect(events).toEqual([
      {
        action: 'moveClock',
        subject_type: 'User',
        subject_id: holder,
        user_id: holder,
        created_at: expect.anything() as Date,
      },
    ]);
    expect(demo.jobFailures).toEqual([]);
  });

  it('goes back to the machine’s time when no instant is given', async () => {
    await clock.moveTo(new Date('2026-11-22T06:00:00Z'));
    const { data } = await demo.graph(MOVE, {}, token);
    expect(data).toEqual({ moveClock: { now: TEST_NOW.toISOString(), userErrors: [] } });
  });

  it('refuses to go backwards', async () => {
    const { data } = await demo.graph(MOVE, { to: '2026-11-20T00:00:00Z' }, token);
    expect(data).toEqual({
      moveClock: {
        now: null,
        userErrors: [
          {
            code: 'CLOCK_BACKWARDS',
            message: 'The clock only moves forward, and shows 2026-11-21T12:00:00.000Z.',
            field: ['input', 'to'],
          },
        ],
      },
    });
    expect(ticks).toBe(0);
  });

  it('is for those who are signed in', async () => {
    const { errors } = await demo.graph(MOVE, { to: '2026-11-22T12:00:00Z' });
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['UNAUTHENTICATED']);
    expect(clock.now()).toEqual(TEST_NOW);
  });

  it('is shown in the demo’s schema, guarded, and in no other', async () => {
    expect(printGraph(demo.app.schema)).toMatch(
      /moveClock\([^)]*\): MoveClockPayload @idempotent.*@signedIn|moveClock\([^)]*\): MoveClockPayload @signedIn/s,
    );
    // The classes of the clock are loaded here, and the schema is without them all the same.
    const emitted = emittedFiles()['schema/schema.graphql'];
    expect(emitted).toContain('signOut');
    expect(emitted).not.toMatch(/moveClock/i);
    const production = await TestApplication.start();
    try {
      expect(production.app.schema.getMutationType()?.getFields()).not.toHaveProperty('moveClock');
      for (const type of ['MoveClockInput', 'MoveClockPayload'])
        expect(production.app.schema.getType(type)).toBeUndefined();
      const { errors, status } = await production.graph(MOVE, { to: '2026-11-22T12:00:00Z' });
      expect(status).toBe(400);
      expect(errors[0]?.message).toContain('moveClock');
    } finally {
      await production.stop();
    }
  });
});
