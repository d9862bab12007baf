import { parseArgs } from 'node:util';
import { DEFAULT_PASSWORD_COST } from './auth/passwords';
import { compose } from './composition';
import { readConfig, type Config } from './config';
import { createDataSource } from './database/data-source';
import { plainWords } from './database/plain-words';
import { parseDay } from './domain/billing/calendar';
import { formatMinor, type Currency } from './domain/billing/money';
import type { Clock } from './domain/clock';
import type { RunDocument } from './features/billing/billing.types';
import { problemOf } from './problems';
import { systemClock } from './system-clock';

export const BILL_USAGE = `Bills the month before the given day, then charges the lease invoices. Safe to repeat.

  --as-of DATE    day of the run; 2026-12-01 bills November; default: today
  --dry-run       print what would be issued, write nothing
  --account AC-…  bill only this account; can be given several times
  --accept        issue the month whatever its total is, after a run has halted
`;

/** Runs the billing as the command line says. @returns whether everybody was billed. */
export async function bill(
  config: Config,
  given: readonly string[],
  say: (line: string) => void,
  clock: Clock = systemClock,
): Promise<boolean> {
  const { values } = parseArgs({
    args: [...given],
    options: {
      'as-of': { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      account: { type: 'string', multiple: true },
      accept: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    say(BILL_USAGE);
    return true;
  }
  const dataSource = createDataSource({ url: config.databaseUrl, poolSize: config.databasePool });
  await dataSource.initialize();
  try {
    const { billing } = compose(config, {
      dataSource,
      clock,
      passwordCost: DEFAULT_PASSWORD_COST,
      answerAfter: 0,
      report: (job, error) => say(`${job}: ${plainWords(error)}`),
    });
    const { 'as-of': asOf, 'dry-run': dryRun, account: accounts, accept } = values;
    const { month, documents, failures, halts, charged } = await billing.bill(
      asOf === undefined ? billing.today() : parseDay(asOf),
      { dryRun, accept, ...(accounts === undefined ? {} : { accounts }) },
    );
    say(`Billing of ${month}${dryRun ? ', a dry run: nothing is written' : ''}`);
    for (const document of documents) say(lineOf(document));
    say(`${count(documents.length, 'document')}${totalOf(documents)}`);
    if (charged !== null)
      say(
        `Cards: ${charged.SUCCEEDED} charged, ${charged.FAILED} declined, ${charged.PENDING} with unknown outcome`,
      );
    for (const { number, reason } of failures) say(`${number} is not billed: ${reason}.`);
    for (const halt of halts) say(`A run without --dry-run would halt and issue nothing: ${halt}`);
    return failures.length + halts.length === 0;
  } finally {
    await dataSource.destroy();
  }
}

function lineOf({ kind, account, issued, draft }: RunDocument): string {
  const { lines, total, currency } = draft;
  return [
    kind.padEnd(7),
    account.number.padEnd(10),
    (issued?.number ?? 'no number').padEnd(16),
    count(lines.length, 'line').padStart(12),
    `${formatMinor(total, currency)} ${currency}`.padStart(18),
    ` ${account.name}`,
  ].join(' ');
}

/** What they come to, in each currency. */
function totalOf(documents: readonly RunDocument[]): string {
  const totals = new Map<Currency, bigint>();
  for (const { draft } of documents)
    totals.set(draft.currency, (totals.get(draft.currency) ?? 0n) + draft.total);
  const words = [...totals].map(
    ([currency, total]) => `${formatMinor(total, currency)} ${currency}`,
  );
  return words.length === 0 ? '' : `: ${words.join(', ')}`;
}

const count = (number: number, what: string): string =>
  `${number} ${what}${number === 1 ? '' : 's'}`;

/** `node dist/src/bill.js --as-of 2026-12-01`: in production, where everything comes from the environment. */
if (require.main === module)
  bill(readConfig(process.env), process.argv.slice(2), (line) =>
    process.stdout.write(`${line}\n`),
  ).then(
    (complete) => {
      if (!complete) process.exitCode = 1;
    },
    (error: unknown) => {
      process.stderr.write(`${problemOf(error)}\n`);
      process.exitCode = 1;
    },
  );
