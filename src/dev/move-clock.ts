import { readConfig } from '../config';
import { problemOf } from '../problems';
import { MovableClock, targetOf } from './clock';
import { CLOCK_FILE, demoEnvironment, say } from './development';

/** `npm run clock -- 2027-01-01`: moves the demo's clock, whether or not it serves at the moment. */
async function moveClock(text: string | undefined): Promise<void> {
  const { timeZone } = readConfig(
    { ...demoEnvironment(), DATABASE_URL: 'mysql://is.not/asked' },
    { demo: true },
  );
  const to = targetOf(text, timeZone);
  const clock = new MovableClock(CLOCK_FILE);
  await clock.moveTo(to);
  const now = clock.now().toISOString();
  say(to === null ? `The clock shows the machine's time again: ${now}.` : `It is ${now} now.`);
}

moveClock(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${problemOf(error)}\n`);
  process.exitCode = 1;
});
