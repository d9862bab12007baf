import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { ANY_COST, TestApplication } from '../support/test-application';
import { LOGINS, type AccountName, type ActorName } from './actors';
import { judged, partOf, selectionOf, wordFor } from './ask';
import { MATRIX } from './matrix.table';
import { World } from './world';

const schema = buildSchema(readFileSync(join(__dirname, '../../schema/schema.graphql'), 'utf8'));

/** Everything that the matrix asks of one account, but for what it has in common with another one. */
const questionsOn = (account: AccountName) =>
  MATRIX.filter(({ accounts, reach }) => accounts.includes(account) && !reach.includes('-to-'))
    .filter(({ reach }) => reach.includes('$'))
    .filter(({ reach }) => !/:none>|support-request>/.test(reach))
    .flatMap((group) => group.rows.map((row) => ({ group, row, account })));

type Part = readonly [AccountName, Exclude<ActorName, 'nobody' | 'outsider' | 'holder' | 'staff'>];

/** Questions of one document: no longer one is answered. */
const AT_ONCE = 100;

describe('one user on two accounts', () => {
  let test: TestApplication;
  let world: World;
  beforeAll(async () => {
    test = await TestApplication.start({ ...ANY_COST });
    world = await World.over(test);
  });
  afterAll(() => test.stop());

  it.each<readonly [Part, Part]>([
    [
      ['customer', 'pay'],
      ['provider', 'act'],
    ],
    [
      ['reseller', 'res'],
      ['customer', 'pay'],
    ],
    [
      ['both', 'lea'],
      ['reseller', 'buy'],
    ],
    [
      ['former', 'res'],
      ['reseller', 'res'],
    ],
    [
      ['provider', 'lea'],
      ['former', 'lea'],
    ],
    [
      ['both', 'res'],
      ['provider', 'lea'],
    ],
    [
      ['customer', 'none'],
      ['both', 'act'],
    ],
  ])('R10 as %j and %j it meets on each what that membership opens', async (one, other) => {
    const name = `${one.join('-')}-${other.join('-')}`;
    const pieces = new Map([one, other]);
    const token = await world.join(
      name,
      Object.fromEntries([one, other].map(([account, login]) => [account, LOGINS[login] ?? []])),
    );
    const asked = [...pieces].flatMap(([account, login]) =>
      questionsOn(account).map((question) => ({ question, login })),
    );
    expect(asked.length).toBeGreaterThan(100);
    // Turn and turn about, so that what one alias learned stands ready for the next one to misuse.
    asked.sort((a, b) => a.question.row.field.localeCompare(b.question.row.field));
    const numbered = asked.map((one, at) => ({ ...one, at }));
    for (const order of [numbered, numbered.toReversed()])
      for (let from = 0; from < order.length; from += AT_ONCE) {
        const some = order.slice(from, from + AT_ONCE);
        const aliases = some.map(
          ({ question, at }) => `_${at}: ${selectionOf(world, schema, question)}`,
        );
        const answer = await test.graph(`{ ${aliases.join('\n')} }`, {}, token);
        const came = some.map(({ question: { row, account }, login, at }) => {
          const word = wordFor(partOf(answer, `_${at}`), login, world.holderOf(account));
          return [account, row.field, judged(row.cells[login], word)];
        });
        expect(came).toEqual(
          some.map(({ question: { row, account }, login }) => [
            account,
            row.field,
            row.cells[login],
          ]),
        );
      }
  });

  it('R10 nodes(ids) answers each id by the membership of its account, in their order', async () => {
    const token = await world.join('nodes', {
      customer: ['PAY_INVOICES'],
      provider: ['ACTIVATE_LICENSES'],
    });
    const names = [
      'customer/invoice',
      'provider/invoice',
      'customer/license',
      'provider/license',
      'other/invoice',
      'customer/invoice',
      'provider-to-customer/lease',
      'product',
    ];
    const document = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';
    const { data, errors } = await test.graph(
      document,
      { ids: names.map((name) => world.id(name)) },
      token,
    );
    const row = (__typename: string, name: string) => ({ __typename, id: world.id(name) });
    expect(data?.['nodes']).toEqual([
      row('Invoice', 'customer/invoice'),
      null,
      null,
      row('License', 'provider/license'),
      null,
      row('Invoice', 'customer/invoice'),
      null,
      row('Product', 'product'),
    ]);
    expect(
      errors
        .map(({ path, extensions }) => [path, extensions])
        .sort((a, b) => JSON.stringify(a[0]).localeCompare(JSON.stringify(b[0]))),
    ).toEqual([
      [
        ['nodes', 1],
        { code: 'FORBIDDEN', missingPermission: 'PAY_INVOICES', grantableBy: 'Holder of provider' },
      ],
      [
        ['nodes', 2],
        {
          code: 'FORBIDDEN',
          missingPermission: 'ACTIVATE_LICENSES',
          grantableBy: 'Holder of customer',
        },
      ],
      [['nodes', 4], { code: 'NOT_FOUND' }],
      [
        ['nodes', 6],
        {
          code: 'FORBIDDEN',
          missingPermission: 'LEASE_PROVIDER',
          grantableBy: 'Holder of provider',
        },
      ],
    ]);
  });

  it('R10 the viewer sees both memberships, each with its own permissions', async () => {
    const token = await world.join('viewer', { customer: ['PAY_INVOICES'], both: ['RESELLER'] });
    const document =
      '{ viewer { memberships { permissions account { name viewerPermissions balance { owed { amount } } } } } }';
    const { data, errors } = await test.graph(document, {}, token);
    expect(data).toEqual({
      viewer: {
        memberships: [
          {
            permissions: ['PAY_INVOICES'],
            account: {
              name: 'The customer',
              viewerPermissions: ['PAY_INVOICES'],
              balance: { owed: { amount: expect.stringMatching(/^\d+\.\d\d$/) as string } },
            },
          },
          {
            permissions: ['RESELLER'],
            account: { name: 'The both', viewerPermissions: ['RESELLER'], balance: null },
          },
        ],
      },
    });
    expect(errors.map(({ path }) => path)).toEqual([
      ['viewer', 'memberships', 1, 'account', 'balance'],
    ]);
  });

  it('R10 the same list, asked by aliases with other arguments, is not answered from memory', async () => {
    const token = await world.join('lists', {
      customer: ['PAY_INVOICES'],
      reseller: ['PAY_INVOICES'],
    });
    const lists = (account: string) => `account(id: "${world.id(`${account}/account`)}") {
      all: invoices { nodes { id } totalCount }
      one: invoices(first: 1) { nodes { id } }
      summaries: invoices(filter: { kind: [SUMMARY] }) { nodes { id } totalCount }
      rest: invoices(filter: { kind: [STANDARD], status: [OPEN] }) { nodes { id } totalCount } }`;
    const { data, errors } = await test.graph(
      `{ a: ${lists('customer')} b: ${lists('reseller')} }`,
      {},
      token,
    );
    expect(errors).toEqual([]);
    for (const [alias, account] of [
      ['a', 'customer'],
      ['b', 'reseller'],
    ] as const) {
      const invoice = { id: world.id(`${account}/invoice`) };
      const summary = { id: world.id(`${account}/summary`) };
      const { all, ...others } = data?.[alias] as Record<string, { nodes: unknown[] }>;
      expect(all).toMatchObject({ totalCount: 4 });
      expect(all?.nodes).toEqual(expect.arrayContaining([invoice, summary]));
      expect(others['one']?.nodes).toEqual([all?.nodes[0]]);
      expect(others['summaries']).toEqual({ nodes: [summary], totalCount: 1 });
      expect(others['rest']).toEqual({ nodes: [invoice], totalCount: 1 });
    }
  });
});

describe('one user on both sides of a resold license', () => {
  let test: TestApplication;
  let world: World;
  beforeAll(async () => {
    test = await TestApplication.start();
    world = await World.over(test);
  });
  afterAll(() => test.stop());

  const ask = (field: string, token: string) =>
    test.graph(
      `query ($id: ID!) { node(id: $id) { ... on License { ${field} } } }`,
      { id: world.id('reseller-to-customer/resold') },
      token,
    );

  it('R10 the side that opens it is enough', async () => {
    const token = await world.join('seller', { reseller: ['RESELLER'], customer: [] });
    const { data, errors } = await ask('key owner { name } customer { name }', token);
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      node: { owner: { name: 'The reseller' }, customer: { name: 'The customer' } },
    });
    const own = await test.graph(
      'query ($id: ID!) { node(id: $id) { id } }',
      { id: world.id('customer/license') },
      token,
    );
    expect(own.errors.map(({ extensions }) => extensions)).toEqual([
      {
        code: 'FORBIDDEN',
        missingPermission: 'ACTIVATE_LICENSES',
        grantableBy: 'Holder of customer',
      },
    ]);
  });

  it('R63 what is missing and who can grant it belong to the same account', async () => {
    const token = await world.join('buyer', { reseller: [], customer: ['MAKE_PURCHASES'] });
    const { data, errors } = await ask('status key owner { name }', token);
    expect(data).toEqual({ node: { status: 'ACTIVE', key: null, owner: null } });
    expect(errors.map(({ path }) => path?.[1])).toEqual(['key', 'owner']);
    const [key, owner] = errors.map(({ extensions }) => extensions);
    expect([
      ['ACTIVATE_LICENSES', 'Holder of customer'],
      ['RESELLER', 'Holder of reseller'],
    ]).toContainEqual([key?.['missingPermission'], key?.['grantableBy']]);
    expect(owner).toEqual({
      code: 'FORBIDDEN',
      missingPermission: 'RESELLER',
      grantableBy: 'Holder of reseller',
    });
  });
});
