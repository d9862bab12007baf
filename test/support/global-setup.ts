import { join } from 'node:path';
import { provideDatabase } from '../../src/dev/database/provide-database';
import type { Database } from '../../src/dev/database/database.types';

declare global {
  var keyholdTestDatabase: Database | undefined;
}

/** One server for the whole run; each worker makes a database of its own on it. */
export default async function globalSetup(): Promise<void> {
  const { DATABASE_URL: databaseUrl } = process.env;
  globalThis.keyholdTestDatabase = await provideDatabase({
    purpose: 'test',
    dataDir: join(__dirname, '../../.data'),
    say: (line) => process.stdout.write(`${line}\n`),
    ...(databaseUrl ? { databaseUrl } : {}),
  });
  process.env['KEYHOLD_TEST_SERVER'] = globalThis.keyholdTestDatabase.url;
  process.env['KEYHOLD_TEST_RUN'] = String(process.pid);
}
