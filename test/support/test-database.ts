import { createConnection } from 'mysql2/promise';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/database/data-source';
import { migrate } from '../../src/database/migrate';

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

/** The worker's migrated database, with no rows in it. */
export async function workerDatabase(): Promise<DataSource> {
  const name = `keyhold_test_${environment('KEYHOLD_TEST_RUN')}_${environment('JEST_WORKER_ID')}`;
  const connection = await createConnection(environment('KEYHOLD_TEST_SERVER'));
  await connection.query(
    `CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
  );
  await connection.end();
  const dataSource = await createDataSource({ url: databaseUrl(name), poolSize: 8 }).initialize();
  await migrate(dataSource);
  await emptyTables(dataSource);
  return dataSource;
}

/** Removes every row; the tables and their migrations stay. */
export async function emptyTables(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SET FOREIGN_KEY_CHECKS = 0');
    for (const { tableName } of dataSource.entityMetadatas)
      await runner.query(`DELETE FROM \`${tableName}\``);
    await runner.query('SET FOREIGN_KEY_CHECKS = 1');
  } finally {
    await runner.release();
  }
}
