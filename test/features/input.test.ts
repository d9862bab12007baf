import { getMetadataStorage } from 'class-validator';
import {
  getNamedType,
  getNullableType,
  GraphQLString,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputObjectType,
} from 'graphql';
import { Field, getMetadataStorage as getGraphMetadata, InputType } from 'type-graphql';
import {
  Country,
  Email,
  Id,
  Lines,
  Nested,
  NestedList,
  Secret,
  Text,
  EnumListField,
  BooleanField,
} from '../../src/graphql/input';
import { inputProblems, secretsIn, tidyInput } from '../../src/graphql/input-values';
import { ContactMail } from '../../src/domain/mail/preferences';
import { declarationNamed } from '../../src/graphql/write';
import { MUTATIONS, NAMES } from '../mutations/catalog';
import { nameOf, type Mutation } from '../mutations/mutation';
import { Stage } from '../mutations/stage';
import { checksum, Fixtures } from '../support/fixtures';
import { TestApplication, type GraphAnswer } from '../support/test-application';
import { unpriced } from '../support/unpriced';
import { write, type Written } from '../support/write';

const about = { description: 'For the test.' };
@InputType()
class Address {
  @Lines(10, about)
  readonly street!: string;
  @Country({ ...about, whenAbsent: 'none', nullMeans: 'none' })
  readonly country?: string | null;
  @Secret(8, { ...about, whenAbsent: 'as it is' })
  readonly doorCode?: string;
}

@InputType()
class Base {
  @Text(5, about)
  readonly name!: string;
  @Secret(8, { ...about, whenAbsent: 'none', nullMeans: 'none' })
  readonly password?: string | null;
}

@InputType()
class Person extends Base {
  @Email({ ...about, whenAbsent: 'as it is' })
  readonly email?: string;
  @Nested(() => Address, { ...about, whenAbsent: 'as it is' })
  readonly home?: Address;
  @Nested(() => Address, { ...about, whenAbsent: 'none', nullMeans: 'none' })
  readonly office?: Address | null;
  @NestedList(() => Address, 3, { ...about, whenAbsent: 'as it is' })
  readonly others?: readonly Address[];
  @EnumListField(() => ContactMail, { ...about, whenAbsent: 'as it is' })
  readonly words?: readonly string[];
  @BooleanField({ ...about, whenAbsent: 'as it is' })
  readonly yes?: boolean;
  @Id({ ...about, whenAbsent: 'as it is' })
  readonly boss?: string;
  readonly since?: Date;
}

const address = (given: object): Address => Object.assign(new Address(), { street: 'A', ...given });
const person = (given: object): Person => Object.assign(new Person(), { name: 'Ada', ...given });
const problems = (given: object): [string, string][] =>
  inputProblems(person(given)).map(({ code, field }) => [code, (field ?? []).join('.')]);

describe('what is wrong with an input', () => {
  it('nothing, when all is well or left out', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ home: address({}), others: [address({}), address({})] })).toEqual([]);
    expect(problems({ office: null, password: null })).toEqual([]);
  });

  it('null, where there must be a value', () => {
    for (const field of ['email', 'home', 'others', 'words', 'yes', 'boss'])
      expect(problems({ [field]: null })).toEqual([['BLANK', field]]);
  });

  it('a field of a class that it extends', () => {
    expect(problems({ name: '', password: '123456789' })).toEqual([
      ['BLANK', 'name'],
      ['TOO_LONG', 'password'],
    ]);
  });

  it('a field of an input inside it, with the path to it', () => {
    const bad = address({ street: '', country: 'UK' });
    expect(problems({ home: bad })).toEqual([
      ['BLANK', 'home.street'],
      ['INVALID_COUNTRY', 'home.country'],
    ]);
    expect(problems({ office: bad })).toEqual([
      ['BLANK', 'office.street'],
      ['INVALID_COUNTRY', 'office.country'],
    ]);
  });

  it('a field of an input in a list, with its place in it', () => {
    expect(problems({ others: [address({}), address({ street: 'x'.repeat(11) })] })).toEqual([
      ['TOO_LONG', 'others.1.street'],
    ]);
  });

  it('more in a list than may be', () => {
    const four = Array.from({ length: 4 }, () => address({}));
    expect(problems({ others: four })).toEqual([['TOO_MANY', 'others']]);
    expect(problems({ others: four.slice(1) })).toEqual([]);
  });

  it('a text too long as people count: a character outside of the first plane is one', () => {
    expect(problems({ name: '🗝🗝🗝🗝🗝' })).toEqual([]);
    expect(problems({ name: '🗝🗝🗝🗝🗝🗝' })).toEqual([['TOO_LONG', 'name']]);
    // As the store counts: a sign that only changes how the one before it looks is one too.
    expect(problems({ name: '❤\uFE0F❤\uFE0F❤\uFE0F' })).toEqual([['TOO_LONG', 'name']]);
  });

  it.each([
    [
      'BLANK',
      [
        '',
        '\u200b',
        '\u2060\ufeff',
        '\u3164',
        '\u2800',
        '\u00ad',
        '\0',
        '\u0301',
        '\u{1d159}',
        '\ufffe',
      ],
    ],
    ['INVALID_TEXT', ['a\0b', 'a\u0007', 'a\ud83d', '\ude00a', 'a\u0085b']],
    ['INVALID_TEXT', ['a\nb', 'a\rb', 'a\tb', 'a\vb', 'a\u2028b', 'a\u2029b', 'a\u007fb']],
    [
      'INVALID_TEXT',
      ['a\u202eb', 'a\u202db', 'a\u202bb', '\u2066a\u2069', 'a\u2067b', '\u202ba\u202eb\u202c'],
    ],
    [null, ['\u{1f600}', 'שלום', 'न\u200dम', '\u202ba\u202c']],
  ])('%s, of a text by what can be read of it', (code, texts) => {
    for (const name of texts)
      expect([name, problems({ name })]).toEqual([name, code === null ? [] : [[code, 'name']]]);
  });

  it('lines may break, and nothing else', () => {
    const street = (text: string) =>
      problems({ home: address({ street: text }) }).map(([code]) => code);
    for (const text of ['a\nb', 'a\r\nb', 'a\tb']) expect(street(text)).toEqual([]);
    for (const text of ['a\0b', 'a\u202eb', 'a\ud83d', 'a\u0085b', '\u2066a'])
      expect(street(text)).toEqual(['INVALID_TEXT']);
    expect(street(' \n\u200b')).toEqual(['BLANK']);
  });

  it('each field once: blank before too long before anything else', () => {
    expect(problems({ email: '' })).toEqual([['BLANK', 'email']]);
    expect(problems({ email: 'x'.repeat(255) })).toEqual([['TOO_LONG', 'email']]);
  });
});

describe('taking the space away', () => {
  it('is done around texts, however deep they stand, and around nothing else', () => {
    const input = person({
      name: '\t Ada\u00A0',
      email: ' ada@example.com\n',
      boss: ' id ',
      password: ' secret ',
      since: new Date(0),
      home: address({ street: ' A  B ', doorCode: ' 1 ' }),
      office: null,
      others: [address({ street: ' C' }), address({ street: 'D ', country: ' DE' })],
    });
    tidyInput(input);
    expect(input).toEqual(
      person({
        name: 'Ada',
        email: 'ada@example.com',
        boss: ' id ',
        password: ' secret ',
        since: new Date(0),
        home: address({ street: 'A  B', doorCode: ' 1 ' }),
        office: null,
        others: [address({ street: 'C' }), address({ street: 'D', country: 'DE' })],
      }),
    );
  });
});

describe('secrets of an input', () => {
  it('are found in it, in what it extends, and in all that stands inside it', () => {
    const input = person({
      password: 'one',
      home: address({ doorCode: 'two' }),
      others: [address({ doorCode: 'three' }), address({})],
    });
    expect(secretsIn(input).sort()).toEqual(['one', 'three', 'two']);
    expect(secretsIn(person({ password: null }))).toEqual([]);
  });
});

describe('every text that a mutation takes', () => {
  let test: TestApplication;
  beforeAll(async () => {
    test = await TestApplication.start();
  });
  afterAll(() => test.stop());

  /** Classes of the inputs by their name in the schema, and the classes they extend. */
  const classesOf = (name: string): unknown[] => {
    const found = getGraphMetadata().inputTypes.find((one) => one.name === name);
    const classes: unknown[] = [];
    for (let at: unknown = found?.target; at; at = Object.getPrototypeOf(at)) classes.push(at);
    return classes;
  };

  /** The limit that is declared for a field of an input, `[]` after a list; null for none. */
  function limitOf(input: string, field: string): number | null {
    const [target] = classesOf(input);
    const validator = field.endsWith('[]') ? 'eachMaxLength' : 'maxLength';
    const limits = getMetadataStorage()
      .getTargetValidationMetadatas(target as never, '', false, false)
      .filter(
        ({ name, propertyName }) => name === validator && propertyName === field.replace('[]', ''),
      )
      .map(({ constraints }) => constraints?.[0] as number);
    return limits.length === 0 ? null : Math.min(...limits);
  }

  /** All texts in an input and in the inputs inside it, as `Input.field`. */
  function textsOf(input: GraphQLInputObjectType, seen: Set<string>): string[] {
    if (seen.has(input.name)) return [];
    seen.add(input.name);
    return Object.values(input.getFields()).flatMap(({ name, type }) => {
      const named = getNamedType(type);
      if (isInputObjectType(named)) return textsOf(named, seen);
      if (named !== GraphQLString) return [];
      return [`${input.name}.${name}${isListType(getNullableType(type)) ? '[]' : ''}`];
    });
  }

  it('R60 declares how long it may be', () => {
    const mutations = Object.values(test.app.schema.getMutationType()?.getFields() ?? {});
    const seen = new Set<string>();
    const texts = mutations.flatMap(({ args }) =>
      args.flatMap(({ type }) => {
        const named = getNamedType(type);
        return isInputObjectType(named) ? textsOf(named, seen) : [`${String(type)}`];
      }),
    );
    expect(texts.length).toBeGreaterThan(10);
    const unlimited = texts.filter((text) => {
      const [input = '', field = ''] = text.split('.');
      return limitOf(input, field) === null;
    });
    expect(unlimited).toEqual([]);
  });

  /** Inputs of mutations, and inputs inside them. */
  function inputsOf(
    input: GraphQLInputObjectType,
    seen = new Map<string, GraphQLInputObjectType>(),
  ) {
    if (seen.has(input.name)) return seen;
    seen.set(input.name, input);
    for (const { type } of Object.values(input.getFields())) {
      const named = getNamedType(type);
      if (isInputObjectType(named)) inputsOf(named, seen);
    }
    return seen;
  }

  it('null is refused for every field that does not say what it means', () => {
    const mutations = Object.values(test.app.schema.getMutationType()?.getFields() ?? {});
    const inputs = new Map<string, GraphQLInputObjectType>();
    for (const { args } of mutations) inputsOf(getNamedType(args[0]?.type) as never, inputs);
    const meant: string[] = [];
    for (const [name, input] of inputs) {
      const [target] = classesOf(name) as (new () => object)[];
      for (const { name: field, type, description } of Object.values(input.getFields())) {
        if (isNonNullType(type) || target === undefined) continue;
        const found = inputProblems(Object.assign(new target(), { [field]: null }));
        const refused = found.some((one) => one.code === 'BLANK' && one.field?.join() === field);
        expect([name, field, refused]).toEqual([
          name,
          field,
          description?.endsWith(' Null is refused.'),
        ]);
        if (!refused) meant.push(`${name}.${field}`);
      }
    }
    // Whoever lets null mean something says so in test/mutations.
    const said = Object.entries(MUTATIONS).flatMap(([title, { nulls = {} }]) => {
      const type = mutations.find(({ name }) => name === nameOf(title))?.args[0]?.type;
      return Object.keys(nulls).map((path) => {
        const steps = path.split('.');
        const input = steps
          .slice(0, -1)
          .reduce(
            (at, step) => getNamedType(at.getFields()[step]?.type) as GraphQLInputObjectType,
            getNamedType(type) as GraphQLInputObjectType,
          );
        return `${input.name}.${steps.at(-1)}`;
      });
    });
    expect(meant.sort()).toEqual(said.sort());
  });

  it('an address is one, of which nothing is unseen, wherever one is taken', () => {
    const mutations = Object.values(test.app.schema.getMutationType()?.getFields() ?? {});
    const inputs = new Map<string, GraphQLInputObjectType>();
    for (const { args } of mutations) inputsOf(getNamedType(args[0]?.type) as never, inputs);
    const found: string[] = [];
    for (const [name, input] of inputs)
      for (const { name: field, type } of Object.values(input.getFields())) {
        const list = isListType(getNullableType(type));
        if (getNamedType(type) !== GraphQLString || !/email$|^to$/i.test(field)) continue;
        found.push(`${name}.${field}`);
        const [target] = classesOf(name) as (new () => object)[];
        if (target === undefined) throw new Error(`${name} has no class`);
        const wrong = (value: string) =>
          inputProblems(Object.assign(new target(), { [field]: list ? [value] : value }))
            .filter((one) => one.field?.join() === field)
            .map((one) => one.code);
        for (const unseen of ['\uD800', '\u200B', '\u00AD', '\u202E', '\r\n', '\u0000'])
          expect([name, field, wrong(`ada${unseen}@b.example`)]).toEqual([
            name,
            field,
            ['INVALID_EMAIL'],
          ]);
        expect(wrong('ada@b.example')).toEqual([]);
      }
    expect(found.length).toBeGreaterThan(12);
  });

  it('is found out when it does not', () => {
    @InputType()
    class Careless {
      @Field(() => String)
      readonly text!: string;
      @Text(7, about)
      readonly careful!: string;
    }
    expect(new Careless()).toBeDefined();
    expect([limitOf('Careless', 'text'), limitOf('Careless', 'careful')]).toEqual([null, 7]);
    expect(limitOf('Careless', 'careful[]')).toBeNull();
    // A limit of a class that an input extends counts.
    expect(limitOf('Person', 'name')).toBe(5);
  });
});

describe('inputs over HTTP', () => {
  let test: TestApplication;
  let make: Fixtures;
  let holder: string;
  /** Belongs to the account, and may do nothing. */
  let login: string;
  let accountId: string;
  let accountKey: number;
  let product: number;
  let catalog: Readonly<Record<string, string>>;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox' });
    make = new Fixtures(test);
    const holderKey = await make.user();
    accountKey = await make.account(holderKey, { leaseProvider: true, reseller: true });
    accountId = test.app.ids.encode('Account', accountKey);
    holder = await test.tokenFor(holderKey);
    const loginKey = await make.user();
    await make.membership(accountKey, loginKey, []);
    login = await test.tokenFor(loginKey);
    product = await make.product();
    catalog = {
      Product: test.app.ids.encode('Product', product),
      AddOn: test.app.ids.encode('AddOn', await make.addOn()),
      SupportProduct: test.app.ids.encode('SupportProduct', await make.supportProduct()),
    };
  });
  afterAll(() => test.stop());

  /** One of each type, of one account. */
  const nodesOf = async (account: number, person: number): Promise<Record<string, string>> => {
    const id = (type: string, key: number) => test.app.ids.encode(type, key);
    const customer = await make.account(await make.user());
    const card = { gatewayReference: `card of ${account}`, isDefault: false };
    const all = { status: 'CREDITED', creditKept: 11_900n, credited: 11_900n } as const;
    await make.credit(account, 11_900n);
    const credited = await make.invoice(account, all);
    return {
      ...catalog,
      Membership: id('Membership', await membershipOf(account, person)),
      ApiToken: id('ApiToken', (await make.apiToken(account, person, 'PAY_INVOICES:READ')).key),
      Session: id('Session', await make.session(person)),
      Account: id('Account', account),
      User: id('User', person),
      Contact: id('Contact', await make.contact(account)),
      Mail: id('Mail', await make.mail(account, 'ada@example.com')),
      SupportRequest: id('SupportRequest', await make.supportRequest(account, person)),
      License: id('License', await make.license(account, product)),
      Lease: id('Lease', (await make.lease(account, customer, product)).leaseId),
      Invoice: id('Invoice', await make.invoice(account)),
      Payment: id('Payment', await make.payment(account, credited)),
      PaymentMethod: id('PaymentMethod', await make.card(account, card)),
    };
  };
  const membershipOf = async (account: number, person: number): Promise<number> => {
    const [row] = await test.dataSource.query<{ id: number }[]>(
      'SELECT id FROM memberships WHERE account_id = ? AND user_id = ?',
      [account, person],
    );
    return Number(row?.id);
  };
  const TOKEN = {
    name: 'T',
    scopes: [{ permission: 'PAY_INVOICES', access: 'READ' }],
    expiresAt: '2027-01-01T00:00:00Z',
  };
  const PASSWORD = 'seventeen purple cranes at dawn';
  let people = 0;

  const CONTACT = { firstName: 'Ada', lastName: 'L', email: 'ada@example.com', country: 'GB' };
  const addContact = (given: object): Promise<Written<object>> =>
    write(test, holder, 'addContact', { accountId, ...CONTACT, ...given }, 'contact { id }');
  const problemsOf = ({ payload }: Written<object>): unknown[][] =>
    (payload?.userErrors ?? []).map(({ code, field }) => [code, ...(field ?? [])]);

  /** The field that names the row of each mutation that is about one. */
  const NAMES_ROW = NAMES.flatMap((name) => {
    const { on } = declarationNamed(name);
    return on === null || on.named !== undefined ? [] : [[name, on.id, on.type] as const];
  });
  const staged = async (name: string) => {
    const stage = await Stage.set(test, make, product);
    return { stage, ...(await stage.ready(name, MUTATIONS[name] as Mutation)) };
  };
  const fieldsOf = (name: string) =>
    Object.values(
      (
        getNamedType(
          test.app.schema.getMutationType()?.getFields()[name]?.args[0]?.type,
        ) as GraphQLInputObjectType
      ).getFields(),
    );
  const isStaffs = (name: string): boolean => MUTATIONS[name]?.staff !== undefined;

  it('R63 every mutation about a node is asked here', () => {
    const mutations = Object.values(test.app.schema.getMutationType()?.getFields() ?? {});
    const needsId = mutations.filter(({ name }) =>
      fieldsOf(name).some(({ type }) => String(type) === 'ID!'),
    );
    expect(needsId.map(({ name }) => name).sort()).toEqual(NAMES_ROW.map(([name]) => name).sort());
  });

  it.each(NAMES_ROW)(
    'R63 %s answers the same to whatever does not name a thing of ours',
    async (name, id, type) => {
      const { input, as, stage } = await staged(name);
      const own = await nodesOf(stage.account, stage.holder);
      // Belongs to the account, and may do nothing.
      const member = await make.user();
      await make.membership(stage.account, member, []);
      const login = await test.tokenFor(member);
      const fit = (input as Record<string, string>)[id] ?? '';
      // Staff reach every account: for them nothing is foreign.
      const foreign = isStaffs(name)
        ? []
        : [((await staged(name)).input as Record<string, string>)[id] ?? ''];
      const wrong = [
        ...foreign,
        ...Object.entries(own).flatMap(([other, value]) => (other === type ? [] : [value])),
        test.app.ids.encode(type, 987_654),
        test.app.ids.encode(type, Number.MAX_SAFE_INTEGER),
        `${fit.slice(0, -1)}${fit.endsWith('A') ? 'B' : 'A'}`,
        fit.toUpperCase(),
        ` ${fit}`,
        'nonsense',
        '',
        '1',
        "' OR 1=1 --",
        'x'.repeat(10_000),
      ];
      // An API token notes that it is used.
      await test.graph('{ viewer { staffRole } }', {}, as);
      const before = await checksum(test.dataSource);
      const answers = [];
      for (const value of wrong) {
        // What is asked so often is counted, and that is not what is asked here.
        await test.dataSource.query('DELETE FROM rate_limits');
        answers.push(unpriced((await write(test, as, name, { ...input, [id]: value })).text));
      }
      expect(new Set(answers).size).toBe(1);
      const [answer] = answers;
      expect(JSON.parse(answer as string)).toMatchObject({
        errors: [{ extensions: { code: 'NOT_FOUND', field: ['input', id] } }],
        data: { [name]: null },
      });
      // Wrong input beside it does not show the difference either.
      for (const field of ['serverName', 'firstName'])
        if (field in input)
          for (const value of wrong) {
            const alsoWrong = { ...input, [id]: value, [field]: ' ' };
            expect(unpriced((await write(test, as, name, alsoWrong)).text)).toBe(answer);
          }
      // Nor does it to somebody who may do this nowhere.
      const refusals = [];
      for (const value of wrong)
        refusals.push(unpriced((await write(test, login, name, { ...input, [id]: value })).text));
      expect(new Set(refusals).size).toBe(1);
      expect(await checksum(test.dataSource)).toBe(before);
      // What was asked so often was counted.
      await test.dataSource.query('DELETE FROM rate_limits');
      const dryRun = fieldsOf(name).some((field) => field.name === 'dryRun');
      const right = await write(test, as, name, { ...input, ...(dryRun ? { dryRun } : {}) });
      expect(right.errors).toEqual([]);
    },
  );

  it.each(NAMES_ROW)(
    '%s refuses null for what may be left out, and writes nothing',
    async (name) => {
      const { input, as } = await staged(name);
      // An API token notes that it is used.
      await test.graph('{ viewer { staffRole } }', {}, as);
      const before = await checksum(test.dataSource);
      for (const { name: field, description } of fieldsOf(name)) {
        if (description?.endsWith(' Null is refused.') !== true) continue;
        const answer = await write(test, as, name, { ...input, [field]: null });
        expect([field, answer.errors, problemsOf(answer)]).toEqual([
          field,
          [],
          [['BLANK', 'input', field]],
        ]);
      }
      // What was asked so often was counted.
      await test.dataSource.query('DELETE FROM rate_limits');
      expect(await checksum(test.dataSource)).toBe(before);
    },
  );

  it('null for the license of an assignment is refused, not looked for', async () => {
    const given = { licenseId: null, email: 'ada@example.com' };
    const answer = await write(test, holder, 'assignLicense', given);
    expect([answer.errors, problemsOf(answer)]).toEqual([[], [['BLANK', 'input', 'licenseId']]]);
  });

  it.each([
    ['a field that there is none of', { nickname: 'A' }],
    ['a number for a text', { firstName: 5 }],
    ['a text for a yes or no', { supportAuthorized: 'yes' }],
    ['a word that is none of the enum', { receives: ['EVERYTHING'] }],
    ['null in a list', { receives: [null] }],
    ['a list for a text', { firstName: ['A'] }],
  ])('%s is refused before anything runs', async (_what, given) => {
    const before = await checksum(test.dataSource);
    const { codes, payload } = await addContact(given);
    expect([codes, payload]).toEqual([['BAD_USER_INPUT'], null]);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  /** Every text of the mutations with the most that its column takes, and who else must be given. */
  it.each([
    ['addContact', 'firstName', 100],
    ['addContact', 'lastName', 100],
    ['updateContact', 'firstName', 100],
    ['updateContact', 'lastName', 100],
    ['updateAccount', 'name', 200],
    ['updateAccount', 'address', 500],
    ['activateLicense', 'serverName', 255],
    ['addAuthorizedLogin', 'fullName', 200],
    ['createApiToken', 'name', 100],
    ['actAs', 'reason', 500],
  ] as const)('%s takes %s of %i characters, and not one more', async (name, field, longest) => {
    // Names of servers are kept in ASCII, where others take more than one.
    for (const letter of name === 'activateLicense' ? ['x'] : ['x', 'ß', '🗝']) {
      const { input, as } = await staged(name);
      const send = (value: string): Promise<Written<object>> =>
        write(test, as, name, { ...input, [field]: value });
      const before = await checksum(test.dataSource);
      const long = await send(letter.repeat(longest + 1));
      expect([long.errors, problemsOf(long)]).toEqual([[], [['TOO_LONG', 'input', field]]]);
      expect((await send('❤\uFE0F'.repeat(longest))).codes).toEqual(['TOO_LONG']);
      expect(await checksum(test.dataSource)).toBe(before);
      // The space around it does not count.
      expect((await send(` ${letter.repeat(longest)} `)).codes).toEqual([]);
    }
  });

  it.each([
    ['fullName', 200],
    ['accountName', 200],
    ['address', 500],
  ] as const)('signUp takes %s of %i characters, and not one more', async (field, longest) => {
    const send = (value: string): Promise<Written<object>> =>
      write(test, null, 'signUp', {
        email: `somebody${++people}@example.com`,
        password: PASSWORD,
        fullName: 'S',
        address: 'A',
        country: 'DE',
        [field]: value,
      });
    for (const letter of ['x', '🗝']) {
      expect(problemsOf(await send(letter.repeat(longest + 1)))).toEqual([
        ['TOO_LONG', 'input', field],
      ]);
      expect((await send(` ${letter.repeat(longest)} `)).codes).toEqual([]);
    }
  });

  it('updateMyself takes a name of 200 characters, and not one more', async () => {
    const rename = (fullName: string): Promise<Written<object>> =>
      write(test, login, 'updateMyself', { fullName });
    expect(problemsOf(await rename('x'.repeat(201)))).toEqual([['TOO_LONG', 'input', 'fullName']]);
    expect((await rename('x'.repeat(200))).codes).toEqual([]);
    expect(problemsOf(await rename(' \n'))).toEqual([['BLANK', 'input', 'fullName']]);
  });

  it('R59 a token takes at most 20 ranges of 50 characters, and 5 scopes', async () => {
    const make = (given: object): Promise<Written<object>> =>
      write(test, holder, 'createApiToken', { accountId, ...TOKEN, ...given });
    const range = '2001:db8::/32';
    expect(problemsOf(await make({ addressRanges: Array<string>(21).fill(range) }))).toEqual([
      ['TOO_MANY', 'input', 'addressRanges'],
    ]);
    expect(problemsOf(await make({ addressRanges: [range, 'x'.repeat(51)] }))).toEqual([
      ['TOO_LONG', 'input', 'addressRanges'],
    ]);
    const longest = `${'0000:'.repeat(5)}ffff:255.255.255.255`;
    expect(
      problemsOf(await make({ addressRanges: Array<string>(20).fill(`${longest}/128`) })),
    ).toEqual([]);
    expect(
      problemsOf(await make({ scopes: Array<object>(6).fill(TOKEN.scopes[0] ?? {}) })),
    ).toEqual([['TOO_MANY', 'input', 'scopes']]);
  });

  it('R66 a reason of nothing but space is none', async () => {
    const admin = await test.tokenFor(await make.user({ staffRole: 'ADMIN' }));
    const came = await write(test, admin, 'actAs', { accountId, reason: ' \u00A0' });
    expect(problemsOf(came)).toEqual([['BLANK', 'input', 'reason']]);
  });

  it('an e-mail address has at most 254 characters', async () => {
    const domain = `${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(60)}.example`;
    const fits = `${'a'.repeat(254 - domain.length - 1)}@${domain}`;
    expect(fits).toHaveLength(254);
    expect(problemsOf(await addContact({ email: fits }))).toEqual([]);
    expect(problemsOf(await addContact({ email: `a${fits}` }))).toEqual([
      ['TOO_LONG', 'input', 'email'],
    ]);
    // In lower case this letter becomes two.
    const grows = `${'İ'.repeat(30)}@${domain.replace('.example', '.e.f.g.h.example')}`;
    expect(problemsOf(await addContact({ email: grows }))).toEqual([
      ['TOO_LONG', 'input', 'email'],
    ]);
  });

  it.each(['', ' ', '\t\n', '\u00A0\u3000'])('R8 %j is blank', async (blank) => {
    expect(
      problemsOf(
        await addContact({ firstName: blank, lastName: blank, email: blank, country: blank }),
      ),
    ).toEqual([
      ['BLANK', 'input', 'firstName'],
      ['BLANK', 'input', 'lastName'],
      ['BLANK', 'input', 'email'],
      ['BLANK', 'input', 'country'],
    ]);
  });

  it.each([
    'ada',
    'ada@',
    '@example.com',
    'ada@example',
    'a da@example.com',
    'ada@exa mple.com',
    'ada@example.com, eve@example.com',
    'Ada <ada@example.com>',
    'ada@example.com\nBcc: eve@example.com',
    'ada@-.com',
  ])('R8 %j is no e-mail address', async (email) => {
    expect(problemsOf(await addContact({ email }))).toEqual([['INVALID_EMAIL', 'input', 'email']]);
  });

  it.each([
    ['de', 'INVALID_COUNTRY'],
    ['UK', 'INVALID_COUNTRY'],
    ['EU', 'INVALID_COUNTRY'],
    ['ZZ', 'INVALID_COUNTRY'],
    ['D', 'INVALID_COUNTRY'],
    ['DEU', 'TOO_LONG'],
  ])('R8 R69 %s is no country', async (country, code) => {
    expect(problemsOf(await addContact({ country }))).toEqual([[code, 'input', 'country']]);
  });

  it('R17 each word of an enum is given once', async () => {
    const receives = ['STANDARD_INVOICES', 'SUMMARY_INVOICES', 'STANDARD_INVOICES'];
    expect(problemsOf(await addContact({ receives }))).toEqual([['REPEATED', 'input', 'receives']]);
    const contactId = test.app.ids.encode('Contact', await make.contact(accountKey));
    const changed = await write(test, holder, 'updateContact', { contactId, receives });
    expect(problemsOf(changed)).toEqual([['REPEATED', 'input', 'receives']]);
  });

  it('a single word stands for a list of it', async () => {
    expect(problemsOf(await addContact({ receives: 'STANDARD_INVOICES' }))).toEqual([]);
  });

  it('all that is wrong is said at once, each with its path, and nothing is written', async () => {
    const before = await checksum(test.dataSource);
    const wrong = {
      firstName: ' ',
      lastName: 'x'.repeat(101),
      email: 'ada',
      country: 'XX',
      receives: ['SUMMARY_INVOICES', 'SUMMARY_INVOICES'],
    };
    for (const dryRun of [false, true]) {
      const came = await addContact({ ...wrong, dryRun });
      expect(came.errors).toEqual([]);
      expect(problemsOf(came)).toEqual([
        ['BLANK', 'input', 'firstName'],
        ['TOO_LONG', 'input', 'lastName'],
        ['INVALID_EMAIL', 'input', 'email'],
        ['INVALID_COUNTRY', 'input', 'country'],
        ['REPEATED', 'input', 'receives'],
      ]);
      for (const { message } of came.payload?.userErrors ?? [])
        expect(message).toMatch(/^[A-Z].*\.$/);
    }
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it.each([
    [
      'a literal',
      {
        query:
          'mutation { signIn(input: { email: "a@b.example", password: 123456789 }) { __typename } }',
      },
    ],
    [
      'a word',
      {
        query:
          'mutation { signIn(input: { email: "a@b.example", password: hunter123456789 }) { __typename } }',
      },
    ],
    [
      'a string that ends too soon',
      {
        query:
          'mutation { signIn(input: { email: "a@b.example", password: "x"123456789 }) { __typename } }',
      },
    ],
    [
      'a variable',
      {
        query: 'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }',
        variables: { input: { email: 'a@b.example', password: [123456789] } },
      },
    ],
    [
      'an input whose variable is null',
      {
        query:
          'mutation ($email: String = "x") { signIn(input: { email: $email, password: "123456789" }) { __typename } }',
        variables: { email: null },
      },
    ],
    ['a body that is no JSON', '{"query":"{ a }","password":123456789,,'],
  ])('a secret of the wrong type is not repeated: %s', async (_what, body) => {
    const answer = await test
      .http()
      .post('/graphql')
      .set('content-type', 'application/json')
      .send(body);
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('123456789');
  });

  it('an input in the document is judged like one in a variable', async () => {
    const inline = (given: string): Promise<GraphAnswer> =>
      test.graph(
        `mutation { addContact(input: { accountId: "${accountId}", ${given} }) { userErrors { code field } } }`,
        {},
        holder,
      );
    const { data } = await inline(
      'firstName: " ", lastName: "L", email: "a@b.example", country: "DE"',
    );
    expect(data?.['addContact']).toEqual({
      userErrors: [{ code: 'BLANK', field: ['input', 'firstName'] }],
    });
  });
});
