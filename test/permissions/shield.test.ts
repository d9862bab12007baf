import { buildSchema, graphql } from 'graphql';
import { allow, and, deny, not, or } from 'graphql-shield';
import type { Actor } from '../../src/domain/people/actor';
import type { Clause } from '../../src/permissions/clause';
import * as shield from '../../src/permissions/shield';
import {
  canActivateLicenses,
  canPayInvoices,
  clausesOf,
  isAnybody,
  isHolder,
  isSignedIn,
  isStaff,
  whenArgument,
} from '../../src/permissions/rules';
import { TestApplication } from '../support/test-application';
import { World } from './world';

describe('rules of graphql-shield', () => {
  it('say what they let in, one by one and joined by `or`, also of what is joined already', () => {
    const inside = or(isHolder, isStaff('BILLING'));
    const all: Clause[] = [
      { kind: 'permission', permission: 'ACTIVATE_LICENSES', through: 'CUSTOMER' },
      { kind: 'holder', through: 'OWNER', inPerson: false },
      { kind: 'staff', role: 'BILLING' },
    ];
    expect(clausesOf(or(canActivateLicenses('CUSTOMER'), inside))).toEqual(all);
    expect(clausesOf(isAnybody)).toEqual([{ kind: 'public' }]);
    expect(canActivateLicenses('CUSTOMER')).toBe(canActivateLicenses('CUSTOMER'));
    expect(canActivateLicenses()).not.toBe(canActivateLicenses('CUSTOMER'));
  });

  it.each([
    ['and', and(isHolder, isSignedIn)],
    ['not', not(isHolder)],
    ['deny', deny],
    ['or of nothing', or()],
    ['or with a foreign rule', or(isHolder, not(isHolder))],
  ])('joined by anything else are refused, for nobody could show them: %s', (_how, rule) => {
    expect(() => clausesOf(rule)).toThrow();
  });

  it('look at an argument only where they are about a permission', () => {
    expect(() => whenArgument('relation', 'LEASED', isHolder)).toThrow('about a permission');
    expect(() => whenArgument('relation', 'LEASED', or(canPayInvoices(), isHolder))).toThrow();
  });

  it('R7 a root field without a rule is refused to everybody', async () => {
    const schema = shield.withShield(
      buildSchema(
        'type Query { open: Int closed: Int forgotten: Int } type Mutation { gone: Int }',
      ),
      { fields: { Query: { open: allow, closed: isSignedIn } }, rows: {} },
    );
    const anonymous: Actor = { kind: 'anonymous' };
    const ask = async (source: string) =>
      graphql({
        schema,
        source,
        rootValue: { open: 1, closed: 2, forgotten: 3, gone: 4 },
        contextValue: { actor: anonymous },
      });
    const { data, errors } = await ask('{ open closed forgotten }');
    expect(data).toEqual({ open: 1, closed: null, forgotten: null });
    expect(errors?.map(({ path, extensions }) => [path?.[0], extensions['code']]).sort()).toEqual([
      ['closed', 'UNAUTHENTICATED'],
      ['forgotten', 'FORBIDDEN'],
    ]);
    expect((await ask('mutation { gone }')).data).toEqual({ gone: null });
  });
});

/*
 * What the shield is there for, and what holds without it: whoever takes it off opens fields and mutations that
 * name no row, and nothing else.
 */
describe.each([['on'], ['off']])('R7 with the shield %s', (state) => {
  let test: TestApplication;
  let world: World;

  beforeAll(async () => {
    const { withShield } = shield;
    jest
      .spyOn(shield, 'withShield')
      .mockImplementation((schema, map) => (state === 'on' ? withShield(schema, map) : schema));
    // A schema that was built before would be shielded.
    test = await TestApplication.start({}, { spareSchemas: null });
    world = await World.over(test);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await test.stop();
  });

  const codes = async (document: string, variables: object, token: string | null) => {
    const { errors } = await test.graph(document, variables as Record<string, unknown>, token);
    return errors.map(({ extensions: { code, missingPermission = null } }) => [
      code,
      missingPermission,
    ]);
  };

  it.each([
    ['act', '{ account(id: $id) { invoices { totalCount } } }', 'PAY_INVOICES'],
    ['pay', '{ account(id: $id) { licenses { totalCount } } }', 'ACTIVATE_LICENSES'],
    ['none', '{ account(id: $id) { contacts { totalCount } } }', 'HOLDER'],
  ])('%s: fields of a row are refused by the shield alone: %s', async (login, fields, missing) => {
    const token = await world.sessionOf(`customer:${login}`);
    const id = world.id('customer/account');
    expect(await codes(`query ($id: ID!) ${fields}`, { id }, token)).toEqual(
      state === 'on' ? [['FORBIDDEN', missing]] : [],
    );
  });

  it('root fields and mutations that name no row are refused by the shield alone', async () => {
    const token = await world.sessionOf('customer:holder');
    expect(await codes('{ accounts { totalCount } }', {}, token)).toEqual(
      state === 'on' ? [['FORBIDDEN', 'STAFF']] : [],
    );
    const update =
      'mutation ($input: UpdateMyselfInput!) { updateMyself(input: $input) { userErrors { code } } }';
    const provisional = await world.sessionOf('neighbour:none');
    await test.dataSource.query('UPDATE users SET must_change_password = 1 WHERE id = ?', [
      world.userKey('neighbour:none'),
    ]);
    expect(await codes(update, { input: { fullName: 'New Name' } }, provisional)).toEqual(
      state === 'on' ? [['PASSWORD_CHANGE_REQUIRED', null]] : [],
    );
  });

  it('rows are refused by themselves, whoever asks for them', async () => {
    const act = await world.sessionOf('customer:act');
    const node = 'query ($id: ID!) { node(id: $id) { id } }';
    const nodes = 'query ($id: ID!) { nodes(ids: [$id]) { id } }';
    for (const document of [node, nodes]) {
      const ask = (name: string, token: string | null) =>
        codes(document, { id: world.id(name) }, token);
      expect(await ask('customer/invoice', act)).toEqual([['FORBIDDEN', 'PAY_INVOICES']]);
      expect(await ask('other/invoice', act)).toEqual([['NOT_FOUND', null]]);
      expect(await ask('customer/license', null)).toEqual([['NOT_FOUND', null]]);
    }
  });

  it('the row of a mutation is refused by itself, by the same rule', async () => {
    const activate =
      'mutation ($input: ActivateLicenseInput!) { activateLicense(input: $input) { userErrors { code } } }';
    const ask = async (login: string, license: string) =>
      codes(
        activate,
        { input: { licenseId: world.id(license), serverName: 'a.example' } },
        await world.sessionOf(login),
      );
    expect(await ask('customer:pay', 'customer/license')).toEqual([
      ['FORBIDDEN', 'ACTIVATE_LICENSES'],
    ]);
    expect(await ask('customer:act', 'other/license')).toEqual([['NOT_FOUND', null]]);
    expect(await ask('reseller:holder', 'customer/license')).toEqual([['NOT_FOUND', null]]);
  });
});
