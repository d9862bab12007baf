import { Fixtures } from '../support/fixtures';
import { TestApplication } from '../support/test-application';

describe('limits and errors of the graph', () => {
  let test: TestApplication;
  let token: string;
  let account: string;

  beforeAll(async () => {
    test = await TestApplication.start({ QUERY_COST_LIMIT: '5000' });
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

  it('page sizes hidden in aliases, fragments and ids count as well', async () => {
    const many = Array.from({ length: 60 }, (_, n) => `a${n}: account(id: $id) { ...rows }`).join(
      ' ',
    );
    expect(
      await codes(
        `query ($id: ID!) { ${many} } fragment rows on Account { invoices(first: 100) { nodes { number } } }`,
        { id: account },
      ),
    ).toEqual(['QUERY_TOO_COMPLEX']);
    const ids = Array.from({ length: 90 }, () => account);
    expect(
      await codes(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Account { invoices(first: 100) { nodes { number } } } } }',
        { ids },
      ),
    ).toEqual(['QUERY_TOO_COMPLEX']);
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
      'GRAPHQL_PARSE_FAILED',
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

  it('a fault of ours is masked, reported and has its own code', async () => {
    await test.dataSource.query('RENAME TABLE contacts TO contacts_away');
    try {
      const answer = await test.graph(
        'query ($id: ID!) { account(id: $id) { name contacts { nodes { email } } } }',
        { id: account },
        token,
      );
      expect(answer.errors).toEqual([
        expect.objectContaining({
          message: expect.stringMatching(/^Something went wrong on our side/) as string,
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
