import { NO_SUCH_BEARER, TestApplication } from '../support/test-application';
import { World } from './world';

const cursorOf = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url');

describe('arguments that try the gates', () => {
  let test: TestApplication;
  let world: World;
  beforeAll(async () => {
    test = await TestApplication.start();
    world = await World.over(test);
  });
  afterAll(() => test.stop());

  const idsIn = (text: string) => [...text.matchAll(/\b[a-z]{3}_[\w-]{22}/g)].map(([id]) => id);
  const invoices = async (args: string, variables = {}, account = 'customer') =>
    test.graph(
      `query ($c: String, $n: Int) { account(id: "${world.id(`${account}/account`)}") { invoices(${args}) { nodes { id } } } }`
        .replace(/\$n: Int/, args.includes('$n') ? '$n: Int' : '')
        .replace(/\$c: String,?/, args.includes('$c') ? '$c: String' : '')
        .replace('query ( )', 'query'),
      variables,
      await world.sessionOf(`${account}:pay`),
    );

  it("R7 page sizes that are none are refused as the client's mistake", async () => {
    for (const args of [
      'first: -1',
      'first: 101',
      'last: -100',
      'first: 1, last: 1',
      'after: ""',
      'before: "x"',
      'last: 1, after: "x"',
      'after: "x", before: "x"',
    ]) {
      const { errors, data } = await invoices(args);
      expect([args, errors.map(({ extensions }) => extensions['code'])]).toEqual([
        args,
        ['BAD_USER_INPUT'],
      ]);
      expect(data).toEqual({ account: { invoices: null } });
    }
  });

  /** Cursors as somebody would forge them who knows how ours are made. */
  const forged = () => {
    const key = world.id('customer/invoice');
    const list = 'Account.invoices.NEWEST_FIRST';
    return [
      ...[{ instant: 8.64e15 }, { instant: -8.64e15 }, { instant: 1e300 }, { instant: 0.5 }],
      ...[5, -1e308, 0, true, null, ['x'], { $gt: '' }, 'zzz', '2026-13-45', '\u0000', '\ud800'],
      ...["2026-11-01' OR 1=1 -- ", 'x'.repeat(50_000)],
    ]
      .map((value): unknown => [list, value, key])
      .concat([
        [list, '2026-11-01', world.id('other/invoice')],
        [list, '2026-11-01', world.id('customer/license')],
        [list, '2026-11-01', 7],
        [list, '2026-11-01'],
        ['Account.invoices.OLDEST_FIRST', '2026-11-01', key],
        ['Account.payments.NEWEST_FIRST', '2026-11-01', key],
        ...[{}, [], null, 5, 'x'],
      ]);
  };

  /** The forged ones as they are, and under the mark of a cursor that was given out. */
  async function forgeries(): Promise<{ content: unknown; c: string }[]> {
    const { text } = await test.graph(
      `{ account(id: "${world.id('customer/account')}") { invoices(first: 1) { pageInfo { endCursor } } } }`,
      {},
      await world.sessionOf('customer:pay'),
    );
    const [, genuine = ''] = /"endCursor":"([^"]+)"/.exec(text) ?? [];
    expect((await invoices('after: $c', { c: genuine })).errors).toEqual([]);
    const [, ...mark] = genuine.split('.');
    return forged().flatMap((content) => [
      { content, c: cursorOf(content) },
      { content, c: [cursorOf(content), ...mark].join('.') },
    ]);
  }

  it('R63 a forged cursor shows rows of the account alone', async () => {
    const rows = await test.dataSource.query<{ id: number }[]>(
      'SELECT id FROM invoices WHERE account_id = ?',
      [world.accountKey('customer')],
    );
    const own = rows.map(({ id }) => test.app.ids.encode('Invoice', Number(id)));
    for (const { c } of await forgeries()) {
      const { text, errors } = await invoices('after: $c', { c });
      expect(idsIn(text).filter((id) => !own.includes(id))).toEqual([]);
      for (const { extensions } of errors) expect(Object.keys(extensions)).toEqual(['code']);
    }
  });

  it("R63 a forged cursor is the client's mistake, and no failure of ours", async () => {
    const failed: unknown[] = [];
    for (const { content, c } of await forgeries()) {
      const { text } = await invoices('after: $c', { c });
      if (text.includes('INTERNAL_SERVER_ERROR')) failed.push(content);
    }
    const list = 'Account.customers.BY_NAME';
    for (const name of ['\ud800', 5, { instant: 8.64e15 }, 'x'.repeat(50_000)]) {
      const content = [list, name, 'RESOLD', world.id('customer/account')];
      const { text } = await test.graph(
        `query ($c: String) { account(id: "${world.id('reseller/account')}") { customers(after: $c) { nodes { name } } } }`,
        { c: cursorOf(content) },
        await world.sessionOf('reseller:res'),
      );
      if (text.includes('INTERNAL_SERVER_ERROR')) failed.push(content);
    }
    expect(failed).toEqual([]);
  });

  it("R63 a cursor of another account's list pages in the own list alone", async () => {
    const token = await world.sessionOf('other:holder');
    const { data } = await test.graph(
      `{ account(id: "${world.id('other/account')}") { invoices { edges { cursor } } licenses { edges { cursor } } } }`,
      {},
      token,
    );
    const cursors = [...JSON.stringify(data).matchAll(/"cursor":"([^"]+)"/g)].map(
      ([, cursor]) => cursor,
    );
    expect(cursors.length).toBeGreaterThan(2);
    const rows = await test.dataSource.query<{ id: number }[]>(
      'SELECT id FROM invoices WHERE account_id = ?',
      [world.accountKey('customer')],
    );
    const own = rows.map(({ id }) => test.app.ids.encode('Invoice', Number(id)));
    for (const c of cursors)
      for (const args of ['first: 5, after: $c', 'last: 5, before: $c'])
        expect(idsIn((await invoices(args, { c })).text).filter((id) => !own.includes(id))).toEqual(
          [],
        );
  });

  it('R41 searching finds nothing that another account has', async () => {
    const [row]: { email: string; name: string; number: string }[] = await test.dataSource.query(
      'SELECT email, name, number FROM accounts WHERE id = ?',
      [world.accountKey('other')],
    );
    const lease = await test.graph(
      `query ($id: ID!) { node(id: $id) { ... on Lease { number customerEmail license { key } serverName } } }`,
      { id: world.id('both-to-customer/lease') },
      await world.sessionOf('staff'),
    );
    const { license, ...words } = lease.data?.['node'] as { license: { key: string } } & Record<
      string,
      string
    >;
    const foreign = [...Object.values(row ?? {}), ...Object.values(words), license.key];
    expect(foreign.filter((word) => typeof word === 'string' && word.length > 3)).toHaveLength(7);
    for (const search of [...foreign, '%', '_', '\\', "' OR '1'='1", '*', '\u0000']) {
      const { data, text } = await test.graph(
        `query ($search: String) { account(id: "${world.id('provider/account')}") {
          leases(filter: { search: $search }) { totalCount } customers(search: $search) { totalCount } } }`,
        { search },
        await world.sessionOf('provider:lea'),
      );
      expect(text).not.toContain('INTERNAL');
      expect([search, data]).toEqual([
        search,
        { account: { leases: { totalCount: 0 }, customers: { totalCount: 0 } } },
      ]);
    }
  });

  it('R7 an answer that would be too large is refused, in whatever order its sizes are given', async () => {
    const token = await world.sessionOf('customer:pay');
    const document = `query ($a: Int, $b: Int) { account(id: "${world.id('customer/account')}") {
      small: invoices(first: $a) { nodes { id } }
      invoices(first: 100) { nodes { summarizedInvoices(first: $b) { nodes { id payments { id amount { amount } } } } } } } }`;
    const codesFor = async (variables: Record<string, unknown>) =>
      (await test.graph(document, variables, token)).errors.map(
        ({ extensions }) => extensions['code'],
      );
    expect(await codesFor({ a: 100, b: 1 })).toEqual([]);
    expect(await codesFor({ a: 1, b: 100 })).toEqual(['QUERY_TOO_COMPLEX']);
    expect(await codesFor({ b: 100, a: 1 })).toEqual(['QUERY_TOO_COMPLEX']);
    expect(await codesFor({ unused: 100, b: 100 })).toEqual(['QUERY_TOO_COMPLEX']);
    expect(await codesFor({ b: 100 })).toEqual(['QUERY_TOO_COMPLEX']);
  });

  it('R7 a page of less than nothing does not make room for one that is too large', async () => {
    const token = await world.sessionOf('customer:pay');
    const large =
      'invoices(first: 100) { nodes { summarizedInvoices(first: 100) { nodes { id payments { id } } } } }';
    const account = (fields: string) =>
      `account(id: "${world.id('customer/account')}") { ${fields} }`;
    for (const less of ['first: -1000000', 'last: -1000000', 'first: -2147483648'])
      for (const document of [
        `{ ${account(`${large} payments(${less}) { nodes { id } }`)} }`,
        `{ ${account(large)} products(${less}) { nodes { id } } }`,
        `{ ${account(large)} nodes(ids: []) { ... on Account { payments(${less}) { nodes { id } } } } }`,
      ]) {
        const { errors } = await test.graph(document, {}, token);
        expect([document, errors.map(({ extensions }) => extensions['code'])]).toEqual([
          document,
          ['QUERY_TOO_COMPLEX'],
        ]);
      }
  });

  it('R7 more than a hundred ids at once are refused', async () => {
    const id = world.id('product');
    const ask = (count: number) =>
      test.graph('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
        ids: Array(count).fill(id),
      });
    expect((await ask(100)).data?.['nodes']).toHaveLength(100);
    for (const count of [101, 5_000])
      expect((await ask(count)).errors.map(({ extensions }) => extensions['code'])).toEqual([
        expect.stringMatching(/^(BAD_USER_INPUT|QUERY_TOO_COMPLEX)$/),
      ]);
  });
});

describe('requests that try the gates', () => {
  let test: TestApplication;
  let token: string;
  let own: { query: string };
  beforeAll(async () => {
    test = await TestApplication.start();
    const world = await World.over(test);
    token = await world.newSessionOf('customer:holder');
    own = { query: '{ viewer { user { email } } }' };
  });
  afterAll(() => test.stop());

  const cookie = () => `keyhold_session=${token}`;

  it('R7 a cookie is honored for JSON that was posted, and for nothing that a form can send', async () => {
    const post = () => test.http().post('/graphql').set('cookie', cookie());
    expect((await post().send(own)).text).toContain('holder@customer.test');
    const text = JSON.stringify(own);
    const others = [
      await test.http().get('/graphql').set('cookie', cookie()).query(own),
      await test
        .http()
        .get('/graphql')
        .set('cookie', cookie())
        .set('apollo-require-preflight', '1')
        .query(own),
      await post().type('form').send(own),
      await post().set('content-type', 'text/plain').send(text),
      await post().set('content-type', 'multipart/form-data; boundary=x').send(text),
      await post().set('content-type', '').send(text),
      await post().set('content-type', 'application/json').send(`[${text},${text}]`),
      await test.http().put('/graphql').set('cookie', cookie()).send(own),
    ];
    for (const { status, text: answer } of others) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(answer).not.toContain('holder@customer.test');
    }
  });

  it('R7 a bearer token that is none does not fall back on the cookie', async () => {
    const answer = await test
      .http()
      .post('/graphql')
      .set('cookie', cookie())
      .set('authorization', `Bearer ${'x'.repeat(43)}`)
      .send(own);
    expect({ status: answer.status, ...(answer.body as object) }).toMatchObject(NO_SUCH_BEARER);
    expect(answer.body).not.toHaveProperty('data');
  });

  it.each<[string, object]>([
    ['a variable is missing', { query: 'query ($id: ID!) { node(id: $id) { id } }' }],
    [
      'a variable is of another type',
      { query: 'query ($id: ID!) { node(id: $id) { id } }', variables: { id: { $ne: null } } },
    ],
    [
      'a variable is null',
      { query: 'query ($id: ID!) { node(id: $id) { id } }', variables: { id: null } },
    ],
    [
      'an enum has no such word',
      {
        query: 'query ($e: Edition) { products(edition: $e) { totalCount } }',
        variables: { e: 'X' },
      },
    ],
    ['there is no such operation', { query: '{ viewer { staffRole } }', operationName: 'Nope' }],
    [
      'it is not said which operation',
      { query: 'query A { viewer { staffRole } } query B { viewer { staffRole } }' },
    ],
    ['it subscribes', { query: 'subscription { viewer { staffRole } }' }],
    ['it holds no operation', { query: 'fragment a on Viewer { staffRole }' }],
    ['it is empty', { query: '' }],
    ['it is too long', { query: `{ ${'viewer { staffRole } '.repeat(2_100)} }` }],
    ['it is a list', { query: ['{ viewer { staffRole } }'] }],
  ])('R63 a document is told its own mistake, and not ours, when %s', async (_what, body) => {
    const { status, text } = await test.http().post('/graphql').send(body);
    expect({ status, text: text.slice(0, 300) }).not.toMatchObject({
      text: expect.stringContaining('INTERNAL_SERVER_ERROR') as string,
    });
    expect(status).toBeLessThan(500);
    expect(text).toContain('"errors"');
  });
});
