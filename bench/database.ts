import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { SEAL_KEY_ID } from '../src/composition';
import type { Config } from '../src/config';
import { createDataSource } from '../src/database/data-source';
import { migrate } from '../src/database/migrate';
import { Sealer } from '../src/database/sealing';
import { provideDatabase } from '../src/dev/database/provide-database';
import { fill, type Dataset } from './dataset';

/** A database of the benchmark's own, beside whatever else the server holds; made anew by every run. */
const NAME = 'keyhold_bench';

export interface BenchDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

/** The server of `DATABASE_URL`, or one that is started for this run, with our empty database on it. */
export async function emptyDatabase(say: (line: string) => void): Promise<BenchDatabase> {
  const { DATABASE_URL: databaseUrl } = process.env;
  const server = await provideDatabase({
    purpose: 'test',
    dataDir: join(__dirname, '../../.data'),
    say,
    ...(databaseUrl ? { databaseUrl } : {}),
  });
  const connection = await createConnection(server.url);
  await connection.query(`DROP DATABASE IF EXISTS ${NAME}`);
  await connection.query(`CREATE DATABASE ${NAME} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  await connection.end();
  const url = new URL(server.url);
  url.pathname = `/${NAME}`;
  return { url: url.toString(), stop: () => server.stop() };
}

/** Makes the tables and fills them. */
export async function migrateAndFill({ databaseUrl, sealKey }: Config): Promise<Dataset> {
  const dataSource = createDataSource({ url: databaseUrl, poolSize: 2 });
  await dataSource.initialize();
  try {
    await migrate(dataSource);
    return await fill(dataSource, new Sealer(SEAL_KEY_ID, sealKey), new Date());
  } finally {
    await dataSource.destroy();
  }
}
