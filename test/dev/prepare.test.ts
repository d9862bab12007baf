import { execFile, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { temporaryFolder } from './temporary-folder';

const ROOT = join(__dirname, '../..');

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
    fs.writeFileSync(at('.data/prepare.lock'), `${hostname()} ${dead}`);
    fs.mkdirSync(at('.dist-next-1'));
    await prepare('--build');
    expect(fs.existsSync(at('.data/prepare.lock'))).toBe(false);
    expect(fs.existsSync(at('.dist-next-1'))).toBe(false);
  });
});
