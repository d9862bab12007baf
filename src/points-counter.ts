import { createClient } from '@redis/client';
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import { POINTS_WINDOW, type PointsCounter } from './graphql/points';
import { systemClock } from './system-clock';

/** The library counts up to a limit of its own; how many points somebody has is said elsewhere. */
const UNLIMITED = { points: Number.MAX_SAFE_INTEGER, duration: POINTS_WINDOW };

/** Milliseconds in which Redis answers, or is taken to be away. */
const PATIENCE = 250;
/** Milliseconds for which it is not asked again then. */
const PAUSE = 5_000;
const LONGEST_DELAY = 5_000;

/** Where points are counted, and how to let go of it. */
export interface CountingPlace {
  readonly counter: PointsCounter;
  readonly close: () => void;
}

/** Told when Redis goes, and when it comes back; no address and no secret is in it. */
export type RedisWatcher = (state: 'away' | 'back', reason: string) => void;

/** Each process counts for itself. */
export const countedHere = (): CountingPlace => ({
  counter: new RateLimiterMemory(UNLIMITED),
  close: () => undefined,
});

/** All processes count together in Redis; while it does not answer, each for itself. Nobody waits for it to come. */
export function countedInRedis(url: string, watch: RedisWatcher): CountingPlace {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: 2_000,
      reconnectStrategy: (tries) => Math.min(2 ** tries * 50, LONGEST_DELAY),
    },
  });
  const counter = new SharedCounter(
    new RateLimiterRedis({
      ...UNLIMITED,
      storeClient: client,
      useRedisPackage: true,
      keyPrefix: 'keyhold:points',
      rejectIfRedisNotReady: true,
    }),
    watch,
  );
  client.on('error', (error: unknown) => counter.failed(error));
  client.connect().catch((error: unknown) => counter.failed(error));
  return { counter, close: () => client.destroy() };
}

class SharedCounter implements PointsCounter {
  private readonly own = new RateLimiterMemory(UNLIMITED);
  private away = false;
  private askAgainAt = 0;

  constructor(
    private readonly shared: RateLimiterAbstract,
    private readonly watch: RedisWatcher,
  ) {}

  async consume(key: string, points: number): Promise<RateLimiterRes> {
    if (systemClock.now().getTime() >= this.askAgainAt)
      try {
        const counted = await inTime(this.shared.consume(key, points));
        if (this.away) this.watch('back', 'it answers');
        this.away = false;
        return counted;
      } catch (error) {
        if (error instanceof RateLimiterRes) return error;
        this.failed(error);
      }
    return this.own.consume(key, points);
  }

  failed(error: unknown): void {
    this.askAgainAt = systemClock.now().getTime() + PAUSE;
    if (!this.away) this.watch('away', reasonOf(error));
    this.away = true;
  }
}

/** The client's own limit ends when a command is sent. @throws when it takes too long */
async function inTime<Value>(work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NoAnswer()), PATIENCE);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** A code or the name of the error: its message may hold the address. */
const reasonOf = (error: unknown): string => {
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  return typeof code === 'string' ? code : String(name);
};
