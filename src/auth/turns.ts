/**
 * How far somebody who brings a password is known: signed in, or with a link or a device cookie of ours; from a
 * network from which somebody signed in of late; or not at all.
 */
export const LANES = ['KNOWN', 'NETWORK', 'STRANGER'] as const;
export type Lane = (typeof LANES)[number];

/** Whose turn it is while all wait: nobody starves, and whoever is known hardly waits for strangers. */
const ORDER: readonly Lane[] = ['KNOWN', 'NETWORK', 'KNOWN', 'STRANGER'];

const TRY_AGAIN_AFTER = 5;

/** So many wait that no more can. `retryAfter` is in seconds. */
export class TooManyPasswords extends Error {
  override readonly name = 'TooManyPasswords';
  readonly extensions = { code: 'RATE_LIMITED', retryAfter: TRY_AGAIN_AFTER } as const;

  constructor() {
    super(`Too many people are signing in at once. Try again in ${TRY_AGAIN_AFTER} seconds.`);
  }
}

type Waiting = Record<Lane, (() => void)[]>;

/**
 * Hands out turns, a few at once, to lanes that each have a queue and a share of their own. Strangers leave one
 * place free, so that whoever is known finds it at once however many strangers come.
 */
export class Turns {
  private running = 0;
  private strangers = 0;
  private next = 0;
  private readonly waiting: Waiting = { KNOWN: [], NETWORK: [], STRANGER: [] };

  constructor(
    private readonly atOnce: number,
    /** Calls that may wait in one lane; whoever comes after them is sent away at once. */
    private readonly mostWaiting: number,
  ) {}

  /** @throws TooManyPasswords when too many wait in the lane already. */
  async take<Result>(lane: Lane, work: () => Promise<Result>): Promise<Result> {
    if (this.hasPlace(lane)) this.count(lane, 1);
    else {
      const queue = this.waiting[lane];
      if (queue.length >= this.mostWaiting) throw new TooManyPasswords();
      // Whoever is done hands its place over.
      await new Promise<void>((resolve) => queue.push(resolve));
    }
    try {
      return await work();
    } finally {
      this.count(lane, -1);
      this.startNext();
    }
  }

  /** Whether whoever comes now is sent away. */
  isFull(lane: Lane): boolean {
    return !this.hasPlace(lane) && this.waiting[lane].length >= this.mostWaiting;
  }

  private hasPlace(lane: Lane): boolean {
    const free = this.atOnce - this.running;
    return free > 0 && (lane !== 'STRANGER' || this.strangers < Math.max(1, this.atOnce - 1));
  }

  private count(lane: Lane, by: 1 | -1): void {
    this.running += by;
    if (lane === 'STRANGER') this.strangers += by;
  }

  private startNext(): void {
    for (let skipped = 0; skipped < ORDER.length; skipped++) {
      const lane = ORDER[this.next] as Lane;
      this.next = (this.next + 1) % ORDER.length;
      const start = this.hasPlace(lane) ? this.waiting[lane].shift() : undefined;
      if (start === undefined) continue;
      this.count(lane, 1);
      return start();
    }
  }
}
