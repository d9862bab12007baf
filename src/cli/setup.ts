import { randomBytes } from 'node:crypto';
import { parseEnv } from 'node:util';
import { problemOfValue, readConfig, type Variable } from '../config';
import {
  ENVIRONMENT_FILE,
  readEnvironmentFile,
  withSettings,
  writeEnvironmentFile,
} from './environment-file';
import { UsageProblem, type Answer, type Terminal } from './terminal';

/** One setting that `setup` asks for. */
export interface Question {
  readonly variable: Variable;
  /** What is asked, and what `--help` says. */
  readonly text: string;
  /** Never on a command line, where everybody on the machine can read it. */
  readonly secret?: boolean;
  /** Proposed where nothing is set. */
  readonly usual?: string;
  /** Asked only where this is set. */
  readonly with?: Variable;
}

export const QUESTIONS: readonly Question[] = [
  {
    variable: 'DATABASE_URL',
    text: 'Database, mysql://user:password@host:3306/keyhold',
  },
  { variable: 'PUBLIC_URL', text: 'URL at which people reach the service, https://…' },
  { variable: 'PORT', text: 'Port to listen on', usual: '4000' },
  { variable: 'VENDOR_NAME', text: 'Name of your company, as on invoices' },
  { variable: 'VENDOR_ADDRESS', text: 'Its address, lines separated by commas' },
  { variable: 'VENDOR_COUNTRY', text: 'Its country, two letters such as DE' },
  { variable: 'VENDOR_VAT_NUMBER', text: 'Its VAT number' },
  { variable: 'VENDOR_BANK_ACCOUNT', text: 'Its bank account, for transfers' },
  { variable: 'TAX_RATES', text: 'Tax rates in percent, DE=19,AT=20' },
  { variable: 'BILLING_TIME_ZONE', text: 'Time zone of billing days', usual: 'UTC' },
  { variable: 'MAIL_URL', text: 'Mail server, smtp://user:password@host:587' },
  { variable: 'MAIL_FROM', text: 'Sender of mails, Name <no-reply@example.com>' },
  { variable: 'PAYMENT_GATEWAY', text: 'Who charges cards: stripe, or nothing' },
  ...(['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET'] as const).map(
    (variable) => ({
      ...{ variable, secret: true, with: 'PAYMENT_GATEWAY' as const },
      text: `${variable} of your Stripe account`,
    }),
  ),
  { variable: 'ALLOWED_ORIGINS', text: 'Origins of frontends elsewhere, https://shop.example' },
  { variable: 'TRUSTED_PROXIES', text: 'Addresses of proxies before the service, 10.0.0.0/8' },
];

/** `--database-url` of `DATABASE_URL` */
export const flagOf = (variable: Variable): string =>
  `--${variable.toLowerCase().replaceAll('_', '-')}`;

export interface SetupOptions {
  /** File to write; null for the usual one. */
  readonly file: string | null;
  /** What flags said, by variable. */
  readonly given: Partial<Readonly<Record<Variable, string>>>;
}

/** Writes a file of settings, asking for what nobody gave. What the file says already stays, comments too. */
export async function setup(
  { environment, ask, err }: Terminal,
  { file, given }: SetupOptions,
): Promise<Answer> {
  const path = file ?? ENVIRONMENT_FILE;
  const text = readEnvironmentFile(path) ?? '';
  const former = parseEnv(text);
  const known: Record<string, string | undefined> = { ...former };
  for (const { variable } of QUESTIONS) {
    const value = given[variable] ?? former[variable] ?? environment[variable];
    if (value === undefined) continue;
    const problem = value === '' ? null : problemOfValue(variable, value);
    if (problem !== null) throw new UsageProblem(`${variable} ${problem}.`);
    known[variable] = value;
  }
  if (ask !== null) {
    err(`Settings for ${path}. Enter keeps what is in brackets; - leaves it out.`);
    for (const question of QUESTIONS)
      if (given[question.variable] === undefined) await answer(question, known, ask, err);
  }
  // Ids and sealed keys depend on it: one that is there is never changed.
  known['KEYHOLD_SECRET'] ??=
    environment['KEYHOLD_SECRET'] ?? randomBytes(32).toString('base64url');
  if (known['DATABASE_URL'] === undefined)
    throw new UsageProblem(
      'DATABASE_URL is not known; give --database-url mysql://user:password@host:3306/keyhold',
    );
  readConfig(known);
  const settings = Object.fromEntries(
    Object.entries(known).filter(
      (one): one is [string, string] => one[1] !== undefined && one[1] !== former[one[0]],
    ),
  );
  writeEnvironmentFile(path, withSettings(text, settings));
  const more = file === null ? '' : ` --env-file ${path}`;
  return {
    lines: [
      `${path} is written; nobody but you can read it. Keep a copy: without KEYHOLD_SECRET, license keys cannot be read.`,
      'Next:',
      `  keyhold migrate${more}`,
      `  keyhold check${more}`,
      `  keyhold serve${more}`,
    ],
    json: { file: path, set: Object.keys(settings) },
    done: true,
  };
}

/** Asks until the answer will do. */
async function answer(
  { variable, text, usual, secret = false, with: needed }: Question,
  known: Record<string, string | undefined>,
  ask: NonNullable<Terminal['ask']>,
  err: Terminal['err'],
): Promise<void> {
  if (needed !== undefined && !known[needed]) return;
  const present = known[variable] ?? usual;
  for (;;) {
    const shown = present === undefined ? '' : ` [${secret ? 'as it is' : present}]`;
    const said = (await ask(`${text}${shown}: `)).trim();
    const value = said === '-' ? '' : said === '' ? present : said;
    if (value === undefined || value === '') {
      if (variable !== 'DATABASE_URL') {
        // Said to be nothing, where something stood before.
        if (known[variable] !== undefined) known[variable] = '';
        return;
      }
      err('The database is needed.');
      continue;
    }
    const problem = problemOfValue(variable, value);
    if (problem === null) {
      known[variable] = value;
      return;
    }
    err(`It ${problem}.`);
  }
}
