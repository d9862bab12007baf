import type { Scope } from './scope';

export type Primitive = string | number | bigint | boolean | Date | Buffer | null;

/** A clause that is filled from the scope when the statement runs. */
export class Reach {
  constructor(readonly fill: (scope: Scope, out: Compiled) => void) {}
}

/**
 * SQL with its values apart. `Scoped` is true once a `Reach` is in it: only such a statement runs. `Row` is what was
 * selected (`table.ts`); unknown where nothing was.
 */
export class Statement<Scoped extends boolean = boolean, Row = unknown> {
  /** Only the compiler reads it: keeps a scoped and an unscoped statement from being the same type. */
  declare readonly scoped: Scoped;
  /** Only the compiler reads it. */
  declare readonly row: Row;
  constructor(
    readonly strings: readonly string[],
    readonly values: readonly SqlValue[],
  ) {}
}

export type SqlValue = Primitive | readonly Primitive[] | Reach | Statement;

type HasReach<Values extends readonly SqlValue[]> =
  Extract<Values[number], Reach | Statement<true>> extends never ? false : true;

/** The row of the statements that are put in place; those of a UNION give the same. */
type RowIn<Values extends readonly SqlValue[]> =
  Extract<Values[number], Statement<boolean, object>> extends never
    ? unknown
    : Extract<Values[number], Statement<boolean, object>>['row'];

export interface Compiled {
  text: string;
  params: Primitive[];
  /** The text holds keys, so that hardly any other statement has the same: not worth preparing. */
  once: boolean;
}

/**
 * A statement from a template. A value becomes a parameter, a list becomes `?, ?, …` (of keys: the keys),
 * a statement or a reach clause is put in place. Text never comes from outside the source code.
 */
export const sql = <Values extends readonly SqlValue[]>(
  strings: TemplateStringsArray,
  ...values: Values
): Statement<HasReach<Values>, RowIn<Values>> => new Statement(strings, values);

/** Text of our own as part of a statement: a column list, an operator. Never anything from a request. */
export const raw = (text: string): Statement<false> => new Statement([text], []);

/** Statements one after the other with `separator` between them. */
export function join<Scoped extends boolean, Row>(
  statements: readonly Statement<Scoped, Row>[],
  separator: string,
): Statement<Scoped, Row> {
  const strings = [''];
  for (let index = 1; index < statements.length; index++) strings.push(separator);
  return new Statement([...strings, ''], statements);
}

/** The condition that is always true, to start a list of conditions with. */
export const TRUE = raw('TRUE');

/**
 * Writes `?, ?, …` for a list. Lists are filled up to the next power of two with their last value, so
 * that a server sees few distinct texts and its prepared statements stay few.
 */
export function placeholders(list: readonly Primitive[], out: Compiled): void {
  if (list.length === 0) {
    out.text += 'NULL';
    return;
  }
  const length = 2 ** Math.ceil(Math.log2(list.length));
  const last = list[list.length - 1] as Primitive;
  out.text += '?';
  out.params.push(list[0] as Primitive);
  for (let index = 1; index < length; index++) {
    out.text += ', ?';
    out.params.push(index < list.length ? (list[index] as Primitive) : last);
  }
}

/**
 * A list of keys stands in the text as it is: whole numbers cannot be anything but numbers, and
 * encoding a hundred parameters costs more than the statement. Such a text is seen once, so it is not
 * prepared.
 */
function writeList(list: readonly Primitive[], out: Compiled): void {
  if (list.length > 0 && list.every((value) => Number.isSafeInteger(value))) {
    out.text += list.join(',');
    out.once = true;
    // Words of an enum can be given a thousand times over, and mean no more than once.
  } else placeholders([...new Set(list)], out);
}

function append(statement: Statement, scope: Scope, out: Compiled): boolean {
  let reached = false;
  const { strings, values } = statement;
  for (let index = 0; index < strings.length; index++) {
    out.text += strings[index];
    if (index >= values.length) continue;
    const value = values[index] as SqlValue;
    if (value instanceof Statement) reached = append(value, scope, out) || reached;
    else if (value instanceof Reach) {
      value.fill(scope, out);
      reached = true;
    } else if (Array.isArray(value)) writeList(value as readonly Primitive[], out);
    else {
      out.text += '?';
      out.params.push(value as Primitive);
    }
  }
  return reached;
}

/** The text and parameters that go to the server. @throws if nothing in the statement limits its reach. */
export function compile(scope: Scope, statement: Statement<true>): Compiled {
  const out: Compiled = { text: '', params: [], once: false };
  if (!append(statement, scope, out))
    throw new Error('A statement without a reach clause may not run');
  return out;
}
