import { Column, PrimaryGeneratedColumn, type ColumnOptions } from 'typeorm';

/** Collation of what a person reads and searches by: names, places, descriptions. */
export const NAME_COLLATION = 'utf8mb4_unicode_520_ci';
/** Collation of what a machine compares: e-mails, keys, numbers, enum words. `josé@` must never equal `jose@`. */
export const EXACT_COLLATION = 'utf8mb4_bin';

interface Optional {
  readonly nullable?: boolean;
  /** What a row has that says nothing of it. */
  readonly default?: string | number;
}

const column = (
  options: ColumnOptions,
  { nullable = false, ...more }: Optional = {},
): PropertyDecorator => Column({ ...options, ...more, nullable });

/** Auto-increment `bigint` primary key. It never leaves the process: see `graphql/ids.ts`. */
export const Key = (): PropertyDecorator =>
  PrimaryGeneratedColumn('increment', { type: 'bigint', unsigned: true });
/** Reference to another row's key. */
export const Ref = (optional?: Optional): PropertyDecorator =>
  column({ type: 'bigint', unsigned: true }, optional);
/** Part of a composite primary key that refers to another row. */
export const PrimaryRef = (): PropertyDecorator =>
  Column({ type: 'bigint', unsigned: true, primary: true });
/** Text for people, compared without case or accents. */
export const Name = (length: number, optional?: Optional): PropertyDecorator =>
  column({ type: 'varchar', length: `${length}`, collation: NAME_COLLATION }, optional);
/** Text compared byte by byte: e-mail, number, enum word, hash in text form. */
export const Word = (length: number, optional?: Optional): PropertyDecorator =>
  column({ type: 'varchar', length: `${length}`, collation: EXACT_COLLATION }, optional);
/** JSON of any length, as text. */
export const Json = (optional?: Optional): PropertyDecorator =>
  column({ type: 'longtext', collation: EXACT_COLLATION }, optional);
/** Text of a fixed length compared byte by byte: currency, country, month. */
export const Code = (length: number, optional?: Optional): PropertyDecorator =>
  column({ type: 'char', length: `${length}`, collation: EXACT_COLLATION }, optional);
/** Part of a primary key that is text. */
export const PrimaryWord = (length: number): PropertyDecorator =>
  Column({ type: 'varchar', length: `${length}`, collation: EXACT_COLLATION, primary: true });
/** Part of a primary key that is text of a fixed length. */
export const PrimaryCode = (length: number): PropertyDecorator =>
  Column({ type: 'char', length: `${length}`, collation: EXACT_COLLATION, primary: true });
/** Instant in UTC, to the millisecond. */
export const Instant = (optional?: Optional): PropertyDecorator =>
  column({ type: 'datetime', precision: 3 }, optional);
/** Calendar day in the billing time zone, `YYYY-MM-DD`. */
export const DayColumn = (optional?: Optional): PropertyDecorator =>
  column({ type: 'date' }, optional);
/** Money in integer minor units of the currency beside it. */
export const Minor = (optional?: Optional): PropertyDecorator =>
  column({ type: 'bigint' }, optional);
export const Whole = (optional?: Optional): PropertyDecorator => column({ type: 'int' }, optional);
/** Whole number beyond 32 bits, and never below zero. */
export const BigWhole = (optional?: Optional): PropertyDecorator =>
  column({ type: 'bigint', unsigned: true }, optional);
/** Yes or no: TINYINT, 0 or 1. */
export const Flag = (): PropertyDecorator => Column({ type: 'tinyint' });
/** SHA-256 of a secret: finds the row, gives nothing back. */
export const Hash = (optional?: Optional): PropertyDecorator =>
  column({ type: 'binary', length: 32 }, optional);
export const PrimaryHash = (): PropertyDecorator =>
  Column({ type: 'binary', length: 32, primary: true });
/** Ciphertext: key id, nonce, tag and bytes, as `database/sealing.ts` makes them. */
export const Sealed = (length = 255, optional?: Optional): PropertyDecorator =>
  column({ type: 'varbinary', length }, optional);
