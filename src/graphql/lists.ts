import DataLoader from 'dataloader';
import type { Order, PageRequest } from '../database/page';
import type { Scope } from '../database/scope';
import {
  CursorCodec,
  pageRequest,
  toPage,
  type ConnectionOf,
  type Page,
  type PageInput,
} from './connection';
import type { RequestContext } from './context';
import type { IdCodec } from './ids';

/** How a repository serves one list; both calls take any number of parents at once. */
export interface ListReader<Row, Filter> {
  rows(
    scope: Scope,
    parents: readonly number[],
    filter: Filter,
    order: Order,
    request: PageRequest,
  ): Promise<readonly Row[]>;
  counts(
    scope: Scope,
    parents: readonly number[],
    filter: Filter,
  ): Promise<ReadonlyMap<number, number>>;
}

export interface ListDeclaration<Row, Filter, OrderName extends string> {
  /** Unique; it separates the loaders. */
  readonly name: string;
  /** Type whose key ends every order. */
  readonly type: string;
  readonly connection: ConnectionOf<Row>;
  readonly orders: Readonly<Record<OrderName, Order>>;
  readonly parentOf: (row: Row) => number;
  readonly reader: ListReader<Row, Filter>;
}

/**
 * Resolves a connection field: the pages of all parents in the request that ask with the same
 * arguments come in one statement, and so do their counts, if anybody asks for them.
 */
export class Lists {
  constructor(private readonly ids: IdCodec) {}

  async connection<Row extends object, Filter, OrderName extends string>(
    { loaders, scope }: RequestContext,
    list: ListDeclaration<Row, Filter, OrderName>,
    parent: number,
    input: PageInput,
    orderName: OrderName,
    filter: Filter,
  ): Promise<object> {
    const order = list.orders[orderName];
    const cursors = new CursorCodec(this.ids, list.type, `${list.name}.${orderName}`);
    const request = pageRequest(input, order, cursors);
    const about = JSON.stringify(filter);
    const pages = loaders.get(
      `${list.name} ${JSON.stringify([orderName, request])} ${about}`,
      () =>
        new DataLoader<number, Page<Row>>(async (parents) => {
          const rows = await list.reader.rows(scope, parents, filter, order, request);
          const byParent = new Map<number, Row[]>(parents.map((key) => [key, []]));
          for (const row of rows)
            byParent
              .get(parents.length === 1 ? (parents[0] as number) : list.parentOf(row))
              ?.push(row);
          return parents.map((key) => toPage(byParent.get(key) ?? [], request));
        }),
    );
    const counts = loaders.get(
      `${list.name} count ${about}`,
      () =>
        new DataLoader<number, number>(async (parents) => {
          const found = await list.reader.counts(scope, parents, filter);
          return parents.map((key) => found.get(key) ?? 0);
        }),
    );
    return new list.connection({
      page: await pages.load(parent),
      cursorOf: (row) => cursors.encode(order, row),
      count: () => counts.load(parent),
    });
  }
}

/** A loader of rows by key: one statement for all keys of a request. Null where nothing is in reach. */
export const rowLoader = <Row>(
  { loaders, scope }: RequestContext,
  name: string,
  load: (scope: Scope, keys: readonly number[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => number,
): DataLoader<number, Row | null> =>
  loaders.get(
    name,
    () =>
      new DataLoader<number, Row | null>(async (keys) => {
        const rows = new Map((await load(scope, keys)).map((row) => [keyOf(row), row]));
        return keys.map((key) => rows.get(key) ?? null);
      }),
  );

/** The same for rows of which any number hangs on one parent. */
export const childLoader = <Row, Parent extends number | string>(
  { loaders, scope }: RequestContext,
  name: string,
  load: (scope: Scope, parents: readonly Parent[]) => Promise<readonly Row[]>,
  parentOf: (row: Row) => Parent,
): DataLoader<Parent, readonly Row[]> =>
  loaders.get(
    name,
    () =>
      new DataLoader<Parent, readonly Row[]>(async (parents) => {
        const byParent = new Map<Parent, Row[]>(parents.map((key) => [key, []]));
        for (const row of await load(scope, parents)) byParent.get(parentOf(row))?.push(row);
        return parents.map((key) => byParent.get(key) ?? []);
      }),
  );
