import {
  getNamedType,
  GraphQLError,
  isInputObjectType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLScalarType,
  Kind,
} from 'graphql';
import { DateScalar, DateTimeScalar } from '../../src/graphql/scalars';
import { checksum, Fixtures } from '../support/fixtures';
import { TestApplication, type GraphAnswer } from '../support/test-application';

/** What no calendar has: the scalars' own test has all that can be wrong with one. */
const NO_DAYS = ['2027-02-30', '0000-01-01', '0999-12-31', '10000-01-01'];
const NO_INSTANTS = ['2027-02-30T00:00:00Z', '0999-12-31T23:59:59Z', '9999-12-31T23:59:59-00:01'];
/** What there is, however far away. */
const DAYS = ['1000-01-01', '1582-10-10', '2028-02-29', '9999-12-31'];
const INSTANTS = ['1000-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'];

const NOT_DAYS = [
  ...['2027-02-29', '2027-04-31', '2027-13-01', '2027-00-10', '2027-01-00', '2027-1-1', ''],
  ...['+12026-01-01', '2027-01-01T00:00:00Z', '01.02.2027', 'today', 20_270_101, true, ['x']],
];
const NOT_INSTANTS = [
  ...['2027-01-01T24:00:00Z', '2026-12-31T23:59:60Z', '2027-01-01T00:00:00+25:00', '2027-01-01'],
  ...['2027-01-01T00:00:00', '', 'now', 1_800_000_000_000, true, ['x']],
];

describe('the scalars', () => {
  const refused = (scalar: GraphQLScalarType, value: unknown): void => {
    expect(() => scalar.parseValue(value)).toThrow(GraphQLError);
    if (typeof value === 'string')
      expect(() => scalar.parseLiteral({ kind: Kind.STRING, value })).toThrow(GraphQLError);
  };

  it.each([...NO_DAYS, ...NOT_DAYS])('%j is no Date', (value) => refused(DateScalar, value));
  it.each([...NO_INSTANTS, ...NOT_INSTANTS])('%j is no DateTime', (value) =>
    refused(DateTimeScalar, value),
  );
  it('a Date is what was written, a DateTime is it in UTC', () => {
    for (const day of DAYS) expect(DateScalar.parseValue(day)).toBe(day);
    const at = DateTimeScalar.parseValue('2026-12-31T23:30:00-01:00');
    expect(DateTimeScalar.serialize(at)).toBe('2027-01-01T00:30:00.000Z');
  });
});

describe('every day and every instant that the graph takes', () => {
  let test: TestApplication;
  let holder: string;
  let admin: string;
  let ids: Readonly<Record<string, string>>;

  beforeAll(async () => {
    test = await TestApplication.start();
    const make = new Fixtures(test);
    const user = await make.user();
    const account = await make.account(user, { leaseProvider: true });
    const product = await make.product();
    const addOn = await make.addOn();
    const support = await make.supportProduct();
    await make.price({ productId: product, kind: 'LEASE' });
    const { leaseId } = await make.lease(account, await make.account(await make.user()), product);
    ids = {
      account: test.app.ids.encode('Account', account),
      product: test.app.ids.encode('Product', product),
      addOn: test.app.ids.encode('AddOn', addOn),
      support: test.app.ids.encode('SupportProduct', support),
      lease: test.app.ids.encode('Lease', leaseId),
      license: test.app.ids.encode('License', await make.license(account, product)),
    };
    holder = await test.tokenFor(user);
    admin = await test.tokenFor(await make.user({ staffRole: 'ADMIN' }));
  });
  afterAll(() => test.stop());

  const onAccount = (fields: string, type: string) => ({
    document: `query ($at: ${type}, $id: ID!) { account(id: $id) { ${fields} } }`,
    variables: () => ({ id: ids['account'] }),
  });
  const priced = (noun: string, node: string) => ({
    document: `mutation ($at: Date!, $id: ID!) { set${noun}Price(input: { ${node}Id: $id, kind: PURCHASE, currency: EUR,
      amount: "5.00", validFrom: $at, dryRun: true }) { userErrors { code field } } }`,
    variables: () => ({ id: ids[node === 'supportProduct' ? 'support' : node] }),
    staff: true,
  });

  interface Place {
    readonly document: string;
    readonly variables: () => Record<string, unknown>;
    readonly staff?: boolean;
  }
  const PLACES: Readonly<Record<string, Place>> = {
    'Account.reports.from': onAccount('reports(from: $at) { startsAndStops { month } }', 'Date'),
    'Account.reports.to': onAccount('reports(to: $at) { startsAndStops { month } }', 'Date'),
    'InvoiceFilter.issuedFrom': onAccount(
      'invoices(filter: { issuedFrom: $at }) { totalCount }',
      'Date',
    ),
    'InvoiceFilter.issuedTo': onAccount(
      'invoices(filter: { issuedTo: $at }) { totalCount }',
      'Date',
    ),
    ...Object.fromEntries(
      [
        [
          'LeaseFilter',
          'leases',
          ['startedFrom', 'startedTo', 'stoppedFrom', 'stoppedTo'],
        ] as const,
        ['LicenseFilter', 'licenses', ['maintenanceEndsFrom', 'maintenanceEndsTo']] as const,
        [
          'ResellingFilter',
          'resoldLicenses',
          ['maintenanceEndsFrom', 'maintenanceEndsTo'],
        ] as const,
      ].flatMap(([type, list, fields]) =>
        fields.map((field) => [
          `${type}.${field}`,
          onAccount(`${list}(filter: { ${field}: $at }) { totalCount }`, 'Date'),
        ]),
      ),
    ),
    'HistoryFilter.recordedFrom': onAccount(
      'history(filter: { recordedFrom: $at }) { totalCount }',
      'DateTime',
    ),
    'HistoryFilter.recordedBefore': onAccount(
      'history(filter: { recordedBefore: $at }) { totalCount }',
      'DateTime',
    ),
    'HypotheticalStart.on': {
      document: `query ($at: Date, $id: ID!, $product: String!) { account(id: $id) {
        nextInvoice(hypothetical: { starts: [{ productId: $product, on: $at }] }) { lineCount } } }`,
      variables: () => ({ id: ids['account'], product: ids['product'] }),
    },
    'HypotheticalStop.on': {
      document: `query ($at: Date, $id: ID!, $lease: String!) { account(id: $id) {
        nextInvoice(hypothetical: { stops: [{ leaseId: $lease, on: $at }] }) { lineCount } } }`,
      variables: () => ({ id: ids['account'], lease: ids['lease'] }),
    },
    'CreateApiTokenInput.expiresAt': {
      document: `mutation ($at: DateTime!, $id: ID!) { createApiToken(input: { accountId: $id, name: "T", expiresAt: $at,
        scopes: [{ permission: PAY_INVOICES, access: READ }] }) { userErrors { code field } } }`,
      variables: () => ({ id: ids['account'] }),
    },
    ...Object.fromEntries(
      ['endsFrom', 'endsTo'].map((field) => [
        `AddRenewalsToCartInput.${field}`,
        {
          document: `mutation ($at: Date!, $id: ID!) { addRenewalsToCart(input: { accountId: $id, endsFrom: ${field === 'endsFrom' ? '$at' : '"1000-01-01"'},
            endsTo: ${field === 'endsTo' ? '$at' : '"9999-12-31"'}, dryRun: true }) { userErrors { code field } } }`,
          variables: () => ({ id: ids['account'] }),
        },
      ]),
    ),
    'ExtendMaintenanceInput.until': {
      document: `mutation ($at: Date!, $id: ID!) { extendMaintenance(input: { licenseId: $id, until: $at, reason: "R", dryRun: true }) {
        userErrors { code field } } }`,
      variables: () => ({ id: ids['license'] }),
      staff: true,
    },
    'RecordBankTransferInput.receivedOn': {
      document: `mutation ($at: Date!, $id: ID!) { recordBankTransfer(input: { accountId: $id, receivedOn: $at, reference: "R", amount: "1.00", currency: EUR, dryRun: true }) {
        userErrors { code field } } }`,
      variables: () => ({ id: ids['account'] }),
      staff: true,
    },
    'SetProductPriceInput.validFrom': priced('Product', 'product'),
    'SetAddOnPriceInput.validFrom': priced('AddOn', 'addOn'),
    'SetSupportPriceInput.validFrom': priced('Support', 'supportProduct'),
  };

  /** `Type.field.argument` and `Input.field` of everything of a type. */
  const placesOf = (name: string): string[] => {
    const is = ({ type }: GraphQLArgument | GraphQLInputField): boolean =>
      getNamedType(type).name === name;
    return Object.values(test.app.schema.getTypeMap())
      .filter((type) => !type.name.startsWith('__'))
      .flatMap((type) => {
        if (isInputObjectType(type))
          return Object.values(type.getFields())
            .filter(is)
            .map((field) => `${type.name}.${field.name}`);
        if (!isObjectType(type)) return [];
        return Object.values(type.getFields()).flatMap((field) =>
          field.args.filter(is).map((arg) => `${type.name}.${field.name}.${arg.name}`),
        );
      })
      .sort();
  };
  const sorted = (type: string): string[] =>
    Object.keys(PLACES)
      .filter((place) => new RegExp(`\\$at: ${type}!?,`).test(PLACES[place]?.document ?? ''))
      .sort();

  const send = (place: string, at: unknown): Promise<GraphAnswer> => {
    const { document, variables, staff = false } = PLACES[place] as Place;
    return test.graph(document, { ...variables(), at }, staff ? admin : holder);
  };

  it('is asked here', () => {
    expect(placesOf('Date')).toEqual(sorted('Date'));
    expect(placesOf('DateTime')).toEqual(sorted('DateTime'));
  });

  it.each(Object.keys(PLACES))('%s takes what there is, and refuses the rest', async (place) => {
    const day = sorted('Date').includes(place);
    const before = await checksum(test.dataSource);
    for (const at of day ? NO_DAYS : NO_INSTANTS) {
      const { status, data, errors } = await send(place, at);
      expect([at, status, data ?? null]).toEqual([at, 400, null]);
      expect([at, errors.map((e) => e.extensions['code'])]).toEqual([at, ['BAD_USER_INPUT']]);
    }
    expect(await checksum(test.dataSource)).toBe(before);
    for (const at of day ? DAYS : INSTANTS) {
      const { errors, data } = await send(place, at);
      const codes = errors.map((e) => e.extensions['code']);
      // Counted, or said to be too far: never an error of ours.
      if (codes.length > 0) expect([at, codes]).toEqual([at, ['BAD_USER_INPUT']]);
      else expect(data).not.toBeNull();
    }
  });

  it('a month of invoices is one that there is', async () => {
    const { document, variables } = onAccount(
      'invoices(filter: { period: $at }) { totalCount }',
      'String',
    );
    const codes = async (at: string | null) =>
      (await test.graph(document, { ...variables(), at }, holder)).errors.map(
        (error) => error.extensions['code'],
      );
    for (const at of ['1000-01', '2026-11', '9999-12', null])
      expect([at, await codes(at)]).toEqual([at, []]);
    for (const at of ['2026-13', '2026-00', '2026-1', '0999-12', '2026-11-01', ' 2026-11', ''])
      expect([at, await codes(at)]).toEqual([at, ['BAD_USER_INPUT']]);
  });

  it('R46 a report reaches to the end of the calendar, and says what it does not reach', async () => {
    const months = async (at: string, place = 'Account.reports.to') => {
      const { data, errors } = await send(place, at);
      const account = data?.['account'] as { reports: { startsAndStops: object[] } } | null;
      return account?.reports?.startsAndStops.length ?? errors[0]?.message;
    };
    expect(await months('9999-12-31')).toBe(12);
    expect(await months('1000-01-01')).toBe(1);
    expect(await months('1000-01-01', 'Account.reports.from')).toBe('At most 24 months at once.');
    expect(await months('9999-12-31', 'Account.reports.from')).toBe(
      '`from` must come before `to`.',
    );
  });
});
