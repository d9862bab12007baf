import type { DataSource } from 'typeorm';
import { SEAL_KEY_ID } from '../composition';
import type { Config } from '../config';
import { installationOf, type Installation } from '../database/installation';
import { pendingMigrations } from '../database/migrate';
import { Sealer } from '../database/sealing';
import { judgeServer, serverName, serverVariables } from '../database/suitability';
import type { Clock } from '../domain/clock';
import { SmtpTransport } from '../features/mail/smtp-transport';
import { KEY_SEAL } from '../features/license/key-hash';
import { StripeGateway } from '../features/payment/gateway/stripe-gateway';
import { problemOf } from '../problems';
import { connected } from './connected';
import type { Answer } from './terminal';

/** One thing that was looked at. */
interface Finding {
  readonly what: string;
  /** `WARNING`: it serves, but somebody should see to it. */
  readonly state: 'OK' | 'WARNING' | 'FAILED';
  /** What was found, and what to do where it is not right. */
  readonly message: string;
}

const ok = (what: string, message: string): Finding => ({ what, state: 'OK', message });
const warning = (what: string, message: string): Finding => ({ what, state: 'WARNING', message });
const failed = (what: string, message: string): Finding => ({ what, state: 'FAILED', message });

/** Without the name of the program before it. */
const words = (error: unknown): string => problemOf(error).replace(/^keyhold: /, '');

/** Clocks that differ by more than this are put right, in milliseconds. */
const DRIFT = 2_000;

/** Looks at everything that the service needs, changes nothing, and says of each how it is. */
export async function check(
  config: Config,
  { clock, openFile }: { readonly clock: Clock; readonly openFile: string | null },
): Promise<Answer> {
  const findings = [
    secretFile(openFile),
    ...(await database(config, clock)),
    ...(await Promise.all([mail(config), gateway(config, clock)])),
    address(config),
    zone(config, clock),
  ].flatMap((one) => one ?? []);
  const bad = findings.filter(({ state }) => state === 'FAILED').length;
  return {
    lines: [
      ...findings.map(
        ({ what, state, message }) => `${state.padEnd(8)} ${what.padEnd(12)} ${message}`,
      ),
      bad === 0 ? 'Ready to serve.' : `Not ready: ${bad} failed.`,
    ],
    json: { ready: bad === 0, findings },
    done: bad === 0,
  };
}

const secretFile = (openFile: string | null): Finding | null =>
  openFile === null
    ? null
    : warning('secrets', `Others can read ${openFile}; run: chmod 600 ${openFile}`);

async function database(config: Config, clock: Clock): Promise<Finding[]> {
  try {
    return await connected(config, async (dataSource) => [
      ...(await server(config, dataSource)),
      ...(await tables(config, dataSource, clock)),
    ]);
  } catch (error) {
    return [failed('database', words(error))];
  }
}

async function server(
  { acceptedSettings, databasePool }: Config,
  dataSource: DataSource,
): Promise<Finding[]> {
  const variables = await serverVariables(dataSource);
  const most = Number(variables['max_connections']);
  return [
    ok('database', `${serverName(variables)} answers.`),
    ...judgeServer(variables).map(({ setting, problem }) =>
      setting !== null && acceptedSettings.includes(setting)
        ? warning('database', `${problem} DATABASE_ACCEPT lets it pass.`)
        : failed('database', problem),
    ),
    ...(most < databasePool + 10
      ? [
          warning(
            'database',
            `The server takes ${most} connections, and each process opens up to ${databasePool + 4}; raise max_connections, or lower DATABASE_POOL.`,
          ),
        ]
      : []),
  ];
}

async function tables(config: Config, dataSource: DataSource, clock: Clock): Promise<Finding[]> {
  const pending = await pendingMigrations(dataSource);
  if (pending.length > 0)
    return [failed('tables', `${pending.length} migrations are to run; run: keyhold migrate`)];
  const installation = await installationOf(dataSource);
  const { administrators, products, time } = installation;
  const drift = Math.abs(time - clock.now().getTime());
  return [
    ok('tables', 'All migrations have run.'),
    secret(config, installation),
    administrators > 0
      ? ok(
          'staff',
          `${administrators === 1 ? '1 administrator' : `${administrators} administrators`}.`,
        )
      : warning('staff', 'There is no administrator; run: keyhold admin create --email … --name …'),
    products > 0
      ? ok('catalog', `${products} products.`)
      : warning('catalog', 'Nothing is for sale; an administrator adds products with addProduct'),
    drift <= DRIFT
      ? ok('clock', 'This machine and the database agree.')
      : failed(
          'clock',
          `This machine and the database are ${Math.round(drift / 1_000)} s apart; have both set by NTP.`,
        ),
  ];
}

function secret({ sealKey }: Config, { sealedKey }: Installation): Finding {
  if (sealedKey === null) return ok('secret', 'KEYHOLD_SECRET is set; keep a copy of it.');
  try {
    new Sealer(SEAL_KEY_ID, sealKey).unseal(sealedKey, KEY_SEAL);
    return ok('secret', 'KEYHOLD_SECRET opens what the database has sealed.');
  } catch {
    return failed(
      'secret',
      'KEYHOLD_SECRET is not the one that the license keys were sealed under; set the former one.',
    );
  }
}

async function mail({ mail: settings }: Config): Promise<Finding> {
  const url = settings?.url ?? null;
  if (settings === null || url === null)
    return warning('mail', 'MAIL_URL is not set: mails stay in the outbox until it is.');
  const transport = new SmtpTransport(url);
  try {
    await transport.verify();
    return ok('mail', `The mail server lets us in; mails come from ${settings.from.address}.`);
  } catch (error) {
    return failed('mail', `MAIL_URL: ${(error as Error).message}`);
  } finally {
    transport.close();
  }
}

async function gateway({ payments }: Config, clock: Clock): Promise<Finding> {
  if (payments === null)
    return warning('gateway', 'PAYMENT_GATEWAY is not set: cards cannot be charged.');
  if (payments.gateway === 'sandbox') return ok('gateway', 'The sandbox takes no money.');
  try {
    // Asking what has changed needs the key, and the right to read events.
    await new StripeGateway(payments).changes(clock.now())[Symbol.asyncIterator]().next();
    return ok('gateway', 'Stripe takes the key, and lets us read its events.');
  } catch (error) {
    return failed(
      'gateway',
      `${(error as Error).message}; look at STRIPE_SECRET_KEY, its rights, and the network.`,
    );
  }
}

function address({ publicUrl }: Config): Finding {
  if (publicUrl === null)
    return warning('address', 'PUBLIC_URL is not set; people need it, and links in mails.');
  return publicUrl.startsWith('https:')
    ? ok('address', publicUrl)
    : warning('address', `${publicUrl} is not https: passwords would cross the network readable.`);
}

const zone = ({ timeZone }: Config, clock: Clock): Finding =>
  ok(
    'time zone',
    `In ${timeZone} it is ${new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(clock.now())}.`,
  );
