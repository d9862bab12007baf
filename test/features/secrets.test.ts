import { createHash } from 'node:crypto';
import { getMetadataStorage } from 'type-graphql';
import { getNamedType, isInputObjectType, type GraphQLInputType } from 'graphql';
import { Passwords } from '../../src/auth/passwords';
import { secretsIn } from '../../src/graphql/input';
import { Fixtures } from '../support/fixtures';
import { TestApplication } from '../support/test-application';

/** A text that occurs nowhere else, for every field that is declared as a secret. */
const CANARIES: Readonly<Record<string, string>> = {
  'SignInInput.password': 'canary-password-7Qh2',
};
const PASSWORD = CANARIES['SignInInput.password'] as string;
const LICENSE_KEY = 'CANARY-LICENSE-KEY-9XK4';
const KEY = 'canary-idempotency-key-3Vn8';
const BAD_TOKEN = 'canary-token-that-opens-nothing-5Tz1-4567890';

const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) {
  token userErrors { code message field } } }`;
const EMAIL = 'canary@example.test';

/** Input types that a mutation leads to. */
function* inputTypes(type: GraphQLInputType, met = new Set<string>()): Generator<string> {
  const named = getNamedType(type);
  if (!isInputObjectType(named) || met.has(named.name)) return;
  met.add(named.name);
  yield named.name;
  for (const field of Object.values(named.getFields())) yield* inputTypes(field.type, met);
}

describe('R61 secrets', () => {
  let test: TestApplication;
  let make: Fixtures;
  let token: string;
  let license: string;
  let account: string;
  /** What was logged, and what was answered where no secret belongs. */
  const log: string[] = [];
  const answers: string[] = [];

  beforeAll(async () => {
    test = await TestApplication.start({ LOG_LEVEL: 'debug' });
    const logger = test.server.log as unknown as Record<symbol, { write: unknown }>;
    const at = symbolsOf(logger).find((one) => String(one) === 'Symbol(pino.stream)');
    if (at === undefined || logger[at] === undefined) throw new Error('The log has no stream');
    logger[at].write = (line: string) => void log.push(line);
    make = new Fixtures(test);
    const passwordHash = await new Passwords({ memoryKiB: 64, passes: 1 }).hash(PASSWORD);
    const holder = await make.user({ email: EMAIL, passwordHash });
    const key = await make.account(holder);
    account = test.app.ids.encode('Account', key);
    license = test.app.ids.encode(
      'License',
      await make.license(key, await make.product(), { key: LICENSE_KEY }),
    );
    token = await test.tokenFor(holder);
  });
  afterAll(() => test.stop());
  afterEach(() => {
    test.onStatement = null;
  });

  function symbolsOf(object: object): symbol[] {
    const own = Object.getOwnPropertySymbols(object);
    const above = Object.getPrototypeOf(object) as object | null;
    return above === null ? own : [...own, ...symbolsOf(above)];
  }

  /** Every secret that is about, the session's token among them. */
  const secrets = () => [...Object.values(CANARIES), LICENSE_KEY, KEY, BAD_TOKEN, token];

  const signIn = (input: object, as: string | null = null, key: string | null = null) =>
    test.graph(SIGN_IN, { input: { email: EMAIL, ...input } }, as, key);

  /** Every value of every table, as it is and as text. */
  const stored = async (): Promise<Buffer[]> => {
    const tables = await test.dataSource.query<Record<string, string>[]>('SHOW TABLES');
    const values: Buffer[] = [];
    for (const row of tables) {
      const rows = await test.dataSource.query<object[]>(
        `SELECT * FROM \`${Object.values(row)[0]}\``,
      );
      for (const value of rows.flatMap((one) => Object.values(one) as unknown[]))
        values.push(
          Buffer.isBuffer(value)
            ? value
            : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
        );
    }
    return values;
  };

  it('R61 every field that is declared as a secret has its canary', () => {
    const { schema } = test.app;
    const names = new Set(
      Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(({ args }) =>
        args.flatMap(({ type }) => [...inputTypes(type)]),
      ),
    );
    expect(names).toContain('SignInInput');
    const found = [...names].flatMap((name) => {
      const type = getMetadataStorage().inputTypes.find((one) => one.name === name);
      const declared = schema.getType(name);
      if (type === undefined || !isInputObjectType(declared)) throw new Error(`No class ${name}`);
      const input = Object.create(type.target.prototype as object) as Record<string, string>;
      for (const field of Object.keys(declared.getFields())) input[field] = field;
      return secretsIn(input).map((field) => `${name}.${field}`);
    });
    expect(found.sort()).toEqual(Object.keys(CANARIES).sort());
  });

  it('R61 are used in every way that there is', async () => {
    const told = await signIn({ password: PASSWORD, returnToken: true }, null, KEY);
    expect(told.errors).toEqual([]);
    // The one place where a token belongs.
    token = (told.data as { signIn: { token: string } }).signIn.token;
    const note = async (answer: PromiseLike<{ text: string }>) => answers.push((await answer).text);

    await note(signIn({ password: PASSWORD, returnToken: true }, null, KEY));
    await note(signIn({ password: PASSWORD, email: 'other@example.test' }, null, KEY));
    await note(signIn({ password: PASSWORD, email: 'nobody@example.test' }));
    await note(signIn({ password: `${PASSWORD} but wrong` }));
    await note(signIn({ password: PASSWORD.repeat(100) }));
    await note(signIn({ password: PASSWORD, email: undefined }));
    await note(signIn({ password: [PASSWORD] }));
    await note(signIn({ password: { of: PASSWORD } }));
    await note(signIn({ password: PASSWORD, unknown: true }));
    await note(signIn({ password: PASSWORD, returnToken: 'perhaps' }));
    await note(test.graph(SIGN_IN, { input: [{ password: [PASSWORD] }] }));
    await note(signIn({ password: PASSWORD }, null, KEY.repeat(20)));
    await note(test.graph('{ viewer { staffRole } }', {}, BAD_TOKEN));
    await note(test.graph('{ viewer { staffRole } }', {}, token, KEY));
    const activate = `mutation ($id: ID!, $key: String!) {
      activateLicense(input: { licenseId: $id, serverName: "s.test" }) @idempotent(key: $key) {
        license { id } userErrors { code } } }`;
    await note(test.graph(activate, { id: license, key: KEY }, token));
    await note(test.graph(activate, { id: license, key: KEY }, token));
    await note(test.graph(activate, { id: license, key: [KEY] }, token));
    const history =
      'query ($id: ID!) { account(id: $id) { history { nodes { changes { before after } } } } }';
    await note(test.graph(history, { id: account }, token));
    for (const part of ['INSERT INTO sessions', 'INSERT INTO audit_events', 'COMMIT']) {
      test.onStatement = (statement) => {
        if (statement.includes(part)) throw new Error(`broken at ${part}`);
      };
      await note(signIn({ password: PASSWORD, returnToken: true }, token, `${KEY} ${part}`));
      test.onStatement = null;
    }
    const http = test.http();
    await note(
      http
        .post('/graphql')
        .set('content-type', 'application/json')
        .send(`{"variables":{"input":{"password":"${PASSWORD}"`),
    );
    await note(http.post('/graphql').set('content-type', 'text/plain').send(PASSWORD));
    const variables = encodeURIComponent(JSON.stringify({ input: { password: PASSWORD } }));
    const session = `keyhold_session=${token}`;
    await note(http.get(`/graphql?variables=${variables}`).set('cookie', session));
    await note(http.get(`/nowhere/${PASSWORD}?token=${token}`));
    await note(
      http
        .post('/graphql')
        .set('cookie', session)
        .send({ query: 'mutation { signOut(input: {}) { userErrors { code } } }' }),
    );
    expect(answers.join('')).toContain('IDEMPOTENCY_CONFLICT');
    expect(answers.join('')).toContain('INTERNAL_SERVER_ERROR');
  });

  it('R61 stand in no answer but the one that tells them', () => {
    for (const secret of secrets())
      expect(answers.filter((answer) => answer.includes(secret))).toEqual([]);
  });

  it('R61 stand in no line of the log', () => {
    expect(log.join('')).toContain('broken at INSERT INTO sessions');
    for (const secret of secrets()) expect(log.filter((line) => line.includes(secret))).toEqual([]);
  });

  it('R61 stand in no column of any table, in clear or as a hash that could be guessed', async () => {
    const values = await stored();
    const found = (needle: Buffer) => values.filter((value) => value.includes(needle)).length;
    expect(found(Buffer.from(EMAIL))).toBe(1);
    for (const secret of secrets())
      expect([secret, found(Buffer.from(secret))]).toEqual([secret, 0]);
    for (const algorithm of ['sha256', 'sha1', 'md5']) {
      const digest = createHash(algorithm).update(PASSWORD).digest();
      expect(found(digest)).toBe(0);
      expect(found(Buffer.from(digest.toString('hex')))).toBe(0);
    }
  });

  it('R61 whoever has a password that looks like what is recorded signs in all the same', async () => {
    for (const [n, password] of ['2026-12-21', 'sessionUntil', 'T'].entries()) {
      const email = `alike${n}@example.test`;
      const passwordHash = await new Passwords({ memoryKiB: 64, passes: 1 }).hash(password);
      await make.user({ email, passwordHash });
      const { data, errors } = await test.graph(SIGN_IN, { input: { email, password } });
      expect([password, errors, data]).toEqual([
        password,
        [],
        { signIn: { token: null, userErrors: [] } },
      ]);
    }
  });
});
