import { hash } from 'node:crypto';
import type { Pool } from 'mysql2';
import { RateLimiterMySQL, RateLimiterRes } from 'rate-limiter-flexible';
import { isRetryable } from './failures';

export interface Quota {
  readonly most: number;
  /** Length of the window, which begins with the first call. */
  readonly seconds: number;
}

/** Tries of one count when others are in its way. */
const TRIES = 5;

/**
 * Counts attempts in the database, so that several processes share the count. What is counted by, such
 * as an address, is stored as a hash. Windows go by the machine's time: the library knows no other.
 */
export class RateLimits {
  private readonly limiters = new Map<string, RateLimiterMySQL>();

  constructor(
    private readonly pool: Pool,
    private readonly database: string,
  ) {}

  /** Counts one attempt. @returns null, or after how many seconds to come back. @throws when it cannot count. */
  async count(name: string, value: string, quota: Quota): Promise<number | null> {
    const limiter = this.limiterOf(name, quota);
    for (let attempt = 1; ; attempt++) {
      try {
        await limiter.consume(keyOf(value));
        return null;
      } catch (error) {
        if (error instanceof RateLimiterRes)
          return Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
        if (attempt === TRIES || !isRetryable(error)) throw error;
      }
    }
  }

  /** Forgets what was counted: it was somebody who may. */
  async forget(name: string, value: string, quota: Quota): Promise<void> {
    await this.limiterOf(name, quota).delete(keyOf(value));
  }

  private limiterOf(name: string, { most, seconds }: Quota): RateLimiterMySQL {
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
        inMemoryBlockOnConsumed: most + 1,
      });
      this.limiters.set(name, limiter);
    }
    return limiter;
  }
}

const keyOf = (value: string): string => hash('sha256', value, 'base64url');
