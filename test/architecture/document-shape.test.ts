import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { buildSchema, getIntrospectionQuery, parse } from 'graphql';
import { DOCUMENT_LIMITS, DocumentGate } from '../../src/graphql/document-limits';
import { shapeOf, textShapeOf } from '../../src/graphql/document-shape';

const many = (count: number, of: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => of(n)).join(' ');
const nested = (levels: number, open: string, inmost: string): string =>
  `${open.repeat(levels)}${inmost}${'}'.repeat(open.split('{').length * levels - levels)}`;
const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'), { assumeValid: true });
const gate = new DocumentGate(DOCUMENT_LIMITS, schema, true);
const refusedBy = (text: string) => {
  const [{ extensions } = { extensions: {} }] = gate.refusals(text);
  return Object.keys(extensions)[1];
};

describe('the shape of a document', () => {
  it('R79 counts fragments where they stand, each level by its own braces', () => {
    expect(
      shapeOf(
        parse(
          '{ a { ...x b: c { d } } ...y } fragment x on T { e { f } } fragment y on Query { g { h { i { j } } } }',
        ),
      ),
    ).toMatchObject({ depth: 4, fields: 9 });
    expect(shapeOf(parse('{ a { ... { ... on T { b } } } }'))).toMatchObject({
      depth: 4,
      fields: 2,
    });
  });

  it('R79 counts pairs of one name at one place: over inline fragments, and within fragments anywhere', () => {
    expect(shapeOf(parse('{ a { x } b { x } a { x } }')).pairs).toBe(2);
    expect(shapeOf(parse('{ a ... { a ... { a } } b: a }')).pairs).toBe(3);
    expect(
      shapeOf(
        parse('{ ...f ...g } fragment f on Query { a { x } } fragment g on Query { a b { x } }'),
      ).pairs,
    ).toBe(2);
  });

  it('R79 of fragments is what it is with each of them written out', () => {
    // Fragment n may hold those after it.
    const body = (n: number) =>
      fc.array(
        fc.oneof(
          fc.constant('leaf'),
          fc.constant('deep { leaf other }'),
          fc.integer({ min: n + 1, max: 5 }).map((to) => `under { ...f${to} }`),
          fc.integer({ min: n + 1, max: 5 }).map((to) => `...f${to}`),
        ),
        { minLength: 1, maxLength: 4 },
      );
    fc.assert(
      fc.property(fc.tuple(...[0, 1, 2, 3, 4].map(body)), (bodies) => {
        const texts = [...bodies.map((pieces) => pieces.join(' ')), 'leaf'];
        const written = texts
          .map((text, n) => `fragment f${n} on T { ${text} }`)
          .concat(`{ ${many(5, (n) => `...f${n}`)} }`)
          .join(' ');
        let plain = many(5, (n) => `...f${n}`);
        while (plain.includes('...f'))
          plain = plain.replace(/\.\.\.f(\d)/g, (_all, n: string) => texts[Number(n)] as string);
        const { depth, fields } = shapeOf(parse(`{ ${plain} }`));
        expect(shapeOf(parse(written))).toMatchObject({ depth, fields });
      }),
    );
  });

  it('R79 of what contains itself, or is not there, is left to validation', () => {
    expect(
      shapeOf(parse('{ ...a } fragment a on Query { x ...b } fragment b on Query { ...a ...c }')),
    ).toMatchObject({ depth: 1, fields: 1 });
  });

  it('R79 of a text is read to its end, or to what is no token, without being parsed', () => {
    expect(textShapeOf('{ a(b: [{ c: "}]" }]) # {{{\n }', 100)).toEqual({ tokens: 14, nesting: 4 });
    expect(textShapeOf('}}}} { a', 100)).toEqual({ tokens: 6, nesting: 0 });
    expect(textShapeOf('{ a "unfinished', 100)).toEqual({ tokens: 2, nesting: 1 });
  });
});

describe('the gate of documents', () => {
  const license = (levels: number) =>
    `{ node(id: "x") { ... on License { ${nested(levels, 'lease { license {', 'id')} } } }`;
  it.each([
    ['levels below each other', 'depth', license(20)],
    ['levels without end', 'nesting', license(700)],
    ['inline fragments in each other', 'nesting', nested(2_000, '{ ...', '{ __typename }')],
    [
      'lists in each other',
      'nesting',
      `{ nodes(ids: ${'['.repeat(3_900)}${']'.repeat(3_900)}) { id } }`,
    ],
    ['objects in each other', 'nesting', `{ a(b: ${nested(1_500, '{ c: ', '1')}) }`],
    ['brackets that are never closed', 'nesting', '{ a '.repeat(3_900)],
    [
      'a chain of fragments',
      'depth',
      `{ ...f0 } ${many(300, (n) => `fragment f${n} on T { a { ...f${n + 1} } }`)}`,
    ],
    [
      'fragments that double',
      'fields',
      `{ ...f0 } ${many(40, (n) => `fragment f${n} on Query { a${n}: x ...f${n + 1} ...f${n + 1} }`)} fragment f40 on Query { x }`,
    ],
    ['one name again and again', 'pairs', `{ ${many(400, () => 'node(id: "x") { id }')} }`],
    [
      'one name in many fragments',
      'pairs',
      `{ ${many(190, (n) => `...f${n}`)} } ${many(190, (n) => `fragment f${n} on Query { node(id: "x") { id } }`)}`,
    ],
    ['too many tokens', 'tokens', `{ ${many(8_000, (n) => `a${n}`)} }`],
    ['too long a text', 'characters', `{ a(b: "${'x'.repeat(100_000)}") }`],
    ['a long comment', 'characters', `{ a } # ${'x'.repeat(100_000)}`],
  ])('R79 refuses %s', (_what, by, text) => {
    expect(refusedBy(text)).toBe(by);
  });

  it('R79 lets through what tools and people ask for', () => {
    for (const text of [
      getIntrospectionQuery(),
      license(10),
      `{ ${many(1_300, (n) => `a${n}: __typename`)} }`,
    ])
      expect([text, gate.refusals(text)]).toEqual([text, []]);
  });

  it('R79 tells some mistakes of many, and names nothing of the schema', () => {
    const errors = gate.refusals(`{ ${many(1_000, (n) => `a${n}: vieweer`)} }`);
    expect(errors.length).toBeLessThanOrEqual(11);
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(
      errors.map(() => 'GRAPHQL_VALIDATION_FAILED'),
    );
    expect(errors[0]?.toJSON()).toMatchObject({ locations: [{ line: 1, column: 3 }] });
    expect(JSON.stringify(errors)).not.toContain('Did you mean');
    expect(gate.refusals('{ viewer ')).toMatchObject([
      { extensions: { code: 'GRAPHQL_PARSE_FAILED' } },
    ]);
  });
});
