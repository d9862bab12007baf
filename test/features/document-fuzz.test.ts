import { Fixtures } from '../support/fixtures';
import { Choices, documentOver, variablesFor } from '../support/generated-documents';
import { TestApplication } from '../support/test-application';
import { byTheProcessor, slowness } from '../support/yardstick';

const LONG = process.env['KEYHOLD_LONG'] === '1';
/** Milliseconds for which documents are sent. */
const FOR = LONG ? 60_000 : 2_000;
/** Milliseconds of work on this process, on a quiet machine, that no document may take when it is asked again. */
const STALL = 150;
const TRIES = 5;

const times = (count: number, one: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => one(n)).join(' ');

type Swelling = (choices: Choices, source: string) => string;

/** What an attacker does to a document: much of something, at a size that no limit may be far from. */
const SWELLINGS: Readonly<Record<string, Swelling>> = {
  'as it is': (_choices, source) => source,
  'one thing under many names': (choices) => {
    const one = choices.of([
      '__typename',
      'node(id: "lic_AAAAAAAAAAAAAAAAAAAAAA") { __typename id }',
      'nodes(ids: ["acc_1", "lic_2"]) { id }',
      'viewer { staffRole }',
      'products(first: 100) { nodes { name } }',
      '__type(name: "License") { name fields { name } }',
      'nothing { that { is } }',
    ]);
    return `{ ${times(choices.below(2_500), (n) => `a${n}: ${one}`)} }`;
  },
  'one thing under one name': (choices) =>
    `{ ${times(choices.below(2_500), () => choices.of(['viewer { staffRole }', '__typename', 'viewer { user { id } }']))} }`,
  'deep fields': (choices) => {
    const depth = choices.below(60);
    const [open, close] = choices.of([
      ['lease { license { ', '} } '],
      ['... on License { ', '} '],
      ['... { ', '} '],
      ['license { lease { license { ', '} } } '],
    ] as const);
    return `{ node(id: "lic_x") { ... on License { ${open.repeat(depth)} id ${close.repeat(depth)} } } }`;
  },
  'brackets and values': (choices) => {
    const depth = choices.below(5_000);
    const [open, close] = choices.of([
      ['[', ']'],
      ['{a: ', '}'],
      ['(', ')'],
      ['{', '}'],
    ] as const);
    return `{ nodes(ids: ${open.repeat(depth)} 1 ${close.repeat(depth)}) { id } }`;
  },
  'fragments that double': (choices) => {
    const levels = choices.below(40);
    const on = choices.of(['Query', 'License', 'Node', 'Nothing']);
    const inner = choices.of(['__typename', 'viewer { staffRole }', 'id', '...f0']);
    return `{ ...f0 } ${times(levels, (n) => `fragment f${n} on ${on} { ...f${n + 1} ${choices.of(['... {', `... on ${on} {`, 'x: viewer {'])} ...f${n + 1} } }`)}
      fragment f${levels} on ${on} { ${inner} }`;
  },
  'many fragments': (choices) =>
    `{ viewer { staffRole } ${times(choices.below(400), (n) => `...f${n}`)} } ${times(choices.below(1_000), (n) => `fragment f${n} on Query { a${n % 7}: viewer { staffRole } }`)}`,
  directives: (choices) =>
    `query ($on: Boolean = false) { viewer ${times(choices.below(2_000), () => choices.of(['@skip(if: true)', '@include(if: $on)', '@include(if: $off)', '@none', '@skip(if: 1)']))} { staffRole } }`,
  variables: (choices) => {
    const count = choices.below(1_300);
    const type = choices.of([
      'ID',
      'Int!',
      '[[[[ID!]!]!]!]',
      'LicenseFilter',
      'None',
      'Boolean = 5',
    ]);
    return `query (${times(count, (n) => `$v${n}: ${type}`)}) { ${times(choices.below(count + 1), (n) => `a${n}: node(id: $v${n}) { id }`)} }`;
  },
  'texts and comments': (choices) =>
    choices.of([
      `{ node(id: "${'x'.repeat(choices.below(70_000))}") { id } }`,
      `{ node(id: """${'\n '.repeat(choices.below(20_000))}""") { id } }`,
      `#${'\n#'.repeat(choices.below(30_000))}\n{ viewer { staffRole } }`,
      `{ viewer { staffRole ${','.repeat(choices.below(60_000))} } }`,
      `{ ${'\\u{1F600}'.repeat(choices.below(6_000))} }`,
      `{ node(id: "${'\\u0041'.repeat(choices.below(9_000))}") { id } }`,
      `{ node(id: ${'9'.repeat(choices.below(60_000))}) { id } }`,
    ]),
  'torn and mended': (choices, source) => {
    let text = source;
    for (let left = 1 + choices.below(8); left > 0; left--) {
      const at = choices.below(text.length + 1);
      const word = choices.of([
        '{',
        '}',
        '(',
        ')',
        '...',
        '@skip',
        '"',
        '"""',
        '$a',
        ':',
        '\0',
        '\ud800',
        'on',
        'null',
        '',
      ]);
      text = text.slice(0, at) + word + text.slice(at + choices.below(12));
    }
    return text;
  },
  repeated: (choices, source) =>
    source.replace(/\{/g, '{ __typename ').repeat(1 + choices.below(6)),
};

describe('R79 no document brings the service to a halt', () => {
  let test: TestApplication;
  let token: string;

  beforeAll(async () => {
    test = await TestApplication.start();
    const make = new Fixtures(test);
    const holder = await make.user();
    const account = await make.account(holder, { reseller: true, leaseProvider: true });
    const product = await make.product();
    for (let n = 0; n < 20; n++) await make.license(account, product);
    token = await test.tokenFor(holder);
  });
  afterAll(() => test.stop());

  /** Milliseconds of work that an answer took this process, at best. */
  const work = async (query: string, variables: Record<string, unknown>, as: string | null) => {
    let least = Infinity;
    let answer = await test.graph('{ __typename }');
    for (let left = TRIES; left > 0 && least > STALL; left--) {
      const before = byTheProcessor();
      answer = await test.graph(query, variables, as);
      least = Math.min(least, byTheProcessor() - before);
    }
    return { least, answer };
  };

  it(
    `whatever is asked for ${FOR / 1_000} s, none fails and none takes ${STALL} ms of work`,
    async () => {
      const names = Object.keys(SWELLINGS);
      const found: object[] = [];
      const answered = new Map<string, number>();
      const until = performance.now() + FOR;
      let seed = LONG ? Date.now() % 1_000_000 : 1;
      for (let n = 0; performance.now() < until || n < names.length; n++, seed++) {
        const choices = new Choices(seed);
        const name = names[n % names.length] as string;
        const document = documentOver(test.app.schema, choices);
        const query = (SWELLINGS[name] as Swelling)(choices, document.source);
        // Nobody is signed out by chance.
        const as = query.startsWith('mutation') || choices.chance(30) ? null : token;
        const { least, answer } = await work(query, variablesFor(choices, document), as);
        answered.set(name, (answered.get(name) ?? 0) + 1);
        const failed = answer.status >= 500 || answer.text.includes('INTERNAL_SERVER_ERROR');
        const unpriced = !answer.text.includes('"cost":{"asked":');
        const stalled = least > STALL && least > STALL * slowness();
        if (failed || stalled || (unpriced && query !== ''))
          found.push({ name, seed, least, status: answer.status, query: query.slice(0, 300) });
      }
      expect(found).toEqual([]);
      expect(answered.size).toBe(names.length);
    },
    FOR + 30_000,
  );
});
