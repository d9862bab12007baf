import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isObjectType } from 'graphql';
import type { Access } from '../../src/domain/people/actor';
import type { Permission } from '../../src/domain/people/permission';
import { ANY_COST, TestApplication } from '../support/test-application';
import type { AccountName } from './actors';
import { Canaries } from './canaries';
import { SIGHTS } from './reach-walk.table';
import { everythingOf, nodeTypes, walk, type Ask } from './walker';
import { World } from './world';

const schema = buildSchema(readFileSync(join(__dirname, '../../schema/schema.graphql'), 'utf8'));
/** How many objects deep, counted from each row that answers; staff reach every row, and need no depth. */
const DEPTH = 3;
/** These are the widest, and what hangs on them is reached by its own id as well. */
const WIDE: readonly string[] = ['Viewer', 'Account', 'Invoice'];
const WIDE_DEPTH = 2;

/** `a/{b,c}.*` as a regular expression. */
const matcher = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replaceAll('.', '\\.')
      .replaceAll('*', '.*')
      .replaceAll(/\{([^}]+)\}/g, (_, words: string) => `(${words.replaceAll(',', '|')})`)}$`,
  );

/** `a/{b,c}.{d,e}` as `a/b.d`, `a/b.e`, `a/c.d`, `a/c.e`. */
function spelledOut(pattern: string): string[] {
  const braces = /\{([^}]+)\}/.exec(pattern);
  if (!braces) return [pattern];
  return (braces[1] ?? '')
    .split(',')
    .flatMap((word) => spelledOut(pattern.replace(braces[0], word)));
}

describe('walking everything', () => {
  let test: TestApplication;
  let world: World;
  let canaries: Canaries;
  beforeAll(async () => {
    test = await TestApplication.start({ ...ANY_COST });
    world = await World.over(test);
    for (const user of world.users.keys()) await world.sessionOf(user);
    for (const person of Object.keys(SIGHTS)) await credentialOf(person);
    canaries = await Canaries.plant(world);
  });
  afterAll(() => test.stop());

  /** A session of a person, or the API token `account:PERMISSION:ACCESS`; null for nobody. */
  async function credentialOf(person: string): Promise<string | null> {
    if (person === 'nobody') return null;
    const [account, permission, access] = person.split(':');
    return access === undefined
      ? world.sessionOf(person)
      : world.apiToken(account as AccountName, permission as Permission, access as Access);
  }

  /** Rows that answer to their id, by their type. Of the others nothing deeper can be asked. */
  async function reachedBy(
    ask: Ask,
    hear: (text: string) => void,
  ): Promise<Map<string, readonly string[]>> {
    const all = [...world.nodes].map(([name, { type }]) => ({ type, id: world.id(name) }));
    const reached = new Map<string, string[]>();
    for (let from = 0; from < all.length; from += 100) {
      const some = all.slice(from, from + 100);
      const ids = some.map(({ id }) => id);
      const answer = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }', {
        ids,
      });
      hear(answer.text);
      const nodes = answer.data?.['nodes'] as unknown[];
      expect(nodes).toHaveLength(some.length);
      for (const { type, id } of some.filter((_, at) => nodes[at] !== null))
        reached.set(type, [...(reached.get(type) ?? []), id]);
    }
    return reached;
  }

  /** What a person hears of all canaries, by every id there is and from every root field. */
  async function heardBy(person: string, depth = DEPTH): Promise<Set<string>> {
    const token = await credentialOf(person);
    const heard = new Set<string>();
    const hear = (text: string) => canaries.heardIn(text).forEach((label) => heard.add(label));
    const ask: Ask = (document, variables) => test.graph(document, variables, token);
    const viewer = schema.getType('Viewer');
    if (!isObjectType(viewer)) throw new Error('The schema has no Viewer');
    const depthOf = (type: string) => (WIDE.includes(type) ? Math.min(depth, WIDE_DEPTH) : depth);
    const fromViewer = { field: 'viewer', document: (all: string) => `{ viewer ${all} }` };
    await walk(ask, fromViewer, everythingOf(viewer, depthOf('Viewer')), hear);
    const types = new Map(nodeTypes(schema).map((type) => [type.name, type]));
    for (const [type, ids] of await reachedBy(ask, hear)) {
      const object = types.get(type);
      if (object === undefined) throw new Error(`${type} is no node`);
      const document = (all: string) =>
        `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type} ${all} } }`;
      await walk(ask, { field: 'nodes', ids, document }, everythingOf(object, depthOf(type)), hear);
      if (type !== 'Account') continue;
      for (const id of ids) {
        const account = (all: string) => `{ account(id: "${id}") ${all} }`;
        await walk(ask, { field: 'account', document: account }, everythingOf(object, 1), hear);
      }
    }
    hear((await ask('{ accounts { nodes { id name number } } }')).text);
    return heard;
  }

  it('R63 the canaries are heard wherever staff look, cursors among it', async () => {
    const heard = await heardBy('staff', 1);
    expect(canaries.labels.length).toBeGreaterThan(1_000);
    expect(heard.size).toBeGreaterThan(500);
    const ofOthers = [...heard].filter((label) => !label.startsWith('staff/'));
    expect(ofOthers.filter((label) => /password|session|user_agent|hash/.test(label))).toEqual([]);
    const ofCustomers = [...heard].filter((label) => label.startsWith('customer/')).length;
    expect(ofCustomers).toBeGreaterThan(60);
    expect(canaries.heardIn(JSON.stringify({ name: 'nothing of the kind' })).size).toBe(0);
  });

  it.each(Object.entries(SIGHTS))(
    'R7 %s sees what is its own, and nothing more',
    async (person, sight) => {
      const heard = await heardBy(person);
      const allowed = [...sight.own, ...sight.foreign].map(matcher);
      const leaked = [...heard].filter((label) => !allowed.some((pattern) => pattern.test(label)));
      const missed = [...sight.own, ...sight.foreign]
        .flatMap(spelledOut)
        .filter((pattern) => ![...heard].some((label) => matcher(pattern).test(label)));
      expect({ leaked: leaked.sort(), missed }).toEqual({ leaked: [], missed: [] });
    },
    90_000,
  );
});
