import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { OLDEST } from '../../database/server-version';
import { type Database, type DatabaseOptions } from './database.types';
import { installServer, osRelease } from './debian-packages';
import { dockerObstacle, dockerServer } from './docker-server';
import { withLock } from './file-lock';
import { NoDatabase } from './no-database';
import { privateServer } from './private-server';
import { runProgram } from './run-program';
import { findServer, type ServerBinary, UnusableServer } from './server-binary';
import { newAccount } from './server-home';

/** The ways to a database, so that tests can say what is on the machine. */
export interface Ways {
  findServer(): Promise<{ binary?: ServerBinary; rejected: string[] }>;
  privateServer(binary: ServerBinary, options: DatabaseOptions): Promise<Database>;
  dockerObstacle(): Promise<string | undefined>;
  dockerServer(options: DatabaseOptions): Promise<Database>;
  installServer(say: DatabaseOptions['say']): Promise<string | undefined>;
}

const THIS_MACHINE: Ways = {
  findServer: () => findServer(runProgram, newAccount()),
  privateServer: (binary, options) => privateServer(binary, options, runProgram),
  dockerObstacle: () => dockerObstacle(runProgram),
  dockerServer: (options) => dockerServer(options, runProgram),
  installServer: (say) => {
    const system = { run: runProgram, root: process.getuid?.() === 0, osRelease: osRelease() };
    return installServer(system, say);
  },
};

/**
 * A database to work with: the server of DATABASE_URL, else a private one from the server program on
 * this machine, else one in Docker, else a private one from packages installed for it. What was begun
 * is not left for another way: data that exist are opened where they are, or the error says why not.
 *
 * @throws NoDatabase with one line that says what to do.
 */
export async function provideDatabase(
  options: DatabaseOptions,
  ways: Ways = THIS_MACHINE,
): Promise<Database> {
  const { databaseUrl, variable = 'DATABASE_URL', say } = options;
  if (databaseUrl) {
    say(`Database: ${nameOf(databaseUrl, variable)}, as ${variable} says.`);
    return { url: databaseUrl, stop: () => Promise.resolve() };
  }
  try {
    return await ownDatabase(options, ways);
  } catch (error) {
    // A directory of another user, a full disk: foreseeable, and nothing that a stack explains.
    const { syscall, message } = error as Partial<NodeJS.ErrnoException>;
    if (syscall === undefined) throw error;
    throw new NoDatabase(
      `Cannot make a database in ${options.dataDir}: ${message}. Fix that, remove the directory, or set DATABASE_URL.`,
    );
  }
}

async function ownDatabase(options: DatabaseOptions, ways: Ways): Promise<Database> {
  const obstacles: string[] = [];
  const found = await findAndStart(options, ways, obstacles);
  if (found) return found;

  const noDocker = await ways.dockerObstacle();
  if (noDocker === undefined) return ways.dockerServer(options);
  obstacles.push(noDocker);

  const installed = await installAndStart(options, ways, obstacles);
  if (installed) return installed;

  throw new NoDatabase(
    `No database here: ${[...new Set(obstacles)].join('; ')}. ` +
      `Set DATABASE_URL to a server (${OLDEST} or later), or install one (mariadb-server), or start Docker; then run this again.`,
  );
}

async function findAndStart(
  options: DatabaseOptions,
  ways: Ways,
  obstacles: string[],
): Promise<Database | undefined> {
  const { binary, rejected } = await ways.findServer();
  obstacles.push(...rejected);
  if (binary === undefined) return undefined;
  try {
    return await ways.privateServer(binary, options);
  } catch (error) {
    if (!(error instanceof UnusableServer)) throw error;
    options.say(`Database: ${error.message}; looking further.`);
    obstacles.push(error.message);
    return undefined;
  }
}

async function installAndStart(
  options: DatabaseOptions,
  ways: Ways,
  obstacles: string[],
): Promise<Database | undefined> {
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const obstacle = await withLock(
    join(dataDir, 'install.lock'),
    () => options.say('Waiting for another process that is installing a database server …'),
    // Whoever had the lock before us may have installed it.
    async () => ((await ways.findServer()).binary ? undefined : ways.installServer(options.say)),
  );
  if (obstacle !== undefined) {
    obstacles.push(obstacle);
    return undefined;
  }
  return findAndStart(options, ways, obstacles);
}

/** Where the URL leads, without the password. */
function nameOf(databaseUrl: string, variable: string): string {
  try {
    const { protocol, host, pathname } = new URL(databaseUrl);
    if (!/^(mysql|mariadb):$/.test(protocol) || !host || pathname.length < 2) throw new Error();
    return `${host}${pathname}`;
  } catch {
    throw new NoDatabase(
      `${variable} is not of the form mysql://user:password@host:3306/database.`,
    );
  }
}
