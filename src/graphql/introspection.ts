import {
  introspectionFromSchema,
  Kind,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';

/** As many tools as ask one service for its schema. */
const KNOWN_ANSWERS = 20;

/**
 * Answers about the schema, which are the same for everybody. Tools ask the same question again and again, and it is the
 * longest that anybody may ask.
 */
export class Introspections {
  private readonly answers = new LRUCache<OperationDefinitionNode, ExecutionResult>({
    max: KNOWN_ANSWERS,
  });

  /** The answer to an operation that was run before; Apollo Server keeps one document per text. */
  of(operation: OperationDefinitionNode): ExecutionResult | undefined {
    return this.answers.get(operation);
  }

  keep(
    operation: OperationDefinitionNode,
    fragments: Readonly<Record<string, FragmentDefinitionNode>>,
    answer: ExecutionResult,
  ): void {
    const { selectionSet, variableDefinitions = [] } = operation;
    if (answer.errors === undefined && variableDefinitions.length === 0)
      if (asksForSchemaAlone(selectionSet, fragments)) this.answers.set(operation, answer);
  }
}

function asksForSchemaAlone(
  { selections }: SelectionSetNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): boolean {
  return selections.every((one) => {
    if (one.kind === Kind.FIELD) return one.name.value.startsWith('__');
    const part = one.kind === Kind.INLINE_FRAGMENT ? one : fragments[one.name.value];
    return part !== undefined && asksForSchemaAlone(part.selectionSet, fragments);
  });
}

/** How many elements the lists of the introspection have, by the name of the list. */
export class Introspected {
  private readonly lists = new Map<string, { elements: number; longest: number }>();
  private readonly types: number;
  private readonly fields: number;

  constructor(schema: GraphQLSchema) {
    const { __schema: introspected } = introspectionFromSchema(schema);
    this.look(introspected);
    this.types = introspected.types.length;
    this.fields = this.lists.get('fields')?.elements ?? 1;
  }

  readonly longest = (list: string): number => this.lists.get(list)?.longest ?? 0;

  /** Over all types that are told, or, of arguments, over all fields. */
  readonly average = (list: string): number =>
    (this.lists.get(list)?.elements ?? 0) / (list === 'args' ? this.fields : this.types);

  private look(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, part] of Object.entries(value)) {
      if (Array.isArray(part)) {
        const { elements = 0, longest = 0 } = this.lists.get(name) ?? {};
        this.lists.set(name, {
          elements: elements + part.length,
          longest: Math.max(longest, part.length),
        });
      }
      this.look(part);
    }
  }
}
