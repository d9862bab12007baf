import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { createConnection, type RowDataPacket } from 'mysql2/promise';

import { type Database, type Purpose } from '../../src/dev/database/database.types';
import { NoDatabase } from '../../src/dev/database/no-database';
import { isAlive } from '../../src/dev/database/process-alive';
import { provideDatabase, type Ways } from '../../src/dev/database/provide-database';
import { type ServerBinary, UnusableServer } from '../../src/dev/database/server-binary';
import { until } from '../../src/dev/database/until';
import { removeAfterwards, temporaryFolder } from './temporary-folder';

const ROOT = join(__dirname, '../..');
const AS_ROOT = process.getuid?.() === 0;

const MARIADB: ServerBinary = {
  path: '/usr/sbin/mariadbd',
  flavour: 'MariaDB',
  version: '10.11.6',
  series: '10.11',
};

describe('the way to a database', () => {
  const database = (url: string): Database => ({ url, stop: () => Promise.resolve() });

  async function provide(has: Partial<Ways>, databaseUrl?: string) {
    const taken: string[] = [];
    const said: string[] = [];
    const ways: Ways = {
      findServer: () => Promise.resolve({ rejected: [] }),
      privateServer: () => Promise.resolve(database('private')),
      dockerObstacle: () => Promise.resolve('there is no Docker'),
      dockerServer: () => Promise.resolve(database('docker')),
      installServer: () => Promise.resolve('this is not Debian or Ubuntu'),
      ...has,
    };
    for (const [name, way] of Object.entries(ways) as [keyof Ways, () => unknown][]) {
      ways[name] = ((...args: []) => (taken.push(name), way(...args))) as never;
    }
    const options = {
      purpose: 'test',
      databaseUrl,
      say: (line: string) => said.push(line),
    } as const;
    const provided = provideDatabase({ ...options, dataDir: temporaryFolder() }, ways);
    const error = await provided.then(
      () => undefined,
      (reason: unknown) => reason as Error,
    );
    return { url: error ? undefined : (await provided).url, error, taken, said };
  }

  it('is DATABASE_URL when set: nothing is looked for, and the password is not said', async () => {
    const { url, taken, said } = await provide({}, 'mysql://me:secret@db.example:3306/keyhold');
    expect(url).toBe('mysql://me:secret@db.example:3306/keyhold');
    expect(taken).toEqual([]);
    expect(said).toEqual(['Database: db.example:3306/keyhold, as DATABASE_URL says.']);
  });

  it.each(['db.example:3306/keyhold', 'postgres://db/keyhold', 'mysql://db.example'])(
    'is an error of one line when DATABASE_URL is %s',
    async (databaseUrl) => {
      const { error } = await provide({}, databaseUrl);
      expect(error).toBeInstanceOf(NoDatabase);
      expect(error?.message).toMatch(/^DATABASE_URL is not of the form mysql:.*$/);
    },
  );

  it('is the server program of this machine before Docker', async () => {
    const { url, taken } = await provide({
      findServer: () => Promise.resolve({ binary: MARIADB, rejected: [] }),
      dockerObstacle: () => Promise.resolve(undefined),
    });
    expect(url).toBe('private');
    expect(taken).toEqual(['findServer', 'privateServer']);
  });

  it('is Docker when there is no server program, before anything is installed', async () => {
    const { url, taken } = await provide({ dockerObstacle: () => Promise.resolve(undefined) });
    expect(url).toBe('docker');
    expect(taken).toEqual(['findServer', 'dockerObstacle', 'dockerServer']);
  });

  it('is Docker when the server program cannot make a database', async () => {
    const { url, said } = await provide({
      findServer: () => Promise.resolve({ binary: MARIADB, rejected: [] }),
      privateServer: () => Promise.reject(new UnusableServer('mysqld may not write there')),
      dockerObstacle: () => Promise.resolve(undefined),
    });
    expect(url).toBe('docker');
    expect(said).toEqual(['Database: mysqld may not write there; looking further.']);
  });

  it('is never another one when data exist that their server does not open', async () => {
    const { error, taken } = await provide({
      findServer: () => Promise.resolve({ binary: MARIADB, rejected: [] }),
      privateServer: () => Promise.reject(new NoDatabase('the data are damaged')),
      dockerObstacle: () => Promise.resolve(undefined),
    });
    expect(error?.message).toBe('the data are damaged');
    expect(taken).toEqual(['findServer', 'privateServer']);
  });

  it('is a server installed for it when there is neither', async () => {
    let installed = false;
    const { url } = await provide({
      findServer: () =>
        Promise.resolve(installed ? { binary: MARIADB, rejected: [] } : { rejected: [] }),
      installServer: () => {
        installed = true;
        return Promise.resolve(undefined);
      },
    });
    expect(url).toBe('private');
  });

  it('is an error of one line that says what was tried and the three ways out', async () => {
    const { error, taken } = await provide({
      findServer: () => Promise.resolve({ rejected: ['/usr/sbin/mysqld is older than MySQL 8.4'] }),
    });
    expect(error).toBeInstanceOf(NoDatabase);
    expect(error?.message).not.toContain('\n');
    for (const part of [
      '/usr/sbin/mysqld is older than MySQL 8.4; there is no Docker; this is not Debian or Ubuntu',
      'Set DATABASE_URL',
      'install one',
      'start Docker',
    ]) {
      expect(error?.message).toContain(part);
    }
    expect(new Set(taken)).toEqual(new Set(['findServer', 'dockerObstacle', 'installServer']));
  });

  it('is an error of one line when its directory cannot be written', async () => {
    const file = join(temporaryFolder(), 'a-file');
    fs.writeFileSync(file, '');
    const provided = provideDatabase({ purpose: 'test', dataDir: file, say: () => undefined }, {
      findServer: async () => {
        await fs.promises.mkdir(join(file, 'x'));
        return { rejected: [] };
      },
    } as Partial<Ways> as Ways);
    await expect(provided).rejects.toThrow(/^Cannot make a database in .*a-file: ENOTDIR.*$/);
  });
});

const lookUp =
  'PATH="$PATH:/usr/sbin:/usr/libexec:/usr/local/sbin"; command -v mariadbd || command -v mysqld';
const onThisMachine = spawnSync('/bin/sh', ['-c', lookUp]).status === 0 ? describe : describe.skip;

onThisMachine('a private server', () => {
  const dataDir = temporaryFolder();
  const databases: Database[] = [];
  const holders: ChildProcess[] = [];

  async function provide(purpose: Purpose, folder = dataDir, said: string[] = []) {
    const database = await provideDatabase({
      purpose,
      dataDir: folder,
      say: (line) => said.push(line),
    });
    databases.push(database);
    return database;
  }

  /** Another Node process that asks for the database of `start`, and holds it. */
  function holder() {
    const script = `
      const swc = require('@swc/core');
      require.extensions['.ts'] = (module, file) => module._compile(swc.transformFileSync(file).code, file);
      const { provideDatabase } = require('./src/dev/database/provide-database.ts');
      const say = () => undefined;
      provideDatabase({ purpose: 'start', dataDir: ${JSON.stringify(dataDir)}, say }).then(({ url }) => {
        process.stdout.write(url + '\\n');
        setInterval(() => undefined, 1000);
      });`;
    const child = spawn(process.execPath, ['-e', script], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    holders.push(child);
    const url = new Promise<string>((resolve, reject) => {
      child.stdout.once('data', (text: Buffer) => resolve(text.toString().trim()));
      child.once('exit', (code) => reject(new Error(`the holder ended with code ${code}`)));
    });
    const kill = () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit').once('exit', resolve);
        child.kill('SIGKILL');
      });
    return { url, kill };
  }

  async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
    const connection = await createConnection(url);
    try {
      const [rows] = await connection.query<RowDataPacket[]>(sql);
      return Array.isArray(rows) ? rows : [];
    } finally {
      await connection.end();
    }
  }

  function home(purpose: Purpose, folder = dataDir): string {
    const place = fs.readdirSync(folder).find((name) => name.startsWith(`${purpose}-`));
    return join(folder, place ?? 'none', 'home');
  }
  function serverPid(purpose: Purpose): number {
    const file = join(home(purpose), 'server.pid');
    return fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0;
  }

  afterEach(async () => {
    for (const child of holders.splice(0)) child.kill('SIGKILL');
    await Promise.all(databases.splice(0).map((database) => database.stop()));
  });

  it('starts on nothing, keeps its data over a stop, and is gone when stopped', async () => {
    const said: string[] = [];
    const first = await provide('start', dataDir, said);
    expect(said).toEqual([expect.stringMatching(/^Database: starting a private (MariaDB|MySQL) /)]);
    const [database] = await query(first.url, 'SELECT @@character_set_database AS charset');
    expect(database).toEqual({ charset: 'utf8mb4' });
    await query(first.url, 'CREATE TABLE kept (v INT)');
    await query(first.url, 'INSERT INTO kept VALUES (1)');
    await query(first.url, 'CREATE DATABASE keyhold_of_a_worker');
    const pid = serverPid('start');
    await first.stop();
    expect(isAlive(pid)).toBe(false);
    await first.stop();

    const second = await provide('start');
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'SELECT v FROM kept')).toEqual([{ v: 1 }]);
  });

  it('lets nobody in without its password, nor runs as root', async () => {
    const { url } = await provide('start');
    const { port, password } = new URL(url);
    for (const user of ['root', 'keyhold', 'mysql', '']) {
      await expect(query(`mysql://${user}@127.0.0.1:${port}/mysql`, 'SELECT 1')).rejects.toThrow();
    }
    const state = join(home('start'), '..', 'state.json');
    expect(fs.readFileSync(state, 'utf8')).toContain(password);
    expect(fs.statSync(state).mode & 0o777).toBe(0o600);
    expect(fs.statSync(home('start')).mode & 0o777).toBe(0o700);
    if (AS_ROOT) expect(fs.statSync(`/proc/${serverPid('start')}`).uid).not.toBe(0);
  });

  it('ends when the process that holds it is killed, and the next start finds everything', async () => {
    const held = holder();
    await query(await held.url, 'INSERT INTO kept VALUES (2)');
    const pid = serverPid('start');
    await held.kill();
    expect(await until(() => !isAlive(pid), 10_000)).toBe(true);

    // And once more without waiting for the end.
    const again = holder();
    await query(await again.url, 'INSERT INTO kept VALUES (3)');
    await again.kill();
    const { url } = await provide('start');
    expect(await query(url, 'SELECT v FROM kept ORDER BY v')).toEqual([
      { v: 1 },
      { v: 2 },
      { v: 3 },
    ]);
  });

  it('ends also when the process is killed while the server is still starting', async () => {
    const before = serverPid('start');
    const started = () => serverPid('start') !== before && isAlive(serverPid('start'));
    const held = holder();
    expect(await until(started, 10_000)).toBe(true);
    const pid = serverPid('start');
    await held.kill();
    expect(await until(() => !isAlive(pid), 10_000)).toBe(true);
    const { url } = await provide('start');
    expect(await query(url, 'SELECT COUNT(*) AS n FROM kept')).toEqual([{ n: 3 }]);
  });

  it('is joined while another process holds it, and outlives that process for us', async () => {
    const other = holder();
    const otherUrl = await other.url;
    const pid = serverPid('start');
    const said: string[] = [];
    const ours = await provide('start', dataDir, said);
    expect(said).toEqual([expect.stringContaining('that runs already')]);
    expect(ours.url).toBe(otherUrl);
    await other.kill();
    expect(await query(ours.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(serverPid('start')).toBe(pid);
    await ours.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('recovers when the server itself is killed', async () => {
    const first = await provide('start');
    await query(first.url, 'INSERT INTO kept VALUES (4)');
    process.kill(serverPid('start'), 'SIGKILL');
    await first.stop();
    const second = await provide('start');
    expect(await query(second.url, 'SELECT COUNT(*) AS n FROM kept')).toEqual([{ n: 4 }]);
  });

  it('takes another port when somebody has taken its own', async () => {
    const first = await provide('start');
    const port = Number(new URL(first.url).port);
    await first.stop();
    const squatter = createServer((socket) => socket.end('no'));
    await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
    try {
      const second = await provide('start');
      expect(new URL(second.url).port).not.toBe(String(port));
      expect(await query(second.url, 'SELECT COUNT(*) AS n FROM kept')).toEqual([{ n: 4 }]);
    } finally {
      squatter.close();
    }
  });

  it('is one for start and another for test, side by side and asked for at once', async () => {
    const [start, test, sameTest] = await Promise.all([
      provide('start'),
      provide('test'),
      provide('test'),
    ]);
    expect(start.url).not.toBe(test.url);
    expect(sameTest.url).toBe(test.url);
    await query(test.url, 'CREATE TABLE only_in_test (v INT)');
    expect(await query(start.url, "SHOW TABLES LIKE 'only%'")).toEqual([]);
  });

  it('says in one line what is wrong with data that it cannot open, and where', async () => {
    const folder = temporaryFolder();
    fs.cpSync(dataDir, folder, { recursive: true, filter: (path) => !path.endsWith('lifeline') });
    const data = join(home('start', folder), 'data');
    for (const path of AS_ROOT ? [join(data, '..'), data] : []) {
      const { uid, gid } = fs.statSync(home('start'));
      fs.chownSync(path, uid, gid);
    }
    fs.rmSync(join(data, 'ibdata1'));
    fs.mkdirSync(join(data, 'ibdata1'));
    const error = await provide('start', folder).catch((reason: unknown) => reason as Error);
    expect(error).toBeInstanceOf(NoDatabase);
    expect((error as Error).message).toMatch(/ does not start: .+ \(see .*server\.log; removing /);
    expect((error as Error).message).not.toContain('\n');
  });

  (AS_ROOT ? it : it.skip)('keeps its data elsewhere when they would be out of reach', async () => {
    const folder = temporaryFolder(0o700);
    const said: string[] = [];
    const { url, stop } = await provide('test', folder, said);
    const elsewhere = /the data are in (\S+)\.$/.exec(said[1] ?? '')?.[1] ?? 'none';
    removeAfterwards(elsewhere);
    expect(fs.existsSync(join(elsewhere, 'data'))).toBe(true);
    await query(url, 'CREATE TABLE kept (v INT)');
    await stop();

    const again = await provide('test', folder);
    expect(await query(again.url, 'SHOW TABLES')).toHaveLength(1);
    await again.stop();

    // Removing the directory is the reset, wherever the data are.
    fs.rmSync(folder, { recursive: true });
    fs.mkdirSync(folder, { mode: 0o700 });
    expect(await query((await provide('test', folder)).url, 'SHOW TABLES')).toEqual([]);
  });
});
