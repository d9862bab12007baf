import { readFileSync } from 'node:fs';

import { lastLine, type Run } from './run-program';
import { isRecent, OLDEST } from './server-binary';

/** The server's programs alone: these packages hold no service, no configuration and no account. */
const PACKAGES = [
  { name: 'mariadb-server-core', flavour: 'MariaDB' },
  { name: 'mysql-server-core', flavour: 'MySQL' },
] as const;

export interface System {
  readonly run: Run;
  readonly root: boolean;
  /** The text of /etc/os-release; empty where there is none. */
  readonly osRelease: string;
}

/**
 * Installs a server's programs with apt-get, as root or through a sudo that asks for no password.
 *
 * @returns why that is impossible; undefined when it is done.
 */
export async function installServer(
  { run, root, osRelease }: System,
  say: (line: string) => void,
): Promise<string | undefined> {
  if (!/^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(osRelease)) {
    return 'this is not Debian or Ubuntu';
  }
  if (!root && (await run('sudo', ['-n', 'true'])).code !== 0) {
    return 'installing packages needs root or a sudo without password';
  }
  const apt = (...args: string[]) => {
    const command = [...QUIETLY, 'apt-get', ...args];
    return root ? run('env', command) : run('sudo', ['-n', 'env', ...command]);
  };
  const update = () => {
    say('Database: refreshing the lists of packages (apt-get update) …');
    return apt('update', '-qq');
  };

  let name = await choosePackage(run);
  const stale = name === undefined;
  if (stale) {
    await update();
    name = await choosePackage(run);
  }
  if (name === undefined) return `this system's packages have no ${OLDEST} or later`;
  say(`Database: installing ${name}, the server's programs without a service (apt-get install) …`);
  let installed = await apt(...installArgs(name));
  if (installed.code !== 0 && !stale) {
    // The lists may name versions that the mirror no longer has.
    await update();
    installed = await apt(...installArgs(name));
  }
  return installed.code === 0
    ? undefined
    : `apt-get install ${name} failed: ${lastLine(installed.err)}`;
}

export function osRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}

// No questions, no restart of services that use an updated library, messages that can be read below.
const QUIETLY = ['DEBIAN_FRONTEND=noninteractive', 'NEEDRESTART_SUSPEND=1', 'LC_ALL=C'];

function installArgs(name: string): string[] {
  return [
    'install',
    ...['-y', '-qq', '--no-install-recommends'],
    // Whoever has another server keeps it: rather no database than somebody else's gone.
    '--no-remove',
    ...['-o', 'DPkg::Lock::Timeout=120', '-o', 'Dpkg::Use-Pty=0'],
    name,
  ];
}

async function choosePackage(run: Run): Promise<string | undefined> {
  for (const { name, flavour } of PACKAGES) {
    const { out } = await run('apt-cache', ['show', '--no-all-versions', name]);
    const version = /^Version: (?:\d+:)?(\d+\.\d+)/m.exec(out)?.[1];
    if (version !== undefined && isRecent(flavour, version)) return name;
  }
  return undefined;
}
