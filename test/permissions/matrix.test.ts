import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getNamedType, isInterfaceType, isObjectType } from 'graphql';
import { PERMISSIONS } from '../../src/domain/people/permission';
import { ABSENT_GATEWAY } from '../support/absent-gateway';
import { checksum } from '../support/fixtures';
import { ANY_COST, TestApplication, type GraphAnswer } from '../support/test-application';
import { ACTORS, loginWith, type AccountName, type ActorName } from './actors';
import { askWrites, judged, partsOf, payloadOf, readsOf, wordFor, writtenWord } from './ask';
import { MATRIX } from './matrix.table';
import { WRITES } from './matrix-writes.table';
import type { Cell, Group } from './matrix.types';
import { World } from './world';

const schema = buildSchema(readFileSync(join(__dirname, '../../schema/schema.graphql'), 'utf8'));
const objects = Object.values(schema.getTypeMap()).filter(isObjectType);
const isRoot = (type: string) => type === 'Query' || type === 'Mutation';

/** Asked in its own way below, for the session must be one's own. */
const BY_HAND = ['Mutation.revokeSession', 'AppliedInvoice.amount', 'AppliedInvoice.remaining'];
/** Secrets that the mutations are asked for too; see `SECRETS` of the table of writes. */
const SECRETS = WRITES.flatMap(({ row, secret }) => {
  const payload = objects.find((type) => type.name === payloadOf(row.field));
  const asked = secret.replaceAll('{ amount }', '').matchAll(/(\w+)(?:\s*\{([^}]*)\})?/g);
  return [...asked].flatMap(([, name = '', inner]) => {
    const object = getNamedType(payload?.getFields()[name]?.type)?.name;
    return inner === undefined
      ? [`${payloadOf(row.field)}.${name}`]
      : (inner.match(/\w+/g) ?? []).map((field) => `${object}.${field}`);
  });
});

/** Every field that somebody may be refused, and every type with a rule for its rows. */
const guarded = objects.flatMap((type) => [
  ...(type.astNode?.directives?.length ? [type.name] : []),
  ...Object.values(type.getFields())
    .filter((field) => isRoot(type.name) || field.astNode?.directives?.length)
    .map((field) => `${type.name}.${field.name}`),
]);
const inTable = new Set([
  ...BY_HAND,
  ...SECRETS,
  ...WRITES.map(({ row }) => row.field),
  ...MATRIX.flatMap(({ rows }) => rows).map(({ field }) => {
    const { type, name } = partsOf(field);
    return name === '' ? type : `${type}.${name}`;
  }),
]);

describe('the table', () => {
  it('R7 names every root field, every guarded field and every type with a rule for its rows', () => {
    expect(guarded.length).toBeGreaterThan(90);
    expect(guarded.filter((name) => !inTable.has(name))).toEqual([]);
  });

  it('R7 names nothing that the schema does not have', () => {
    const known = objects.flatMap((type) => [
      type.name,
      ...Object.keys(type.getFields()).map((field) => `${type.name}.${field}`),
    ]);
    expect([...inTable].filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each(PERMISSIONS)('R7 has a row that %s opens, and that is closed without', (permission) => {
    const all = [...MATRIX.flatMap(({ rows }) => rows), ...WRITES.map(({ row }) => row)];
    const opened = all.filter(
      ({ cells }) => /^[+0x]/.test(cells[loginWith(permission)]) && !/[+0x]/.test(cells.none),
    );
    expect(opened.map(({ field }) => field)).not.toEqual([]);
  });

  it('R7 has a row for every type that can be had by its id', () => {
    const node = schema.getType('Node');
    const nodes = isInterfaceType(node) ? schema.getPossibleTypes(node) : [];
    expect(nodes.length).toBeGreaterThan(10);
    expect(nodes.map(({ name }) => name).filter((name) => !inTable.has(name))).toEqual([]);
  });
});

describe('what each field answers to each actor', () => {
  let test: TestApplication;
  let world: World;
  beforeAll(async () => {
    test = await TestApplication.start(ANY_COST, { gateway: ABSENT_GATEWAY });
    world = await World.over(test);
  });
  afterAll(() => test.stop());

  type Outcome = Partial<Record<ActorName, Cell>>;
  const read = new Map<string, Promise<Outcome[]>>();
  const written = new Map<string, Outcome>();

  /** What each actor meets in each row of a group, which is asked for in one document. */
  async function ask(group: Group, account: AccountName): Promise<Outcome[]> {
    const outcomes: Outcome[] = group.rows.map(() => ({}));
    await Promise.all(
      ACTORS.map(async (actor) => {
        const token = await world.tokenOf(actor, account);
        const answers = await readsOf(world, schema, group, account, token);
        group.rows.forEach(({ cells }, at) => {
          const word = wordFor(answers[at] as GraphAnswer, actor, world.holderOf(account));
          Object.assign(outcomes[at] as Outcome, { [actor]: judged(cells[actor], word) });
        });
      }),
    );
    return outcomes;
  }
  const outcomesOf = (group: Group, account: AccountName): Promise<Outcome[]> => {
    const name = `${account} ${group.title} ${group.reach}`;
    const outcomes = read.get(name) ?? ask(group, account);
    read.set(name, outcomes);
    return outcomes;
  };

  it.each(
    MATRIX.flatMap((group) =>
      group.rows.map(
        (row, at) => [row.field, group.title, group.accounts[0], { group, row, at }] as const,
      ),
    ),
  )('R7 %s of %s (%s)', async (_field, _title, account = 'customer', { group, row, at }) => {
    expect((await outcomesOf(group, account))[at]).toEqual(row.cells);
  });

  it.each(
    MATRIX.flatMap((group) =>
      group.accounts.map((account) => [group.title, account, group] as const),
    ),
  )('R7 all of %s (%s), in one document', async (_title, account, group) => {
    const outcomes = await outcomesOf(group, account);
    expect(group.rows.map(({ field }, at) => [field, outcomes[at]])).toEqual(
      group.rows.map(({ field, cells }) => [field, cells]),
    );
  });

  describe('of the mutations', () => {
    let before: string;
    let after: string;
    beforeAll(async () => {
      before = await checksum(test.dataSource);
      for (const actor of ACTORS) {
        const answers = await askWrites(world, WRITES, actor, (account) =>
          world.tokenOf(actor, account),
        );
        for (const given of WRITES) {
          const { field, cells } = given.row;
          const answer = answers.get(field) as GraphAnswer;
          const word = writtenWord(given, answer, actor, world.holderOf(given.account));
          written.set(field, { ...written.get(field), [actor]: judged(cells[actor], word) });
        }
      }
      after = await checksum(test.dataSource);
    });

    it.each(WRITES.map((given) => [given.row.field, given] as const))(
      'R7 R63 R65 %s, asked of each, and nothing is written by anybody',
      (field, given) => {
        expect(written.get(field)).toEqual(given.row.cells);
        expect(after).toBe(before);
      },
    );
  });

  it("R7 Mutation.revokeSession is for the session's person alone", async () => {
    const id = world.id('customer/session');
    const document = `mutation { revokeSession(input: { sessionId: "${id}" }) { userErrors { code } } }`;
    const outcome: Record<string, unknown> = {};
    for (const actor of [...ACTORS.filter((one) => one !== 'holder'), 'holder'] as const) {
      const answer = await test.graph(document, {}, await world.tokenOf(actor, 'customer'));
      outcome[actor] = answer.errors[0]?.extensions['code'] ?? '+';
    }
    expect(outcome).toEqual({
      ...Object.fromEntries(ACTORS.map((actor) => [actor, 'NOT_FOUND'])),
      nobody: 'UNAUTHENTICATED',
      holder: '+',
    });
  });

  it('R7 Mutation.signOut is for everybody who is signed in', async () => {
    for (const actor of ACTORS) {
      const own = actor === 'nobody' ? null : world.userOf(actor, 'customer');
      const token = own === null ? null : await world.newSessionOf(own);
      const answer = await test.graph(
        'mutation { signOut(input: {}) { userErrors { code } } }',
        {},
        token,
      );
      expect([actor, answer.errors.map(({ extensions }) => extensions['code'])]).toEqual([
        actor,
        actor === 'nobody' ? ['UNAUTHENTICATED'] : [],
      ]);
    }
  });
});
