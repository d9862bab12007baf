import {
  extendSchema,
  getDirectiveValues,
  GraphQLError,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  parse,
  responsePathAsArray,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { builtSchema } from '../../src/dev/emit';
import { IDEMPOTENT } from '../../src/graphql/idempotency';

/** Shapes that the graph has nowhere today, beside all of it. */
const MORE = `
  input Corner {
    count: Int! = 1
    texts: [String!]! = ["a"]
    maybe: [Int] = [1, null]
    day: DateTime = "2026-11-30T08:15:00Z"
    inner: Corner
    inners: [Corner!]
    matrix: [[Int!]]
    needed: ID!
    share: Float
  }
  type Cornered implements Node {
    id: ID!
    viewerCan(action: Action!): Decision!
    viewerActions: [ActionDecision!]!
    text(corner: Corner, day: DateTime! = "2026-11-30T08:15:00Z", list: [[Decimal]!] = [["1.00", null]]): String!
    maybe: Float
    matrix: [[Int]!]
    holes: [Float]!
    again: Cornered!
    either: Either
    eithers: [Either!]
  }
  union Either = Cornered | Money
  extend type Query {
    corner(corner: Corner! = { needed: "x" }, also: [Corner] = [{ needed: "y" }, null], which: [Permission!] = [RESELLER]): Cornered!
    corners(corner: Corner): [Cornered]
  }
  extend type Mutation { bend(corner: Corner, corners: [Corner!]! = []): Cornered }
`;

/** What one execution is about, and what its resolvers saw. */
export interface Watched {
  readonly seed: number;
  readonly calls: string[];
}

/** A number that depends on the words alone: both executors meet the same fate at the same place. */
function fate(seed: number, words: string): () => number {
  let state = seed ^ 0x9e3779b9;
  for (let at = 0; at < words.length; at++)
    state = Math.imul(state ^ words.charCodeAt(at), 0x01000193);
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    state = Math.imul(state ^ (state >>> 12), 0x297a2d39);
    return ((state ^= state >>> 15) >>> 0) / 2 ** 32;
  };
}

/** As text, in which absent, undefined and null, and instants and texts, are different things. */
export function distinct(value: unknown): string {
  if (value instanceof Date) return `Date(${value.toISOString()})`;
  if (Array.isArray(value)) return `[${value.map(distinct).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const fields = Object.entries(value).map(([name, one]) => `${name}: ${distinct(one)}`);
  return `{${fields.join(', ')}}`;
}

const attempt = (ask: () => unknown): string => {
  try {
    return distinct(ask());
  } catch (error) {
    return `fails: ${(error as Error).message}`;
  }
};

const seen = (args: unknown, info: GraphQLResolveInfo): string =>
  [
    `${info.parentType.name}.${info.fieldName}: ${String(info.returnType)}`,
    attempt(() => responsePathAsArray(info.path)),
    distinct(args),
    distinct(info.variableValues),
    info.fieldNodes.map(({ loc }) => loc?.start).join(),
    attempt(() =>
      info.fieldNodes.map((node) => getDirectiveValues(IDEMPOTENT, node, info.variableValues)),
    ),
    Object.keys(info).sort().join(),
    Object.keys(info.fragments).join(),
    info.operation.loc?.start,
  ].join(' | ');

const LEAVES: Readonly<Record<string, readonly unknown[]>> = {
  String: ['text', '', 5, true],
  ID: ['id_1', '', 7],
  Int: [0, 1, true, '12'],
  Float: [1.5, 2, true],
  Boolean: [true, false, 1],
  Date: ['2026-11-30'],
  DateTime: [new Date(0), '2026-11-30T08:15:00Z'],
  Decimal: ['19.90', '1'],
};
/** What no leaf can be written from. */
const UNWRITABLE: readonly unknown[] = [{}, [], Symbol('symbol'), NaN, 'none such', 2 ** 40, 5n];

const FAILURES: readonly (() => unknown)[] = [
  () => new Error('failed'),
  () => new TypeError('failed too'),
  () =>
    new GraphQLError('refused', {
      extensions: { code: 'FORBIDDEN', missingPermission: 'RESELLER' },
    }),
  () => Object.assign(new Error('with a code'), { extensions: { code: 'NOT_FOUND' } }),
  () => new GraphQLError('placed already', { path: ['elsewhere', 1] }),
  () => 'a text',
  () => undefined,
];

/** The value, so many turns of the queue of promises later. */
const later = async (turns: number, value: () => unknown): Promise<unknown> => {
  for (let left = turns; left > 0; left--) await Promise.resolve();
  return value();
};
/** Promises fail with anything, as code that throws does. */
const rejected = (reason: unknown): Promise<never> =>
  new Promise((_resolve, reject) => {
    (reject as (reason: unknown) => void)(reason);
  });

class Stubs {
  constructor(private readonly schema: GraphQLSchema) {}

  /** What is found at a place: a value of the type, or one of the things that go wrong. */
  at(type: GraphQLOutputType, words: string, watched: Watched): unknown {
    const next = fate(watched.seed, words);
    // Some executions go well everywhere.
    const trouble = watched.seed % 4 === 0 ? 0 : 1;
    const luck = next();
    const failure = FAILURES[Math.floor(next() * FAILURES.length)] as () => unknown;
    if (luck < 0.03 * trouble) throw failure();
    if (luck < 0.05 * trouble) return rejected(failure());
    if (luck < 0.07 * trouble) return later(1 + Math.floor(next() * 3), () => rejected(failure()));
    if (luck < 0.08 * trouble) return new Error('returned');
    if (luck < 0.11 * trouble) return luck < 0.095 ? null : undefined;
    const value = (): unknown => this.value(type, words, watched, next, trouble);
    return luck > 0.7 ? later(Math.floor(next() * 4), value) : value();
  }

  private value(
    type: GraphQLOutputType,
    words: string,
    watched: Watched,
    next: () => number,
    trouble: number,
  ): unknown {
    if (isNonNullType(type)) return this.value(type.ofType, words, watched, next, trouble);
    if (isListType(type)) {
      if (next() < 0.02 * trouble) return 'no list';
      const items = Array.from({ length: Math.floor(next() * 3) }, (_, index) =>
        this.item(type.ofType, `${words}.${index}`, watched),
      );
      return next() < 0.1 ? new Set(items) : items;
    }
    if (isEnumType(type)) {
      if (next() < 0.02 * trouble) return 'NONE_SUCH';
      const values = type.getValues();
      return values[Math.floor(next() * values.length)]?.value;
    }
    if (isAbstractType(type)) {
      const possible = this.schema.getPossibleTypes(type);
      const one = possible[Math.floor(next() * possible.length)];
      const wrong = next() < 0.03 * trouble;
      return this.row(wrong ? 'Query' : String(one), words, watched);
    }
    if (isObjectType(type)) return this.row(type.name, words, watched);
    const possible = next() < 0.03 * trouble ? UNWRITABLE : (LEAVES[type.name] ?? []);
    return possible[Math.floor(next() * possible.length)];
  }

  /** In a list nothing is thrown, for nobody asks for an item. */
  private item(type: GraphQLOutputType, words: string, watched: Watched): unknown {
    try {
      return this.at(type, words, watched);
    } catch (error) {
      return new Error(`an item: ${String(error)}`);
    }
  }

  /** A row, whose properties come into being when they are read. */
  private row(typeName: string, words: string, watched: Watched): object {
    const type = this.schema.getType(typeName);
    const fields = isObjectType(type) ? type.getFields() : {};
    return new Proxy(
      {},
      {
        get: (_row, name) => {
          if (name === '__typename') return typeName;
          const field = typeof name === 'string' ? fields[name] : undefined;
          if (field === undefined) return undefined;
          const place = `${words}#${field.name}`;
          if (fate(watched.seed, place)() > 0.05) return this.at(field.type, place, watched);
          return (args: unknown, _context: unknown, info: GraphQLResolveInfo) => {
            watched.calls.push(`method ${seen(args, info)}`);
            return this.at(field.type, place, watched);
          };
        },
      },
    );
  }
}

/**
 * The graph with all its types, and more, whose resolvers say what they were asked with and find
 * something that depends on the place alone. No database is asked.
 */
export function stubbedSchema(): GraphQLSchema {
  const schema = extendSchema(builtSchema(), parse(MORE));
  const stubs = new Stubs(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type) || isUnionType(type))
      type.resolveType = (row: { readonly __typename: string }) => row.__typename;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      // What the graph reads from the row is read from the row here.
      const own = field.resolve !== undefined || type.name === 'Query' || type.name === 'Mutation';
      if (own || (type.name === 'Cornered' && field.args.length > 0))
        field.resolve = (_row: unknown, args: unknown, watched: Watched, info) => {
          watched.calls.push(seen(args, info));
          return stubs.at(field.type, responsePathAsArray(info.path).join('.'), watched);
        };
    }
  }
  return schema;
}
