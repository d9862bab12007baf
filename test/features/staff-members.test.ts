import { codeAt, TwoFactor } from '../../src/auth/two-factor';
import { Database } from '../../src/database/database';
import { Sealer } from '../../src/database/sealing';
import { checksum } from '../support/fixtures';
import { OWN, PASSWORD, People, type Person } from '../support/people';
import { lastLink, letters } from '../support/senders';
import { TEST_NOW, TestApplication } from '../support/test-application';

const DAY = 24 * 3_600_000;
const MEMBER =
  'user { email staffMembership { staffRole invitedRole invitationExpiresAt } disabledAt }';

describe('R70 the vendor’s own people', () => {
  let test: TestApplication;
  let people: People;
  let admin: Person;

  beforeAll(async () => {
    test = await TestApplication.start();
    people = new People(test);
    admin = await people.person({ staffRole: 'ADMIN' });
  });
  afterAll(() => test.stop());
  afterEach(() => {
    test.now = TEST_NOW;
  });

  const idOf = (person: Pick<Person, 'key'>) => test.app.ids.encode('User', person.key);
  const send = (as: Person | null, name: string, input: object) =>
    people.send<{ user: object | null }>(as, name, input, MEMBER);
  const codesOf = async (call: Promise<{ readonly codes: readonly unknown[] }>) =>
    (await call).codes;
  const invite = (email: string, role = 'SUPPORT', as: Person | null = admin) =>
    send(as, 'inviteStaff', { email, fullName: 'Ina Vited', role });
  const choose = (token: string) =>
    codesOf(people.send(null, 'resetPassword', { token, newPassword: OWN }));
  const staffOf = async (token: string) => {
    const { data, errors } = await test.graph(
      '{ viewer { staffRole secondFactorRequired } accounts { totalCount } }',
      {},
      token,
    );
    return [data?.['viewer'] ?? null, errors.map(({ extensions }) => extensions['code'])];
  };

  describe('are invited', () => {
    it('R70 by an administrator: the role is theirs once they chose a password by the link, and shown a second factor', async () => {
      const email = people.address();
      const { payload } = await invite(email, 'BILLING');
      expect(payload?.user).toEqual({
        email,
        staffMembership: {
          ...{ staffRole: null, invitedRole: 'BILLING' },
          invitationExpiresAt: new Date(TEST_NOW.getTime() + 7 * DAY).toISOString(),
        },
        disabledAt: null,
      });
      expect(await choose(await lastLink(test, email, 'staff-invitation'))).toEqual([]);
      const { token } = (await people.signIn(email, OWN)) as { token: string };
      expect(await staffOf(token)).toEqual([
        { staffRole: null, secondFactorRequired: true },
        ['SECOND_FACTOR_REQUIRED'],
      ]);
      const factors = new TwoFactor(new Sealer(1, test.config.sealKey), 'Vendor');
      const database = new Database(test.dataSource, { statementTimeout: 5_000 });
      const { secret, uri } = await factors.begin(database, email, test.now);
      expect(uri).toContain('issuer=Vendor');
      await factors.confirm(database, email, test.now);
      const code = codeAt(secret, test.now);
      const signedIn = await people.send<{ token: string }>(
        null,
        'signIn',
        { email, password: OWN, code, returnToken: true },
        'token',
      );
      expect(await staffOf(signedIn.payload?.token ?? '')).toEqual([
        { staffRole: 'BILLING', secondFactorRequired: false },
        [],
      ]);
    });

    it('R70 who signs in already chooses a password anew: nobody who knew the former one comes with it', async () => {
      const known = await people.person();
      await people.byHolder(known.key, PASSWORD);
      expect(await codesOf(invite(known.email))).toEqual([]);
      expect(await staffOf(known.token)).toEqual([
        { staffRole: null, secondFactorRequired: false },
        ['FORBIDDEN'],
      ]);
      expect(await choose(await lastLink(test, known.email, 'staff-invitation'))).toEqual([]);
      expect(await people.signIn(known.email, PASSWORD)).toEqual({ code: 'INVALID_CREDENTIALS' });
      expect(await people.signIn(known.email, OWN)).toHaveProperty('token');
    });

    it('R70 for 7 days, by one link at a time, until an administrator withdraws it', async () => {
      const [late, replaced, withdrawn] = [people.address(), people.address(), people.address()];
      for (const email of [late, replaced, withdrawn]) await invite(email);
      const link = (email: string) => lastLink(test, email, 'staff-invitation');
      const former = await link(replaced);
      await invite(replaced, 'ADMIN');
      expect(await choose(former)).toEqual(['LINK_INVALID']);
      const token = await link(withdrawn);
      const { nodes } = await listed();
      const one = nodes.find(({ email }) => email === withdrawn);
      expect(await codesOf(send(admin, 'removeStaff', { userId: one?.id }))).toEqual([]);
      expect(await choose(token)).toEqual(['LINK_INVALID']);
      test.now = new Date(TEST_NOW.getTime() + 7 * DAY);
      expect(await choose(await link(late))).toEqual(['LINK_INVALID']);
      // A link of one's own proves the mailbox, and accepts nothing.
      await people.send(null, 'requestPasswordReset', { email: late });
      expect(await choose(await lastLink(test, late, 'password-reset'))).toEqual([]);
      const [row] = await test.dataSource.query<{ role: string | null }[]>(
        'SELECT staff_role AS role FROM users WHERE email = ?',
        [late],
      );
      expect(row).toEqual({ role: null });
    });

    it('R70 not twice, and not who is disabled', async () => {
      const colleague = await people.person({ staffRole: 'SUPPORT' });
      const disabled = await people.person({ disabledAt: TEST_NOW });
      const before = await checksum(test.dataSource);
      expect(await codesOf(invite(colleague.email))).toEqual(['ALREADY_STAFF']);
      expect(await codesOf(invite(disabled.email))).toEqual(['USER_DISABLED']);
      expect(await checksum(test.dataSource)).toBe(before);
    });
  });

  const listed = async () => {
    const { data } = await test.graph(
      '{ staff(first: 100) { totalCount nodes { id email staffMembership { staffRole } } } }',
      {},
      admin.token,
    );
    return data?.['staff'] as { totalCount: number; nodes: { id: string; email: string }[] };
  };

  it('R70 are listed, with who is invited, and nobody else', async () => {
    const [colleague, customer, invited] = [
      await people.person({ staffRole: 'SUPPORT' }),
      await people.person(),
      people.address(),
    ];
    await invite(invited);
    const { nodes, totalCount } = await listed();
    const emails = nodes.map(({ email }) => email);
    expect(emails).toEqual(expect.arrayContaining([admin.email, colleague.email, invited]));
    expect(emails).not.toContain(customer.email);
    expect(totalCount).toBe(nodes.length);
  });

  it('R70 get another role, or none, from the next request on, and are told', async () => {
    const colleague = await people.person({ staffRole: 'ADMIN' });
    expect((await staffOf(colleague.token))[1]).toEqual([]);
    const userId = idOf(colleague);
    expect(await codesOf(send(admin, 'changeStaffRole', { userId, role: 'SUPPORT' }))).toEqual([]);
    expect(await codesOf(invite(people.address(), 'ADMIN', colleague))).toEqual(['FORBIDDEN']);
    expect((await staffOf(colleague.token))[1]).toEqual([]);
    expect(await codesOf(send(admin, 'removeStaff', { userId }))).toEqual([]);
    expect((await staffOf(colleague.token))[1]).toEqual(['FORBIDDEN']);
    expect(await codesOf(send(admin, 'removeStaff', { userId }))).toEqual(['NOT_STAFF']);
    expect(
      (await letters(test, colleague.email)).map(({ event, parameters }) => [
        event,
        parameters['role'],
      ]),
    ).toEqual([
      ['staff-role', 'SUPPORT'],
      ['staff-role', null],
    ]);
  });

  describe('the last administrator', () => {
    it('R70 is not removed, demoted or disabled, not even by two who do it to each other at once', async () => {
      const other = await people.person({ staffRole: 'ADMIN' });
      // Somebody disabled cannot administer.
      await test.dataSource.query(
        "UPDATE users SET staff_role = NULL WHERE staff_role = 'ADMIN' AND id NOT IN (?, ?)",
        [admin.key, other.key],
      );
      await people.person({ staffRole: 'ADMIN', disabledAt: TEST_NOW });
      const answers = await Promise.all([
        send(admin, 'removeStaff', { userId: idOf(other) }),
        send(other, 'removeStaff', { userId: idOf(admin) }),
      ]);
      const codes = answers.map(({ codes: all }) => all.join());
      expect(codes.filter((code) => code === '')).toHaveLength(1);
      const left = codes[0] === '' ? admin : other;
      const userId = idOf(left);
      const before = await checksum(test.dataSource);
      for (const [name, more] of [
        ['removeStaff', {}],
        ['changeStaffRole', { role: 'BILLING' }],
      ] as const)
        expect(await codesOf(send(left, name, { userId, ...more }))).toEqual([
          'LAST_ADMINISTRATOR',
        ]);
      expect(await codesOf(send(left, 'disableUser', { userId, reason: 'R' }))).toEqual([
        'NOT_YOURSELF',
      ]);
      expect(await checksum(test.dataSource)).toBe(before);
      await test.dataSource.query("UPDATE users SET staff_role = 'ADMIN' WHERE id IN (?, ?)", [
        admin.key,
        other.key,
      ]);
    });
  });

  describe('a disabled user', () => {
    const disable = (person: Pick<Person, 'key'>) =>
      codesOf(send(admin, 'disableUser', { userId: idOf(person), reason: 'Stolen laptop.' }));
    const enable = (person: Pick<Person, 'key'>) =>
      codesOf(send(admin, 'enableUser', { userId: idOf(person), reason: 'Found.' }));

    it('R70 has no session, token or link that works, from the next request on, until enabled', async () => {
      const account = await people.account();
      const { holder } = account;
      const made = await people.send<{ token: string }>(
        holder,
        'createApiToken',
        {
          accountId: account.id,
          name: 'T',
          scopes: [{ permission: 'ACTIVATE_LICENSES', access: 'READ' }],
          expiresAt: new Date(TEST_NOW.getTime() + DAY).toISOString(),
        },
        'token',
      );
      const bearer = made.payload?.token ?? '';
      await people.send(null, 'requestPasswordReset', { email: holder.email });
      const link = await lastLink(test, holder.email, 'password-reset');
      const reached = async (token: string) => {
        const { data, status } = await test.graph(
          'query ($id: ID!) { account(id: $id) { name } }',
          { id: account.id },
          token,
        );
        return [status, (data?.['account'] ?? null) !== null];
      };
      for (const token of [holder.token, bearer]) expect(await reached(token)).toEqual([200, true]);

      expect(await disable(holder)).toEqual([]);
      for (const token of [holder.token, bearer])
        expect(await reached(token)).toEqual([401, false]);
      expect(await choose(link)).toEqual(['LINK_INVALID']);
      expect(await people.signIn(holder.email, PASSWORD)).toEqual({ code: 'USER_DISABLED' });
      // Whoever does not know the password learns nothing.
      expect(await people.signIn(holder.email, OWN)).toEqual({ code: 'INVALID_CREDENTIALS' });
      const mailed = (await letters(test, holder.email)).length;
      expect(
        await codesOf(people.send(null, 'requestPasswordReset', { email: holder.email })),
      ).toEqual([]);
      expect(await letters(test, holder.email)).toHaveLength(mailed);
      expect(await disable(holder)).toEqual(['ALREADY_DISABLED']);

      expect(await enable(holder)).toEqual([]);
      expect(await reached(holder.token)).toEqual([401, false]);
      expect(await reached(bearer)).toEqual([200, true]);
      expect(await choose(link)).toEqual(['LINK_INVALID']);
      expect(await people.signIn(holder.email, PASSWORD)).toHaveProperty('token');
      expect(await enable(holder)).toEqual(['NOT_DISABLED']);
    });

    it('R70 of the staff gets no mails of the staff', async () => {
      const colleague = await people.person({ staffRole: 'SUPPORT' });
      expect(await disable(colleague)).toEqual([]);
      const lost = await people.person();
      const factors = new TwoFactor(new Sealer(1, test.config.sealKey), 'Vendor');
      const database = new Database(test.dataSource, { statementTimeout: 5_000 });
      await factors.begin(database, lost.email, test.now);
      await factors.confirm(database, lost.email, test.now);
      await people.send(admin, 'resetTwoFactor', { userId: idOf(lost), reason: 'R' });
      expect(await letters(test, admin.email)).not.toHaveLength(0);
      expect(await letters(test, colleague.email)).toHaveLength(0);
    });
  });

  it('R66 without a second factor, an id that the role would open is refused in words that say so', async () => {
    const account = await people.account();
    const colleague = await people.person({ staffRole: 'SUPPORT' });
    await test.dataSource.query('UPDATE sessions SET second_factor = 0 WHERE user_id = ?', [
      colleague.key,
    ]);
    const { errors } = await test.graph(
      'query ($id: ID!) { node(id: $id) { id } }',
      { id: account.id },
      colleague.token,
    );
    expect(errors.map(({ extensions, message }) => [extensions['code'], message])).toEqual([
      ['SECOND_FACTOR_REQUIRED', expect.stringContaining('`enableTwoFactor`')],
    ]);
  });
});
