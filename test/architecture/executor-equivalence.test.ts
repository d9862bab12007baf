import { runInThisContext } from 'node:vm';
import fc from 'fast-check';
import {
  execute,
  Kind,
  parse,
  validate,
  type ExecutionResult,
  type GraphQLError,
  type OperationDefinitionNode,
} from 'graphql';
import { asBadInput } from '../../src/graphql/errors';
import { Executor } from '../../src/graphql/execution/executor';
import { Choices, documentOver, variablesFor } from '../support/generated-documents';
import { stubbedSchema, type Watched } from '../support/stubbed-schema';

const RUNS = process.env['KEYHOLD_LONG'] === '1' ? 10_000 : 120;
/** The same document over and over: what is kept of one execution must be right for the next. */
const TIMES = 3;

const schema = stubbedSchema();
// Small enough that plans are dropped and made again.
const executor = new Executor(schema, { plans: 20, fields: 500 });

/** That a row is of a type that it cannot be is ours to mend, and worded in our own way. */
const WRONG_TYPE = /^(Runtime Object type|Abstract type|Field "[^"]*" has a value of type).*/;

const errorText = (error: GraphQLError): unknown => ({
  ...error.toJSON(),
  message: error.message.replace(WRONG_TYPE, 'wrong type'),
  cause: error.originalError?.message.replace(WRONG_TYPE, 'wrong type'),
  kind: error.originalError?.name,
});

const reported = ({ data, errors }: ExecutionResult, { calls }: Watched) => ({
  data: JSON.stringify(data),
  errors: errors?.map(errorText),
  calls,
});

const operationOf = (document: ReturnType<typeof parse>): OperationDefinitionNode =>
  document.definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  ) as OperationDefinitionNode;

/** Rejections that nobody listens to, which end the process. Tests see a copy of it; this is the real one. */
async function unheard(during: () => Promise<void>): Promise<unknown[]> {
  const machine = runInThisContext('process') as NodeJS.Process;
  const listeners = machine.listeners('unhandledRejection');
  const found: unknown[] = [];
  machine.removeAllListeners('unhandledRejection');
  machine.on('unhandledRejection', (reason) => found.push(reason));
  try {
    await during();
    await new Promise(setImmediate);
    return found;
  } finally {
    machine.removeAllListeners('unhandledRejection');
    for (const one of listeners) machine.on('unhandledRejection', one);
  }
}

describe('the executor and graphql-js', () => {
  it('answer the same to generated documents, and ask resolvers the same', async () => {
    const met = { documents: 0, valid: 0, ran: 0, failed: 0, calls: 0 };
    const compare = async (seed: number): Promise<void> => {
      const choices = new Choices(seed);
      const generated = documentOver(schema, choices);
      const document = parse(generated.source);
      const operation = operationOf(document);
      met.documents++;
      if (validate(schema, document).length === 0) met.valid++;
      for (let time = 0; time < TIMES; time++) {
        const variables = variablesFor(choices, generated);
        const here: Watched = { seed: seed + time, calls: [] };
        const there: Watched = { seed: seed + time, calls: [] };
        let ours: ExecutionResult = {};
        let theirs: ExecutionResult = {};
        const lost = await unheard(async () => {
          ours = await executor.execute({ document, operation, variables, context: here });
        });
        // graphql-js leaves promises of list items alone when another item throws at once.
        await unheard(async () => {
          theirs = await execute({
            schema,
            document,
            variableValues: variables,
            contextValue: there,
          });
        });
        met.calls += here.calls.length;
        if (theirs.data !== undefined) met.ran++;
        if (theirs.errors !== undefined) met.failed++;
        const reference =
          theirs.data === undefined ? { errors: theirs.errors?.map(asBadInput) ?? [] } : theirs;
        try {
          expect(reported(ours, here)).toEqual(reported(reference, there));
          expect(lost).toEqual([]);
        } catch (error) {
          const asked = `${generated.source}\n${JSON.stringify(variables)}`;
          throw new Error(`${asked}\n${(error as Error).message}`, { cause: error });
        }
      }
    };
    await fc.assert(fc.asyncProperty(fc.noShrink(fc.integer()), compare), { numRuns: RUNS });
    // What is compared is worth it. Of 10,000 documents two in three are valid; of three executions 2.9 run,
    // 1.8 fail somewhere, and one that runs asks five resolvers. The bounds are far below.
    expect(met.valid).toBeGreaterThan(met.documents * 0.4);
    expect(met.ran).toBeGreaterThan(met.documents * 2);
    expect(met.failed).toBeGreaterThan(met.documents * 0.7);
    expect(met.calls).toBeGreaterThan(met.ran);
  }, 3_600_000);
});
