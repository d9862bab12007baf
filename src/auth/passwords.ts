import { normalizePassword } from '../domain/people/password';
import type { Reason } from '../domain/refusal';
import { hash, PASSWORDS_AT_ONCE, verify, type PasswordCost } from './argon2';
import { weakness } from './password-strength';
import { Turns, type Lane } from './turns';

/** They follow OWASP: 19 MiB, two passes, one lane. */
export const DEFAULT_PASSWORD_COST: PasswordCost = { memoryKiB: 19_456, passes: 2 };

/** Whether a hash is of the password in its normal form, or as it was typed. */
export type PasswordForm = 'NORMAL' | 'AS_TYPED';

/** Calls that wait for their turn in one lane. */
const MOST_WAITING = 100;

/**
 * Hashes, checks and estimates passwords, off the event loop and in turn; a hash carries its own costs, so
 * that they can be raised later.
 */
export class Passwords {
  private dummy: Promise<string> | null = null;
  private readonly turns = new Turns(PASSWORDS_AT_ONCE, MOST_WAITING);
  private line: Promise<unknown> = Promise.resolve();

  constructor(private readonly cost: PasswordCost) {}

  /** Whether whoever comes now with a password is sent away. */
  isFull(lane: Lane): boolean {
    return this.turns.isFull(lane);
  }

  /** argon2id in PHC form. @throws TooManyPasswords. */
  hash(password: string, lane: Lane = 'STRANGER'): Promise<string> {
    return this.turns.take(lane, () => this.made(password));
  }

  /** Why a password is too easy to guess, or null. @throws TooManyPasswords. */
  weakness(
    password: string,
    about: readonly string[],
    field: readonly string[],
    lane: Lane,
  ): Promise<Reason | null> {
    return this.turns.take(lane, () => weakness(password, about, field));
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
  async matches(
    stored: string | null,
    password: string,
    lane: Lane = 'STRANGER',
  ): Promise<boolean> {
    return (await this.match(stored, password, lane)) !== null;
  }

  /** In which form this is the password, or null. @throws TooManyPasswords. */
  match(
    stored: string | null,
    password: string,
    lane: Lane = 'STRANGER',
  ): Promise<PasswordForm | null> {
    return this.turns.take(lane, () => this.formOf(stored, password));
  }

  /** The same, of somebody who is looked up once it is their turn: whoever is sent away costs nothing. */
  matching<Person extends { readonly passwordHash: string | null }>(
    find: () => Promise<Person | null>,
    password: string,
    lane: Lane,
  ): Promise<{ readonly person: Person; readonly form: PasswordForm } | null> {
    return this.turns.take(lane, async () => {
      const person = await find();
      const form = await this.formOf(person?.passwordHash ?? null, password);
      return person === null || form === null ? null : { person, form };
    });
  }

  /**
   * A hash from before passwords were normalized is of the password as it was typed, which is tried once
   * more. Without a hash (nobody has the address, or no password yet) it works just as long on a hash of
   * nothing: time must not tell whether an address is known.
   */
  private async formOf(stored: string | null, password: string): Promise<PasswordForm | null> {
    const tried = stored ?? (await this.hashOfNothing());
    const normal = normalizePassword(password);
    let form: PasswordForm | null = null;
    if (await verify(tried, normal)) form = 'NORMAL';
    else if (normal !== password && (await verify(tried, password))) form = 'AS_TYPED';
    return stored === null ? null : form;
  }

  private hashOfNothing(): Promise<string> {
    // One that failed is made anew by the next call.
    this.dummy ??= this.made('nobody').catch((error: unknown) => {
      this.dummy = null;
      throw error;
    });
    return this.dummy;
  }

  private made(password: string): Promise<string> {
    return hash(normalizePassword(password), this.cost);
  }
}
