import {
  buildClientSchema,
  getIntrospectionQuery,
  printSchema,
  type IntrospectionQuery,
} from 'graphql';
import { Fixtures } from '../support/fixtures';
import { TestApplication } from '../support/test-application';

describe('limits and errors of the graph', () => {
  let test: TestApplication;
  let token: string;
  let account: string;

  beforeAll(async () => {
    test = await TestApplication.start();
    const make = new Fixtures(test);
    const holder = await make.user();
    account = test.app.ids.encode('Account', await make.account(holder));
    token = await test.tokenFor(holder);
  });
  afterAll(() => test.stop());

  const codes = async (query: string, variables: Record<string, unknown> = {}) =>
    (await test.graph(query, variables, token)).errors.map((error) => error.extensions['code']);

  it('a query that could return too much is refused before it runs', async () => {
    const query = `query ($id: ID!, $n: Int) { account(id: $id) { invoices(first: $n) { nodes { number summarizedInvoices(first: $n) { nodes { number lines { description } } } } } } }`;
    const sent = await test.countStatements(async () => {
      expect(await codes(query, { id: account, n: 100 })).toEqual(['QUERY_TOO_COMPLEX']);
    });
    expect(sent).toHaveLength(1);
    expect(await codes(query, { id: account, n: 5 })).toEqual([]);
  });

  it('R79 a document that nobody needs is refused before anybody is looked for', async () => {
    const levels = 'lease { license { '.repeat(700);
    const query = `{ node(id: "${account}") { ... on License { ${levels} id ${'} }'.repeat(700)} } } }`;
    const sent = await test.countStatements(async () => {
      const answer = await test
        .http()
        .post('/graphql')
        .set('authorization', `Bearer ${token}`)
        .send({ query });
      expect([answer.status, answer.body as unknown]).toEqual([
        400,
        {
          errors: [
            {
              message: expect.stringContaining('brackets deep') as string,
              extensions: { code: 'QUERY_TOO_COMPLEX', nesting: 1403, limit: 64 },
            },
          ],
          extensions: { cost: { asked: null, limit: 50_000, left: expect.any(Number) as number } },
        },
      ]);
    });
    expect(sent).toHaveLength(0);
  });

  it('page sizes hidden in aliases, fragments and ids count as well', async () => {
    const many = Array.from({ length: 120 }, (_, n) => `a${n}: account(id: $id) { ...rows }`).join(
      ' ',
    );
    expect(
      await codes(
        `query ($id: ID!) { ${many} } fragment rows on Account { invoices(first: 100) { nodes { number kind status issuedOn dueOn } } }`,
        { id: account },
      ),
    ).toEqual(['QUERY_TOO_COMPLEX']);
    const ids = Array.from({ length: 90 }, () => account);
    expect(
      await codes(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Account { invoices(first: 100) { nodes { number kind status issuedOn dueOn id } } } } }',
        { ids },
      ),
    ).toEqual(['QUERY_TOO_COMPLEX']);
  });

  describe('introspection', () => {
    const FULL = getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    });
    const wrapped = (levels: number): string =>
      levels === 0 ? '' : ` ofType { kind name${wrapped(levels - 1)} }`;
    const TOOLS: readonly [string, string][] = [
      ['graphql-js with every option', FULL],
      ['graphql-js with none, as codegen asks', getIntrospectionQuery()],
      ['GraphiQL', getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true })],
      ['Relay', getIntrospectionQuery({ directiveIsRepeatable: true, specifiedByUrl: true })],
      [
        'a tool that wraps types deeper, and names what it gets',
        `query Introspect { __typename __schema { __typename
          queryType { name } mutationType { name } subscriptionType { name }
          types { __typename ...Type } directives { name locations args { ...Input } } } }
        fragment Type on __Type { kind name description
          fields(includeDeprecated: true) { name args { ...Input } type { ...Named } isDeprecated deprecationReason }
          inputFields { ...Input } interfaces { ...Named } possibleTypes { ...Named }
          enumValues(includeDeprecated: true) { name isDeprecated deprecationReason } }
        fragment Input on __InputValue { name description defaultValue type { ...Named } }
        fragment Named on __Type { kind name${wrapped(14)} }`,
      ],
      [
        'Apollo, which first asks what can be asked',
        `{ schema: __type(name: "__Schema") { ...known } type: __type(name: "__Type") { ...known }
          field: __type(name: "__Field") { ...known } input: __type(name: "__InputValue") { ...known }
          directive: __type(name: "__Directive") { ...known } __schema { queryType { name } } }
        fragment known on __Type { name fields { name args { name } } }`,
      ],
      [
        'a page about one type',
        `{ __type(name: "License") { kind name description fields { name description
          args { name type { kind name${wrapped(3)} } } type { kind name${wrapped(3)} } } } }`,
      ],
    ];
    /** How many values an answer has, objects among them. */
    const valuesOf = (answer: unknown): number =>
      typeof answer !== 'object' || answer === null
        ? 1
        : Object.values(answer).reduce<number>(
            (sum, one) => sum + valuesOf(one),
            Array.isArray(answer) ? 0 : 1,
          );
    const priced = async (query: string) => {
      const { text, errors, data } = await test.graph(query);
      const { extensions } = JSON.parse(text) as { extensions: { cost: { asked: number } } };
      return {
        asked: extensions.cost.asked,
        codes: errors.map((error) => error.extensions['code']),
        values: valuesOf(data),
      };
    };

    it.each(TOOLS)(
      'of %s is answered, to guests too, for a quarter of its values',
      async (_tool, query) => {
        const { asked, codes, values } = await priced(query);
        expect(codes).toEqual([]);
        expect(asked).toBeGreaterThanOrEqual(values / 4);
        // It is known now.
        expect((await priced(query)).asked).toBe(Math.ceil(asked / 10));
      },
    );

    it('tells the whole schema, to nobody in particular', async () => {
      const { data } = await test.graph(FULL);
      const introspected = buildClientSchema(data as unknown as IntrospectionQuery);
      expect(printSchema(introspected)).toContain('type License implements Node');
    });

    const ONE = `__schema { types { ...Whole } }`;
    const WHOLE = `fragment Whole on __Type { name kind description fields { name description args { name description type { name } } type { name kind ofType { name } } } }`;
    const many = (count: number, of: (n: number) => string) =>
      Array.from({ length: count }, (_, n) => of(n)).join(' ');
    it.each([
      ['asked for again and again', `{ ${many(6, (n) => `a${n}: ${ONE}`)} } ${WHOLE}`],
      [
        'asked for often, a little each',
        `{ ${many(200, (n) => `a${n}: __schema { types { name } }`)} }`,
      ],
      [
        'asked for by fragments',
        `{ ...one ...two ...three } fragment one on Query { a: ${ONE} } fragment two on Query { b: ${ONE} }
          fragment three on Query { ... on Query { ...two ... { c: ${ONE} d: ${ONE} e: ${ONE} } } } ${WHOLE}`,
      ],
      [
        'asked for under switches',
        `query ($yes: Boolean = true) { ... @include(if: $yes) { a: ${ONE} b: ${ONE} c: ${ONE} } ... @skip(if: false) { d: ${ONE} e: ${ONE} f: ${ONE} } } ${WHOLE}`,
      ],
      [
        'with names of its own inside',
        `{ __schema { types { ${many(300, (n) => `n${n}: name`)} } } }`,
      ],
      [
        'with names of its own in a fragment',
        `{ __schema { types { ...all } } } fragment all on __Type { ${many(40, (n) => `f${n}: fields { name }`)} }`,
      ],
      [
        'one type after the other, by a fragment',
        `{ ${many(100, (n) => `t${n}: __type(name: "Query") { ...it }`)} }
          fragment it on __Type { fields { name args { name type { name } } } }`,
      ],
    ])('%s is refused to guests', async (_how, query) => {
      const sent = await test.countStatements(async () => {
        expect((await priced(query)).codes).toEqual(['QUERY_TOO_COMPLEX']);
      });
      expect(sent).toHaveLength(0);
    });

    it('costs the more, the more types are asked for', async () => {
      const cost = async (count: number) =>
        (
          await priced(
            `{ ${many(count, (n) => `t${n}: __type(name: "License") { name fields { name } }`)} }`,
          )
        ).asked;
      const [one, two, hundred] = [await cost(1), await cost(2), await cost(100)];
      expect(two).toBeGreaterThan(one);
      expect(Math.abs(hundred - one - 99 * (two - one))).toBeLessThan(100);
    });
  });

  it('more than 100 ids at once are refused', async () => {
    expect(
      await codes('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
        ids: Array.from({ length: 101 }, () => account),
      }),
    ).toEqual(['BAD_USER_INPUT']);
  });

  it('a document of too many tokens is refused', async () => {
    expect(await codes(`{ ${'viewer { staffRole } '.repeat(3_000)} }`)).toEqual([
      'QUERY_TOO_COMPLEX',
    ]);
  });

  it('what cannot run is answered with status 400 and no data, what ran and failed with 200', async () => {
    const answer = async (body: object) => {
      const sent = await test.http().post('/graphql').send(body);
      const { data, errors } = sent.body as { data?: unknown; errors: { extensions: object }[] };
      return [sent.status, data, errors.map((error) => error.extensions)];
    };
    const two = 'query A { viewer { staffRole } } query B { viewer { staffRole } }';
    expect(await answer({ query: two, operationName: 'C' })).toEqual([
      400,
      undefined,
      [{ code: 'OPERATION_RESOLUTION_FAILURE' }],
    ]);
    const byId = 'query ($id: ID!) { account(id: $id) { name } }';
    expect(await answer({ query: byId })).toEqual([400, undefined, [{ code: 'BAD_USER_INPUT' }]]);
    expect(await answer({ query: byId, variables: { id: account } })).toEqual([
      200,
      { account: null },
      [expect.objectContaining({ code: 'UNAUTHENTICATED' })],
    ]);
  });

  it('batches, GET and simple requests from foreign pages are refused', async () => {
    const batch = await test
      .http()
      .post('/graphql')
      .send([{ query: '{ viewer { staffRole } }' }]);
    expect(batch.status).toBe(400);
    expect(
      (await test.http().get('/graphql').query({ query: '{ viewer { staffRole } }' })).status,
    ).toBe(404);
    const simple = await test
      .http()
      .post('/graphql')
      .set('content-type', 'text/plain')
      .send('{"query":"{ viewer { staffRole } }"}');
    expect(simple.status).toBeGreaterThanOrEqual(400);
    expect(simple.text).not.toContain('"data"');
  });

  it('field suggestions and stacks stay inside', async () => {
    const answer = await test.graph('{ vieweer { staffRole } }', {}, token);
    expect(answer.text).not.toContain('Did you mean');
    expect(answer.text).not.toMatch(/stacktrace|node_modules|\.ts:/);
  });

  it('a fault of ours is masked, introspected and has its own code', async () => {
    await test.dataSource.query('RENAME TABLE contacts TO contacts_away');
    try {
      const answer = await test.graph(
        'query ($id: ID!) { account(id: $id) { name contacts { nodes { email } } } }',
        { id: account },
        token,
      );
      expect(answer.errors).toEqual([
        expect.objectContaining({
          message: expect.stringMatching(/^Internal error/) as string,
          extensions: { code: 'INTERNAL_SERVER_ERROR' },
          path: ['account', 'contacts'],
        }),
      ]);
      expect(answer.text).not.toContain('contacts_away');
      expect(answer.data).toMatchObject({ account: { contacts: null } });
    } finally {
      await test.dataSource.query('RENAME TABLE contacts_away TO contacts');
    }
  });

  it('is alive, and ready while the database has every migration', async () => {
    expect((await test.http().get('/healthz')).body).toEqual({ status: 'alive' });
    expect((await test.http().get('/readyz')).body).toEqual({
      status: 'ready',
      ledger: 'not checked yet',
    });
    await test.dataSource.query('RENAME TABLE migrations TO migrations_away');
    try {
      const response = await test.http().get('/readyz');
      expect([response.status, response.body]).toEqual([
        503,
        { status: 'the database does not answer' },
      ]);
    } finally {
      await test.dataSource.query('RENAME TABLE migrations_away TO migrations');
    }
  });
});
