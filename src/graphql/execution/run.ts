import {
  getArgumentValues,
  GraphQLError,
  isObjectType,
  locatedError,
  OperationTypeNode,
  responsePathAsArray,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type ResponsePath,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect';
import { FieldErrors } from './field-errors';
import type { FieldPlan, Plan, Shape, Variables } from './plan';

type Path = ResponsePath;
type Row = Readonly<Record<string, unknown>>;
type Arguments = Record<string, unknown>;
type Method = (args: Arguments, context: unknown, info: GraphQLResolveInfo) => unknown;

/** An object of the answer. It inherits nothing, so that every alias, `__proto__` too, is its own. */
type Answer = Record<string, unknown>;
// Objects of a constructor stay fast where those of Object.create(null) do not.
const Answer = function () {} as unknown as new () => Answer;
Object.assign(Answer, { prototype: Object.create(null) as object });

const isObject = (value: unknown): value is object =>
  typeof value === 'object' ? value !== null : typeof value === 'function';

const NO_ROW: Row = Object.freeze({});
const rowOf = (value: unknown): Row => (isObject(value) ? (value as Row) : NO_ROW);

const isPromise = (value: unknown): value is Promise<unknown> =>
  isObject(value) && typeof (value as { then?: unknown }).then === 'function';

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' &&
  typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] === 'function';

const nameOf = ({ parent, field }: FieldPlan): string => `${parent.name}.${field.name}`;

const pathOf = ({ key, parent }: FieldPlan, above: Path | undefined): Path => ({
  prev: above,
  key,
  typename: parent.name,
});

/** Puts the values in the place of their promises. */
async function whenAll(answer: Answer, keys: readonly string[]): Promise<Answer> {
  const values = await Promise.all(keys.map((key) => answer[key]));
  keys.forEach((key, index) => {
    answer[key] = values[index];
  });
  return answer;
}

/**
 * One execution of an operation, step by step as graphql-js does it, so that answers and errors are the
 * same in the same order. What does not depend on the row is in the plan; arguments are worked out once,
 * by graphql-js; a leaf has a path only when somebody asks for it.
 */
export class Run {
  readonly errors = new FieldErrors();
  private readonly arguments = new Map<FieldPlan, Arguments>();

  constructor(
    private readonly plan: Plan,
    private readonly context: unknown,
    private readonly variables: Variables,
  ) {}

  /** The answer; null when something failed that may not be null. */
  async data(type: GraphQLObjectType): Promise<Answer | null> {
    try {
      const fields = this.plan.rootFields(type, this.variables);
      return await (this.plan.operation.operation === OperationTypeNode.MUTATION
        ? this.inTurn(fields)
        : this.fields(fields, undefined, undefined));
    } catch (error) {
      this.errors.add(error as GraphQLError, undefined);
      return null;
    }
  }

  private async inTurn(fields: readonly FieldPlan[]): Promise<Answer> {
    const answer = new Answer();
    for (const one of fields) answer[one.key] = await this.field(one, undefined, undefined);
    return answer;
  }

  private fields(
    fields: readonly FieldPlan[],
    value: unknown,
    above: Path | undefined,
  ): Answer | Promise<Answer> {
    const answer = new Answer();
    let waiting: string[] | undefined;
    try {
      for (const one of fields) {
        const completed = this.field(one, value, above);
        answer[one.key] = completed;
        if (isPromise(completed)) (waiting ??= []).push(one.key);
      }
    } catch (error) {
      if (waiting === undefined) throw error;
      // What was begun is waited for: should it fail too, somebody has to hear of it.
      return whenAll(answer, waiting).finally(() => {
        throw error;
      });
    }
    return waiting === undefined ? answer : whenAll(answer, waiting);
  }

  private field(one: FieldPlan, row: unknown, above: Path | undefined): unknown {
    const { field, shape } = one;
    let path: Path | undefined;
    try {
      let value: unknown;
      if (field.resolve !== undefined) {
        path = pathOf(one, above);
        value = field.resolve(row, this.argumentsOf(one), this.context, this.infoOf(one, path));
      } else {
        value = rowOf(row)[field.name];
        if (one.plainText && typeof value === 'string') return value;
        if (shape.leaf && typeof value !== 'function' && !isPromise(value))
          return this.complete(one, shape, undefined, value);
        path = pathOf(one, above);
        if (typeof value === 'function')
          value = (value as Method).call(
            row,
            this.argumentsOf(one),
            this.context,
            this.infoOf(one, path),
          );
      }
      return this.settle(one, shape, path, value);
    } catch (error) {
      return this.fail(error, one, shape, path ?? pathOf(one, above));
    }
  }

  /** A value, or the promise of one, made into what is answered. @throws what makes it null. */
  private settle(one: FieldPlan, shape: Shape, path: Path, value: unknown): unknown {
    const completed = isPromise(value)
      ? value.then((resolved) => this.complete(one, shape, path, resolved))
      : this.complete(one, shape, path, value);
    return isPromise(completed)
      ? completed.then(undefined, (error: unknown) => this.fail(error, one, shape, path))
      : completed;
  }

  /** @throws the error where there may be no null: then what is above becomes null. */
  private fail(raw: unknown, { nodes }: FieldPlan, shape: Shape, path: Path): null {
    const error = locatedError(raw, nodes, responsePathAsArray(path));
    if (shape.kind === 'nonNull') throw error;
    this.errors.add(error, path);
    return null;
  }

  /** `path` is undefined for leaves alone, which need none. */
  private complete(one: FieldPlan, shape: Shape, path: Path | undefined, value: unknown): unknown {
    if (value instanceof Error) throw value;
    if (shape.kind === 'nonNull') {
      const completed = this.complete(one, shape.of, path, value);
      if (completed === null)
        throw new Error(`Cannot return null for non-nullable field ${nameOf(one)}.`);
      return completed;
    }
    if (value === null || value === undefined) return null;
    if (shape.kind === 'leaf') {
      const leaf: unknown = shape.type.serialize(value);
      if (leaf === null || leaf === undefined)
        throw new Error(`${shape.type.name} made nothing of ${inspect(value)}.`);
      return leaf;
    }
    const at = path as Path;
    if (shape.kind === 'list') return this.list(one, shape.of, at, value);
    const type = shape.kind === 'object' ? shape.type : this.typeOf(one, shape.type, at, value);
    return this.fields(this.plan.fieldsBelow(one, type, this.variables), value, at);
  }

  private list(one: FieldPlan, of: Shape, above: Path, value: unknown): unknown {
    if (!isIterable(value))
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${nameOf(one)}".`);
    let pending = false;
    const items: unknown[] = [];
    try {
      for (const item of value) {
        const completed = this.item(one, of, above, items.length, item);
        items.push(completed);
        pending ||= isPromise(completed);
      }
    } catch (error) {
      // Whatever the items still promise, somebody has to hear of its failing.
      void Promise.allSettled([...items, ...value]);
      throw error;
    }
    return pending ? Promise.all(items) : items;
  }

  private item(one: FieldPlan, of: Shape, prev: Path, key: number, item: unknown): unknown {
    let path: Path | undefined;
    try {
      if (of.leaf && !isPromise(item)) return this.complete(one, of, undefined, item);
      path = { prev, key, typename: undefined };
      return this.settle(one, of, path, item);
    } catch (error) {
      return this.fail(error, one, of, path ?? { prev, key, typename: undefined });
    }
  }

  private typeOf(
    one: FieldPlan,
    abstract: GraphQLAbstractType,
    path: Path,
    row: unknown,
  ): GraphQLObjectType {
    const { schema } = this.plan;
    const name: unknown = abstract.resolveType?.(
      row,
      this.context,
      this.infoOf(one, path),
      abstract,
    );
    const type = typeof name === 'string' ? schema.getType(name) : undefined;
    if (!isObjectType(type) || !schema.isSubType(abstract, type))
      throw new GraphQLError(
        `Field "${nameOf(one)}" has a value of type ${inspect(name)}, which is no ${abstract.name}.`,
        { nodes: one.nodes },
      );
    return type;
  }

  /** A copy for each row, of values that graphql-js worked out once. @throws when they do not fit. */
  private argumentsOf(one: FieldPlan): Arguments {
    if (one.field.args.length === 0) return {};
    let values = this.arguments.get(one);
    if (values === undefined) {
      values = getArgumentValues(one.field, one.nodes[0] as FieldNode, this.variables);
      this.arguments.set(one, values);
    }
    return { ...values };
  }

  private infoOf({ field, nodes, parent }: FieldPlan, path: Path): GraphQLResolveInfo {
    const { schema, fragments, operation } = this.plan;
    return {
      fieldName: field.name,
      fieldNodes: nodes,
      returnType: field.type,
      parentType: parent,
      path,
      schema,
      fragments,
      rootValue: undefined,
      operation,
      variableValues: this.variables,
    };
  }
}
