import type { Pool, PoolConnection, QueryError } from 'mysql2';
import type { DataSource } from 'typeorm';
import { poolOf } from './data-source';
import { CommitUnknown, endsTransaction, isRetryable, wasAnswered } from './failures';
import type { Scope } from './scope';
import { compile, type Compiled, type Primitive, type Statement } from './sql';

/** Told of every statement that goes to the server; tests count with it. */
export type StatementObserver = (text: string) => void;

export interface DatabaseOptions {
  /** A statement that takes longer is given up, in milliseconds. */
  readonly statementTimeout: number;
  readonly observe?: StatementObserver;
}

/** A transaction is tried this often, all in all, when others were in its way. */
const TRIES = 4;
/** The longest wait before the next try, in milliseconds; it doubles with each. */
const FIRST_WAIT = 20;

/** Nobody waits longer than 5 seconds for somebody else's lock. */
const SESSION = [
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  'SET SESSION innodb_lock_wait_timeout = 5',
];

/** Undoes the transaction of a dry run. */
class Undone<Result> extends Error {
  results: readonly [Result] | readonly [] = [];
}

type Connection = Pick<PoolConnection, 'query' | 'execute'>;

/**
 * The only way from the features to the tables: the database, or one transaction on it. Rows come back
 * plain, as the driver reads them: no entity is built on a read.
 */
export abstract class Queries {
  protected constructor(protected readonly options: DatabaseOptions) {}

  /** Rows of a statement within `scope`, of what it selects: see `table.ts`. */
  rows<Row extends object>(scope: Scope, statement: Statement<true, Row>): Promise<Row[]> {
    return this.execute<Row[]>(scope, statement);
  }

  /** The first row of a statement within `scope`, or null. */
  async row<Row extends object>(
    scope: Scope,
    statement: Statement<true, Row>,
  ): Promise<Row | null> {
    const rows = await this.execute<Row[]>(scope, statement);
    return rows[0] ?? null;
  }

  /** Whether a statement within `scope` finds a row, which it may lock. */
  async exists(scope: Scope, statement: Statement<true>): Promise<boolean> {
    const rows = await this.execute<object[]>(scope, statement);
    return rows.length > 0;
  }

  /** Runs a write within `scope`. @returns how many rows it found to write. */
  async write(scope: Scope, statement: Statement<true>): Promise<number> {
    const { affectedRows } = await this.execute<{ affectedRows: number }>(scope, statement);
    return affectedRows;
  }

  /**
   * Inserts one row within `scope`. @returns its key.
   * @throws when nothing was inserted: what it was to hang on is out of reach, or not there.
   */
  async insert(scope: Scope, statement: Statement<true>): Promise<number> {
    const result = await this.execute<{ affectedRows: number; insertId: number }>(scope, statement);
    if (result.affectedRows !== 1) throw new Error('Nothing was inserted: out of reach');
    return result.insertId;
  }

  /**
   * Runs `work` so that all of its writes stand or none. READ COMMITTED. Whoever is in the way of others
   * (deadlock, lock wait) is run again from the start, so `work` does nothing outside the database.
   * @throws CommitUnknown when the answer to COMMIT was lost.
   */
  abstract transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;

  /**
   * Runs `work` in a transaction that never stands: the one way of every dry run.
   * @returns what it came to.
   */
  async dryRun<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const undone = new Undone<Result>();
    await this.transaction(async (tx) => {
      undone.results = [await work(tx)];
      throw undone;
    }).catch((error: unknown) => {
      if (error !== undone) throw error;
    });
    return undone.results[0] as Result;
  }

  protected abstract connection(): Connection;

  private execute<Result>(scope: Scope, statement: Statement<true>): Promise<Result> {
    return this.send<Result>(compile(scope, statement));
  }

  protected send<Result>({ text, params, once }: Compiled): Promise<Result> {
    this.options.observe?.(text);
    return new Promise<Result>((resolve, reject) => {
      const options = { sql: text, timeout: this.options.statementTimeout };
      const done = (error: QueryError | null, result: unknown): void => {
        if (error) reject(error);
        else resolve(result as Result);
      };
      const connection = this.connection();
      if (once) connection.query(options, params, done);
      else connection.execute(options, params as (Primitive & string)[], done);
    });
  }
}

/** What resolvers read through. What is written goes through the pipeline's transactions. */
export class ReadOnly extends Queries {
  constructor(
    private readonly database: Database,
    options: DatabaseOptions,
  ) {
    super(options);
  }

  /** @throws always. */
  override write(): never {
    throw new Error('Nothing is written outside a transaction of the pipeline');
  }

  /** @throws always. */
  override insert(): never {
    return this.write();
  }

  /** @throws always. */
  transaction(): never {
    return this.write();
  }

  protected connection(): Connection {
    return this.database.connection();
  }
}

/** Everything outside a transaction: each statement on whichever connection is free. */
export class Database extends Queries {
  private readonly pool: Pool;
  private readonly prepared = new WeakSet<PoolConnection>();

  constructor(dataSource: DataSource, options: DatabaseOptions) {
    super(options);
    this.pool = poolOf(dataSource);
  }

  async transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(work);
      } catch (error) {
        if (attempt === TRIES || !isRetryable(error)) throw error;
        await new Promise((resolve) =>
          setTimeout(resolve, Math.random() * FIRST_WAIT * 2 ** attempt),
        );
      }
    }
  }

  /** What is outside a transaction goes through. */
  connection(): Connection {
    // A pool takes the same calls as a connection, and lends one for each.
    return this.pool;
  }

  /** How a connection runs transactions; said once for each. */
  private async prepare(connection: PoolConnection, tx: Transaction): Promise<void> {
    if (this.prepared.has(connection)) return;
    for (const setting of SESSION) await tx.say(setting);
    this.prepared.add(connection);
  }

  private async attempt<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const connection = await new Promise<PoolConnection>((resolve, reject) => {
      this.pool.getConnection((error, lent) => {
        if (error) reject(error);
        else resolve(lent);
      });
    });
    const tx = new Transaction(connection, this.options);
    try {
      await this.prepare(connection, tx);
      await tx.begin();
      const result = await work(tx);
      await tx.commit();
      connection.release();
      return result;
    } catch (error) {
      await tx.rollback().then(
        () => connection.release(),
        // Nobody knows what state it is in: the server rolls back when it goes.
        () => connection.destroy(),
      );
      throw error;
    }
  }
}

/** One transaction, on one connection. What is started inside it is a savepoint. */
export class Transaction extends Queries {
  private savepoints = 0;
  /** What undid all of it on the server. Whatever followed would stand by itself, so nothing may. */
  private undoneBy: Error | null = null;

  constructor(
    private readonly own: PoolConnection,
    options: DatabaseOptions,
  ) {
    super(options);
  }

  /** A part that can be undone alone: what it throws undoes its writes, and is thrown on. */
  async transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const name = `part_${++this.savepoints}`;
    await this.say(`SAVEPOINT ${name}`);
    try {
      const result = await work(this);
      await this.say(`RELEASE SAVEPOINT ${name}`);
      return result;
    } catch (error) {
      if (!endsTransaction(error)) await this.say(`ROLLBACK TO SAVEPOINT ${name}`);
      throw error;
    }
  }

  begin(): Promise<void> {
    return this.say('START TRANSACTION');
  }

  /** @throws CommitUnknown when no answer came. */
  async commit(): Promise<void> {
    // The work made light of it; the answer is known all the same.
    if (this.undoneBy !== null) throw this.undoneBy;
    try {
      await this.say('COMMIT');
    } catch (error) {
      throw wasAnswered(error) ? error : new CommitUnknown(error);
    }
  }

  rollback(): Promise<void> {
    return super.send<void>({ text: 'ROLLBACK', params: [], once: true });
  }

  protected connection(): Connection {
    return this.own;
  }

  protected override async send<Result>(statement: Compiled): Promise<Result> {
    if (this.undoneBy !== null) throw this.undoneBy;
    try {
      return await super.send<Result>(statement);
    } catch (error) {
      if (endsTransaction(error)) this.undoneBy = error as Error;
      throw error;
    }
  }

  /** One of our own words to the server, such as COMMIT. */
  say(text: string): Promise<void> {
    return this.send<void>({ text, params: [], once: true });
  }
}
