import type { DataSource } from 'typeorm';
import { OutboxMessageEntity } from '../../src/database/entities/outbox-message.entity';
import { SystemScope } from '../../src/database/scope';
import { Sealer } from '../../src/database/sealing';
import { OutboxRepository } from '../../src/features/outbox/outbox.repository';
import { ChannelDown } from '../../src/features/outbox/outbox.types';
import { OutboxRunner } from '../../src/jobs/outbox-runner';
import { OutboxWorker } from '../../src/jobs/outbox-worker';
import { emptyTables, workerDatabase } from '../support/test-database';
import { FakeClock, Moment, Process } from './process';

describe('who sees to it that messages leave', () => {
  const sealer = new Sealer(1, Buffer.alloc(32, 7));
  let dataSource: DataSource;
  let clock: FakeClock;
  let process: Process;
  let runner: OutboxRunner;
  let delivered: string[];
  /** What becomes of a delivery; a test says what else. */
  let deliver: (event: string) => Promise<void> | void;

  beforeAll(async () => {
    dataSource = await workerDatabase();
  });
  afterAll(() => dataSource.destroy());
  beforeEach(async () => {
    await emptyTables(dataSource);
    clock = new FakeClock('2026-11-21T12:00:00Z');
    process = await Process.start(dataSource, clock);
    delivered = [];
    deliver = (event) => void delivered.push(event);
    runner = new OutboxRunner(
      new OutboxWorker(outbox(), sealer, clock, {
        name: 'mail',
        deliver: async ({ event }) => deliver(event),
      }),
      (job, error) => process.reported.push({ job, error }),
      '* * * * * *',
    );
  });
  afterEach(async () => {
    await runner.stop();
    await process.end();
  });

  const outbox = (): OutboxRepository => new OutboxRepository(process.database, sealer, clock);
  const add = (...events: string[]): Promise<void> =>
    process.database.transaction((tx) =>
      outbox().add(
        new SystemScope('test'),
        tx,
        events.map((event) => ({
          channel: 'mail',
          event,
          accountId: null,
          parameters: {},
          secrets: null,
          dueAt: clock.now(),
        })),
      ),
    );
  /** Happens with the delivery of an event. */
  const deliveryOf = (expected: string): Promise<void> => {
    const moment = new Moment();
    deliver = (event) => {
      delivered.push(event);
      if (event === expected) moment.happen();
    };
    return moment.happened;
  };

  it('starts with what is waiting, and delivers at once what it is told of', async () => {
    await add('waiting');
    const first = deliveryOf('waiting');
    runner.start();
    await first;
    const second = deliveryOf('told');
    await add('told');
    runner.wake();
    await second;
    expect(delivered).toEqual(['waiting', 'told']);
  });

  it('finds by itself what another process wrote', async () => {
    runner.start();
    await runner.look();
    const found = deliveryOf('elsewhere');
    await add('elsewhere');
    await found;
    expect(delivered).toEqual(['elsewhere']);
  });

  it('a nudge while it looks is not lost, and two looks never run beside each other', async () => {
    await add('first');
    let inside = 0;
    let most = 0;
    const done = new Moment();
    deliver = async (event) => {
      most = Math.max(most, ++inside);
      if (event === 'first') {
        await add('second');
        runner.wake();
        runner.wake();
      } else done.happen();
      inside--;
      delivered.push(event);
    };
    runner.start();
    await done.happened;
    await runner.look();
    expect([delivered, most]).toEqual([['first', 'second'], 1]);
  });

  it('does nothing for a nudge before it is started', async () => {
    await add('early');
    runner.wake();
    await runner.stop();
    expect(delivered).toEqual([]);
  });

  it('stops after the message that is under way; the others are free for other processes', async () => {
    await add('first', 'second', 'third');
    const begun = new Moment();
    const released = new Moment();
    deliver = async (event) => {
      begun.happen();
      await released.happened;
      delivered.push(event);
    };
    runner.start();
    await begun.happened;
    const stopped = runner.stop();
    released.happen();
    await stopped;
    expect(delivered).toEqual(['first']);
    const rows = await dataSource.manager.find(OutboxMessageEntity, { order: { id: 'ASC' } });
    expect(rows).toMatchObject([
      { settledAt: clock.now() },
      { settledAt: null, attempts: 0, claimToken: null, claimedUntil: null },
      { settledAt: null, attempts: 0, claimToken: null, claimedUntil: null },
    ]);
    await runner.look();
    expect(delivered).toEqual(['first']);
  });

  it('says once that the channel is down, and again when it was up meanwhile', async () => {
    const down = new ChannelDown('nobody there');
    const failing = () => {
      throw down;
    };
    deliver = failing;
    await add('first', 'second', 'third', 'fourth');
    await runner.look();
    await runner.look();
    expect(process.reported).toEqual([{ job: 'outbox mail', error: down }]);

    deliver = () => undefined;
    await runner.look();
    await add('fifth');
    deliver = failing;
    await runner.look();
    expect(process.reported).toHaveLength(2);
  });

  it('while the channel is down a nudge changes nothing', async () => {
    runner.start();
    await runner.look();
    let tries = 0;
    deliver = () => {
      tries++;
      throw new ChannelDown('nobody there');
    };
    await add('first', 'second');
    await runner.look();
    const before = tries;
    runner.wake();
    await runner.stop();
    expect(before).toBeGreaterThan(0);
    expect(tries).toBe(before);
  });

  it('a database that fails is reported, and does not end it', async () => {
    await process.end();
    await runner.look();
    expect(process.reported).toMatchObject([{ job: 'outbox mail' }]);
    process = await Process.start(dataSource, clock);
  });
});
