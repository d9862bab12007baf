import type { Actor } from '../domain/people/actor';
import type { Queries } from '../database/database';
import type { Scope } from '../database/scope';
import type { Call, Unit } from './call';
import type { HeldClaim } from './claims';
import type { Effect } from './effect.types';
import { secretsIn } from './input-values';
import type { NodeRow } from './node';
import type { JsonValue, Outcome } from './outcome';
import type { MutationRequest, PipelineDeps } from './pipeline-deps';
import type { WorkUnit } from './unit';
import { runUnit } from './unit-of-work';

/** A call while its service works. */
export class RunningCall implements Call {
  readonly scope: Scope;
  readonly actor: Actor;
  readonly now: Date;
  readonly attempt: JsonValue;
  readonly effects: Effect[] = [];
  committed = false;
  private lastAttempt: JsonValue;
  /** What steps of this call have made so far, as `type key`. */
  private readonly made = new Set<string>();

  constructor(
    private readonly asked: MutationRequest,
    private readonly deps: PipelineDeps,
    private readonly database: Queries,
    private readonly held: HeldClaim | null,
    readonly dryRun = false,
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

  async row(type: string, id: string, field: readonly string[]): Promise<NodeRow> {
    const { context, declaration } = this.asked;
    const row = await this.deps.nodes.named(context, type, id);
    if (row === null) throw this.deps.notFound(this.actor, ['input', ...field]);
    const refused = this.deps.gate(this.actor, declaration.name, row.grants);
    if (refused !== null) throw refused;
    return row;
  }

  async visible(type: string, id: string, field: readonly string[]): Promise<NodeRow> {
    const row = await this.deps.nodes.visible(this.asked.context, type, id);
    if (row === null) throw this.deps.notFound(this.actor, ['input', ...field]);
    if (row instanceof Error) throw row;
    return row;
  }

  async prepare<Result>(
    work: (unit: Unit, record: (attempt: JsonValue) => void) => Promise<Result>,
  ): Promise<Result> {
    const [result, attempt] = await this.transaction(async (unit, kept) => {
      // A step that writes down nothing keeps what an earlier one did; the claim is asked in any case.
      let attempt = this.lastAttempt;
      const result = await work(unit, (given) => (attempt = given));
      kept(attempt);
      if (this.held !== null)
        await this.deps.claims.record(unit.tx, this.scope, this.held, attempt);
      return [result, attempt] as const;
    });
    this.lastAttempt = attempt;
    return result;
  }

  async commit<Came extends Outcome>(work: (unit: Unit) => Promise<Came>): Promise<Came> {
    if (this.committed) throw new Error('A call is committed once');
    const outcome = await this.transaction(async (unit, kept) => {
      const came = await work(unit);
      kept(came);
      if (unit.entries.length === 0)
        throw new Error(`${this.asked.declaration.name} left no audit event`);
      if (this.held !== null) await this.deps.claims.settle(unit.tx, this.scope, this.held, came);
      return came;
    });
    this.committed = true;
    return outcome;
  }

  async withoutWrite<Came extends Outcome>(outcome: Came): Promise<Came> {
    if (this.committed) throw new Error('A call is committed once');
    const { held } = this;
    if (held !== null)
      await this.database.transaction((tx) =>
        this.deps.claims.settle(tx, this.scope, held, outcome),
      );
    this.committed = true;
    return outcome;
  }

  /** @param work tells `kept` what will be kept beside audit and outbox, to be looked through for secrets. */
  private async transaction<Result>(
    work: (unit: WorkUnit, kept: (value: unknown) => void) => Promise<Result>,
  ): Promise<Result> {
    const { declaration, context, input } = this.asked;
    let effects: Effect[] = [];
    const result = await runUnit(this.database, this.deps, {
      scope: this.scope,
      actorInfo: () => ({
        actor: this.actor,
        action: declaration.name,
        address: context.client.address,
        requestId: context.requestId,
        now: this.now,
      }),
      secrets: secretsIn(input),
      dryRun: this.dryRun,
      work,
      done: (unit) => {
        if (this.dryRun) effects = unit.effects(this.deps.ids, this.made);
      },
    });
    this.effects.push(...effects);
    return result;
  }
}
