import { Fixtures, checksum } from '../support/fixtures';
import { NO_SUCH_BEARER, TestApplication } from '../support/test-application';

const SESSIONS =
  '{ viewer { passwordChangeRequired sessions { id current userAgent address lastSeenAt viewerCan(action: REVOKE_SESSION) { allowed } } } }';
const REVOKE = `mutation ($id: ID!) {
  revokeSession(input: { sessionId: $id }) { revoked userErrors { code } }
}`;

interface Listed {
  readonly id: string;
  readonly current: boolean;
}

describe("one's own sessions", () => {
  let test: TestApplication;
  let make: Fixtures;
  let ada: number;

  beforeAll(async () => {
    test = await TestApplication.start();
    make = new Fixtures(test);
    ada = await make.user({ email: 'ada@example.test' });
    await make.account(ada);
  });
  afterAll(() => test.stop());

  const sessionsOf = async (token: string): Promise<Listed[]> => {
    const { data } = await test.graph(SESSIONS, {}, token);
    return (data?.['viewer'] as { sessions: Listed[] }).sessions;
  };

  it('are listed as long as they open something, the current one marked', async () => {
    const [phone, browser] = [await test.tokenFor(ada), await test.tokenFor(ada)];
    await test.graph('mutation { signOut(input: {}) { userErrors { code } } }', {}, phone);
    const listed = await sessionsOf(browser);
    expect(listed).toMatchObject([
      { current: true, userAgent: 'test', address: '127.0.0.1', viewerCan: { allowed: true } },
    ]);
  });

  it('end at once when they are revoked, from any other; twice is no error', async () => {
    const [lost, own] = [await test.tokenFor(ada), await test.tokenFor(ada)];
    const id = (await sessionsOf(lost)).find(({ current }) => current)?.id;
    for (const round of ['first', 'again'])
      expect([round, (await test.graph(REVOKE, { id }, own)).data]).toEqual([
        round,
        { revokeSession: { revoked: true, userErrors: [] } },
      ]);
    expect(await test.graph('{ viewer { user { id } } }', {}, lost)).toMatchObject(NO_SUCH_BEARER);
    expect((await sessionsOf(own)).map((one) => one.id)).not.toContain(id);
  });

  it("another's session is not there, for staff neither, and nothing is written", async () => {
    const id = (await sessionsOf(await test.tokenFor(ada))).find(({ current }) => current)?.id;
    const never = test.app.ids.encode('Session', 4_000_000);
    const eve = await make.user();
    await make.account(eve);
    const staff = await make.user({ staffRole: 'ADMIN' });
    for (const token of [await test.tokenFor(eve), await test.tokenFor(staff)]) {
      const before = await checksum(test.dataSource);
      const answer = await test.graph(REVOKE, { id }, token);
      expect(answer.errors.map(({ extensions }) => extensions['code'])).toEqual(['NOT_FOUND']);
      expect(answer.text).toBe((await test.graph(REVOKE, { id: never }, token)).text);
      const ask = (one: unknown) =>
        test.graph('query ($id: ID!) { node(id: $id) { id } }', { id: one }, token);
      expect((await ask(id)).text).toBe((await ask(never)).text);
      expect(await checksum(test.dataSource)).toBe(before);
    }
    expect((await test.graph(REVOKE, { id })).errors[0]?.extensions['code']).toBe(
      'UNAUTHENTICATED',
    );
  });
});

describe('where a request comes from', () => {
  const addressSeen = async (trusted: string, forwarded: string): Promise<unknown> => {
    const test = await TestApplication.start({ TRUSTED_PROXIES: trusted });
    try {
      const make = new Fixtures(test);
      const user = await make.user();
      const account = test.app.ids.encode('Account', await make.account(user));
      const response = await test
        .http()
        .post('/graphql')
        .set('authorization', `Bearer ${await test.tokenFor(user)}`)
        .set('x-forwarded-for', forwarded)
        .send({
          query: `mutation { updateAccount(input: { accountId: "${account}", name: "N" }) { account { history { nodes { from } } } } }`,
        });
      const { data } = response.body as {
        data: { updateAccount: { account: { history: { nodes: { from: unknown }[] } } } };
      };
      return data.updateAccount.account.history.nodes[0]?.from;
    } finally {
      await test.stop();
    }
  };

  it('is what a trusted proxy says, and nobody else', async () => {
    expect(await addressSeen('127.0.0.0/8,::1,::ffff:127.0.0.1', '203.0.113.9')).toBe(
      '203.0.113.9',
    );
    expect(await addressSeen('127.0.0.1', '::ffff:203.0.113.9, 127.0.0.1:81')).toBe('203.0.113.9');
    expect(await addressSeen('127.0.0.1', '"[2001:DB8:0::1]:443"')).toBe('2001:db8::1');
    expect(await addressSeen('127.0.0.1', '<b>203.0.113.9</b>')).toBe('unknown');
    expect(await addressSeen('', '203.0.113.9')).toBe('127.0.0.1');
    expect(await addressSeen('10.0.0.0/8', '203.0.113.9')).toBe('127.0.0.1');
  });
});

describe('R32 a one-time password', () => {
  it('opens nothing but the viewer before it is changed, for staff neither', async () => {
    const test = await TestApplication.start();
    try {
      const make = new Fixtures(test);
      const product = await make.product();
      for (const staffRole of [null, 'ADMIN'] as const) {
        const user = await make.user({ mustChangePassword: true, staffRole });
        const account = await make.account(user);
        const license = await make.license(account, product);
        const contact = await make.contact(account);
        const token = await test.tokenFor(user);
        const { ids } = test.app;
        const { data, errors } = await test.graph(
          `query ($account: ID!, $license: ID!, $user: ID!, $contact: ID!) {
            viewer { user { email } staffRole passwordChangeRequired memberships { id } sessions { id } }
            account(id: $account) { name }
            license: node(id: $license) { id }
            user: node(id: $user) { id }
            contact: node(id: $contact) { id }
            accounts { totalCount }
          }`,
          {
            account: ids.encode('Account', account),
            license: ids.encode('License', license),
            user: ids.encode('User', user),
            contact: ids.encode('Contact', contact),
          },
          token,
        );
        expect(data).toMatchObject({
          viewer: { staffRole: null, passwordChangeRequired: true, memberships: [], sessions: [] },
          account: null,
          license: null,
          user: null,
          contact: null,
          accounts: null,
        });
        expect(errors).toHaveLength(5);
        const before = await checksum(test.dataSource);
        const write = await test.graph(
          `mutation ($account: ID!) { updateAccount(input: { accountId: $account, name: "Mine" }) { account { id } } }`,
          { account: ids.encode('Account', account) },
          token,
        );
        expect(write.errors).toHaveLength(1);
        expect(await checksum(test.dataSource)).toBe(before);
      }
    } finally {
      await test.stop();
    }
  });
});
