import {
  GraphQLError,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  execute,
  parse,
} from 'graphql';
import { Executor } from '../../src/graphql/executor';

let calls = 0;
const failure = () => {
  calls++;
  throw new GraphQLError('refused', {
    extensions: { code: 'FORBIDDEN', missingPermission: 'RESELLER' },
  });
};
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      sum: {
        type: new GraphQLNonNull(GraphQLInt),
        args: {
          a: { type: new GraphQLNonNull(GraphQLInt), defaultValue: 40 },
          b: { type: new GraphQLNonNull(GraphQLInt) },
        },
        resolve: (_root, { a, b }: { a: number; b: number }) => a + b,
      },
      refused: { type: GraphQLString, resolve: failure },
      list: {
        type: new GraphQLList(GraphQLString),
        resolve: () => ['x', new GraphQLError('gone', { extensions: { code: 'NOT_FOUND' } })],
      },
      broken: {
        type: GraphQLString,
        resolve: () => {
          throw new TypeError('a secret inside');
        },
      },
    },
  }),
  mutation: new GraphQLObjectType({
    name: 'Mutation',
    fields: {
      fails: { type: GraphQLString, resolve: failure },
      mustNotFail: { type: new GraphQLNonNull(GraphQLString), resolve: failure },
      works: {
        type: GraphQLString,
        resolve: () => {
          calls++;
          return 'done';
        },
      },
    },
  }),
});

const executor = new Executor(schema, { entries: 10, characters: 10_000 });
const run = (source: string, variables: Record<string, unknown> = {}, operationName?: string) =>
  executor.execute({ document: parse(source), source, variables, operationName, context: {} });
const reference = (
  source: string,
  variables: Record<string, unknown> = {},
  operationName?: string,
) =>
  execute({
    schema,
    document: parse(source),
    variableValues: variables,
    operationName: operationName ?? null,
    contextValue: {},
  });

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('compiled execution', () => {
  beforeEach(() => {
    calls = 0;
  });

  it.each<[string, string, Record<string, unknown>?, string?]>([
    ['a plain query', '{ sum(b: 2) }'],
    ['variables', 'query ($b: Int!) { sum(b: $b) }', { b: 2 }],
    [
      'an omitted variable of a non-null argument with a default',
      'query ($a: Int, $b: Int!) { sum(a: $a, b: $b) }',
      { b: 2 },
    ],
    ['a variable of the wrong type', 'query ($b: Int!) { sum(b: $b) }', { b: 'two' }],
    ['a missing variable', 'query ($b: Int!) { sum(b: $b) }'],
    ['one of two operations', 'query A { sum(b: 1) } query B { sum(b: 2) }', {}, 'B'],
    ['an operation that is not there', 'query A { sum(b: 1) }', {}, 'C'],
    ['two operations and no name', 'query A { sum(b: 1) } query B { sum(b: 2) }'],
    ['a refusal', '{ refused }'],
    ['errors among the items of a list', '{ list }'],
    ['an error that is no GraphQLError', '{ broken }'],
    ['a failing mutation between two others', 'mutation { a: works fails b: works }'],
    [
      'skip and include',
      'query ($no: Boolean!) { sum(b: 2) @skip(if: $no) refused @include(if: $no) }',
      { no: true },
    ],
  ])('%s is answered as graphql-js does', async (...[, source, variables, operationName]) => {
    const answer = plain(await run(source, variables, operationName));
    const { data, errors } = await reference(source, variables, operationName);
    // Where nothing ran it is the client's to mend, and says so; graphql-js knows no codes.
    const code = (error: GraphQLError) =>
      data === undefined
        ? {
            ...error.toJSON(),
            // The value itself is left out: it may be a password.
            message: error.message.replace(/ "two"; (.*): "two"$/, '; $1.'),
            extensions: { code: 'BAD_USER_INPUT' },
          }
        : error;
    expect(answer).toEqual(plain({ data, errors: errors?.map(code) }));
  });

  it('an error keeps its code, message, path and place, as a real GraphQLError', async () => {
    const { errors } = await run('{ refused }');
    expect(errors?.[0]).toBeInstanceOf(GraphQLError);
    expect(plain(errors?.[0])).toEqual({
      message: 'refused',
      path: ['refused'],
      locations: [{ line: 1, column: 3 }],
      extensions: { code: 'FORBIDDEN', missingPermission: 'RESELLER' },
    });
  });

  it.each(['fails', 'mustNotFail'])(
    'a mutation that throws (%s) runs once, not again in the fallback',
    async (name) => {
      await run(`mutation { ${name} }`);
      expect(calls).toBe(1);
    },
  );

  it('keeps no more compiled operations than its bounds allow, by number and by size', async () => {
    const bounded = new Executor(schema, { entries: 5, characters: 200 });
    const send = (source: string) =>
      bounded.execute({
        document: parse(source),
        source,
        variables: {},
        operationName: undefined,
        context: {},
      });
    for (let n = 10; n < 60; n++) await send(`{ a${n}: sum(b: 1) }`);
    expect(bounded.size).toBe(5);
    for (let n = 10; n < 60; n++) await send(`{ ${'long'.repeat(25)}${n}: sum(b: 1) }`);
    expect(bounded.size).toBe(1);
  });
});
