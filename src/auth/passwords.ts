import { hash, verify } from '@node-rs/argon2';
import { normalizePassword } from '../domain/access/password';

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

  /** Is this the password? In the same time as `match`. @throws TooManyPasswords. */
  async matches(stored: string | null, password: string): Promise<boolean> {
    return (await this.match(stored, password)) !== null;
  }

  /**
   * In which form this is the password, or null. A hash from before passwords were normalized is of the
   * password as it was typed, which is tried once more. Without a hash (nobody has the address, or no
   * password yet) it works just as long on a hash of nothing: time must not tell whether an address is known.
   * @throws TooManyPasswords.
   */
  async match(stored: string | null, password: string): Promise<'NORMAL' | 'AS_TYPED' | null> {
    const tried = stored ?? (await this.hashOfNothing());
    const normal = normalizePassword(password);
    let form: 'NORMAL' | 'AS_TYPED' | null = null;
    if (await this.inTurn(() => verify(tried, normal))) form = 'NORMAL';
    else if (normal !== password && (await this.inTurn(() => verify(tried, password))))
      form = 'AS_TYPED';
    return stored === null ? null : form;
  }

  private hashOfNothing(): Promise<string> {
    // One that found the queue full is made anew by the next call.
    this.dummy ??= this.hash('nobody').catch((error: unknown) => {
      this.dummy = null;
      throw error;
    });
    return this.dummy;
  }

  private made(password: string): Promise<string> {
    const { memoryKiB: memoryCost, passes: timeCost } = this.cost;
    return hash(normalizePassword(password), { memoryCost, timeCost, parallelism: 1 });
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
