import { getNamedType, isCompositeType, type GraphQLSchema } from 'graphql';
import type { GraphAnswer } from '../support/test-application';
import { UNCONDITIONAL } from '../support/capabilities';
import { loginWith, type AccountName, type ActorName } from './actors';
import type { WriteCase } from './matrix-writes.table';
import { MISSING, type Cell, type Group, type Row } from './matrix.types';
import type { World } from './world';

export interface Question {
  readonly group: Group;
  readonly row: Row;
  readonly account: AccountName;
}

/** `Account.customers(relation: RESOLD)` in its parts; a row for a whole type has no field. */
export function partsOf(row: string): { type: string; field: string | null; name: string } {
  const [type = '', ...rest] = row.split('.');
  const field = rest.length === 0 ? null : rest.join('.');
  return { type, field, name: /^\w+/.exec(field ?? '')?.[0] ?? '' };
}

/** The selection that asks for one field the way its group says. */
export function selectionOf(world: World, schema: GraphQLSchema, given: Question): string {
  const { type, field, name } = partsOf(given.row.field);
  const selected = field === null ? '__typename id' : `${field} ${below(schema, type, name)}`;
  return filled(world, given.group.reach.replace('#', selected), given.account);
}

/** A document with the account's name for `$`, and ids for the names of rows. */
export const filled = (world: World, document: string, account: AccountName): string =>
  document
    .replaceAll('$', account)
    .replaceAll(/<([^>]+)>/g, (_, row: string) => `"${world.id(row)}"`);

/** `SignInPayload` of `Mutation.signIn`. */
export const payloadOf = (mutation: string): string =>
  mutation.replace(/^Mutation\.(.)/, (_, first: string) => first.toUpperCase()) + 'Payload';

/** The mutation that asks for one row of the table of writes. */
export const writeOf = (
  world: World,
  given: WriteCase,
  account: AccountName,
  actor: string,
): string => writesOf(world, [given], account, actor);

/** One mutation after the other, `_0`, `_1` and so on: whoever may do none of them is told so of each. */
export const writesOf = (
  world: World,
  cases: readonly WriteCase[],
  account: AccountName,
  actor: string,
): string =>
  `mutation { ${cases
    .map(
      ({ call, secret }, at) =>
        `_${at}: ${filled(world, call, account).replaceAll('~', actor)} { ${secret} userErrors { code } }`,
    )
    .join('\n')} }`;

/** What one actor is answered to all rows of a group, asked in one document: an answer for each row. */
export async function readsOf(
  world: World,
  schema: GraphQLSchema,
  group: Group,
  account: AccountName,
  token: string | null,
): Promise<GraphAnswer[]> {
  const selections = group.rows.map(
    (row, at) => `_${at}: ${selectionOf(world, schema, { group, row, account })}`,
  );
  const answer = await world.test.graph(`{ ${selections.join('\n')} }`, {}, token);
  return selections.map((_, at) => partOf(answer, `_${at}`));
}

/** Documents have a limit. */
const AT_ONCE = 40;

/** Asks for every row of the table of writes, as whoever has a token there; the rows of one account together. */
export async function askWrites(
  world: World,
  cases: readonly WriteCase[],
  actor: string,
  tokenOf: (account: AccountName) => Promise<string | null> | string | null,
): Promise<Map<string, GraphAnswer>> {
  const answers = new Map<string, GraphAnswer>();
  for (const account of new Set(cases.map((one) => one.account))) {
    const own = cases.filter((one) => one.account === account);
    const token = await tokenOf(account);
    for (let from = 0; from < own.length; from += AT_ONCE) {
      const some = own.slice(from, from + AT_ONCE);
      const answer = await world.test.graph(writesOf(world, some, account, actor), {}, token);
      some.forEach(({ row }, at) => answers.set(row.field, partOf(answer, `_${at}`)));
    }
  }
  return answers;
}

/** What a mutation's answer amounts to: `+`, `x` for the refusal that is expected, or a cell. */
export function writtenWord(
  { refusal }: WriteCase,
  answer: GraphAnswer,
  actor: ActorName,
  holder: string,
): Cell {
  const [written] = Object.values(answer.data ?? {}) as (Record<string, unknown> | null)[];
  if (answer.errors.length > 0 || !written) return wordFor(answer, actor, holder);
  // What it would cost is told to whom the dry run is open.
  const { userErrors, totals = null, ...reported } = written;
  if (!Object.values(reported).every((value) => value === null)) return 'told a secret';
  const codes = (userErrors as { code: string }[]).map(({ code }) => code);
  if (codes.length > 0 && totals !== null) return 'told what it costs';
  if (codes.length === 0) return '+';
  return codes.join() === refusal ? 'x' : codes.join();
}

function below(schema: GraphQLSchema, type: string, name: string): string {
  const parent = schema.getType(type);
  const field = parent && 'getFields' in parent ? parent.getFields()[name] : undefined;
  if (field === undefined) throw new Error(`The schema has no ${type}.${name}`);
  return isCompositeType(getNamedType(field.type as never)) ? '{ __typename }' : '';
}

/** What each has on the account for certain, and so cannot be told to lack. */
const HELD: Partial<Record<ActorName, readonly string[]>> = {
  ...Object.fromEntries(UNCONDITIONAL.map((permission) => [loginWith(permission), [permission]])),
  holder: [...UNCONDITIONAL, 'HOLDER'],
};

/** What the answer amounts to, in the words of the table; as it is where the table has no word for it. */
export function wordFor(answer: GraphAnswer, actor: ActorName, holder: string): Cell {
  const { errors, data } = answer;
  const [error] = errors;
  if (error === undefined) return isNothing(data) ? '0' : '+';
  // A mutation says which of its fields names what is refused.
  const { code, missingPermission, grantableBy, field: _named, ...more } = error.extensions;
  const asItIs = JSON.stringify({ data, errors });
  if (errors.length > 1 || Object.keys(more).length > 0 || !isNothing(data)) return asItIs;
  if (missingPermission === undefined && grantableBy === undefined) {
    if (code === 'UNAUTHENTICATED') return 'u';
    if (code === 'NOT_FOUND') return 'n';
    if (code === 'PASSWORD_CHANGE_REQUIRED') return 'pwd';
    if (code === 'SECOND_FACTOR_REQUIRED') return '2fa';
  }
  if (code !== 'FORBIDDEN') return asItIs;
  if (missingPermission === 'STAFF') return grantableBy === undefined ? 'stf' : asItIs;
  if (HELD[actor]?.some((held) => held === missingPermission))
    return `told to lack ${String(missingPermission)}`;
  if (grantableBy === undefined) return '-';
  const [word] = Object.entries(MISSING).find(([, name]) => name === missingPermission) ?? [];
  return word !== undefined && grantableBy === holder ? word : asItIs;
}

/** Staff without a second factor meet what a stranger meets, and are told what they lack where that is a refusal. */
export const unprovedWord = (strangers: Cell, came: Cell): Cell =>
  came === '2fa' && /^(?:n|-|stf)/.test(strangers) ? strangers : came;

/** No leaf below holds anything. The type's own name counts: who learns it has reached the object. */
function isNothing(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (Array.isArray(value)) return value.length > 0 && value.every(isNothing);
  return typeof value === 'object' && Object.values(value).every(isNothing);
}

/** The cell as the table has it where the answer fits it, else what came instead. */
export function judged(expected: Cell, came: Cell): Cell {
  return expected.split('/').includes(came) ? expected : came;
}

/** The part of an answer that stands under one alias of the document. */
export function partOf(answer: GraphAnswer, alias: string): GraphAnswer {
  return {
    ...answer,
    data: { [alias]: answer.data?.[alias] },
    errors: answer.errors.filter(({ path }) => path === undefined || path[0] === alias),
  };
}
