import { codeAt } from '../auth/two-factor';
import { ConfigProblem, publicAddress, readConfig, type Config } from '../config';
import { Database } from '../database/database';
import { Sealer } from '../database/sealing';
import { isDay, type Day } from '../domain/billing/calendar';
import { dayOf } from '../domain/billing/day-of';
import { SEAL_KEY_ID, sellerOf } from '../composition';
import { taxRulesOf } from '../features/account/tax-rules';
import { ID_WORDS, type ExampleIds } from '../explorer/examples/example';
import { NODE_PREFIXES } from '../features/node-prefixes';
import { IdCodec } from '../graphql/ids';
import { problemOf } from '../problems';
import { serve } from '../serve';
import { MovableClock } from './clock';
import { ClockResolver } from './clock.resolver';
import { SandboxPlays } from './sandbox-plays';
import { SandboxResolver, type SandboxStage } from './sandbox.resolver';
import { CLOCK_FILE, demoDatabase, demoEnvironment, MAIL_FOLDER, say } from './development';
import { DEMO_PASSWORD, DEMO_SIGN_INS } from './demo/demo-sign-ins';
import { exampleIds } from './demo/example-ids';
import { fillDemoData } from './demo/fill-demo-data';
import { Mailbox } from './mailbox/mailbox';
import { registerMailbox } from './mailbox/mailbox-routes';

/** What happens at the sandbox is a few short statements, in milliseconds. */
const PLAY_TIMEOUT = 10_000;

/** The day that the demo data lead up to: `DEMO_TODAY`, or today as the demo's clock has it. */
function demoToday({ timeZone }: Config, clock: MovableClock): Day {
  const { DEMO_TODAY: given } = process.env;
  if (given === undefined || given === '') return dayOf(clock.now(), timeZone);
  // The data reach some years back, and the clock goes no further than the year 2200.
  if (isDay(given) && given >= '1980-01-01' && given < '2200-01-01') return given;
  throw new ConfigProblem(
    'DEMO_TODAY is not a day such as 2026-11-30, from 1980-01-01 to 2199-12-31.',
  );
}

/** Codes of the authenticator app of one of the demo's people: of now, and the next. */
function demoCodes(email: string, clock: MovableClock): string[] {
  const secret = DEMO_SIGN_INS.find((one) => one.email === email)?.secret;
  const now = clock.now();
  return secret === undefined
    ? []
    : [now, new Date(now.getTime() + 30_000)].map((at) => codeAt(secret, at));
}

function welcome(address: string, keepsMails: boolean): void {
  const width = Math.max(...DEMO_SIGN_INS.map(({ email }) => email.length));
  say('');
  say(`  Keyhold serves at ${address} - open it in a browser for the explorer.`);
  say('');
  if (keepsMails) say(`  Its mails stay here: ${address}/dev/mail`);
  if (keepsMails) say('');
  say(`  Everybody signs in with the password ${DEMO_PASSWORD}:`);
  for (const { email, who } of DEMO_SIGN_INS) say(`    ${email.padEnd(width)}  ${who}`);
  say('');
  say('  Staff are asked for a code as well: the explorer fills it in with one click, and');
  say(`  ${address}/explorer/codes?email=admin@keyhold.example shows those of the moment.`);
  say('');
  say('  Ctrl-C stops it; the data stay. To start over with fresh data: npm run reset');
  say('');
}

/** `npm start` on a developer's machine: a database of its own, invented data, and the service. */
async function start(): Promise<void> {
  // The configuration is read before anything is installed or started: a typo should cost nothing.
  const settings = demoEnvironment();
  readConfig({ ...settings, DATABASE_URL: 'mysql://to.be/found' }, { demo: true });
  const database = await demoDatabase();
  const clock = new MovableClock(CLOCK_FILE);
  try {
    const config = readConfig({ ...settings, DATABASE_URL: database.url }, { demo: true });
    // Whoever names a mail server has a look at mails there.
    const mailbox = config.mail?.url === null ? new Mailbox(MAIL_FOLDER) : null;
    let ids = (): Promise<ExampleIds> => Promise.resolve(ID_WORDS);
    let plays: SandboxPlays | null = null;
    let report: SandboxStage['report'] = () => Promise.resolve();
    const stage = (): SandboxStage => {
      if (plays === null) throw new Error('The demo has not started yet');
      return { plays, report };
    };
    await serve({
      config,
      clock,
      extraResolvers: [
        new ClockResolver(clock),
        ...(config.payments?.gateway === 'sandbox' ? [new SandboxResolver(stage)] : []),
      ],
      ...(mailbox && {
        mailTransport: mailbox,
        extraRoutes: (server) => registerMailbox(server, mailbox),
      }),
      demo: {
        password: DEMO_PASSWORD,
        people: DEMO_SIGN_INS,
        codesOf: (email) => demoCodes(email, clock),
        ids: () => ids(),
      },
      prepare: async (dataSource) => {
        const codec = new IdCodec(config.idKey, NODE_PREFIXES);
        plays = new SandboxPlays(new Database(dataSource, { statementTimeout: PLAY_TIMEOUT }));
        ids = () => exampleIds(dataSource, codec, clock.now());
        const filled = await fillDemoData(dataSource, {
          today: demoToday(config, clock),
          timeZone: config.timeZone,
          sealer: new Sealer(SEAL_KEY_ID, config.sealKey),
          taxRules: taxRulesOf(config),
          seller: sellerOf(config),
        });
        say(filled ? 'Demo data: filled in.' : 'Demo data: already there.');
      },
      started: ({ jobs, mails, mailings, reconciling, gatewayReported }) => {
        report = async (change) => {
          await gatewayReported('sandbox', change);
          await reconciling.look();
        };
        clock.onMove(async () => {
          say(`Clock: it is ${clock.now().toISOString()} now.`);
          await jobs.tick();
          await mailings.look();
          await reconciling.look();
          await mails?.look();
        });
        clock.watch();
      },
      announce: (address) => {
        if (clock.isMoved()) say(`Clock: it is ${clock.now().toISOString()}.`);
        welcome(config.port === 0 ? address : publicAddress(config), mailbox !== null);
      },
    });
  } finally {
    clock.close();
    await database.stop();
  }
}

start().catch((error: unknown) => {
  process.stderr.write(`${problemOf(error)}\n`);
  process.exitCode = 1;
});
