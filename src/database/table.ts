import { getMetadataArgsStorage, type ColumnOptions } from 'typeorm';
import { SnakeNaming } from './naming';
import { Statement } from './sql';

/** Names that a server takes for words of its own. */
const RESERVED =
  /^(key|keys|use|change|order|group|read|rank|from|to|at|cursor|left|last|lines|what|of|position)$/;
export const quoted = (name: string): string => (RESERVED.test(name) ? `\`${name}\`` : name);

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
export const SOURCE = Symbol('source');
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
export interface Description {
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
export function describe(entity: EntityClass): Description {
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

export const prefixOf = (alias: string): string => (alias === '' ? '' : `${alias}.`);

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

/** The SQL of a column, as a part of a statement. */
export const statementOf = ({ sql }: Column): Statement =>
  typeof sql === 'string' ? new Statement([sql], []) : sql;
