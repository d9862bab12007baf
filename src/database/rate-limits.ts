import { hash } from 'node:crypto';
import type { Pool, ResultSetHeader } from 'mysql2';
import { RateLimiterMySQL, RateLimiterRes } from 'rate-limiter-flexible';
import type { Clock } from '../domain/clock';
import { isRetryable } from './failures';

export interface Quota {
  readonly most: number;
  /** Length of the window, which begins with the first call. */
  readonly seconds: number;
  /** Whether it may be forgotten before its window is over: then every process asks the database. */
  readonly forgettable?: boolean | undefined;
}

/** What is counted by, such as an address; of several parts the first can be forgotten with all that is under it. */
type Counted = string | readonly [string, ...string[]];

/** Tries of one statement when others are in its way. */
const TRIES = 5;
/** Counts under way in this process. Whoever comes after them is sent away at once, for a second. */
const MOST_AT_ONCE = 300;

/**
 * Counts attempts in the database, so that several processes share the count; on connections of its own, so
 * that a flood of them waits for nobody else's statements, and nobody for its. What is counted by is stored as
 * a hash. Windows go by the machine's time: the library knows no other.
 */
export class RateLimits {
  private readonly limiters = new Map<string, RateLimiterMySQL>();
  private counting = 0;

  constructor(
    private readonly pool: Pool,
    private readonly database: string,
    /** The machine's. */
    private readonly clock: Clock,
  ) {
    // Those who count beside each other lock no gaps between their rows.
    pool.on('connection', (connection) => {
      connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
    });
  }

  /** Counts one attempt. @returns null, or after how many seconds to come back. @throws when it cannot count. */
  async count(name: string, value: Counted, quota: Quota): Promise<number | null> {
    if (this.counting >= MOST_AT_ONCE) return 1;
    const limiter = this.limiterOf(name, quota);
    this.counting++;
    try {
      await patiently(() => limiter.consume(keyOf(value)));
      return null;
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      return Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
    } finally {
      this.counting--;
    }
  }

  /** Forgets what was counted by a value, and by all that begins with it: it was somebody who may. */
  async forget(name: string, value: Counted): Promise<void> {
    const key = `${name}:${keyOf(value)}`;
    // A part ends with a dot; the slash is the next character.
    await this.say('DELETE FROM rate_limits WHERE `key` = ? OR (`key` > ? AND `key` < ?)', [
      key,
      `${key}.`,
      `${key}/`,
    ]);
  }

  /** Notes a value for some time. */
  async mark(name: string, value: Counted, seconds: number): Promise<void> {
    const until = this.clock.now().getTime() + seconds * 1_000;
    await this.say(
      'INSERT INTO rate_limits (`key`, points, expire) VALUES (?, 1, ?) ON DUPLICATE KEY UPDATE expire = ?',
      [`${name}:${keyOf(value)}`, until, until],
    );
  }

  /** Whether a value was noted, and the time is not over. */
  async isMarked(name: string, value: Counted): Promise<boolean> {
    const rows = await this.say<object[]>(
      'SELECT 1 FROM rate_limits WHERE `key` = ? AND expire > ?',
      [`${name}:${keyOf(value)}`, this.clock.now().getTime()],
    );
    return rows.length > 0;
  }

  /** Lets go of the connections. */
  close(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.pool.end((error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  private say<Result extends object[] | ResultSetHeader = ResultSetHeader>(
    text: string,
    params: (string | number)[],
  ): Promise<Result> {
    return patiently(
      () =>
        new Promise<Result>((resolve, reject) => {
          this.pool.query(text, params, (error, result) => {
            if (error) reject(error);
            else resolve(result as Result);
          });
        }),
    );
  }

  private limiterOf(name: string, { most, seconds, forgettable = false }: Quota): RateLimiterMySQL {
    let limiter = this.limiters.get(name);
    if (limiter === undefined) {
      limiter = new RateLimiterMySQL({
        storeClient: this.pool,
        storeType: 'pool',
        dbName: this.database,
        tableName: 'rate_limits',
        tableCreated: true,
        // Housekeeping does that, once for all processes.
        clearExpiredByTimeout: false,
        keyPrefix: name,
        points: most,
        duration: seconds,
        // Whoever is far beyond does not reach the database any more.
        ...(forgettable ? {} : { inMemoryBlockOnConsumed: most + 1 }),
      });
      this.limiters.set(name, limiter);
    }
    return limiter;
  }
}

/** Does it again when others are in its way. */
async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === TRIES || !isRetryable(error)) throw error;
    }
  }
}

const keyOf = (value: Counted): string =>
  [value]
    .flat()
    .map((part) => hash('sha256', part, 'base64url'))
    .join('.');
