import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getNamedType, isInterfaceType, isObjectType } from 'graphql';
import { ABSENT_GATEWAY } from '../support/absent-gateway';
import { checksum } from '../support/fixtures';
import { ANY_COST, TestApplication, type GraphAnswer } from '../support/test-application';
import { ACTORS, type AccountName, type ActorName } from './actors';
import {
  judged,
  partOf,
  partsOf,
  payloadOf,
  selectionOf,
  wordFor,
  writeOf,
  writtenWord,
  type Question,
} from './ask';
import { MATRIX } from './matrix.table';
import { WRITES } from './matrix-writes.table';
import type { Cell } from './matrix.types';
import { World } from './world';

const schema = buildSchema(readFileSync(join(__dirname, '../../schema/schema.graphql'), 'utf8'));
const objects = Object.values(schema.getTypeMap()).filter(isObjectType);
const isRoot = (type: string) => type === 'Query' || type === 'Mutation';

/** Asked in its own way below, for the session must be one's own. */
const BY_HAND = ['Mutation.revokeSession'];
/** Secrets that the mutations are asked for too; see `SECRETS` of the table of writes. */
const SECRETS = WRITES.flatMap(({ row, secret }) => {
  const [name, ...inner] = secret.match(/\w+/g) ?? [];
  if (name === undefined) return [];
  if (inner.length === 0) return [`${payloadOf(row.field)}.${name}`];
  const payload = objects.find((type) => type.name === payloadOf(row.field));
  const object = getNamedType(payload?.getFields()[name]?.type)?.name;
  return inner.map((field) => `${object}.${field}`);
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
    // Listening already, or each request would open a port of its own.
    await test.server.listen({ port: 0, host: '127.0.0.1' });
    world = await World.over(test);
  });
  afterAll(() => test.stop());

  /** Asks as every actor at once; what fits the row of the table comes back as the table has it. */
  async function askAll(
    account: AccountName,
    document: string,
    judge: (answer: GraphAnswer, actor: ActorName) => void,
  ) {
    await Promise.all(
      ACTORS.map(async (actor) => {
        const token = await world.tokenOf(actor, account);
        judge(await test.graph(document, {}, token), actor);
      }),
    );
  }

  const judgeFor =
    ({ row, account }: Question, outcome: Partial<Record<ActorName, Cell>>) =>
    (answer: GraphAnswer, actor: ActorName): void => {
      const word = wordFor(answer, actor, world.holderOf(account));
      outcome[actor] = judged(row.cells[actor], word);
    };

  it.each(
    MATRIX.flatMap((group) =>
      group.rows.map((row) => [row.field, group.title, group.accounts[0], { group, row }] as const),
    ),
  )('R7 %s of %s (%s)', async (_field, _title, account = 'customer', given) => {
    const question = { ...given, account };
    const outcome = {};
    const document = `{ ${selectionOf(world, schema, question)} }`;
    await askAll(account, document, judgeFor(question, outcome));
    expect(outcome).toEqual(question.row.cells);
  });

  it.each(
    MATRIX.flatMap((group) =>
      group.accounts.map((account) => [group.title, account, group] as const),
    ),
  )('R7 all of %s (%s), in one document', async (_title, account, group) => {
    const questions = group.rows.map((row) => ({ group, row, account }));
    const outcomes = questions.map(() => ({}));
    const selections = questions.map(
      (question, at) => `_${at}: ${selectionOf(world, schema, question)}`,
    );
    await askAll(account, `{ ${selections.join('\n')} }`, (answer, actor) => {
      questions.forEach((question, at) =>
        judgeFor(question, outcomes[at] as object)(partOf(answer, `_${at}`), actor),
      );
    });
    expect(questions.map(({ row: { field } }, at) => [field, outcomes[at]])).toEqual(
      group.rows.map(({ field, cells }) => [field, cells]),
    );
  });

  it.each(WRITES.map((given) => [given.row.field, given] as const))(
    'R7 R63 R65 %s, asked of each, and nothing is written by anybody',
    async (_field, given) => {
      const before = await checksum(test.dataSource);
      const outcome: Partial<Record<ActorName, Cell>> = {};
      for (const actor of ACTORS) {
        const token = await world.tokenOf(actor, given.account);
        const answer = await test.graph(writeOf(world, given, given.account, actor), {}, token);
        const word = writtenWord(given, answer, actor, world.holderOf(given.account));
        outcome[actor] = judged(given.row.cells[actor], word);
      }
      expect(outcome).toEqual(given.row.cells);
      expect(await checksum(test.dataSource)).toBe(before);
    },
  );

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
