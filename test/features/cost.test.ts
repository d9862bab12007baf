import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { readConfig } from '../../src/config';
import { Fixtures } from '../support/fixtures';
import { rowsRead } from '../support/rows-read';
import { TEST_ENVIRONMENT, TestApplication } from '../support/test-application';
import { byTheProcessor, slowness } from '../support/yardstick';

/** Rows of each list here, and how many a list is priced for. */
const ROWS = 250;
const PRICED_FOR = 100_000;
/** Those that are priced for fewer. */
const SMALLER: Readonly<Record<string, number>> = { 'Query.products': 1_000 };
/** What is read for one page, however long its list is: the session, the object that it is of, the rows. */
const ALWAYS_READ = 30;

const MAINTENANCE = [
  '{ maintenanceEndsFrom: "2020-01-01", maintenanceEndsTo: "2020-02-01" }',
  '{ maintenanceLapsed: true }',
];

/** What can be looked for, by the input; each finds something, or nothing, in all of the list. */
const FILTERS: Readonly<Record<string, readonly string[]>> = {
  LeaseFilter: [
    '{ search: "zzz" }',
    '{ status: STOPPED }',
    '{ idle: true }',
    '{ productIds: ["<product>"] }',
    '{ startedFrom: "2020-01-01", startedTo: "2020-02-01" }',
    '{ stoppedFrom: "2020-01-01", stoppedTo: "2020-02-01" }',
    '{ monthlyPriceFrom: "99999.00", monthlyPriceTo: "100000.00" }',
  ],
  LicenseFilter: ['{ product: "zzz" }', '{ status: [SUSPENDED] }', ...MAINTENANCE],
  InvoiceFilter: [
    '{ search: "zzz" }',
    '{ status: [OVERDUE] }',
    '{ kind: [SUMMARY] }',
    '{ period: "2020-01" }',
    '{ issuedFrom: "2020-01-01", issuedTo: "2020-02-01" }',
  ],
  SupportRequestFilter: ['{ search: "zzz" }', '{ status: [CLOSED] }', '{ incidentUsed: true }'],
  ResellingFilter: [
    '{ search: "zzz" }',
    '{ product: "zzz" }',
    '{ status: [SUSPENDED] }',
    ...MAINTENANCE,
  ],
  HistoryFilter: [
    '{ action: ["zzz"] }',
    '{ subjectType: ["zzz"] }',
    '{ recordedFrom: "2020-01-01T00:00:00Z", recordedBefore: "2020-02-01T00:00:00Z" }',
  ],
};

/** Every way to ask for one page of a list, each with and without its count. */
function* waysToAsk(
  schema: GraphQLSchema,
  type: string,
): Generator<{ name: string; selection: string }> {
  const parent = schema.getType(type);
  if (!isObjectType(parent)) throw new Error(`${type} is no object type`);
  for (const field of Object.values(parent.getFields())) {
    const returned = getNamedType(field.type);
    if (!returned.name.endsWith('Connection')) {
      if (
        !isObjectType(returned) ||
        field.args.some((one) => isNonNullType(one.type) && one.defaultValue === undefined)
      )
        continue;
      yield { name: `${type}.${field.name}`, selection: `${field.name} { ${leavesOf(returned)} }` };
      continue;
    }
    for (const args of [[], ...argumentsOf(field)]) {
      const written = ['first: 1', ...args].join(', ');
      yield {
        name: `${type}.${field.name}(${written})`,
        selection: `${field.name}(${written}) { nodes { __typename } }`,
      };
      yield {
        name: `${type}.${field.name}(${written}), counted`,
        selection: `${field.name}(${written}) { totalCount }`,
      };
    }
  }
}

/** Everything of a type that is no object itself, and what lies in those that have no id of their own. */
const leavesOf = (type: GraphQLObjectType, seen: readonly GraphQLObjectType[] = []): string =>
  [
    '__typename',
    ...Object.values(type.getFields()).flatMap((field) => {
      const returned = getNamedType(field.type);
      if (field.args.some((one) => isNonNullType(one.type) && one.defaultValue === undefined))
        return [];
      if (isLeafType(returned)) return [field.name];
      if (
        !isObjectType(returned) ||
        'id' in returned.getFields() ||
        returned.name.endsWith('Connection') ||
        seen.includes(returned)
      )
        return [];
      return [`${field.name} { ${leavesOf(returned, [...seen, returned])} }`];
    }),
  ].join(' ');

function* argumentsOf({ args }: GraphQLField<unknown, unknown>): Generator<string[]> {
  for (const { name, type } of args) {
    const named = getNamedType(type);
    if (isEnumType(named))
      for (const { name: word } of named.getValues()) yield [`${name}: ${word}`];
    else if (named.name === 'Boolean') yield* [[`${name}: true`], [`${name}: false`]];
    else if (name === 'search') yield ['search: "zzz"'];
    else if (name === 'minimumLevel') yield ['minimumLevel: 1000000'];
    else for (const value of FILTERS[named.name] ?? []) yield [`${name}: ${value}`];
    if (isNonNullType(type) && !isEnumType(named) && named.name !== 'Boolean')
      throw new Error(`${name} has no value here`);
  }
}

describe('R79 what a request costs', () => {
  let test: TestApplication;
  const ids: Record<string, string> = {};
  let product: string;
  let holder: string;
  let staff: string;

  beforeAll(async () => {
    test = await TestApplication.start({ QUERY_COST_LIMIT: '10000000' });
    const made = await Fixtures.together(test, async (make) => {
      const holderKey = await make.user();
      const key = await make.account(holderKey, { reseller: true, leaseProvider: true });
      const product = await make.product();
      const customer = await make.account(await make.user());
      const summary = await make.invoice(key, { kind: 'SUMMARY', period: '2026-10' });
      const order = await make.order(key);
      let [license, lease] = [0, 0];
      for (let n = 0; n < ROWS; n++) {
        const buyer = await make.account(await make.user());
        await make.membership(key, await make.user(), ['PAY_INVOICES']);
        await make.contact(key);
        await make.apiToken(key, holderKey, 'RESELLER:WRITE');
        await make.card(key);
        await make.product();
        license = await make.license(key, product);
        await make.orderedLicense(key, order, license);
        await make.license(key, product, {
          origin: 'RESOLD',
          customerAccountId: null,
          status: 'UNASSIGNED',
        });
        await make.license(key, product, { origin: 'RESOLD', customerAccountId: buyer });
        const leased = await make.lease(key, buyer, product);
        lease = leased.leaseId;
        await make.activation(key, leased.licenseId);
        const invoice = await make.invoice(key, { awaitsSummary: true, summaryInvoiceId: summary });
        await make.payment(key, invoice);
        await make.order(key);
        await make.supportRequest(key, holderKey);
      }
      const staffKey = await make.user({ staffRole: 'ADMIN' });
      return { key, holderKey, staffKey, license, lease, summary, order, customer, product };
    });
    // Without these figures the database guesses which index it should take.
    for (const { tableName } of test.dataSource.entityMetadatas)
      await test.dataSource.query(`ANALYZE TABLE ${tableName}`);
    product = test.app.ids.encode('Product', made.product);
    ids['Account'] = test.app.ids.encode('Account', made.key);
    ids['License'] = test.app.ids.encode('License', made.license);
    ids['Lease'] = test.app.ids.encode('Lease', made.lease);
    ids['Invoice'] = test.app.ids.encode('Invoice', made.summary);
    ids['Order'] = test.app.ids.encode('Order', made.order);
    holder = await test.tokenFor(made.holderKey);
    staff = await test.tokenFor(made.staffKey);
  }, 60_000);
  afterAll(() => test.stop());

  const asked = async (query: string, token: string | null) => {
    let answer = '';
    const read = await rowsRead(test, async () => {
      answer = (await test.graph(query, {}, token)).text;
    });
    const { errors = [], extensions } = JSON.parse(answer) as {
      errors?: readonly { extensions: { code: string } }[];
      extensions: { cost: { asked: number } };
    };
    return {
      read,
      price: extensions.cost.asked,
      codes: errors.map((error) => error.extensions.code),
    };
  };

  it('is asked by every field that a list is filtered by', () => {
    const filters = Object.values(test.app.schema.getTypeMap()).filter(
      (type) => isInputObjectType(type) && type.name.endsWith('Filter'),
    ) as GraphQLInputObjectType[];
    expect(Object.keys(FILTERS).sort()).toEqual(filters.map(({ name }) => name).sort());
    const unasked = filters.flatMap((filter) =>
      Object.keys(filter.getFields())
        .filter((field) => !FILTERS[filter.name]?.some((asked) => asked.includes(`${field}: `)))
        .map((field) => `${filter.name}.${field}`),
    );
    expect(unasked).toEqual([]);
  });

  it('is at least a hundredth of the rows that the database looks at, for lists of 100,000', async () => {
    const tooCheap: object[] = [];
    let whole = 0;
    for (const type of ['Query', ...Object.keys(ids)])
      for (const { name, selection } of waysToAsk(test.app.schema, type)) {
        const asks = selection.replace('<product>', product);
        const query =
          type === 'Query'
            ? `{ ${asks} }`
            : `{ node(id: "${ids[type]}") { ... on ${type} { ${asks} } } }`;
        const { read, price, codes } = await asked(query, type === 'Query' ? staff : holder);
        expect([name, codes.filter((code) => code !== 'FORBIDDEN')]).toEqual([name, []]);
        const isWhole = read > ROWS / 2;
        if (isWhole) whole += 1;
        const most = SMALLER[name.replace(/\(.*/, '')] ?? PRICED_FOR;
        const inLargest = isWhole ? ((read - ALWAYS_READ) / ROWS) * most : read;
        if (price < inLargest / 100) tooCheap.push({ name, read, price, inLargest });
      }
    expect(tooCheap).toEqual([]);
    expect(whole).toBeGreaterThan(30);
  });

  const many = (count: number, of: (n: number) => string): string =>
    Array.from({ length: count }, (_, n) => of(n)).join(' ');
  const nodeIds = JSON.stringify(Array.from({ length: 100 }, (_, n) => `lic_${n}`));
  const starts = (groups: number): string =>
    `{ starts: [${many(groups, () => '{ productId: "x", count: 1000 }')}] }`;
  const forecast = (groups: number): string =>
    `nextInvoice(hypothetical: ${starts(groups)}) { subtotal { amount } }`;
  const inAccount = (selection: string): string =>
    `{ node(id: "${ids['Account']}") { ... on Account { ${selection} } } }`;

  it('an argument that multiplies work is priced by its value, in variables as in the document', async () => {
    const price = async (query: string) => (await asked(query, holder)).price;
    const of = async (groups: number) => price(inAccount(forecast(groups)));
    const [one, hundred] = [await of(1), await of(101)];
    expect(hundred - one).toBe(100 * 10);
    const { text } = await test.graph(
      `query ($h: HypotheticalLeases) ${inAccount('nextInvoice(hypothetical: $h) { subtotal { amount } }')}`,
      { h: { starts: Array.from({ length: 101 }, () => ({ productId: 'x', count: 1_000 })) } },
      holder,
    );
    expect(text).toContain(`"asked":${hundred}`);
    const nodes = async (count: number) =>
      price(`{ nodes(ids: [${many(count, () => '"x"')}]) { id } }`);
    expect((await nodes(100)) - (await nodes(1))).toBe(99 * 11);
  });

  it('R79 what an attacker asks for is more than the limit of anybody', async () => {
    const limit = Number(readConfig(TEST_ENVIRONMENT).queries.cost.signedIn);
    for (const query of [
      `query ($ids: [ID!]! = ${nodeIds}) { ${many(280, (n) => `a${n}: nodes(ids: $ids) { __typename }`)} }`,
      inAccount(many(20, (n) => `a${n}: ${forecast(1)}`)),
      inAccount(
        many(150, (n) => `a${n}: leases(first: 1, filter: { search: "${n}" }) { totalCount }`),
      ),
    ])
      // Whoever may ask for so little that nothing of it runs.
      expect((await asked(query, null)).price).toBeGreaterThan(limit);
  });

  /** Each another text every time, so that nothing of it is known. */
  const REFUSED: Readonly<Record<string, (n: number) => string>> = {
    'levels without end': (n) =>
      `{ a${n}: node(id: "x") { ... on License { ${'lease { license { '.repeat(700)} id ${'} } '.repeat(700)} } } }`,
    'inline fragments in each other': (n) =>
      `{ a${n}: __typename ${'... { '.repeat(2_000)} id ${'} '.repeat(2_000)} }`,
    '1,900 names': (n) => `{ ${many(1_900, (k) => `a${n}_${k}: __typename`)} }`,
    'fragments that double': (n) =>
      `{ ...f0 } ${many(30, (k) => `fragment f${k} on Query { ...f${k + 1} ... { ...f${k + 1} } }`)} fragment f30 on Query { a${n}: __typename }`,
    'fields that are not there': (n) => `{ ${many(1_300, (k) => `a${n}_${k}: nothing`)} }`,
    'arguments that are not there': (n) =>
      `{ ${many(390, (k) => `a${n}_${k}: node(idd: "x") { id }`)} }`,
    'values that do not fit': (n) =>
      `{ a${n}: account(id: "x") { nextInvoice(hypothetical: { starts: [${many(600, () => '{ a: 1 }')}] }) { subtotal { amount } } } }`,
    'much of what is dear': (n) =>
      `query ($ids: [ID!]! = ${nodeIds}) { ${many(200, (k) => `a${n}_${k}: nodes(ids: $ids) { __typename }`)} }`,
  };
  it.each(Object.keys(REFUSED))('R79 %s takes 20 ms of work at most to refuse', async (name) => {
    // The first ones run before anything is compiled; garbage of others, and other processes, fall into any.
    const taken: number[] = [];
    const within = (most: number) => taken.filter((milliseconds) => milliseconds <= most).length;
    for (let n = 0; n < 120 && within(20) < 3; n++) {
      const query = (REFUSED[name] as (n: number) => string)(n);
      const before = byTheProcessor();
      const { status } = await test.graph(query);
      taken.push(byTheProcessor() - before);
      expect(status).toBe(400);
    }
    const most = within(20) < 3 ? 20 * slowness() : 20;
    expect([within(most) >= 3, most, Math.min(...taken)]).toEqual([true, most, expect.any(Number)]);
  });
});
