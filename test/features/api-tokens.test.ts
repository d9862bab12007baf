import { newApiToken } from '../../src/auth/api-token';
import { PERMISSIONS, type Permission } from '../../src/domain/people/permission';
import { Fixtures, checksum } from '../support/fixtures';
import {
  BEHIND_A_PROXY,
  ask,
  everyValue,
  minutes,
  send,
  type Done,
  type Sender,
} from '../support/senders';
import { TEST_NOW, NO_SUCH_BEARER, TestApplication } from '../support/test-application';

interface Made {
  readonly apiToken: { readonly id: string; readonly hint: string } | null;
  readonly token: string | null;
  readonly tokenWithheld: boolean | null;
}
type Scope = readonly [Permission, 'READ' | 'WRITE'];

describe('R59 API tokens', () => {
  let test: TestApplication;
  let make: Fixtures;
  let product: number;

  beforeAll(async () => {
    test = await TestApplication.start(BEHIND_A_PROXY);
    make = new Fixtures(test);
    product = await make.product();
  });
  afterAll(() => test.stop());
  afterEach(() => {
    test.now = TEST_NOW;
  });

  const id = (type: 'Account' | 'License' | 'Membership', key: number) =>
    test.app.ids.encode(type, key);
  const inputOf = (account: number, scopes: readonly Scope[], more: object = {}) => ({
    accountId: id('Account', account),
    name: 'Back end',
    scopes: scopes.map(([permission, access]) => ({ permission, access })),
    expiresAt: '2027-06-01T00:00:00Z',
    ...more,
  });
  const create = (
    account: number,
    scopes: readonly Scope[],
    bearer: string | null,
    more: object = {},
    sender: Sender = {},
  ): Promise<Done<Made>> =>
    send<Made>(
      test,
      'createApiToken',
      inputOf(account, scopes, more),
      'apiToken { id hint } token tokenWithheld',
      { bearer, ...sender },
    );
  /** A holder with an account of one license and one invoice. */
  const business = async (given: Parameters<Fixtures['account']>[1] = {}) => {
    const user = await make.user({ fullName: 'Helen Holder' });
    const account = await make.account(user, given);
    const license = await make.license(account, product);
    await make.invoice(account);
    return { user, account, license, bearer: await test.tokenFor(user) };
  };
  /** Such an account with a token for it. */
  const armed = async (
    scopes: readonly Scope[],
    more: object = {},
    given: Parameters<Fixtures['account']>[1] = {},
  ) => {
    const own = await business(given);
    const { payload } = await create(own.account, scopes, own.bearer, more);
    return { ...own, token: payload?.token ?? '', tokenId: payload?.apiToken?.id ?? '' };
  };
  const isOpen = async (token: string, sender: Sender = {}): Promise<boolean> => {
    const { data } = await ask(
      test,
      '{ viewer { token { id } } }',
      {},
      { bearer: token, ...sender },
    );
    return (
      (data?.['viewer'] as { token: object | null } | null | undefined)?.token instanceof Object
    );
  };
  /** Codes of asking for one field of an account. */
  const reads = async (account: number, field: string, token: string) =>
    (
      await ask(
        test,
        `query ($id: ID!) { account(id: $id) { name ${field} } }`,
        { id: id('Account', account) },
        { bearer: token },
      )
    ).errors.map(({ extensions }) => extensions['code']);
  const INVOICES = 'invoices { nodes { number } }';
  const LICENSES = 'licenses { nodes { id } }';
  const activate = (license: number, token: string, more: object = {}, sender: Sender = {}) =>
    send(
      test,
      'activateLicense',
      { licenseId: id('License', license), serverName: 's.example.test', ...more },
      'license { id }',
      { bearer: token, ...sender },
    );

  describe('are made', () => {
    it('R59 by the holder in person only', async () => {
      const { account, bearer } = await business();
      const login = await make.user();
      await make.membership(account, login, PERMISSIONS);
      const loginToken = await test.tokenFor(login);
      const other = await business();
      const staff = await test.tokenFor(await make.user({ staffRole: 'ADMIN' }));
      const visit = { accountId: id('Account', account), reason: 'asked to by phone' };
      expect((await send(test, 'actAs', visit, '', { bearer: staff })).codes).toEqual([]);
      const { payload } = await create(account, [['MAKE_PURCHASES', 'WRITE']], bearer);
      // Its first use is written down.
      expect(await isOpen(payload?.token ?? '')).toBe(true);
      const before = await checksum(test.dataSource);
      for (const [who, token, code] of [
        ['login', loginToken, 'FORBIDDEN'],
        ['staff who act for the holder', staff, 'FORBIDDEN'],
        ['a stranger', other.bearer, 'NOT_FOUND'],
        ['a token', payload?.token ?? '', 'FORBIDDEN'],
        ['nobody', null, 'UNAUTHENTICATED'],
      ] as const) {
        const { codes } = await create(account, [['PAY_INVOICES', 'READ']], token);
        expect([who, codes]).toEqual([who, [code]]);
      }
      expect(await checksum(test.dataSource)).toBe(before);
    });

    it('R59 and shown once: a repeat is without it, and only its hash is kept', async () => {
      const { account, bearer } = await business();
      const keyed = () =>
        create(account, [['PAY_INVOICES', 'READ']], bearer, {}, { key: 'make one' });
      const first = await keyed();
      const token = first.payload?.token ?? '';
      expect(token).toMatch(/^keyhold_api_[\w-]{43}_[0-9a-f]{8}$/);
      expect(first.payload?.apiToken?.hint).toBe(token.slice(-4));
      const again = await keyed();
      expect(again.payload).toEqual({
        apiToken: first.payload?.apiToken,
        token: null,
        tokenWithheld: true,
        userErrors: [],
      });
      const secret = token.slice('keyhold_api_'.length, -9);
      const values = await everyValue(test);
      for (const one of [token, secret])
        expect(values.filter((value) => value.includes(one))).toEqual([]);
      expect(values.some((v) => v.includes(Buffer.from(secret, 'base64url')))).toBe(false);
      expect(await isOpen(token)).toBe(true);
    });

    it.each([
      ['NO_SCOPES', { scopes: [] }],
      [
        'REPEATED',
        {
          scopes: ['READ', 'WRITE'].map((access) => ({ permission: 'PAY_INVOICES', access })),
        },
      ],
      ['PERMISSION_NOT_AVAILABLE', { scopes: [{ permission: 'RESELLER', access: 'READ' }] }],
      ['EXPIRY_OUT_OF_RANGE', { expiresAt: '2026-11-21T12:00:00Z' }],
      ['EXPIRY_OUT_OF_RANGE', { expiresAt: '2020-01-01T00:00:00Z' }],
      ['EXPIRY_OUT_OF_RANGE', { expiresAt: '2027-12-31T00:00:00Z' }],
      ['EMPTY', { addressRanges: [] }],
      ['BLANK', { addressRanges: null }],
      ['BLANK', { monthlySpendingCap: null }],
      ['INVALID_ADDRESS_RANGE', { addressRanges: ['203.0.113.0/24', 'everywhere'] }],
      ['INVALID_ADDRESS_RANGE', { addressRanges: ['203.0.113.0/24,0.0.0.0/0'] }],
      ['TOO_MANY', { addressRanges: Array.from({ length: 21 }, (_, n) => `10.0.0.${n}`) }],
      ['INVALID_AMOUNT', { monthlySpendingCap: '0' }],
      ['INVALID_AMOUNT', { monthlySpendingCap: '-5.00' }],
      ['INVALID_AMOUNT', { monthlySpendingCap: '5.001' }],
      ['AMOUNT_TOO_LARGE', { monthlySpendingCap: '999999999999999999' }],
      ['BLANK', { name: '  ' }],
    ])('R59 but not with what cannot be: %s %j', async (code, more) => {
      const { account, bearer } = await business();
      const before = await checksum(test.dataSource);
      expect((await create(account, [['PAY_INVOICES', 'READ']], bearer, more)).codes).toEqual([
        code,
      ]);
      expect(await checksum(test.dataSource)).toBe(before);
    });

    it('R59 with as many and as long ranges as there may be', async () => {
      const longest = 'ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255/128';
      const { account, bearer } = await business();
      const addressRanges = Array.from({ length: 20 }, () => longest);
      const { codes } = await create(account, [['PAY_INVOICES', 'READ']], bearer, {
        addressRanges,
      });
      expect(codes).toEqual([]);
    });
  });

  describe('open', () => {
    it('R59 what their scopes name, and nothing that is the holder alone', async () => {
      const { account, token } = await armed([['PAY_INVOICES', 'READ']]);
      expect(await reads(account, INVOICES, token)).toEqual([]);
      for (const field of [
        LICENSES,
        'email',
        'contacts { nodes { id } }',
        'memberships { nodes { id } }',
        'apiTokens { nodes { name } }',
        'history { nodes { from } }',
        'mailingPreference',
        'leases { nodes { id } }',
      ])
        expect([field, await reads(account, field, token)]).toEqual([field, ['FORBIDDEN']]);
    });

    it('R59 their own data, and no person', async () => {
      const { token, tokenId } = await armed([['PAY_INVOICES', 'READ']]);
      const { data } = await ask(
        test,
        '{ viewer { user { email } staffRole token { id name createdBy expiresAt scopes { permission access } } } }',
        {},
        { bearer: token },
      );
      expect(data).toEqual({
        viewer: {
          user: null,
          staffRole: null,
          token: {
            id: tokenId,
            name: 'Back end',
            createdBy: 'Helen Holder',
            expiresAt: '2027-06-01T00:00:00.000Z',
            scopes: [{ permission: 'PAY_INVOICES', access: 'READ' }],
          },
        },
      });
    });

    it('R59 one account, whatever else their maker has', async () => {
      const { user, token } = await armed([['PAY_INVOICES', 'READ']]);
      const second = await make.account(user);
      expect(await reads(second, INVOICES, token)).toEqual(['NOT_FOUND']);
    });

    it('R59 nothing in a cookie, and go before a cookie that is sent along', async () => {
      const { token, bearer } = await armed([['PAY_INVOICES', 'READ']]);
      const WHO = '{ viewer { user { id } token { id } } }';
      const inCookie = await ask(test, WHO, {}, { cookie: token });
      expect(inCookie.data).toEqual({ viewer: null });
      const both = await ask(test, WHO, {}, { cookie: bearer, bearer: token });
      expect(both.data).toMatchObject({
        viewer: { user: null, token: { id: expect.any(String) as string } },
      });
      const bad = await ask(test, WHO, {}, { cookie: bearer, bearer: newApiToken() });
      expect(bad).toMatchObject(NO_SUCH_BEARER);
    });

    it('R59 by READ no mutation and no dry run of one; WRITE includes READ', async () => {
      const read = await armed([['ACTIVATE_LICENSES', 'READ']]);
      expect(await reads(read.account, LICENSES, read.token)).toEqual([]);
      const before = await checksum(test.dataSource);
      for (const more of [{}, { dryRun: true }])
        expect((await activate(read.license, read.token, more)).codes).toEqual(['FORBIDDEN']);
      expect(await checksum(test.dataSource)).toBe(before);
      const write = await armed([['ACTIVATE_LICENSES', 'WRITE']]);
      expect(await reads(write.account, LICENSES, write.token)).toEqual([]);
      expect((await activate(write.license, write.token, { dryRun: true })).codes).toEqual([]);
      expect((await activate(write.license, write.token)).codes).toEqual([]);
    });

    it('R59 no way to make tokens, to manage people, or to be one', async () => {
      const { account, token, tokenId } = await armed(
        PERMISSIONS.map((permission): Scope => [permission, 'WRITE']),
        {},
        { reseller: true, leaseProvider: true },
      );
      const membership = id('Membership', await make.membership(account, await make.user(), []));
      const accountId = id('Account', account);
      const password = 'marble otter lantern quietly';
      expect(await isOpen(token)).toBe(true);
      const before = await checksum(test.dataSource);
      for (const [name, input] of [
        ['createApiToken', inputOf(account, [['PAY_INVOICES', 'READ']])],
        ['revokeApiToken', { apiTokenId: tokenId }],
        ['updateAccount', { accountId, name: 'Mine' }],
        [
          'addContact',
          { accountId, firstName: 'A', lastName: 'B', email: 'c@d.test', country: 'DE' },
        ],
        [
          'addAuthorizedLogin',
          {
            accountId,
            email: 'new@example.test',
            fullName: 'N',
            password,
            passwordConfirmation: password,
            permissions: [],
            alerts: [],
          },
        ],
        ['updateAuthorizedLogin', { membershipId: membership, permissions: ['PAY_INVOICES'] }],
        ['removeAuthorizedLogin', { membershipId: membership }],
        ['transferAccount', { accountId, membershipId: membership }],
        ['changePassword', { currentPassword: 'x', newPassword: password }],
        ['updateMyself', { fullName: 'Robot' }],
        ['enableTwoFactor', { currentPassword: 'x' }],
        ['requestEmailVerification', {}],
        ['signOut', {}],
        ['actAs', { accountId, reason: 'because' }],
        ['setPartner', { accountId, reseller: true }],
      ] as const) {
        const { codes } = await send(test, name, input, '', { bearer: token });
        expect([name, codes]).toEqual([name, [expect.stringMatching(/FORBIDDEN|NOT_FOUND/)]]);
      }
      // A refusal of these is a matter of state: a token is nobody to whom an account is offered.
      for (const name of ['acceptTransfer', 'cancelTransfer'])
        expect((await send(test, name, { accountId }, '', { bearer: token })).codes).toHaveLength(
          1,
        );
      expect(await checksum(test.dataSource)).toBe(before);
    });
  });

  describe('end', () => {
    it('R59 when they expire', async () => {
      const { token } = await armed([['PAY_INVOICES', 'READ']], {
        expiresAt: '2026-11-21T13:00:00Z',
      });
      test.now = new Date('2026-11-21T12:59:59.999Z');
      expect(await isOpen(token)).toBe(true);
      test.now = new Date('2026-11-21T13:00:00Z');
      expect(await isOpen(token)).toBe(false);
    });

    it('R59 at once when the holder revokes them, twice is no error, and no stranger can', async () => {
      const { token, tokenId, bearer } = await armed([['PAY_INVOICES', 'READ']]);
      const revoke = (as: string) =>
        send(test, 'revokeApiToken', { apiTokenId: tokenId }, 'apiToken { revokedAt }', {
          bearer: as,
        });
      expect((await revoke((await business()).bearer)).codes).toEqual(['NOT_FOUND']);
      expect(await isOpen(token)).toBe(true);
      for (const round of [1, 2]) {
        const { payload } = await revoke(bearer);
        expect([round, payload]).toEqual([
          round,
          { apiToken: { revokedAt: TEST_NOW.toISOString() }, userErrors: [] },
        ]);
        test.now = new Date(TEST_NOW.getTime() + minutes(1));
      }
      expect(await isOpen(token)).toBe(false);
    });

    /** The account goes to somebody else; its maker becomes a login. */
    const handOver = async (account: number) => {
      const next = await make.user();
      await make.membership(account, next, []);
      await test.dataSource.query('UPDATE accounts SET holder_user_id = ? WHERE id = ?', [
        next,
        account,
      ]);
    };

    it('R59 within one request with the rights of their maker, and no further', async () => {
      const { account, user, license, token } = await armed([
        ['PAY_INVOICES', 'READ'],
        ['ACTIVATE_LICENSES', 'WRITE'],
      ]);
      const rights = async () => [
        await reads(account, INVOICES, token),
        await reads(account, LICENSES, token),
        (await activate(license, token, { dryRun: true })).codes,
      ];
      expect(await rights()).toEqual([[], [], []]);
      await handOver(account);
      expect(await rights()).toEqual([['FORBIDDEN'], ['FORBIDDEN'], ['FORBIDDEN']]);
      await test.dataSource.query(
        'UPDATE memberships SET may_pay_invoices = 1 WHERE account_id = ? AND user_id = ?',
        [account, user],
      );
      expect(await rights()).toEqual([[], ['FORBIDDEN'], ['FORBIDDEN']]);
      await test.dataSource.query('DELETE FROM memberships WHERE account_id = ? AND user_id = ?', [
        account,
        user,
      ]);
      expect(await isOpen(token)).toBe(false);
      expect(await reads(account, INVOICES, token)).not.toEqual([]);
    });

    it('R32 while their maker has a one-time password', async () => {
      const { user, token } = await armed([['PAY_INVOICES', 'READ']]);
      await test.dataSource.query('UPDATE users SET must_change_password = 1 WHERE id = ?', [user]);
      expect(await isOpen(token)).toBe(false);
      await test.dataSource.query('UPDATE users SET must_change_password = 0 WHERE id = ?', [user]);
      expect(await isOpen(token)).toBe(true);
    });

    it('R6 to open partner functions when the account is no such partner any more', async () => {
      const { account, token } = await armed([['RESELLER', 'WRITE']], {}, { reseller: true });
      const STOCK = 'resoldLicenses { nodes { id } }';
      expect(await reads(account, STOCK, token)).toEqual([]);
      await test.dataSource.query('UPDATE accounts SET reseller = 0 WHERE id = ?', [account]);
      expect(await reads(account, STOCK, token)).toEqual(['FORBIDDEN']);
    });
  });

  describe('are looked at', () => {
    it('R59 without a statement when their checksum is wrong', async () => {
      const { token } = await armed([['PAY_INVOICES', 'READ']]);
      const wrong = `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`;
      const sent = await test.countStatements(async () => {
        expect(await isOpen(wrong)).toBe(false);
      });
      expect(sent).toEqual([]);
      const looked = await test.countStatements(() => isOpen(newApiToken()));
      expect(looked).toHaveLength(1);
    });

    it('R59 with the time of their use written at most every five minutes', async () => {
      const { token } = await armed([['PAY_INVOICES', 'READ']]);
      const updates = async () =>
        (await test.countStatements(() => isOpen(token))).filter((text) =>
          text.startsWith('UPDATE api_tokens'),
        ).length;
      expect([await updates(), await updates()]).toEqual([1, 0]);
      test.now = new Date(TEST_NOW.getTime() + minutes(5));
      expect(await updates()).toBe(0);
      test.now = new Date(TEST_NOW.getTime() + minutes(5) + 1);
      expect([await updates(), await updates()]).toEqual([1, 0]);
    });

    it('R59 with the address that a trusted proxy says, of either family', async () => {
      const { token } = await armed([['PAY_INVOICES', 'READ']], {
        addressRanges: ['203.0.113.0/24', '2001:db8::/32', '198.51.100.9'],
      });
      const open = async (from: string) => [from, await isOpen(token, { from })];
      for (const from of [
        '203.0.113.200',
        '::ffff:203.0.113.200',
        '2001:db8:1::1',
        '198.51.100.9',
        '203.0.114.1, 203.0.113.1',
        '203.0.113.200:51008',
        '[2001:db8::1]:443',
        '203.0.114.1, 203.0.113.1:80, 127.0.0.1:81',
      ])
        expect(await open(from)).toEqual([from, true]);
      for (const from of [
        '203.0.114.1',
        '2001:db9::1',
        '198.51.100.10',
        'unknown',
        '203.0.113.1, 203.0.114.1',
        '203.0.114.1:80',
        '203.0.113.1, garbage',
      ])
        expect(await open(from)).toEqual([from, false]);
      const [row] = await test.dataSource.query<{ at: Date | null }[]>(
        'SELECT last_used_at AS at FROM api_tokens ORDER BY id DESC LIMIT 1',
      );
      expect(row?.at).toEqual(TEST_NOW);
    });

    it('R59 and nobody gets round their ranges by a header that no trusted proxy wrote', async () => {
      const { token } = await armed([['PAY_INVOICES', 'READ']], {
        addressRanges: ['203.0.113.0/24'],
      });
      const open = await test.another();
      try {
        const refused = await ask(
          open,
          '{ viewer { token { id } } }',
          {},
          { bearer: token, from: '203.0.113.1', headers: { 'x-real-ip': '203.0.113.1' } },
        );
        expect(refused).toMatchObject(NO_SUCH_BEARER);
      } finally {
        await open.stop();
      }
    });
  });

  it('R60 two tokens and their maker can use the same idempotency key', async () => {
    const { account, bearer, token, license } = await armed([['ACTIVATE_LICENSES', 'WRITE']]);
    const other = (await create(account, [['ACTIVATE_LICENSES', 'WRITE']], bearer)).payload?.token;
    const sender = { key: 'the same', from: '198.51.100.1' };
    for (const [n, who] of [token, other ?? '', bearer].entries()) {
      const own = n === 0 ? license : await make.license(account, product);
      for (const round of ['first', 'again'])
        expect([round, (await activate(own, who, {}, sender)).payload]).toEqual([
          round,
          { license: { id: id('License', own) }, userErrors: [] },
        ]);
    }
    const rows = await test.dataSource.query<object[]>(
      "SELECT id FROM audit_events WHERE action = 'activateLicense' AND account_id = ?",
      [account],
    );
    expect(rows).toHaveLength(3);
  });

  it('R61 stand in the audit as what they are, and their holder reads it', async () => {
    const { account, license, token, tokenId, bearer } = await armed([
      ['ACTIVATE_LICENSES', 'WRITE'],
    ]);
    await activate(license, token);
    const rows = await test.dataSource.query<{ tokenId: number; userId: number | null }[]>(
      "SELECT token_id AS tokenId, user_id AS userId FROM audit_events WHERE action = 'activateLicense' AND account_id = ?",
      [account],
    );
    expect(rows).toEqual([{ tokenId: test.app.ids.keyOf('ApiToken', tokenId), userId: null }]);
    const { data } = await ask(
      test,
      'query ($id: ID!) { account(id: $id) { history(first: 2) { nodes { action actor by } } } }',
      { id: id('Account', account) },
      { bearer },
    );
    expect(data).toMatchObject({
      account: {
        history: {
          nodes: [
            { action: 'activateLicense', actor: 'TOKEN', by: null },
            { action: 'createApiToken', actor: 'USER', by: 'Helen Holder' },
          ],
        },
      },
    });
  });
});
