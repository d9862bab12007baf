import { Passwords } from '../../src/auth/passwords';
import { TestApplication, type GraphAnswer } from '../support/test-application';
import { World } from './world';

const rightsOf = ({ errors }: GraphAnswer) =>
  errors
    .map(({ path, extensions }) => [
      path?.join('.'),
      extensions['code'],
      extensions['missingPermission'],
    ])
    .sort();

describe('documents that try the gates', () => {
  let test: TestApplication;
  let world: World;
  beforeAll(async () => {
    test = await TestApplication.start();
    world = await World.over(test);
  });
  afterAll(() => test.stop());

  /** `<name>` stands for the id of a row of the world. */
  const ask = async (document: string, user: string | null, variables = {}) =>
    test.graph(
      document.replaceAll(/<([^>]+)>/g, (_, name: string) => `"${world.id(name)}"`),
      variables,
      user === null ? null : await world.sessionOf(user),
    );

  it('R7 a refused field stays refused under every alias, beside allowed ones', async () => {
    const document = `{ one: node(id: <customer/license>) { ... on License { status a: key b: key key status } }
      two: node(id: <customer/license>) { ... on License { key: status } } }`;
    const answer = await ask(document, 'customer:buy');
    expect(answer.data).toEqual({
      one: { status: 'READY', a: null, b: null, key: null },
      two: { key: 'READY' },
    });
    expect(rightsOf(answer)).toEqual(
      ['one.a', 'one.b', 'one.key'].map((path) => [path, 'FORBIDDEN', 'ACTIVATE_LICENSES']),
    );
  });

  it('R7 fragments on interfaces and on other types open nothing', async () => {
    const document = `{ nodes(ids: [<customer/license>, <customer/invoice>, <customer/account>, <customer/contact>]) {
        ...all ... on Node { __typename ... on Contact { email } ... on Node { ... on License { key } } } ... { id } } }
      fragment all on Node { ... on Account { number balance { owed { amount } } } ... on Invoice { number total { amount } } ...deeper }
      fragment deeper on Node { ... on License { status owner { balance { owed { amount } } } } }`;
    const answer = await ask(document, 'customer:buy');
    expect(answer.data).toEqual({
      nodes: [
        {
          __typename: 'License',
          id: world.id('customer/license'),
          status: 'READY',
          key: null,
          owner: { balance: null },
        },
        null,
        {
          __typename: 'Account',
          id: world.id('customer/account'),
          number: expect.stringMatching(/^AC-/) as string,
          balance: null,
        },
        null,
      ],
    });
    expect(rightsOf(answer)).toEqual([
      ['nodes.0.key', 'FORBIDDEN', 'ACTIVATE_LICENSES'],
      ['nodes.0.owner.balance', 'FORBIDDEN', 'PAY_INVOICES'],
      ['nodes.1', 'FORBIDDEN', 'PAY_INVOICES'],
      ['nodes.2.balance', 'FORBIDDEN', 'PAY_INVOICES'],
      ['nodes.3', 'FORBIDDEN', 'HOLDER'],
    ]);
  });

  it('R7 @skip and @include are asked anew on each request, though the document is the same', async () => {
    const document = `query ($yes: Boolean!, $no: Boolean!) { node(id: <customer/license>) { ... on License {
      status key @include(if: $yes) @skip(if: $no) hidden: key @skip(if: $yes) ... @include(if: $no) { again: key } } } }`;
    const keysOf = async (user: string, yes: boolean, no: boolean) => {
      const answer = await ask(document, user, { yes, no });
      return [
        Object.keys(answer.data?.['node'] as object).sort(),
        rightsOf(answer).map(([path]) => path),
      ];
    };
    for (let round = 0; round < 2; round++) {
      expect(await keysOf('customer:buy', true, false)).toEqual([['key', 'status'], ['node.key']]);
      expect(await keysOf('customer:act', true, false)).toEqual([['key', 'status'], []]);
      expect(await keysOf('customer:buy', false, false)).toEqual([
        ['hidden', 'status'],
        ['node.hidden'],
      ]);
      expect(await keysOf('customer:buy', true, true)).toEqual([
        ['again', 'status'],
        ['node.again'],
      ]);
    }
  });

  it('R7 asking twice for the same refused object, by halves, gives neither half', async () => {
    const document =
      '{ account(id: <customer/account>) { balance { owed { amount } } balance { owed { currency } } } }';
    const answer = await ask(document, 'customer:act');
    expect(answer.data).toEqual({ account: { balance: null } });
    expect(new Set(rightsOf(answer).map(String))).toEqual(
      new Set(['account.balance,FORBIDDEN,PAY_INVOICES']),
    );
  });

  it('R7 a refusal deep in a required field takes its surroundings along, and no neighbor', async () => {
    const document = `{ account(id: <customer/account>) { name holder { role user { email } } }
      product: node(id: <product>) { ... on Product { name } } }`;
    const answer = await ask(document, 'customer:none');
    expect(answer.data).toMatchObject({
      account: { name: 'The customer', holder: { role: 'HOLDER', user: null } },
    });
    expect(JSON.stringify(answer.data)).not.toContain('@');
    expect(answer.data?.['product']).toMatchObject({ name: expect.any(String) as string });
  });

  it('R7 a hundred aliases of a hundred ids are answered one by one', async () => {
    const names = [...world.nodes.keys()].slice(0, 100);
    const document = `{ ${names.map((name, at) => `_${at}: node(id: <${name}>) { id }`).join(' ')} }`;
    const single = 'query ($id: ID!) { node(id: $id) { id } }';
    for (const user of ['customer:pay', 'reseller:res', null]) {
      const answer = await ask(document, user);
      for (const [at, name] of names.entries()) {
        const alone = await ask(single, user, { id: world.id(name) });
        expect([name, answer.data?.[`_${at}`]]).toEqual([name, alone.data?.['node']]);
        const mine = answer.errors.filter(({ path }) => path?.[0] === `_${at}`);
        expect(mine.map(({ extensions }) => extensions)).toEqual(
          alone.errors.map(({ extensions }) => extensions),
        );
      }
    }
  });

  it('R7 customers without a relation are those of each kind that the viewer may see', async () => {
    const document = `{ account(id: <both/account>) { customers { totalCount nodes { relations
      licenses { nodes { origin } totalCount } leases { totalCount } } } } }`;
    const customersFor = async (user: string) => {
      const { data } = await ask(document, user);
      return (data?.['account'] as { customers: unknown }).customers;
    };
    /** The one customer of the account, with as much of it as is seen. */
    const seenAs = (relations: string[], origins: string[], leases: number) => ({
      totalCount: 1,
      nodes: [
        {
          relations,
          licenses: {
            totalCount: origins.length,
            nodes: origins.map((origin) => ({ origin })),
          },
          leases: { totalCount: leases },
        },
      ],
    });
    expect(await customersFor('both:res')).toEqual(seenAs(['RESOLD'], ['RESOLD'], 0));
    expect(await customersFor('both:lea')).toEqual(seenAs(['LEASED'], ['LEASED'], 1));
    expect(await customersFor('both:holder')).toEqual(
      seenAs(['RESOLD', 'LEASED'], ['LEASED', 'RESOLD'], 1),
    );
  });

  it('R13 signing in changes who asks from that field on, and carries nothing over', async () => {
    const passwordHash = await new Passwords({ memoryKiB: 64, passes: 1 }).hash('pass word');
    await test.dataSource.query('UPDATE users SET password_hash = ?', [passwordHash]);
    const signIn = (email: string) =>
      `signIn(input: { email: "${email}", password: "pass word", returnToken: true }) { viewer { staffRole user { email }
        memberships { permissions account { id balance { owed { amount } } contacts { totalCount } licenses { totalCount } } } } }`;
    const answer = await ask(
      `mutation { staff: ${signIn('person1@example.test')} holder: ${signIn('holder@customer.test')}
        none: ${signIn('none@customer.test')} pay: ${signIn('pay@customer.test')} guest: ${signIn('invited@customer.test')} }`,
      'other:holder',
    );
    const seen = (alias: string) => {
      const { viewer } = answer.data?.[alias] as { viewer: { memberships: { account: object }[] } };
      const [membership] = viewer.memberships;
      const account = Object.entries(membership?.account ?? {});
      return account
        .filter(([name, value]) => name !== 'id' && value !== null)
        .map(([name]) => name);
    };
    expect(['staff', 'holder', 'none', 'pay', 'guest'].map(seen)).toEqual([
      [],
      ['balance', 'contacts', 'licenses'],
      [],
      ['balance'],
      [],
    ]);
  });
});
