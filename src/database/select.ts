import { Statement, type SqlValue } from './sql';
import { quoted, statementOf, type Column } from './table';

export type Shape = Readonly<Record<string, Column>>;
/** The row that a shape gives. */
export type RowOfShape<Columns extends Shape> = {
  readonly [Name in keyof Columns]: Columns[Name]['value'];
};
/** The row that a statement gives. */
export type RowOf<Selected> = Selected extends Statement<boolean, infer Row> ? Row : never;

/** Everything that is selected anywhere, by its text, for the test that asks the server about it. */
export const SELECTED = new Map<string, Select<object>>();

/** What a statement selects, and the row that it gives. */
export class Selection<Row extends object> extends Statement<false, Row> {
  constructor(
    readonly shape: Shape,
    strings: readonly string[],
    values: readonly SqlValue[] = [],
  ) {
    super(strings, values);
  }
}

/** `SELECT a.b AS c, …`, made once. */
export class Select<Row extends object> extends Selection<Row> {
  constructor(
    shape: Shape,
    readonly text: string,
    /** The columns alone; null for themselves. */
    readonly columns: Select<Row> | null = null,
  ) {
    super(shape, [text]);
    SELECTED.set(text, this);
  }

  /** `FROM …` with joins, where it is the same each time. */
  from(tables: string): Select<Row> {
    return new Select<Row>(this.shape, `${this.text} FROM ${tables}`, this);
  }

  /** The columns alone, for a FROM that is another one each time; `sample` is one for the test. */
  fromLike(sample: string): this {
    this.from(sample);
    return this;
  }

  /** The columns, and beside them some that depend on values. */
  with<More extends Shape>(more: More): Selection<Row & RowOfShape<More>> {
    const names = Object.keys(more);
    return new Selection<Row & RowOfShape<More>>(
      { ...this.shape, ...more },
      [
        `${this.text}, `,
        ...names.map((name, at) => named(name) + (at < names.length - 1 ? ', ' : '')),
      ],
      Object.values(more).map(statementOf),
    );
  }
}

const named = (name: string): string => ` AS ${quoted(name)}`;

function selected(name: string, column: Column | undefined): string {
  const sql = column?.sql;
  if (typeof sql !== 'string') throw new Error(`No column is selected as ${name}`);
  return new RegExp(`^(\\w+\\.)?${name}$`).test(sql) ? sql : sql + named(name);
}

/** The columns of a row by their names in it: `select({ pk: l.id, number: l.number }).from('leases l')`. */
export const select = <const Columns extends Shape>(
  shape: Columns,
  how: '' | 'DISTINCT' = '',
): Select<RowOfShape<Columns>> =>
  new Select(
    shape,
    ['SELECT', ...(how === '' ? [] : [how]), ''].join(' ') +
      Object.entries(shape)
        .map(([name, column]) => selected(name, column))
        .join(', '),
  );

/** A row with neither more nor less than its type says: a column that is selected and goes nowhere does not compile. */
export const exactly =
  <Row extends object>() =>
  <Given extends Row>(row: Given & Readonly<Record<Exclude<keyof Given, keyof Row>, never>>): Row =>
    row;

/** All columns of a table but some, under their own names. */
export const allBut = <Columns extends object, const Names extends readonly (keyof Columns)[]>(
  columns: Columns,
  ...names: Names
): { readonly [Name in Exclude<keyof Columns & string, Names[number]>]: Columns[Name] } =>
  Object.fromEntries(
    Object.entries(columns).filter(([name]) => !(names as readonly unknown[]).includes(name)),
  ) as { readonly [Name in Exclude<keyof Columns & string, Names[number]>]: Columns[Name] };

/** Some of the columns of a table, under their own names. */
export const pick = <Columns extends object, const Names extends readonly (keyof Columns)[]>(
  columns: Columns,
  ...names: Names
): Pick<Columns, Names[number]> =>
  Object.fromEntries(names.map((name) => [name, columns[name]])) as Pick<Columns, Names[number]>;
