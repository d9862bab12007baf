import { Statement, type Primitive, type SqlValue } from './sql';
import {
  Column,
  describe,
  prefixOf,
  quoted,
  SOURCE,
  statementOf,
  type Description,
  type EntityClass,
  type Stored,
  type Table,
} from './table';

/** What can be written into a column: a value, a column of the statement, or SQL. */
type Written<Value> = Value | Stored<Value> | Column<Stored<Value>> | Statement<boolean>;
type Optional<Entity> = {
  [Name in keyof Entity]: Name extends 'id' ? Name : null extends Entity[Name] ? Name : never;
}[keyof Entity];
export type NewRow<Entity> = {
  readonly [Name in Exclude<keyof Entity, Optional<Entity>>]: Written<Entity[Name]>;
} & { readonly [Name in Optional<Entity>]?: Written<Entity[Name]> };
/** A whole row of plain values: what may be null can be left out, and is null then. */
export type PlainRow<Entity> = Pick<Entity, Exclude<keyof Entity, Optional<Entity>>> &
  Partial<Pick<Entity, Optional<Entity>>>;
export type Changes<Entity> = { readonly [Name in keyof Entity]?: Written<Entity[Name]> };

const columnName = (entity: EntityClass, { columns }: Description, name: string): string => {
  const column = columns.get(name);
  if (column === undefined) throw new Error(`${entity.name} has no column ${name}`);
  return quoted(column.name);
};

const valueOf = (entity: EntityClass, values: object, name: string): SqlValue => {
  const value = (values as Record<string, unknown>)[name];
  if (value === undefined) throw new Error(`${entity.name}.${name} is written without a value`);
  return value instanceof Column ? statementOf(value) : (value as Primitive);
};

/** @throws when a column that has to be written is left out. */
function insertedColumns(entity: EntityClass, description: Description, names: string[]): string {
  for (const [name, { optional }] of description.columns)
    if (!optional && !names.includes(name))
      throw new Error(`${entity.name}.${name} is missing in an insert`);
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

/**
 * `INSERT INTO … (columns) VALUES (…), (…)`; one of the values holds the reach clause. The first row says which columns
 * are written. @throws when another row has more of them, or less.
 */
export function insertRows<Entity extends object, Row extends NewRow<Entity>>(
  entity: EntityClass<Entity>,
  rows: readonly (Row & Readonly<Record<Exclude<keyof Row, keyof Entity>, never>>)[],
): Statement<Extract<Row[keyof Row], Statement<true>> extends never ? false : true> {
  const description = describe(entity);
  const names = Object.keys(rows[0] ?? {});
  const lists = rows.map((row) => {
    const other = Object.keys(row).find((name) => !names.includes(name));
    if (other !== undefined) throw new Error(`${entity.name}.${other} is not in the first row`);
    return names.map((name) => valueOf(entity, row, name));
  });
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
