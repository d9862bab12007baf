import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { ABSENT_GATEWAY } from '../support/absent-gateway';
import { checksum } from '../support/fixtures';
import { ANY_COST, TestApplication, type GraphAnswer } from '../support/test-application';
import { write } from '../support/write';
import type { AccountName, ActorName } from './actors';
import { askWrites, judged, readsOf, unprovedWord, wordFor, writeOf, writtenWord } from './ask';
import { ROLES, STAFF_WRITES, type StaffRow } from './matrix-staff.table';
import { MATRIX } from './matrix.table';
import { WRITES, type WriteCase } from './matrix-writes.table';
import type { Cell, Group } from './matrix.types';
import { World } from './world';

const schema = buildSchema(readFileSync(join(__dirname, '../../schema/schema.graphql'), 'utf8'));
const VISITED: readonly AccountName[] = ['customer', 'reseller', 'provider', 'both', 'former'];
/** What an administrator may do whoever they act for. */
const ADMINS_ALONE = [
  'Mutation.setPartner',
  'Mutation.inviteStaff',
  'Mutation.changeStaffRole',
  'Mutation.removeStaff',
  'Mutation.disableUser',
  'Mutation.enableUser',
  'Mutation.sendMailing',
  'Mutation.addProduct',
  'Mutation.addAddOn',
  'Mutation.addSupportProduct',
  'Mutation.setProductPrice',
  'Mutation.setAddOnPrice',
  'Mutation.setSupportPrice',
];
/** What billing staff may do whoever they act for, and administrators too. */
const BILLINGS = [
  'Mutation.voidInvoice',
  'Mutation.creditInvoice',
  'Mutation.refundPayment',
  'Mutation.resumeCollection',
  'Mutation.recordBankTransfer',
  'Mutation.reverseBankTransfer',
  'Mutation.applyCredit',
];
/** Of the staff by the store, and none in this session: nobody's member, and a stranger everywhere. */
const UNPROVED = ROLES.map((role) => `unproved ${role}`);

describe('what each field answers to the staff', () => {
  let test: TestApplication;
  let world: World;
  /** Sessions by who they are: a role, one without a second factor, or a role that acts for an account. */
  const sessions = new Map<string, string>();

  async function visit(token: string, account: AccountName): Promise<void> {
    const input = { accountId: world.id(`${account}/account`), reason: 'Ticket 12' };
    expect((await write(test, token, 'actAs', input)).codes).toEqual([]);
  }

  beforeAll(async () => {
    test = await TestApplication.start({ ...ANY_COST }, { gateway: ABSENT_GATEWAY });
    world = await World.over(test);
    for (const role of ROLES) {
      await world.employ(role, role);
      sessions.set(role, await world.newSessionOf(role));
      for (const account of VISITED) {
        const token = await world.newSessionOf(role);
        await visit(token, account);
        sessions.set(`${role} for ${account}`, token);
      }
      await world.employ(`unproved ${role}`, role);
      sessions.set(`unproved ${role}`, await world.newSessionOf(`unproved ${role}`));
      await test.dataSource.query('UPDATE sessions SET second_factor = 0 WHERE user_id = ?', [
        world.userKey(`unproved ${role}`),
      ]);
    }
  });
  afterAll(() => test.stop());

  const sessionOf = (who: string): string => {
    const token = sessions.get(who);
    if (token === undefined) throw new Error(`Nobody is ${who}`);
    return token;
  };

  /** What somebody meets in all rows of a group, beside what the column of `actor` has. */
  async function readBy(who: string, actor: ActorName, group: Group, account: AccountName) {
    const answers = await readsOf(world, schema, group, account, sessionOf(who));
    const came = group.rows.map(({ field, cells }, at): [string, Cell] => {
      const word = wordFor(answers[at] as GraphAnswer, actor, world.holderOf(account));
      return [field, judged(cells[actor], unprovedWord(cells[actor], word))];
    });
    return [who, came] as const;
  }
  const column = (group: Group, actor: ActorName) =>
    group.rows.map(({ field, cells }): [string, Cell] => [field, cells[actor]]);

  const groups = MATRIX.flatMap((group) =>
    group.accounts.map((account) => [group.title, account, group] as const),
  );

  it.each(groups)(
    'R66 all of %s (%s): every role reads alike, acting for the account or not',
    async (_title, account, group) => {
      const staff = ROLES.flatMap((role) => [
        role,
        ...(VISITED.includes(account) ? [`${role} for ${account}`] : []),
      ]);
      const met = await Promise.all(staff.map((who) => readBy(who, 'staff', group, account)));
      expect(met).toEqual(staff.map((who) => [who, column(group, 'staff')]));
    },
  );

  it.each(groups)(
    'R66 R63 all of %s (%s): staff without a second factor are strangers, who are told why',
    async (_title, account, group) => {
      const met = await Promise.all(UNPROVED.map((who) => readBy(who, 'outsider', group, account)));
      expect(met).toEqual(UNPROVED.map((who) => [who, column(group, 'outsider')]));
    },
  );

  it('R66 every mutation has a row', () => {
    expect(STAFF_WRITES.map(({ field }) => field).sort()).toEqual(
      WRITES.map(({ row }) => row.field).sort(),
    );
  });

  /** What a mutation says to each of the staff. */
  function expectedOf({ field, support, billing, admin, acting, unproved }: StaffRow) {
    const { account } = caseOf(field);
    const actingBilling = BILLINGS.includes(field) ? '+' : acting;
    const actingAdmin = ADMINS_ALONE.includes(field) ? admin : actingBilling;
    const expected: Record<string, Cell> = {
      SUPPORT: support,
      BILLING: billing,
      ADMIN: admin,
      [`SUPPORT for ${account}`]: acting,
      [`BILLING for ${account}`]: actingBilling,
      [`ADMIN for ${account}`]: actingAdmin,
      // Acting for one account opens nothing on another one.
      [`SUPPORT for ${account === 'provider' ? 'reseller' : 'provider'}`]: support,
      'unproved ADMIN': unproved,
    };
    return expected;
  }
  function caseOf(field: string): WriteCase {
    const given = WRITES.find(({ row }) => row.field === field);
    if (given === undefined) throw new Error(`${field} has no call`);
    return given;
  }

  describe('of the mutations', () => {
    let before: string;
    let after: string;
    const written = new Map<string, Map<string, GraphAnswer>>();
    beforeAll(async () => {
      before = await checksum(test.dataSource);
      for (const who of new Set(STAFF_WRITES.flatMap((row) => Object.keys(expectedOf(row))))) {
        const cases = STAFF_WRITES.filter((row) => who in expectedOf(row));
        const answers = askWrites(
          world,
          cases.map(({ field }) => caseOf(field)),
          who.replaceAll(' ', '-'),
          () => sessionOf(who),
        );
        written.set(who, await answers);
      }
      after = await checksum(test.dataSource);
    });

    it.each(STAFF_WRITES.map((row) => [row.field, row] as const))(
      'R66 %s: what opens to whom by role, acting for the account, and without a second factor',
      (field, row) => {
        const given = caseOf(field);
        const expected = expectedOf(row);
        const came: Record<string, Cell> = {};
        for (const [who, cell] of Object.entries(expected)) {
          const answer = written.get(who)?.get(field) as GraphAnswer;
          const word = writtenWord(given, answer, 'staff', world.holderOf(given.account));
          came[who] = judged(cell, who === 'unproved ADMIN' ? unprovedWord(cell, word) : word);
        }
        expect(came).toEqual(expected);
        expect(after).toBe(before);
      },
    );
  });

  it.each([
    'account',
    'contact',
    'license',
    'token',
    'mail',
    'failing',
    'support-request',
    'membership:act',
    'membership:invited',
    'invoice',
    'summary',
    'card',
    'paid',
  ])(
    "R63 whoever is refused a mutation on a customer's %s cannot tell it from one that never was",
    async (name) => {
      const never = test.app.ids.encode(world.nodes.get(`customer/${name}`)?.type ?? '', 999_999);
      const calls = WRITES.filter(
        ({ call, account }) => account === 'customer' && call.includes(`<$/${name}>`),
      );
      expect(calls).not.toEqual([]);
      for (const given of calls) {
        const document = writeOf(world, given, 'customer', 'x');
        const other = document.replace(world.id(`customer/${name}`), never);
        for (const who of UNPROVED) {
          const [one, two] = await Promise.all(
            [document, other].map(
              async (text) => (await test.graph(text, {}, sessionOf(who))).text,
            ),
          );
          expect(one).toBe(two);
        }
      }
    },
  );

  it('R66 acting for a customer ends after its hour, with the role, and with the second factor', async () => {
    const sql = (text: string, ...values: unknown[]) => test.dataSource.query(text, values);
    const key = world.userKey('SUPPORT');
    const token = await world.newSessionOf('SUPPORT');
    await visit(token, 'neighbour');
    const update = { accountId: world.id('neighbour/account'), dryRun: true };
    const codes = async () => (await write(test, token, 'updateAccount', update)).codes;
    expect(await codes()).toEqual([]);
    // In another session of the same person nobody acts.
    const second = await world.newSessionOf('SUPPORT');
    expect((await write(test, second, 'updateAccount', update)).codes).toEqual(['FORBIDDEN']);
    await sql('UPDATE users SET staff_role = NULL WHERE id = ?', key);
    expect(await codes()).toEqual(['FORBIDDEN']);
    await sql("UPDATE users SET staff_role = 'SUPPORT' WHERE id = ?", key);
    expect(await codes()).toEqual([]);
    await sql('UPDATE sessions SET second_factor = 0 WHERE user_id = ?', key);
    expect(await codes()).toEqual(['FORBIDDEN']);
    await sql('UPDATE sessions SET second_factor = 1 WHERE user_id = ?', key);
    expect(await codes()).toEqual([]);
    // In place of one account another one: nobody acts for two.
    await visit(token, 'other');
    expect(await codes()).toEqual(['FORBIDDEN']);
    await visit(token, 'neighbour');
    const began = test.now;
    test.now = new Date(began.getTime() + 3_600_000 - 1);
    expect(await codes()).toEqual([]);
    test.now = new Date(began.getTime() + 3_600_000);
    expect(await codes()).toEqual(['FORBIDDEN']);
    test.now = began;
  });

  it('R66 a member of the staff who belongs to the account acts there as what they are', async () => {
    const token = await world.join('moonlighter', { neighbour: ['PAY_INVOICES'] });
    await test.dataSource.query("UPDATE users SET staff_role = 'ADMIN' WHERE id = ?", [
      world.userKey('moonlighter'),
    ]);
    await visit(token, 'neighbour');
    const update = { accountId: world.id('neighbour/account'), dryRun: true };
    const { errors } = await write(test, token, 'updateAccount', update);
    expect(errors.map(({ extensions }) => extensions)).toEqual([
      { code: 'FORBIDDEN', missingPermission: 'HOLDER', grantableBy: 'Holder of neighbour' },
    ]);
  });
});
