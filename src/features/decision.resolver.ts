import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Reason } from '../domain/refusal';
import { ActionDecision, Decision } from '../graphql/decision.types';
import { LooksAt } from '../graphql/looks';
import { Node, type NodeRow } from '../graphql/node';
import { Action, actionsOn, decidedMutations, declarationOf } from '../graphql/write';
import { AccessDenied } from '../permissions/access-denied';
import { authorize } from '../permissions/authorize';
import type { Context } from './context';

/** Why a mutation would be refused: for a state, or for a permission that what hangs on the row asks for. */
type Refused = Reason | AccessDenied;
/** Does the state of a row allow a mutation? What it needs to know comes in batches (gate 3). */
export type Decider = (row: never, context: Context) => Promise<Refused | null> | Refused | null;

/** Rows that the deciders of all actions look at, as far as they are told. */
const ALL_ACTIONS = 2_000;

const YES: Decision = {
  allowed: true,
  reason: null,
  message: null,
  missingPermission: null,
  grantableBy: null,
};

const deniedBy = ({ denial, message }: AccessDenied): Decision => ({
  allowed: false,
  reason: denial.code,
  message,
  missingPermission: denial.missingPermission,
  grantableBy: denial.grantableBy,
});

/** What the viewer may do to a node: asked of the same rules, and the same `decide`, as the mutation. */
@Resolver(() => Node)
export class DecisionResolver {
  /**
   * @param deciders By mutation; one that any state allows has none.
   * @throws when a mutation that a state can forbid has none, or another one has.
   */
  constructor(private readonly deciders: Readonly<Record<string, Decider>>) {
    const [asked, given] = [decidedMutations().sort(), Object.keys(deciders).sort()];
    if (asked.join() !== given.join())
      throw new Error(
        `Deciders are for ${asked.join(', ')}; given are those of ${given.join(', ')}`,
      );
  }

  @FieldResolver(() => Decision, {
    description: 'Whether the viewer may perform this action on the object now, and if not, why.',
  })
  async viewerCan(
    @Root() row: NodeRow,
    @Arg('action', () => Action, { description: 'The action.' }) action: Action,
    @Ctx() context: Context,
  ): Promise<Decision> {
    return this.decide(row, action, context);
  }

  @LooksAt({ always: ALL_ACTIONS })
  @FieldResolver(() => [ActionDecision], {
    description:
      'All actions on the object, each with whether the viewer may perform it now: what `viewerCan` says of each, in one go.',
  })
  viewerActions(@Root() row: NodeRow, @Ctx() context: Context): Promise<ActionDecision[]> {
    const actions = actionsOn(row.__typename);
    return Promise.all(
      actions.map(async (action) => ({
        action,
        decision: await this.decide(row, action, context),
      })),
    );
  }

  private async decide(row: NodeRow, action: Action, context: Context): Promise<Decision> {
    const { name, on } = declarationOf(action);
    if (on?.type !== row.__typename)
      return {
        ...YES,
        allowed: false,
        reason: 'NOT_APPLICABLE',
        message: `${name} does not apply to a ${row.__typename}.`,
      };
    const denied = authorize(context.actor, 'Mutation', name, row.grants);
    if (denied !== null) return deniedBy(new AccessDenied(denied));
    const reason = await this.deciders[name]?.(row as never, context);
    if (reason instanceof AccessDenied) return deniedBy(reason);
    return reason === undefined || reason === null
      ? YES
      : { ...YES, allowed: false, reason: reason.code, message: reason.message };
  }
}
