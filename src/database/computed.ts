import type { Day } from '../domain/billing/calendar';
import type { Statement } from './sql';
import { Column, type Kind } from './table';

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
export const word = <Value extends string>(value: Value): Column<Value> =>
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
export const oneOf = <Value, const Some extends Value>(
  { sql, kind }: Column<Value>,
  ..._words: readonly Some[]
): Column<Some> => new Column<Some>(sql, kind, false);
