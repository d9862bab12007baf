import { ConfigProblem } from './config';
import { DatabaseProblem } from './database/migrate';
import { plainWords } from './database/plain-words';
import { PlainError } from './domain/plain-error';
import { Refusal } from './domain/refusal';

/** Errors that say of themselves, in one line, what is wrong and what to do; by name, since some live in `dev/`. */
const SPEAKING = new Set([ConfigProblem.name, DatabaseProblem.name, 'NoDatabase', 'UsageProblem']);

const BY_CODE: Readonly<Record<string, string>> = {
  EADDRINUSE:
    'The port is taken by another program; stop that, or choose another one: PORT=4001 npm start',
  EACCES: 'This user is not allowed to use the port; choose one above 1023 with PORT.',
  ECONNREFUSED:
    'Nothing answers at DATABASE_URL; start the database server, or correct host and port.',
  ENOTFOUND: 'The host in DATABASE_URL is not known; correct its name.',
  ETIMEDOUT:
    'The server in DATABASE_URL does not answer in time; check the host, the port and the firewall.',
  EHOSTUNREACH: 'The host in DATABASE_URL cannot be reached; check the network.',
  ER_ACCESS_DENIED_ERROR:
    'The database refuses the user or password in DATABASE_URL; correct them.',
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR:
    'The database refuses the user in DATABASE_URL without a password; add it.',
  ER_DBACCESS_DENIED_ERROR:
    'The user in DATABASE_URL has no rights on that database; grant them, or name another one.',
  ER_BAD_DB_ERROR:
    'The database named in DATABASE_URL does not exist; create it, or name another one.',
};

/** One line for a start that failed: what is wrong, and what to do. Never a secret, never a stack. */
export function problemOf(error: unknown): string {
  if (error instanceof Error && SPEAKING.has(error.name)) return `keyhold: ${error.message}`;
  if (error instanceof Refusal)
    return `keyhold: ${error.reasons.map(({ message }) => message).join(' ')}`;
  if (error instanceof PlainError) return `keyhold: ${error.message}`;
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  const known = code === undefined ? undefined : BY_CODE[code];
  // What the database says of a statement names tables, and may repeat values.
  const said = code?.startsWith('ER_') === true ? plainWords(error) : message?.split('\n')[0];
  return `keyhold: ${known ?? said ?? String(error)}`;
}
