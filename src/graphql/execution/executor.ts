import {
  getVariableValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { asBadInput } from '../errors';
import { Introspections } from '../introspection';
import { Plan, type Fragments } from './plan';
import { Run } from './run';

export interface ExecutorOptions {
  /** How many plans are kept. */
  readonly plans: number;
  /** How many fields they have together. */
  readonly fields: number;
}

/** One operation to run, as Apollo Server hands it over. */
export interface OperationRequest {
  readonly document: DocumentNode;
  /** The operation of the document. */
  readonly operation: OperationDefinitionNode;
  readonly variables: Record<string, unknown>;
  readonly context: unknown;
}

/** What an operation is planned from. Apollo Server keeps one document per text. */
interface KnownOperation {
  readonly number: number;
  readonly fragments: Fragments;
  /** Names of the variables that `@skip` and `@include` look at. */
  readonly switches: readonly string[];
}

/** No more errors about variables are told at once. */
const MOST_VARIABLE_ERRORS = 50;

/**
 * Runs operations. They are answered as graphql-js would answer them; what it works out anew for each row is
 * kept with the operation (`Plan`).
 */
export class Executor {
  private readonly operations = new WeakMap<OperationDefinitionNode, KnownOperation>();
  private readonly plans: LRUCache<string, Plan>;
  private seen = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    { plans, fields }: ExecutorOptions,
    private readonly introspections = new Introspections(),
  ) {
    this.plans = new LRUCache({ max: plans, maxSize: fields });
  }

  /** How many fields are kept planned now. */
  get size(): number {
    return this.plans.calculatedSize;
  }

  /** Without `data` when nothing ran: the variables do not fit. */
  async execute({
    document,
    operation,
    variables: given,
    context,
  }: OperationRequest): Promise<ExecutionResult> {
    const introspected = this.introspections.of(operation);
    if (introspected !== undefined) return introspected;
    const type = this.schema.getRootType(operation.operation);
    if (!type) throw new Error(`The schema has no ${operation.operation}`);
    const { coerced: variables, errors: misfits } = getVariableValues(
      this.schema,
      operation.variableDefinitions ?? [],
      given,
      { maxErrors: MOST_VARIABLE_ERRORS },
    );
    if (variables === undefined) return { errors: misfits.map(asBadInput) };
    const known = this.know(document, operation);
    const key = [known.number, ...known.switches.map((name) => String(variables[name]))].join();
    let plan = this.plans.get(key);
    if (plan === undefined) {
      plan = new Plan(this.schema, known.fragments, operation);
      this.plans.set(key, plan, { size: 1 });
    }
    const planned = plan.size;
    const run = new Run(plan, context, variables);
    const data = await run.data(type);
    if (plan.size !== planned) {
      // A size is only looked at when something is put in.
      this.plans.delete(key);
      this.plans.set(key, plan, { size: plan.size });
    }
    const { list: errors } = run.errors;
    if (errors.length > 0) return { data, errors };
    this.introspections.keep(operation, known.fragments, { data });
    return { data };
  }

  private know(document: DocumentNode, operation: OperationDefinitionNode): KnownOperation {
    let known = this.operations.get(operation);
    if (known === undefined) {
      known = {
        number: this.seen++,
        fragments: fragmentsOf(document),
        switches: switchesOf(document),
      };
      this.operations.set(operation, known);
    }
    return known;
  }
}

function fragmentsOf(document: DocumentNode): Fragments {
  const fragments = Object.create(null) as Fragments;
  for (const one of document.definitions)
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments[one.name.value] = one;
  return fragments;
}

function switchesOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given = [] }) {
      if (name.value !== GraphQLSkipDirective.name && name.value !== GraphQLIncludeDirective.name)
        return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
