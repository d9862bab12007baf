/** What the driver says of an error of the server, or of the connection. */
interface ServerError {
  readonly errno?: number;
  readonly sqlState?: string;
  /** The connection is of no use any more. */
  readonly fatal?: boolean;
}

const DEADLOCK = 1213;
const LOCK_WAIT_TIMEOUT = 1205;
/** MariaDB: the row changed since the transaction read it. */
const CHANGED_SINCE_READ = 1020;
/** MariaDB says no more than this of a deadlock over the lock on a table's counter of keys. */
const COUNTER_UNREAD = 1467;
const DUPLICATE = 1062;
/** Shutdown, interrupted, connection killed, connection ended: the server breaks off what it was doing. */
const BROKEN_OFF = [1053, 1317, 1927, 4031];

const numberOf = (error: unknown): number | undefined => (error as ServerError | null)?.errno;

/** Others were in the way; the same transaction may succeed when it is run again from the start. */
export const isRetryable = (error: unknown): boolean =>
  [DEADLOCK, LOCK_WAIT_TIMEOUT, CHANGED_SINCE_READ, COUNTER_UNREAD].includes(numberOf(error) ?? 0);

/** The whole transaction is gone already, savepoints and all. */
export const endsTransaction = (error: unknown): boolean =>
  [DEADLOCK, CHANGED_SINCE_READ, COUNTER_UNREAD].includes(numberOf(error) ?? 0) ||
  (error as ServerError | null)?.fatal === true;

/** A row with this unique key is there already. */
export const isDuplicate = (error: unknown): boolean => numberOf(error) === DUPLICATE;

/** Did the server answer, if only with an error? After an error of the connection, or one that broke it off, nobody knows. */
export const wasAnswered = (error: unknown): boolean => {
  const { errno, sqlState, fatal } = (error ?? {}) as ServerError;
  return sqlState !== undefined && fatal !== true && !BROKEN_OFF.includes(errno ?? 0);
};

/** The answer to COMMIT was lost: the writes stand, or they do not. Never tried again blindly. */
export class CommitUnknown extends Error {
  override readonly name = 'CommitUnknown';
  constructor(cause: unknown) {
    super('The connection was lost before COMMIT was answered', { cause });
  }
}
