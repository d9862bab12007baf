import { getMetadataArgsStorage, type ColumnOptions } from 'typeorm';
import type { Day } from '../domain/billing/calendar';
import { SnakeNaming } from './naming';
import { Statement, type Primitive, type SqlValue } from './sql';

/** What the driver gives for a value: flags as 0 or 1, whole numbers beyond 2^53 as text. */
export type Stored<Value> = Value extends boolean
  ? number
  : Value extends bigint
    ? number | string
    : Value;

/** How a value travels; a test compares it with what the server reports. */
export type Kind = 'integer' | 'decimal' | 'text' | 'instant' | 'day' | 'bytes' | 'json';

/** One value of a row: a column of a table, or SQL that computes it. */
export class Column<Value = unknown> {
  /** Only the compiler reads it. */
  declare readonly value: Value;
  constructor(
    /** SQL; a statement where values stand in it, which only `Select.with` takes. */
    readonly sql: string | Statement,
    readonly kind: Kind,
    readonly nullable: boolean,
    /** The conditions of the statement say that it is not null, though the table lets it be. */
    readonly never = false,
  ) {}
}

export type EntityClass<Entity extends object = object> = new () => Entity;

/** What a table is in a statement: its entity, and the name that it goes by. */
const SOURCE = Symbol('source');
interface Source<Entity extends object> {
  readonly entity: EntityClass<Entity>;
  readonly alias: string;
}
/** The columns of a table, by the properties of its entity. */
export type Table<Entity extends object> = {
  readonly [Name in keyof Entity]: Column<Stored<Entity[Name]>>;
} & { readonly [SOURCE]: Source<Entity> };
type OuterTable<Entity> = { readonly [Name in keyof Entity]: Column<Stored<Entity[Name]> | null> };

interface StoredColumn {
  readonly name: string;
  readonly kind: Kind;
  readonly nullable: boolean;
  /** An insert may leave it out: it is generated, nullable or has a default. */
  readonly optional: boolean;
}

/** A table as its entity describes it. */
interface Description {
  readonly name: string;
  readonly columns: ReadonlyMap<string, StoredColumn>;
  /** Texts of inserts and updates, by the columns that they write. */
  readonly texts: Map<string, readonly string[]>;
}

const KINDS: Readonly<Record<string, Kind>> = {
  bigint: 'integer',
  int: 'integer',
  tinyint: 'integer',
  varchar: 'text',
  char: 'text',
  longtext: 'text',
  datetime: 'instant',
  date: 'day',
  binary: 'bytes',
  varbinary: 'bytes',
};

const naming = new SnakeNaming();
const descriptions = new Map<EntityClass, Description>();

function storedColumn(entity: EntityClass, property: string, options: ColumnOptions): StoredColumn {
  const kind = KINDS[String(options.type)];
  if (kind === undefined)
    throw new Error(`${entity.name}.${property} has a type that rows are not read with`);
  const nullable = options.nullable === true;
  return { name: naming.columnName(property, options.name), kind, nullable, optional: nullable };
}

/** @throws for a class that is no entity. */
function describe(entity: EntityClass): Description {
  const known = descriptions.get(entity);
  if (known !== undefined) return known;
  const storage = getMetadataArgsStorage();
  const name = storage.tables.find(({ target }) => target === entity)?.name;
  if (name === undefined) throw new Error(`${entity.name} is no entity`);
  const generated = new Set(
    storage.generations.flatMap((one) => (one.target === entity ? [one.propertyName] : [])),
  );
  const columns = new Map(
    storage.columns
      .filter(({ target }) => target === entity)
      .map(({ propertyName, options }) => {
        const column = storedColumn(entity, propertyName, options);
        const optional =
          column.nullable || options.default !== undefined || generated.has(propertyName);
        return [propertyName, { ...column, optional }];
      }),
  );
  const description = { name, columns, texts: new Map<string, readonly string[]>() };
  descriptions.set(entity, description);
  return description;
}

/** Name of an entity's table. */
export const tableName = (entity: EntityClass): string => describe(entity).name;

const prefixOf = (alias: string): string => (alias === '' ? '' : `${alias}.`);

function columnsOf(entity: EntityClass, alias: string, outer: boolean): Record<string, Column> {
  const { columns } = describe(entity);
  const prefix = prefixOf(alias);
  return Object.fromEntries(
    [...columns].map(([property, { name, kind, nullable }]) => [
      property,
      new Column(prefix + quoted(name), kind, nullable || outer),
    ]),
  );
}

/** The columns of an entity's table, under the name that it has in the statement: `table(LeaseEntity, 'l')`. */
export const table = <Entity extends object>(
  entity: EntityClass<Entity>,
  alias = '',
): Table<Entity> =>
  ({ ...columnsOf(entity, alias, false), [SOURCE]: { entity, alias } }) as unknown as Table<Entity>;

/** The same of a table that is joined with LEFT JOIN: each of its columns may be null. */
export const outerTable = <Entity extends object>(
  entity: EntityClass<Entity>,
  alias: string,
): OuterTable<Entity> => columnsOf(entity, alias, true) as unknown as OuterTable<Entity>;

/** What a computed value is: `count('COUNT(*)')`. A test asks the server whether it is so. */
const computed =
  <Value>(kind: Kind) =>
  (text: string | Statement): Column<Value> =>
    new Column<Value>(text, kind, false);
export const integer = computed<number>('integer');
/** Yes or no, as 1 or 0. */
export const flag = computed<number>('integer');
/** Minor units, summed or subtracted as whole numbers; a SUM has to be CAST. */
export const minorUnits = computed<number | string>('integer');
/** What SUM of whole numbers gives. */
export const decimal = computed<string>('decimal');
/** A number of ours that stands beside the columns; a server may give it back as text. */
export const given = computed<number | string>('integer');
export const text = computed<string>('text');
export const instant = computed<Date>('instant');
export const day = computed<Day>('day');
/** JSON that is computed: MySQL hands it over as it is, MariaDB as text. */
export const json = <Value>(text: string): Column<Value | string> =>
  computed<Value | string>('json')(text);
export const bytes = computed<Buffer>('bytes');
/** A word that stands in the statement. */
export const word = <Word extends string>(value: Word): Column<Word> =>
  new Column(`'${value}'`, 'text', false);
/** SQL whose value is one of a column's, such as its MIN. */
export const like = <Value>(
  { kind, nullable }: Column<Value>,
  sql: string | Statement,
): Column<Value> => new Column(sql, kind, nullable);
/** A column that another part of a UNION has. */
export const nothing: Column<null> = new Column('NULL', 'text', true);
export const orNull = <Value>({ sql, kind }: Column<Value>): Column<Value | null> =>
  new Column<Value | null>(sql, kind, true);

/** A column that is never null in the rows of the statement, by its conditions. */
export const known = <Value>({ sql, kind }: Column<Value>): Column<NonNullable<Value>> =>
  new Column<NonNullable<Value>>(sql, kind, false, true);

/** A column that has but some of its words in the rows of the statement, by its conditions. */
export const oneOf = <Value, const Words extends Value>(
  { sql, kind }: Column<Value>,
  ..._words: readonly Words[]
): Column<Words> => new Column<Words>(sql, kind, false);

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

/** Names that a server takes for words of its own. */
const RESERVED =
  /^(key|keys|use|change|order|group|read|rank|from|to|at|cursor|left|last|lines|what|of|position)$/;
const quoted = (name: string): string => (RESERVED.test(name) ? `\`${name}\`` : name);
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

/** Some of the columns of a table, under their own names. */
export const pick = <Columns extends object, const Names extends readonly (keyof Columns)[]>(
  columns: Columns,
  ...names: Names
): Pick<Columns, Names[number]> =>
  Object.fromEntries(names.map((name) => [name, columns[name]])) as Pick<Columns, Names[number]>;

/** What can be written into a column: a value, a column of the statement, or SQL. */
type Written<Value> = Value | Stored<Value> | Column<Stored<Value>> | Statement<boolean>;
type Optional<Entity> = {
  [Name in keyof Entity]: Name extends 'id' ? Name : null extends Entity[Name] ? Name : never;
}[keyof Entity];
export type NewRow<Entity> = {
  readonly [Name in Exclude<keyof Entity, Optional<Entity>>]: Written<Entity[Name]>;
} & { readonly [Name in Optional<Entity>]?: Written<Entity[Name]> };
export type Changes<Entity> = { readonly [Name in keyof Entity]?: Written<Entity[Name]> };

const statementOf = ({ sql }: Column): Statement =>
  typeof sql === 'string' ? new Statement([sql], []) : sql;

const valueOf = (entity: EntityClass, values: object, name: string): SqlValue => {
  const value = (values as Record<string, unknown>)[name];
  if (value === undefined) throw new Error(`${entity.name}.${name} is written without a value`);
  return value instanceof Column ? statementOf(value) : (value as Primitive);
};

const columnName = (entity: EntityClass, { columns }: Description, name: string): string => {
  const column = columns.get(name);
  if (column === undefined) throw new Error(`${entity.name} has no column ${name}`);
  return quoted(column.name);
};

/** @throws when a column that has to be written is left out. */
function insertedColumns(entity: EntityClass, description: Description, names: string[]): string {
  for (const [name, { optional }] of description.columns)
    if (!optional && !names.includes(name))
      throw new Error(`${entity.name}.${name} is left out of an insert`);
  return names.map((name) => columnName(entity, description, name)).join(', ');
}

function textsOf(
  { texts }: Description,
  key: string,
  make: () => readonly string[],
): readonly string[] {
  let strings = texts.get(key);
  if (strings === undefined) texts.set(key, (strings = make()));
  return strings;
}

/** `INSERT INTO … (columns) SELECT values FROM …`: `source` begins with FROM and holds the reach clause. */
export function insertInto<Entity extends object>(
  entity: EntityClass<Entity>,
  values: NewRow<Entity>,
  source: Statement<true>,
  how: '' | 'IGNORE' = '',
): Statement<true> {
  const description = describe(entity);
  const names = Object.keys(values);
  const insert = how === '' ? 'INSERT' : `INSERT ${how}`;
  const strings = textsOf(description, `${insert} ${names.join()}`, () => [
    `${insert} INTO ${description.name} (${insertedColumns(entity, description, names)}) SELECT `,
    ...names.slice(1).map(() => ', '),
    ' ',
    '',
  ]);
  return new Statement(strings, [...names.map((name) => valueOf(entity, values, name)), source]);
}

/** `INSERT INTO … (columns) VALUES (…), (…)`; one of the values holds the reach clause. */
export function insertRows<Entity extends object, Row extends NewRow<Entity>>(
  entity: EntityClass<Entity>,
  rows: readonly (Row & Readonly<Record<Exclude<keyof Row, keyof Entity>, never>>)[],
): Statement<Extract<Row[keyof Row], Statement<true>> extends never ? false : true> {
  const description = describe(entity);
  const names = Object.keys(rows[0] ?? {});
  const lists = rows.map((row) => names.map((name) => valueOf(entity, row, name)));
  const strings = [
    `INSERT INTO ${description.name} (${insertedColumns(entity, description, names)}) VALUES (`,
    ...lists.flatMap((list, at) =>
      list.map((_, index) =>
        index < list.length - 1 ? ', ' : at < lists.length - 1 ? '), (' : ')',
      ),
    ),
  ];
  return new Statement(strings, lists.flat());
}

/** `a = ?, b = ?` for an UPDATE, in the order given. */
export function set<Entity extends object>(
  { [SOURCE]: { entity, alias } }: Table<Entity>,
  changes: Changes<Entity>,
): Statement<false> {
  const description = describe(entity);
  const names = Object.keys(changes);
  const strings = textsOf(description, `set ${alias} ${names.join()}`, () => [
    ...names.map((name, at) => {
      const column = prefixOf(alias) + columnName(entity, description, name);
      return `${at === 0 ? '' : ', '}${column} = `;
    }),
    '',
  ]);
  return new Statement(
    strings,
    names.map((name) => valueOf(entity, changes, name)),
  );
}

/** `UPDATE … SET a = ?, b = ? WHERE …`: `where` begins with WHERE and holds the reach clause. */
export function update<Entity extends object>(
  updated: Table<Entity>,
  changes: Changes<Entity>,
  where: Statement<true>,
): Statement<true> {
  const { entity, alias } = updated[SOURCE];
  const name = `${describe(entity).name}${alias === '' ? '' : ` ${alias}`}`;
  return new Statement([`UPDATE ${name} SET `, ' ', ''], [set(updated, changes), where]);
}
