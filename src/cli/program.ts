import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ConfigProblem, readConfig, type Config, type Variable } from '../config';
import { isDay, type Day } from '../domain/billing/calendar';
import type { Clock } from '../domain/clock';
import { problemOf } from '../problems';
import { serveForReal } from '../serve';
import { systemClock } from '../system-clock';
import { createAdmin } from './admin';
import { bill } from './billing';
import { check } from './check';
import { ENVIRONMENT_FILE, environmentWith, isOpenToOthers } from './environment-file';
import { runMigrations } from './migrate';
import { flagOf, QUESTIONS, setup } from './setup';
import { EXIT, UsageProblem, type Answer, type Terminal } from './terminal';

/** What the demo's commands have of their own. */
export interface RunOptions {
  readonly clock?: Clock;
  /** Nothing here is real. */
  readonly demo?: boolean;
}

interface Common {
  readonly envFile?: string;
  readonly json?: boolean;
}

const HELP = `
Settings come from the environment, and from ${ENVIRONMENT_FILE} where it is there, or the file of --env-file.
Exit codes: ${EXIT.DONE} done, ${EXIT.FAILED} tried and not done, or not all of it, ${EXIT.USAGE} wrong command line or settings.`;

/** The command line of whoever runs the service. @returns the exit code. */
export async function keyhold(
  args: readonly string[],
  terminal: Terminal,
  { clock = systemClock, demo = false }: RunOptions = {},
): Promise<number> {
  let code: number = EXIT.DONE;
  let asJson = false;
  const settle = async (common: Common, work: () => Promise<Answer>): Promise<void> => {
    asJson = common.json === true;
    const { lines, json, done } = await work();
    if (asJson) terminal.out(JSON.stringify(json, null, 2));
    else for (const line of lines) terminal.out(line);
    if (!done) code = EXIT.FAILED;
  };
  const configOf = ({ envFile }: Common): Config =>
    readConfig(environmentWith(terminal.environment, envFile ?? null), { demo });

  const program = new Command('keyhold')
    .description('Runs the account area of a software vendor.')
    .version(ownVersion())
    .addHelpText('after', HELP)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.replace(/\n$/, '')),
      writeErr: (text) => terminal.err(text.replace(/\n$/, '')),
    });
  const command = (name: string, description: string): Command =>
    common(program.command(name).description(description));

  const settings = command('setup', 'Writes a file of settings; asks for what is not given.');
  for (const { variable, text, secret = false } of QUESTIONS)
    if (!secret) settings.addOption(new Option(`${flagOf(variable)} <value>`, text));
  settings.addHelpText(
    'after',
    '\nSecrets are never flags: set them in the environment, or answer when asked.',
  );
  settings.action((options: Common & Record<string, string | boolean | undefined>) =>
    settle(options, () =>
      setup(terminal, {
        file: options.envFile ?? null,
        given: Object.fromEntries(
          QUESTIONS.flatMap(({ variable }): [Variable, string][] => {
            const value = options[optionName(variable)];
            return typeof value === 'string' ? [[variable, value]] : [];
          }),
        ),
      }),
    ),
  );

  command('migrate', 'Brings the tables of the database up to date. Safe to repeat.')
    .option('--dry-run', 'list what would run, write nothing', false)
    .action((options: Common & { dryRun: boolean }) =>
      settle(options, () => runMigrations(configOf(options), options)),
    );

  command('check', 'Looks at everything the service needs, and says what is to be done.').action(
    (options: Common) =>
      settle(options, () => {
        const file = options.envFile ?? ENVIRONMENT_FILE;
        return check(configOf(options), { clock, openFile: isOpenToOthers(file) ? file : null });
      }),
  );

  command(
    'billing',
    'Bills the month before a day, then charges the lease invoices. Safe to repeat.',
  )
    .option('--as-of <day>', 'day of the run; 2026-12-01 bills November; default: today', day)
    .option('--dry-run', 'print what would be issued, write nothing', false)
    .option('--account <AC-…>', 'bill only this account; can be given several times', collect)
    .option('--accept', 'issue the month whatever its total is, after a run has halted', false)
    .action(
      (
        options: Common & {
          asOf?: Day;
          dryRun: boolean;
          account?: string[];
          accept: boolean;
        },
      ) =>
        settle(options, () =>
          bill(
            configOf(options),
            { ...options, asOf: options.asOf ?? null, accounts: options.account ?? null },
            { clock, report: terminal.err },
          ),
        ),
    );

  const admin = program.command('admin').description('Administrators of the vendor.');
  common(
    admin
      .command('create')
      .description(
        'Invites an administrator, and prints a link that works once. The only way to the first one.',
      )
      .requiredOption('--email <address>', 'e-mail address to sign in with')
      .requiredOption('--name <name>', 'full name'),
  ).action((options: Common & { email: string; name: string }) =>
    settle(options, () => createAdmin(configOf(options), options, { clock, report: terminal.err })),
  );

  program
    .command('serve')
    .description('Serves until it is stopped; migrates first.')
    .option('--env-file <file>', `file of settings; default: ${ENVIRONMENT_FILE} if it is there`)
    .action((options: Common) => serveForReal(configOf(options), terminal.out));

  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.DONE : EXIT.USAGE;
    const usage = error instanceof UsageProblem || error instanceof ConfigProblem;
    const problem = problemOf(error);
    if (asJson) terminal.out(JSON.stringify({ problem: problem.replace(/^keyhold: /, '') }));
    terminal.err(problem);
    return usage ? EXIT.USAGE : EXIT.FAILED;
  }
}

/** Under which name commander keeps a flag: `databaseUrl` of `DATABASE_URL`. */
const optionName = (variable: Variable): string =>
  variable.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

/** What every command takes. */
const common = (command: Command): Command =>
  command
    .option('--env-file <file>', `file of settings; default: ${ENVIRONMENT_FILE} if it is there`)
    .option('--json', 'answer as JSON');

const collect = (value: string, former: string[] = []): string[] => [...former, value];

function day(value: string): Day {
  if (isDay(value)) return value;
  throw new InvalidArgumentError('It is not a day such as 2026-12-01.');
}

/** As package.json says it, which lies above the source and above what is built of it. */
function ownVersion(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string })
    .version;
}
