import { createHmac, hash } from 'node:crypto';
import {
  DirectiveLocation,
  GraphQLDirective,
  GraphQLNonNull,
  GraphQLString,
  getDirectiveValues,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Actor } from '../domain/access/actor';
import type { Queries } from '../database/database';
import type { Scope } from '../database/scope';
import { badInput } from './errors';

/** For one field of a document with several mutations. */
export const IDEMPOTENT = new GraphQLDirective({
  name: 'idempotent',
  description:
    'Idempotency key of one mutation (R60): a repeat with the same key and input within 24 hours returns the first answer. A document with a single mutation can send the header `Idempotency-Key` instead.',
  locations: [DirectiveLocation.FIELD],
  args: {
    key: {
      type: new GraphQLNonNull(GraphQLString),
      description: 'Any text that only this call has, such as a UUID; 1 to 255 characters.',
    },
  },
});

/** How long a key is remembered, in milliseconds. */
export const KEY_LIFE = 24 * 3_600_000;
/** How long a call may run before somebody who repeats it may take over, in milliseconds. */
export const CLAIM_LIFE = 60_000;

const LONGEST_KEY = 255;

/** Names one call: who calls, and the hash of their key. */
export interface CallKey {
  readonly actor: string;
  readonly keyHash: Buffer;
}

/** What a first call and its repeats must have in common. */
export interface CallFacts extends CallKey {
  readonly mutation: string;
  readonly inputHash: Buffer;
}

export interface NewClaim extends CallFacts {
  readonly accountId: number | null;
  readonly token: string;
  readonly now: Date;
  readonly until: Date;
  readonly expiresAt: Date;
}

export type Claim =
  | { readonly kind: 'claimed'; readonly attempt: string | null }
  | { readonly kind: 'settled'; readonly answer: string }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'busy' };

/** A call that was answered. */
export interface Settled {
  readonly accountId: number | null;
  readonly answer: string;
}

/** Where claims are kept; the composition hands it over. */
export interface IdempotencyStore {
  /** Takes the key, or says why not. In a transaction of its own. */
  claim(scope: Scope, claim: NewClaim): Promise<Claim>;
  /** The answer of an earlier call that had the same input, or null. */
  settled(scope: Scope, call: CallFacts, now: Date): Promise<Settled | null>;
  /** Writes down what to resume from, and extends the claim. @returns whether it still stood. */
  record(scope: Scope, key: CallKey, token: string, attempt: string, until: Date): Promise<boolean>;
  /** Writes the answer. @returns whether the claim still stood. */
  settle(scope: Scope, key: CallKey, token: string, answer: string, now: Date): Promise<boolean>;
  /** Forgets a call that wrote nothing. */
  release(scope: Scope, key: CallKey, token: string): Promise<void>;
}
export type IdempotencyStoreOn = (queries: Queries) => IdempotencyStore;

/** The key of this field of the document, or null. @throws BAD_USER_INPUT for one that cannot be used. */
export function idempotencyKey(header: string | null, info: GraphQLResolveInfo): string | null {
  // A field that is selected twice runs once, and may have its key at either place.
  const given = info.fieldNodes
    .map((node) => getDirectiveValues(IDEMPOTENT, node, info.variableValues))
    .find((values) => values !== undefined);
  const key = given === undefined ? header : (given['key'] as string);
  if (key !== null && (key.length === 0 || key.length > LONGEST_KEY))
    throw badInput(`An idempotency key has 1 to ${LONGEST_KEY} characters.`);
  return key;
}

function* rootFields(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Generator<string> {
  for (const one of selections) {
    if (one.kind === Kind.FIELD) yield one.alias?.value ?? one.name.value;
    else if (one.kind === Kind.INLINE_FRAGMENT) yield* rootFields(one.selectionSet, fragments);
    else {
      const fragment = fragments.get(one.name.value);
      if (fragment) yield* rootFields(fragment.selectionSet, fragments);
    }
  }
}

/** One header cannot be the key of two mutations. @throws BAD_USER_INPUT before anything runs. */
export function checkHeader(document: DocumentNode, operation: OperationDefinitionNode): void {
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  const fields = new Set(rootFields(operation.selectionSet, fragments));
  if (operation.operation === OperationTypeNode.MUTATION && fields.size > 1)
    throw badInput(
      `The header Idempotency-Key is for a document with one mutation, and this one has ${fields.size}; write @idempotent(key: "…") on each.`,
    );
}

/** Whose key it is. Whoever is not signed in shares no keys with those at other addresses. */
function ownerOf(actor: Actor, address: string): string {
  switch (actor.kind) {
    case 'user':
      return `user:${actor.userId}`;
    case 'token':
      return `token:${actor.tokenId}`;
    case 'anonymous':
      return `at:${hash('sha256', address, 'base64url')}`;
  }
}

/** The same input has the same text, whatever the order of its fields. */
function canonical(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Date) return value ?? null;
  if (Array.isArray(value)) return value.map(canonical);
  return Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, one]) => [name, canonical(one)]);
}

/**
 * What a call is known by. The input's hash is keyed: a password that somebody sent cannot be guessed
 * from it.
 */
export const callFacts = (
  secret: Buffer,
  { actor, client }: { readonly actor: Actor; readonly client: { readonly address: string } },
  key: string,
  mutation: string,
  input: object,
): CallFacts => ({
  actor: ownerOf(actor, client.address),
  keyHash: hash('sha256', key, 'buffer'),
  mutation,
  inputHash: createHmac('sha256', secret)
    .update(JSON.stringify([mutation, canonical(input)]))
    .digest(),
});

/** Another input under the same key (R60). */
export const conflict = (): GraphQLError =>
  new GraphQLError(
    'This idempotency key was used for another call. Use a new key for a new call, and the same input for a repeat.',
    { extensions: { code: 'IDEMPOTENCY_CONFLICT' } },
  );

/** The first call is still running. */
export const inProgress = (): GraphQLError =>
  new GraphQLError('The first call with this idempotency key is still running; repeat it later.', {
    extensions: { code: 'IDEMPOTENCY_IN_PROGRESS' },
  });
