import {
  getNamedType,
  getVariableValues,
  GraphQLError,
  isEnumType,
  isInputObjectType,
  parse,
  validate,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type OperationDefinitionNode,
} from 'graphql';
import { asBadInput, errorFormatter } from '../../src/graphql/errors';
import { stubbedSchema } from '../support/stubbed-schema';

const SECRET = 'marble_otter_lantern';
const schema = stubbedSchema();

/** As it leaves the server; nothing of it may be ours to mend. */
const reported = (error: GraphQLError): string => {
  const formatted = {
    message: error.message,
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', ...error.extensions },
  };
  return errorFormatter(() => fail('reported'))(formatted, error).message;
};
const fail = (why: string): never => {
  throw new Error(why);
};

/** Every way to write a value in the wrong place: as a literal, and as the value of a variable. */
const LITERALS = [
  `"${SECRET}"`,
  SECRET,
  `"""${SECRET}"""`,
  `["${SECRET}"]`,
  `{ a: "${SECRET}" }`,
  `{ a: { b: ["${SECRET}", 1.5] } }`,
  `["${SECRET} Did you mean the enum value ${SECRET}?"]`,
];
const VALUES: readonly unknown[] = [
  SECRET,
  `${SECRET}; "x" at "y"`,
  `x" does not exist in "Y" enum. ${SECRET}`,
  [SECRET, [SECRET]],
  { [`a ${SECRET}`.slice(0, 1)]: SECRET },
  { password: [{ b: SECRET }] },
];

const where: {
  readonly at: string;
  readonly root: 'query' | 'mutation';
  readonly field: string;
  readonly arg: GraphQLArgument;
}[] = [];
for (const [root, type] of [
  ['query', schema.getQueryType()],
  ['mutation', schema.getMutationType()],
] as const)
  for (const field of Object.values(type?.getFields() ?? {}))
    for (const arg of field.args)
      where.push({ at: `${field.name}.${arg.name}`, root, field: field.name, arg });

/** An input, and each one inside it, once. */
function inputsIn(
  type: GraphQLInputType,
  seen = new Set<string>(),
): { type: GraphQLInputType; field: GraphQLInputField }[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named) || seen.has(named.name)) return [];
  seen.add(named.name);
  return Object.values(named.getFields()).flatMap((field) => [
    { type: named, field },
    ...inputsIn(field.type, seen),
  ]);
}

const everyInput = new Set(
  where.flatMap(({ arg }) => inputsIn(arg.type).map(({ type }) => String(type))),
);

const literalErrors = (document: string): readonly GraphQLError[] =>
  validate(schema, parse(document), undefined, { maxErrors: 1_000 });
const variableErrors = (type: string, value: unknown): readonly GraphQLError[] => {
  const operation = parse(`query ($v: ${type}) { __typename }`)
    .definitions[0] as OperationDefinitionNode;
  return (
    getVariableValues(
      schema,
      operation.variableDefinitions ?? [],
      { v: value },
      { maxErrors: 1_000 },
    ).errors ?? []
  );
};

describe('what a request brings along is not repeated in an error', () => {
  it('of an argument, as a literal', () => {
    let refused = 0;
    for (const { root, field, arg } of where)
      for (const literal of LITERALS)
        for (const error of literalErrors(
          `${root} { ${field}(${arg.name}: ${literal}) { __typename } }`,
        )) {
          expect(reported(error)).not.toContain(SECRET);
          refused++;
        }
    expect(refused).toBeGreaterThan(where.length);
  });

  it('of an argument, as a variable', () => {
    let refused = 0;
    for (const { arg } of where)
      for (const value of VALUES)
        for (const error of variableErrors(String(arg.type), value)) {
          expect(reported(asBadInput(error))).not.toContain(SECRET);
          refused++;
        }
    expect(refused).toBeGreaterThan(where.length);
  });

  it.each([...everyInput])('of a field of %s', (name) => {
    const type = schema.getType(name);
    if (!isInputObjectType(type)) throw new Error(`${name} is no input`);
    let refused = 0;
    const root = where.find(({ arg }) => isInputObjectType(getNamedType(arg.type)));
    expect(root).toBeDefined();
    for (const field of Object.values(type.getFields())) {
      for (const value of VALUES)
        for (const error of variableErrors(name, { [field.name]: value })) {
          expect(reported(asBadInput(error))).not.toContain(SECRET);
          refused++;
        }
      for (const literal of LITERALS)
        for (const error of literalErrors(
          `query ($v: ${name} = { ${field.name}: ${literal} }) { __typename }`,
        )) {
          expect(reported(error)).not.toContain(SECRET);
          refused++;
        }
    }
    expect(refused).toBeGreaterThan(0);
  });

  it('of an enum, though another word is suggested', () => {
    const type = 'Permission';
    expect(isEnumType(schema.getType(type))).toBe(true);
    const [word] = variableErrors(type, 'RESELER');
    expect(reported(asBadInput(word as GraphQLError))).toBe(
      'Variable "$v" got invalid value; The value does not exist in "Permission" enum. Did you mean the enum value "RESELLER"?',
    );
    const [literal] = literalErrors('query ($v: Permission = "RESELLER") { __typename }');
    expect(reported(literal as GraphQLError)).toBe(
      'Enum "Permission" cannot represent non-enum value. Did you mean the enum value "RESELLER"?',
    );
  });

  it('but where it stands, and what would be right, is told', () => {
    const [list] = variableErrors('[[Int!]]', [[1], ['two']]);
    expect(reported(asBadInput(list as GraphQLError))).toBe(
      'Variable "$v" got invalid value at "v[1][0]"; Int cannot represent non-integer value.',
    );
    const [day] = variableErrors('DateTime', SECRET);
    expect(reported(asBadInput(day as GraphQLError))).toMatch(
      /^Variable "\$v" got invalid value; A DateTime must be an instant/,
    );
  });

  it.each([
    [`{ a(b: "x"${SECRET}") }`, 'Syntax Error: Unterminated string.'],
    [`{ a(b: "x" "${SECRET}") }`, 'Syntax Error: Expected Name, found String.'],
    [`{ a(b: "x" ${SECRET}) }`, 'Syntax Error: Expected ":", found ")".'],
    [`{ a(b: "x" """${SECRET}""") }`, 'Syntax Error: Expected Name, found BlockString.'],
    [`${SECRET} { a }`, 'Syntax Error: Unexpected Name.'],
    ['{ a(b: 123456 7890123) }', 'Syntax Error: Expected Name, found Int.'],
    ['{ a(b: "\\uD83Dmarb") }', 'Syntax Error: Invalid Unicode escape sequence.'],
    ['{ a(b: "\\q") }', 'Syntax Error: Invalid character escape sequence.'],
    ['{ a(b: ü) }', 'Syntax Error: Unexpected character.'],
  ])('of a document that is none: %s', (document, message) => {
    let error: unknown;
    try {
      parse(document);
    } catch (caught) {
      error = caught;
    }
    expect(reported(error as GraphQLError)).toBe(message);
  });

  it("of an argument that fits only when it runs: the error is the client's, and not logged", () => {
    const error = new GraphQLError(
      `Argument "input" has invalid value { password: "${SECRET}", email: $e }.`,
    );
    expect(errorFormatter(() => fail('reported'))(error.toJSON(), error)).toEqual({
      message: 'Argument "input" has invalid value.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});
