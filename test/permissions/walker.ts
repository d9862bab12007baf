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
const FRAME = /Connection$|Edge$|^PageInfo$|^Money$|^LeaseCharge$/;
/** They say what `viewerCan` says (test/features/viewer-can), of rows whose sums add up, which those of canaries do not. */
const DECISIONS = 'viewerActions';
const CATALOG = ['Product', 'AddOn', 'SupportProduct'];

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
    if (field.args.some(isRequiredArgument) || field.name === DECISIONS) continue;
    if (isLeafType(below)) selection.set(field.name, null);
    if (!isObjectType(below)) continue;
    const frame = FRAME.test(below.name);
    const left = frame ? depth : depth - 1;
    if (CATALOG.includes(below.name)) selection.set(field.name, new Map([['id', null]]));
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

/** Where a walk begins: a field that answers with an object, or with as many as there are ids. */
export interface Start {
  readonly field: string;
  readonly ids?: readonly string[];
  readonly document: (selection: string) => string;
}
export type Ask = (document: string, variables?: Record<string, unknown>) => Promise<GraphAnswer>;
type Path = readonly (string | number)[];
/** Rows of which the same is still to be asked. */
interface Group {
  readonly selection: Selection;
  readonly ids: readonly string[];
}

/** The server would not answer so much at once. */
const isTooMuch = ({ errors }: GraphAnswer): boolean =>
  errors[0]?.extensions['code'] === 'QUERY_TOO_COMPLEX';

/** Not of what the answer would be, but of the document itself. */
const isTooLong = ({ errors }: GraphAnswer): boolean => !('cost' in (errors[0]?.extensions ?? {}));

/** The same in two selections. */
function halves(selection: Selection): Selection[] {
  const fields = [...selection];
  const [[name, below] = []] = fields;
  if (fields.length === 1 && name !== undefined && below)
    return halves(below).map((some) => new Map([[name, some]]));
  if (fields.length < 2) throw new Error('One leaf alone is too much');
  const half = Math.ceil(fields.length / 2);
  return [new Map(fields.slice(0, half)), new Map(fields.slice(half))];
}

const halvesOf = ({ selection, ids }: Group): Group[] =>
  halves(selection).map((some) => ({ selection: some, ids }));

function halfTheRows({ selection, ids }: Group): Group[] {
  if (ids.length < 2) throw new Error('One row alone is too much');
  const half = Math.ceil(ids.length / 2);
  return [ids.slice(0, half), ids.slice(half)].map((some) => ({ selection, ids: some }));
}

/** What was refused below each of the rows, by their place in the answer. */
function refusedBelow(field: string, answer: GraphAnswer): Map<number, Path[]> {
  const refused = new Map<number, Path[]>();
  for (const { path = [], extensions } of answer.errors) {
    if (!EXPECTED.includes(String(extensions['code'])))
      throw new Error(`${field}: ${JSON.stringify({ path, extensions })}`);
    const [first, ...below] = path;
    const row = typeof below[0] === 'number' ? Number(below.shift()) : 0;
    if (first === field && below.length > 0) refused.set(row, [...(refused.get(row) ?? []), below]);
  }
  return refused;
}

/**
 * Asks for everything below a root field, then again without what was refused, until nothing is: a
 * refusal of a field that cannot be null takes its neighbors with it, and must not hide them. Rows are
 * asked about together, and each again without what was refused of itself, with those of which the same
 * was. Hands every answer to `hear`, the refusing ones too.
 */
export async function walk(
  ask: Ask,
  { field, ids = [''], document }: Start,
  everything: Selection,
  hear: (text: string) => void,
): Promise<void> {
  let groups: Group[] = [{ selection: everything, ids }];
  for (let asked = 1; groups.length > 0; asked++) {
    if (asked > 20) throw new Error(`${field} was refused twenty times`);
    const next = new Map<string, Group>();
    // Grows while it is gone through: what is too much at once is asked for in halves.
    for (const group of groups) {
      const answer = await ask(document(print(group.selection)), { ids: group.ids });
      if (isTooMuch(answer)) {
        groups.push(...(isTooLong(answer) ? halvesOf(group) : halfTheRows(group)));
        continue;
      }
      hear(answer.text);
      for (const [row, paths] of refusedBelow(field, answer)) {
        const selection = structuredClone(group.selection);
        if (paths.filter((path) => prune(selection, path)).length === 0)
          throw new Error(`${field}: what was not asked was refused`);
        if (selection.size === 0) continue;
        const left = print(selection);
        const others = next.get(left)?.ids ?? [];
        next.set(left, { selection, ids: [...others, group.ids[row] as string] });
      }
    }
    groups = [...next.values()];
  }
}

const EXPECTED = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'];

/** Types that can be had by an id. */
export function nodeTypes(schema: GraphQLSchema): readonly GraphQLObjectType[] {
  const node = schema.getType('Node');
  if (!isInterfaceType(node)) throw new Error('The schema has no interface Node');
  return schema.getPossibleTypes(node);
}
