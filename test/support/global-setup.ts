import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { provideBrowser } from '../../src/dev/browser/provide-browser';
import { provideDatabase } from '../../src/dev/database/provide-database';
import type { Database } from '../../src/dev/database/database.types';

declare global {
  var keyholdTestDatabase: Database | undefined;
}

/** What jest says about the run. */
interface Run {
  readonly rootDir: string;
  readonly testPathPatterns: {
    toExecutor(options: { readonly rootDir: string }): { isMatch(path: string): boolean };
  };
}

const DATA = join(__dirname, '../../.data');
const BROWSER_TESTS = resolve(__dirname, '../browser');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** One server for the whole run; each worker makes a database of its own on it. A browser, if one of the files needs it. */
export default async function globalSetup({ rootDir, testPathPatterns }: Run): Promise<void> {
  const { DATABASE_URL: databaseUrl } = process.env;
  globalThis.keyholdTestDatabase = await provideDatabase({
    purpose: 'test',
    dataDir: DATA,
    say,
    ...(databaseUrl ? { databaseUrl } : {}),
  });
  const wanted = testPathPatterns.toExecutor({ rootDir });
  if (readdirSync(BROWSER_TESTS).some((file) => wanted.isMatch(join(BROWSER_TESTS, file)))) {
    const browser = await provideBrowser({ given: process.env['CHROMIUM'], dataDir: DATA, say });
    if (browser.path !== undefined) process.env['KEYHOLD_BROWSER'] = browser.path;
    else process.env['KEYHOLD_BROWSER_OBSTACLE'] = browser.obstacle;
    say(`Browser: ${browser.path ?? `none, ${browser.obstacle}`}.`);
  }
  process.env['KEYHOLD_TEST_SERVER'] = globalThis.keyholdTestDatabase.url;
  process.env['KEYHOLD_TEST_RUN'] = String(process.pid);
}
