import type { Order, PageRequest } from '../database/page';
import type { Primitive } from '../database/sql';
import { CursorCodec, pageRequest, toPage, type ConnectionOf, type PageInput } from './connection';
import type { IdCodec } from './ids';

/** A property that rows are ordered by: a number, or a text compared by its code units. The last one is the key. */
interface OrderedBy {
  readonly property: string;
  readonly descending: boolean;
}

/** A list whose rows are all at hand, because they are calculated together: its pages are cut as those of statements. */
export class RowList<Row extends object> {
  private readonly cursors: CursorCodec;
  private readonly order: Order;

  constructor(
    ids: IdCodec,
    private readonly list: {
      /** Unique; it is part of every cursor. */
      readonly name: string;
      /** Type whose key ends the order. */
      readonly type: string;
      readonly connection: ConnectionOf<Row>;
      readonly order: readonly [OrderedBy, ...OrderedBy[]];
    },
  ) {
    const [first, ...more] = list.order.map((by) => ({ ...by, column: by.property }));
    if (first === undefined) throw new Error('A list needs an order');
    this.order = [first, ...more];
    this.cursors = new CursorCodec(ids, list.type, list.name);
  }

  /** A page of the rows, which may come in any order. */
  connection(rows: readonly Row[], input: PageInput): object {
    const request = pageRequest(input, this.order, this.cursors);
    const sorted = rows.toSorted((one, other) => this.compare(one, this.valuesOf(other)));
    return new this.list.connection({
      page: toPage(this.found(sorted, request), request),
      cursorOf: (row) => this.cursors.encode(this.order, row),
      count: () => Promise.resolve(rows.length),
    });
  }

  /** The rows of the page and one more, as a statement would find them. */
  private found(sorted: readonly Row[], { size, backward, cursor }: PageRequest): readonly Row[] {
    const ahead = backward ? sorted.toReversed() : sorted;
    const past = ahead.filter((row) => {
      if (cursor === null) return true;
      const place = this.compare(row, cursor);
      return backward ? place < 0 : place > 0;
    });
    return past.slice(0, size + 1);
  }

  private valuesOf(row: Row): Primitive[] {
    return this.order.map(({ property }) => (row as Record<string, Primitive>)[property] ?? null);
  }

  private compare(row: Row, values: readonly Primitive[]): number {
    for (const [at, { descending }] of this.order.entries()) {
      const [one, other] = [this.valuesOf(row)[at], values[at]];
      if (one === other) continue;
      const less = (one as number) < (other as number);
      return less === descending ? 1 : -1;
    }
    return 0;
  }
}
