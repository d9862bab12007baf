import { hash, verify } from '@node-rs/argon2';

/** argon2id costs. The defaults follow OWASP: 19 MiB, two passes, one lane. */
export interface PasswordCost {
  readonly memoryKiB: number;
  readonly passes: number;
}
export const DEFAULT_PASSWORD_COST: PasswordCost = { memoryKiB: 19_456, passes: 2 };

/** Hashes and checks passwords; a hash carries its own costs, so that they can be raised later. */
export class Passwords {
  private dummy: Promise<string> | null = null;

  constructor(private readonly cost: PasswordCost) {}

  /** argon2id, which is the library's default, in PHC form. */
  hash(password: string): Promise<string> {
    return hash(password, {
      memoryCost: this.cost.memoryKiB,
      timeCost: this.cost.passes,
      parallelism: 1,
    });
  }

  /**
   * Is this the password? Without a hash (nobody has the address, or no password yet) it works just as
   * long on a hash of nothing, and says no: time must not tell whether an address is known.
   */
  async matches(stored: string | null, password: string): Promise<boolean> {
    if (stored !== null) return verify(stored, password);
    this.dummy ??= this.hash('nobody');
    await verify(await this.dummy, password);
    return false;
  }
}
