import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { PERMISSIONS } from '../../src/domain/people/permission';
import { ABSENT_GATEWAY } from '../support/absent-gateway';
import { checksum } from '../support/fixtures';
import {
  ANY_COST,
  NO_SUCH_BEARER,
  TestApplication,
  type GraphAnswer,
} from '../support/test-application';
import type { AccountName } from './actors';
import { askWrites, judged, readsOf, wordFor, writtenWord } from './ask';
import { MATRIX } from './matrix.table';
import { READ_OTHERWISE, TOKEN_KINDS, writeCell, type TokenKind } from './matrix-tokens.table';
import { WRITES } from './matrix-writes.table';
import type { Group } from './matrix.types';
import { World } from './world';

const schema = buildSchema(readFileSync(join(__dirname, '../../schema/schema.graphql'), 'utf8'));
const nameOf = ({ permission, access }: TokenKind) => `${permission}:${access}`;

describe('what each field answers to API tokens', () => {
  let test: TestApplication;
  let world: World;
  beforeAll(async () => {
    test = await TestApplication.start({ ...ANY_COST }, { gateway: ABSENT_GATEWAY });
    world = await World.over(test);
  });
  afterAll(() => test.stop());

  const tokenOf = (account: AccountName, { permission, access }: TokenKind) =>
    world.apiToken(account, permission, access);

  /** What tokens of every kind meet in all rows of a group, asked in one document. */
  async function readBy(kind: TokenKind, group: Group, account: AccountName) {
    const answers = await readsOf(world, schema, group, account, await tokenOf(account, kind));
    // What the login is refused, because the way there is closed, the token is as well.
    const expected = group.rows.map(({ field, cells: { [kind.login]: cell } }) => [
      field,
      /^[+0]$/.test(cell) ? (READ_OTHERWISE[field] ?? cell) : cell,
    ]);
    const came = expected.map(([field, cell = ''], at) => {
      const word = wordFor(answers[at] as GraphAnswer, kind.login, world.holderOf(account));
      return [field, judged(cell, word)];
    });
    return { expected, came };
  }

  it('R59 every scope is asked, to read and to write', () => {
    expect(PERMISSIONS.length).toBeGreaterThanOrEqual(5);
    expect(TOKEN_KINDS.map(nameOf).sort()).toEqual(
      PERMISSIONS.flatMap((permission) => [`${permission}:READ`, `${permission}:WRITE`]).sort(),
    );
  });

  it.each(
    MATRIX.flatMap((group) =>
      group.accounts.map((account) => [group.title, account, group] as const),
    ),
  )(
    'R59 all of %s (%s), as the login with the same permission, but never as a person',
    async (_title, account, group) => {
      const met = await Promise.all(
        TOKEN_KINDS.map(
          async (kind) => [nameOf(kind), await readBy(kind, group, account)] as const,
        ),
      );
      expect(met.map(([name, { came }]) => [name, came])).toEqual(
        met.map(([name, { expected }]) => [name, expected]),
      );
    },
  );

  describe('of the mutations', () => {
    let before: string;
    let after: string;
    const written = new Map<TokenKind, Map<string, GraphAnswer>>();
    beforeAll(async () => {
      before = await checksum(test.dataSource);
      for (const kind of TOKEN_KINDS) {
        const name = nameOf(kind).replace(':', '-');
        const answers = askWrites(world, WRITES, name, (account) => tokenOf(account, kind));
        written.set(kind, await answers);
      }
      after = await checksum(test.dataSource);
    });

    it.each(WRITES.map((given) => [given.row.field, given] as const))(
      'R59 R63 %s, asked by tokens of every scope: READ opens none and makes a dry run of none, and nothing is written',
      (field, given) => {
        const [expected, came]: Record<string, string>[] = [{}, {}];
        for (const kind of TOKEN_KINDS) {
          const answer = written.get(kind)?.get(field) as GraphAnswer;
          const cell = writeCell(given.row, kind);
          // A READ scope may be told to lack what it has to read.
          const actor = kind.access === 'READ' ? 'none' : kind.login;
          const word = writtenWord(given, answer, actor, world.holderOf(given.account));
          Object.assign(expected as object, { [nameOf(kind)]: cell });
          Object.assign(came as object, { [nameOf(kind)]: judged(cell, word) });
        }
        expect(came).toEqual(expected);
        expect(after).toBe(before);
      },
    );
  });

  it('R59 a token sees itself', async () => {
    for (const kind of TOKEN_KINDS) {
      const token = await tokenOf('customer', kind);
      const document =
        '{ viewer { token { id name createdBy monthlySpendingCap { amount } scopes { permission access } } } }';
      expect((await test.graph(document, {}, token)).data).toEqual({
        viewer: {
          token: {
            id: world.id(`customer/token:${nameOf(kind)}`),
            name: 'Back end of customer',
            createdBy: 'Holder of customer',
            monthlySpendingCap: { amount: '500.00' },
            scopes: [{ permission: kind.permission, access: kind.access }],
          },
        },
      });
    }
  });

  it('R59 R65 a READ token neither does nor makes a dry run of what the WRITE token does', async () => {
    const ask = async (access: 'READ' | 'WRITE', dryRun: boolean) => {
      const token = await world.apiToken('customer', 'ACTIVATE_LICENSES', access);
      const input = `licenseId: "${world.id('customer/license')}", serverName: "a.test", move: true, dryRun: ${dryRun}`;
      const document = `mutation { activateLicense(input: { ${input} }) { userErrors { code } } }`;
      return (await test.graph(document, {}, token)).errors.map(({ extensions }) => extensions);
    };
    const lacks = {
      code: 'FORBIDDEN',
      missingPermission: 'ACTIVATE_LICENSES',
      grantableBy: 'Holder of customer',
    };
    const before = await checksum(test.dataSource);
    expect(await ask('READ', true)).toEqual([lacks]);
    expect(await ask('READ', false)).toEqual([lacks]);
    expect(await ask('WRITE', true)).toEqual([]);
    expect(await checksum(test.dataSource)).toBe(before);
    expect(await ask('WRITE', false)).toEqual([]);
    expect(await checksum(test.dataSource)).not.toBe(before);
  });

  it('R64 R59 viewerCan tells a token the same as the mutation would', async () => {
    const ask = async (access: 'READ' | 'WRITE', row: string, action: string) => {
      const token = await world.apiToken('provider', 'ACTIVATE_LICENSES', access);
      const document = `query ($id: ID!) { node(id: $id) { ... on Account { viewerCan(action: ${action}) { allowed missingPermission } } ... on License { viewerCan(action: ${action}) { allowed missingPermission } } } }`;
      const { data } = await test.graph(document, { id: world.id(row) }, token);
      return (data?.['node'] as { viewerCan: object }).viewerCan;
    };
    const may = { allowed: true, missingPermission: null };
    const lacks = (missingPermission: string | null) => ({ allowed: false, missingPermission });
    const license = 'provider/license';
    expect(await ask('WRITE', license, 'ACTIVATE_LICENSE')).toEqual(may);
    expect(await ask('READ', license, 'ACTIVATE_LICENSE')).toEqual(lacks('ACTIVATE_LICENSES'));
    for (const access of ['READ', 'WRITE'] as const) {
      expect(await ask(access, 'provider/account', 'ACCEPT_TRANSFER')).toEqual(lacks(null));
      expect(await ask(access, 'provider/account', 'CREATE_API_TOKEN')).toEqual(lacks('HOLDER'));
    }
  });

  it('R13 R59 what a token may do ends with what its maker may do, at the next request', async () => {
    const token = await world.apiToken('neighbour', 'PAY_INVOICES', 'READ');
    const sql = (text: string, ...values: unknown[]) => test.dataSource.query(text, values);
    const document = `{ node(id: "${world.id('neighbour/invoice')}") { __typename } }`;
    const codes = async () =>
      (await test.graph(document, {}, token)).errors.map(({ extensions }) => extensions['code']);
    const [account, maker, next] = [
      world.accountKey('neighbour'),
      world.userKey('neighbour:holder'),
      world.userKey('neighbour:none'),
    ];
    expect(await codes()).toEqual([]);
    // The maker is a login without permissions, …
    await sql('UPDATE accounts SET holder_user_id = ? WHERE id = ?', next, account);
    expect(await codes()).toEqual(['FORBIDDEN']);
    const grant = 'UPDATE memberships SET may_pay_invoices = 1 WHERE user_id = ?';
    await sql(grant, maker);
    expect(await codes()).toEqual([]);
    // … has to change a one-time password, …
    const oneTime = 'UPDATE users SET must_change_password = ? WHERE id = ?';
    await sql(oneTime, 1, maker);
    expect(await codes()).toEqual(['UNAUTHENTICATED']);
    await sql(oneTime, 0, maker);
    // … is invited anew, …
    const status = 'UPDATE memberships SET status = ? WHERE user_id = ?';
    await sql(status, 'INVITED', maker);
    expect(await codes()).toEqual(['UNAUTHENTICATED']);
    await sql(status, 'ACTIVE', maker);
    expect(await codes()).toEqual([]);
    // … and belongs to the account no more.
    await sql('DELETE FROM memberships WHERE user_id = ?', maker);
    expect(await codes()).toEqual(['UNAUTHENTICATED']);
    expect(await test.graph('{ viewer { staffRole } }', {}, token)).toMatchObject(NO_SUCH_BEARER);
  });
});
