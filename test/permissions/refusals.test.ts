import { UNCONDITIONAL } from '../support/capabilities';
import { checksum } from '../support/fixtures';
import { NO_SUCH_BEARER, TestApplication, type GraphAnswer } from '../support/test-application';
import { World } from './world';

const codes = (answer: GraphAnswer) => answer.errors.map(({ extensions }) => extensions['code']);

describe('rights that change', () => {
  let test: TestApplication;
  let world: World;
  // One world for all: each test changes rights of its own people, or gives back what it took.
  beforeAll(async () => {
    test = await TestApplication.start();
    world = await World.over(test);
  });
  afterAll(() => test.stop());

  const sql = (text: string, ...values: unknown[]) => test.dataSource.query(text, values);
  const ask = (name: string, field: string, token: string | null) => {
    const type = test.app.ids.decode(world.id(name))?.type ?? '';
    const document = `query ($id: ID!) { node(id: $id) { ... on ${type} { ${field} } } }`;
    return test.graph(document, { id: world.id(name) }, token);
  };

  it.each([
    ['act', 'may_activate_licenses', 'customer', 'customer/license', 'key', 'ACTIVATE_LICENSES'],
    ['buy', 'may_make_purchases', 'customer', 'customer/license', 'status', 'ACTIVATE_LICENSES'],
    ['pay', 'may_pay_invoices', 'customer', 'customer/invoice', 'total { amount }', 'PAY_INVOICES'],
    ['res', 'may_resell', 'reseller', 'reseller/stock', 'key', 'RESELLER'],
    [
      'lea',
      'may_provide_leases',
      'provider',
      'provider-to-customer/lease',
      'number',
      'LEASE_PROVIDER',
    ],
  ] as const)(
    'R13 %s: a permission that is withdrawn, and one that is given, count from the next request on',
    async (login, column, account, row, field, missingPermission) => {
      const token = await world.sessionOf(`${account}:${login}`);
      const grant = (given: number) =>
        sql(
          `UPDATE memberships SET ${column} = ? WHERE user_id = ?`,
          given,
          world.userKey(`${account}:${login}`),
        );
      for (let round = 0; round < 2; round++) {
        expect(codes(await ask(row, field, token))).toEqual([]);
        await grant(0);
        const refused = await ask(row, field, token);
        expect(refused.data).toEqual({ node: null });
        expect(refused.errors.map(({ extensions }) => extensions)).toEqual([
          { code: 'FORBIDDEN', missingPermission, grantableBy: world.holderOf(account) },
        ]);
        await grant(1);
      }
    },
  );

  it.each([
    ['res', 'reseller', 'reseller', 'reseller/stock', 'RESELLER'],
    ['lea', 'lease_provider', 'provider', 'provider-to-customer/lease', 'LEASE_PROVIDER'],
  ] as const)(
    'R6 %s: a capability that is lost counts at once, for logins alone; it comes back as fast',
    async (login, column, account, row, permission) => {
      const token = await world.sessionOf(`${account}:${login}`);
      const holder = await world.sessionOf(`${account}:holder`);
      const capability = (has: number) =>
        sql(`UPDATE accounts SET ${column} = ? WHERE id = ?`, has, world.accountKey(account));
      const permissions = async (of: string) => {
        const document = 'query ($id: ID!) { account(id: $id) { viewerPermissions } }';
        const { data } = await test.graph(document, { id: world.id(`${account}/account`) }, of);
        return (data?.['account'] as { viewerPermissions: string[] }).viewerPermissions;
      };
      expect(codes(await ask(row, 'id', token))).toEqual([]);
      expect(await permissions(holder)).toContain(permission);
      await capability(0);
      expect(codes(await ask(row, 'id', token))).toEqual(['FORBIDDEN']);
      expect(await permissions(token)).toEqual([]);
      expect(await permissions(holder)).toEqual(UNCONDITIONAL);
      expect(codes(await ask(row, 'id', holder))).toEqual([]);
      await capability(1);
      expect(codes(await ask(row, 'id', token))).toEqual([]);
      expect(await permissions(token)).toEqual([permission]);
    },
  );

  it('R13 a login that was removed belongs to nobody from the next request on', async () => {
    const token = await world.sessionOf('neighbour:pay');
    expect(codes(await ask('neighbour/invoice', 'number', token))).toEqual([]);
    await sql('DELETE FROM memberships WHERE user_id = ?', world.userKey('neighbour:pay'));
    expect(codes(await ask('neighbour/invoice', 'number', token))).toEqual(['NOT_FOUND']);
    expect(codes(await ask('neighbour/account', 'name', token))).toEqual(['NOT_FOUND']);
    expect((await test.graph('{ viewer { memberships { id } } }', {}, token)).data).toEqual({
      viewer: { memberships: [] },
    });
  });

  it('R10 an invitation opens nothing until it is accepted, and what was granted then', async () => {
    const token = await world.sessionOf('neighbour:invited');
    for (const row of [
      'neighbour/invoice',
      'neighbour/license',
      'neighbour/contact',
      'neighbour/card',
    ])
      expect(codes(await ask(row, '__typename', token))).toEqual(['NOT_FOUND']);
    await sql(
      "UPDATE memberships SET status = 'ACTIVE' WHERE user_id = ?",
      world.userKey('neighbour:invited'),
    );
    expect(codes(await ask('neighbour/invoice', 'number', token))).toEqual([]);
    expect(codes(await ask('neighbour/contact', 'email', token))).toEqual(['FORBIDDEN']);
  });

  it('R13 a holder who is one no more has what the membership grants, and the new one all', async () => {
    const former = await world.sessionOf('other:holder');
    const next = await world.sessionOf('other:none');
    expect(codes(await ask('other/contact', 'email', former))).toEqual([]);
    const holder = world.userKey('other:none');
    await sql(
      'UPDATE accounts SET holder_user_id = ? WHERE id = ?',
      holder,
      world.accountKey('other'),
    );
    const refused = await ask('other/contact', 'email', former);
    expect(refused.errors.map(({ extensions }) => extensions)).toEqual([
      { code: 'FORBIDDEN', missingPermission: 'HOLDER', grantableBy: 'none of other' },
    ]);
    expect(codes(await ask('other/contact', 'email', next))).toEqual([]);
    expect(codes(await ask('other/license', 'key', next))).toEqual([]);
  });

  it('R13 staff who left are strangers at once', async () => {
    const token = await world.sessionOf('staff');
    expect(codes(await ask('customer/license', 'key', token))).toEqual([]);
    await sql('UPDATE users SET staff_role = NULL WHERE id = ?', world.userKey('staff'));
    expect(codes(await ask('customer/license', 'key', token))).toEqual(['NOT_FOUND']);
    expect(codes(await test.graph('{ accounts { totalCount } }', {}, token))).toEqual([
      'FORBIDDEN',
    ]);
  });

  it('R13 a session that was revoked or has run out speaks for nobody', async () => {
    for (const column of ['revoked_at', 'expires_at']) {
      const token = await world.newSessionOf('former:holder');
      expect(codes(await ask('former/license', 'key', token))).toEqual([]);
      await sql(
        `UPDATE sessions SET ${column} = ? WHERE user_id = ?`,
        '2026-11-21 11:59:59.000',
        world.userKey('former:holder'),
      );
      expect(codes(await ask('former/license', 'key', token))).toEqual(['UNAUTHENTICATED']);
      expect(await test.graph('{ viewer { staffRole } }', {}, token)).toMatchObject(NO_SUCH_BEARER);
    }
  });
});

describe('what is refused', () => {
  let test: TestApplication;
  let world: World;
  beforeAll(async () => {
    test = await TestApplication.start();
    world = await World.over(test);
  });
  afterAll(() => test.stop());

  /** Refused one way or another, to somebody. */
  const documents = () => [
    ...[0, 1, 2].map((hundred) => {
      const names = [...world.nodes.keys()].slice(hundred * 100, (hundred + 1) * 100);
      return `{ nodes(ids: ${JSON.stringify(names.map((name) => world.id(name)))}) { id __typename } }`;
    }),
    `{ account(id: "${world.id('customer/account')}") { balance { owed { amount } } invoices { totalCount } contacts { totalCount } } }`,
    '{ accounts { totalCount } }',
    'mutation { signOut(input: {}) { userErrors { code } } }',
    'mutation { signIn(input: { email: "holder@customer.test", password: "wrong" }) { token userErrors { code } } }',
    'mutation { signIn(input: { email: "", password: "" }) { token userErrors { code } } }',
    'mutation { signIn(input: { email: 1 }) { token } }',
    'mutation { dropEverything { ok } }',
  ];

  it('R63 writes nothing, whatever it was and whoever asked', async () => {
    const tokens = new Map<string, string | null>([['nobody', null]]);
    for (const user of ['other:holder', 'customer:none', 'customer:invited', 'former:res'])
      tokens.set(user, await world.sessionOf(user));
    const before = await checksum(test.dataSource);
    let refused = 0;
    for (const [user, token] of tokens)
      for (const document of documents()) {
        if (user !== 'nobody' && document.includes('signOut')) continue;
        const sent = await test.countStatements(async () => {
          refused += (await test.graph(document, {}, token)).errors.length;
        });
        expect(
          sent.filter((text) => !/^\s*(\(|SELECT|SET|START|BEGIN|COMMIT|ROLLBACK)/i.test(text)),
        ).toEqual([]);
      }
    expect(refused).toBeGreaterThan(500);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R63 says nothing of how we are made: no stack, no statement, no table', async () => {
    const broken: [string, Record<string, unknown>][] = [
      ...documents().map((document): [string, Record<string, unknown>] => [document, {}]),
      ['{', {}],
      ['', {}],
      ['{ nope }', {}],
      ['query ($id: ID!) { node(id: $id) { id } }', {}],
      ['query ($id: ID!) { node(id: $id) { id } }', { id: { $ne: null } }],
      ['query ($id: ID!) { node(id: $id) { id } }', { id: '\ud800' }],
      ['{ products(first: -1) { totalCount } }', {}],
      ['{ products(after: "x") { totalCount } }', {}],
      ['subscription { viewer { staffRole } }', {}],
      ['query A { viewer { staffRole } } query B { viewer { staffRole } }', {}],
    ];
    const known = ['code', 'missingPermission', 'grantableBy', 'cost', 'limit', 'retryAfter'];
    for (const token of [null, await world.sessionOf('customer:none')])
      for (const [document, variables] of broken) {
        if (token !== null && document.includes('signOut')) continue;
        const { errors, text } = await test.graph(document, variables, token);
        expect(text).not.toMatch(
          /stack|node_modules|\.[tj]s:\d|\bSELECT .* FROM\b|\bER_|sql|mysql|typeorm/i,
        );
        for (const { extensions } of errors)
          expect(Object.keys(extensions).filter((key) => !known.includes(key))).toEqual([]);
      }
  });

  it('R67 the schema can be read by whoever writes a client, signed in or not', async () => {
    const document =
      '{ __schema { queryType { name } directives { name } types { name fields { name } } } __type(name: "License") { fields { name } } }';
    for (const token of [null, await world.sessionOf('customer:none')]) {
      const { data, errors } = await test.graph(document, {}, token);
      expect(errors).toEqual([]);
      expect(JSON.stringify(data)).toContain('"License"');
    }
  });
});
