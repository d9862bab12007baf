import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isInterfaceType, isObjectType } from 'graphql';
import { TestApplication } from '../support/test-application';
import { ACTORS, type ActorName } from './actors';
import { documentOf, judged, partsOf, wordFor, type Question } from './ask';
import { MATRIX } from './matrix.table';
import type { Cell } from './matrix.types';
import { World } from './world';

const schema = buildSchema(readFileSync(join(__dirname, '../../schema/schema.graphql'), 'utf8'));
const objects = Object.values(schema.getTypeMap()).filter(isObjectType);
const isRoot = (type: string) => type === 'Query' || type === 'Mutation';

/** Asked in their own way below: one would end the session, the other makes one. */
const MUTATIONS = ['Mutation.signIn', 'Mutation.signOut'];

/** Every field that somebody may be refused, and every type with a rule for its rows. */
const guarded = objects.flatMap((type) => [
  ...(type.astNode?.directives?.length ? [type.name] : []),
  ...Object.values(type.getFields())
    .filter((field) => isRoot(type.name) || field.astNode?.directives?.length)
    .map((field) => `${type.name}.${field.name}`),
]);
const inTable = new Set([
  ...MUTATIONS,
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
    test = await TestApplication.start();
    // Listening already, or each request would open a port of its own.
    await test.server.listen({ port: 0, host: '127.0.0.1' });
    world = await World.over(test);
  });
  afterAll(() => test.stop());

  /** Both executors: a variable that is left to its default is more than the compiled one takes. */
  const WAYS = [
    (selection: string) => `{ ${selection} }`,
    (selection: string) => `query ($yes: Boolean! = true) { ... @include(if: $yes) { ${selection} } }`,
  ];

  async function answers(question: Question, wrap: (selection: string) => string) {
    const row: Partial<Record<ActorName, Cell>> = {};
    const document = wrap(documentOf(world, schema, question));
    for (const actor of ACTORS) {
      const token = await world.tokenOf(actor, question.account);
      const answer = await test.graph(document, {}, token);
      const word = wordFor(answer, world.holderOf(question.account));
      row[actor] = judged(question.row.cells[actor], word);
    }
    return row;
  }

  const cases = MATRIX.flatMap((group) =>
    group.accounts.flatMap((account) =>
      group.rows.map((row) => [row.field, group.title, account, { group, row, account }] as const),
    ),
  );

  it.each(cases)('R7 %s of %s (%s)', async (_field, _title, _account, question) => {
    for (const wrap of WAYS) expect(await answers(question, wrap)).toEqual(question.row.cells);
  });

  it('R7 Mutation.signIn is for everybody', async () => {
    const document = `mutation { signIn(input: { email: "nobody@at.all", password: "no" }) { userErrors { code } } }`;
    for (const actor of ACTORS) {
      const answer = await test.graph(document, {}, await world.tokenOf(actor, 'customer'));
      expect([actor, wordFor(answer, '')]).toEqual([actor, '+']);
    }
  });

  it('R7 Mutation.signOut is for everybody who is signed in', async () => {
    for (const actor of ACTORS) {
      const own = actor === 'nobody' ? null : world.userOf(actor, 'customer');
      const token = own === null ? null : await world.newSessionOf(own);
      const answer = await test.graph('mutation { signOut(input: {}) { userErrors { code } } }', {}, token);
      expect([actor, answer.errors.map(({ extensions }) => extensions['code'])]).toEqual([
        actor,
        actor === 'nobody' ? ['UNAUTHENTICATED'] : [],
      ]);
    }
  });
});
