import {
  getVariableValues,
  GraphQLError,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { asBadInput } from './errors';
import type { Introspections } from './introspection';
import { elementsOf, PriceList, type Variables } from './price';

/** How many points one request may cost. */
export interface CostLimits {
  readonly signedIn: number;
  readonly guest: number;
}

/** For how many settings of the variables the price of one document is remembered. */
const KNOWN_SETTINGS = 20;

/** Of the price of an answer about the schema that is known and only sent again. */
const KNOWN_ANSWER = 1 / 10;

/** Says what operations cost before anything of them runs, and keeps it for when they come again. */
export class Costs {
  private readonly known = new WeakMap<OperationDefinitionNode, LRUCache<string, number>>();
  private readonly prices: PriceList;

  constructor(
    schema: GraphQLSchema,
    private readonly introspections: Introspections,
  ) {
    this.prices = new PriceList(schema);
  }

  /**
   * @returns null for variables that do not fit: the executor says which, and runs nothing.
   * @throws BAD_USER_INPUT for arguments that do not fit: what cannot be priced does not run.
   */
  of(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
  ): number | null {
    let prices = this.known.get(operation);
    if (prices === undefined)
      this.known.set(operation, (prices = new LRUCache({ max: KNOWN_SETTINGS })));
    const setting = settingOf(operation, variables);
    let price = prices.get(setting);
    if (price === undefined) {
      const { coerced } = getVariableValues(
        this.prices.schema,
        operation.variableDefinitions ?? [],
        variables,
        { maxErrors: 1 },
      );
      if (coerced === undefined) return null;
      try {
        price = this.prices.priceOf(operation, fragmentsOf(document), coerced);
      } catch (error) {
        throw error instanceof GraphQLError ? asBadInput(error) : error;
      }
      prices.set(setting, price);
    }
    return this.introspections.of(operation) === undefined
      ? price
      : Math.ceil(price * KNOWN_ANSWER);
  }
}

/** Refused, as its price is past the limit of whoever asks. */
export const tooDear = (cost: number, limit: number): GraphQLError =>
  new GraphQLError(
    `This query costs ${cost} points, and at most ${limit} are allowed at once. Request smaller pages, fewer nested lists, fewer counts and searches.`,
    { extensions: { code: 'QUERY_TOO_COMPLEX', cost, limit } },
  );

function fragmentsOf({ definitions }: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of definitions)
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  return fragments;
}

/**
 * What of variables a price depends on: numbers, switches, how many things lists hold, and what is null. What the
 * operation does not declare is not looked at.
 */
const settingOf = (
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Variables,
): string =>
  JSON.stringify(
    variableDefinitions.map(({ variable: { name } }) => {
      if (!Object.hasOwn(given, name.value)) return [];
      const value = given[name.value];
      return [typeof value === 'string' ? '' : isObject(value) ? elementsOf(value) : value];
    }),
  );

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
