import { createHash } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { NoDatabase } from './no-database';
import { type Account, type Run } from './run-program';

/** Whom a new server runs as: nobody special. Undefined when we are not root, and it runs as we do. */
export function newAccount(passwd = readPasswd()): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['mysql', 'nobody']) {
    const line = passwd.split('\n').find((entry) => entry.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(':') ?? [];
    if (Number(uid) > 0 && Number(gid) > 0) return { name, uid: Number(uid), gid: Number(gid) };
  }
  return { name: 'nobody', uid: 65_534, gid: 65_534 };
}

/** Whom the server of existing data runs as: their owner, also when it is now root who starts it. */
export function accountOf(home: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const { uid, gid } = statSync(home);
  return { name: `user ${uid}`, uid, gid };
}

/**
 * The directories that may be the home of the server of `place`: in it, or, for a checkout below /root
 * that is closed to an unprivileged account, elsewhere under a name that is this place's alone.
 */
export function possibleHomes(place: string): [inPlace: string, ...elsewhere: string[]] {
  const mark = createHash('sha256').update(place).digest('hex').slice(0, 8);
  const name = `keyhold-${basename(place)}-${mark}`;
  return [join(place, 'home'), join('/var/lib', name), join(tmpdir(), name)];
}

/** Makes the first of the possible homes that the account can use, empty and the account's own. */
export async function makeHome(
  place: string,
  account: Account | undefined,
  run: Run,
): Promise<string> {
  const [inPlace, ...elsewhere] = possibleHomes(place);
  // Who is not root made the place, and needs no other.
  const homes = account ? [inPlace, ...elsewhere] : [inPlace];
  for (const home of homes) {
    if (await makeOwned(home, account, run)) return home;
  }
  throw new NoDatabase(
    `${account ? `The account ${account.name}` : 'This account'} cannot write to ${homes.join(' or ')}: make it reachable, or set DATABASE_URL.`,
  );
}

async function makeOwned(home: string, account: Account | undefined, run: Run): Promise<boolean> {
  try {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    mkdirSync(home, { mode: 0o700 });
    chmodSync(home, 0o700);
    if (account) chownSync(home, account.uid, account.gid);
  } catch {
    return false; // a file system that is read-only, or knows no owners
  }
  // Asked as the account itself: modes alone do not tell what it may do.
  const asked = await run('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', home], { as: account });
  if (asked.code !== 0) rmSync(home, { recursive: true, force: true });
  return asked.code === 0;
}

function readPasswd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    return '';
  }
}
