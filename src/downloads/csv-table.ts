import type { Order, PageRequest } from '../database/page';
import type { Primitive } from '../database/sql';
import type { RowGrants } from '../domain/people/row-grants';
import type { Context } from '../features/context';
import { authorize } from '../permissions/authorize';
import { csvLine } from './csv';

type Value = string | null;

/** One column of a table. */
export interface Column<Row> {
  readonly head: string;
  /** Type and field of the graph whose rule it is under, on each row; what it closes is left empty. */
  readonly rule?: readonly [type: string, field: string];
  /** What is looked up here for many rows comes through loaders, in one statement for a page. */
  readonly value: (row: Row, context: Context) => Value | Promise<Value>;
}

/** Rows of one account, as they stand in a file. */
export interface CsvTable<Row extends { readonly grants: RowGrants }> {
  readonly order: Order;
  /** A page, and one row more where there is another. */
  readonly rows: (
    context: Context,
    accountKey: number,
    request: PageRequest,
  ) => Promise<readonly Row[]>;
  readonly columns: readonly Column<Row>[];
}

/** Rows that are in memory at once. */
const PAGE = 500;

/** A table as the text of its file, page by page: it takes no more memory for more rows. */
export async function* csvOf<Row extends { readonly grants: RowGrants }>(
  { order, rows, columns }: CsvTable<Row>,
  context: Context,
  accountKey: number,
): AsyncGenerator<string> {
  let cursor: Primitive[] | null = null;
  let head = csvLine(columns.map((column) => column.head));
  do {
    const found: readonly Row[] = await rows(context, accountKey, {
      size: PAGE,
      backward: false,
      cursor,
    });
    const page = found.slice(0, PAGE);
    const lines = await Promise.all(page.map((row) => lineOf(columns, row, context)));
    yield head + lines.join('');
    head = '';
    // Loaders keep what they have read for as long as the request runs.
    context.loaders.clear();
    cursor = found.length > PAGE ? positionOf(order, page.at(-1) as Row) : null;
  } while (cursor !== null);
}

const positionOf = (order: Order, row: object): Primitive[] =>
  order.map(({ property }) => (row as Record<string, Primitive>)[property] as Primitive);

async function lineOf<Row extends { readonly grants: RowGrants }>(
  columns: readonly Column<Row>[],
  row: Row,
  context: Context,
): Promise<string> {
  const values = columns.map(async ({ rule, value }) =>
    rule !== undefined && authorize(context.actor, ...rule, row.grants) !== null
      ? null
      : value(row, context),
  );
  return csvLine(await Promise.all(values));
}
