import { createHash } from 'node:crypto';
import {
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import { type Account, lastLine, type Outcome, type Run } from './run-program';
import { type ServerBinary, UnusableServer } from './server-binary';

/** The only account of a private server: it may do everything, and comes in over loopback alone. */
export const DATABASE_USER = 'keyhold';

export function dataDirectory(home: string): string {
  return join(home, 'data');
}

export function temporaryDirectory(home: string): string {
  return join(home, 'tmp');
}

/**
 * Fills the empty `home` with the system tables of a new server and the one account.
 *
 * @throws UnusableServer when the program cannot do it.
 */
export async function createData(
  binary: ServerBinary,
  home: string,
  password: string,
  as: Account | undefined,
  run: Run,
): Promise<void> {
  // Made under another name first, lest one that was cut short be taken for data.
  const unfinished = join(home, 'data.unfinished');
  for (const dir of [unfinished, temporaryDirectory(home)]) {
    mkdirSync(dir, { mode: 0o700 });
    if (as) chownSync(dir, as.uid, as.gid);
  }
  const options = [
    '--no-defaults',
    `--datadir=${unfinished}`,
    `--tmpdir=${temporaryDirectory(home)}`,
    // Nothing to lose yet: what is cut short is begun again.
    '--innodb-flush-log-at-trx-commit=0',
    '--skip-innodb-doublewrite',
  ];
  const { code, err } =
    binary.flavour === 'MariaDB'
      ? await createMariaDb(binary, options, password, as, run)
      : await createMySql(binary, options, home, password, as, run);
  if (code !== 0) {
    throw new UnusableServer(
      `${binary.path} cannot make a database in ${home}: ${firstError(err) || lastLine(err)}`,
    );
  }
  renameSync(unfinished, dataDirectory(home));
}

/**
 * What mariadb-install-db does, less the help texts and the sys schema: 0.3 s instead of 2, and no
 * need for the client package whose my_print_defaults that script calls.
 */
async function createMariaDb(
  binary: ServerBinary,
  options: readonly string[],
  password: string,
  as: Account | undefined,
  run: Run,
): Promise<Outcome> {
  const help = await run(binary.path, ['--no-defaults', '--verbose', '--help'], { as });
  const share = dirname(/^character-sets-dir\s+(\S.*?)\/?$/m.exec(help.out)?.[1] ?? '');
  const scripts = systemTableScripts(share);
  if (scripts === undefined) {
    throw new UnusableServer(`${binary.path} comes without its system tables (looked in ${share})`);
  }
  const privileges = `{"access":18446744073709551615,"plugin":"mysql_native_password","authentication_string":"${nativePasswordHash(password)}"}`;
  const input = [
    'CREATE DATABASE IF NOT EXISTS mysql;',
    'USE mysql;',
    'SET @auth_root_socket=NULL;',
    ...scripts,
    // Written as a row, for CREATE USER is asleep while the server bootstraps.
    `INSERT INTO global_priv VALUES ('127.0.0.1', '${DATABASE_USER}', '${privileges}');`,
    '',
  ].join('\n');
  return run(binary.path, [...options, '--bootstrap', '--enforce-storage-engine='], { as, input });
}

/** The scripts that create the tables, not those that fill them: root accounts are not wanted here. */
function systemTableScripts(share: string): string[] | undefined {
  try {
    const names = readdirSync(share);
    return ['system_tables.sql', 'performance_tables.sql'].map((script) => {
      const name = names.find(
        (entry) => entry === `mysql_${script}` || entry === `mariadb_${script}`,
      );
      return readFileSync(join(share, name ?? script), 'utf8');
    });
  } catch {
    return undefined;
  }
}

async function createMySql(
  binary: ServerBinary,
  options: readonly string[],
  home: string,
  password: string,
  as: Account | undefined,
  run: Run,
): Promise<Outcome> {
  const accounts = join(home, 'accounts.sql');
  const sql = [
    `CREATE USER '${DATABASE_USER}'@'127.0.0.1' IDENTIFIED BY '${password}';`,
    `GRANT ALL ON *.* TO '${DATABASE_USER}'@'127.0.0.1' WITH GRANT OPTION;`,
    "DROP USER 'root'@'localhost';",
    '',
  ].join('\n');
  writeFileSync(accounts, sql, { mode: 0o600 });
  if (as) chownSync(accounts, as.uid, as.gid);
  try {
    const more = ['--initialize-insecure', `--init-file=${accounts}`, ...mySqlOptions()];
    return await run(binary.path, [...options, ...more], { as });
  } finally {
    rmSync(accounts, { force: true });
  }
}

/** What MySQL wants said that MariaDB does not know. */
export function mySqlOptions(): string[] {
  return [
    // Its default is a directory that only the distribution's package makes.
    '--secure-file-priv=NULL',
    '--mysqlx=OFF',
    // A third of the start-up time, and nobody reads it here.
    '--performance-schema=OFF',
  ];
}

/** The first complaint in a server's log is the cause; the last is always "Aborting". */
export function firstError(log: string): string {
  return /\[ERROR\]\s*(?:\[[^\]]*\]\s*)*(.+)/.exec(log)?.[1]?.trim() ?? '';
}

function nativePasswordHash(password: string): string {
  const once = createHash('sha1').update(password).digest();
  return `*${createHash('sha1').update(once).digest('hex').toUpperCase()}`;
}
