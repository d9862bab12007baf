import type { Pool, QueryError } from 'mysql2';
import type { DataSource } from 'typeorm';
import type { MysqlDriver } from 'typeorm/driver/mysql/MysqlDriver';
import type { Scope } from './scope';
import { compile, type Primitive, type Statement } from './sql';

/** Told of every statement that goes to the server; tests count with it. */
export type StatementObserver = (text: string) => void;

export interface DatabaseOptions {
  /** A statement that takes longer is given up, in milliseconds. */
  readonly statementTimeout: number;
  readonly observe?: StatementObserver;
}

/**
 * The only way from the features to the tables. Rows come back plain, as the driver reads them: no
 * entity is built on a read.
 */
export class Database {
  private readonly pool: Pool;

  constructor(
    dataSource: DataSource,
    private readonly options: DatabaseOptions,
  ) {
    this.pool = (dataSource.driver as MysqlDriver).pool as Pool;
  }

  /** Rows of a statement within `scope`. */
  rows<Row extends object>(scope: Scope, statement: Statement<true>): Promise<Row[]> {
    return this.execute<Row[]>(scope, statement);
  }

  /** The first row of a statement within `scope`, or null. */
  async row<Row extends object>(scope: Scope, statement: Statement<true>): Promise<Row | null> {
    const rows = await this.execute<Row[]>(scope, statement);
    return rows[0] ?? null;
  }

  /** Runs a write within `scope`. @returns how many rows it changed. */
  async write(scope: Scope, statement: Statement<true>): Promise<number> {
    const { affectedRows } = await this.execute<{ affectedRows: number }>(scope, statement);
    return affectedRows;
  }

  private execute<Result>(scope: Scope, statement: Statement<true>): Promise<Result> {
    const { text, params, once } = compile(scope, statement);
    this.options.observe?.(text);
    return new Promise<Result>((resolve, reject) => {
      const options = { sql: text, timeout: this.options.statementTimeout };
      const done = (error: QueryError | null, result: unknown): void => {
        if (error) reject(error);
        else resolve(result as Result);
      };
      if (once) this.pool.query(options, params, done);
      else this.pool.execute(options, params as (Primitive & string)[], done);
    });
  }
}
