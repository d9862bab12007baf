import {
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  utimes,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

import { isAlive } from './process-alive';

/** A lock not touched for this long has lost its owner; owners touch theirs every two seconds. */
const ABANDONED_MS = 15_000;

/**
 * Does the work while holding the lock file. `npm start` and `npm test` may well be typed together,
 * and an owner that was killed must not lock anybody out.
 */
export async function withLock<T>(
  path: string,
  onWait: () => void,
  work: () => Promise<T>,
): Promise<T> {
  for (let waited = false; !take(path); waited = true) {
    if (isStale(path)) {
      breakLock(path);
    } else {
      if (!waited) onWait();
      await sleep(20);
    }
  }
  const touch = () => utimes(path, new Date(), new Date(), () => undefined);
  const beat = setInterval(touch, 2_000);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    rmSync(path, { force: true });
  }
}

function take(path: string): boolean {
  try {
    writeFileSync(path, `${hostname()} ${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The owner is dead or, where that cannot be seen (another container), has stopped touching it. */
function isStale(path: string): boolean {
  const touched = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (touched === undefined) return false;
  if (Date.now() - touched > ABANDONED_MS) return true;
  const [host, pid] = ownerOf(path);
  return host === hostname() && !isAlive(Number(pid));
}

function ownerOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split(' ');
  } catch {
    return []; // given back this very moment
  }
}

/** Two who find the same stale lock must not both remove it: the second would remove the first's new one. */
function breakLock(path: string): void {
  const guard = `${path}.breaking`;
  try {
    mkdirSync(guard);
  } catch {
    const since = statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - since > ABANDONED_MS) rmSync(guard, { recursive: true, force: true });
    return;
  }
  if (isStale(path)) rmSync(path, { force: true });
  rmdirSync(guard);
}
