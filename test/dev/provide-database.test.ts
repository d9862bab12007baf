import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { createConnection, type RowDataPacket } from 'mysql2/promise';

import { type Database, type Purpose } from '../../src/dev/database/database.types';
import { installServer } from '../../src/dev/database/debian-packages';
import { dockerObstacle, dockerServer } from '../../src/dev/database/docker-server';
import { withLock } from '../../src/dev/database/file-lock';
import { NoDatabase } from '../../src/dev/database/no-database';
import { isAlive } from '../../src/dev/database/process-alive';
import { provideDatabase, type Ways } from '../../src/dev/database/provide-database';
import { type Outcome, type Run, runProgram } from '../../src/dev/database/run-program';
import {
  findServer,
  type ServerBinary,
  UnusableServer,
} from '../../src/dev/database/server-binary';
import { until } from '../../src/dev/database/until';

const ROOT = join(__dirname, '../..');
const AS_ROOT = process.getuid?.() === 0;

const made: string[] = [];
function temporaryFolder(mode = 0o755): string {
  const folder = fs.mkdtempSync(join(tmpdir(), 'keyhold-test-'));
  fs.chmodSync(folder, mode);
  made.push(folder);
  return folder;
}
afterAll(() => made.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));

const MARIADB: ServerBinary = {
  path: '/usr/sbin/mariadbd',
  flavour: 'MariaDB',
  version: '10.11.6',
  series: '10.11',
};

/** A machine on which programs answer as told; `asked` is every command line, in order. */
function fakeMachine(answer: (command: string) => Partial<Outcome> | undefined): {
  run: Run;
  asked: string[];
} {
  const asked: string[] = [];
  const run: Run = (program, args) => {
    const command = [program, ...args].join(' ');
    asked.push(command);
    return Promise.resolve({ code: 0, out: '', err: '', ...answer(command) });
  };
  return { run, asked };
}

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

describe('a server program', () => {
  const versions: Record<string, string> = {
    '/usr/sbin/mariadbd': 'mariadbd  Ver 10.11.6-MariaDB-0+deb12u1 for debian-linux-gnu on x86_64',
    '/opt/mysql/mysqld': '/opt/mysql/mysqld  Ver 9.7.4 for Linux on x86_64 (MySQL Community)',
    '/usr/sbin/mysqld': '/usr/sbin/mysqld  Ver 8.0.36-0ubuntu0.22.04.1 for Linux on x86_64',
    '/old/mariadbd': 'mariadbd  Ver 10.6.18-MariaDB for Linux on x86_64',
  };
  const look = (...paths: string[]) =>
    findServer(
      fakeMachine((command) => {
        if (command.startsWith('/bin/sh')) return { out: `${paths.join('\n')}\n` };
        const version = versions[command.split(' ')[0] ?? ''];
        return version === undefined ? { code: 127 } : { out: version };
      }).run,
    );

  it('is the first that is recent enough', async () => {
    expect((await look('/usr/sbin/mariadbd', '/opt/mysql/mysqld')).binary).toEqual(MARIADB);
    expect((await look('/old/mariadbd', '/opt/mysql/mysqld')).binary).toEqual({
      path: '/opt/mysql/mysqld',
      flavour: 'MySQL',
      version: '9.7.4',
      series: '9.7',
    });
  });

  it('is refused with the reason when it is too old or does not run', async () => {
    const { binary, rejected } = await look('/old/mariadbd', '/usr/sbin/mysqld', '/broken/mysqld');
    expect(binary).toBeUndefined();
    expect(rejected).toEqual([
      '/old/mariadbd is older than MariaDB 10.11 or MySQL 8.4',
      '/usr/sbin/mysqld is older than MariaDB 10.11 or MySQL 8.4',
      '/broken/mysqld does not run here',
    ]);
  });
});

describe('installing a server', () => {
  const DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n';
  const UBUNTU = 'ID=ubuntu\nID_LIKE=debian\n';
  const listed = { out: 'Package: mariadb-server-core\nVersion: 1:10.11.6-0+deb12u1\n' };

  function install(
    answer: (command: string) => Partial<Outcome> | undefined,
    system = { root: true, osRelease: DEBIAN },
  ) {
    const { run, asked } = fakeMachine(answer);
    const said: string[] = [];
    const obstacle = installServer({ run, ...system }, (line) => said.push(line));
    return obstacle.then((why) => ({ why, said, asked }));
  }

  it('takes the programs alone, removes nothing, asks nothing, and says what it takes', async () => {
    const { why, said, asked } = await install((command) =>
      command.startsWith('apt-cache') ? listed : undefined,
    );
    expect(why).toBeUndefined();
    expect(said).toEqual([expect.stringContaining('installing mariadb-server-core')]);
    const commands = asked.filter((command) => command.includes('apt-get'));
    expect(commands).toHaveLength(1);
    expect(commands[0]).toMatch(
      /^env DEBIAN_FRONTEND=noninteractive .*apt-get install -y .*--no-install-recommends --no-remove .*mariadb-server-core$/,
    );
  });

  it('refreshes the lists only when the package is not in them, or cannot be fetched', async () => {
    let updated = false;
    const empty = await install((command) => {
      updated ||= command.includes('apt-get update');
      return command.startsWith('apt-cache') && updated ? listed : undefined;
    });
    expect(empty.why).toBeUndefined();
    expect(empty.asked.filter((command) => command.includes('apt-get update'))).toHaveLength(1);

    let tries = 0;
    const outdated = await install((command) => {
      if (command.startsWith('apt-cache')) return listed;
      return command.includes('apt-get install') && ++tries === 1 ? { code: 100 } : undefined;
    });
    expect(outdated.why).toBeUndefined();
    expect(outdated.asked.filter((command) => command.includes('apt-get update'))).toHaveLength(1);
  });

  it('uses a sudo that asks for no password, and does not try one that does', async () => {
    const ubuntu = { root: false, osRelease: UBUNTU };
    const free = await install(
      (command) => (command.startsWith('apt-cache') ? listed : undefined),
      ubuntu,
    );
    expect(free.asked.at(-1)).toMatch(/^sudo -n env .* apt-get install /);
    const asking = await install(
      (command) => (command.startsWith('sudo') ? { code: 1 } : undefined),
      ubuntu,
    );
    expect(asking.why).toBe('installing packages needs root or a sudo without password');
    expect(asking.asked).toEqual(['sudo -n true']);
  });

  it('says why it cannot', async () => {
    const fedora = await install(() => undefined, { root: true, osRelease: 'ID=fedora\n' });
    expect(fedora.why).toBe('this is not Debian or Ubuntu');
    expect(fedora.asked).toEqual([]);
    const old = await install((command) =>
      command.endsWith(' mariadb-server-core')
        ? { out: 'Version: 1:10.5.23-0+deb11u1\n' }
        : undefined,
    );
    expect(old.why).toBe("this system's packages have no MariaDB 10.11 or MySQL 8.4 or later");
    const failing = await install((command) => {
      if (command.startsWith('apt-cache')) return listed;
      return command.includes('apt-get')
        ? { code: 100, err: 'W: x\nE: No space left\n' }
        : undefined;
    });
    expect(failing.why).toBe('apt-get install mariadb-server-core failed: E: No space left');
  });
});

describe('a server in Docker', () => {
  it('needs an engine that answers and the compose plugin', async () => {
    const obstacle = (failing: string, code: number) =>
      dockerObstacle(
        fakeMachine((command) => (command.startsWith(failing) ? { code } : undefined)).run,
      );
    expect(await obstacle('docker version', 127)).toBe('there is no Docker');
    expect(await obstacle('docker version', 1)).toBe('no Docker engine answers');
    expect(await obstacle('docker compose version', 1)).toBe('Docker has no compose plugin');
    expect(await obstacle('nothing', 0)).toBeUndefined();
  });

  it('has a project, port and password per purpose, kept for the next start', async () => {
    const dataDir = temporaryFolder();
    const { run, asked } = fakeMachine(() => undefined);
    const start = (purpose: Purpose) =>
      dockerServer({ purpose, dataDir, say: () => undefined }, run);
    const first = await start('start');
    const tests = await start('test');
    asked.length = 0;
    const second = await start('start');
    expect(second.url).toBe(first.url);
    expect(new URL(tests.url).port).not.toBe(new URL(first.url).port);
    expect(new URL(tests.url).password).not.toBe(new URL(first.url).password);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/--project-name keyhold-start-[0-9a-f]{8} .* up --detach --wait$/);
    expect(asked[0]).not.toContain(new URL(first.url).password);
    await second.stop();
    await second.stop();
    expect(asked.filter((command) => command.endsWith(' stop'))).toHaveLength(1);
  });

  it('takes another port when its own is taken, and says what Docker says otherwise', async () => {
    const start = (answer: (command: string) => Partial<Outcome> | undefined) =>
      dockerServer(
        { purpose: 'test', dataDir: temporaryFolder(), say: () => undefined },
        fakeMachine((command) => (command.includes(' up ') ? answer(command) : undefined)).run,
      );
    let tries = 0;
    await start(() =>
      ++tries === 1 ? { code: 1, err: 'Bind: port is already allocated' } : undefined,
    );
    expect(tries).toBe(2);
    await expect(start(() => ({ code: 1, err: 'pulling …\nno space left\n' }))).rejects.toThrow(
      'docker compose up failed: no space left.',
    );
  });
});

describe('a lock', () => {
  it('is held by one at a time, and one whose owner died holds nobody up', async () => {
    const path = join(temporaryFolder(), 'lock');
    const dead = spawnSync('true').pid;
    fs.writeFileSync(path, `${(await import('node:os')).hostname()} ${dead}`);
    let inside = 0;
    let most = 0;
    const work = () =>
      withLock(
        path,
        () => undefined,
        async () => {
          most = Math.max(most, ++inside);
          await new Promise(setImmediate);
          inside -= 1;
        },
      );
    await Promise.all([work(), work(), work(), work()]);
    expect(most).toBe(1);
    expect(fs.readdirSync(join(path, '..'))).toEqual([]);
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

  /** Another Node process that holds the database of `start`. */
  async function holder() {
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
    const url = await new Promise<string>((resolve, reject) => {
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
  const serverPid = (purpose: Purpose) =>
    Number(fs.readFileSync(join(home(purpose), 'server.pid'), 'utf8'));

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
    const held = await holder();
    await query(held.url, 'INSERT INTO kept VALUES (2)');
    const pid = serverPid('start');
    await held.kill();
    expect(await until(() => !isAlive(pid), 10_000)).toBe(true);

    // And once more without waiting for the end.
    const again = await holder();
    await query(again.url, 'INSERT INTO kept VALUES (3)');
    await again.kill();
    const { url } = await provide('start');
    expect(await query(url, 'SELECT v FROM kept ORDER BY v')).toEqual([
      { v: 1 },
      { v: 2 },
      { v: 3 },
    ]);
  });

  it('is joined while another process holds it, and outlives that process for us', async () => {
    const other = await holder();
    const pid = serverPid('start');
    const said: string[] = [];
    const ours = await provide('start', dataDir, said);
    expect(said).toEqual([expect.stringContaining('that runs already')]);
    expect(ours.url).toBe(other.url);
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
    const { createServer } = await import('node:net');
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
    made.push(elsewhere);
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

describe('scripts/prepare.mjs', () => {
  const tree = temporaryFolder();
  const lockFile = (version: string) =>
    JSON.stringify({ packages: { '': {}, 'node_modules/a': { version } } });
  const at = (path: string) => join(tree, path);

  beforeAll(() => {
    for (const folder of ['scripts', 'src/a', 'migrations', 'node_modules']) {
      fs.mkdirSync(at(folder), { recursive: true });
    }
    fs.copyFileSync(join(ROOT, 'scripts/prepare.mjs'), at('scripts/prepare.mjs'));
    fs.copyFileSync(join(ROOT, '.swcrc'), at('.swcrc'));
    fs.symlinkSync(join(ROOT, 'node_modules/@swc'), at('node_modules/@swc'));
    fs.writeFileSync(at('src/a/one.ts'), 'export const one: number = 1;');
    fs.writeFileSync(at('migrations/1-First.ts'), 'export class First {}');
    fs.writeFileSync(at('package-lock.json'), lockFile('1.0.0'));
    fs.writeFileSync(at('node_modules/.package-lock.json'), lockFile('1.0.0'));
    // An npm that "installs" by writing down that it did.
    fs.writeFileSync(
      at('npm-cli.js'),
      `const fs = require('node:fs');
       fs.appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');
       fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json');`,
    );
  });

  const prepare = (...args: string[]) =>
    promisify(execFile)(process.execPath, [at('scripts/prepare.mjs'), ...args], {
      cwd: tmpdir(),
      env: { ...process.env, npm_execpath: at('npm-cli.js') },
    });
  const built = () => fs.statSync(at('dist/.built-from')).mtimeMs;
  const npmCalls = () =>
    fs.existsSync(at('npm-calls'))
      ? fs.readFileSync(at('npm-calls'), 'utf8').split('\n').length - 1
      : 0;

  it('builds what is not built, then leaves it alone', async () => {
    await prepare();
    expect(fs.existsSync(at('dist/src/a/one.js'))).toBe(true);
    expect(fs.existsSync(at('dist/migrations/1-First.js'))).toBe(true);
    const before = built();
    await prepare();
    expect(built()).toBe(before);
    await prepare('--build');
    expect(built()).not.toBe(before);
    expect(npmCalls()).toBe(0);
  });

  it('builds anew when a source changed or went, and nothing of it stays', async () => {
    fs.writeFileSync(at('src/a/two.ts'), 'export const two: number = 2;');
    await prepare();
    expect(fs.existsSync(at('dist/src/a/two.js'))).toBe(true);
    fs.rmSync(at('migrations/1-First.ts'));
    await prepare();
    expect(fs.existsSync(at('dist/migrations/1-First.js'))).toBe(false);
    expect(fs.existsSync(at('dist/src/a/two.js'))).toBe(true);
  });

  it('leaves dist/ as it was when a source does not compile', async () => {
    const before = built();
    fs.writeFileSync(at('src/a/two.ts'), 'export const two: number = ;');
    await expect(prepare()).rejects.toMatchObject({ code: 1 });
    expect(built()).toBe(before);
    expect(fs.readdirSync(tree).filter((name) => name.startsWith('.dist'))).toEqual([]);
    fs.rmSync(at('src/a/two.ts'));
  });

  it('installs the packages when the lock file says others, once for two who ask together', async () => {
    fs.writeFileSync(at('package-lock.json'), lockFile('1.0.1'));
    const [one, two] = await Promise.all([prepare(), prepare()]);
    expect(npmCalls()).toBe(1);
    expect(`${one.stdout}${two.stdout}`.match(/Installing the packages/g)).toHaveLength(1);
    await prepare();
    expect(npmCalls()).toBe(1);
  });

  it('is not held up by one that was killed', async () => {
    const dead = spawnSync('true').pid;
    const { hostname } = await import('node:os');
    fs.writeFileSync(at('.data/prepare.lock'), `${hostname()} ${dead}`);
    fs.mkdirSync(at('.dist-next-1'));
    await prepare('--build');
    expect(fs.existsSync(at('.data/prepare.lock'))).toBe(false);
    expect(fs.existsSync(at('.dist-next-1'))).toBe(false);
  });
});

describe('runProgram', () => {
  it('says 127 of a program that is not there, 124 of one that ran out of time', async () => {
    expect((await runProgram('/nowhere/program', [])).code).toBe(127);
    expect((await runProgram('sleep', ['60'], { timeoutMs: 20 })).code).toBe(124);
  });
});
