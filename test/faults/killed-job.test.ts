import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { JobRunEntity } from '../../src/database/entities/job-run.entity';
import { CLAIM_LENGTH } from '../../src/jobs/claim';
import { dailyJob, FakeClock, Process } from '../jobs/process';
import { workerDatabase } from '../support/test-database';

describe('a process that is killed in the middle of a job', () => {
  let dataSource: DataSource;
  beforeAll(async () => {
    dataSource = await workerDatabase();
  });
  afterAll(() => dataSource.destroy());

  it('leaves a claim that another process takes over once it has run out', async () => {
    const clock = new FakeClock('2026-11-21T12:00:00Z');
    const { url } = dataSource.options as { readonly url: string };
    const child = fork(join(__dirname, 'job-process.cjs'), [
      JSON.stringify({ url, now: clock.now().toISOString() }),
    ]);
    const [said] = (await once(child, 'message')) as [string];
    child.kill('SIGKILL');
    const [, signal] = (await once(child, 'exit')) as [null, string];
    expect([said, signal]).toEqual(['2026-11-21', 'SIGKILL']);

    const other = await Process.start(dataSource, clock);
    const runs: string[] = [];
    const runner = other.runner(dailyJob('endless', ({ period }) => void runs.push(period)));
    await runner.tick();
    expect(runs).toEqual([]);
    const left = await dataSource.manager.find(JobRunEntity);
    expect(left).toMatchObject([{ attempts: 1, finishedAt: null }]);

    clock.pass(CLAIM_LENGTH / 60_000);
    await runner.tick();
    expect(runs).toEqual(['2026-11-21']);
    expect(other.reported).toEqual([]);
    expect(await dataSource.manager.find(JobRunEntity)).toMatchObject([
      { period: '2026-11-21', attempts: 2, finishedAt: clock.now(), claimToken: null },
    ]);
    await other.end();
  });
});
