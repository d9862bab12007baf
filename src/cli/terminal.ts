import { createInterface } from 'node:readline/promises';

/** Where a command is run: what it is told, and where it answers. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** One line of the answer. */
  readonly out: (line: string) => void;
  /** One line about what goes on, or about what is wrong. */
  readonly err: (line: string) => void;
  /** Asks the person; null where nobody is there to be asked. */
  readonly ask: ((question: string) => Promise<string>) | null;
}

/** The terminal of this process. */
export function ownTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process;
  return {
    environment: env,
    out: (line) => void stdout.write(`${line}\n`),
    err: (line) => void stderr.write(`${line}\n`),
    ask:
      stdin.isTTY && stderr.isTTY
        ? async (question) => {
            // On standard error: standard output is the answer alone.
            const asking = createInterface({ input: stdin, output: stderr });
            try {
              return await asking.question(question);
            } finally {
              asking.close();
            }
          }
        : null,
  };
}

/** What a command answers. */
export interface Answer {
  /** For people. */
  readonly lines: readonly string[];
  /** The same for programs. */
  readonly json: unknown;
  /** Whether all was done, and is as it should be. */
  readonly done: boolean;
}

/** How a command ends. */
export const EXIT = {
  DONE: 0,
  /** It was tried and is not done, or not all of it. */
  FAILED: 1,
  /** The command line or the configuration is wrong; nothing was tried. */
  USAGE: 2,
} as const;

/** What is wrong with a command line, in one line that says what to do. */
export class UsageProblem extends Error {
  override readonly name = 'UsageProblem';
}
