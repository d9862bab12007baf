import { join } from 'node:path';
import { DEFAULT_PORT } from '../config';
import type { Database } from './database/database.types';
import { provideDatabase } from './database/provide-database';

const { KEYHOLD_DATA: given } = process.env;

/** Where a developer's machine keeps its data: beside the source, never in it; tests say where else. */
export const DATA = given === undefined || given === '' ? join(__dirname, '../../../.data') : given;

/** The demo's database: the one that `DEMO_DATABASE_URL` names, else one of its own. */
export const demoDatabase = (): Promise<Database> =>
  provideDatabase({
    purpose: 'start',
    databaseUrl: process.env['DEMO_DATABASE_URL'],
    variable: 'DEMO_DATABASE_URL',
    dataDir: DATA,
    say,
  });

/** Where the demo's clock is kept. */
export const CLOCK_FILE = join(DATA, 'clock.json');

/** Where the demo's mails are kept. */
export const MAIL_FOLDER = join(DATA, 'mail');

/** Known to everybody who has the source: fit for invented data, and for nothing else. */
const DEMO_SECRET = 'keyhold demo: this secret protects nothing';

/** Of the countries of the EU that the demo's customers are in. */
const DEMO_TAX_RATES =
  'DE=19,AT=20,BE=21,CZ=21,DK=25,ES=21,FI=25.5,FR=20,IE=23,IT=22,NL=21,PL=23,PT=23,SE=25';

/** What the configuration is read from, but for the database. */
export const demoEnvironment = (): NodeJS.ProcessEnv => ({
  LOG_LEVEL: 'warn',
  // Nothing is lost that could not be invented anew.
  DATABASE_ACCEPT: 'innodb_flush_log_at_trx_commit',
  KEYHOLD_SECRET: DEMO_SECRET,
  MAIL_FROM: 'Keyhold <no-reply@localhost>',
  PAYMENT_GATEWAY: 'sandbox',
  PUBLIC_URL: `http://localhost:${process.env['PORT'] || DEFAULT_PORT}`,
  VENDOR_NAME: 'Keyhold Software GmbH',
  VENDOR_ADDRESS: 'Lindenstraße 12, 10969 Berlin, Germany',
  VENDOR_VAT_NUMBER: 'DE123456788',
  VENDOR_BANK_ACCOUNT: 'Demo Bank, IBAN DE02 1203 0000 0000 2020 51, BIC BYLADEM1001',
  TAX_RATES: DEMO_TAX_RATES,
  ...process.env,
});

/** One line for whoever started us. */
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
