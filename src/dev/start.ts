import { ConfigProblem, readConfig, type Config } from '../config';
import { Sealer } from '../database/sealing';
import { isDay, type Day } from '../domain/billing/calendar';
import { dayOf } from '../domain/billing/day-of';
import { SEAL_KEY_ID } from '../composition';
import { problemOf } from '../problems';
import { serve } from '../serve';
import { systemClock } from '../system-clock';
import { provideDatabase } from './database/provide-database';
import { DATA, say } from './development';
import { DEMO_PASSWORD, DEMO_SIGN_INS } from './demo/demo-sign-ins';
import { fillDemoData } from './demo/fill-demo-data';

/** Known to everybody who has the source: fit for invented data, and for nothing else. */
const DEMO_SECRET = 'keyhold demo: this secret protects nothing';

/** The day that the demo data lead up to: `DEMO_TODAY`, or today. */
function demoToday({ timeZone }: Config): Day {
  const { DEMO_TODAY: given } = process.env;
  if (given === undefined || given === '') return dayOf(systemClock.now(), timeZone);
  if (isDay(given)) return given;
  throw new ConfigProblem('DEMO_TODAY is not a day such as 2026-11-30.');
}

function welcome(address: string): void {
  const width = Math.max(...DEMO_SIGN_INS.map(({ email }) => email.length));
  say('');
  say(`  Keyhold serves at ${address} - open it in a browser for the explorer.`);
  say('');
  say(`  Everybody signs in with the password ${DEMO_PASSWORD}:`);
  for (const { email, who } of DEMO_SIGN_INS) say(`    ${email.padEnd(width)}  ${who}`);
  say('');
  say('  Ctrl-C stops it; the data stay. To start over with fresh data: npm run reset');
  say('');
}

/** `npm start` on a developer's machine: a database of its own, invented data, and the service. */
async function start(): Promise<void> {
  // The configuration is read before anything is installed or started: a typo should cost nothing.
  const settings = { LOG_LEVEL: 'warn', KEYHOLD_SECRET: DEMO_SECRET, ...process.env };
  readConfig({ ...settings, DATABASE_URL: 'mysql://to.be/found' });
  const database = await provideDatabase({ purpose: 'start', dataDir: DATA, say });
  try {
    const config = readConfig({ ...settings, DATABASE_URL: database.url });
    await serve({
      config,
      demo: { password: DEMO_PASSWORD, people: DEMO_SIGN_INS },
      prepare: async (dataSource) => {
        const filled = await fillDemoData(dataSource, {
          today: demoToday(config),
          timeZone: config.timeZone,
          sealer: new Sealer(SEAL_KEY_ID, config.sealKey),
          taxRules: {
            vendorCountry: config.vendorCountry,
            ratesInBasisPoints: config.taxRates,
          },
        });
        say(filled ? 'Demo data: filled in.' : 'Demo data: already there.');
      },
      announce: welcome,
    });
  } finally {
    await database.stop();
  }
}

start().catch((error: unknown) => {
  process.stderr.write(`${problemOf(error)}\n`);
  process.exitCode = 1;
});
