import 'reflect-metadata';
import { createPool, type Pool } from 'mysql2';
import { DataSource } from 'typeorm';
import type { MysqlDriver } from 'typeorm/driver/mysql/MysqlDriver';
import { ENTITIES } from './entities';
import { migrationsIn } from './migrations';
import { SnakeNaming } from './naming';

export interface DataSourceOptions {
  /** `mysql://user:password@host:port/database` */
  readonly url: string;
  readonly poolSize: number;
  /**
   * The two servers describe their tables differently; it matters to TypeORM only when it compares
   * them with the entities, which tests do and the service does not.
   */
  readonly flavour?: 'mysql' | 'mariadb';
}

/** How every connection is set up, whoever opens it. */
export const CONNECTION = {
  charset: 'utf8mb4_bin',
  timezone: 'Z',
  // Integers come as numbers, beyond 2^53 as strings; never as a rounded float.
  supportBigNumbers: true,
  bigNumberStrings: false,
  // A calendar day has no time zone, so it must not become a Date.
  dateStrings: ['DATE'] as 'DATE'[],
  multipleStatements: false,
  connectTimeout: 5_000,
};

/** The one TypeORM data source: entities, migrations, pool. Nothing is synchronized by itself. */
export const createDataSource = ({
  url,
  poolSize,
  flavour = 'mysql',
}: DataSourceOptions): DataSource =>
  new DataSource({
    type: flavour,
    url,
    ...CONNECTION,
    poolSize,
    entities: [...ENTITIES],
    migrations: migrationsIn(),
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'none',
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    logging: false,
    extra: { queueLimit: 1_000, waitForConnections: true },
  });

/** Connections to the same database beside those of the data source; none is opened before it is needed. */
export const poolBeside = ({ options }: DataSource, size: number): Pool =>
  createPool({
    ...CONNECTION,
    uri: (options as { readonly url: string }).url,
    connectionLimit: size,
    waitForConnections: true,
  });

/** The driver's own pool, for what goes past TypeORM. */
export const poolOf = ({ driver }: DataSource): Pool => (driver as MysqlDriver).pool as Pool;
