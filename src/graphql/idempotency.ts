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
import type { Queries } from '../database/database';
import type { Scope } from '../database/scope';
import { badInput } from './errors';
import { credentialsIn, isSecret, secretsIn } from './input-values';
import type { Caller } from './limits';

/** For one field of a document with several mutations. */
export const IDEMPOTENT = new GraphQLDirective({
  name: 'idempotent',
  description:
    'Idempotency key of one mutation: a repeat with the same key and input returns the first result. Keys are kept for 24 hours, and for 30 days for mutations that buy, pay, resell, lease or bill. A document with a single mutation can send the header `Idempotency-Key` instead.',
  locations: [DirectiveLocation.FIELD],
  args: {
    key: {
      type: new GraphQLNonNull(GraphQLString),
      description: 'Any text that is unique to this call, such as a UUID; 1 to 255 characters.',
    },
  },
});

/** How long a key is remembered, in milliseconds … */
export const KEY_LIFE = 24 * 3_600_000;
/** … and one of a call with money, which somebody may repeat who was offline for days. */
export const MONEY_KEY_LIFE = 30 * KEY_LIFE;
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
  /** Somebody else could have sent the same: what tells a secret is then answered once, and kept for nobody. */
  readonly anybodys?: boolean;
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
    throw badInput(`An idempotency key must have 1 to ${LONGEST_KEY} characters.`);
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
      `The header Idempotency-Key is for a document with one mutation, and this one has ${fields.size}; use @idempotent(key: "…") on each.`,
    );
}

const isGiven = (_of: object, _name: string, value: unknown): boolean => value !== undefined;

/** The same input has the same text, whatever the order of its fields; of those that are left in. */
function canonical(value: unknown, isIn = isGiven): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Date) return value ?? null;
  if (Array.isArray(value)) return value.map((one) => canonical(one, isIn));
  return Object.entries(value)
    .filter(([name, one]) => isIn(value, name, one))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, one]) => [name, canonical(one, isIn)]);
}

/**
 * Whose key it is. Whoever is not signed in is known by what they send: by a credential, wherever they are; else by
 * where they are and what they want, but for the secrets, which a repeat must have as well. So nobody meets the keys
 * of others behind the same address.
 */
function ownerOf(
  secret: Buffer,
  { actor, client }: Pick<Caller, 'actor' | 'client'>,
  mutation: string,
  input: object,
): Pick<CallFacts, 'actor' | 'anybodys'> {
  switch (actor.kind) {
    case 'user':
      return { actor: `user:${actor.userId}` };
    case 'token':
      return { actor: `token:${actor.tokenId}` };
    case 'anonymous': {
      const hashed = (value: unknown): string =>
        createHmac('sha256', secret).update(JSON.stringify(value)).digest('base64url');
      const credentials = credentialsIn(input);
      if (credentials.length > 0) return { actor: `with:${hashed(credentials)}` };
      const open = canonical(
        input,
        (of, name, value) => value !== undefined && !isSecret(of, name),
      );
      return {
        actor: `at:${hashed([client.address, mutation, open])}`,
        anybodys: secretsIn(input).length === 0,
      };
    }
  }
}

/**
 * What a call is known by. The input's hash is keyed: a password that somebody sent cannot be guessed
 * from it.
 */
export function callFacts(
  secret: Buffer,
  caller: Pick<Caller, 'actor' | 'client'>,
  key: string,
  mutation: string,
  input: object,
): CallFacts {
  return {
    ...ownerOf(secret, caller, mutation, input),
    keyHash: hash('sha256', key, 'buffer'),
    mutation,
    inputHash: createHmac('sha256', secret)
      .update(JSON.stringify([mutation, canonical(input)]))
      .digest(),
  };
}

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
