import type { DataSource } from 'typeorm';
import { createDataSource } from '../database/data-source';
import type { Config } from '../config';

/** Does something with a database, and lets go of it. */
export async function connected<Result>(
  { databaseUrl, databasePool }: Pick<Config, 'databaseUrl' | 'databasePool'>,
  work: (dataSource: DataSource) => Promise<Result>,
): Promise<Result> {
  const dataSource = createDataSource({ url: databaseUrl, poolSize: databasePool });
  try {
    await dataSource.initialize();
    return await work(dataSource);
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}
