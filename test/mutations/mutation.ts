import { declarationNamed } from '../../src/graphql/write';
import type { Stage } from './stage';

/** Ids and words that inputs name beside the row that they are about. */
export interface Things {
  /** What can be bought, and leased. */
  readonly productId: string;
  readonly addOnId: string;
  /** Somebody who signs in already, and somebody whom nobody knows. */
  readonly email: string;
  readonly newEmail: string;
  /** A login of the account. */
  readonly membershipId: string;
  /** That of nothing else. */
  readonly number: number;
  /** The server that the license runs on, if it runs. */
  readonly serverName: string;
  /** Opens the cart of a guest. */
  readonly cartToken: string;
}

/** What is there for one call, so that it goes through. */
export interface Ready {
  /** Id of the row that it is about; the account's own where the mutation is about an account. */
  readonly row?: string;
  readonly things?: Partial<Things>;
  /** What is sent, where it is not what the case says: a secret that was mailed, a code that was shown. */
  readonly input?: object;
  /** Token of whoever sends it, the holder if not said; null for nobody. */
  readonly as?: string | null;
  /** Who did it, for the audit: the holder if not said; null for nobody who is known. */
  readonly user?: number | null;
  /** The API token that did it. */
  readonly apiToken?: number;
  /** On which account, where that is not the stage's. */
  readonly account?: number;
}

/** One mutation: with what it goes through, and what has to be there. */
export interface Mutation {
  /** What is given beside the row that it is about. */
  readonly input?: (things: Things) => object;
  readonly ready?: (stage: Stage) => Promise<Ready> | Ready;
  /** The role of the staff who do it; the account's own people do it where none is said. */
  readonly staff?: 'SUPPORT' | 'BILLING' | 'ADMIN';
  /** What `null` means in the fields that take it. */
  readonly nulls?: Readonly<Record<string, string>>;
}
/**
 * What each case leaves, by hand: its audit events in their order, each with what becomes of which row and the fields
 * that it changes, and the mails, with whom they go to. A dry run announces the same.
 */
export type Leaves = Readonly<Record<string, readonly string[]>>;
export type Mutations = Readonly<Record<string, Mutation>>;

/** `activateLicense, on another server` is a case of `activateLicense`. */
export const nameOf = (title: string): string => title.split(',')[0] ?? '';

/** Things as a case asks for them. @throws when it asks for one that is not there. */
export const thingsOf = (given: Partial<Things>): Things =>
  new Proxy(given, {
    get: (target, name) => {
      const value = target[name as keyof Things];
      if (value === undefined) throw new Error(`Nobody made ${String(name)} for this case`);
      return value;
    },
  }) as Things;

/** The input of a case about a row. */
export function inputOf(title: string, one: Mutation, row: string, things: Things): object {
  const { on } = declarationNamed(nameOf(title));
  return { ...(on === null ? {} : { [on.id]: row }), ...one.input?.(things) };
}
