import { fork } from 'node:child_process';
import { once } from 'node:events';
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
const TESTS = resolve(__dirname, '..');
/** What `npm run test:quick` runs. */
const WITHOUT_DATABASE = /^(architecture|domain)\b/;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * Of what the files that are run need: one server for all of them, on which each worker makes a database of its own;
 * a browser; and what processes begin faster with.
 */
export default async function globalSetup({ rootDir, testPathPatterns }: Run): Promise<void> {
  const patterns = testPathPatterns.toExecutor({ rootDir });
  const wanted = readdirSync(TESTS, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.test.ts') && patterns.isMatch(join(TESTS, file)),
  );
  process.env['KEYHOLD_TEST_RUN'] = String(process.pid);
  if (!wanted.every((file) => WITHOUT_DATABASE.test(file))) await database();
  if (wanted.some((file) => file.startsWith('browser'))) await browser();
  // Without it they begin all the same.
  if (wanted.some((file) => file.startsWith('faults')))
    await once(fork(join(__dirname, 'kept-code.cjs')), 'exit');
}

async function database(): Promise<void> {
  const { DATABASE_URL: databaseUrl } = process.env;
  globalThis.keyholdTestDatabase = await provideDatabase({
    purpose: 'test',
    dataDir: DATA,
    say,
    ...(databaseUrl ? { databaseUrl } : {}),
  });
  process.env['KEYHOLD_TEST_SERVER'] = globalThis.keyholdTestDatabase.url;
}

async function browser(): Promise<void> {
  const found = await provideBrowser({ given: process.env['CHROMIUM'], dataDir: DATA, say });
  if (found.path !== undefined) process.env['KEYHOLD_BROWSER'] = found.path;
  else process.env['KEYHOLD_BROWSER_OBSTACLE'] = found.obstacle;
  say(`Browser: ${found.path ?? `none, ${found.obstacle}`}.`);
}
