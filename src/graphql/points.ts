import { LRUCache } from 'lru-cache';
import type { RateLimiterRes } from 'rate-limiter-flexible';
import type { Actor } from '../domain/people/actor';
import type { Clock } from '../domain/clock';

/** Seconds for which points are counted, from the first on. */
export const POINTS_WINDOW = 10;

/** How many points may be spent within a window. */
export interface PointsLimits {
  /** By everybody of one network who is not signed in. */
  readonly guests: number;
  /** By one person or API token. */
  readonly actor: number;
  /** By everybody of one network, signed in or not. */
  readonly network: number;
}

/** Who pays: whose name is counted, and how much is allowed to it. */
export interface Payer {
  readonly kind: keyof PointsLimits;
  readonly name: string;
}

/** Counts points under a key, within a window that begins with the first. */
export interface PointsCounter {
  consume(
    key: string,
    points: number,
  ): Promise<Pick<RateLimiterRes, 'consumedPoints' | 'msBeforeNext'>>;
}

export interface Taken {
  /** What may still be spent in this window; never below 0. */
  readonly left: number;
  /** Seconds after which to come back; null while there is enough. */
  readonly wait: number | null;
}

/** How many of those whose points are used up are remembered. */
const REMEMBERED = 10_000;

/** Those who pay for a request, the one with the fewest first. */
export const payersOf = (actor: Actor, network: string): readonly Payer[] => [
  actor.kind === 'anonymous'
    ? { kind: 'guests', name: network }
    : {
        kind: 'actor',
        name: actor.kind === 'user' ? `user ${actor.userId}` : `token ${actor.tokenId}`,
      },
  { kind: 'network', name: network },
];

const keyOf = ({ kind, name }: Payer): string => `${kind} ${name}`;

/** What everybody has spent, and who has to wait. */
export class Points {
  /** Until when somebody has to wait, in milliseconds; so that whoever is past the limit is not counted further. */
  private readonly waiting = new LRUCache<string, number>({ max: REMEMBERED });

  constructor(
    private readonly limits: PointsLimits,
    private readonly counter: PointsCounter,
    /** The machine's: windows go by it. */
    private readonly clock: Clock,
  ) {}

  /** Takes points from each of them. */
  async take(payers: readonly Payer[], points: number): Promise<Taken> {
    const taken = await Promise.all(payers.map((one) => this.takeFrom(one, points)));
    const waiting = taken.flatMap(({ wait }) => wait ?? []);
    return {
      left: Math.min(...taken.map(({ left }) => left)),
      wait: waiting.length === 0 ? null : Math.max(...waiting),
    };
  }

  /** Seconds after which they may come back; null where they need not wait. Nothing is counted, and nobody asked. */
  waitOf(payers: readonly Payer[]): number | null {
    const now = this.clock.now().getTime();
    const untils = payers.flatMap((one) => this.waiting.get(keyOf(one)) ?? []);
    const until = Math.max(0, ...untils);
    return until > now ? Math.ceil((until - now) / 1_000) : null;
  }

  private async takeFrom(payer: Payer, points: number): Promise<Taken> {
    const key = keyOf(payer);
    const limit = this.limits[payer.kind];
    const { consumedPoints, msBeforeNext } = await this.counter.consume(key, points);
    if (consumedPoints <= limit) return { left: limit - consumedPoints, wait: null };
    this.waiting.set(key, this.clock.now().getTime() + msBeforeNext);
    return { left: 0, wait: Math.max(1, Math.ceil(msBeforeNext / 1_000)) };
  }
}
