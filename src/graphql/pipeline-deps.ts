import type { GraphQLError } from 'graphql';
import type { Actor } from '../domain/people/actor';
import type { RowGrants } from '../domain/people/row-grants';
import type { Queries } from '../database/database';
import type { Scope } from '../database/scope';
import type { AuditEntry, Message } from './call';
import type { Claims } from './claims';
import type { IdCodec } from './ids';
import type { ExactSpellings } from './input-values';
import type { Caller, Limiter } from './limits';
import type { NodeRow } from './node';
import type { NodeRows } from './node-rows';
import type { WriteContext, WriteDeclaration } from './write';

/** Who did something, and from where: what all audit events of a call have in common. */
export interface ActorInfo {
  readonly actor: Actor;
  readonly action: string;
  /** Null for jobs. */
  readonly address: string | null;
  readonly requestId: string;
  readonly now: Date;
}

/** Where audit events go; the composition hands it over. */
export interface AuditStore {
  add(scope: Scope, actorInfo: ActorInfo, entries: readonly AuditEntry[]): Promise<void>;
}

/** Where messages for the outside go; the composition hands it over. */
export interface MessageStore {
  add(
    scope: Scope,
    tx: Queries,
    messages: readonly (Message & { readonly dueAt: Date })[],
  ): Promise<void>;
}

export interface PipelineDeps {
  readonly database: Queries;
  readonly claims: Claims;
  /** For how many milliseconds the answer of a mutation is kept for its repeats. */
  readonly keyLife: (mutation: string) => number;
  readonly ids: IdCodec;
  readonly nodes: NodeRows;
  /** May the actor use this mutation on a row with these grants? Null, or the refusal. */
  readonly gate: (actor: Actor, mutation: string, grants: RowGrants) => GraphQLError | null;
  /** The one answer for what is not there and for what is not the caller's. */
  readonly notFound: (actor: Actor, field: readonly string[]) => GraphQLError;
  readonly auditOn: (queries: Queries) => AuditStore;
  readonly messages: MessageStore;
  readonly limiter: Limiter;
  /** Refuses, before anything is counted, a stranger's password that would find no turn. @throws RATE_LIMITED. */
  readonly refuseWithoutTurn: (input: object, caller: Caller) => Promise<void>;
  readonly exactSpellings: ExactSpellings;
  /** Told when messages were written and stand: whoever delivers them need not wait. */
  readonly wakeOutbox: () => void;
  /** Key of the hashes of inputs. */
  readonly secret: Buffer;
}

/** One call, as far as it does not change while it runs. */
export interface MutationRequest {
  readonly declaration: WriteDeclaration;
  readonly context: WriteContext;
  readonly input: object;
  readonly target: NodeRow | null;
}
