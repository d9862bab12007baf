// Runs before `npm start` and `npm test`, and sees to three things: a Node that Keyhold runs on, the
// packages of package-lock.json, a dist/ that is what the sources say. Needs nothing but Node,
// because it is what installs the rest. `--build` builds even when nothing changed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { clearInterval, setInterval } from 'node:timers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const SOURCES = ['src', 'migrations', 'bench'];
const BUILT_FROM = 'dist/.built-from';
const INSTALLED_FOR = 'node_modules/.installed-for';
const LOCK = '.data/prepare.lock';

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19) || major >= 25) {
    fail(`Keyhold needs Node 20.19 or later, below 25; this is ${process.version}.`);
  }
}

// Packages

function packagesAreStale() {
  const wanted = read('package-lock.json');
  const present = read('node_modules/.package-lock.json');
  if (wanted === undefined) fail('package-lock.json is missing; check it out again.');
  if (present === undefined) return true;
  const record = digest(wanted + present);
  if (read(INSTALLED_FOR) === record) return false;
  if (!samePackages(wanted, present)) return true;
  remember(record); // comparing takes longer than all the rest
  return false;
}

function remember(record) {
  try {
    fs.writeFileSync(INSTALLED_FOR, record);
  } catch {
    // Packages that somebody else owns: then it is compared each time.
  }
}

/** npm's own record of what it installed says the same as the lock file, however old either is. */
function samePackages(wantedText, presentText) {
  const wanted = JSON.parse(wantedText).packages;
  const present = JSON.parse(presentText).packages;
  const installed = Object.entries(wanted).every(([path, { version, integrity, ...entry }]) => {
    if (path === '') return true; // this project itself
    const there = present[path];
    // What is for another platform only is not installed here, and rightly so.
    if (there === undefined) return entry.optional === true || entry.devOptional === true;
    return there.version === version && there.integrity === integrity;
  });
  return installed && Object.keys(present).every((path) => path in wanted);
}

async function install() {
  say('Installing the packages of package-lock.json (npm ci) …');
  // The build needs its tools, also where NODE_ENV says production.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const code = npm?.endsWith('npm-cli.js')
    ? await run(process.execPath, [npm, ...args])
    : await run('npm', args);
  if (code !== 0) fail('npm ci failed, see above; put that right and run this again.');
  remember(digest(read('package-lock.json') + read('node_modules/.package-lock.json')));
}

// dist/

/** Every file the build depends on, with size and time: any difference, a removal too, is stale. */
function sourcesNow() {
  const lines = ['.swcrc', 'scripts/prepare.mjs'].map(describe);
  for (const folder of SOURCES.filter((name) => fs.existsSync(name))) {
    for (const entry of fs.readdirSync(folder, { recursive: true })) {
      if (/\.(tsx?|js|css)$/.test(entry)) lines.push(describe(`${folder}/${entry}`));
    }
  }
  return lines.sort().join('\n');
}

function describe(path) {
  const stat = fs.statSync(path, { throwIfNoEntry: false });
  return `${path} ${stat?.size} ${stat?.mtimeMs}`;
}

async function build() {
  // Built beside dist/ and swapped in whole: a compiled migration whose source is gone cannot survive,
  // a build that fails changes nothing, and whoever reads dist/ meanwhile sees the old or the new.
  const next = `.dist-next-${process.pid}`;
  const last = `.dist-last-${process.pid}`;
  sweep();
  const sources = sourcesNow();
  const folders = SOURCES.filter((name) => fs.existsSync(name));
  const code = await run(process.execPath, [
    'node_modules/@swc/cli/bin/swc.js',
    ...folders,
    '--out-dir',
    next,
    '--config-file',
    '.swcrc',
    '--extensions',
    '.ts,.tsx',
    '--copy-files',
    '--quiet',
  ]);
  if (code !== 0) {
    sweep();
    fail('The build failed, see above; dist/ is as it was.');
  }
  fs.mkdirSync(next, { recursive: true });
  fs.writeFileSync(`${next}/.built-from`, sources);
  if (fs.existsSync('dist')) fs.renameSync('dist', last);
  fs.renameSync(next, 'dist');
  sweep();
}

/** Removes what a build leaves beside dist/, also one that was killed. */
function sweep() {
  for (const name of fs
    .readdirSync('.')
    .filter((entry) => /^\.dist-(next|last)-\d+$/.test(entry))) {
    fs.rmSync(name, { recursive: true, force: true });
  }
}

// One at a time: `npm start` and `npm test` may well be typed together.

async function withLock(work) {
  fs.mkdirSync('.data', { recursive: true });
  for (let waited = false; !takeLock(); waited = true) {
    if (!waited) say('Waiting for the other npm command that is preparing this checkout …');
    if (lockIsStale()) breakLock();
    else await sleep(50);
  }
  const touch = () => fs.utimes(LOCK, new Date(), new Date(), () => undefined);
  const beat = setInterval(touch, 2_000);
  process.once('exit', () => fs.rmSync(LOCK, { force: true }));
  await work();
  clearInterval(beat);
}

function takeLock() {
  try {
    fs.writeFileSync(LOCK, `${hostname()} ${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Its owner is dead or, where we cannot see that (another container), has stopped touching it. */
function lockIsStale() {
  const touched = fs.statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs;
  if (touched === undefined) return false;
  const [host, pid] = (read(LOCK) ?? '').split(' ');
  return Date.now() - touched > 15_000 || (host === hostname() && !isAlive(Number(pid)));
}

/** Two who find the same stale lock must not both remove it: the second would remove the first's new one. */
function breakLock() {
  const guard = `${LOCK}.breaking`;
  try {
    fs.mkdirSync(guard);
  } catch {
    const since = fs.statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - since > 15_000) fs.rmSync(guard, { recursive: true, force: true });
    return;
  }
  if (lockIsStale()) fs.rmSync(LOCK, { force: true });
  fs.rmdirSync(guard);
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

// Small things

function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', (error) => {
      say(`${command}: ${error.message}`);
      resolve(1);
    });
    child.once('exit', resolve);
  });
}

function read(path) {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function digest(text) {
  return createHash('sha256').update(text).digest('hex');
}

function say(line) {
  console.log(line);
}

function fail(line) {
  console.error(line);
  process.exit(1);
}

checkNode();
process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const forced = process.argv.includes('--build');
const buildIsStale = () => forced || read(BUILT_FROM) !== sourcesNow();
if (packagesAreStale() || buildIsStale()) {
  await withLock(async () => {
    // Asked again: whoever had the lock before us may have done it all.
    if (packagesAreStale()) await install();
    if (buildIsStale()) await build();
  });
}
