import { spawn } from 'node:child_process';

/** An account of this machine that a program can run as, when we are root. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

export interface RunOptions {
  readonly as?: Account | undefined;
  readonly input?: string;
  readonly timeoutMs?: number;
}

/** `code` is 127 for a program that is not there, as in a shell, and 124 when time ran out. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export type Run = (
  program: string,
  args: readonly string[],
  options?: RunOptions,
) => Promise<Outcome>;

/** Runs a program to its end and keeps what it printed; it never throws. */
export const runProgram: Run = (program, args, { as, input, timeoutMs } = {}) =>
  new Promise((resolve) => {
    const child = spawn(program, args, {
      // A place that every account can enter: the checkout may not be one.
      cwd: '/',
      stdio: 'pipe',
      ...(as && { uid: as.uid, gid: as.gid }),
      ...(timeoutMs !== undefined && { timeout: timeoutMs, killSignal: 'SIGKILL' as const }),
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.once('error', (error) => resolve({ code: 127, out, err: err || error.message }));
    child.once('close', (code) => resolve({ code: code ?? 124, out, err }));
    // A program that does not read its input ends the pipe: its exit code says what matters.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });

/** The last line that says something, for an error message of one line. */
export function lastLine(text: string): string {
  return (
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .at(-1) ?? ''
  );
}
