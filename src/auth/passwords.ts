import { hash, verify } from '@node-rs/argon2';

/** argon2id costs. The defaults follow OWASP: 19 MiB, two passes, one lane. */
export interface PasswordCost {
  readonly memoryKiB: number;
  readonly passes: number;
}
export const DEFAULT_PASSWORD_COST: PasswordCost = { memoryKiB: 19_456, passes: 2 };

/** Hashes that run at once: they take a core and 19 MiB each, and the rest of the graph must stay quick. */
const AT_ONCE = 4;
/** Calls that wait for their turn; whoever comes after them is sent away at once. */
const MOST_WAITING = 100;
const TRY_AGAIN_AFTER = 5;

/** So many sign in that no more can wait. `retryAfter` is in seconds. */
export class TooManyPasswords extends Error {
  override readonly name = 'TooManyPasswords';
  readonly extensions = { code: 'RATE_LIMITED', retryAfter: TRY_AGAIN_AFTER } as const;

  constructor() {
    super(`Too many people are signing in at once; try again in ${TRY_AGAIN_AFTER} seconds.`);
  }
}

/** Hashes and checks passwords; a hash carries its own costs, so that they can be raised later. */
export class Passwords {
  private dummy: Promise<string> | null = null;
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private line: Promise<unknown> = Promise.resolve();

  constructor(private readonly cost: PasswordCost) {}

  /** argon2id, which is the library's default, in PHC form. @throws TooManyPasswords. */
  hash(password: string): Promise<string> {
    return this.inTurn(() => this.made(password));
  }

  /**
   * The hash of a one-time password (R32). What partners cause stands in a line of its own, one at a time:
   * it neither takes the turns of those who sign in, nor is sent away.
   */
  hashInLine(password: string): Promise<string> {
    const next = this.line.then(() => this.made(password));
    this.line = next.catch(() => undefined);
    return next;
  }

  /**
   * Is this the password? Without a hash (nobody has the address, or no password yet) it works just as
   * long on a hash of nothing, and says no: time must not tell whether an address is known.
   */
  async matches(stored: string | null, password: string): Promise<boolean> {
    if (stored !== null) return this.inTurn(() => verify(stored, password));
    // One that found the queue full is made anew by the next call.
    this.dummy ??= this.hash('nobody').catch((error: unknown) => {
      this.dummy = null;
      throw error;
    });
    const dummy = await this.dummy;
    await this.inTurn(() => verify(dummy, password));
    return false;
  }

  private made(password: string): Promise<string> {
    const { memoryKiB: memoryCost, passes: timeCost } = this.cost;
    return hash(password, { memoryCost, timeCost, parallelism: 1 });
  }

  /** @throws TooManyPasswords when too many wait already. */
  private async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= MOST_WAITING) throw new TooManyPasswords();
      // Whoever is done hands its place over.
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else this.running++;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.running--;
      else next();
    }
  }
}
