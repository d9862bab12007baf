import type { Permission } from '../../src/domain/people/permission';
import { UNCONDITIONAL } from '../support/capabilities';
import { checksum } from '../support/fixtures';
import { HOLDERS, OWN, PASSWORD, People, type OfAccount } from '../support/people';
import { mailedToken, sentMails } from '../support/sent-mails';
import { NO_SUCH_BEARER, TestApplication } from '../support/test-application';

const MEMBERSHIP = 'membership { id role status permissions alerts marketingMail user { email } }';

describe('authorized logins', () => {
  let test: TestApplication;
  let people: People;
  let account: OfAccount;

  beforeAll(async () => {
    test = await TestApplication.start();
    people = new People(test);
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    await test.dataSource.query('DELETE FROM rate_limits');
    account = await people.account();
  });

  const newLogin = (email: string, given: object = {}) => ({
    accountId: account.id,
    email,
    fullName: 'Lou Login',
    password: HOLDERS,
    passwordConfirmation: HOLDERS,
    permissions: ['PAY_INVOICES'],
    alerts: ['INVOICE_CREATED'],
    ...given,
  });
  const add = (email: string, given: object = {}) =>
    people.send<{ membership: { id: string; status: string } }>(
      account.holder,
      'addAuthorizedLogin',
      newLogin(email, given),
      MEMBERSHIP,
    );
  /** What somebody may do on the account, as their session is told. */
  const permissionsOf = async (token: string): Promise<unknown> => {
    const { data } = await test.graph(
      '{ viewer { memberships { status permissions account { number } } } }',
      {},
      token,
    );
    return (data?.['viewer'] as { memberships: { permissions: string[] }[] } | null)?.memberships;
  };

  it('R6 a preset grants what the account has use for; both or neither writes nothing', async () => {
    const granted = async (preset: string, to: OfAccount) => {
      const input = { ...newLogin(people.address()), accountId: to.id, alerts: [], preset };
      const { permissions: _, ...by } = input;
      const { payload } = await people.send<{ membership: { permissions: string[] } }>(
        to.holder,
        'addAuthorizedLogin',
        by,
        MEMBERSHIP,
      );
      return payload?.membership.permissions;
    };
    const reseller = await people.account({ reseller: true });
    expect(await granted('FULL_ACCESS', account)).toEqual([...UNCONDITIONAL]);
    expect(await granted('FULL_ACCESS', reseller)).toEqual([...UNCONDITIONAL, 'RESELLER']);
    expect(await granted('BILLING', account)).toEqual(['PAY_INVOICES']);
    expect(await granted('LICENSES', account)).toEqual(['ACTIVATE_LICENSES']);
    const before = await checksum(test.dataSource);
    expect((await add(people.address(), { preset: 'BILLING' })).codes).toEqual(['BOTH_GIVEN']);
    expect((await add(people.address(), { permissions: undefined })).codes).toEqual(['MISSING']);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R5 somebody new signs in with the password that the holder typed, and proves the address', async () => {
    const email = people.address();
    const added = await add(email.toUpperCase());
    expect(added.codes).toEqual([]);
    expect(added.payload).toMatchObject({
      membership: {
        role: 'AUTHORIZED_LOGIN',
        status: 'ACTIVE',
        permissions: ['PAY_INVOICES'],
        alerts: ['INVOICE_CREATED'],
        marketingMail: true,
        user: { email },
      },
    });
    const session = await people.signIn(email, HOLDERS);
    expect(await permissionsOf((session as { token: string }).token)).toMatchObject([
      { permissions: ['PAY_INVOICES'] },
    ]);
    const token = await mailedToken(test, 'email-verification', email);
    expect((await people.send(null, 'verifyEmail', { token })).codes).toEqual([]);
  });

  it.each([
    ['e-mail', { email: '' }, 'BLANK'],
    ['full name', { fullName: ' ' }, 'BLANK'],
    ['password', { password: '', passwordConfirmation: '' }, 'WEAK_PASSWORD'],
    ['confirmation', { passwordConfirmation: `${HOLDERS}.` }, 'PASSWORDS_DIFFER'],
    [
      'strong password',
      { password: 'Password1!', passwordConfirmation: 'Password1!' },
      'WEAK_PASSWORD',
    ],
    ['choice of permissions', { permissions: undefined }, 'MISSING'],
    ['choice of alerts', { alerts: undefined }, 'BAD_USER_INPUT'],
  ])('R5 none is added without a %s', async (_what, given, code) => {
    const before = await checksum(test.dataSource);
    expect((await add(people.address(), given)).codes[0]).toBe(code);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it.each([
    [{}, 'RESELLER', false],
    [{}, 'LEASE_PROVIDER', false],
    [{ reseller: true }, 'RESELLER', true],
    [{ reseller: true }, 'LEASE_PROVIDER', false],
    [{ leaseProvider: true }, 'LEASE_PROVIDER', true],
    [{ leaseProvider: true }, 'RESELLER', false],
  ] as const)(
    'R6 on an account with %j, %s is granted: %s',
    async (partner, permission, granted) => {
      account = await people.account(partner);
      const login = await people.login(account);
      const expected = granted ? [] : ['PERMISSION_NOT_AVAILABLE'];
      expect((await add(people.address(), { permissions: [permission] })).codes).toEqual(expected);
      const changed = await people.send(account.holder, 'updateAuthorizedLogin', {
        membershipId: login.membershipId,
        permissions: ['PAY_INVOICES', permission],
      });
      expect(changed.codes).toEqual(expected);
      expect(await permissionsOf(login.token)).toMatchObject([
        { permissions: granted ? ['PAY_INVOICES', permission] : [] },
      ]);
    },
  );

  it('R2 R3 nobody but the holder does anything to the people of an account', async () => {
    const [login, other] = [
      await people.login(account, UNCONDITIONAL),
      await people.login(account, UNCONDITIONAL),
    ];
    const ofAnother = (await people.account()).holder;
    const on = { membershipId: other.membershipId };
    const before = await checksum(test.dataSource);
    const calls: [string, object][] = [
      ['addAuthorizedLogin', newLogin(people.address())],
      ['updateAuthorizedLogin', { ...on, permissions: [] }],
      ['updateAuthorizedLogin', { membershipId: login.membershipId, permissions: UNCONDITIONAL }],
      [
        'setAuthorizedLoginPassword',
        { ...on, newPassword: HOLDERS, passwordConfirmation: HOLDERS },
      ],
      ['removeAuthorizedLogin', on],
      ['resendInvitation', on],
      ['leaveAccount', on],
      ['transferAccount', { accountId: account.id, ...on }],
    ];
    for (const [name, input] of calls) {
      expect([name, (await people.send(null, name, input)).codes]).toEqual([
        name,
        ['UNAUTHENTICATED'],
      ]);
      expect([name, (await people.send(login, name, input)).codes]).toEqual([name, ['FORBIDDEN']]);
      expect([name, (await people.send(ofAnother, name, input)).codes]).toEqual([
        name,
        ['NOT_FOUND'],
      ]);
    }
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R2 the holder has everything, can neither be given less, nor removed, nor leave', async () => {
    const membershipId = await people.membershipId(account, account.holder.key);
    const codes = async (name: string, more: object = {}) =>
      (await people.send(account.holder, name, { membershipId, ...more })).codes;
    expect(await codes('updateAuthorizedLogin', { permissions: [] })).toEqual(['IS_HOLDER']);
    expect(await codes('removeAuthorizedLogin')).toEqual(['IS_HOLDER']);
    expect(await codes('leaveAccount')).toEqual(['IS_HOLDER']);
    expect(
      await codes('setAuthorizedLoginPassword', {
        newPassword: HOLDERS,
        passwordConfirmation: HOLDERS,
      }),
    ).toEqual(['IS_HOLDER']);
  });

  it('R13 a change of grants acts on the next request of every open session', async () => {
    const login = await people.login(account, ['PAY_INVOICES']);
    const tokens = [login.token, await test.tokenFor(login.key), await test.tokenFor(login.key)];
    const document = `query ($id: ID!) { account(id: $id) { balance { owed { amount } } licenses { nodes { id } } } }`;
    const open = async (token: string) => {
      const { data, errors } = await test.graph(document, { id: account.id }, token);
      const fields = data?.['account'] as { balance: unknown; licenses: unknown } | null;
      return [
        (fields?.balance ?? null) !== null,
        (fields?.licenses ?? null) !== null,
        errors.length,
      ];
    };
    for (const token of tokens) expect(await open(token)).toEqual([true, false, 1]);
    const change = (permissions: Permission[]) =>
      people.send(account.holder, 'updateAuthorizedLogin', {
        membershipId: login.membershipId,
        permissions,
      });
    await change(['ACTIVATE_LICENSES']);
    for (const token of tokens) expect(await open(token)).toEqual([false, true, 1]);
    await change(['MAKE_PURCHASES', 'PAY_INVOICES']);
    for (const token of tokens) expect(await open(token)).toEqual([true, true, 0]);
    await people.send(account.holder, 'removeAuthorizedLogin', {
      membershipId: login.membershipId,
    });
    for (const token of tokens) {
      const { data, errors } = await test.graph(document, { id: account.id }, token);
      expect(data?.['account'] ?? null).toBeNull();
      expect(errors.length).toBeGreaterThan(0);
      expect(await permissionsOf(token)).toEqual([]);
    }
  });

  describe('R11 a password that a login forgot', () => {
    const setPassword = (membershipId: string, newPassword = OWN, again = newPassword) =>
      people.send(account.holder, 'setAuthorizedLoginPassword', {
        membershipId,
        newPassword,
        passwordConfirmation: again,
      });

    it('R11 is set by the holder, and every session of the login ends at once', async () => {
      const login = await people.login(account, ['PAY_INVOICES']);
      const tokens = [login.token, await test.tokenFor(login.key)];
      expect((await setPassword(login.membershipId)).codes).toEqual([]);
      for (const token of tokens)
        expect(await test.graph('{ viewer { staffRole } }', {}, token)).toMatchObject(
          NO_SUCH_BEARER,
        );
      expect(await people.signIn(login.email, PASSWORD)).toEqual({ code: 'INVALID_CREDENTIALS' });
      expect(await people.signIn(login.email, OWN)).toEqual({
        token: expect.any(String) as string,
      });
      // The holder's own session goes on.
      expect(await permissionsOf(account.holder.token)).toHaveLength(1);
    });

    it('R11 is not set for somebody of another account, who was invited to one or here, or is staff', async () => {
      const another = await people.account();
      const elsewhere = await people.login(account);
      await people.make.membership(another.key, elsewhere.key, []);
      const asked = await people.login(account);
      await people.make.membership(another.key, asked.key, [], { status: 'INVITED' });
      const here = await people.login(account, [], 'INVITED');
      const staff = await people.person({ staffRole: 'SUPPORT' });
      await people.make.membership(account.key, staff.key, []);
      const ofStaff = await people.membershipId(account, staff.key);
      const before = await checksum(test.dataSource);
      const answers = [];
      for (const id of [elsewhere.membershipId, asked.membershipId, here.membershipId, ofStaff]) {
        const { text, codes } = await setPassword(id);
        expect(codes).toEqual(['PASSWORD_IS_THEIR_OWN']);
        answers.push(text);
      }
      // Which of the reasons it is, is not the holder's business.
      expect(new Set(answers).size).toBe(1);
      expect(await checksum(test.dataSource)).toBe(before);
    });

    it('R11 is set again once the person has left the other account', async () => {
      const another = await people.account();
      const login = await people.login(account);
      await people.make.membership(another.key, login.key, []);
      expect((await setPassword(login.membershipId)).codes).toEqual(['PASSWORD_IS_THEIR_OWN']);
      const membershipId = await people.membershipId(another, login.key);
      expect((await people.send(login, 'leaveAccount', { membershipId })).codes).toEqual([]);
      expect((await setPassword(login.membershipId)).codes).toEqual([]);
    });

    it.each([
      ['PASSWORDS_DIFFER', OWN, `${OWN}!`],
      ['WEAK_PASSWORD', 'Password1!', 'Password1!'],
      ['WEAK_PASSWORD', 'lou-at-the-login@people.test', 'lou-at-the-login@people.test'],
    ])('R11 is refused with %s, and changes nothing', async (code, password, again) => {
      const login = await people.login(account);
      await test.dataSource.query('UPDATE users SET email = ? WHERE id = ?', [
        `lou-at-the-login@people.test`,
        login.key,
      ]);
      const before = await checksum(test.dataSource);
      expect((await setPassword(login.membershipId, password, again)).codes).toEqual([code]);
      expect(await checksum(test.dataSource)).toBe(before);
      await test.dataSource.query('UPDATE users SET email = ? WHERE id = ?', [
        login.email,
        login.key,
      ]);
    });

    it('R11 takes links with it that were sent before', async () => {
      const login = await people.login(account);
      await people.send(null, 'requestPasswordReset', { email: login.email });
      const token = await mailedToken(test, 'password-reset', login.email);
      expect((await setPassword(login.membershipId)).codes).toEqual([]);
      const reset = { token, newPassword: 'nine violet engines under snow' };
      expect((await people.send(null, 'resetPassword', reset)).codes).toEqual(['LINK_INVALID']);
    });
  });

  it('R5 R60 the same person added twice at once is on the account once', async () => {
    const email = people.address();
    const answers = await Promise.all(Array.from({ length: 8 }, () => add(email)));
    const codes = answers.map((one) => one.codes[0] ?? 'added').sort();
    expect(codes).toEqual([...Array<string>(7).fill('ALREADY_A_LOGIN'), 'added'].sort());
    expect((await sentMails(test)).filter(({ to }) => to === email)).toHaveLength(1);
  });

  it('R10 the same new person added by two accounts at once is made once, and invited by the other', async () => {
    const another = await people.account();
    const email = people.address();
    const add2 = (one: OfAccount) =>
      people.send<{ membership: { status: string } }>(
        one.holder,
        'addAuthorizedLogin',
        { ...newLogin(email), accountId: one.id },
        'membership { status }',
      );
    const answers = await Promise.all([add2(account), add2(another)]);
    expect(answers.map(({ codes }) => codes)).toEqual([[], []]);
    expect(answers.map(({ payload }) => payload?.membership.status).sort()).toEqual([
      'ACTIVE',
      'INVITED',
    ]);
  });
});
