import { newApiToken } from '../../src/auth/api-token';
import { Passwords } from '../../src/auth/passwords';
import { Fixtures, checksum } from '../support/fixtures';
import { NO_SUCH_BEARER, TestApplication } from '../support/test-application';

const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) { token viewer { user { email } memberships { account { name } } } userErrors { code field } }
}`;
const VIEWER =
  '{ viewer { user { id email } staffRole memberships { role permissions account { number } } } }';
const DAY = 24 * 3_600_000;

describe('signing in over https', () => {
  const HSTS = 'max-age=63072000';
  it.each(['https://account.example', 'HTTPS://account.example/portal/'])(
    'uses a cookie that no neighbor can set, and is not read by another name: %s',
    async (publicUrl) => {
      const test = await TestApplication.start({ PUBLIC_URL: publicUrl });
      try {
        const make = new Fixtures(test);
        const passwordHash = await new Passwords({ memoryKiB: 64, passes: 1 }).hash(
          'correct horse',
        );
        await make.user({ email: `ada-${publicUrl.length}@example.test`, passwordHash });
        const ask = (query: string, cookie: string) =>
          test.http().post('/graphql').set('cookie', cookie).send({ query });
        const { headers } = await ask(
          `mutation { signIn(input: { email: "ada-${publicUrl.length}@example.test", password: "correct horse" }) { userErrors { code } } }`,
          '',
        );
        expect(headers['strict-transport-security']).toBe(HSTS);
        const all = headers['set-cookie'] as unknown as string[];
        for (const one of all) expect(one).toMatch(/^__Host-keyhold_.*; Path=\/; .*Secure/);
        const cookie = all.find((one) => one.startsWith('__Host-keyhold_session=')) ?? '';
        expect(cookie).toMatch(
          /^__Host-keyhold_session=[\w-]{43}; .*HttpOnly; Secure; SameSite=Lax/,
        );
        expect(cookie).toContain('Path=/;');
        expect(cookie).not.toMatch(/Domain/i);
        const [named = ''] = cookie.split(';');
        const bare = named.replace('__Host-', '');
        const WHO = '{ viewer { staffRole } }';
        expect((await ask(WHO, named)).body).toMatchObject({
          data: { viewer: { staffRole: null } },
        });
        expect((await ask(WHO, bare)).body).toMatchObject({ data: { viewer: null } });
        expect((await ask(WHO, `keyhold_session=${'x'.repeat(43)}; ${named}`)).body).toMatchObject({
          data: { viewer: { staffRole: null } },
        });
        const out = await ask('mutation { signOut(input: {}) { userErrors { code } } }', named);
        const cleared = out.headers['set-cookie'] as unknown as string[];
        expect(cleared.map((one) => one.split(';')[0])).toEqual([
          '__Host-keyhold_session=',
          'keyhold_session=',
        ]);
        for (const one of cleared)
          expect(one).toMatch(/; Path=\/; Expires=Thu, 01 Jan 1970 .*; Secure/);
        expect((await ask(WHO, named)).body).toMatchObject({ data: { viewer: null } });
        for (const path of ['/', '/healthz', '/nowhere', '/invoices/none.pdf'])
          expect([
            path,
            (await test.http().get(path)).headers['strict-transport-security'],
          ]).toEqual([path, HSTS]);
      } finally {
        await test.stop();
      }
    },
  );
});

describe('signing in', () => {
  let test: TestApplication;
  let make: Fixtures;
  let user: number;

  beforeAll(async () => {
    test = await TestApplication.start();
    make = new Fixtures(test);
    const passwordHash = await new Passwords({ memoryKiB: 64, passes: 1 }).hash('correct horse');
    user = await make.user({ email: 'ada@example.test', fullName: 'Ada', passwordHash });
    await make.account(user, { name: 'Adas account', number: 'AC-1' });
  });
  afterAll(() => test.stop());
  afterEach(() => {
    test.now = new Date('2026-11-21T12:00:00.000Z');
  });

  const signIn = (email: string, password: string, returnToken = true) =>
    test.graph(SIGN_IN, { input: { email, password, returnToken } });

  it('opens a session that speaks for the user, whatever the case of the address', async () => {
    const { data } = await signIn(' Ada@Example.Test ', 'correct horse');
    const payload = data?.['signIn'] as { token: string; viewer: unknown; userErrors: unknown[] };
    expect(payload).toMatchObject({
      viewer: {
        user: { email: 'ada@example.test' },
        memberships: [{ account: { name: 'Adas account' } }],
      },
      userErrors: [],
    });
    const answer = await test.graph(VIEWER, {}, payload.token);
    expect(answer.data).toMatchObject({
      viewer: {
        user: { email: 'ada@example.test' },
        memberships: [{ role: 'HOLDER', account: { number: 'AC-1' } }],
      },
    });
  });

  it('answers alike for a wrong password and an unknown address, and writes nothing', async () => {
    const before = await checksum(test.dataSource);
    const wrong = await signIn('ada@example.test', 'wrong');
    const unknown = await signIn('nobody@example.test', 'wrong');
    expect(wrong.text).toBe(unknown.text);
    expect(wrong.data).toEqual({
      signIn: {
        token: null,
        viewer: null,
        userErrors: [{ code: 'INVALID_CREDENTIALS', field: ['input', 'password'] }],
      },
    });
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('tells é from e in an address: the key of one must never open for the other', async () => {
    const { data } = await signIn('adá@example.test', 'correct horse');
    expect(data).toMatchObject({ signIn: { viewer: null } });
  });

  it('refuses what is too long before it costs a hash', async () => {
    const { data } = await signIn('ada@example.test', 'x'.repeat(1_001));
    expect(data).toMatchObject({
      signIn: { userErrors: [{ code: 'TOO_LONG', field: ['input', 'password'] }] },
    });
  });

  it('keeps the token as a hash alone', async () => {
    const { data } = await signIn('ada@example.test', 'correct horse');
    const { token } = data?.['signIn'] as { token: string };
    const rows: object[] = await test.dataSource.query('SELECT * FROM sessions');
    const stored = JSON.stringify(
      rows.map((row) =>
        Object.values(row).map((value) =>
          Buffer.isBuffer(value) ? value.toString('base64url') : (value as unknown),
        ),
      ),
    );
    expect(stored).not.toContain(token);
    expect(stored.length).toBeGreaterThan(50);
  });

  it('puts the session into an HttpOnly, same-site cookie, and signOut takes it out and ends it', async () => {
    const response = await test
      .http()
      .post('/graphql')
      .send({
        query: SIGN_IN,
        variables: { input: { email: 'ada@example.test', password: 'correct horse' } },
      });
    expect(
      (response.body as { data: { signIn: { token: unknown } } }).data.signIn.token,
    ).toBeNull();
    expect(response.headers).not.toHaveProperty('strict-transport-security');
    const cookie = String(response.headers['set-cookie']);
    expect(cookie).toMatch(/^keyhold_session=[\w-]{43}; .*HttpOnly; SameSite=Lax/);
    const session = cookie.split(';')[0] as string;
    const ask = (query: string) =>
      test.http().post('/graphql').set('cookie', session).send({ query });
    expect((await ask(VIEWER)).body).toMatchObject({
      data: { viewer: { user: { email: 'ada@example.test' } } },
    });
    const out = await ask('mutation { signOut(input: {}) { userErrors { code } } }');
    expect(out.body).toMatchObject({ data: { signOut: { userErrors: [] } } });
    expect(String(out.headers['set-cookie'])).toMatch(
      /^keyhold_session=; .*Expires=Thu, 01 Jan 1970/,
    );
    expect((await ask(VIEWER)).body).toMatchObject({ data: { viewer: null } });
  });

  it('ends a session after 7 days without a request', async () => {
    const token = (await signIn('ada@example.test', 'correct horse')).data?.['signIn'] as {
      token: string;
    };
    const viewer = () => test.graph(VIEWER, {}, token.token);
    test.now = new Date(test.now.getTime() + 6 * DAY);
    expect((await viewer()).data).not.toEqual({ viewer: null });
    test.now = new Date(test.now.getTime() + 6 * DAY);
    expect((await viewer()).data).not.toEqual({ viewer: null });
    test.now = new Date(test.now.getTime() + 8 * DAY);
    expect(await viewer()).toMatchObject(NO_SUCH_BEARER);
  });

  it('ends a session after 30 days however busy it is', async () => {
    const { token } = (await signIn('ada@example.test', 'correct horse')).data?.['signIn'] as {
      token: string;
    };
    for (let day = 5; day < 30; day += 5) {
      test.now = new Date(test.now.getTime() + 5 * DAY);
      expect((await test.graph(VIEWER, {}, token)).data).not.toEqual({ viewer: null });
    }
    test.now = new Date(test.now.getTime() + 5 * DAY);
    expect(await test.graph(VIEWER, {}, token)).toMatchObject(NO_SUCH_BEARER);
  });

  it('writes last_seen at most every five minutes', async () => {
    const token = await test.tokenFor(user);
    const ask = () => test.graph(VIEWER, {}, token);
    const updates = (sent: string[]) =>
      sent.filter((text) => text.startsWith('UPDATE sessions')).length;
    expect(updates(await test.countStatements(ask))).toBe(0);
    test.now = new Date(test.now.getTime() + 6 * 60_000);
    expect(updates(await test.countStatements(ask))).toBe(1);
    expect(updates(await test.countStatements(ask))).toBe(0);
  });

  it.each(['not a token', 'x'.repeat(43), 'Bearer', '', 'null', newApiToken()])(
    'R79 a bearer %p is nobody, and not taken for a guest either',
    async (token) => {
      for (const query of [
        VIEWER,
        '{ products { nodes { name } } }',
        '{ __typename }',
        'mutation { signOut(input: {}) { userErrors { code } } }',
      ])
        expect(await test.graph(query, {}, token)).toMatchObject(NO_SUCH_BEARER);
    },
  );

  it('says so in the header too, whatever the scheme is written like; other schemes are not for us', async () => {
    const ask = async (authorization: string) => {
      const response = await test
        .http()
        .post('/graphql')
        .set('authorization', authorization)
        .send({ query: '{ viewer { staffRole } }' });
      const challenge = response.get('www-authenticate');
      return [response.status, challenge, (response.body as { data?: unknown }).data];
    };
    const wrong = [401, 'Bearer error="invalid_token"', undefined];
    for (const header of [
      'bearer x',
      'BEARER  x',
      'Bearer',
      'Bearer x y',
      await test.tokenFor(user),
    ])
      expect([header, await ask(header)]).toEqual([header, wrong]);
    for (const header of ['', 'Basic dTpw'])
      expect([header, await ask(header)]).toEqual([header, [200, undefined, { viewer: null }]]);
    expect(await ask(`bearer  ${await test.tokenFor(user)}`)).toEqual([
      200,
      undefined,
      { viewer: { staffRole: null } },
    ]);
  });

  it('R13 a change of grants acts on the next request of an open session', async () => {
    const login = await make.user();
    const holder = await make.user();
    const account = await make.account(holder);
    const membership = await make.membership(account, login, ['PAY_INVOICES']);
    const token = await test.tokenFor(login);
    const ask = async () =>
      (
        await test.graph(
          '{ viewer { memberships { account { balance { owed { amount } } } } } }',
          {},
          token,
        )
      ).errors.map((error) => error.extensions['code']);
    expect(await ask()).toEqual([]);
    await test.dataSource.query('UPDATE memberships SET may_pay_invoices = 0 WHERE id = ?', [
      membership,
    ]);
    expect(await ask()).toEqual(['FORBIDDEN']);
  });
});
