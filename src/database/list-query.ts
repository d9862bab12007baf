import type { Actor } from '../domain/people/actor';
import type { Queries } from './database';
import { pageStatement, unionAll, type Order, type PageRequest } from './page';
import type { Scope } from './scope';
import { raw, sql, TRUE, type Reach, type Statement } from './sql';
import { integer } from './computed';
import { select, type Select } from './select';

/** Where the rows of a list come from. */
export interface ListSource<Row extends object> {
  /** Columns and tables, with to-one joins only: a to-many join would make pages wrong. */
  readonly select: Select<Row>;
  /** Tables for counting, without the joins that only bring columns. */
  readonly from: string;
  /** What is counted; `COUNT(*)` unless the rows are DISTINCT. */
  readonly count?: string;
  /** Column that ties a row to its parent; null for a list that hangs on nothing. */
  readonly parent: string | null;
  /** What is in reach, or several ways in. */
  readonly reach: Reach | Statement<true>;
}

/** Condition on the rows, for both the page and the count. */
export type Filter = Statement<false>;

/** Pages of one list under any number of parents, each call one statement. */
export class ListQuery<Row extends object> {
  private readonly counted: Select<{ parent: number; count: number }>;

  constructor(
    private readonly database: Queries,
    private readonly source: ListSource<Row>,
  ) {
    const { from, parent, count = 'COUNT(*)' } = source;
    this.counted = select({ parent: integer(parent ?? '0'), count: integer(count) }).from(from);
  }

  /** The rows of each parent's page, parent after parent, one row more than the page has. */
  rows(
    scope: Scope,
    parents: readonly number[],
    order: Order,
    request: PageRequest,
    filter: Filter = TRUE,
  ): Promise<Row[]> {
    const { select, parent, reach } = this.source;
    const within = sql`${reach} AND ${filter}`;
    const pages = parents.map((key) =>
      pageStatement(
        select,
        parent === null ? within : sql`${within} AND ${raw(parent)} = ${key}`,
        order,
        request,
      ),
    );
    return this.database.rows(scope, unionAll(pages));
  }

  /** How many rows the list has under each parent. */
  async counts(
    scope: Scope,
    parents: readonly number[],
    filter: Filter = TRUE,
  ): Promise<Map<number, number>> {
    const { parent, reach } = this.source;
    const within = sql`${this.counted} WHERE ${reach} AND ${filter}`;
    const statement =
      parent === null
        ? within
        : sql`${within} AND ${raw(parent)} IN (${parents}) GROUP BY ${raw(parent)}`;
    const rows = await this.database.rows(scope, statement);
    return new Map(rows.map((row) => [row.parent, row.count]));
  }
}

/** A list without a filter, whose rows are made ready for the graph: what a repository offers to resolvers. */
export class RowList<Stored extends object, Row> {
  private readonly query: ListQuery<Stored>;

  constructor(
    database: Queries,
    source: ListSource<Stored>,
    private readonly toRow: (actor: Actor, stored: Stored) => Row,
  ) {
    this.query = new ListQuery(database, source);
  }

  async rows(
    scope: Scope,
    parents: readonly number[],
    _filter: null,
    order: Order,
    request: PageRequest,
  ): Promise<Row[]> {
    const rows = await this.query.rows(scope, parents, order, request);
    return rows.map((row) => this.toRow(scope.actor, row));
  }

  counts(scope: Scope, parents: readonly number[], _filter: null): Promise<Map<number, number>> {
    return this.query.counts(scope, parents);
  }
}
