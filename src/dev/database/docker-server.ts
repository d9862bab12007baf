import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { type Database, type DatabaseOptions } from './database.types';
import { withLock } from './file-lock';
import { freePort } from './free-port';
import { NoDatabase } from './no-database';
import { lastLine, type Run } from './run-program';
import { readState, writeState } from './server-state';

/** Why Docker is no way to a database here; undefined when it is one. */
export async function dockerObstacle(run: Run): Promise<string | undefined> {
  const timeoutMs = 4_000;
  const engine = await run('docker', ['version', '--format', '{{.Server.Version}}'], { timeoutMs });
  if (engine.code === 127) return 'there is no Docker';
  if (engine.code !== 0) return 'no Docker engine answers';
  const compose = await run('docker', ['compose', 'version'], { timeoutMs });
  return compose.code === 0 ? undefined : 'Docker has no compose plugin';
}

/**
 * The MySQL of docker-compose.yml, under a project, a port and a volume of its own per checkout and
 * purpose. Containers are not ours to tie to a process: one whose process was killed runs on until the
 * next start takes it over and stops it.
 */
export async function dockerServer(
  { purpose, dataDir, say }: DatabaseOptions,
  run: Run,
): Promise<Database> {
  const place = resolve(dataDir, `${purpose}-docker`);
  mkdirSync(place, { recursive: true });
  const mark = createHash('sha256').update(realpathSync(place)).digest('hex').slice(0, 8);
  const settings = join(place, 'compose.env');
  const compose = (...args: string[]) =>
    run('docker', [
      'compose',
      ...['--file', composeFile(), '--project-name', `keyhold-${purpose}-${mark}`],
      ...['--env-file', settings, ...args],
    ]);

  const state = await withLock(
    join(place, 'lock'),
    () => say('Waiting for another process that is starting the database in Docker …'),
    async () => {
      say('Database: starting MySQL in Docker (docker compose up); the first start downloads it …');
      const known = readState(place);
      const password = known?.password ?? randomBytes(18).toString('hex');
      const configure = (port: number) =>
        writeFileSync(
          settings,
          [
            `KEYHOLD_DB_PORT=${port}`,
            `KEYHOLD_DB_PASSWORD=${password}`,
            `KEYHOLD_DB_FLUSH=${purpose === 'test' ? 2 : 1}`,
            '',
          ].join('\n'),
          { mode: 0o600 },
        );
      let port = known?.port ?? (await freePort());
      configure(port);
      // A volume from before the reset has another password.
      if (known === undefined) await compose('down', '--volumes');
      let up = await compose('up', '--detach', '--wait');
      if (
        /port is already allocated|address already in use|ports are not available/i.test(up.err)
      ) {
        configure((port = await freePort()));
        up = await compose('up', '--detach', '--wait');
      }
      if (up.code !== 0) {
        throw new NoDatabase(
          `docker compose up failed: ${lastLine(up.err)}. Fix that, or set DATABASE_URL.`,
        );
      }
      const next = { port, password };
      writeState(place, next);
      return next;
    },
  );
  const stop = async () => {
    await compose('stop');
  };
  let stopped: Promise<void> | undefined;
  return {
    url: `mysql://root:${state.password}@127.0.0.1:${state.port}/keyhold`,
    stop: () => (stopped ??= stop()),
  };
}

/** At the top of the checkout, which is not equally far from src/ and from dist/. */
function composeFile(): string {
  for (let dir = __dirname; dir !== dirname(dir); dir = dirname(dir)) {
    const file = join(dir, 'docker-compose.yml');
    if (existsSync(file)) return file;
  }
  throw new NoDatabase('docker-compose.yml is missing; check it out again, or set DATABASE_URL.');
}
