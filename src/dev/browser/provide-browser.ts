import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installPackage, osRelease, type System, type Wanted } from '../database/debian-packages';
import { withLock } from '../database/file-lock';
import { runProgram, type Run } from '../database/run-program';

/** Where a browser is, or why there is none. */
export type Browser =
  { readonly path: string } | { readonly path: undefined; readonly obstacle: string };

export interface BrowserOptions {
  /** `CHROMIUM`: the one to take, whatever else there is. */
  readonly given: string | undefined;
  /** Where the lock of whoever installs lies. */
  readonly dataDir: string;
  /** Told of each step, in one line. */
  readonly say: (line: string) => void;
}

/** Debian's; on Ubuntu the package of that name is a snap's, which needs a service, and is not there under this one. */
const CHROMIUM: Wanted = {
  title: 'Browser',
  packages: [{ name: 'chromium', suits: (version) => Number.parseInt(version) >= 120 }],
  about: 'for the tests that look at pages',
  besides: ['fonts-liberation'],
  missing: 'Chromium',
};

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const LOOK_UP = `for name in ${NAMES.join(' ')}; do command -v "$name"; done
for place in ${PLACES.map((place) => `'${place}'`).join(' ')}; do test -x "$place" && echo "$place"; done
true`;

/** A browser of this machine that says which version it is; one that is only the name of a snap does not. */
async function findBrowser(run: Run): Promise<string | undefined> {
  const { out } = await run('/bin/sh', ['-c', LOOK_UP]);
  for (const path of out.split('\n').filter((line) => line.startsWith('/')))
    if (await runs(path, run)) return path;
  return undefined;
}

const runs = async (path: string, run: Run): Promise<boolean> => {
  const { code, out } = await run(path, ['--version'], { timeoutMs: 30_000 });
  return code === 0 && /\d+\.\d+/.test(out);
};

const THIS_MACHINE: System = {
  run: runProgram,
  root: process.getuid?.() === 0,
  osRelease: osRelease(),
};

/** A browser for the tests: what `CHROMIUM` names, else one of this machine, else Debian's, installed for it. */
export async function provideBrowser(
  { given, dataDir, say }: BrowserOptions,
  system: System = THIS_MACHINE,
): Promise<Browser> {
  if (given !== undefined && given !== '') {
    const good = await runs(given, system.run);
    const obstacle = `${given}, which CHROMIUM names, is no browser that runs here`;
    return good ? { path: given } : { path: undefined, obstacle };
  }
  const found = await findBrowser(system.run);
  if (found !== undefined) return { path: found };
  const folder = resolve(dataDir);
  mkdirSync(folder, { recursive: true });
  const obstacle = await withLock(
    join(folder, 'install.lock'),
    () => say('Waiting for another process that is installing a program …'),
    // Whoever had the lock before us may have installed it.
    async () =>
      (await findBrowser(system.run)) ? undefined : installPackage(system, CHROMIUM, say),
  );
  if (obstacle !== undefined) return { path: undefined, obstacle };
  const installed = await findBrowser(system.run);
  return installed === undefined
    ? { path: undefined, obstacle: 'the Chromium that was installed does not run' }
    : { path: installed };
}
