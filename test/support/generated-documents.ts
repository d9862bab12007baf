import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

/** Decides by a seed: the same seed makes the same document. */
export class Choices {
  constructor(private state: number) {}

  /** Evenly from 0 to below `end`. */
  below(end: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end);
  }

  /** True in so many of a hundred cases. */
  chance(percent: number): boolean {
    return this.below(10_000) < percent * 100;
  }

  of<T>(things: readonly T[]): T {
    return things[this.below(things.length)] as T;
  }
}

const DEEPEST = 4;
/** Fields that one document asks for at most: lists of lists of fragments would have no end. */
const MOST_FIELDS = 40;
/** Aliases that something could stumble over: names of other places, joined, and names of JavaScript. */
const ALIASES = [
  'a',
  'b',
  'a_b',
  'b_a',
  'id',
  'name',
  '__proto__',
  'constructor',
  'toString',
  'then',
];

const TEXTS = ['', 'x', 'DE', 'a\nb', '"quoted" \\ ', 'ünï', '__MAGIC', '2026-11-30'];
const RIGHT: Readonly<Record<string, readonly unknown[]>> = {
  String: TEXTS,
  ID: ['acc_1', '17', 17, ''],
  Int: [0, 1, -1, 2_147_483_647],
  Float: [0, 1.5, -2e10, 3],
  Boolean: [true, false],
  Date: ['2026-11-30', '2024-02-29'],
  DateTime: ['2026-11-30T08:15:00Z', '2026-11-30T08:15:00.123+02:00'],
  Currency: ['EUR', 'JPY', 'KWD'],
  Decimal: ['19.90', '-0.000000001', '123456789012345678'],
};
const WRONG: readonly unknown[] = [
  'no such thing',
  1.5,
  2 ** 40,
  true,
  {},
  { a: 1 },
  [],
  [[1]],
  null,
];

const WRONG_LITERALS = ['"?"', '1.5', 'NONE_SUCH', 'null', '{}', '[[]]', 'true', '{none: 1}'];

interface Variable {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly withDefault: boolean;
}

export interface GeneratedDocument {
  readonly source: string;
  readonly variables: readonly Variable[];
}

/** JSON that fits an input type, or now and then does not. */
function jsonFor(choices: Choices, type: GraphQLInputType, depth = 0): unknown {
  if (choices.chance(0.3)) return choices.of(WRONG);
  if (isNonNullType(type)) return valueFor(choices, type.ofType, depth);
  return choices.chance(10) ? null : valueFor(choices, type, depth);
}

function valueFor(choices: Choices, type: GraphQLInputType, depth: number): unknown {
  if (isListType(type))
    return choices.chance(10)
      ? jsonFor(choices, type.ofType, depth)
      : Array.from({ length: choices.below(3) }, () => jsonFor(choices, type.ofType, depth));
  if (isEnumType(type)) return choices.of(type.getValues()).name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter((field) => isGiven(choices, field, depth))
        .map((field) => [field.name, jsonFor(choices, field.type, depth + 1)]),
    );
  return choices.of(RIGHT[getNamedType(type).name] as readonly unknown[]);
}

/** Values of the variables of a document; some are left out, and some do not fit. */
export function variablesFor(
  choices: Choices,
  { variables }: GeneratedDocument,
): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const { name, type, withDefault } of variables) {
    const needed = isNonNullType(type) && !withDefault;
    if (!choices.chance(needed ? 0.5 : 40)) given[name] = jsonFor(choices, type);
  }
  if (choices.chance(2)) given['unknown'] = 1;
  return given;
}

function isGiven(
  choices: Choices,
  field: GraphQLArgument | GraphQLInputField,
  depth: number,
): boolean {
  const needed = isNonNullType(field.type) && field.defaultValue === undefined;
  return choices.chance(needed ? 99.5 : depth > 2 ? 5 : 45);
}

/** Writes one document over a schema; what it writes need not be valid, but mostly is. */
class Writer {
  readonly variables: Variable[] = [];
  private readonly declarations: string[] = [];
  private readonly fragments: {
    readonly name: string;
    readonly on: GraphQLCompositeType;
    readonly text: string;
  }[] = [];
  private fields = 0;
  /** Whether it writes what no validation would let pass: executors are asked about that too. */
  private readonly careless: boolean;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly choices: Choices,
  ) {
    this.careless = choices.chance(30);
  }

  document(): GeneratedDocument {
    const mutation = this.choices.chance(40);
    const root = this.schema.getRootType((mutation ? 'mutation' : 'query') as never);
    const body = this.selections(root as GraphQLCompositeType, 0, mutation);
    const head = this.declarations.length === 0 ? '' : `(${this.declarations.join(', ')})`;
    const operation = `${mutation ? 'mutation' : 'query'} Asked${head} ${body}`;
    const source = [operation, ...this.fragments.map(({ text }) => text)].join('\n');
    return { source, variables: this.variables };
  }

  private selections(type: GraphQLCompositeType, depth: number, root = false): string {
    const { choices } = this;
    const lines: string[] = [];
    const most = this.fields < MOST_FIELDS ? 4 : 1;
    for (let left = 1 + choices.below(most); left > 0; left--) {
      const what = choices.below(100);
      if (what >= 94 && lines.length > 0) lines.push(choices.of(lines));
      else if (what >= 84) lines.push(this.inline(type, depth));
      else if (what >= 72) lines.push(this.spread(type, depth));
      else lines.push(this.field(type, depth, root));
    }
    return `{ ${lines.join('\n')} }`;
  }

  private field(type: GraphQLCompositeType, depth: number, root: boolean): string {
    const { choices } = this;
    this.fields++;
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    const reachable =
      depth < DEEPEST && this.fields < MOST_FIELDS
        ? fields
        : fields.filter((field) => !isCompositeType(getNamedType(field.type)));
    if (reachable.length === 0 || choices.chance(4)) return `__typename${this.conditions()}`;
    if (root && type.name === 'Query' && choices.chance(3))
      return choices.of(['__schema { queryType { name } }', '__type(name: "Money") { name kind }']);
    const field = choices.of(reachable);
    const alias = this.alias(field);
    const under = getNamedType(field.type);
    const below = isCompositeType(under) ? ` ${this.selections(under, depth + 1)}` : '';
    return `${alias}${field.name}${this.args(field)}${this.conditions()}${root ? this.key() : ''}${below}`;
  }

  /** Names of its own, mostly: two fields of one name have to be the same. */
  private alias({ args, type }: GraphQLField<unknown, unknown>): string {
    const { choices } = this;
    const plain = args.length === 0 && !isCompositeType(getNamedType(type));
    if (!choices.chance(this.careless || plain ? 40 : 95)) return '';
    const name = choices.of(ALIASES);
    return this.careless ? `${name}: ` : `${name}${this.fields}: `;
  }

  private inline(type: GraphQLCompositeType, depth: number): string {
    const on = this.choices.chance(30) ? null : this.typeWithin(type);
    return `...${on === null ? '' : ` on ${on.name}`}${this.conditions()} ${this.selections(on ?? type, depth)}`;
  }

  private spread(type: GraphQLCompositeType, depth: number): string {
    const { choices } = this;
    const known = this.fragments.filter(({ on }) => on === type);
    if (known.length > 0 && choices.chance(70))
      return `...${choices.of(known).name}${this.conditions()}`;
    const on = this.typeWithin(type);
    const selections = this.selections(on, Math.max(depth, 2));
    const name = `F${this.fragments.length}`;
    this.fragments.push({ name, on, text: `fragment ${name} on ${on.name} ${selections}` });
    return `...${name}${this.conditions()}`;
  }

  /** The type, one that it can be, or one that it is. */
  private typeWithin(type: GraphQLCompositeType): GraphQLCompositeType {
    const others = isObjectType(type)
      ? type.getInterfaces()
      : [
          ...this.schema.getPossibleTypes(type),
          ...(isInterfaceType(type) ? type.getInterfaces() : []),
        ];
    return others.length > 0 && this.choices.chance(60) ? this.choices.of(others) : type;
  }

  private conditions(): string {
    return ['skip', 'include']
      .filter(() => this.choices.chance(9))
      .map((name) => ` @${name}(if: ${this.condition()})`)
      .join('');
  }

  private condition(): string {
    return this.choices.chance(75)
      ? this.variable(this.inputType('Boolean!'))
      : this.choices.of(['true', 'false']);
  }

  private key(): string {
    if (!this.choices.chance(15)) return '';
    return ` @idempotent(key: ${this.literal(this.inputType('String!'), 0)})`;
  }

  private inputType(name: 'Boolean!' | 'String!'): GraphQLInputType {
    const directive = this.schema.getDirective(name === 'Boolean!' ? 'skip' : 'idempotent');
    return directive?.args[0]?.type as GraphQLInputType;
  }

  private args({ args }: GraphQLField<unknown, unknown>): string {
    const given = args.filter((arg) => isGiven(this.choices, arg, 0));
    if (given.length === 0) return '';
    return `(${given.map((arg) => `${arg.name}: ${this.literal(arg.type, 0)}`).join(', ')})`;
  }

  private literal(type: GraphQLInputType, depth: number, constant = false): string {
    const { choices } = this;
    if (!constant && choices.chance(35)) return this.variable(type);
    if (this.careless && choices.chance(2)) return choices.of(WRONG_LITERALS);
    if (isNonNullType(type)) return this.valueLiteral(type.ofType, depth, constant);
    return choices.chance(6) ? 'null' : this.valueLiteral(type, depth, constant);
  }

  private valueLiteral(type: GraphQLInputType, depth: number, constant: boolean): string {
    const { choices } = this;
    if (isListType(type)) {
      const item = (): string => this.literal(type.ofType, depth, constant);
      return choices.chance(10)
        ? item()
        : `[${Array.from({ length: choices.below(4) }, item).join(', ')}]`;
    }
    if (isEnumType(type)) return choices.of(type.getValues()).name;
    if (isInputObjectType(type))
      return `{${Object.values(type.getFields())
        .filter((field) => isGiven(choices, field, depth))
        .map((field) => `${field.name}: ${this.literal(field.type, depth + 1, constant)}`)
        .join(', ')}}`;
    return JSON.stringify(choices.of(RIGHT[getNamedType(type).name] as readonly unknown[]));
  }

  /** A variable for this place: of its type, or of one that may be null, and then with a default or none. */
  private variable(place: GraphQLInputType): string {
    const { choices } = this;
    const known = this.variables.filter(({ type }) => String(type) === String(place));
    if (known.length > 0 && choices.chance(40)) return `$${choices.of(known).name}`;
    const looser = isNonNullType(place) && choices.chance(25);
    const type = looser ? place.ofType : place;
    const withDefault = choices.chance(25) || (looser && !this.careless);
    const name = `v${this.variables.length}`;
    this.variables.push({ name, type, withDefault });
    const otherwise = withDefault ? ` = ${this.literal(type, 1, true)}` : '';
    this.declarations.push(`$${name}: ${String(type)}${otherwise}`);
    return `$${name}`;
  }
}

export const documentOver = (schema: GraphQLSchema, choices: Choices): GeneratedDocument =>
  new Writer(schema, choices).document();
