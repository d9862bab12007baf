import {
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { getFieldDef } from 'graphql/execution/execute';
import { DEFAULT_PAGE, LARGEST_PAGE } from './connection';
import { Introspected } from './introspection';
import type { Looks } from './looks';
import { TypeConditions } from './type-conditions';

/*
 * A point is a value of the answer, or a hundred rows that the database looks at for it. What has to be looked at as a whole
 * is taken to have 100,000 rows, unless its field says otherwise; nothing is read to find out.
 */

const LARGEST_LIST = 100_000;
const ROWS_OF_A_POINT = 100;

/** What is asked of the store by a field, for all its parents at once. */
const STATEMENT = 5;
/** A transaction of many statements. */
const MUTATION = 100;
/** One more thing in an argument: it is looked up. */
const ELEMENT = 10;
/** One more input object of a mutation: it is written. */
const WRITTEN = 10;

/** A list that is not a connection is small by nature; this many rows are assumed. */
const PLAIN_LIST = 10;

/** What is told of the schema is there already. */
const INTROSPECTED_VALUE = 1 / 4;
/** How often a type has another within it: most lists and what is never null have one, or two. */
const WRAPPED = 1 / 2;

/** Arguments that say which part of a list is read, not what is looked for in it. */
const OF_PAGES = new Set(['first', 'after', 'last', 'before', 'orderBy']);

type Arguments = Readonly<Record<string, unknown>>;
type Field = GraphQLField<unknown, unknown>;
export type Variables = Readonly<Record<string, unknown>>;

interface Price {
  /** For every row above. */
  readonly each: number;
  /** However many rows are above: they are served together. */
  readonly once: number;
  /** Whether the list that this is a page of is counted. */
  readonly counted: boolean;
}
const NOTHING: Price = { each: 0, once: 0, counted: false };

const plus = (one: Price, other: Price): Price => ({
  each: one.each + other.each,
  once: one.once + other.once,
  counted: one.counted || other.counted,
});
const larger = (one: Price, other: Price): Price => ({
  each: Math.max(one.each, other.each),
  once: Math.max(one.once, other.once),
  counted: one.counted || other.counted,
});

/** What a page can hold; a larger one is refused by the list itself, with better words. */
const pageSize = (args: Arguments): number =>
  Math.min(Math.max(Number(args['first'] ?? args['last'] ?? DEFAULT_PAGE), 0), LARGEST_PAGE);

/** How many things the lists in a value hold together, at whatever depth, and how many of them are objects. */
export function elementsOf(value: unknown): { readonly all: number; readonly objects: number } {
  let [all, objects] = [0, 0];
  // One after the other: a client may nest its variables as deep as it likes.
  const open: unknown[] = [value];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one !== 'object' || one === null) continue;
    const isList = Array.isArray(one);
    const values: readonly unknown[] = isList ? (one as unknown[]) : Object.values(one);
    if (isList) all += values.length;
    for (const part of values) {
      if (typeof part !== 'object') continue;
      if (isList && !Array.isArray(part)) objects++;
      open.push(part);
    }
  }
  return { all, objects };
}

const isConnectionType = (type: GraphQLCompositeType): boolean => type.name.endsWith('Connection');

/** What belongs to a page, and asks the store for nothing of its own. */
const isOfPage = ({ name }: GraphQLCompositeType): boolean => /(Connection|Edge)$/.test(name);

/** What operations of one schema cost, in points, by what they ask for; nothing is read for it. */
export class PriceList {
  private lists: Introspected | undefined;

  constructor(readonly schema: GraphQLSchema) {}

  /** @throws GraphQLError when the arguments of a field do not fit. */
  priceOf(
    operation: OperationDefinitionNode,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    variables: Variables,
  ): number {
    const root = this.schema.getRootType(operation.operation);
    if (!root) return 0;
    const writes = operation.operation === OperationTypeNode.MUTATION;
    const { each, once } = new Pricing(this, fragments, variables, writes).ofSelection(
      operation.selectionSet,
      root,
    );
    return Math.ceil(each + once);
  }

  /** How long the lists of the introspection are. */
  get introspected(): Introspected {
    return (this.lists ??= new Introspected(this.schema));
  }
}

/** One operation, with its variables. What stands in a fragment is priced once for each type that it is of. */
class Pricing {
  private readonly known = new Map<SelectionSetNode, Map<GraphQLCompositeType, Price>>();
  /** The same below `__schema { types`, where every type comes once. */
  private readonly knownOnce: typeof this.known = new Map();
  private readonly conditions: TypeConditions;
  private everyTypeOnce = false;
  /** By the value: many fields may take the same variable. */
  private readonly elements = new WeakMap<object, number>();

  constructor(
    private readonly list: PriceList,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly variables: Variables,
    private readonly writes: boolean,
  ) {
    this.conditions = new TypeConditions(list.schema, fragments);
  }

  ofSelection(set: SelectionSetNode, type: GraphQLCompositeType): Price {
    const known = this.everyTypeOnce ? this.knownOnce : this.known;
    let byType = known.get(set);
    if (byType === undefined) {
      byType = new Map<GraphQLCompositeType, Price>();
      known.set(set, byType);
    }
    let price = byType.get(type);
    if (price === undefined) {
      price = isObjectType(type) ? this.ofObject(set, type) : this.ofAbstract(set, type);
      byType.set(type, price);
    }
    return price;
  }

  /** That of the dearest type that it can be. */
  private ofAbstract(set: SelectionSetNode, type: GraphQLAbstractType): Price {
    const named = this.conditions.namedIn(set, type);
    let others = 0;
    return this.list.schema
      .getPossibleTypes(type)
      .filter(({ name }) => named.has(name) || others++ === 0)
      .map((one) => this.ofSelection(set, one))
      .reduce(larger, NOTHING);
  }

  private ofObject({ selections }: SelectionSetNode, type: GraphQLObjectType): Price {
    let price = NOTHING;
    for (const one of selections) {
      if (!this.isWanted(one)) continue;
      if (one.kind === Kind.FIELD) {
        const field = getFieldDef(this.list.schema, type, one);
        if (field) price = plus(price, this.ofField(one, field, type));
        continue;
      }
      const part = one.kind === Kind.INLINE_FRAGMENT ? one : this.fragments.get(one.name.value);
      if (part !== undefined && this.conditions.applies(part.typeCondition?.name.value, type))
        price = plus(price, this.ofSelection(part.selectionSet, type));
    }
    return price;
  }

  private ofField(node: FieldNode, field: Field, parent: GraphQLObjectType): Price {
    const returned = getNamedType(field.type);
    if (returned.name.startsWith('__') && node.selectionSet !== undefined)
      return this.ofIntrospection(node.selectionSet, field, returned as GraphQLObjectType, parent);
    const below =
      node.selectionSet !== undefined && isCompositeType(returned)
        ? this.ofSelection(node.selectionSet, returned)
        : NOTHING;
    if (parent.name.startsWith('__')) return { ...NOTHING, each: INTROSPECTED_VALUE };
    const args = field.args.length === 0 ? {} : getArgumentValues(field, node, this.variables);
    return {
      each: 1 + this.ofArguments(args) + below.each * this.rowsOf(field, args, parent),
      once: below.once + this.askedOnce(field, args, parent, below.counted),
      counted: isConnectionType(parent) && field.name === 'totalCount',
    };
  }

  private ofIntrospection(
    set: SelectionSetNode,
    field: Field,
    type: GraphQLObjectType,
    parent: GraphQLObjectType,
  ): Price {
    const before = this.everyTypeOnce;
    if (type.name === '__Type')
      this.everyTypeOnce = parent.name === '__Schema' && field.name === 'types';
    const { each } = this.ofSelection(set, type);
    this.everyTypeOnce = before;
    const { introspected } = this.list;
    const times = isListType(getNullableType(field.type))
      ? (before ? introspected.average : introspected.longest)(field.name)
      : field.name === 'ofType'
        ? WRAPPED
        : 1;
    return { ...NOTHING, each: INTROSPECTED_VALUE + each * times };
  }

  /** How many rows come for one that it hangs under. */
  private rowsOf(field: Field, args: Arguments, parent: GraphQLObjectType): number {
    const type = getNullableType(field.type);
    if (isConnectionType(getNamedType(type) as GraphQLCompositeType)) return pageSize(args);
    // The page has told how many there are.
    if (!isListType(type) || isConnectionType(parent)) return 1;
    if (Array.isArray(args['ids'])) return args['ids'].length;
    return 'first' in args ? pageSize(args) : PLAIN_LIST;
  }

  private ofArguments(args: Arguments): number {
    let count = 0;
    for (const value of Object.values(args)) {
      if (typeof value !== 'object' || value === null) continue;
      let elements = this.elements.get(value);
      if (elements === undefined) {
        const { all, objects } = elementsOf(value);
        this.elements.set(value, (elements = this.writes ? all + objects * (WRITTEN - 1) : all));
      }
      count += elements;
    }
    return count * ELEMENT;
  }

  /** Statements, and the rows that they look at beyond those that are answered. */
  private askedOnce(
    field: Field,
    args: Arguments,
    parent: GraphQLObjectType,
    counted: boolean,
  ): number {
    const { looks = {} } = field.extensions as { readonly looks?: Looks };
    const { always = 0, searched = LARGEST_LIST, counted: count = LARGEST_LIST } = looks;
    const returned = getNamedType(field.type);
    const rows = (looked: number): number => Math.max(always, looked) / ROWS_OF_A_POINT;
    if (!isCompositeType(returned) || isOfPage(parent)) return rows(0);
    if (!isConnectionType(returned))
      return rows(0) + (parent === this.list.schema.getMutationType() ? MUTATION : STATEMENT);
    const isSearch = Object.entries(args).some(
      ([name, value]) => !OF_PAGES.has(name) && value !== null && value !== undefined,
    );
    return (
      STATEMENT +
      rows(isSearch ? searched : 0) +
      (counted ? STATEMENT + rows(isSearch ? searched : count) : 0)
    );
  }

  private isWanted(node: SelectionNode): boolean {
    if (node.directives === undefined || node.directives.length === 0) return true;
    const variables = this.variables as Record<string, unknown>;
    return (
      getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] !== true &&
      getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false
    );
  }
}
