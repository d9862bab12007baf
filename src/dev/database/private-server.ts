import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import { createConnection, type RowDataPacket } from 'mysql2/promise';

import {
  createData,
  DATABASE_USER,
  dataDirectory,
  firstError,
  mySqlOptions,
  temporaryDirectory,
} from './data-directory';
import { type Database, type DatabaseOptions, type Purpose } from './database.types';
import { withLock } from './file-lock';
import { freePort } from './free-port';
import { endLeftOver, joinHeld, type Lifeline, startHeld } from './lifeline';
import { NoDatabase } from './no-database';
import { lastLine, type Run } from './run-program';
import { type ServerBinary } from './server-binary';
import { accountOf, makeHome, newAccount, possibleHomes } from './server-home';
import { readState, type ServerState, writeState } from './server-state';
import { until } from './until';

/** Long enough for InnoDB to recover what a crash left behind. */
const READY_MS = 60_000;

interface Place {
  readonly binary: ServerBinary;
  readonly purpose: Purpose;
  /** Our directory: state, log, lock. */
  readonly dir: string;
  /** The directory of the server's account: data, temporary files, lifeline. */
  readonly home: string;
}

interface RunningServer {
  readonly state: ServerState;
  readonly lifeline: Lifeline;
}

/**
 * A server of our own: data under `dataDir`, a loopback port and a password that nobody else has. It
 * lives as long as a process holds it; one that still runs is joined.
 *
 * @throws UnusableServer when this program cannot make a database here; there are no data then.
 * @throws NoDatabase when there are data, but the server does not start on them.
 */
export async function privateServer(
  binary: ServerBinary,
  { purpose, dataDir, say }: DatabaseOptions,
  run: Run,
): Promise<Database> {
  // A server must not open the data of another kind or series, so each has its own.
  const dir = resolve(dataDir, `${purpose}-${binary.flavour.toLowerCase()}-${binary.series}`);
  mkdirSync(dir, { recursive: true });
  const shown = relative('', dir).startsWith('..') ? dir : relative('', dir);
  const { state, lifeline } = await withLock(
    join(dir, 'lock'),
    () => say(`Waiting for another process that is starting the database in ${shown} …`),
    async () => {
      const known = readState(dir);
      const home = known && homeOf(dir, known);
      const running = home && (await joinRunning(known, home));
      if (running) {
        say(`Database: the private ${binary.flavour} that runs already, data in ${shown}.`);
        return running;
      }
      if (home) await endLeftOver(home, run);
      const title = `${binary.flavour} ${binary.version} (${binary.path})`;
      say(`Database: starting a private ${title}, data in ${shown} …`);
      if (home && existsSync(dataDirectory(home))) {
        return start({ binary, purpose, dir, home }, known, run);
      }
      const fresh = await begin(binary, dir, say, run);
      return start({ binary, purpose, dir, home: fresh.home }, fresh.state, run);
    },
  );
  const url = `mysql://${DATABASE_USER}:${state.password}@127.0.0.1:${state.port}/keyhold`;
  return { url, stop: () => lifeline.release() };
}

/** Undefined for a state that came along with a copied checkout and names the original's data. */
function homeOf(dir: string, { elsewhere }: ServerState): string | undefined {
  const homes = possibleHomes(dir);
  return elsewhere === undefined ? homes[0] : homes.find((home) => home === elsewhere);
}

async function joinRunning(state: ServerState, home: string): Promise<RunningServer | undefined> {
  const lifeline = await joinHeld(home);
  if (lifeline === undefined) return undefined;
  if (await answersAsOurs(state, home, lifeline)) return { state, lifeline };
  await lifeline.release();
  return undefined;
}

/** A new server's data, and the state that the next start goes by. */
async function begin(
  binary: ServerBinary,
  dir: string,
  say: (line: string) => void,
  run: Run,
): Promise<{ home: string; state: ServerState }> {
  const as = newAccount();
  const home = await makeHome(dir, as, run);
  const inPlace = home === possibleHomes(dir)[0];
  if (!inPlace) say(`Database: ${as?.name} cannot reach ${dir}, so the data are in ${home}.`);
  const password = randomBytes(18).toString('hex');
  await createData(binary, home, password, as, run);
  const state = { port: await freePort(), password, ...(!inPlace && { elsewhere: home }) };
  writeState(dir, state);
  return { home, state };
}

async function start(place: Place, known: ServerState, run: Run): Promise<RunningServer> {
  const { binary, dir, home } = place;
  const log = join(dir, 'server.log');
  for (let attempt = 1; ; attempt += 1) {
    const state = { ...known, port: await freePort(attempt === 1 ? known.port : undefined) };
    const command = [binary.path, ...startOptions(place, state.port)];
    const lifeline = await startHeld(home, command, log, accountOf(home), run);
    if (await answersAsOurs(state, home, lifeline)) {
      writeState(dir, state);
      return { state, lifeline };
    }
    await lifeline.release();
    const said = readFileSync(log, 'utf8');
    // Between our look and the server's bind another process can take the port.
    if (attempt < 3 && /bind on TCP|Address already in use/i.test(said)) continue;
    throw new NoDatabase(
      `${binary.path} does not start: ${firstError(said) || lastLine(said)} (see ${log}; removing ${dir} resets the database)`,
    );
  }
}

function startOptions({ binary, purpose, home }: Place, port: number): string[] {
  return [
    '--no-defaults',
    `--datadir=${dataDirectory(home)}`,
    `--tmpdir=${temporaryDirectory(home)}`,
    // Relative to the data directory: an absolute path may be longer than a socket's name can be.
    '--socket=server.sock',
    '--pid-file=server.pid',
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    '--skip-name-resolve',
    '--character-set-server=utf8mb4',
    '--max-connections=300',
    '--innodb-buffer-pool-size=128M',
    '--skip-log-bin',
    // Tests need no durability against a power cut; against a killed process 2 is as good as 1.
    `--innodb-flush-log-at-trx-commit=${purpose === 'test' ? 2 : 1}`,
    ...(binary.flavour === 'MySQL' ? mySqlOptions() : []),
    ...(binary.flavour === 'MariaDB' && purpose === 'test' ? ['--loose-debug-no-sync'] : []),
  ];
}

/** Waits until the server lets us in, makes sure that it is the one of this state, and has `keyhold`. */
async function answersAsOurs(
  state: ServerState,
  home: string,
  lifeline: Lifeline,
): Promise<boolean> {
  let ours = false;
  await until(async () => {
    ours = await isOurs(state, home);
    return ours || lifeline.ended();
  }, READY_MS);
  if (ours) lifeline.ready();
  return ours;
}

async function isOurs({ port, password }: ServerState, home: string): Promise<boolean> {
  try {
    const connection = await createConnection({
      host: '127.0.0.1',
      port,
      user: DATABASE_USER,
      password,
      connectTimeout: 2_000,
    });
    try {
      const [rows] = await connection.query<RowDataPacket[]>('SELECT @@datadir AS datadir');
      const [row] = rows as { datadir: string }[];
      if (row === undefined || realpathSync(row.datadir) !== realpathSync(dataDirectory(home))) {
        return false;
      }
      await connection.query('CREATE DATABASE IF NOT EXISTS keyhold CHARACTER SET utf8mb4');
      return true;
    } finally {
      await connection.end();
    }
  } catch {
    return false; // not listening yet, or somebody else's server that does not know us
  }
}
