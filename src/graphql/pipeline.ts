import { ownedBy, type RowGrants } from '../domain/people/row-grants';
import { Refusal, type Reason } from '../domain/refusal';
import type { Call } from './call';
import type { HeldClaim } from './claims';
import type { RequestContext } from './context';
import { callFacts, idempotencyKey, type CallFacts } from './idempotency';
import { inputProblems, settleEmails, tidyInput } from './input-values';
import { tooOften } from './limits';
import type { NodeRow } from './node';
import {
  DeletedId,
  OneTimeSecret,
  plainFields,
  RowRef,
  RefusalWith,
  restoredOutcome,
  type Outcome,
  type OutcomeValue,
} from './outcome';
import type { MutationRequest, PipelineDeps } from './pipeline-deps';
import { RunningCall } from './running-call';
import type { UserError } from './user-error';
import {
  declarationNamed,
  type WriteContext,
  type WriteDeclaration,
  type WriteRunner,
} from './write';

type Work = (call: Call) => Promise<Outcome>;

const userErrors = (reasons: readonly Reason[]): UserError[] =>
  reasons.map(({ code, message, field }) => ({
    code,
    message,
    field: field === undefined ? null : ['input', ...field],
  }));

/** Whether the field that names the target is null: that is said, as of any other field. */
const namesNothing = ({ on }: WriteDeclaration, input: object): boolean =>
  on !== null && (input as Record<string, unknown>)[on.id] === null;

/**
 * The one way of every mutation: gates → claim on the idempotency key → transactions of the service,
 * with audit and outbox rows in them → answer, whose rows are read anew under today's rights.
 */
export class Pipeline implements WriteRunner {
  constructor(private readonly deps: PipelineDeps) {}

  async run(
    declaration: WriteDeclaration,
    { context, info, input }: Parameters<WriteRunner['run']>[1],
    work: Work,
  ): Promise<object> {
    const key = idempotencyKey(context.idempotencyKey, info);
    tidyInput(input);
    await settleEmails(input, this.deps.exactSpellings);
    await this.count(declaration, context, input);
    const call =
      key === null ? null : callFacts(this.deps.secret, context, key, declaration.name, input);
    const target = await this.target(declaration, context, input);
    // A repeat of what removed its target still gets its answer.
    if (target === 'gone' && !namesNothing(declaration, input))
      return this.replayOfGone(declaration, context, call);
    const wrong = inputProblems(input);
    if (wrong.length > 0) return { userErrors: userErrors(wrong) };
    if (target === 'gone') throw new Error(`${declaration.name} takes null for what it is about`);
    const asked = { declaration, context, input, target };
    if ((input as { readonly dryRun?: boolean | null }).dryRun === true)
      return this.dryRun(asked, work);
    if (call === null) return this.perform(asked, null, work);
    // What can be removed belongs to one account; its repeat asks for the rights there (`replayOfGone`).
    const accountId = target?.grants.OWNER?.accountId ?? null;
    const life = this.deps.keyLife(declaration.name);
    const held = await this.deps.claims.take(context.scope, call, accountId, life);
    if (typeof held !== 'string') return this.perform(asked, held, work);
    // A twin that waited has read its row before the first call wrote it.
    context.loaders.clear();
    return this.answer(restoredOutcome(held), context);
  }

  /** Counts the call, and every one of a document with many. @throws RATE_LIMITED. */
  private async count(
    { name, limits, queues }: WriteDeclaration,
    context: WriteContext,
    input: object,
  ): Promise<void> {
    if (queues) await this.deps.refuseWithoutTurn(input, context);
    for (const limit of limits) {
      const value = limit.of(input as never, context);
      if (value === null) continue;
      const counted = `${name}.${limit.by}`;
      const wait = await this.deps.limiter.count(counted, value, limit);
      if (wait === null) continue;
      const spared = limit.spared?.(input as never, context);
      if (spared && (await this.deps.limiter.isMarked(`${counted}.spared`, spared))) continue;
      throw tooOften(wait);
    }
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
    const id =
      on && (on.named ? on.named(input as never) : (input as Record<string, string>)[on.id]);
    return on && id !== null && id !== undefined
      ? this.deps.nodes.named(context, on.type, id)
      : null;
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
    const refused = this.deps.gate(context.actor, name, row.grants);
    if (refused !== null) throw refused;
    return row;
  }

  private async replayOfGone(
    { name, on }: WriteDeclaration,
    context: WriteContext,
    call: CallFacts | null,
  ): Promise<object> {
    const settled = call && (await this.deps.claims.settled(context.scope, call));
    const grants = ownedBy(context.actor, settled?.accountId ?? null);
    if (!settled || this.deps.gate(context.actor, name, grants) !== null)
      throw this.deps.notFound(context.actor, ['input', on?.id ?? '']);
    return this.answer(restoredOutcome(settled.answer), context);
  }

  private async perform(
    asked: MutationRequest,
    held: HeldClaim | null,
    work: Work,
  ): Promise<object> {
    const { context } = asked;
    const call = new RunningCall(asked, this.deps, this.deps.database, held);
    try {
      const outcome = await work(call);
      this.assertCommitted(call, asked);
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
        // Should this fail too, the claim runs out by itself; what went wrong first is what is told.
        await this.deps.claims.release(context.scope, held).catch(() => undefined);
      context.loaders.clear();
      if (error instanceof Refusal) return this.refused(error, context);
      throw error;
    }
  }

  private assertCommitted(call: RunningCall, { declaration }: MutationRequest): void {
    if (!call.committed) throw new Error(`${declaration.name} ended without a commit`);
  }

  /** The same call in a transaction that never stands (R65): no row of it is there to be answered. */
  private async dryRun(asked: MutationRequest, work: Work): Promise<object> {
    const { context } = asked;
    try {
      return await this.deps.database.dryRun(async (tx) => {
        const call = new RunningCall(asked, this.deps, tx, null, true);
        const outcome = await work(call);
        this.assertCommitted(call, asked);
        return { ...plainFields(outcome), effects: call.effects, userErrors: [] };
      });
    } catch (error) {
      if (error instanceof Refusal) return this.refused(error, context);
      throw error;
    }
  }

  private async refused(refusal: Refusal, context: WriteContext): Promise<object> {
    const shown = refusal instanceof RefusalWith ? await this.answer(refusal.fields, context) : {};
    return { ...shown, userErrors: userErrors(refusal.reasons) };
  }

  /** The payload that an outcome stands for: its rows as they are now, as far as the caller may have them. */
  private async answer(outcome: Outcome, context: WriteContext): Promise<object> {
    const { userErrors: reasons = [], ...fields } = outcome;
    const values = (await this.shown(fields, context)) as object;
    return { ...values, userErrors: userErrors(reasons) };
  }

  private async shown(value: OutcomeValue, context: WriteContext): Promise<unknown> {
    if (value instanceof RowRef) {
      const row = await this.deps.nodes.find(context, value.type, value.key);
      return row instanceof Error ? null : row;
    }
    if (value instanceof DeletedId) return this.deps.ids.encode(value.type, value.key);
    if (value instanceof OneTimeSecret) return value.value;
    if (Array.isArray(value))
      return Promise.all(value.map((one: OutcomeValue) => this.shown(one, context)));
    if (typeof value !== 'object' || value === null) return value;
    const shown = Object.entries(value).map(async ([name, one]) => [
      name,
      await this.shown(one, context),
    ]);
    return Object.fromEntries((await Promise.all(shown)) as [string, unknown][]);
  }
}
