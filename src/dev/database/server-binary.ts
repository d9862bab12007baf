import { isRecent, OLDEST, type ServerFlavour } from '../../database/server-version';
import { type Account, type Run } from './run-program';

/** A server program on this machine that Keyhold runs on. */
export interface ServerBinary {
  readonly path: string;
  readonly flavour: ServerFlavour;
  /** `10.11.19` */
  readonly version: string;
  /** `10.11`: servers of one series open each other's data, others may not. */
  readonly series: string;
}

/** The program is there, but a database cannot be made with it; the message says why. */
export class UnusableServer extends Error {
  override readonly name = 'UnusableServer';
}

// Where servers are kept besides PATH, which seldom lists the sbin directories for ordinary users.
const PLACES = [
  '/usr/sbin',
  '/usr/libexec',
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/local/libexec',
  '/usr/local/mysql/bin',
  '/opt/homebrew/bin',
].join(':');
const LOOK_UP = `PATH="$PATH:${PLACES}"; for name in mariadbd mysqld; do command -v "$name"; done; true`;

/** The first usable server program of this machine; `rejected` says what was found and is of no use. */
export async function findServer(
  run: Run,
  as?: Account,
): Promise<{ binary?: ServerBinary; rejected: string[] }> {
  const rejected: string[] = [];
  const { out } = await run('/bin/sh', ['-c', LOOK_UP]);
  for (const path of out.split('\n').filter((line) => line.startsWith('/'))) {
    const { code, out: text } = await run(path, ['--no-defaults', '--version'], { as });
    const binary = code === 0 ? describe(path, text) : undefined;
    if (binary === undefined) rejected.push(`${path} does not run here`);
    else if (!isRecent(binary.flavour, binary.version))
      rejected.push(`${path} is older than ${OLDEST}`);
    else return { binary, rejected };
  }
  return { rejected };
}

/** From `mariadbd  Ver 10.11.19-MariaDB-0+deb12u1 for …` or `mysqld  Ver 9.7.4 for …`. */
function describe(path: string, text: string): ServerBinary | undefined {
  const [, series, patch, rest] = /Ver (\d+\.\d+)\.(\d+)(\S*)/.exec(text) ?? [];
  if (series === undefined) return undefined;
  const flavour = rest?.includes('MariaDB') ? 'MariaDB' : 'MySQL';
  return { path, flavour, version: `${series}.${patch}`, series };
}
