import {
  execute,
  GraphQLError,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { asBadInput } from './errors';

export interface ExecutorOptions {
  /** How many compiled operations are kept. */
  readonly entries: number;
  /** How many characters of documents they may stem from, together; compiled code is about 100 times as large. */
  readonly characters: number;
}

/** One operation to run, as Apollo Server hands it over. */
export interface OperationRequest {
  readonly document: DocumentNode;
  readonly source: string;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
  readonly context: unknown;
}

const NOT_COMPILED = Symbol('not compiled');
/** The operations of one document, by name. Apollo Server keeps one document per text. */
type Operations = Map<string | undefined, CompiledQuery | typeof NOT_COMPILED>;

/**
 * graphql-jit's errors never ran GraphQLError's constructor: Apollo would mask every one of them.
 * They are built anew, with what their cause says about itself.
 */
function rebuilt(error: GraphQLError): GraphQLError {
  const original = error.originalError ?? undefined;
  const extensions =
    (original as { extensions?: unknown } | undefined)?.extensions ?? error.extensions;
  const fresh = new GraphQLError(error.message, {
    ...(error.path ? { path: error.path } : {}),
    ...(original ? { originalError: original } : {}),
    extensions: { ...(extensions as Record<string, unknown> | undefined) },
  });
  const { locations } = error;
  if (locations) Object.defineProperty(fresh, 'locations', { value: locations, enumerable: true });
  return fresh;
}

/**
 * Runs operations as compiled code, and falls back to graphql-js for what graphql-jit does not take:
 * an unknown operation name, variables that do not fit, a document that it cannot compile. The
 * fallback is only ever chosen before anything ran, that is while there is no `data` at all: an
 * operation that threw has `data: null`, and a mutation must not run twice.
 */
export class Executor {
  private readonly compiled: LRUCache<DocumentNode, Operations>;

  constructor(
    private readonly schema: GraphQLSchema,
    { entries, characters }: ExecutorOptions,
  ) {
    this.compiled = new LRUCache({ max: entries, maxSize: characters });
  }

  /** How many operations are kept compiled now. */
  get size(): number {
    return this.compiled.size;
  }

  async execute(request: OperationRequest): Promise<ExecutionResult> {
    const compiled = this.compile(request);
    if (compiled === NOT_COMPILED) return this.interpret(request);
    const result = (await compiled.query(
      undefined,
      request.context,
      request.variables,
    )) as ExecutionResult;
    if (result.errors === undefined) return result;
    if (result.data === undefined) return this.interpret(request);
    return { data: result.data, errors: result.errors.map(rebuilt) };
  }

  private compile(request: OperationRequest): CompiledQuery | typeof NOT_COMPILED {
    const { document, source, operationName } = request;
    let operations = this.compiled.get(document);
    if (operations === undefined) {
      operations = new Map();
      this.compiled.set(document, operations, { size: Math.max(source.length, 1) });
    }
    // Names that the document does not have would fill the map; they are not compiled either.
    let compiled = operations.get(operationName);
    if (compiled === undefined) {
      const result = compileQuery(this.schema, document, operationName, {
        customJSONSerializer: false,
      });
      compiled = isCompiledQuery(result) ? result : NOT_COMPILED;
      if (compiled !== NOT_COMPILED || operationName === undefined)
        operations.set(operationName, compiled);
    }
    return compiled;
  }

  private async interpret(request: OperationRequest): Promise<ExecutionResult> {
    const result = await execute({
      schema: this.schema,
      document: request.document,
      contextValue: request.context,
      variableValues: request.variables,
      operationName: request.operationName ?? null,
    });
    // Nothing ran: the variables do not fit, or the operation is none of ours.
    return result.data === undefined && result.errors !== undefined
      ? { errors: result.errors.map(asBadInput) }
      : result;
  }
}
