import { createConnection, type RowDataPacket } from 'mysql2/promise';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/database/data-source';
import { CurrencyEntity } from '../../src/database/entities/currency.entity';
import { migrate } from '../../src/database/migrate';
import { DEMO_CURRENCIES } from '../../src/dev/demo/demo-currencies';

function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is set by jest's global setup`);
  return value;
}

/** URL of a database on the test server. */
export function databaseUrl(name: string): string {
  const url = new URL(environment('KEYHOLD_TEST_SERVER'));
  url.pathname = `/${name}`;
  return url.toString();
}

/** An empty database of this worker's own, told apart by `suffix`; made anew. */
export async function emptyDatabase(suffix: string): Promise<string> {
  const name = `keyhold_test_${environment('KEYHOLD_TEST_RUN')}_${environment('JEST_WORKER_ID')}${suffix}`;
  const connection = await createConnection(environment('KEYHOLD_TEST_SERVER'));
  await connection.query(`DROP DATABASE IF EXISTS \`${name}\``);
  await connection.query(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  await connection.end();
  return databaseUrl(name);
}

let migrated: Promise<string> | null = null;

/** The worker's database with its tables, which are made once for all of its files. */
async function migratedDatabase(): Promise<string> {
  const url = await emptyDatabase('');
  const dataSource = await createDataSource({ url, poolSize: 2 }).initialize();
  await migrate(dataSource);
  await dataSource.destroy();
  return url;
}

/** The worker's migrated database, with no rows in it. */
export async function workerDatabase(): Promise<DataSource> {
  const url = await (migrated ??= migratedDatabase());
  const dataSource = await createDataSource({ url, poolSize: 8 }).initialize();
  await emptyTables(dataSource);
  await offerCurrencies(dataSource);
  return dataSource;
}

/** Tests sell in euro, dollar and pound, as the demo does. */
export async function offerCurrencies({ manager }: DataSource): Promise<void> {
  await manager.insert(CurrencyEntity, DEMO_CURRENCIES as CurrencyEntity[]);
}

/** Removes every row; the tables and their migrations stay. Asks first: most tables are empty already. */
export async function emptyTables({ entityMetadatas, options }: DataSource): Promise<void> {
  const tables = entityMetadatas.map(({ tableName }) => `\`${tableName}\``);
  const { url } = options as { readonly url: string };
  const connection = await createConnection({ uri: url, multipleStatements: true });
  const [rows] = await connection.query<RowDataPacket[]>(
    tables
      .map((table, n) => `SELECT ${n} AS n FROM DUAL WHERE EXISTS (SELECT 1 FROM ${table})`)
      .join(' UNION ALL '),
  );
  if (rows.length > 0) {
    const deletes = (rows as { n: number }[]).map(({ n }) => `DELETE FROM ${tables[n]}`);
    await connection.query(['SET FOREIGN_KEY_CHECKS = 0', ...deletes].join(';'));
  }
  await connection.end();
}
