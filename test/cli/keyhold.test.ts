import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { keyhold } from '../../src/cli/program';
import { createDataSource } from '../../src/database/data-source';
import { Fixtures } from '../support/fixtures';
import { TestMailServer } from '../support/mail-server';
import { STRIPE_TEST_KEY, TestStripeServer } from '../support/stripe-server';
import { TEST_ENVIRONMENT, TestApplication } from '../support/test-application';
import { STRONG } from '../support/senders';
import { emptyDatabase } from '../support/test-database';
import { write } from '../support/write';

const ROOT = join(__dirname, '../..');

describe('keyhold, the command line', () => {
  let folder: string;
  let file: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keyhold-cli-'));
    file = join(folder, 'keyhold.env');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(() => rmSync(file, { force: true }));

  const run = async (
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
    {
      answers = null,
      now,
    }: { readonly answers?: Readonly<Record<string, string>> | null; readonly now?: Date } = {},
  ) => {
    const [out, err, asked]: [string[], string[], string[]] = [[], [], []];
    const code = await keyhold(
      args,
      {
        environment,
        out: (line) => void out.push(line),
        err: (line) => void err.push(line),
        ask:
          answers === null
            ? null
            : (question) => {
                const again = asked.includes(question);
                asked.push(question);
                const known = Object.entries(answers).find(([words]) => question.includes(words));
                const [first = '', second = ''] = known?.[1].split('|') ?? [];
                return Promise.resolve(again ? second : first);
              },
      },
      now === undefined ? {} : { clock: { now: () => now } },
    );
    return { code, out: out.join('\n'), err: err.join('\n'), asked };
  };
  const written = () => parseEnv(readFileSync(file, 'utf8'));

  describe('itself', () => {
    it('says what it can do, and which version it is', async () => {
      const { code, out } = await run(['--help']);
      expect(code).toBe(0);
      for (const name of ['setup', 'migrate', 'check', 'billing', 'serve'])
        expect(out).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
      expect((await run(['billing', '--help'])).out).toContain('--as-of');
      expect((await run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+$/);
    });

    it('a wrong command line ends with 2 and says what is wrong, on standard error alone', async () => {
      for (const args of [['nothing'], ['check', '--nothing'], ['billing', '--as-of']]) {
        const { code, out, err } = await run(args);
        expect([code, out]).toEqual([2, '']);
        expect(err).toMatch(/^error: /);
      }
    });

    it('settings that are missing or wrong end with 2, and name the variable; as JSON as well', async () => {
      const { code, err } = await run(['migrate']);
      expect([code, err]).toEqual([2, 'keyhold: DATABASE_URL is missing; set it.']);
      const { out } = await run(['migrate', '--json']);
      expect(JSON.parse(out)).toEqual({ problem: 'DATABASE_URL is missing; set it.' });
      const named = await run(['check', '--env-file', file]);
      expect([named.code, named.err]).toEqual([
        2,
        `keyhold: ${file} is not there; make it with: keyhold setup --env-file ${file}`,
      ]);
    });

    it('runs as a program of its own', () => {
      const { status, stdout } = spawnSync(
        process.execPath,
        [join(ROOT, 'dist/src/cli/keyhold.js'), 'migrate', '--json'],
        { cwd: folder, env: { PATH: process.env['PATH'] }, encoding: 'utf8' },
      );
      expect(status).toBe(2);
      expect(JSON.parse(stdout)).toEqual({ problem: 'DATABASE_URL is missing; set it.' });
      const { bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
        bin: Record<string, string>;
      };
      expect(bin).toEqual({ keyhold: 'dist/src/cli/keyhold.js' });
    });
  });

  describe('setup', () => {
    const URL = 'mysql://keyhold:pass word@db:3306/keyhold';

    it('writes what flags say, with a secret of its own, for nobody else to read', async () => {
      const { code, out } = await run([
        ...['setup', '--env-file', file, '--database-url', URL],
        ...['--vendor-name', "Miller's & Sons", '--json'],
      ]);
      expect(code).toBe(0);
      expect(JSON.parse(out)).toEqual({
        file,
        set: ['DATABASE_URL', 'VENDOR_NAME', 'KEYHOLD_SECRET'],
      });
      expect(written()).toEqual({
        DATABASE_URL: URL,
        VENDOR_NAME: "Miller's & Sons",
        KEYHOLD_SECRET: expect.stringMatching(/^[\w-]{43}$/) as string,
      });
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(out).not.toContain(written()['KEYHOLD_SECRET']);
    });

    it('repeated, changes what it is told, and never the secret or a comment', async () => {
      writeFileSync(
        file,
        `# ours\nKEYHOLD_SECRET=${'s'.repeat(40)}\nDATABASE_URL=${URL}\nPORT=1\n`,
      );
      expect((await run(['setup', '--env-file', file, '--port', '4100'])).code).toBe(0);
      expect(readFileSync(file, 'utf8')).toBe(
        `# ours\nKEYHOLD_SECRET=${'s'.repeat(40)}\nDATABASE_URL=${URL}\nPORT=4100\n`,
      );
    });

    it('asks a person for what is not given, and once more for what will not do', async () => {
      const { code, asked, err } = await run(
        ['setup', '--env-file', file, '--vendor-country', 'AT'],
        {},
        {
          answers: {
            Database: `here|${URL}`,
            'Tax rates': 'AT=20',
            'charges cards': 'stripe',
            STRIPE_SECRET_KEY: 'sk_test_1',
            STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
            STRIPE_WEBHOOK_SECRET: 'whsec_1',
          },
        },
      );
      expect(code).toBe(0);
      expect(err).toContain('It is not like mysql://');
      expect(asked.filter((question) => question.includes('country'))).toEqual([]);
      expect(written()).toMatchObject({
        DATABASE_URL: URL,
        VENDOR_COUNTRY: 'AT',
        TAX_RATES: 'AT=20',
        PAYMENT_GATEWAY: 'stripe',
        STRIPE_SECRET_KEY: 'sk_test_1',
        BILLING_TIME_ZONE: 'UTC',
      });
    });

    it('what does not go together, or is wrong, writes nothing', async () => {
      for (const [flags, problem] of [
        [[], 'DATABASE_URL is not known'],
        [['--database-url', URL, '--port', 'x'], 'PORT is not a whole number'],
        [['--database-url', URL, '--mail-url', 'smtp://mail'], 'MAIL_FROM is missing'],
        [['--database-url', URL, '--payment-gateway', 'stripe'], 'STRIPE_SECRET_KEY is missing'],
      ] as const) {
        const { code, err } = await run(['setup', '--env-file', file, ...flags]);
        expect(code).toBe(2);
        expect(err).toContain(problem);
        expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined();
      }
    });

    it('takes no secret as a flag', async () => {
      const flags = ['--stripe-secret-key', 'sk_test_1'];
      const { code } = await run(['setup', '--env-file', file, '--database-url', URL, ...flags]);
      expect(code).toBe(2);
      expect((await run(['setup', '--help'])).out).not.toMatch(/^ +--(?:stripe|keyhold)/m);
    });
  });

  describe('migrate', () => {
    it('brings an empty database up to date; a dry run lists and writes nothing', async () => {
      const url = await emptyDatabase('_cli');
      const environment = {
        ...{ DATABASE_URL: url, DATABASE_ACCEPT: 'innodb_flush_log_at_trx_commit' },
        KEYHOLD_SECRET: TEST_ENVIRONMENT.KEYHOLD_SECRET,
      };
      const dry = await run(['migrate', '--dry-run', '--json'], environment);
      const { pending } = JSON.parse(dry.out) as { pending: string[] };
      expect(pending.length).toBeGreaterThan(100);
      const dataSource = await createDataSource({ url, poolSize: 1 }).initialize();
      expect(await dataSource.query('SHOW TABLES')).toEqual([]);
      await dataSource.destroy();
      const check = await run(['check'], environment);
      expect(check.code).toBe(1);
      expect(check.out).toContain(`${pending.length} migrations are to run; run: keyhold migrate`);
      expect((await run(['migrate'], environment)).out).toBe(
        `${pending.length} run; the database is up to date.`,
      );
      const repeated = await run(['migrate'], environment);
      expect([repeated.code, repeated.out]).toEqual([0, 'The database is up to date.']);
      expect((await run(['check'], environment)).out).toMatch(
        /^WARNING +staff +There is no administrator/m,
      );
    });

    it('refuses a server that could lose what it has committed, and says how to have it all the same', async () => {
      const { code, err } = await run(['migrate'], {
        DATABASE_URL: await emptyDatabase('_cli'),
        KEYHOLD_SECRET: TEST_ENVIRONMENT.KEYHOLD_SECRET,
      });
      // The tests' server is one of those; a server of one's own may be as it should be.
      expect([0, 1]).toContain(code);
      if (code === 1)
        expect(err).toMatch(/set it to 1\. .* DATABASE_ACCEPT=innodb_flush_log_at_trx_commit\.$/);
    });
  });

  describe('admin create', () => {
    it('R70 makes the first administrator, by a link that works once, and whoever repeats it gets another', async () => {
      const test = await TestApplication.start();
      const environment = {
        ...TEST_ENVIRONMENT,
        DATABASE_URL: (test.dataSource.options as { url: string }).url,
        PUBLIC_URL: 'https://account.example',
      };
      const create = (email: string) =>
        run(['admin', 'create', '--email', email, '--name', 'Ada First', '--json'], environment, {
          now: test.now,
        });
      for (const wrong of ['nobody', 'a@b@c.example'])
        expect(await create(wrong)).toMatchObject({
          code: 2,
          err: expect.stringContaining(wrong) as string,
        });
      const tokenOf = ({ out }: { readonly out: string }): string => {
        const { link } = JSON.parse(out) as { link: string };
        expect(link).toMatch(/^https:\/\/account\.example\/reset-password\?token=/);
        return new URL(link).searchParams.get('token') ?? '';
      };
      const lost = tokenOf(await create('Ada@Example.test'));
      const token = tokenOf(await create('ada@example.test'));
      const choose = (link: string) =>
        write(test, null, 'resetPassword', { token: link, newPassword: STRONG });
      expect((await choose(lost)).codes).toEqual(['LINK_INVALID']);
      const role = async () => {
        const [row] = await test.dataSource.query<Record<string, unknown>[]>(
          'SELECT staff_role AS role, staff_invited_role AS invited FROM users',
        );
        return row;
      };
      expect(await role()).toEqual({ role: null, invited: 'ADMIN' });
      expect((await choose(token)).codes).toEqual([]);
      expect(await role()).toEqual({ role: 'ADMIN', invited: null });
      expect((await choose(token)).codes).toEqual(['LINK_INVALID']);
      const { code, err } = await run(
        ['admin', 'create', '--email', 'ada@example.test', '--name', 'Ada'],
        environment,
      );
      expect([code, err]).toEqual([
        1,
        'keyhold: This person is a member of the staff already: use changeStaffRole.',
      ]);
      await test.stop();
    });
  });

  describe('check', () => {
    let test: TestApplication;
    let mails: TestMailServer;
    let stripe: TestStripeServer;
    let environment: Record<string, string>;
    beforeAll(async () => {
      test = await TestApplication.start();
      const make = new Fixtures(test);
      const user = await make.user({ staffRole: 'ADMIN' });
      await make.license(await make.account(user), await make.product());
      mails = await TestMailServer.start();
      stripe = await TestStripeServer.start();
      environment = {
        ...TEST_ENVIRONMENT,
        DATABASE_URL: (test.dataSource.options as { url: string }).url,
        DATABASE_ACCEPT: 'innodb_flush_log_at_trx_commit',
        PUBLIC_URL: 'https://account.example',
        BILLING_TIME_ZONE: 'Europe/Berlin',
        MAIL_URL: mails.url,
        MAIL_FROM: 'Keyhold <no-reply@account.example>',
        PAYMENT_GATEWAY: 'stripe',
        STRIPE_SECRET_KEY: STRIPE_TEST_KEY,
        STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
        STRIPE_WEBHOOK_SECRET: 'whsec_1',
        STRIPE_API_URL: stripe.url,
      };
    });
    afterAll(async () => {
      await stripe.stop();
      await mails.down();
      await test.stop();
    });
    const findings = async (
      changes: Readonly<Record<string, string>>,
      more: { readonly now?: Date } = {},
    ) => {
      const { code, out } = await run(['check', '--json'], { ...environment, ...changes }, more);
      const { ready, findings: all } = JSON.parse(out) as {
        ready: boolean;
        findings: { what: string; state: string; message: string }[];
      };
      expect(code).toBe(ready ? 0 : 1);
      return Object.fromEntries(
        all.map(({ what, state, message }) => [what, `${state} ${message}`]),
      );
    };

    it('says of each thing how it is, in a line', async () => {
      const { code, out } = await run(['check'], environment);
      expect([code, out.split('\n').at(-1)]).toEqual([0, 'Ready to serve.']);
      for (const what of ['tables', 'secret', 'staff', 'clock', 'mail', 'gateway', 'address'])
        expect(out).toMatch(new RegExp(`^OK +${what} `, 'm'));
      expect(out).toMatch(/^OK +time zone +In Europe\/Berlin it is /m);
      expect(mails.begun).toBe(0);
    });

    it.each([
      ['database', { DATABASE_URL: 'mysql://keyhold@127.0.0.1:1/keyhold' }, 'Nothing answers'],
      ['secret', { KEYHOLD_SECRET: 'x'.repeat(32) }, 'is not the one that the license keys'],
      ['mail', { MAIL_URL: 'smtp://127.0.0.1:1' }, 'ECONNREFUSED'],
      ['gateway', { STRIPE_SECRET_KEY: 'sk_test_other' }, 'StripeAuthenticationError'],
    ])('%s that does not work is told, with what to do', async (what, changes, words) => {
      const found = (await findings(changes))[what];
      expect(found).toMatch(/^FAILED/);
      expect(found).toContain(words);
      for (const value of Object.values(changes)) expect(found).not.toContain(value);
    });

    it('a clock that differs from the database', async () => {
      const { clock } = await findings({}, { now: new Date(Date.now() - 60_000) });
      expect(clock).toMatch(/^FAILED This machine and the database are \d+ s apart/);
    });

    it('what is not set is a warning: it serves without', async () => {
      const nothing = { MAIL_URL: '', PAYMENT_GATEWAY: '', PUBLIC_URL: '', MAIL_FROM: '' };
      const stripes = {
        STRIPE_SECRET_KEY: '',
        STRIPE_PUBLISHABLE_KEY: '',
        STRIPE_WEBHOOK_SECRET: '',
      };
      const found = await findings({ ...nothing, ...stripes });
      for (const what of ['mail', 'gateway', 'address']) expect(found[what]).toMatch(/^WARNING/);
      expect((await findings({ PUBLIC_URL: 'http://account.example' }))['address']).toMatch(
        /^WARNING .* is not https/,
      );
    });

    it('a file of secrets that others can read', async () => {
      writeFileSync(
        file,
        Object.entries(environment)
          .map(([name, value]) => `${name}='${value}'\n`)
          .join(''),
      );
      chmodSync(file, 0o644);
      const { out } = await run(['check', '--env-file', file]);
      expect(out).toContain(`Others can read ${file}; run: chmod 600 ${file}`);
      chmodSync(file, 0o600);
      expect((await run(['check', '--env-file', file])).out).not.toContain('chmod');
    });
  });
});
