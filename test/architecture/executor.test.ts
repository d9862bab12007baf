import {
  buildSchema,
  execute,
  getOperationAST,
  GraphQLError,
  parse,
  type ExecutionResult,
  type GraphQLObjectType,
} from 'graphql';
import { Executor } from '../../src/graphql/execution/executor';

/** What `change` was asked with, each time. */
let asked: unknown[] = [];
/** The same as plain objects: those of graphql-js inherit nothing. */
const copied = (value: unknown): unknown =>
  typeof value !== 'object' || value === null
    ? value
    : Array.isArray(value)
      ? value.map(copied)
      : Object.fromEntries(Object.entries(value).map(([name, one]) => [name, copied(one)]));
const schema = buildSchema(`
  input Change { name: String vat: String count: Int = 1 tags: [String] inner: Change }
  type Query {
    sum(a: Int! = 40, b: Int!): Int!
    refused: String
    list: [String]
    some: [Int!]
    broken: String
    self: Query!
  }
  type Mutation { change(input: Change!): String fails: String mustNotFail: String! }
`);
const failure = () => {
  asked.push('failed');
  throw new GraphQLError('refused', {
    extensions: { code: 'FORBIDDEN', missingPermission: 'RESELLER' },
  });
};
const RESOLVERS: Readonly<
  Record<string, Readonly<Record<string, (...given: never[]) => unknown>>>
> = {
  Query: {
    sum: (_root, { a, b }: { a: number; b: number }) => a + b,
    refused: failure,
    list: () => ['x', new GraphQLError('gone', { extensions: { code: 'NOT_FOUND' } })],
    some: () => [
      Promise.reject(new Error('late')),
      'no number',
      Promise.reject(new Error('later')),
    ],
    broken: () => {
      throw new TypeError('a secret inside');
    },
    self: () => ({}),
  },
  Mutation: {
    change: (_root, { input }: { input: unknown }) => {
      asked.push(input);
      return 'done';
    },
    fails: failure,
    mustNotFail: failure,
  },
};
for (const [type, fields] of Object.entries(RESOLVERS))
  for (const [name, resolve] of Object.entries(fields)) {
    const field = (schema.getType(type) as GraphQLObjectType).getFields()[name];
    if (field) field.resolve = resolve as NonNullable<typeof field.resolve>;
  }

const executor = new Executor(schema, { plans: 10, fields: 1_000 });
const runBy = (
  by: Executor,
  source: string,
  variables: Record<string, unknown> = {},
  name?: string,
): Promise<ExecutionResult> => {
  const document = parse(source);
  const operation = getOperationAST(document, name);
  if (!operation) throw new Error('There is no such operation');
  return by.execute({ document, operation, variables, context: {} });
};
const run = (source: string, variables?: Record<string, unknown>, name?: string) =>
  runBy(executor, source, variables, name);

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('executing operations', () => {
  beforeEach(() => {
    asked = [];
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
    ['a refusal', '{ refused }'],
    ['errors among the items of a list', '{ list }'],
    ['an error that is no GraphQLError', '{ broken }'],
    [
      'a failing mutation between two others',
      'mutation { a: change(input: {}) fails b: change(input: {}) }',
    ],
    [
      'skip and include',
      'query ($no: Boolean!) { sum(b: 2) @skip(if: $no) refused @include(if: $no) }',
      { no: true },
    ],
  ])('%s is answered as graphql-js does', async (...[, source, variables, name]) => {
    const answer = plain(await run(source, variables, name));
    const { data, errors } = await execute({
      schema,
      document: parse(source),
      variableValues: variables ?? {},
      operationName: name ?? null,
      contextValue: {},
    });
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

  it.each([
    [{}, { count: 1, tags: [null], inner: { count: 1 } }],
    [{ name: 'N' }, { name: 'N', count: 1, tags: ['N'], inner: { name: 'N', count: 1 } }],
    [{ vat: null }, { vat: null, count: 1, tags: [null], inner: { count: 1 } }],
    [{ count: null }, { count: null, tags: [null], inner: { count: null } }],
    [
      { name: null, vat: 'V', count: 2 },
      { name: null, vat: 'V', count: 2, tags: [null], inner: { name: null, count: 2 } },
    ],
  ])(
    'absent is absent and null is null, however deep a variable stands: %j',
    async (given, input) => {
      const { errors } = await run(
        `mutation ($name: String, $vat: String, $count: Int) {
        change(input: { name: $name, vat: $vat, count: $count, tags: [$name], inner: { name: $name, count: $count } })
      }`,
        given,
      );
      expect(errors).toBeUndefined();
      expect(copied(asked)).toStrictEqual([input]);
    },
  );

  it('null for a variable that stands where there must be a value is refused, and nothing is called', async () => {
    const source = 'query ($b: Int = 3) { self { sum(b: $b) } }';
    expect(plain(await run(source))).toEqual({ data: { self: { sum: 43 } } });
    const { data, errors } = await run(source, { b: null });
    expect(data).toBeNull();
    expect(errors?.map(({ message }) => message)).toEqual([
      'Argument "b" of non-null type "Int!" must not be null.',
    ]);
  });

  it('a fragment that is left out at one place is there at another', async () => {
    const source = `query ($no: Boolean!) { ...F @skip(if: $no) self { ...F } again: self { ...F @include(if: $no) } }
      fragment F on Query { sum(b: 1) }`;
    for (const [no, data] of [
      [true, { self: { sum: 41 }, again: { sum: 41 } }],
      [false, { sum: 41, self: { sum: 41 }, again: {} }],
    ])
      expect(plain(await run(source, { no }))).toEqual({ data });
  });

  it('any alias is a name like another', async () => {
    const { data } = await run(
      '{ __proto__: sum(b: 1) self { self_: self { b: sum(b: 2) } } self_self_: sum(b: 3) }',
    );
    expect(JSON.stringify(data)).toBe('{"__proto__":41,"self":{"self_":{"b":42}},"self_self_":43}');
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

  it('what fails is told once, with what is null because of it', async () => {
    const { data, errors } = await run('{ some }');
    expect(plain(data)).toEqual({ some: null });
    expect(errors?.map(({ path }) => path)).toEqual([['some', 1]]);
  });

  it.each(['fails', 'mustNotFail'])('a mutation that throws (%s) runs once', async (name) => {
    await run(`mutation { ${name} }`);
    expect(asked).toEqual(['failed']);
  });

  it('keeps no more plans than its bounds allow, by number and by size', async () => {
    const bounded = new Executor(schema, { plans: 5, fields: 20 });
    for (let n = 10; n < 60; n++) await runBy(bounded, `{ a${n}: sum(b: 1) }`);
    expect(bounded.size).toBe(5);
    const many = Array.from({ length: 15 }, (_, n) => `a${n}: sum(b: 1)`).join(' ');
    for (let n = 10; n < 20; n++) await runBy(bounded, `{ a: self { ${many} } }`);
    expect(bounded.size).toBe(16);
    // One that is larger than all that may be kept is run, and forgotten.
    const { data } = await runBy(bounded, `{ a: self { ${many} } b: self { ${many} } }`);
    expect(Object.keys(data ?? {})).toEqual(['a', 'b']);
    expect(bounded.size).toBeLessThanOrEqual(20);
    // A switch that is set in another way is another plan.
    const switched = new Executor(schema, { plans: 5, fields: 20 });
    const source = 'query ($no: Boolean!) { sum(b: 1) @skip(if: $no) b: sum(b: 1) }';
    const document = parse(source);
    const operation = getOperationAST(document);
    for (const no of [true, false, true, false])
      await switched.execute({ document, operation: operation!, variables: { no }, context: {} });
    expect(switched.size).toBe(3);
  });
});
