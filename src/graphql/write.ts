import type { GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { Arg, Ctx, Info, Mutation, registerEnumType, type ClassType } from 'type-graphql';
import type { RowGrants } from '../domain/people/row-grants';
import type { Call } from './call';
import type { RequestContext } from './context';
import type { Caller, Limit } from './limits';
import type { Outcome } from './outcome';

/** The id of the row that an input names, where it may stand in several places of it. */
type Naming<Input> = (input: Input) => string | null | undefined;

/** What the pipeline must know of a mutation. Who may use it says the permission map. */
export interface WriteDeclaration {
  /** The mutation's field, which is also the action of its audit events. */
  readonly name: string;
  /** Type of the row that it is about, and the input field with its id; null when it is about the caller. */
  readonly on: {
    readonly type: string;
    readonly id: string;
    readonly named?: Naming<never>;
  } | null;
  /** Whether `dryRun` is offered (R65). */
  readonly dryRun: boolean;
  /** Whether the state of the row can forbid it; `viewerCan` then asks the mutation's decider (R64). */
  readonly decided: boolean;
  /** How often it may be called; a dry run counts too. */
  readonly limits: readonly Limit<never>[];
  /** Whether a stranger's password waits for its turn: while too many do, it is refused before it is counted. */
  readonly queues: boolean;
}

/** Runs a mutation: gates, idempotency, transaction, audit, answer. */
export interface WriteRunner {
  run(
    declaration: WriteDeclaration,
    request: { readonly context: WriteContext; readonly info: GraphQLResolveInfo; input: object },
    work: (call: Call) => Promise<Outcome>,
  ): Promise<object>;
  /** The caller's rights on the row that a mutation is about; null when it is out of reach, or there is none. */
  grantsOfTarget(
    mutation: string,
    input: unknown,
    context: RequestContext,
  ): Promise<RowGrants | null>;
}

/** The context of a request that can write. */
export interface WriteContext extends RequestContext {
  readonly writes: WriteRunner;
  /** The header `Idempotency-Key`, or null. */
  readonly idempotencyKey: string | null;
  readonly client: Caller['client'];
}

export interface WriteOptions<Input, Type extends string = string> {
  readonly description: string;
  /** Type of the row that the mutation is about, and the field of the input that holds its id. */
  readonly on: {
    readonly type: Type;
    readonly id: keyof Input & string;
    readonly named?: Naming<Input>;
  } | null;
  readonly dryRun: boolean;
  /** Whether the state of the row can forbid it: `DecisionResolver` must then be given a decider. */
  readonly decided?: boolean;
  readonly limits?: readonly Limit<Input>[];
  readonly queues?: boolean;
}

const declared = new Map<string, WriteDeclaration>();
/** Which class has the mutation of an action. */
const classOf = new Map<string, object>();

/**
 * Every mutation that can be asked about with `viewerCan`, as an enum: `addContact` is `ADD_CONTACT`. What it has is
 * said by `offerActionsOf`.
 */
export const Action: Record<string, string> = {};
export type Action = string;
const actionDescriptions: Record<string, { description: string }> = {};
registerEnumType(Action, {
  name: 'Action',
  description: 'Action on an object, each named after a mutation.',
  valuesConfig: actionDescriptions,
});

/** Has the enum name the mutations of a schema's resolvers, and no other that happens to be loaded. */
export function offerActionsOf(resolvers: ReadonlySet<object>): void {
  for (const action of Object.keys(Action)) delete Action[action];
  for (const [action, { on }] of declared)
    if (on !== null && resolvers.has(classOf.get(action) as object)) Action[action] = action;
}

const actionOf = (name: string): string => name.replace(/[A-Z]/g, '_$&').toUpperCase();

/** The actions on a type of node. */
export const actionsOn = (type: string): Action[] =>
  Object.keys(Action).filter((action) => declared.get(action)?.on?.type === type);

/** The declaration of an action, by its word in the enum. @throws for a word that has none. */
export const declarationOf = (action: Action): WriteDeclaration => {
  const declaration = declared.get(action);
  if (declaration === undefined) throw new Error(`No mutation is called ${action}`);
  return declaration;
};

/** Names of the mutations that the state of a row can forbid. */
export const decidedMutations = (): string[] =>
  [...declared.values()].filter(({ decided }) => decided).map(({ name }) => name);

/** The declaration of a mutation, by its name. @throws for a name that has none. */
export const declarationNamed = (name: string): WriteDeclaration => declarationOf(actionOf(name));

/** `context` is for what concerns the session itself; the business needs the call alone. */
type WriteMethod<Input, Payload extends object> = (
  input: Input,
  call: Call<never>,
  context: never,
) => Promise<Outcome<Payload>>;

/** The type of the row that a method takes its call to be about. */
type TargetOf<Method> = Method extends (input: never, call: infer Given, context: never) => unknown
  ? Given extends Call<infer Target>
    ? Target['__typename']
    : string
  : never;

/**
 * Declares a mutation. The method under it is its service call: it runs past the gates, inside the
 * pipeline, and answers with ids. There is no other way to declare one: a plain `@Mutation` stops the
 * start of the process.
 */
export function Write<
  Input extends object,
  Payload extends object,
  const Type extends string = never,
>(
  input: () => ClassType<Input>,
  payload: () => ClassType<Payload>,
  {
    description,
    on,
    dryRun,
    decided = false,
    limits = [],
    queues = false,
  }: WriteOptions<Input, Type>,
) {
  return <Method extends WriteMethod<Input, Payload>>(
    target: object,
    name: string,
    // What is about no row takes a call of any.
    descriptor: [Type] extends [never]
      ? string extends TargetOf<Method>
        ? TypedPropertyDescriptor<Method>
        : never
      : Type extends TargetOf<Method>
        ? TypedPropertyDescriptor<Method>
        : never,
  ): void => {
    const work = (descriptor as TypedPropertyDescriptor<Method>).value as Method;
    const declaration = { name, on, dryRun, decided, limits, queues };
    const action = actionOf(name);
    declared.set(action, declaration);
    classOf.set(action, target.constructor);
    if (on !== null)
      actionDescriptions[action] = {
        description: `\`${name}\`: its node is of type \`${on.type}\`.`,
      };
    // What type-graphql calls is this; the method itself is called by the pipeline alone.
    (descriptor as TypedPropertyDescriptor<unknown>).value = function (
      this: object,
      given: Input,
      context: unknown,
      info: unknown,
    ) {
      const request = {
        context: context as WriteContext,
        info: info as GraphQLResolveInfo,
        input: given,
      };
      return request.context.writes.run(declaration, request, (call) =>
        // The row is of the type that `on` names.
        work.call(this, given, call as Call<never>, context as never),
      );
    };
    Arg('input', input, { description: 'Input of the mutation.' })(target, name, 0);
    Ctx()(target, name, 1);
    Info()(target, name, 2);
    Mutation(payload, { nullable: true, description })(target, name, descriptor);
  };
}

/** Mutations that go round the pipeline, or say of themselves what their types do not; empty when all is well. */
export function writeProblems(schema: GraphQLSchema): string[] {
  const byName = new Map([...declared.values()].map((one) => [one.name, one]));
  return Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(
    ({ name, args, type }) => {
      const declaration = byName.get(name);
      if (declaration === undefined)
        return [`Mutation.${name} goes round the pipeline: declare it with @Write`];
      const offers = (typeName: string, field: string): boolean => {
        const found = schema.getType(typeName) as { getFields?: () => object } | undefined;
        return field in (found?.getFields?.() ?? {});
      };
      const input = String(args[0]?.type).replace(/!$/, '');
      const problems = [];
      if (offers(input, 'dryRun') !== declaration.dryRun)
        problems.push(`Mutation.${name} and ${input}.dryRun disagree on dry runs`);
      if (offers(String(type), 'effects') !== declaration.dryRun)
        problems.push(`Mutation.${name} and ${String(type)}.effects disagree on dry runs`);
      if (declaration.on !== null && !offers(input, declaration.on.id))
        problems.push(`Mutation.${name} is about ${input}.${declaration.on.id}, which is no field`);
      return problems;
    },
  );
}

/** @throws with every problem in it, so that the process does not start with a way round the pipeline. */
export function assertWrites(schema: GraphQLSchema): void {
  const problems = writeProblems(schema);
  if (problems.length > 0)
    throw new Error(`Mutations and pipeline disagree:\n  ${problems.join('\n  ')}`);
}
