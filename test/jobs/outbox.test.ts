import type { DataSource } from 'typeorm';
import { OutboxMessageEntity } from '../../src/database/entities/outbox-message.entity';
import { SystemScope } from '../../src/database/scope';
import { Sealer } from '../../src/database/sealing';
import { OUTBOX_SEAL, OutboxRepository } from '../../src/features/outbox/outbox.repository';
import {
  ChannelDown,
  type Delivery,
  type NewOutboxMessage,
  RefusedForGood,
} from '../../src/features/outbox/outbox.types';
import { CLAIM_LENGTH } from '../../src/jobs/claim';
import { GIVE_UP_AFTER, GIVE_UP_REFUSED_AFTER, OutboxWorker } from '../../src/jobs/outbox-worker';
import { emptyTables, workerDatabase } from '../support/test-database';
import { FakeClock, Moment, Process } from './process';

const CLAIM_MINUTES = CLAIM_LENGTH / 60_000;
const SCOPE = new SystemScope('test');
const SECRET = 'päss-wörd "quoted" 4711';

describe('the outbox', () => {
  const sealer = new Sealer(1, Buffer.alloc(32, 7));
  let dataSource: DataSource;
  let clock: FakeClock;
  let one: Process;
  let two: Process;

  beforeAll(async () => {
    dataSource = await workerDatabase();
  });
  afterAll(() => dataSource.destroy());
  beforeEach(async () => {
    await emptyTables(dataSource);
    clock = new FakeClock('2026-11-21T12:00:00Z');
    one = await Process.start(dataSource, clock);
    two = await Process.start(dataSource, clock);
  });
  afterEach(() => Promise.all([one.end(), two.end()]));

  const outboxOf = ({ database }: Process): OutboxRepository =>
    new OutboxRepository(database, sealer, clock);
  const worker = (
    process: Process,
    deliver: (message: Delivery) => Promise<void> | void,
    chance = () => 1,
  ): OutboxWorker =>
    new OutboxWorker(
      outboxOf(process),
      sealer,
      clock,
      { name: 'mail', deliver: async (message) => deliver(message) },
      chance,
    );
  const message = (given: Partial<NewOutboxMessage> = {}): NewOutboxMessage => ({
    channel: 'mail',
    event: 'license.assigned',
    accountId: 7,
    parameters: { license: 'L-1', seats: 3, names: ['Ada', null] },
    secrets: { key: SECRET },
    dueAt: clock.now(),
    ...given,
  });
  const add = (...messages: NewOutboxMessage[]): Promise<void> =>
    one.database.transaction((tx) => outboxOf(one).add(SCOPE, tx, messages));
  const rows = () => dataSource.manager.find(OutboxMessageEntity, { order: { id: 'ASC' } });
  /** The whole table as the server would give it to a thief, however it is encoded. */
  const clearText = async (): Promise<string> =>
    (await rows())
      .map((row) => JSON.stringify({ ...row, secrets: row.secrets?.toString('latin1') }))
      .join();

  it('messages are added in one statement, with their cause or not at all', async () => {
    await add();
    const undone = one.database.transaction(async (tx) => {
      await outboxOf(one).add(SCOPE, tx, [message(), message()]);
      throw new Error('the cause failed');
    });
    await expect(undone).rejects.toThrow('the cause failed');
    expect(await rows()).toEqual([]);

    const later = new Date('2026-11-22T00:00:00.123Z');
    await add(message(), message({ secrets: null, accountId: null, dueAt: later, channel: 'web' }));
    expect(await rows()).toMatchObject([
      {
        channel: 'mail',
        event: 'license.assigned',
        accountId: 7,
        parameters: '{"license":"L-1","seats":3,"names":["Ada",null]}',
        dueAt: clock.now(),
        attempts: 0,
        claimToken: null,
        settledAt: null,
        createdAt: clock.now(),
      },
      { channel: 'web', accountId: null, secrets: null, dueAt: later },
    ]);
  });

  it('secrets are sealed byte for byte, whichever message of a statement they are in', async () => {
    const secrets = Array.from({ length: 9 }, (_, n) => (n % 3 === 0 ? null : { key: `${n}` }));
    await add(...secrets.map((one) => message({ secrets: one })));
    const stored = (await rows()).map((row) =>
      row.secrets === null ? null : (JSON.parse(sealer.unseal(row.secrets, OUTBOX_SEAL)) as object),
    );
    expect(stored).toEqual(secrets);
  });

  it('messages of one statement may differ in size and in what they lack', async () => {
    const long = 'é'.repeat(40_000);
    const widest = { key: 'k'.repeat(2_009) };
    await add(
      message({ event: 'a', accountId: null, parameters: {}, secrets: null }),
      message({ event: 'b'.repeat(60), parameters: { long }, secrets: widest }),
    );
    const [small, large] = await rows();
    expect(small).toMatchObject({ event: 'a', accountId: null, parameters: '{}', secrets: null });
    expect(large).toMatchObject({
      event: 'b'.repeat(60),
      accountId: 7,
      parameters: JSON.stringify({ long }),
    });
    expect(sealer.unseal(large?.secrets ?? Buffer.alloc(0), OUTBOX_SEAL)).toBe(
      JSON.stringify(widest),
    );
    const tooWide = message({ secrets: { key: `${widest.key}k` } });
    await expect(add(tooWide)).rejects.toThrow(/too long/i);
  });

  it('what is due is delivered once, oldest first, its secrets readable; then they are gone', async () => {
    const seen: Delivery[] = [];
    const mail = worker(one, (delivery) => void seen.push(delivery));
    await add(
      message({ event: 'second' }),
      message({ event: 'first', dueAt: new Date('2026-11-21T11:00:00Z') }),
      message({ event: 'later', dueAt: new Date('2026-11-21T12:00:00.001Z') }),
      message({ event: 'elsewhere', channel: 'webhook' }),
    );
    expect(await clearText()).not.toContain('4711');
    await mail.tick();
    await mail.tick();
    expect(seen.map(({ event }) => event)).toEqual(['first', 'second']);
    expect(seen[1]).toEqual({
      id: (await rows())[0]?.id,
      event: 'second',
      accountId: 7,
      parameters: { license: 'L-1', seats: 3, names: ['Ada', null] },
      secrets: { key: SECRET },
      attempts: 0,
      failingSince: null,
      createdAt: clock.now(),
    });
    const [second, first, later, elsewhere] = await rows();
    for (const sent of [first, second])
      expect(sent).toMatchObject({
        settledAt: clock.now(),
        secrets: null,
        claimToken: null,
        claimedUntil: null,
      });
    for (const waiting of [later, elsewhere]) {
      expect(waiting).toMatchObject({ settledAt: null, claimToken: null });
      expect(waiting?.secrets).not.toBeNull();
    }
  });

  it('two workers share 200 messages, and each message is delivered exactly once', async () => {
    await add(...Array.from({ length: 200 }, (_, n) => message({ parameters: { n } })));
    const seen: number[] = [];
    const [oneBegan, twoBegan] = [new Moment(), new Moment()];
    // Neither gets on before both have claimed, so that neither can do it all.
    const deliverer = (mine: Moment, other: Moment) => async (delivery: Delivery) => {
      mine.happen();
      await other.happened;
      seen.push(delivery.parameters['n'] as number);
    };
    await Promise.all([
      worker(one, deliverer(oneBegan, twoBegan)).tick(),
      worker(two, deliverer(twoBegan, oneBegan)).tick(),
    ]);
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n));
    const stored = await rows();
    expect(stored.every(({ settledAt, secrets }) => settledAt !== null && secrets === null)).toBe(
      true,
    );
  });

  it('a worker does not wait for rows that another is about to claim', async () => {
    await add(message({ event: 'locked' }), message({ event: 'free' }));
    const [locked] = await rows();
    const seen: string[] = [];
    await dataSource.transaction(async (manager) => {
      await manager.query('SELECT id FROM outbox_messages WHERE id = ? FOR UPDATE', [locked?.id]);
      await worker(one, ({ event }) => void seen.push(event)).tick();
    });
    expect(seen).toEqual(['free']);
    await worker(one, ({ event }) => void seen.push(event)).tick();
    expect(seen).toEqual(['free', 'locked']);
  });

  it('a failed delivery backs off, a minute doubling to an hour, its secrets still sealed', async () => {
    const delays: number[] = [];
    const mail = worker(one, ({ secrets }) => {
      throw new Error(`rejected ${secrets?.['key']} ${'x'.repeat(600)}`);
    });
    await add(message());
    for (let attempt = 1; attempt <= 9; attempt++) {
      await mail.tick();
      await mail.tick();
      const [row] = await rows();
      expect(row).toMatchObject({ attempts: attempt, settledAt: null, claimToken: null });
      expect(row?.failure).toMatch(/^rejected … x+$/);
      expect(row?.failure).toHaveLength(500);
      expect(await clearText()).not.toContain('4711');
      delays.push(((row?.dueAt.getTime() ?? 0) - clock.now().getTime()) / 60_000);
      clock.set(row?.dueAt.toISOString() ?? '');
    }
    expect(delays).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);

    const seen: Delivery[] = [];
    await worker(one, (delivery) => void seen.push(delivery)).tick();
    expect(seen).toMatchObject([{ attempts: 9, secrets: { key: SECRET } }]);
    expect(await rows()).toMatchObject([
      { settledAt: clock.now(), secrets: null, failure: null, attempts: 9 },
    ]);
  });

  it('one message that fails does not hold back the others', async () => {
    await add(...['bad', 'good'].map((event) => message({ event })));
    const seen: string[] = [];
    await worker(one, ({ event }) => {
      if (event === 'bad') throw new Error('no');
      seen.push(event);
    }).tick();
    expect(seen).toEqual(['good']);
  });

  it('secrets that were sealed elsewhere are not handed over, and the row says so', async () => {
    await add(message());
    await dataSource.manager.update(
      OutboxMessageEntity,
      { channel: 'mail' },
      { secrets: sealer.seal('{}', 'licenses.key') },
    );
    const seen: Delivery[] = [];
    await worker(one, (delivery) => void seen.push(delivery)).tick();
    expect(seen).toEqual([]);
    expect(await rows()).toMatchObject([{ attempts: 1, settledAt: null }]);
  });

  it('what failed together is not tried again together', async () => {
    await add(message(), message(), message());
    const chances = [0, 0.5, 0.999];
    const failing = () => {
      throw new Error('no');
    };
    await worker(one, failing, () => chances.shift() ?? 0).tick();
    const delays = (await rows()).map(({ dueAt }) => dueAt.getTime() - clock.now().getTime());
    expect(delays).toEqual([30_000, 45_000, 59_970]);
  });

  it('what fails for three days is given up, for people to see; nobody tries it again', async () => {
    let tries = 0;
    const mail = worker(one, () => {
      tries++;
      throw new Error('550 no such mailbox');
    });
    await add(message());
    const start = clock.now();
    const due = async (): Promise<Date> => (await rows())[0]?.dueAt ?? start;
    while (clock.now().getTime() - start.getTime() < GIVE_UP_AFTER) {
      await mail.tick();
      expect(await rows()).toMatchObject([
        { settledAt: null, givenUpAt: null, failingSince: start, attempts: tries },
      ]);
      clock.set((await due()).toISOString());
    }
    await mail.tick();
    expect(await rows()).toMatchObject([
      {
        settledAt: clock.now(),
        givenUpAt: clock.now(),
        failingSince: start,
        failure: '550 no such mailbox',
        secrets: null,
        claimToken: null,
      },
    ]);
    clock.pass(120);
    await mail.tick();
    expect(tries).toBe((await rows())[0]?.attempts);
  });

  it('R20 what is refused for its address is tried once, and is given up at once', async () => {
    let tries = 0;
    const mail = worker(one, () => {
      tries++;
      throw new RefusedForGood('550 no such mailbox', 'ADDRESS');
    });
    await add(message());
    await mail.tick();
    const now = clock.now();
    const refused = { settledAt: now, givenUpAt: now, refusedAt: now, attempts: 1, secrets: null };
    expect(await rows()).toMatchObject([{ ...refused, failure: '550 no such mailbox' }]);
    clock.pass(10 * 24 * 60);
    await mail.tick();
    expect(tries).toBe(1);
  });

  it('R20 what is refused for good though not for its address is tried for four hours', async () => {
    const mail = worker(one, () => {
      throw new RefusedForGood('550 5.7.1 relaying denied', 'MAIL');
    });
    await add(message());
    const start = clock.now();
    for (let last: Date | null = null; last === null;) {
      await mail.tick();
      const [row] = await rows();
      last = row?.settledAt ?? null;
      if (last === null) clock.set((row?.dueAt ?? start).toISOString());
    }
    const lasted = clock.now().getTime() - start.getTime();
    expect(lasted).toBeGreaterThanOrEqual(GIVE_UP_REFUSED_AFTER);
    expect(lasted).toBeLessThan(GIVE_UP_REFUSED_AFTER + 3_600_001);
    expect(await rows()).toMatchObject([{ givenUpAt: clock.now(), refusedAt: null }]);
  });

  it('what waited for days before it was tried for the first time is not given up', async () => {
    await add(message());
    clock.pass(10 * 24 * 60);
    let broken = true;
    const mail = worker(one, () => {
      if (broken) throw new Error('451 come back later');
    });
    await mail.tick();
    expect(await rows()).toMatchObject([{ givenUpAt: null, failingSince: clock.now() }]);
    broken = false;
    clock.pass(1);
    await mail.tick();
    expect(await rows()).toMatchObject([{ givenUpAt: null, settledAt: clock.now() }]);
  });

  it('while the channel is down one message is tried; the others are let go of at once', async () => {
    await add(...['first', 'second', 'third'].map((event) => message({ event })));
    const seen: string[] = [];
    const down = new ChannelDown('nobody there');
    const reason = await worker(one, ({ event }) => {
      seen.push(event);
      throw down;
    }).tick();
    expect([seen, reason]).toEqual([['first'], down]);
    expect(await rows()).toMatchObject([
      { attempts: 1, failure: 'nobody there', claimToken: null },
      { attempts: 0, failure: null, claimToken: null, claimedUntil: null, dueAt: clock.now() },
      { attempts: 0, failure: null, claimToken: null, claimedUntil: null, dueAt: clock.now() },
    ]);
    expect(await worker(two, ({ event }) => void seen.push(event)).tick()).toBeNull();
    expect(seen).toEqual(['first', 'second', 'third']);
  });

  it('nothing is begun that may outlast the claim; the rest is delivered under the next', async () => {
    await add(...['first', 'second', 'third'].map((event) => message({ event })));
    const claims = new Map<string, string | null | undefined>();
    const slow = worker(one, async ({ event }) => {
      claims.set(event, (await rows()).find((row) => row.event === event)?.claimToken);
      clock.pass(event === 'first' ? CLAIM_MINUTES - 1.5 : 0.001);
    });
    await slow.tick();
    expect([...claims.keys()]).toEqual(['first', 'second', 'third']);
    expect(claims.get('second')).toBe(claims.get('first'));
    expect(claims.get('third')).not.toBe(claims.get('first'));
  });

  it('a claim that ran out is taken over, and who lost it cannot settle', async () => {
    const begun = new Moment();
    const released = new Moment();
    const seen: string[] = [];
    await add(message({ event: 'first' }), message({ event: 'second' }));
    const stuck = worker(one, async ({ event }) => {
      begun.happen();
      await released.happened;
      seen.push(`one ${event}`);
      throw new Error('too late');
    }).tick();
    await begun.happened;
    const other = worker(two, ({ event }) => void seen.push(`two ${event}`));
    clock.pass(CLAIM_MINUTES - 1);
    await other.tick();
    expect(seen).toEqual([]);

    clock.pass(1);
    await other.tick();
    const settled = await rows();
    expect(settled).toMatchObject([{ settledAt: clock.now() }, { settledAt: clock.now() }]);
    clock.pass(1);
    released.happen();
    await stuck;
    // At least once: the first went out twice. The second was left to whoever held it.
    expect(seen).toEqual(['two first', 'two second', 'one first']);
    expect(await rows()).toEqual(settled);
  });

  it('a delivery that came back after its claim was taken over does not settle either', async () => {
    const begun = new Moment();
    const released = new Moment();
    const taken = new Moment();
    await add(message());
    const slow = worker(one, async () => {
      begun.happen();
      await released.happened;
    }).tick();
    await begun.happened;
    clock.pass(CLAIM_MINUTES);
    const letGo = new Moment();
    const other = worker(two, async () => {
      taken.happen();
      await letGo.happened;
    }).tick();
    await taken.happened;
    released.happen();
    await slow;
    const [held] = await rows();
    expect(held).toMatchObject({ settledAt: null });
    expect(held?.secrets).not.toBeNull();
    letGo.happen();
    await other;
    expect(await rows()).toMatchObject([{ settledAt: clock.now(), secrets: null }]);
  });
});
