import {
  GraphQLError,
  introspectionFromSchema,
  SchemaMetaFieldDef,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';
import { LRUCache } from 'lru-cache';
import { DEFAULT_PAGE, LARGEST_PAGE } from './connection';
import { asBadInput } from './errors';

/** A list that is not a connection is small by nature; this many rows are assumed. */
const PLAIN_LIST = 10;

/** The price of `__schema`, which tools ask for in full before they do anything else. */
const SCHEMA_PRICE = 100;

/** What a page can hold; a larger one is refused by the list itself, with better words. */
const pageSize = (args: Readonly<Record<string, unknown>>): number =>
  Math.min(Math.max(Number(args['first'] ?? args['last'] ?? DEFAULT_PAGE), 0), LARGEST_PAGE);

/** Of a list of the introspection, by its name: how long the longest is. */
function longestLists(value: unknown, longest = new Map<string, number>()): Map<string, number> {
  if (typeof value !== 'object' || value === null) return longest;
  for (const [name, part] of Object.entries(value)) {
    if (Array.isArray(part)) longest.set(name, Math.max(part.length, longest.get(name) ?? 0));
    longestLists(part, longest);
  }
  return longest;
}

/**
 * One for every field, times the rows of the page that it hangs under. A connection multiplies what is
 * below it by the page size that was asked for, a list of the introspection by its greatest length.
 *
 * The first `__schema` of an operation has a price of its own, unless it asks for anything under a second
 * name: then its answer is no longer than that of a tool that asks for everything.
 */
function estimator(lengths: () => ReadonlyMap<string, number>): ComplexityEstimator {
  let schemaAsked = false;
  let renamed = false;
  return ({ args, childComplexity, type, field, node }) => {
    const isIntrospection = type.name.startsWith('__');
    renamed ||= isIntrospection && node.alias !== undefined;
    if (field === SchemaMetaFieldDef && !schemaAsked && !renamed) {
      schemaAsked = true;
      return SCHEMA_PRICE;
    }
    const isConnection = /Connection!?$/.test(String(field.type));
    const isRows =
      type.name.endsWith('Connection') && (field.name === 'nodes' || field.name === 'edges');
    if (isConnection) return 1 + childComplexity * pageSize(args);
    if (isRows) return childComplexity;
    const ids: unknown = args['ids'];
    if (Array.isArray(ids)) return 1 + childComplexity * ids.length;
    if (!String(field.type).startsWith('[')) return 1 + childComplexity;
    const length = isIntrospection ? lengths().get(field.name) : undefined;
    return 1 + childComplexity * (length ?? PLAIN_LIST);
  };
}

/** For how many combinations of page sizes the cost of one document is remembered. */
const KNOWN_SIZES = 20;

/** Refuses an operation whose answer could be too large, before anything of it runs. */
export class CostLimit {
  private readonly known = new WeakMap<DocumentNode, LRUCache<string, number>>();
  private lengths: ReadonlyMap<string, number> | undefined;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limit: number,
  ) {}

  /**
   * @throws QUERY_TOO_COMPLEX with the cost and the limit; BAD_USER_INPUT when the variables do not fit.
   */
  check(
    document: DocumentNode,
    operationName: string | undefined,
    variables: Record<string, unknown>,
  ): void {
    let costs = this.known.get(document);
    if (costs === undefined) this.known.set(document, (costs = new LRUCache({ max: KNOWN_SIZES })));
    const key = `${operationName ?? ''}:${sizesOf(variables)}`;
    let cost = costs.get(key);
    if (cost === undefined) {
      cost = this.measure(document, operationName, variables);
      costs.set(key, cost);
    }
    if (cost > this.limit)
      throw new GraphQLError(
        `This query could return ${cost} values, and ${this.limit} are allowed at once. Ask for smaller pages or fewer nested lists.`,
        { extensions: { code: 'QUERY_TOO_COMPLEX', cost, limit: this.limit } },
      );
  }

  private measure(
    document: DocumentNode,
    operationName: string | undefined,
    variables: Record<string, unknown>,
  ): number {
    try {
      return getComplexity({
        schema: this.schema,
        query: document,
        ...(operationName === undefined ? {} : { operationName }),
        variables,
        estimators: [
          estimator(() => (this.lengths ??= longestLists(introspectionFromSchema(this.schema)))),
        ],
      });
    } catch (error) {
      // Refused here as it would be at execution: what cannot be measured does not run.
      throw error instanceof GraphQLError ? asBadInput(error) : error;
    }
  }
}

/** The cost depends on the variables only through page sizes, switches and lengths of lists. */
const sizesOf = (variables: Record<string, unknown>): string =>
  JSON.stringify(
    Object.entries(variables)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => [
        name,
        Array.isArray(value)
          ? { length: value.length }
          : typeof value === 'object' || typeof value === 'string'
            ? typeof value
            : value,
      ]),
  );
