import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

import { NoDatabase } from './no-database';
import { isAlive } from './process-alive';
import { type Account, lastLine, type Run } from './run-program';
import { until } from './until';

/**
 * What ties a server's life to ours. A small shell starts the server and reads from a named pipe; every
 * process that uses the server holds the pipe open for writing. When the last of them is gone, however
 * it went, the kernel ends the pipe and the shell ends the server. Nobody keeps a count.
 *
 * A newcomer must know whether the shell has seen the end before it came, so it writes a word and the
 * shell answers: what was answered is held. `stopping` and `over` are the shell's last two answers.
 *
 * A server that nobody has called ready is killed: MariaDB hangs for ever on a SIGTERM that comes while
 * it starts, and it has nothing to lose yet. One that is ready ends in good order, if it does so in time.
 */
const KEEPER = `
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
echo "$server" >server.pid
{
  while read -r word; do
    if [ "$word" = ready ]; then ready=yes; fi
    echo "$word" >answer
  done
  echo stopping >answer
  if [ "$ready" ]; then
    kill -TERM "$server"
    left=100
    while [ $left -gt 0 ]; do left=$((left - 1)); sleep 0.1; done
  fi
  kill -KILL "$server"
} <&3 &
wait "$server"
code=$?
kill $! 2>/dev/null
echo over >answer
echo "keyhold: the server has ended with code $code"
`;

/** Longer than the shell waits for the server's end in good order. */
const ENDING_MS = 15_000;

export interface Lifeline {
  /** Whether the server has ended, by itself or because nobody held it. */
  ended(): boolean;
  /** Tells the shell that the server serves, so that it is ended in good order. */
  ready(): void;
  /** Lets go, and waits for the server's end unless somebody else still holds it. */
  release(): Promise<void>;
}

/** Starts the server in `home`, held by us. Its output goes to the log file. */
export async function startHeld(
  home: string,
  command: readonly string[],
  log: string,
  as: Account | undefined,
  run: Run,
): Promise<Lifeline> {
  for (const name of ['lifeline', 'answer', 'server.pid']) {
    rmSync(join(home, name), { force: true });
  }
  const pipe = join(home, 'lifeline');
  const made = await run('mkfifo', ['-m', '600', pipe], { as });
  if (made.code !== 0) throw new NoDatabase(`${lastLine(made.err)}. Set DATABASE_URL instead.`);
  // Opened in an order in which nothing waits, and the shell gets an end that does wait when it reads.
  const opener = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
  const hold = openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK);
  const end = openSync(pipe, constants.O_RDONLY);
  const output = openSync(log, 'w', 0o600);
  const child = spawn('/bin/sh', ['-c', KEEPER, 'keyhold-keeper', ...command], {
    cwd: home,
    // A session of its own: Ctrl-C is for us, and we then end the server in good order.
    detached: true,
    stdio: [end, output, output],
    ...(as && { uid: as.uid, gid: as.gid }),
  });
  child.once('error', () => undefined); // seen as an end: there is no process then
  child.unref();
  for (const fd of [opener, end, output]) closeSync(fd);
  const hasEnded = () =>
    child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  return held(home, hold, hasEnded);
}

/** Takes hold of the server that runs in `home`, if one does and is not about to end. */
export async function joinHeld(home: string): Promise<Lifeline | undefined> {
  const word = randomUUID();
  let hold: number;
  try {
    hold = openSync(join(home, 'lifeline'), constants.O_WRONLY | constants.O_NONBLOCK);
  } catch {
    return undefined; // no pipe, or nobody who reads it
  }
  try {
    writeSync(hold, `${word}\n`);
    await until(() => [word, 'stopping', 'over'].includes(answer(home)), 2_000);
  } catch {
    // The shell ended between the two lines.
  }
  if (answer(home) === word) return held(home, hold, () => answer(home) === 'over');
  closeSync(hold);
  await untilStopped(home);
  return undefined;
}

/** Ends a server that runs in `home` though nobody can hold it any more: its keeper was killed. */
export async function endLeftOver(home: string, run: Run): Promise<void> {
  const pid = serverPid(home);
  if (!isAlive(pid) || !(await commandOf(pid, run)).includes(home)) return;
  process.kill(pid, 'SIGTERM');
  if (await until(() => !isAlive(pid), ENDING_MS)) return;
  process.kill(pid, 'SIGKILL');
  await until(() => !isAlive(pid), ENDING_MS);
}

function held(home: string, hold: number, ended: () => boolean): Lifeline {
  let released: Promise<void> | undefined;
  const letGo = async () => {
    closeSync(hold);
    if (ended()) return;
    // The keeper says at once that it stops, or it says nothing because others hold the pipe too.
    await until(() => ['stopping', 'over'].includes(answer(home)) || ended(), 1_000);
    await untilStopped(home);
  };
  return {
    ended,
    ready: () => void writeSync(hold, 'ready\n'),
    release: () => (released ??= letGo()),
  };
}

async function untilStopped(home: string): Promise<void> {
  await until(() => answer(home) !== 'stopping' || !isAlive(serverPid(home)), ENDING_MS);
}

function serverPid(home: string): number {
  return Number(read(join(home, 'server.pid')));
}

function answer(home: string): string {
  return read(join(home, 'answer')).trim();
}

async function commandOf(pid: number, run: Run): Promise<string> {
  if (existsSync('/proc/self/cmdline')) return read(`/proc/${pid}/cmdline`);
  return (await run('ps', ['-o', 'args=', '-p', String(pid)])).out;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
