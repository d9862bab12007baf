import { spawn } from 'node:child_process';
import { get } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { ConfigProblem, readConfig } from '../../src/config';
import { createDataSource } from '../../src/database/data-source';
import { JobRunEntity } from '../../src/database/entities/job-run.entity';
import { migrate } from '../../src/database/migrate';
import { databaseUrl, emptyDatabase } from '../support/test-database';

const MAIN = [join(__dirname, '../../dist/src/main.js')];
/** The same by the command line. */
const SERVE = [join(__dirname, '../../dist/src/cli/keyhold.js'), 'serve'];
const SECRET = 'a secret that only the tests know, long enough';

const STRIPE = {
  PAYMENT_GATEWAY: 'stripe',
  STRIPE_SECRET_KEY: 'sk_test_1',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
};

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the service as in production, with nothing else in its environment. */
function run(
  environment: Record<string, string>,
  onServing?: (kill: () => void, address: string) => void,
  program: readonly string[] = MAIN,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, program, {
      env: {
        PATH: process.env['PATH'] ?? '',
        KEYHOLD_SECRET: SECRET,
        LOG_LEVEL: 'silent',
        // The tests' server forgets at a power failure, for speed.
        DATABASE_ACCEPT: 'innodb_flush_log_at_trx_commit',
        ...environment,
      },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const address = / serves at (\S+)\n/.exec(out)?.[1];
      if (address !== undefined) onServing?.(() => child.kill('SIGTERM'), address);
    });
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

const listening = (host = '127.0.0.1'): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, host, () => resolve(server));
  });
const portOf = (server: Server): string => String((server.address() as AddressInfo).port);

/** What a browser, a program, and a browser's script come to at a host; of where they are sent, the port aside. */
async function asked(host: string, port: string, named: string): Promise<object> {
  const status = (path: string, accept: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const headers = { accept, host: `${named}:${port}` };
      const at = { host: host.replace(/[[\]]/g, ''), port, path, headers };
      get(at, (response) => {
        response.resume();
        const to = response.headers.location?.replace(`:${port}`, '');
        resolve([response.statusCode, to].join(' ').trim());
      }).on('error', reject);
    });
  return {
    page: await status('/?query=a', 'text/html,application/xhtml+xml,*/*;q=0.8'),
    program: await status('/healthz', 'application/json'),
    other: await status('/healthz', '*/*'),
  };
}

/** The one line that a failed start leaves behind. */
async function complaint(environment: Record<string, string>): Promise<string> {
  const { code, out, err } = await run(environment);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^keyhold: [^\n]+\n$/);
  return err;
}

describe('a start that cannot be says why in one line, and what to do', () => {
  let url: string;
  beforeAll(async () => {
    url = await emptyDatabase('_start');
  });

  it('a port that another program has at one of the two addresses of localhost', async () => {
    for (const host of ['127.0.0.1', '::1']) {
      const taken = await listening(host);
      expect(await complaint({ DATABASE_URL: url, PORT: portOf(taken) })).toContain(
        'The port is taken',
      );
      taken.close();
    }
  });

  it('a server that nobody runs', async () => {
    const gone = await listening();
    const port = portOf(gone);
    await new Promise((resolve) => gone.close(resolve));
    expect(await complaint({ DATABASE_URL: `mysql://root@127.0.0.1:${port}/keyhold` })).toContain(
      'Nothing answers at DATABASE_URL',
    );
  });

  it('a wrong password, without repeating it', async () => {
    const wrong = new URL(url);
    wrong.username = 'nobody';
    wrong.password = 'quite-secret';
    const line = await complaint({ DATABASE_URL: wrong.toString() });
    expect(line).toContain('refuses the user or password');
    expect(line).not.toContain('quite-secret');
  });

  it('a database that is not there', async () => {
    expect(await complaint({ DATABASE_URL: databaseUrl('keyhold_no_such') })).toContain(
      'does not exist',
    );
  });

  it('a half-migrated database', async () => {
    const half = await emptyDatabase('_start_half');
    const dataSource = await createDataSource({ url: half, poolSize: 2 }).initialize();
    await migrate(dataSource);
    await dataSource.query('DROP TABLE payment_allocations');
    await dataSource.destroy();
    expect(await complaint({ DATABASE_URL: half, PORT: '0' })).toContain(
      'half migrated: payment_allocations.',
    );
  });

  it.each<[Record<string, string>, string]>([
    [{ DATABASE_URL: 'postgres://x/y' }, 'DATABASE_URL is not like mysql://'],
    [{ KEYHOLD_SECRET: 'short' }, 'KEYHOLD_SECRET is shorter than 32 characters'],
    [{ KEYHOLD_SECRET: '' }, 'KEYHOLD_SECRET is missing'],
    [{ KEYHOLD_SIGNING_KEY: 'short' }, 'KEYHOLD_SIGNING_KEY is not an Ed25519 private key'],
    [{ KEYHOLD_FORMER_SIGNING_KEYS: 'short' }, 'KEYHOLD_FORMER_SIGNING_KEYS is not a list of'],
    [{ PORT: 'http' }, 'PORT is not a whole number'],
    [{ PORT: '70000' }, 'PORT is not between 0 and 65535'],
    [{ BILLING_TIME_ZONE: 'Mars/Olympus' }, 'BILLING_TIME_ZONE is not a time zone'],
    [{ TAX_RATES: 'DE:19' }, 'TAX_RATES is not like DE=19'],
    [{ VENDOR_COUNTRY: 'Germany' }, 'VENDOR_COUNTRY is not a country'],
    [{ PUBLIC_URL: 'keyhold' }, 'PUBLIC_URL is not a URL'],
    [{ PUBLIC_URL: 'ftp://account.example' }, 'PUBLIC_URL is not a URL'],
    [{ PUBLIC_URL: 'https://account.example/?a=b' }, 'PUBLIC_URL has more than a host and a path'],
    [{ PUBLIC_URL: 'https://me@account.example' }, 'PUBLIC_URL has more than a host and a path'],
    [
      { TRUSTED_PROXIES: 'loopback' },
      'TRUSTED_PROXIES contains loopback; write addresses and ranges',
    ],
    [{ TRUSTED_PROXIES: '10.0.0.1, 10.0.0.0/33' }, 'TRUSTED_PROXIES contains 10.0.0.0/33; write'],
    [{ TRUSTED_PROXIES: '10.0.0.1;10.0.0.2' }, 'TRUSTED_PROXIES contains 10.0.0.1;10.0.0.2; write'],
    [{ TRUSTED_PROXIES: '::1,::/0' }, 'TRUSTED_PROXIES contains ::/0, which trusts everybody'],
    [
      { TRUSTED_PROXIES: '::ffff:0:0/96' },
      'TRUSTED_PROXIES contains ::ffff:0:0/96, which trusts everybody',
    ],
    [{ CONNECTIONS_PER_ADDRESS: '0' }, 'CONNECTIONS_PER_ADDRESS is not between 1 and 100000'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ MAIL_URL: 'mail.example:25' }, 'MAIL_URL is not like smtp://'],
    [{ MAIL_FROM: 'Keyhold' }, 'MAIL_FROM is not like Keyhold <no-reply@example.com>'],
    [{ MAIL_FROM: 'a@b.example, c@d.example' }, 'MAIL_FROM is not like'],
    [{ MAIL_URL: 'smtp://mail.example' }, 'MAIL_FROM is missing'],
    [{ MAIL_URL: 'smtp://mail.example', MAIL_FROM: 'a@b.example' }, 'PUBLIC_URL is missing'],
    [{ PAYMENT_GATEWAY: 'paypal' }, 'PAYMENT_GATEWAY is neither stripe nor sandbox'],
    [{ PAYMENT_GATEWAY: 'sandbox' }, 'PAYMENT_GATEWAY is sandbox, which takes no money'],
    [{ PAYMENT_GATEWAY: 'stripe' }, 'STRIPE_SECRET_KEY is missing'],
    [{ ...STRIPE, STRIPE_WEBHOOK_SECRET: '' }, 'STRIPE_WEBHOOK_SECRET is missing'],
    [{ ...STRIPE, STRIPE_PUBLISHABLE_KEY: '' }, 'STRIPE_PUBLISHABLE_KEY is missing'],
    [{ ...STRIPE, PAYMENT_GATEWAY: '' }, 'PAYMENT_GATEWAY is missing'],
    [{ ...STRIPE, STRIPE_SECRET_KEY: 'pk_test_1' }, 'STRIPE_SECRET_KEY is not a Stripe secret key'],
    [
      { ...STRIPE, STRIPE_PUBLISHABLE_KEY: 'sk_test_1' },
      'STRIPE_PUBLISHABLE_KEY is not a Stripe publish',
    ],
    [
      { ...STRIPE, STRIPE_WEBHOOK_SECRET: 'sk_test_1' },
      'STRIPE_WEBHOOK_SECRET is not a Stripe webhook secret',
    ],
    [{ ...STRIPE, STRIPE_API_URL: 'https://a.example/v1' }, 'STRIPE_API_URL is not like'],
  ])('a variable that is missing or malformed names itself: %j', (wrong, words) => {
    const environment = { DATABASE_URL: 'mysql://u:p@h/d', KEYHOLD_SECRET: SECRET, ...wrong };
    expect(() => readConfig(environment)).toThrow(ConfigProblem);
    expect(() => readConfig(environment)).toThrow(words);
  });

  it('reads every variable that the README names', () => {
    const config = readConfig({
      DATABASE_URL: 'mysql://u:p@h/d',
      KEYHOLD_SECRET: SECRET,
      DATABASE_POOL: '3',
      PORT: '0',
      HOST: '0.0.0.0',
      PUBLIC_URL: 'https://account.example',
      BILLING_TIME_ZONE: 'Europe/Berlin',
      TAX_RATES: 'DE=19,FR=5.5, AT=20.25',
      VENDOR_COUNTRY: 'AT',
      VENDOR_NAME: 'Keyhold & Co',
      VENDOR_ADDRESS: 'Ring 1, 1010 Wien , ',
      VENDOR_VAT_NUMBER: 'ATU12345678',
      QUERY_COST_LIMIT: '500',
      GUEST_QUERY_POINTS: '400',
      REDIS_URL: 'rediss://user:password@cache.example:6380/1',
      LOG_LEVEL: 'warn',
      MAIL_URL: 'smtps://user:password@mail.example:465',
      MAIL_FROM: '"Keyhold & Co" <no-reply@account.example>',
      ...STRIPE,
      STRIPE_API_URL: 'https://stripe.example:8443',
    });
    expect(config.payments).toEqual({
      gateway: 'stripe',
      secretKey: 'sk_test_1',
      publishableKey: 'pk_test_1',
      webhookSecret: 'whsec_1',
      apiUrl: 'https://stripe.example:8443',
    });
    expect(config.mail).toEqual({
      url: 'smtps://user:password@mail.example:465',
      from: { name: 'Keyhold & Co', address: 'no-reply@account.example' },
      publicUrl: 'https://account.example',
    });
    expect(config).toMatchObject({
      databasePool: 3,
      port: 0,
      host: '0.0.0.0',
      publicUrl: 'https://account.example',
      timeZone: 'Europe/Berlin',
      taxRates: {
        DE: [{ from: null, basisPoints: 1_900 }],
        FR: [{ from: null, basisPoints: 550 }],
        AT: [{ from: null, basisPoints: 2_025 }],
      },
      vendorCountry: 'AT',
      vendor: {
        name: 'Keyhold & Co',
        address: ['Ring 1', '1010 Wien'],
        vatNumber: 'ATU12345678',
      },
      queries: {
        cost: { signedIn: 500, guest: 10_000 },
        points: { guests: 400, actor: 500_000, network: 2_000_000 },
        redisUrl: 'rediss://user:password@cache.example:6380/1',
      },
      logLevel: 'warn',
    });
    expect(config.idKey).toHaveLength(16);
    expect(config.sealKey).toHaveLength(32);
  });

  it('takes no payments where no gateway is chosen, and the sandbox in the demo alone', () => {
    const environment = { DATABASE_URL: 'mysql://u:p@h/d', KEYHOLD_SECRET: SECRET };
    expect(readConfig(environment).payments).toBeNull();
    expect(readConfig(environment, { demo: true }).payments).toBeNull();
    const sandbox = readConfig({ ...environment, PAYMENT_GATEWAY: 'sandbox' }, { demo: true });
    expect(sandbox.payments).toEqual({ gateway: 'sandbox' });
  });

  describe('and one that can', () => {
    let ended: Ended;
    let names: unknown[];
    let demo: string;

    const askNames = (address: string): Promise<unknown[]> => {
      const { port } = new URL(address);
      const answers = ['localhost', '127.0.0.1', '127.8.9.1', '[::1]'].map((host) =>
        asked(host.startsWith('127.8') ? '127.0.0.1' : host, port, host),
      );
      return Promise.all(answers);
    };
    const askDemo = async (address: string): Promise<string> => {
      const response = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: 'mutation { moveClock(input: {}) { now } }' }),
      });
      const mails = await fetch(`${address}/dev/mail`);
      return `${await response.text()} ${mails.status}`;
    };

    beforeAll(async () => {
      let came: Promise<[unknown[], string]> | null = null;
      const ask = (kill: () => void, address: string) => {
        came ??= Promise.all([askNames(address), askDemo(address)]).finally(kill);
      };
      ended = await run({ DATABASE_URL: url, PORT: '0' }, ask, SERVE);
      [names, demo] = await (came as unknown as Promise<[unknown[], string]>);
    });

    it('serves, loads nothing of development, and ends cleanly at SIGTERM', () => {
      const { code, out, err } = ended;
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(/^Keyhold serves at http:\/\/localhost:\d+\n$/);
    });

    it('serves at both addresses of localhost, and a browser that opens one of them is sent to the name', () => {
      const sent = { page: '307 http://localhost/?query=a', program: '200', other: '200' };
      expect(names).toEqual([{ ...sent, page: '200' }, sent, sent, sent]);
    });

    it('has nothing of the demo: nobody moves its clock or reads mails', () => {
      expect(demo).toContain('Cannot query field \\"moveClock\\"');
      expect(demo).toMatch(/ 404$/);
    });

    it('says in one line of its log that mails wait where nothing says how they leave', async () => {
      const { out } = await run({ DATABASE_URL: url, PORT: '0', LOG_LEVEL: 'warn' }, (kill) =>
        kill(),
      );
      const [line, ...others] = out.split('\n').filter((one) => one.startsWith('{'));
      expect(JSON.parse(line ?? '')).toMatchObject({
        level: 40,
        msg: 'MAIL_URL is not set: mails stay in the outbox until it is.',
      });
      expect(others).toEqual([]);
    });

    it('ends its jobs, which have run by then, and cuts none off', async () => {
      const dataSource = await createDataSource({ url, poolSize: 1 }).initialize();
      const runs = await dataSource.manager.find(JobRunEntity);
      await dataSource.destroy();
      // How many there was time for depends on the machine.
      expect(runs.map(({ job }) => job)).toContain('housekeeping');
      for (const one of runs) {
        expect(one).toMatchObject({ attempts: 1, failure: null });
        expect(one.finishedAt).not.toBeNull();
      }
    });
  });
});
