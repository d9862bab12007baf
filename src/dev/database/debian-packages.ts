import { readFileSync } from 'node:fs';

import { lastLine, type Run } from './run-program';
import { isRecent, OLDEST } from '../../database/server-version';

/** What is to be installed: the first of some packages that the system has in a version that will do. */
export interface Wanted {
  /** What each line that is said begins with. */
  readonly title: string;
  readonly packages: readonly {
    readonly name: string;
    readonly suits: (version: string) => boolean;
  }[];
  /** What a package is, in a few words. */
  readonly about: string;
  /** Packages that it needs and does not name. */
  readonly besides: readonly string[];
  /** What no package will do for. */
  readonly missing: string;
}

/** The server's programs alone: these packages hold no service, no configuration and no account. */
const SERVER: Wanted = {
  title: 'Database',
  packages: [
    { name: 'mariadb-server-core', suits: (version) => isRecent('MariaDB', version) },
    { name: 'mysql-server-core', suits: (version) => isRecent('MySQL', version) },
  ],
  about: "the server's programs without a service",
  besides: [],
  missing: `${OLDEST} or later`,
};

export interface System {
  readonly run: Run;
  readonly root: boolean;
  /** The text of /etc/os-release; empty where there is none. */
  readonly osRelease: string;
}

/** Installs a database server's programs. @returns why that is impossible; undefined when it is done. */
export const installServer = (
  system: System,
  say: (line: string) => void,
): Promise<string | undefined> => installPackage(system, SERVER, say);

/**
 * Installs a package with apt-get, as root or through a sudo that asks for no password.
 *
 * @returns why that is impossible; undefined when it is done.
 */
export async function installPackage(
  { run, root, osRelease }: System,
  wanted: Wanted,
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
    say(`${wanted.title}: refreshing the lists of packages (apt-get update) …`);
    return apt('update', '-qq');
  };

  let name = await choosePackage(run, wanted);
  const stale = name === undefined;
  if (stale) {
    await update();
    name = await choosePackage(run, wanted);
  }
  if (name === undefined) return `this system's packages have no ${wanted.missing}`;
  say(`${wanted.title}: installing ${name}, ${wanted.about} (apt-get install) …`);
  let installed = await apt(...installArgs(name, ...wanted.besides));
  if (installed.code !== 0 && !stale) {
    // The lists may name versions that the mirror no longer has.
    await update();
    installed = await apt(...installArgs(name, ...wanted.besides));
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

function installArgs(...names: string[]): string[] {
  return [
    'install',
    ...['-y', '-qq', '--no-install-recommends'],
    // Whoever has another one keeps it: rather nothing than what somebody else uses gone.
    '--no-remove',
    ...['-o', 'DPkg::Lock::Timeout=120', '-o', 'Dpkg::Use-Pty=0'],
    ...names,
  ];
}

async function choosePackage(run: Run, { packages }: Wanted): Promise<string | undefined> {
  for (const { name, suits } of packages) {
    const { out } = await run('apt-cache', ['show', '--no-all-versions', name]);
    const version = /^Version: (?:\d+:)?(\d+\.\d+)/m.exec(out)?.[1];
    if (version !== undefined && suits(version)) return name;
  }
  return undefined;
}
