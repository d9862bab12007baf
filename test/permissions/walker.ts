import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { GraphAnswer } from '../support/test-application';

/** What is asked below a field; null for a leaf. */
type Selection = Map<string, Selection | null>;

/** Objects that are but the frame of what they hold: they take no depth. */
const FRAME = /Connection$|Edge$|^PageInfo$|^Money$/;
const CATALOGUE = ['Product', 'AddOn', 'SupportProduct'];

/** Everything that can be asked of a type, `depth` objects deep, each type at most twice on the way down. */
export function everythingOf(
  type: GraphQLObjectType,
  depth: number,
  above: readonly string[] = [],
): Selection {
  const selection: Selection = new Map([['__typename', null]]);
  const path = [...above, type.name];
  for (const field of Object.values(type.getFields())) {
    const below = getNamedType(field.type);
    if (field.args.some(isRequiredArgument)) continue;
    if (isLeafType(below)) selection.set(field.name, null);
    if (!isObjectType(below)) continue;
    const frame = FRAME.test(below.name);
    const left = frame ? depth : depth - 1;
    if (CATALOGUE.includes(below.name)) selection.set(field.name, new Map([['id', null]]));
    else if (below.name.endsWith('Edge')) selection.set(field.name, new Map([['cursor', null]]));
    else if (left >= 0 && (frame || path.filter((name) => name === below.name).length < 2))
      selection.set(field.name, everythingOf(below, left, path));
  }
  return selection;
}

const print = (selection: Selection): string =>
  `{ ${[...selection].map(([field, below]) => (below ? `${field} ${print(below)}` : field)).join(' ')} }`;

/** Takes what was refused out of the selection. False when it was not in it. */
function prune(selection: Selection, path: readonly (string | number)[]): boolean {
  const [field, ...rest] = path.filter((step) => typeof step === 'string');
  if (field === undefined) return false;
  const below = selection.get(field);
  if (below === undefined) return false;
  if (rest.length === 0 || below === null) return selection.delete(field);
  const pruned = prune(below, rest);
  return below.size === 0 ? selection.delete(field) : pruned;
}

export type Ask = (document: string) => Promise<GraphAnswer>;

/**
 * Asks for everything below a root field, then again without what was refused, until nothing is: a
 * refusal of a field that cannot be null takes its neighbours with it, and must not hide them.
 * Hands every answer to `hear`, the refusing ones too. Returns how often it asked.
 */
export async function walk(
  ask: Ask,
  root: string,
  everything: Selection,
  frame: (selection: string) => string,
  hear: (text: string) => void,
): Promise<number> {
  const selection = structuredClone(everything);
  for (let asked = 1; asked <= 20; asked++) {
    const answer = await ask(frame(print(selection)));
    hear(answer.text);
    const refused = answer.errors.map(({ path = [] }) => path);
    const odd = answer.errors.filter(
      ({ extensions: { code } }) => !EXPECTED.includes(String(code)),
    );
    if (odd.length > 0) throw new Error(`${root}: ${JSON.stringify(odd[0])}`);
    const inside = refused.filter(([first, ...rest]) => first === root && rest.length > 0);
    if (inside.length === 0) return asked;
    const pruned = inside.filter(([, ...path]) => prune(selection, path));
    if (pruned.length === 0) throw new Error(`${root}: what was not asked was refused`);
  }
  throw new Error(`${root} was refused twenty times`);
}

const EXPECTED = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'];

/** Types that can be had by an id. */
export function nodeTypes(schema: GraphQLSchema): readonly GraphQLObjectType[] {
  const node = schema.getType('Node');
  if (!isInterfaceType(node)) throw new Error('The schema has no interface Node');
  return schema.getPossibleTypes(node);
}
