import { ArgsType, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import type { Order, PageRequest } from '../database/page';
import type { Primitive } from '../database/sql';
import { badInput } from './errors';
import type { IdCodec } from './ids';

export const DEFAULT_PAGE = 20;
export const LARGEST_PAGE = 100;

/** Arguments of a Relay connection, as they come in. */
export interface PageInput {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

@ArgsType()
export class PageArgs implements PageInput {
  @Field(() => Int, {
    nullable: true,
    description: `Number of rows from the start, or after \`after\`; at most ${LARGEST_PAGE}, and ${DEFAULT_PAGE} when neither \`first\` nor \`last\` is given.`,
  })
  readonly first?: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the row that the page starts after.',
  })
  readonly after?: string | null;
  @Field(() => Int, {
    nullable: true,
    description: `Number of rows from the end, or before \`before\`; at most ${LARGEST_PAGE}.`,
  })
  readonly last?: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the row that the page ends before.',
  })
  readonly before?: string | null;
}

@ObjectType({ description: 'Position of a page in its list.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there are more rows after `endCursor`.' })
  readonly hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'Whether there are more rows before `startCursor`.' })
  readonly hasPreviousPage!: boolean;
  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the first row; null on an empty page.',
  })
  readonly startCursor!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last row; null on an empty page.',
  })
  readonly endCursor!: string | null;
}

const OPAQUE = 'It is valid only for the same list in the same order.';

/** Rows of one page, in reading order. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
}

/** What a connection object is made of. */
export interface ConnectionSource<Row> {
  readonly page: Page<Row>;
  readonly cursorOf: (row: Row) => string;
  /** Counts the whole list; run only when somebody asks. */
  readonly count: () => Promise<number>;
}

export interface ConnectionOf<Row> {
  new (source: ConnectionSource<Row>): object;
}

/** Declares `<Name>Connection` and `<Name>Edge` for a type. */
export function connectionOf<Row extends object>(
  name: string,
  nodeType: () => ClassType | object,
): ConnectionOf<Row> {
  @ObjectType(`${name}Edge`, {
    description: `One row of a list of ${name}, with its cursor.`,
    simpleResolvers: true,
  })
  class Edge {
    @Field(() => String, {
      description: `Cursor of this row, for \`after\` and \`before\`. ${OPAQUE}`,
    })
    readonly cursor!: string;
    @Field(() => nodeType() as ClassType, { description: 'The row.' })
    readonly node!: Row;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class Connection {
    constructor(private readonly source: ConnectionSource<Row>) {}

    @Field(() => [nodeType() as ClassType], { description: 'The rows of the page.' })
    nodes(): readonly Row[] {
      return this.source.page.rows;
    }

    @Field(() => [Edge], { description: 'The rows of the page, each with its cursor.' })
    edges(): Edge[] {
      const { page, cursorOf } = this.source;
      return page.rows.map((node) => ({ node, cursor: cursorOf(node) }));
    }

    @Field(() => PageInfo, { description: 'Position of the page in its list.' })
    pageInfo(): PageInfo {
      const { page, cursorOf } = this.source;
      const first = page.rows[0];
      const last = page.rows[page.rows.length - 1];
      return {
        hasNextPage: page.hasNext,
        hasPreviousPage: page.hasPrevious,
        startCursor: first === undefined ? null : cursorOf(first),
        endCursor: last === undefined ? null : cursorOf(last),
      };
    }

    @Field(() => Int, {
      description: 'Number of rows of the whole list. It is counted only when requested.',
    })
    totalCount(): Promise<number> {
      return this.source.count();
    }
  }
  return Connection;
}

const size = (name: 'first' | 'last', value: number): number => {
  if (value < 0 || value > LARGEST_PAGE)
    throw badInput(`\`${name}\` must be between 0 and ${LARGEST_PAGE}, not ${value}.`);
  return value;
};

/**
 * Turns a row into its cursor, and back. The name of the order is part of it, and the row's key is in
 * it as an opaque id, so that a cursor tells no more than an id does. It bears a mark: one that was made
 * or changed by hand is refused before anything of it is looked at.
 */
export class CursorCodec {
  constructor(
    private readonly ids: IdCodec,
    /** Type whose keys the order ends with. */
    private readonly type: string,
    private readonly orderName: string,
  ) {}

  encode(order: Order, row: object): string {
    const values = order.map(({ property }, index) => {
      const value = (row as Record<string, unknown>)[property];
      if (index === order.length - 1) return this.ids.encode(this.type, value as number);
      return value instanceof Date ? { instant: value.getTime() } : value;
    });
    const text = JSON.stringify([this.orderName, ...values]);
    return `${Buffer.from(text).toString('base64url')}.${this.ids.mark(text)}`;
  }

  /** @throws BAD_USER_INPUT for a cursor of another list or order, or one that was changed. */
  decode(order: Order, cursor: string): Primitive[] {
    const [body = '', mark = ''] = cursor.split('.');
    const text = Buffer.from(body, 'base64url').toString();
    if (this.ids.mark(text) === mark) {
      const [name, ...values] = JSON.parse(text) as [string, ...unknown[]];
      if (name === this.orderName)
        return values.map((value, index) =>
          index === order.length - 1 ? this.key(value) : plain(value),
        );
    }
    throw badInput('This cursor is not of this list in this order; start again without it.');
  }

  private key(value: unknown): number {
    return this.ids.keyOf(this.type, value as string) as number;
  }
}

/** Instants are marked as such, for JSON knows none. */
const plain = (value: unknown): Primitive =>
  typeof value === 'object'
    ? new Date((value as { instant: number }).instant)
    : (value as string | number);

/** Checks the arguments of a connection. @throws BAD_USER_INPUT with what would be right. */
export function pageRequest(input: PageInput, order: Order, cursors: CursorCodec): PageRequest {
  const { first = null, after = null, last = null, before = null } = input;
  if (first !== null && last !== null) throw badInput('Give `first` or `last`, not both.');
  if (after !== null && before !== null) throw badInput('Give `after` or `before`, not both.');
  const backward = last !== null;
  if (backward && after !== null)
    throw badInput('Use `after` with `first`, and `before` with `last`.');
  if (!backward && before !== null)
    throw badInput('Use `before` with `last`, and `after` with `first`.');
  const cursor = backward ? before : after;
  return {
    size: backward ? size('last', last) : size('first', first ?? DEFAULT_PAGE),
    backward,
    cursor: cursor === null ? null : cursors.decode(order, cursor),
  };
}

/** Cuts the row too many, and puts a backward page into reading order. */
export function toPage<Row>(
  found: readonly Row[],
  { size, backward, cursor }: PageRequest,
): Page<Row> {
  const more = found.length > size;
  const rows = more ? found.slice(0, size) : found;
  return backward
    ? { rows: rows.toReversed(), hasNext: cursor !== null, hasPrevious: more }
    : { rows, hasNext: more, hasPrevious: cursor !== null };
}
