import { hash } from 'node:crypto';
import type { Pool, ResultSetHeader } from 'mysql2';
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
/** So much of each kind this process remembers, so that the database is not asked again. */
const MOST_REMEMBERED = 10_000;
/** Milliseconds for which it is believed that a value is not noted. */
const BELIEVED_FOR = 10_000;
/** Counts under way in this process. Whoever comes after them is sent away at once, for a second. */
const MOST_AT_ONCE = 300;

/**
 * Counts attempts in the database, so that several processes share the count; on connections of its own, so
 * that a flood of them waits for nobody else's statements, and nobody for its. What is counted by is stored as
 * a hash. Windows go by the machine's time.
 */
export class RateLimits {
  /** Until when, in milliseconds, whoever has used up a limit is refused without being counted. */
  private readonly beyond = new Map<string, number>();
  /** The same, of values that are not noted. */
  private readonly unmarked = new Map<string, number>();
  private counting = 0;

  constructor(
    private readonly pool: Pool,
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
    const key = `${name}:${keyOf(value)}`;
    const now = this.clock.now().getTime();
    const until = this.beyond.get(key) ?? 0;
    if (until > now) return secondsUntil(until, now);
    this.counting++;
    try {
      return await this.countIn(key, quota, now);
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
    this.unmarked.delete(`${name}:${keyOf(value)}`);
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

  /** The same, while so much is asked that an answer of the last seconds has to do: no is believed for ten. */
  async wasMarked(name: string, value: Counted): Promise<boolean> {
    const key = `${name}:${keyOf(value)}`;
    const now = this.clock.now().getTime();
    if ((this.unmarked.get(key) ?? 0) > now) return false;
    const is = await this.isMarked(name, value);
    if (!is) remember(this.unmarked, key, now + BELIEVED_FOR, now);
    return is;
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

  /** One statement, whose answer has the count; another says when the window ends of whoever is beyond the limit. */
  private async countIn(
    key: string,
    { most, seconds, forgettable = false }: Quota,
    now: number,
  ): Promise<number | null> {
    const end = now + seconds * 1_000;
    const { affectedRows, insertId } = await this.say(
      `INSERT INTO rate_limits (\`key\`, points, expire) VALUES (?, 1, ?) ON DUPLICATE KEY UPDATE
         points = LAST_INSERT_ID(IF(expire > ?, points + 1, 1)), expire = IF(expire > ?, expire, ?)`,
      [key, end, now, now, end],
    );
    const count = affectedRows === 1 ? 1 : insertId;
    if (count <= most) return null;
    const rows = await this.say<{ expire: number }[]>(
      'SELECT expire FROM rate_limits WHERE `key` = ?',
      [key],
    );
    const until = Number(rows[0]?.expire ?? now);
    if (!forgettable) remember(this.beyond, key, until, now);
    return secondsUntil(until, now);
  }
}

/** Notes until when something holds, unless too much is noted already. */
function remember(kept: Map<string, number>, key: string, until: number, now: number): void {
  if (kept.size >= MOST_REMEMBERED) for (const [one, end] of kept) if (end <= now) kept.delete(one);
  if (kept.size < MOST_REMEMBERED) kept.set(key, until);
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

const secondsUntil = (until: number, now: number): number =>
  Math.max(1, Math.ceil((until - now) / 1_000));

const keyOf = (value: Counted): string =>
  [value]
    .flat()
    .map((part) => hash('sha256', part, 'base64url'))
    .join('.');
