import { join, raw, sql, type Primitive, type Statement } from './sql';

/** One column of an order. The last one of every order is the row's key, so that no two rows are equal. */
export interface OrderColumn {
  /** Column in the statement, for instance `i.issued_on`; never null in the table. */
  readonly column: string;
  /** Property of the row that holds it; the cursor is read from there. */
  readonly property: string;
  readonly descending: boolean;
}
export type Order = readonly [OrderColumn, ...OrderColumn[]];

/** A page as it was asked for: `size` rows after `after`, or, backward, before it. */
export interface PageRequest {
  readonly size: number;
  readonly backward: boolean;
  /** Values of the order's columns at the row next to which the page starts. */
  readonly cursor: readonly Primitive[] | null;
}

/** `a < x`, and for two columns `a <= x AND (a < x OR b < y)`: a form that both servers read as a range. */
function past(order: Order, cursor: readonly Primitive[], backward: boolean): Statement<false> {
  const [{ column, descending }, ...rest] = order;
  const value = cursor[0] as Primitive;
  const operator = descending === backward ? '>' : '<';
  const [next, ...others] = rest;
  if (next === undefined) return sql`${raw(`${column} ${operator}`)} ${value}`;
  const deeper = past([next, ...others], cursor.slice(1), backward);
  return sql`(${raw(`${column} ${operator}=`)} ${value} AND (${raw(`${column} ${operator}`)} ${value} OR ${deeper}))`;
}

/**
 * A keyset page of `select … where conditions`, never with OFFSET. One row more than the page is read,
 * to know whether another page follows.
 */
export function pageStatement<Row>(
  select: Statement<boolean, Row>,
  conditions: Statement<true>,
  order: Order,
  { size, backward, cursor }: PageRequest,
): Statement<true, Row> {
  const by = order
    .map(({ column, descending }) => `${column} ${descending === backward ? 'ASC' : 'DESC'}`)
    .join(', ');
  const where =
    cursor === null ? conditions : sql`${conditions} AND ${past(order, cursor, backward)}`;
  const page: Statement<true> = sql`${select} WHERE ${where} ORDER BY ${raw(`${by} LIMIT ${size + 1}`)}`;
  return page as Statement<true, Row>;
}

/** Pages of several parents in one statement. */
export const unionAll = <Row>(statements: readonly Statement<true, Row>[]): Statement<true, Row> =>
  statements.length === 1
    ? (statements[0] as Statement<true, Row>)
    : (join(
        statements.map((one): Statement<true> => sql`(${one})`),
        ' UNION ALL ',
      ) as Statement<true, Row>);
