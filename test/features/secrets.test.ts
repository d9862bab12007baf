import { createHash } from 'node:crypto';
import { getMetadataStorage } from 'type-graphql';
import { getNamedType, isInputObjectType, type GraphQLInputType } from 'graphql';
import { Passwords } from '../../src/auth/passwords';
import { secretsIn } from '../../src/graphql/input-values';
import { codeAt } from '../../src/auth/two-factor';
import { Fixtures } from '../support/fixtures';
import { mailedToken } from '../support/sent-mails';
import { TestApplication } from '../support/test-application';

/** A text that occurs nowhere else, for every field that is declared as a secret. */
const CANARIES: Readonly<Record<string, string>> = {
  'SignInInput.password': 'canary-password-7Qh2',
  'SignInInput.code': 'canary-sign-in-code-4Kd1',
  'SignUpInput.password': 'canary-sign-up-plinth-Wd83',
  'ChangePasswordInput.currentPassword': 'canary-current-orchid-Zk27',
  'ChangePasswordInput.newPassword': 'canary-changed-gravel-Vn56',
  'ResetPasswordInput.token': 'canary-reset-link-token-0aB1cD2eF3gH4iJ5kL6',
  'ResetPasswordInput.newPassword': 'canary-reset-walnut-Tp41',
  'AddToCartInput.licenseKey': 'canary-license-key-5WQJ2-CART',
  'OrderLineInput.licenseKey': 'canary-license-key-8XRM4-LINE',
  'SetGuestCartInput.cartToken': 'canary-guest-cart-token-5tY6uI7oP8aS9dF0gH1j',
  'ReplyBySupportLinkInput.token': 'canary-support-link-token-8Pq3Rs5Tu7Vw9Xy1Za4',
  'TakeGuestCartInput.cartToken': 'canary-taken-cart-token-2kL3zX4cV5bN6mQ7wE8r',
  'SetGuestBuyerInput.cartToken': 'canary-buying-cart-token-4rT6yU8iO0pL2kJ4hG6f',
  'PrepareGuestPaymentInput.cartToken': 'canary-paying-cart-token-7bN9mQ1wE3rT5yU7iO9p',
  'GuestCheckoutInput.cartToken': 'canary-ordered-cart-token-1zX3cV5bN7mL9kJ1hG3f',
  'ConfirmGuestPaymentInput.cartToken': 'canary-confirmed-cart-token-6aS8dF0gH2jK4lQ6w',
  'CancelGuestPaymentInput.cartToken': 'canary-canceled-cart-token-8eR0tY2uI4oP6aS8dF',
  'VerifyEmailInput.token': 'canary-verify-link-token-9zY8xW7vU6tS5rQ4pO3',
  'UpdateMyselfInput.currentPassword': 'canary-updating-cobalt-Hj65',
  'EnableTwoFactorInput.currentPassword': 'canary-enabling-saddle-Rm12',
  'ConfirmTwoFactorInput.code': 'canary-code-Lx83',
  'DisableTwoFactorInput.currentPassword': 'canary-disabling-ember-Fb94',
  'DisableTwoFactorInput.code': 'canary-disable-code-Yc37',
  'ActivateInstallationInput.key': 'canary-key-to-activate-Xr58',
  'CheckInInput.key': 'canary-key-to-check-in-Bw21',
  'DeactivateInstallationInput.key': 'canary-key-to-deactivate-Ez90',
  'AddAuthorizedLoginInput.password': 'canary-login-turbine-Gs18',
  'AddAuthorizedLoginInput.passwordConfirmation': 'canary-again-turbine-Nw72',
  'SetAuthorizedLoginPasswordInput.newPassword': 'canary-holders-lagoon-Dq59',
  'SetAuthorizedLoginPasswordInput.passwordConfirmation': 'canary-again-lagoon-Uv46',
};
/** What people had, and chose, when it went well: as much of a secret as any. */
const CHOSEN = [
  'canary-chosen-meteor-Bz31',
  'canary-chosen-kettle-Mx64',
  'canary-chosen-prairie-Ct97',
];
const PASSWORD = CANARIES['SignInInput.password'] as string;
const LICENSE_KEY = 'CANARY-LICENSE-KEY-9XK4';
const KEY = 'canary-idempotency-key-3Vn8';
const BAD_TOKEN = 'canary-token-that-opens-nothing-5Tz1-4567890';

const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) {
  token userErrors { code message field } } }`;
const EMAIL = 'canary@example.test';
const EFFECTS = 'effects { kind event changes { field before after } }';

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
  const secrets = () => [
    ...Object.values(CANARIES),
    ...CHOSEN,
    ...revealed,
    LICENSE_KEY,
    KEY,
    BAD_TOKEN,
    token,
  ];

  /** Secrets that the service made, and told once where they belong: in an answer, or in a mail. */
  const revealed: string[] = [];

  const call = async (
    name: string,
    input: object,
    {
      as = null,
      selection = '',
      key = null,
    }: { as?: string | null; selection?: string; key?: string | null } = {},
  ) => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
    return test.graph(
      `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} userErrors { code message field } } }`,
      { input },
      as,
      key,
    );
  };

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

  it('R61 what opens by itself stands in no log: the address is logged without its query', async () => {
    const before = log.length;
    const link = 'canary-link-7Yh2.ses_x.4Kd9';
    await test.http().get(`/invoices/inv_x.pdf?link=${link}`).expect(401);
    test.server.log.warn({ req: { id: '1', method: 'GET', url: `/invoices/x.pdf?link=${link}` } });
    const lines = log.slice(before).join('');
    expect(lines).toContain('/invoices/x.pdf');
    expect(lines).not.toContain(link);
  });

  it('R61 are used in every way that there is', async () => {
    const revealed = await signIn({ password: PASSWORD, returnToken: true }, null, KEY);
    expect(revealed.errors).toEqual([]);
    // The one place where a token belongs.
    token = (revealed.data as { signIn: { token: string } }).signIn.token;
    const note = async (answer: PromiseLike<{ text: string }>) => answers.push((await answer).text);

    await note(signIn({ password: PASSWORD, returnToken: true }, null, KEY));
    await note(signIn({ password: PASSWORD, email: 'other@example.test' }, null, KEY));
    await note(signIn({ password: `${PASSWORD}!`, returnToken: true }, null, KEY));
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

  it('R61 of people, links, second factors and tokens are used in every way that there is', async () => {
    const [first = '', second = '', third = ''] = CHOSEN;
    const note = async (answer: Promise<{ text: string }>) => answers.push((await answer).text);
    /** An answer that tells a secret: it is looked at here, and stands in no list. */
    const reveals = async (
      name: string,
      input: object,
      as: string | null,
      fields: readonly string[],
    ): Promise<Record<string, string | string[]>> => {
      const key = `once ${revealed.length}`;
      const selection = fields.join(' ');
      const answer = await call(name, input, { as, selection, key });
      const payload = answer.data?.[name] as Record<string, string | string[]>;
      expect([name, payload['userErrors']]).toEqual([name, []]);
      revealed.push(...fields.flatMap((field) => payload[field] ?? []));
      // The same again, under the same key: without what was told.
      const again = await call(name, input, { as, selection, key });
      answers.push(again.text);
      const repeated = again.data?.[name] as Record<string, unknown> | null;
      expect(fields.map((field) => repeated?.[field] ?? null)).toEqual(fields.map(() => null));
      return payload;
    };
    const linkTo = async (event: string, email: string): Promise<string> => {
      const link = await mailedToken(test, event, email);
      revealed.push(link);
      return link;
    };

    // The former session was ended above.
    revealed.push(token);
    const back = await signIn({ password: PASSWORD, returnToken: true });
    token = (back.data as { signIn: { token: string } }).signIn.token;

    // What is refused, in all its ways.
    const members: [string, Record<string, unknown>][] = [
      ['signUp', { email: 'new@canary.test', fullName: 'N', address: 'A', country: 'XX' }],
      ['changePassword', {}],
      ['resetPassword', {}],
      ['verifyEmail', {}],
      ['updateMyself', { email: 'moved@canary.test' }],
      ['activateInstallation', { serverName: 's.canary.test' }],
      ['checkIn', { serverName: 's.canary.test' }],
      ['deactivateInstallation', { serverName: 's.canary.test' }],
      ['enableTwoFactor', {}],
      ['confirmTwoFactor', {}],
      ['disableTwoFactor', {}],
      ['signIn', { email: EMAIL, password: PASSWORD }],
      [
        'addAuthorizedLogin',
        { accountId: account, email: 'l@canary.test', fullName: 'L', permissions: [], alerts: [] },
      ],
      ['setAuthorizedLoginPassword', { membershipId: account }],
      ['addToCart', { accountId: account, kind: 'RENEW', use: 'RESOLD' }],
      [
        'placeOrder',
        {
          ...{ accountId: account, billing: 'PAY_ON_ORDER', acceptTotal: '1.00' },
          lines: [{ kind: 'RENEW', licenseKey: CANARIES['OrderLineInput.licenseKey'] }],
        },
      ],
      ['setGuestCart', { country: 'DE', lines: [] }],
      ['takeGuestCart', { accountId: account }],
      ['setGuestBuyer', { email: 'g@canary.test', fullName: 'G', address: 'A', country: 'DE' }],
      ['prepareGuestPayment', {}],
      ['guestCheckout', { acceptTotal: '1.00', cardSetup: 'sandbox:success' }],
      ['confirmGuestPayment', {}],
      ['cancelGuestPayment', {}],
      ['replyBySupportLink', { message: 'M' }],
    ];
    for (const [name, rest] of members) {
      const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
      const given = Object.entries(CANARIES).flatMap(([field, canary]) =>
        field.startsWith(`${type}.`) ? [[field.slice(type.length + 1), canary] as const] : [],
      );
      const input = { ...rest, ...Object.fromEntries(given) };
      // A sign-in over a session would end it.
      const who = name === 'signIn' ? null : token;
      for (const as of [who, null]) await note(call(name, input, { as, key: `${KEY} ${name}` }));
      await note(call(name, { ...input, unknown: true }, { as: who }));
      for (const [field, canary] of given)
        for (const wrong of [[canary], { of: canary }, canary.repeat(60)])
          await note(call(name, { ...input, [field]: wrong }, { as: who }));
      test.onStatement = (statement) => {
        if (/^(INSERT|UPDATE|DELETE)/.test(statement)) throw new Error('broken while writing');
      };
      await note(call(name, input, { as: who }));
      test.onStatement = null;
      await test.dataSource.query('DELETE FROM rate_limits');
    }

    // What goes well.
    await reveals('setGuestCart', { country: 'DE', lines: [] }, token, ['token']);
    const email = 'well@canary.test';
    const signUp = { email, password: first, fullName: 'W', address: 'A', country: 'DE' };
    await note(call('signUp', signUp, { key: `${KEY} sign-up` }));
    await note(call('signUp', signUp));
    await note(call('verifyEmail', { token: await linkTo('password-reset', email) }));
    await note(call('signUp', { ...signUp, email: 'again@canary.test' }));
    const verification = await linkTo('email-verification', 'again@canary.test');
    await note(call('verifyEmail', { token: verification }, { key: `${KEY} verify` }));
    const at = 'again@canary.test';
    const { token: own } = await reveals(
      'signIn',
      { email: at, password: first, returnToken: true },
      null,
      ['token'],
    );
    const as = own as string;
    await note(
      call('updateMyself', { email: 'moved@canary.test', currentPassword: first }, { as }),
    );
    await linkTo('email-verification', 'moved@canary.test');
    const { secret } = await reveals('enableTwoFactor', { currentPassword: first }, as, [
      'secret',
      'uri',
    ]);
    const code = () => codeAt(secret as string, test.now);
    const { recoveryCodes } = await reveals('confirmTwoFactor', { code: code() }, as, [
      'recoveryCodes',
    ]);
    await note(call('signIn', { email: at, password: first, code: recoveryCodes?.[0] }));
    await note(call('signIn', { email: at, password: first, code: recoveryCodes?.[0] }));
    const changed = await reveals(
      'changePassword',
      { currentPassword: first, newPassword: second, returnToken: true },
      as,
      ['token'],
    );
    await note(call('requestPasswordReset', { email: at }));
    const link = await linkTo('password-reset', at);
    await note(
      call(
        'disableTwoFactor',
        { currentPassword: second, code: recoveryCodes?.[1] },
        { as: changed['token'] as string },
      ),
    );
    await note(call('resetPassword', { token: link, newPassword: third }, { key: `${KEY} reset` }));
    await note(call('resetPassword', { token: link, newPassword: third }));

    const login = {
      accountId: account,
      email: 'login@canary.test',
      fullName: 'L',
      permissions: [],
      alerts: [],
    };
    const both = { password: second, passwordConfirmation: second };
    await note(
      call(
        'addAuthorizedLogin',
        { ...login, ...both, dryRun: true },
        { as: token, selection: EFFECTS },
      ),
    );
    await note(
      call('addAuthorizedLogin', { ...login, ...both }, { as: token, selection: EFFECTS }),
    );
    await linkTo('email-verification', 'login@canary.test');
    const { data } = await test.graph(
      'query ($id: ID!) { account(id: $id) { memberships { nodes { id role } } } }',
      { id: account },
      token,
    );
    const { nodes } = (
      data as { account: { memberships: { nodes: { id: string; role: string }[] } } }
    ).account.memberships;
    const membershipId = nodes.find(({ role }) => role !== 'HOLDER')?.id;
    const set = { membershipId, newPassword: third, passwordConfirmation: third };
    await note(call('setAuthorizedLoginPassword', set, { as: token }));
    const apiToken = {
      accountId: account,
      name: 'T',
      scopes: [{ permission: 'PAY_INVOICES', access: 'WRITE' }],
      expiresAt: '2027-01-01T00:00:00Z',
    };
    const { token: made } = await reveals('createApiToken', apiToken, token, ['token']);
    const document = '{ viewer { token { name hint } } account(id: "x") { number } }';
    await note(test.graph(document, {}, made as string));
    await note(test.graph(document, {}, `${(made as string).slice(0, -1)}0`));
    await note(
      test.graph(
        `query ($id: ID!) { account(id: $id) { apiTokens { nodes { name hint scopes { permission } } }
           history { nodes { action changes { before after } } } } }`,
        { id: account },
        token,
      ),
    );
    expect(revealed.length).toBeGreaterThan(18);
    expect(revealed.every((one) => one.length >= 15)).toBe(true);
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
    // The person's row, and the mail about signing in from somewhere else.
    expect(found(Buffer.from(EMAIL))).toBe(2);
    for (const secret of secrets())
      expect([secret, found(Buffer.from(secret))]).toEqual([secret, 0]);
    for (const algorithm of ['sha256', 'sha1', 'md5']) {
      for (const password of [PASSWORD, ...CHOSEN]) {
        const digest = createHash(algorithm).update(password).digest();
        expect(found(digest)).toBe(0);
        expect(found(Buffer.from(digest.toString('hex')))).toBe(0);
      }
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
