import type { DataSource } from 'typeorm';
import { JobRunEntity } from '../../src/database/entities/job-run.entity';
import { SystemScope } from '../../src/database/scope';
import { CLAIM_LENGTH } from '../../src/jobs/claim';
import { JobRunRepository } from '../../src/jobs/job-run.repository';
import { daily } from '../../src/jobs/periods';
import { nextMonth, parseMonth } from '../../src/domain/billing/calendar';
import { emptyTables, workerDatabase } from '../support/test-database';
import { dailyJob, FakeClock, Moment, Process } from './process';

const CLAIM_MINUTES = CLAIM_LENGTH / 60_000;

describe('the job runner', () => {
  let dataSource: DataSource;
  let clock: FakeClock;
  let one: Process;
  let two: Process;
  let three: Process;

  beforeAll(async () => {
    dataSource = await workerDatabase();
  });
  afterAll(() => dataSource.destroy());
  beforeEach(async () => {
    await emptyTables(dataSource);
    clock = new FakeClock('2026-11-21T12:00:00Z');
    one = await Process.start(dataSource, clock);
    two = await Process.start(dataSource, clock);
    three = await Process.start(dataSource, clock);
  });
  afterEach(() => Promise.all([one.end(), two.end(), three.end()]));

  const rows = () =>
    dataSource.manager.find(JobRunEntity, { order: { job: 'ASC', period: 'ASC' } });

  it('a job that never ran begins with the current period, and runs it once', async () => {
    const runs: string[] = [];
    const runner = one.runner(dailyJob('count', ({ period }) => void runs.push(period)));
    await runner.tick();
    await runner.tick();
    expect(runs).toEqual(['2026-11-21']);
    expect(await rows()).toEqual([
      {
        job: 'count',
        period: '2026-11-21',
        claimToken: null,
        claimedUntil: null,
        attempts: 1,
        finishedAt: clock.now(),
        failure: null,
        createdAt: clock.now(),
      },
    ]);
  });

  it('periods that were missed are caught up in order, across the turn of a year', async () => {
    const runs: string[] = [];
    const runner = one.runner(
      dailyJob('days', ({ period }) => void runs.push(period)),
      {
        name: 'months',
        cron: '0 0 1 1 *',
        timeZone: 'UTC',
        periodOf: (instant) => instant.toISOString().slice(0, 7),
        periodAfter: (period) => nextMonth(parseMonth(period)),
        run: ({ period }) => Promise.resolve(void runs.push(period)),
      },
    );
    clock.set('2026-12-29T23:59:59.999Z');
    await runner.tick();
    clock.set('2027-01-02T00:00:00.000Z');
    await runner.tick();
    expect(runs).toEqual([
      ...['2026-12-29', '2026-12'],
      ...['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01'],
    ]);
  });

  it('a job that looks at how things stand runs for the period that it is, and for none that it missed', async () => {
    const runs: string[] = [];
    const job = dailyJob('look', ({ period }) => void runs.push(period));
    const runner = one.runner({ ...job, skipsMissed: true });
    for (const day of ['2026-12-29', '2027-01-02', '2027-01-02', '2027-01-03']) {
      clock.set(`${day}T10:00:00.000Z`);
      await runner.tick();
    }
    expect(runs).toEqual(['2026-12-29', '2027-01-02', '2027-01-03']);
  });

  it('R52 a day begins when it begins in the billing time zone', async () => {
    const runs: string[] = [];
    const runner = one.runner({
      ...dailyJob('count', ({ period }) => void runs.push(period)),
      ...daily('Europe/Berlin'),
    });
    clock.set('2026-11-21T22:59:59.999Z');
    await runner.tick();
    clock.set('2026-11-21T23:00:00.000Z');
    await runner.tick();
    expect(runs).toEqual(['2026-11-21', '2026-11-22']);
  });

  it('a period that fails is tried again later, and holds back what follows', async () => {
    const runs: string[] = [];
    let broken = true;
    const runner = one.runner(
      dailyJob('fragile', ({ period }) => {
        runs.push(period);
        if (period === '2026-11-22' && broken) throw new Error('x'.repeat(600));
      }),
    );
    await runner.tick();
    clock.set('2026-11-24T12:00:00Z');
    await runner.tick();
    await runner.tick();
    expect(runs).toEqual(['2026-11-21', '2026-11-22', '2026-11-22']);
    expect((await rows())[1]).toMatchObject({
      period: '2026-11-22',
      claimToken: null,
      claimedUntil: null,
      attempts: 2,
      finishedAt: null,
      failure: 'x'.repeat(500),
    });
    expect(one.reported.map(({ job }) => job)).toEqual(['fragile', 'fragile']);

    broken = false;
    await runner.tick();
    expect(runs.slice(3)).toEqual(['2026-11-22', '2026-11-23', '2026-11-24']);
    expect((await rows())[1]).toMatchObject({
      attempts: 3,
      finishedAt: clock.now(),
      failure: null,
    });
  });

  it('a job that fails does not keep others from running', async () => {
    const runs: string[] = [];
    const bad = dailyJob('bad', () => Promise.reject(new Error('no')));
    const lost = {
      ...dailyJob('lost', () => undefined),
      periodOf: () => daily('').periodOf(clock.now()),
    };
    const good = dailyJob('good', ({ period }) => void runs.push(period));
    await one.runner(bad, lost, good).tick();
    expect(runs).toEqual(['2026-11-21']);
    expect(one.reported.map(({ job }) => job)).toEqual(['bad', 'lost']);
  });

  it('nothing runs when the clock is set back', async () => {
    const runs: string[] = [];
    const runner = one.runner(dailyJob('count', ({ period }) => void runs.push(period)));
    await runner.tick();
    clock.set('2026-11-01T12:00:00Z');
    await runner.tick();
    expect(runs).toEqual(['2026-11-21']);
  });

  it('periods that do not follow each other are refused, instead of run for ever', async () => {
    const runner = one.runner({
      ...dailyJob('stuck', () => undefined),
      periodAfter: (same) => same,
    });
    await runner.tick();
    expect(one.reported).toEqual([
      { job: 'stuck', error: new RangeError('The period after 2026-11-21 cannot be 2026-11-21') },
    ]);
  });

  it('two jobs cannot share a name', () => {
    const job = dailyJob('same', () => undefined);
    expect(() => one.runner(job, job)).toThrow('Two jobs have the same name');
  });

  it('three processes at once run each period exactly once, in order, never two together', async () => {
    const runs: string[] = [];
    let inside = 0;
    let most = 0;
    const job = dailyJob('shared', async ({ period, extendClaim }) => {
      runs.push(period);
      most = Math.max(most, ++inside);
      expect(await extendClaim()).toBe(true);
      inside--;
    });
    const runners = [one, two, three].map((process) => process.runner(job));
    const expected: string[] = [];
    for (let day = 1; day <= 28; day++) {
      clock.set(`2026-12-${String(day).padStart(2, '0')}T00:00:00Z`);
      expected.push(clock.now().toISOString().slice(0, 10));
      // Every third day, so that there is something to catch up.
      if (day % 3 !== 1) continue;
      await Promise.all(runners.map((runner) => runner.tick()));
    }
    expect(runs).toEqual(expected);
    expect(most).toBe(1);
    expect([one, two, three].flatMap(({ reported }) => reported)).toEqual([]);
    expect((await rows()).every(({ attempts, finishedAt }) => attempts === 1 && finishedAt)).toBe(
      true,
    );
  });

  it('a claim that ran out is taken over, and who lost it can neither settle nor extend it', async () => {
    const begun = new Moment();
    const released = new Moment();
    const runs: string[] = [];
    let mine: boolean | null = null;
    const slow = one.runner(
      dailyJob('slow', async ({ period, extendClaim }) => {
        runs.push(`one ${period}`);
        begun.happen();
        await released.happened;
        mine = await extendClaim();
      }),
    );
    const other = two.runner(dailyJob('slow', ({ period }) => void runs.push(`two ${period}`)));
    const stuck = slow.tick();
    await begun.happened;

    clock.pass(CLAIM_MINUTES - 1);
    await other.tick();
    expect(runs).toEqual(['one 2026-11-21']);

    clock.pass(1);
    await other.tick();
    expect(runs).toEqual(['one 2026-11-21', 'two 2026-11-21']);
    const [settled] = await rows();
    expect(settled).toMatchObject({ attempts: 2, finishedAt: clock.now() });

    clock.pass(1);
    released.happen();
    await stuck;
    expect(mine).toBe(false);
    expect(await rows()).toEqual([settled]);
    expect(one.reported.map(({ error }) => String(error))).toEqual([
      'Error: The claim on 2026-11-21 ran out, and another process took it over',
    ]);
  });

  it('what another process finished meanwhile is not taken up again', async () => {
    await one.runner(dailyJob('count', () => undefined)).tick();
    const late = new JobRunRepository(two.database).takeOver(
      new SystemScope('count'),
      { period: '2026-11-21', token: 'late' },
      clock.now(),
      clock.now(),
    );
    expect(await late).toBe(false);
  });

  it('a failure of who lost the claim does not undo what the other did', async () => {
    const begun = new Moment();
    const released = new Moment();
    const slow = one.runner(
      dailyJob('slow', async () => {
        begun.happen();
        await released.happened;
        throw new Error('too late');
      }),
    );
    const stuck = slow.tick();
    await begun.happened;
    clock.pass(CLAIM_MINUTES);
    await two.runner(dailyJob('slow', () => undefined)).tick();
    released.happen();
    await stuck;
    expect(await rows()).toMatchObject([{ attempts: 2, failure: null, finishedAt: clock.now() }]);
    expect(one.reported).toHaveLength(1);
  });

  it('a job that says it is alive keeps its claim for longer', async () => {
    const begun = new Moment();
    const extended = new Moment();
    const released = new Moment();
    const mayContinue = new Moment();
    const runs: string[] = [];
    const slow = one.runner(
      dailyJob('slow', async ({ extendClaim }) => {
        begun.happen();
        await mayContinue.happened;
        expect(await extendClaim()).toBe(true);
        extended.happen();
        await released.happened;
      }),
    );
    const other = two.runner(dailyJob('slow', () => void runs.push('two')));
    const work = slow.tick();
    await begun.happened;
    clock.pass(CLAIM_MINUTES - 1);
    mayContinue.happen();
    await extended.happened;
    clock.pass(CLAIM_MINUTES - 1);
    await other.tick();
    released.happen();
    await work;
    await other.tick();
    expect(runs).toEqual([]);
    expect(await rows()).toMatchObject([{ attempts: 1, finishedAt: clock.now() }]);
  });

  it('a second tick of the same process waits for the first, and does what became due meanwhile', async () => {
    const begun = new Moment();
    const released = new Moment();
    const runs: string[] = [];
    const runner = one.runner(
      dailyJob('slow', async ({ period }) => {
        runs.push(period);
        begun.happen();
        await released.happened;
      }),
    );
    const first = runner.tick();
    await begun.happened;
    clock.set('2026-11-22T12:00:00Z');
    const second = runner.tick();
    released.happen();
    await second;
    expect(runs).toEqual(['2026-11-21', '2026-11-22']);
    await first;
  });

  it('stop waits for what runs, and nothing is begun after it', async () => {
    const begun = new Moment();
    const released = new Moment();
    const runs: string[] = [];
    const runner = one.runner(
      dailyJob('slow', async ({ period }) => {
        runs.push(period);
        begun.happen();
        await released.happened;
        runs.push('done');
      }),
    );
    void runner.tick();
    await begun.happened;
    clock.set('2026-11-25T12:00:00Z');
    const stopped = runner.stop().then(() => runs.push('stopped'));
    released.happen();
    await stopped;
    await runner.tick();
    expect(runs).toEqual(['2026-11-21', 'done', 'stopped']);
  });

  it('once started it looks at once, because something may have been missed', async () => {
    const ran = new Moment();
    const runner = one.runner(dailyJob('rare', () => ran.happen()));
    runner.start();
    await ran.happened;
    await runner.stop();
    expect(await rows()).toMatchObject([{ job: 'rare', finishedAt: clock.now() }]);
  });

  it('and then whenever the pattern says so, until it is stopped', async () => {
    const moments = { '2026-11-21': new Moment(), '2026-11-22': new Moment() };
    const runner = one.runner({
      ...dailyJob('often', ({ period }) => moments[period as keyof typeof moments].happen()),
      cron: '* * * * * *',
    });
    runner.start();
    await moments['2026-11-21'].happened;
    clock.set('2026-11-22T00:00:00Z');
    await moments['2026-11-22'].happened;
    await runner.stop();
    expect((await rows()).map(({ period }) => period)).toEqual(['2026-11-21', '2026-11-22']);
  });

  it('a pattern that says nothing is refused at the start', () => {
    const runner = one.runner({ ...dailyJob('never', () => undefined), cron: 'now and then' });
    expect(() => runner.start()).toThrow();
  });
});
