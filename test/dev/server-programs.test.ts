import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { type Purpose } from '../../src/dev/database/database.types';
import { installServer } from '../../src/dev/database/debian-packages';
import { dockerObstacle, dockerServer } from '../../src/dev/database/docker-server';
import { withLock } from '../../src/dev/database/file-lock';
import { type Outcome, type Run, runProgram } from '../../src/dev/database/run-program';
import { findServer } from '../../src/dev/database/server-binary';
import { temporaryFolder } from './temporary-folder';

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
    expect((await look('/usr/sbin/mariadbd', '/opt/mysql/mysqld')).binary).toEqual({
      path: '/usr/sbin/mariadbd',
      flavour: 'MariaDB',
      version: '10.11.6',
      series: '10.11',
    });
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
    const sudoRefused = await install(
      (command) => (command.startsWith('sudo') ? { code: 1 } : undefined),
      ubuntu,
    );
    expect(sudoRefused.why).toBe('installing packages needs root or a sudo without password');
    expect(sudoRefused.asked).toEqual(['sudo -n true']);
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
    fs.writeFileSync(path, `${hostname()} ${dead}`);
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

describe('runProgram', () => {
  it('says 127 of a program that is not there, 124 of one that ran out of time', async () => {
    expect((await runProgram('/nowhere/program', [])).code).toBe(127);
    expect((await runProgram('sleep', ['60'], { timeoutMs: 20 })).code).toBe(124);
  });
});
