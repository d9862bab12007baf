import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { checksum } from '../support/fixtures';
import { ANY_COST, TestApplication, type GraphAnswer } from '../support/test-application';
import { askWrites, judged, readsOf, wordFor, writtenWord } from './ask';
import { MATRIX } from './matrix.table';
import { EVERYBODYS } from './matrix-tokens.table';
import { WRITES } from './matrix-writes.table';
import type { Cell } from './matrix.types';
import { World } from './world';

const schema = buildSchema(readFileSync(join(__dirname, '../../schema/schema.graphql'), 'utf8'));

/** Of oneself one learns who one is; that there are memberships and sessions, not which. */
const ONESELF: Readonly<Record<string, Cell>> = {
  'Query.viewer': '+',
  'Viewer.user': '+',
  'Viewer.memberships': '+',
  'Viewer.sessions': '+',
};
/** What is closed to nobody is closed until the password is changed, and says just that. */
const CLOSED: Readonly<Record<Cell, Cell>> = { u: 'pwd', n: 'pwd' };

describe('before a one-time password is changed (R32)', () => {
  let test: TestApplication;
  let world: World;
  /** The customer's holder, and an administrator; both have everything but a password of their own. */
  const PEOPLE = ['customer:holder', 'staff'];
  beforeAll(async () => {
    test = await TestApplication.start({ ...ANY_COST });
    world = await World.over(test);
    for (const person of PEOPLE)
      await test.dataSource.query('UPDATE users SET must_change_password = 1 WHERE id = ?', [
        world.userKey(person),
      ]);
  });
  afterAll(() => test.stop());

  it.each(
    MATRIX.flatMap((group) =>
      group.accounts
        .filter((account) => account === 'customer')
        .map((account) => [group.title, account, group] as const),
    ),
  )('R32 all of %s (%s) is closed, and says why', async (_title, account, group) => {
    const expected = group.rows.map(({ field, cells: { nobody } }) => [
      field,
      ONESELF[field] ?? CLOSED[nobody] ?? nobody,
    ]);
    for (const person of PEOPLE) {
      const token = await world.sessionOf(person);
      const answers = await readsOf(world, schema, group, account, token);
      const came = expected.map(([field, cell = ''], at) => [
        field,
        judged(cell, wordFor(answers[at] as GraphAnswer, 'none', world.holderOf(account))),
      ]);
      expect([person, came]).toEqual([person, expected]);
    }
  });

  it('R32 what one belongs to, and where one is signed in, is shown afterwards', async () => {
    const document =
      '{ viewer { passwordChangeRequired staffRole memberships { id } sessions { id } } }';
    for (const person of PEOPLE)
      expect((await test.graph(document, {}, await world.sessionOf(person))).data).toEqual({
        viewer: { passwordChangeRequired: true, staffRole: null, memberships: [], sessions: [] },
      });
  });

  describe('of the mutations', () => {
    let before: string;
    let after: string;
    const written = new Map<string, Map<string, GraphAnswer>>();
    beforeAll(async () => {
      before = await checksum(test.dataSource);
      for (const person of PEOPLE) {
        const answers = askWrites(world, WRITES, person.replace(':', '-'), () =>
          world.sessionOf(person),
        );
        written.set(person, await answers);
      }
      after = await checksum(test.dataSource);
    });

    it.each(WRITES.map((given) => [given.row.field, given] as const))(
      'R32 %s is closed, unless it is the change of the password or anybody does it',
      (field, given) => {
        const open = [...EVERYBODYS, 'Mutation.changePassword', 'Mutation.signOut'].includes(field);
        const cell = open ? 'x' : 'pwd';
        for (const person of PEOPLE) {
          const answer = written.get(person)?.get(field) as GraphAnswer;
          const word = writtenWord(given, answer, 'none', world.holderOf(given.account));
          expect([person, judged(cell, word)]).toEqual([person, cell]);
        }
        expect(after).toBe(before);
      },
    );
  });
});
