import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { TestApplication } from '../support/test-application';
import { unpriced } from '../support/unpriced';
import { nodeTypes } from './walker';
import { World } from './world';

const schema = buildSchema(readFileSync(join(__dirname, '../../schema/schema.graphql'), 'utf8'));
const TYPES = nodeTypes(schema).map(({ name }) => name);

/**
 * A row of each type, of an account that the askers below do not belong to; null where the rows are
 * everybody's. A type that is missing here fails the test: it would be a door that nobody tried.
 */
const ROWS: Readonly<Record<string, readonly string[] | null>> = {
  Account: ['customer/account', 'reseller/account', 'provider/account'],
  User: ['customer/user:holder', 'customer/user:pay', 'customer/user:invited'],
  Session: ['customer/session', 'reseller/session'],
  Membership: [
    'customer/membership:holder',
    'customer/membership:pay',
    'customer/membership:invited',
  ],
  Contact: ['customer/contact', 'reseller/contact'],
  ApiToken: ['customer/token', 'reseller/token'],
  Product: null,
  AddOn: null,
  SupportProduct: null,
  Customer: ['reseller-to-customer/customer', 'provider-to-customer/customer'],
  License: [
    'customer/license',
    'reseller/stock',
    'reseller-to-customer/resold',
    'provider-to-customer/leased',
  ],
  Activation: [
    'customer/activation',
    'reseller-to-customer/resold/activation',
    'provider-to-customer/leased/activation',
  ],
  Lease: ['provider-to-customer/lease', 'both-to-customer/lease'],
  Invoice: ['customer/invoice', 'customer/summary'],
  Payment: ['customer/payment'],
  PaymentMethod: ['customer/card'],
  Cart: ['customer/cart', 'reseller/cart'],
  CartLine: ['customer/cart-line', 'reseller/cart-resale'],
  Order: ['customer/order', 'reseller/order-for-resale'],
  SupportRequest: ['customer/support-request', 'reseller/support-request'],
  Mail: ['customer/mail', 'reseller/failing'],
  Mailing: ['mailing'],
};

/** Ids that nobody ever gave out. */
const GARBAGE = [
  '',
  'x',
  '0',
  '1',
  '-1',
  'null',
  '1 OR 1=1',
  "'; DROP TABLE users; --",
  'lic_',
  'lic_AAAAAAAAAAAAAAAAAAAAAA',
  'lic_AAAAAAAAAAAAAAAAAAAAAA\n',
  'zzz_AAAAAAAAAAAAAAAAAAAAAA',
  '__proto___AAAAAAAAAAAAAAAAAAAAAA',
  'acc_😀😀😀😀😀😀😀😀😀😀😀',
  '\u0000',
  'x'.repeat(100_000),
];

/** Every way to hand over an id, with a selection that the type has. */
const DOORS: readonly ((type: string) => string)[] = [
  () => 'query ($id: ID!) { node(id: $id) { __typename id } }',
  (type) => `query ($id: ID!) { node(id: $id) { ... on ${type} { __typename id } } }`,
  () => 'query ($id: ID!) { nodes(ids: [$id, $id]) { ... on Node { id __typename } } }',
  (type) =>
    `query ($id: ID!, $no: Boolean = false) { it: node(id: $id) @skip(if: $no) { ...all } } fragment all on Node { ... on ${type} { id } }`,
  () => 'query ($id: ID!) { account(id: $id) { __typename id name number } }',
];

describe('an id that is not for the asker', () => {
  let test: TestApplication;
  let world: World;
  beforeAll(async () => {
    test = await TestApplication.start();
    world = await World.over(test);
  });
  afterAll(() => test.stop());

  it('R63 every type that can be had by its id is tried', () => {
    expect(TYPES.length).toBeGreaterThan(10);
    expect(TYPES.filter((type) => !(type in ROWS))).toEqual([]);
    expect(Object.keys(ROWS).filter((type) => !TYPES.includes(type))).toEqual([]);
  });

  const ASKERS = ['nobody', 'other:holder', 'neighbour:none', 'former:act'];

  /** What comes back for each id, by its whole text: one text where they cannot be told apart. */
  async function textsFor(
    who: string,
    document: string,
    ids: readonly string[],
  ): Promise<string[]> {
    const token = who === 'nobody' ? null : await world.sessionOf(who);
    const texts = await Promise.all(
      ids.map(async (id) => {
        const { text, status } = await test.graph(document, { id }, token);
        return `${status} ${unpriced(text)}`;
      }),
    );
    return [...new Set(texts)];
  }

  it.each(TYPES.flatMap((type) => ASKERS.map((who) => [type, who] as const)))(
    'R63 %s of another account answers %s byte for byte like one that never was',
    async (type, who) => {
      const never = [1_000_000, 4_294_967_296].map((key) => test.app.ids.encode(type, key));
      const ids = [...(ROWS[type] ?? []).map((name) => world.id(name)), ...never, 'garbage'];
      for (const door of DOORS) {
        const texts = await textsFor(who, door(type), ids);
        expect(texts).toHaveLength(1);
        expect(texts[0]).toMatch(/NOT_FOUND|UNAUTHENTICATED/);
      }
    },
  );

  it.each(ASKERS)('R63 garbage answers %s byte for byte like an id that never was', async (who) => {
    const keys = [0, 1_000_000, Number.MAX_SAFE_INTEGER];
    const never = TYPES.flatMap((type) => keys.map((key) => test.app.ids.encode(type, key)));
    for (const door of DOORS)
      expect(await textsFor(who, door('License'), [...never, ...GARBAGE])).toHaveLength(1);
  });

  it('R63 an account answers nobody that they are not signed in, whatever the id', async () => {
    const document = 'query ($id: ID!) { account(id: $id) { name } }';
    for (const id of [world.id('customer/account'), test.app.ids.encode('Account', 999), 'x']) {
      const { errors, data } = await test.graph(document, { id });
      expect(data).toEqual({ account: null });
      expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'UNAUTHENTICATED' }]);
    }
  });

  it('R63 an id of one type does not open a row of another type with the same key', async () => {
    const token = await world.sessionOf('customer:holder');
    const [, block] = world.id('customer/license').split('_');
    for (const prefix of ['acc', 'inv', 'act', 'usr', 'prd', 'LIC'])
      expect(
        (await test.graph(DOORS[0]?.('License') ?? '', { id: `${prefix}_${block}` }, token)).text,
      ).toMatch(/NOT_FOUND/);
  });

  it('R63 an id that differs in any character is not the id', async () => {
    const token = await world.sessionOf('customer:holder');
    const id = world.id('customer/license');
    const open: string[] = [];
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const changed = [...id.slice(4)].flatMap((_, at) =>
      // The last letter holds fewer bits than it could: several might be read alike.
      [...(at === id.length - 5 ? letters : 'Ag1_')]
        .map((letter) => `${id.slice(0, at + 4)}${letter}${id.slice(at + 5)}`)
        .filter((other) => other !== id),
    );
    const document = DOORS[0]?.('License') ?? '';
    for (const other of [...changed, `${id}A`, `${id}=`, ` ${id}`, `${id}\n`])
      if ((await test.graph(document, { id: other }, token)).data?.['node'] !== null)
        open.push(other);
    expect(open).toEqual([]);
  });
});

/** What a member without any permission is told to lack, and by whose word it is theirs. */
const MISSING: Readonly<Record<string, readonly [row: string, missing: RegExp]>> = {
  Membership: ['provider/membership:pay', /^HOLDER$/],
  Contact: ['provider/contact', /^HOLDER$/],
  ApiToken: ['provider/token', /^HOLDER$/],
  License: ['provider/license', /^(ACTIVATE_LICENSES|MAKE_PURCHASES)$/],
  Activation: ['provider/activation', /^ACTIVATE_LICENSES$/],
  Customer: ['provider-to-customer/customer', /^LEASE_PROVIDER$/],
  Lease: ['provider-to-customer/lease', /^LEASE_PROVIDER$/],
  Invoice: ['provider/invoice', /^PAY_INVOICES$/],
  Payment: ['provider/payment', /^PAY_INVOICES$/],
  PaymentMethod: ['provider/card', /^PAY_INVOICES$/],
  Cart: ['provider/cart', /^MAKE_PURCHASES$/],
  CartLine: ['provider/cart-line', /^MAKE_PURCHASES$/],
  Order: ['provider/order', /^MAKE_PURCHASES$/],
  Mail: ['provider/mail', /^HOLDER$/],
};
/** Rows that every member may have; people with their sessions, and mailings, belong to no account. */
const NOBODY_LACKS = [
  'SupportRequest',
  'Account',
  'Product',
  'AddOn',
  'SupportProduct',
  'User',
  'Session',
  'Mailing',
];

describe('an id of the own account that needs a permission', () => {
  let test: TestApplication;
  let world: World;
  beforeAll(async () => {
    test = await TestApplication.start();
    world = await World.over(test);
  });
  afterAll(() => test.stop());

  it('R63 every type is tried', () => {
    expect([...Object.keys(MISSING), ...NOBODY_LACKS].sort()).toEqual([...TYPES].sort());
  });

  it.each(Object.entries(MISSING))(
    'R63 %s says what is missing, and the full name of who can grant it',
    async (type, [row, missing]) => {
      const token = await world.sessionOf('provider:none');
      for (const door of DOORS.slice(0, 4)) {
        const { errors, data } = await test.graph(door(type), { id: world.id(row) }, token);
        expect(JSON.stringify(data)).toMatch(/^{"\w+":(null|\[null,null\])}$/);
        expect(errors.length).toBeGreaterThan(0);
        for (const { extensions } of errors)
          expect(extensions).toEqual({
            code: 'FORBIDDEN',
            missingPermission: expect.stringMatching(missing) as string,
            grantableBy: 'Holder of provider',
          });
      }
    },
  );
});
