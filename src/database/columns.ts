import type { Day } from '../domain/billing/calendar';
import { Column, PrimaryGeneratedColumn, type ColumnOptions } from 'typeorm';
import { noteEnumColumn } from './enum-columns';

/** Collation of what a person reads and searches by: names, places, descriptions. */
export const NAME_COLLATION = 'utf8mb4_unicode_520_ci';
/** Collation of what a machine compares: e-mails, keys, numbers, enum words. `josé@` must never equal `jose@`. */
export const EXACT_COLLATION = 'utf8mb4_bin';

interface Optional<Nullable extends boolean> {
  readonly nullable?: Nullable;
  /** What a row has that says nothing of it. */
  readonly default?: string | number;
}

/** Decorates a property of this type, or, where the column is nullable, of this type or null: no other compiles. */
type Of<Value, Nullable extends boolean = false> = <
  Entity extends object,
  const Name extends keyof Entity,
>(
  entity: Entity,
  name: Fits<Entity[Name], Value, Nullable> extends true ? Name : never,
) => void;
type Fits<Given, Value, Nullable> = Nullable extends true
  ? [Given] extends [Value | null]
    ? null extends Given
      ? true
      : false
    : false
  : [Given] extends [Value]
    ? true
    : false;

const column = <Value, Nullable extends boolean>(
  options: ColumnOptions,
  { nullable, ...more }: Optional<Nullable> = {},
): Of<Value, Nullable> =>
  Column({ ...options, ...more, nullable: nullable ?? false }) as Of<Value, Nullable>;

/** Auto-increment `bigint` primary key. It never leaves the process: see `graphql/ids.ts`. */
export const Key = (): Of<number> =>
  PrimaryGeneratedColumn('increment', { type: 'bigint', unsigned: true }) as Of<number>;
/** Reference to another row's key. */
export const RefColumn = <const Nullable extends boolean = false>(
  optional?: Optional<Nullable>,
): Of<number, Nullable> => column({ type: 'bigint', unsigned: true }, optional);
/** Part of a composite primary key that refers to another row. */
export const PrimaryRef = (): Of<number> =>
  Column({ type: 'bigint', unsigned: true, primary: true }) as Of<number>;
/** Text for people, compared without case or accents. */
export const Name = <const Nullable extends boolean = false>(
  length: number,
  optional?: Optional<Nullable>,
): Of<string, Nullable> =>
  column({ type: 'varchar', length: `${length}`, collation: NAME_COLLATION }, optional);
/** Text compared byte by byte: e-mail, number, enum word, hash in text form. */
export const WordColumn = <const Nullable extends boolean = false>(
  length: number,
  optional?: Optional<Nullable>,
): Of<string, Nullable> =>
  column({ type: 'varchar', length: `${length}`, collation: EXACT_COLLATION }, optional);
/** Values of an enum, which a CHECK of the column must list; see `enum-columns.ts`. */
type EnumValues = Readonly<Record<string, string>>;
/** Decorates a property whose type is exactly the enum, or where nullable the enum or null. */
type OfEnum<Value, Nullable extends boolean> = <
  Entity extends object,
  const Name extends keyof Entity,
>(
  entity: Entity,
  name: [Value] extends [Entity[Name]]
    ? Fits<Entity[Name], Value, Nullable> extends true
      ? Name
      : never
    : never,
) => void;
const enumColumn = <Enum extends EnumValues, Nullable extends boolean>(
  words: Enum,
  options: ColumnOptions,
  optional: Optional<Nullable> | undefined,
): OfEnum<keyof Enum, Nullable> => {
  const decorate = column<keyof Enum, Nullable>(
    { ...options, collation: EXACT_COLLATION },
    optional,
  ) as unknown as (entity: object, name: string) => void;
  return ((entity: object, name: string) => {
    noteEnumColumn({ entity: entity.constructor, property: name, words: Object.keys(words) });
    decorate(entity, name);
  }) as unknown as OfEnum<keyof Enum, Nullable>;
};
/** One of the words of an enum. */
export const EnumColumn = <Enum extends EnumValues, const Nullable extends boolean = false>(
  words: Enum,
  length: number,
  optional?: Optional<Nullable>,
): OfEnum<keyof Enum, Nullable> =>
  enumColumn(words, { type: 'varchar', length: `${length}` }, optional);
/** Part of a primary key that is one of the words of an enum. */
export const PrimaryEnum = <Enum extends EnumValues>(
  words: Enum,
  length: number,
): OfEnum<keyof Enum, false> =>
  enumColumn(words, { type: 'varchar', length: `${length}`, primary: true }, {});
/** JSON of any length, as text. */
export const JsonColumn = <const Nullable extends boolean = false>(
  optional?: Optional<Nullable>,
): Of<string, Nullable> => column({ type: 'longtext', collation: EXACT_COLLATION }, optional);
/** Text of a fixed length compared byte by byte: currency, country, month. */
export const Code = <const Nullable extends boolean = false>(
  length: number,
  optional?: Optional<Nullable>,
): Of<string, Nullable> =>
  column({ type: 'char', length: `${length}`, collation: EXACT_COLLATION }, optional);
/** Part of a primary key that is text. */
export const PrimaryWord = (length: number): Of<string> =>
  Column({
    type: 'varchar',
    length: `${length}`,
    collation: EXACT_COLLATION,
    primary: true,
  }) as Of<string>;
/** Part of a primary key that is text of a fixed length. */
export const PrimaryCode = (length: number): Of<string> =>
  Column({
    type: 'char',
    length: `${length}`,
    collation: EXACT_COLLATION,
    primary: true,
  }) as Of<string>;
/** Instant in UTC, to the millisecond. */
export const Instant = <const Nullable extends boolean = false>(
  optional?: Optional<Nullable>,
): Of<Date, Nullable> => column({ type: 'datetime', precision: 3 }, optional);
/** Calendar day in the billing time zone, `YYYY-MM-DD`. */
export const DayColumn = <const Nullable extends boolean = false>(
  optional?: Optional<Nullable>,
): Of<Day, Nullable> => column({ type: 'date' }, optional);
/** Money in integer minor units of the currency beside it. */
export const MoneyColumn = <const Nullable extends boolean = false>(
  optional?: Optional<Nullable>,
): Of<bigint, Nullable> => column({ type: 'bigint' }, optional);
export const IntColumn = <const Nullable extends boolean = false>(
  optional?: Optional<Nullable>,
): Of<number, Nullable> => column({ type: 'int' }, optional);
/** Whole number beyond 32 bits, and never below zero. */
export const BigIntColumn = <const Nullable extends boolean = false>(
  optional?: Optional<Nullable>,
): Of<number, Nullable> => column({ type: 'bigint', unsigned: true }, optional);
/** Yes or no: TINYINT, 0 or 1. */
export const Flag = (): Of<boolean> => Column({ type: 'tinyint' }) as Of<boolean>;
/** SHA-256 of a secret: finds the row, gives nothing back. */
export const Hash = <const Nullable extends boolean = false>(
  optional?: Optional<Nullable>,
): Of<Buffer, Nullable> => column({ type: 'binary', length: 32 }, optional);
export const PrimaryHash = (): Of<Buffer> =>
  Column({ type: 'binary', length: 32, primary: true }) as Of<Buffer>;
/** Ciphertext: key id, nonce, tag and bytes, as `database/sealing.ts` makes them. */
export const Sealed = <const Nullable extends boolean = false>(
  length = 255,
  optional?: Optional<Nullable>,
): Of<Buffer, Nullable> => column({ type: 'varbinary', length }, optional);
