import { GraphQLError } from 'graphql';
import type { Actor } from '../domain/people/actor';
import { networkOf } from '../network/address';

/** Who calls, and from where. */
export interface Caller {
  readonly actor: Actor;
  readonly client: { readonly address: string; readonly device: Device };
}

/** The browser of a caller, which may have signed in before. */
export interface Device {
  /** Its name for the person of an address; null when they never signed in with it. */
  nameFor(email: string): string | null;
  /** Remembers the person. `anew`: under another name, of which nothing was counted. */
  remember(email: string, anew: boolean): void;
}

/** What is counted by; of several parts the first can be forgotten with all that is under it. */
export type Counted = string | readonly [string, ...string[]];

/** How often a mutation may be called, counted by something that the caller brings along. */
export interface Limit<Input> {
  /** What is counted by: `address`, `email`. */
  readonly by: string;
  /** Its value in a call; null where there is none, and nothing is counted. */
  readonly of: (input: Input, caller: Caller) => Counted | null;
  /** Calls … */
  readonly most: number;
  /** … in so many seconds, from the first on. */
  readonly seconds: number;
  /** What may go on beyond the limit, if it was marked as `<mutation>.<by>.spared`. */
  readonly spared?: (input: Input, caller: Caller) => Counted;
  /** Whether a call that succeeds makes it forgotten. */
  readonly forgettable?: boolean;
}

/** Counts calls where all processes see it; the composition hands it over. */
export interface Limiter {
  /**
   * Counts one call. @returns null, or after how many seconds to come back.
   * @throws when it cannot count: what cannot be counted is not let in.
   */
  count(
    name: string,
    value: Counted,
    limit: Pick<Limit<never>, 'most' | 'seconds' | 'forgettable'>,
  ): Promise<number | null>;
  /** Whether a value was marked, and that has not run out. */
  isMarked(name: string, value: Counted): Promise<boolean>;
}

/** By the network that the caller comes from. */
export const perAddress = (most: number, seconds: number): Limit<object> => ({
  by: 'address',
  of: (_input, { client }) => networkOf(client.address),
  most,
  seconds,
});

/** By the person who is signed in. */
export const perPerson = (most: number, seconds: number): Limit<object> => ({
  by: 'person',
  of: (_input, { actor }) => (actor.kind === 'user' ? String(actor.userId) : null),
  most,
  seconds,
});

/** Called too often. `retryAfter` is in seconds. */
export const tooOften = (retryAfter: number): GraphQLError =>
  new GraphQLError(`Too many requests; try again in ${retryAfter} seconds.`, {
    extensions: { code: 'RATE_LIMITED', retryAfter },
  });
