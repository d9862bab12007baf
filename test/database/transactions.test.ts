import { createServer, connect, type AddressInfo, type Server } from 'node:net';
import { createConnection } from 'mysql2/promise';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/database/data-source';
import { Database, ReadOnly, type Queries, type Transaction } from '../../src/database/database';
import { CommitUnknown, wasAnswered } from '../../src/database/failures';
import { reachBookkeeping } from '../../src/database/reach';
import { PublicScope } from '../../src/database/scope';
import { sql } from '../../src/database/sql';
import { integer } from '../../src/database/computed';
import { select, Selection } from '../../src/database/select';
import { emptyDatabase } from '../support/test-database';

const SCOPE = new PublicScope();

/** Adds to one of the two counters. */
/** Of a table of this test's own, which nothing declares. */
const VALUES = new Selection<{ value: number }>({}, ['SELECT value FROM counters']);
const CONNECTION_ID = select({ id: integer('CONNECTION_ID()') }).from('DUAL');

const add = (queries: Queries, id: number, by = 1): Promise<number> =>
  queries.write(
    SCOPE,
    sql`UPDATE counters SET value = value + ${by} WHERE id = ${id} AND ${reachBookkeeping}`,
  );

async function values(queries: Queries): Promise<number[]> {
  const rows = await queries.rows(SCOPE, sql`${VALUES} WHERE ${reachBookkeeping} ORDER BY id`);
  return rows.map(({ value }) => value);
}

async function connectionId(queries: Queries): Promise<number> {
  const row = await queries.row(SCOPE, sql`${CONNECTION_ID} WHERE ${reachBookkeeping}`);
  return row?.id as number;
}

/** Lets everybody go on once `most` have come; those who come later are not held. */
function barrier(most: number): () => Promise<void> {
  let open: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let come = 0;
  return () => {
    if (++come === most) open();
    return opened;
  };
}

/** Hands everything on between client and server, and loses the answer to the first COMMIT. */
async function losingTheCommit(server: URL): Promise<Server> {
  let lost = false;
  const proxy = createServer((client) => {
    const upstream = connect(Number(server.port), server.hostname);
    let losing = false;
    client.on('data', (chunk) => {
      if (!lost && chunk.toString('latin1').endsWith('COMMIT')) lost = losing = true;
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      // The server has answered, so it has committed; nobody will hear of it.
      if (losing) client.destroy();
      else client.write(chunk);
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return proxy;
}

describe('a transaction', () => {
  let url: string;
  let dataSource: DataSource;
  let database: Database;
  let sent: string[];

  beforeAll(async () => {
    url = await emptyDatabase('_transactions');
    dataSource = await createDataSource({ url, poolSize: 2 }).initialize();
    await dataSource.query('CREATE TABLE counters (id int PRIMARY KEY, value int) ENGINE=InnoDB');
    database = new Database(dataSource, {
      statementTimeout: 10_000,
      observe: (text) => sent.push(text),
    });
  });
  afterAll(() => dataSource.destroy());
  beforeEach(async () => {
    await dataSource.query('REPLACE INTO counters VALUES (1, 0), (2, 0)');
    sent = [];
  });

  const times = (text: string): number => sent.filter((one) => one === text).length;
  const kill = async (id: number): Promise<void> => {
    const killer = await createConnection(url);
    await killer.query(`KILL ${id}`);
    await killer.end();
  };

  it('brings back what the work came to, with all of its writes', async () => {
    const result = await database.transaction(async (tx) => {
      await add(tx, 1);
      await add(tx, 2, 5);
      return 'done';
    });
    expect(result).toBe('done');
    expect(await values(database)).toEqual([1, 5]);
  });

  it('throws an error of the work on as it is, after one try, and leaves nothing', async () => {
    const thrown = new Error('thought better of it');
    let tries = 0;
    const failing = database.transaction(async (tx) => {
      tries++;
      await add(tx, 1);
      throw thrown;
    });
    await expect(failing).rejects.toBe(thrown);
    expect([tries, await values(database)]).toEqual([1, [0, 0]]);
  });

  it('throws an error of the server on and leaves nothing', async () => {
    const failing = database.transaction(async (tx) => {
      await add(tx, 1);
      await tx.write(
        SCOPE,
        sql`INSERT INTO counters SELECT 2, 0 FROM DUAL WHERE ${reachBookkeeping}`,
      );
    });
    await expect(failing).rejects.toMatchObject({ errno: 1062 });
    expect(await values(database)).toEqual([0, 0]);
  });

  it('does not show its writes to others before it ends', async () => {
    await database.transaction(async (tx) => {
      await add(tx, 1);
      expect(await values(tx)).toEqual([1, 0]);
      expect(await values(database)).toEqual([0, 0]);
    });
  });

  it('reads what others committed meanwhile, on every connection and every time', async () => {
    for (let time = 0; time < 2; time++) {
      const both = barrier(2);
      await Promise.all(
        [1, 2].map(() =>
          database.transaction(async (tx) => {
            const before = await values(tx);
            await both();
            await dataSourceAdd();
            expect((await values(tx))[0]).toBeGreaterThan(before[0] as number);
          }),
        ),
      );
    }
  });

  /** A write from outside of the pool. */
  async function dataSourceAdd(): Promise<void> {
    const other = await createConnection(url);
    await other.query('UPDATE counters SET value = value + 1 WHERE id = 1');
    await other.end();
  }

  it('two that cross are both there in the end: the one that gave way ran again', async () => {
    const both = barrier(2);
    let tries = 0;
    const crossing = (first: number, second: number) =>
      database.transaction(async (tx) => {
        tries++;
        await add(tx, first);
        await both();
        await add(tx, second);
      });
    await Promise.all([crossing(1, 2), crossing(2, 1)]);
    expect(await values(database)).toEqual([2, 2]);
    expect(tries).toBe(3);
  });

  it('is tried four times, and no more', async () => {
    let tries = 0;
    const failing = database.transaction(() => {
      tries++;
      return Promise.reject(Object.assign(new Error('lock wait'), { errno: 1205 }));
    });
    await expect(failing).rejects.toMatchObject({ errno: 1205 });
    expect(tries).toBe(4);
  });

  describe('in parts', () => {
    it('a part that fails undoes its own writes alone', async () => {
      await database.transaction(async (tx) => {
        await add(tx, 1);
        await tx.transaction((part) => add(part, 2));
        const failing = tx.transaction(async (part) => {
          await add(part, 1, 10);
          await part.transaction((inner) => add(inner, 2, 10));
          throw new Error('this part not');
        });
        await expect(failing).rejects.toThrow('this part not');
        await add(tx, 2, 100);
      });
      expect(await values(database)).toEqual([1, 101]);
    });

    it('an error that a part throws on undoes everything', async () => {
      const failing = database.transaction(async (tx) => {
        await add(tx, 1);
        await tx.transaction(async (part) => {
          await add(part, 2);
          throw new Error('no');
        });
      });
      await expect(failing).rejects.toThrow('no');
      expect(await values(database)).toEqual([0, 0]);
    });

    /** Crosses within parts; `around` is what the work does about the part. */
    async function crossInParts(
      around: (tx: Transaction, part: Promise<unknown>) => Promise<void>,
    ): Promise<number> {
      const both = barrier(2);
      let tries = 0;
      const crossing = (first: number, second: number) =>
        database.transaction(async (tx) => {
          tries++;
          await add(tx, first);
          await both();
          await around(
            tx,
            tx.transaction((part) => add(part, second)),
          );
        });
      await Promise.all([crossing(1, 2), crossing(2, 1)]);
      return tries;
    }

    it('a deadlock inside a part runs the whole again', async () => {
      expect(await crossInParts(async (_tx, part) => void (await part))).toBe(3);
      expect(await values(database)).toEqual([2, 2]);
    });

    it('a deadlock that the work makes light of runs the whole again all the same', async () => {
      // The server has undone everything: going on would write outside of any transaction.
      const tries = await crossInParts(async (tx, part) => {
        await part.catch(() => null);
        await add(tx, 1, 10).catch(() => null);
      });
      expect(await values(database)).toEqual([22, 2]);
      expect(tries).toBe(3);
    });
  });

  describe('on a connection that is lost', () => {
    it('leaves nothing when it is killed before its last statement, and is not used again', async () => {
      let tries = 0;
      let killed = 0;
      const failing = database.transaction(async (tx) => {
        tries++;
        await add(tx, 1);
        killed = await connectionId(tx);
        await kill(killed);
        await add(tx, 2);
      });
      await expect(failing).rejects.toThrow();
      expect([tries, await values(database)]).toEqual([1, [0, 0]]);
      const both = barrier(2);
      const used = await Promise.all(
        [1, 2].map(() =>
          database.transaction(async (tx) => {
            await both();
            return connectionId(tx);
          }),
        ),
      );
      expect(new Set(used).size).toBe(2);
      expect(used).not.toContain(killed);
    });

    it('leaves nothing when it is killed just before COMMIT, and is not run again', async () => {
      let tries = 0;
      let killed = 0;
      const failing = database.transaction(async (tx) => {
        tries++;
        await add(tx, 1);
        killed = await connectionId(tx);
        await kill(killed);
      });
      await expect(failing).rejects.toBeInstanceOf(CommitUnknown);
      expect([tries, await values(database)]).toEqual([1, [0, 0]]);
      expect(await connectionId(database)).not.toBe(killed);
    });

    it('says so when the answer to COMMIT is lost, and is not run again: it may stand', async () => {
      const proxy = await losingTheCommit(new URL(url));
      const through = new URL(url);
      through.port = String((proxy.address() as AddressInfo).port);
      through.hostname = '127.0.0.1';
      const far = await createDataSource({ url: through.toString(), poolSize: 2 }).initialize();
      try {
        const distant = new Database(far, { statementTimeout: 10_000 });
        let tries = 0;
        const failing = distant.transaction((tx) => {
          tries++;
          return add(tx, 1);
        });
        await expect(failing).rejects.toBeInstanceOf(CommitUnknown);
        expect([tries, await values(database)]).toEqual([1, [1, 0]]);
        await distant.transaction((tx) => add(tx, 1));
        expect(await values(database)).toEqual([2, 0]);
      } finally {
        await far.destroy();
        proxy.close();
      }
    });
  });

  it('gives its connection back, however it ends', async () => {
    const ended = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) =>
        database.transaction(async (tx) => {
          await add(tx, 1);
          if (n % 5 === 0) throw new Error('no');
          if (n % 5 === 1) await kill(await connectionId(tx));
        }),
      ),
    );
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(30);
    expect(await values(database)).toEqual([30, 0]);
    expect(times('COMMIT')).toBe(40);
    // Both can be had at once.
    const both = barrier(2);
    await Promise.all([1, 2].map(() => database.transaction(both)));
  });
});

describe('an error in answer to COMMIT', () => {
  it.each([
    [{ errno: 1213, sqlState: '40001' }, true],
    [{ errno: 1062, sqlState: '23000' }, true],
    [{ errno: 1927, sqlState: '70100' }, false],
    [{ errno: 1053, sqlState: '08S01' }, false],
    [{ sqlState: '08S01', fatal: true }, false],
    [new Error('read ECONNRESET'), false],
  ])('%j was an answer: %s', (error, answered) => {
    expect(wasAnswered(error)).toBe(answered);
  });
});

describe('what resolvers read through', () => {
  it('reads, and writes nothing', async () => {
    const dataSource = await createDataSource({
      url: await emptyDatabase('_read_only'),
      poolSize: 2,
    }).initialize();
    try {
      await dataSource.query('CREATE TABLE counters (id int PRIMARY KEY, value int NOT NULL)');
      await dataSource.query('INSERT INTO counters VALUES (1, 5)');
      const options = { statementTimeout: 10_000 };
      const reading = new ReadOnly(new Database(dataSource, options), options);
      expect(await values(reading)).toEqual([5]);
      expect(() => add(reading, 1)).toThrow('Nothing is written outside a transaction');
      expect(() => reading.transaction()).toThrow('Nothing is written outside a transaction');
      expect(await values(reading)).toEqual([5]);
    } finally {
      await dataSource.destroy();
    }
  });
});
