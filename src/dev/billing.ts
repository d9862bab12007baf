import { bill } from '../bill';
import { readConfig } from '../config';
import { problemOf } from '../problems';
import { MovableClock } from './clock';
import { CLOCK_FILE, demoDatabase, demoEnvironment, say } from './development';

/** `npm run billing -- --as-of 2026-12-01 --dry-run`: bills a month of the demo, whether or not it serves. */
async function main(): Promise<void> {
  const database = await demoDatabase();
  try {
    const config = readConfig({ ...demoEnvironment(), DATABASE_URL: database.url }, { demo: true });
    const complete = await bill(config, process.argv.slice(2), say, new MovableClock(CLOCK_FILE));
    if (!complete) process.exitCode = 1;
  } finally {
    await database.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${problemOf(error)}\n`);
  process.exitCode = 1;
});
