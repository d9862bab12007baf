import { keyhold } from '../cli/program';
import { ownTerminal } from '../cli/terminal';
import { problemOf } from '../problems';
import { MovableClock } from './clock';
import { CLOCK_FILE, demoDatabase, demoEnvironment } from './development';

/** `npm run billing -- --as-of 2026-12-01 --dry-run`: bills a month of the demo, whether or not it serves. */
async function main(): Promise<void> {
  const database = await demoDatabase();
  try {
    const environment = { ...demoEnvironment(), DATABASE_URL: database.url };
    process.exitCode = await keyhold(
      ['billing', ...process.argv.slice(2)],
      { ...ownTerminal(), environment },
      { clock: new MovableClock(CLOCK_FILE), demo: true },
    );
  } finally {
    await database.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${problemOf(error)}\n`);
  process.exitCode = 1;
});
