import type { GraphQLError } from 'graphql';
import type { Actor } from '../domain/access/actor';
import { ownedBy, type RowGrants } from '../domain/access/row-grants';
import { Refusal, type Reason } from '../domain/refusal';
import type { Queries } from '../database/database';
import type { Scope } from '../database/scope';
import type { AuditEntry, Call, Message, Unit } from './call';
import { type Claims, type Held } from './claims';
import type { RequestContext } from './context';
import type { Effect } from './effect.types';
import { callFacts, idempotencyKey, type CallFacts } from './idempotency';
import type { IdCodec } from './ids';
import { inputProblems, secretsIn, tidyInput } from './input';
import type { NodeRow } from './node';
import type { NodeRows } from './node-rows';
import { FormerId, Once, Ref, restoredOutcome, type Json, type Outcome } from './outcome';
import { WorkUnit } from './unit';
import type { UserError } from './user-error';
import {
  declarationNamed,
  type WriteContext,
  type WriteDeclaration,
  type WriteRunner,
} from './write';

/** Who did something, and from where: what all audit events of a call have in common. */
export interface Doer {
  readonly actor: Actor;
  readonly action: string;
  readonly address: string;
  readonly requestId: string;
  readonly now: Date;
}

/** Where audit events go; the composition hands it over. */
export interface AuditStore {
  add(scope: Scope, doer: Doer, entries: readonly AuditEntry[]): Promise<void>;
}

/** Where messages for the outside go; the composition hands it over. */
export interface MessageStore {
  add(
    scope: Scope,
    tx: Queries,
    messages: readonly (Message & { readonly dueAt: Date })[],
  ): Promise<void>;
}

export interface PipelineParts {
  readonly database: Queries;
  readonly claims: Claims;
  readonly ids: IdCodec;
  readonly nodes: NodeRows;
  /** May the actor use this mutation on a row with these grants? Null, or the refusal. */
  readonly gate: (actor: Actor, mutation: string, grants: RowGrants) => GraphQLError | null;
  /** The one answer for what is not there and for what is not the caller's. */
  readonly notFound: (field: readonly string[]) => GraphQLError;
  readonly auditOn: (queries: Queries) => AuditStore;
  readonly messages: MessageStore;
  /** Key of the hashes of inputs. */
  readonly secret: Buffer;
}

/** One call, as far as it does not change while it runs. */
interface Asked {
  readonly declaration: WriteDeclaration;
  readonly context: WriteContext;
  readonly input: object;
  readonly target: NodeRow | null;
}

type Work = (call: Call) => Promise<Outcome>;

/** Undoes a rehearsal, and brings its effects out. */
class Rehearsed extends Error {
  constructor(readonly effects: readonly Effect[]) {
    super('rehearsed');
  }
}

const userErrors = (reasons: readonly Reason[]): UserError[] =>
  reasons.map(({ code, message, field }) => ({
    code,
    message,
    field: field === undefined ? null : ['input', ...field],
  }));

/** The account that a row is counted to: the one through which the actor reaches it. */
const accountOf = ({ OWNER, CUSTOMER, SELLER, PROVIDER }: RowGrants): number | null =>
  (OWNER ?? CUSTOMER ?? SELLER ?? PROVIDER)?.accountId ?? null;

/**
 * The one way of every mutation: gates → claim on the idempotency key → transactions of the service,
 * with audit and outbox rows in them → answer, whose rows are read anew under today's rights.
 */
export class Pipeline implements WriteRunner {
  constructor(private readonly parts: PipelineParts) {}

  async run(
    declaration: WriteDeclaration,
    { context, info, input }: Parameters<WriteRunner['run']>[1],
    work: Work,
  ): Promise<object> {
    const key = idempotencyKey(context.idempotencyKey, info);
    tidyInput(input);
    const call =
      key === null
        ? null
        : callFacts(this.parts.secret, context.actor, key, declaration.name, input);
    const target = await this.target(declaration, context, input);
    // A repeat of what removed its target still gets its answer.
    if (target === 'gone') return this.replayOfGone(declaration, context, call);
    const wrong = inputProblems(input);
    if (wrong.length > 0) return { userErrors: userErrors(wrong) };
    const asked = { declaration, context, input, target };
    if ((input as { readonly dryRun?: boolean | null }).dryRun === true)
      return this.rehearse(asked, work);
    if (call === null) return this.perform(asked, null, work);
    const accountId = target === null ? null : accountOf(target.grants);
    const held = await this.parts.claims.take(context.scope, call, accountId);
    if (typeof held !== 'string') return this.perform(asked, held, work);
    // A twin that waited has read its row before the first call wrote it.
    context.loaders.clear();
    return this.answer(restoredOutcome(held), context);
  }

  async grantsOfTarget(
    mutation: string,
    input: unknown,
    context: RequestContext,
  ): Promise<RowGrants | null> {
    const row = await this.named(declarationNamed(mutation), context, input as object);
    return row?.grants ?? null;
  }

  /** The row that the input names; null when it is out of reach, or the mutation is about none. */
  private async named(
    { on }: WriteDeclaration,
    context: RequestContext,
    input: object,
  ): Promise<NodeRow | null> {
    const id = on && ((input as Record<string, unknown>)[on.id] as string);
    const key = on && id && this.parts.ids.keyOf(on.type, id);
    return on && key ? this.parts.nodes.within(context, on.type, key) : null;
  }

  /** The row that the input names, past the first two gates; null where the mutation has none. */
  private async target(
    declaration: WriteDeclaration,
    context: WriteContext,
    input: object,
  ): Promise<NodeRow | 'gone' | null> {
    const { name, on } = declaration;
    if (on === null) return null;
    const row = await this.named(declaration, context, input);
    if (row === null) return 'gone';
    const refused = this.parts.gate(context.actor, name, row.grants);
    if (refused !== null) throw refused;
    return row;
  }

  private async replayOfGone(
    { name, on }: WriteDeclaration,
    context: WriteContext,
    call: CallFacts | null,
  ): Promise<object> {
    const settled = call && (await this.parts.claims.settled(context.scope, call));
    const grants = ownedBy(context.actor, settled?.accountId ?? null);
    if (!settled || this.parts.gate(context.actor, name, grants) !== null)
      throw this.parts.notFound(['input', on?.id ?? '']);
    return this.answer(restoredOutcome(settled.answer), context);
  }

  private async perform(asked: Asked, held: Held | null, work: Work): Promise<object> {
    const { context } = asked;
    const call = new RunningCall(asked, this.parts, this.parts.database, held);
    try {
      const outcome = await work(call);
      if (!call.committed) throw new Error(`${asked.declaration.name} ended without a commit`);
      // What was read before the write may not be answered after it.
      context.loaders.clear();
      return await this.answer(outcome, context);
    } catch (error) {
      // Whether the last COMMIT stood is not known: the claim stays, and tells a repeat later on.
      if (
        held !== null &&
        !call.committed &&
        !(error instanceof Error && error.name === 'CommitUnknown')
      )
        await this.parts.claims.release(context.scope, held);
      context.loaders.clear();
      if (error instanceof Refusal) return { userErrors: userErrors(error.reasons) };
      throw error;
    }
  }

  /** The same call in a transaction that never stands (R65). */
  private async rehearse(asked: Asked, work: Work): Promise<object> {
    try {
      return await this.parts.database.transaction(async (tx) => {
        const call = new RunningCall(asked, this.parts, tx, null, true);
        await work(call);
        throw new Rehearsed(call.effects);
      });
    } catch (error) {
      if (error instanceof Rehearsed) return { effects: error.effects, userErrors: [] };
      if (error instanceof Refusal) return { userErrors: userErrors(error.reasons) };
      throw error;
    }
  }

  /** The payload that an outcome stands for: its rows as they are now, as far as the caller may have them. */
  private async answer(outcome: Outcome, context: WriteContext): Promise<object> {
    const { userErrors: reasons = [], ...fields } = outcome;
    const values = await Promise.all(
      Object.entries(fields).map(async ([field, value]) => {
        if (value instanceof Ref) {
          const row = await this.parts.nodes.find(context, value.type, value.key);
          return [field, row instanceof Error ? null : row];
        }
        if (value instanceof FormerId) return [field, this.parts.ids.encode(value.type, value.key)];
        return [field, value instanceof Once ? value.value : value];
      }),
    );
    return { ...Object.fromEntries(values), userErrors: userErrors(reasons) } as object;
  }
}

/** A call while its service works. */
class RunningCall implements Call {
  readonly scope: Scope;
  readonly actor: Actor;
  readonly now: Date;
  readonly attempt: Json;
  readonly effects: Effect[] = [];
  committed = false;
  private lastAttempt: Json;

  constructor(
    private readonly asked: Asked,
    private readonly parts: PipelineParts,
    private readonly database: Queries,
    private readonly held: Held | null,
    readonly rehearsal = false,
  ) {
    const { scope, actor, now } = asked.context;
    this.scope = scope;
    this.actor = actor;
    this.now = now;
    this.attempt = held?.attempt ?? null;
    this.lastAttempt = this.attempt;
  }

  get target(): NodeRow {
    if (this.asked.target === null)
      throw new Error(`${this.asked.declaration.name} is about no row`);
    return this.asked.target;
  }

  async prepare<Result>(
    work: (unit: Unit, record: (attempt: Json) => void) => Promise<Result>,
  ): Promise<Result> {
    const [result, attempt] = await this.transaction(async (unit) => {
      // A step that writes down nothing keeps what an earlier one did; the claim is asked in any case.
      let attempt = this.lastAttempt;
      const result = await work(unit, (given) => (attempt = given));
      if (this.held !== null)
        await this.parts.claims.record(unit.tx, this.scope, this.held, attempt);
      return [result, attempt] as const;
    });
    this.lastAttempt = attempt;
    return result;
  }

  async commit<Came extends Outcome>(work: (unit: Unit) => Promise<Came>): Promise<Came> {
    if (this.committed) throw new Error('A call is committed once');
    const outcome = await this.transaction(async (unit) => {
      const came = await work(unit);
      if (unit.entries.length === 0)
        throw new Error(`${this.asked.declaration.name} left no audit event (R61)`);
      if (this.held !== null) await this.parts.claims.settle(unit.tx, this.scope, this.held, came);
      return came;
    });
    this.committed = true;
    return outcome;
  }

  private async transaction<Result>(work: (unit: WorkUnit) => Promise<Result>): Promise<Result> {
    const secrets = secretsIn(this.asked.input);
    const { declaration, context } = this.asked;
    let effects: Effect[] = [];
    const result = await this.database.transaction(async (tx) => {
      const unit = new WorkUnit(tx);
      const came = await work(unit);
      unit.assertNoSecret(secrets);
      const doer = {
        actor: this.actor,
        action: declaration.name,
        address: context.client.address,
        requestId: context.requestId,
        now: this.now,
      };
      if (unit.entries.length > 0) await this.parts.auditOn(tx).add(this.scope, doer, unit.entries);
      if (unit.messages.length > 0)
        await this.parts.messages.add(
          this.scope,
          tx,
          unit.messages.map((message) => ({ ...message, dueAt: this.now })),
        );
      if (this.rehearsal) effects = unit.effects(this.parts.ids);
      return came;
    });
    this.effects.push(...effects);
    return result;
  }
}
