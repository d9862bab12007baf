import type { DataSource } from 'typeorm';
import { DatabaseProblem } from './migrate';
import { isRecent, OLDEST } from './server-version';

/** Settings of the server that must be right; who knows what they do may accept one that is not. */
export const JUDGED_SETTINGS = [
  'innodb_flush_log_at_trx_commit',
  'wsrep_on',
  'character_set_database',
] as const;
export type JudgedSetting = (typeof JUDGED_SETTINGS)[number];

/** What the server says of itself, by the names of its variables. */
type Variables = Readonly<Record<string, string | undefined>>;

/** One thing that is not as it must be; the problem says what to do. */
export interface Unsuitable {
  /** Null for what nobody can accept. */
  readonly setting: JudgedSetting | null;
  readonly problem: string;
}

/** `MariaDB 10.11.19` */
export function serverName({ version = '' }: Variables): string {
  const [, number = version] = /^(\d+(?:\.\d+)*)/.exec(version) ?? [];
  return `${version.includes('MariaDB') ? 'MariaDB' : 'MySQL'} ${number}`;
}

/** What of a server's settings is not fit for invoices and payments. */
export function judgeServer(variables: Variables): Unsuitable[] {
  const found: Unsuitable[] = [];
  const name = serverName(variables);
  const [flavour = '', version = ''] = name.split(' ');
  if (!isRecent(flavour === 'MariaDB' ? 'MariaDB' : 'MySQL', version))
    found.push({ setting: null, problem: `The server is ${name}; use ${OLDEST}, or later.` });
  const flush = variables['innodb_flush_log_at_trx_commit'];
  if (flush !== '1')
    found.push({
      setting: 'innodb_flush_log_at_trx_commit',
      problem: `innodb_flush_log_at_trx_commit is ${flush ?? 'not known'}: after a power failure, payments that were answered would be gone; set it to 1.`,
    });
  const wsrep = variables['wsrep_on'];
  if (wsrep !== undefined && wsrep !== 'OFF')
    found.push({
      setting: 'wsrep_on',
      problem:
        'wsrep_on is on: in a Galera cluster, locks hold on one node alone, and numbers of invoices would be given twice; use a single primary with replicas.',
    });
  const charset = variables['character_set_database'];
  if (charset !== 'utf8mb4')
    found.push({
      setting: 'character_set_database',
      problem: `The database's character set is ${charset ?? 'not known'}; change it: ALTER DATABASE … CHARACTER SET utf8mb4.`,
    });
  return found;
}

/** What the server says of its version and of what is judged. */
export async function serverVariables(dataSource: DataSource): Promise<Variables> {
  const names = ['version', 'max_connections', ...JUDGED_SETTINGS];
  // Session values, which say what holds for the database that is used.
  const rows = await dataSource.query<{ Variable_name: string; Value: string }[]>(
    `SHOW VARIABLES WHERE Variable_name IN (${names.map(() => '?').join(', ')})`,
    names,
  );
  return Object.fromEntries(rows.map((row) => [row.Variable_name, row.Value]));
}

/**
 * @param accepted - settings that may be as they are
 * @throws DatabaseProblem for a server that must not hold this data.
 */
export async function requireSuitable(
  dataSource: DataSource,
  accepted: readonly JudgedSetting[],
): Promise<void> {
  const [first] = judgeServer(await serverVariables(dataSource)).filter(
    ({ setting }) => setting === null || !accepted.includes(setting),
  );
  if (first === undefined) return;
  const way =
    first.setting === null
      ? ''
      : ` To run with it all the same, set DATABASE_ACCEPT=${[...accepted, first.setting].join(',')}.`;
  throw new DatabaseProblem(`${first.problem}${way}`);
}
