import { Passwords } from '../../src/auth/passwords';
import { codeAt } from '../../src/auth/two-factor';
import { checksum } from '../support/fixtures';
import { HOLDERS, PASSWORD, People, type OfAccount, type Person } from '../support/people';
import { TEST_NOW, TestApplication } from '../support/test-application';

const REASON = 'Ticket 4711: the customer asked by phone';
const HOUR = 3_600_000;

describe('R66 acting for a customer', () => {
  let test: TestApplication;
  let people: People;
  let account: OfAccount;
  let staff: Person;

  beforeAll(async () => {
    test = await TestApplication.start();
    people = new People(test);
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    await test.dataSource.query('DELETE FROM rate_limits');
    account = await people.account();
    staff = await people.person({ staffRole: 'SUPPORT', fullName: 'Stella Staff' });
  });
  afterEach(() => {
    test.now = TEST_NOW;
  });

  type Caller = Pick<Person, 'token'> | null;
  const act = (as: Caller = staff, of = account, reason = REASON) =>
    people.send<{ endsAt: string; account: { id: string } }>(
      as,
      'actAs',
      { accountId: of.id, reason },
      'endsAt account { id }',
    );
  const rename = (as: Caller = staff, of = account) =>
    people.send(as, 'updateAccount', { accountId: of.id, name: 'Renamed' });
  const history = async (as: Pick<Person, 'token'> = account.holder) => {
    const { data } = await test.graph(
      'query ($id: ID!) { account(id: $id) { history { nodes { action actor by reason } } } }',
      { id: account.id },
      as.token,
    );
    return (data as { account: { history: { nodes: object[] } } }).account.history.nodes;
  };

  it('R66 staff do nothing for a customer before they have said why', async () => {
    expect((await rename()).codes).toEqual(['FORBIDDEN']);
    for (const reason of ['', ' \n'])
      expect((await act(staff, account, reason)).codes).toEqual(['BLANK']);
    expect((await rename()).codes).toEqual(['FORBIDDEN']);
    const { payload } = await act();
    expect(payload).toMatchObject({
      account: { id: account.id },
      endsAt: new Date(TEST_NOW.getTime() + HOUR).toISOString(),
    });
    expect((await rename()).codes).toEqual([]);
  });

  it('R61 R66 the reason stands in every event, and the holder reads it', async () => {
    await act();
    await rename();
    const login = await people.login(account);
    await people.send(staff, 'updateAuthorizedLogin', {
      membershipId: login.membershipId,
      permissions: ['PAY_INVOICES'],
    });
    await people.send(staff, 'removeAuthorizedLogin', { membershipId: login.membershipId });
    const entry = (action: string) => ({
      action,
      actor: 'STAFF',
      by: 'Stella Staff',
      reason: REASON,
    });
    expect(await history()).toEqual(
      ['removeAuthorizedLogin', 'updateAuthorizedLogin', 'updateAccount', 'actAs'].map(entry),
    );
    const rows = await test.dataSource.query<object[]>(
      'SELECT DISTINCT reason, staff_role FROM audit_events WHERE user_id = ? AND account_id = ?',
      [staff.key, account.key],
    );
    expect(rows).toEqual([{ reason: REASON, staff_role: 'SUPPORT' }]);
  });

  it('R66 ends after an hour', async () => {
    await act();
    test.now = new Date(TEST_NOW.getTime() + HOUR - 1);
    expect((await rename()).codes).toEqual([]);
    test.now = new Date(TEST_NOW.getTime() + HOUR);
    expect((await rename()).codes).toEqual(['FORBIDDEN']);
  });

  it('R66 ends with the session, and is none of another one of the same person', async () => {
    await act();
    const another = { token: await test.tokenFor(staff.key) };
    expect((await rename(another)).codes).toEqual(['FORBIDDEN']);
    expect((await people.send(staff, 'signOut', {})).codes).toEqual([]);
    expect((await rename()).codes).toEqual(['UNAUTHENTICATED']);
    expect((await rename({ token: await test.tokenFor(staff.key) })).codes).toEqual(['FORBIDDEN']);
  });

  it('R66 goes on when the session gets another token, and ends with the role or the second factor', async () => {
    await act();
    const changed = await people.send<{ token: string }>(
      staff,
      'changePassword',
      { currentPassword: PASSWORD, newPassword: HOLDERS, returnToken: true },
      'token',
    );
    const next = { token: changed.payload?.token ?? '' };
    expect((await rename(next)).codes).toEqual([]);
    expect((await rename()).codes).toEqual(['UNAUTHENTICATED']);
    await test.dataSource.query('UPDATE sessions SET second_factor = 0 WHERE user_id = ?', [
      staff.key,
    ]);
    expect((await rename(next)).codes).toEqual(['FORBIDDEN']);
    await test.dataSource.query('UPDATE sessions SET second_factor = 1 WHERE user_id = ?', [
      staff.key,
    ]);
    expect((await rename(next)).codes).toEqual([]);
    await test.dataSource.query('UPDATE users SET staff_role = NULL WHERE id = ?', [staff.key]);
    expect((await rename(next)).codes).toEqual(['FORBIDDEN']);
  });

  it('R66 is for one account at a time', async () => {
    const second = await people.account();
    await act();
    await act(staff, second);
    expect((await rename(staff, second)).codes).toEqual([]);
    expect((await rename()).codes).toEqual(['FORBIDDEN']);
  });

  it('R12 R66 is not for what the holder must do in person', async () => {
    const login = await people.login(account);
    await act();
    const before = await checksum(test.dataSource);
    const calls: [string, object][] = [
      [
        'addAuthorizedLogin',
        {
          accountId: account.id,
          email: people.address(),
          fullName: 'L',
          password: HOLDERS,
          passwordConfirmation: HOLDERS,
          permissions: [],
          alerts: [],
        },
      ],
      [
        'setAuthorizedLoginPassword',
        {
          membershipId: login.membershipId,
          newPassword: HOLDERS,
          passwordConfirmation: HOLDERS,
        },
      ],
      ['transferAccount', { accountId: account.id, membershipId: login.membershipId }],
      [
        'createApiToken',
        {
          accountId: account.id,
          name: 'T',
          scopes: [{ permission: 'PAY_INVOICES', access: 'READ' }],
          expiresAt: new Date(TEST_NOW.getTime() + HOUR).toISOString(),
        },
      ],
    ];
    for (const [name, input] of calls)
      expect([name, (await people.send(staff, name, input)).codes]).toEqual([name, ['FORBIDDEN']]);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R66 nobody else acts for a customer: no customer, no token, no staff without a second factor', async () => {
    const weak = await people.person({ staffRole: 'ADMIN' });
    await test.dataSource.query('UPDATE sessions SET second_factor = 0 WHERE user_id = ?', [
      weak.key,
    ]);
    const made = await people.send<{ token: string }>(
      account.holder,
      'createApiToken',
      {
        accountId: account.id,
        name: 'T',
        scopes: [{ permission: 'PAY_INVOICES', access: 'WRITE' }],
        expiresAt: new Date(TEST_NOW.getTime() + HOUR).toISOString(),
      },
      'token',
    );
    const token = { token: made.payload?.token ?? '' };
    // The first use of a token is noted.
    await rename(token);
    const login = await people.login(account);
    const before = await checksum(test.dataSource);
    expect((await act(null)).codes).toEqual(['UNAUTHENTICATED']);
    for (const as of [account.holder, token, login])
      expect((await act(as)).codes).toEqual(['FORBIDDEN']);
    expect((await act(weak)).codes).toEqual(['SECOND_FACTOR_REQUIRED']);
    expect((await rename(weak)).codes).toEqual(['FORBIDDEN']);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R66 staff who enrol a second factor and show it may act, and not before', async () => {
    const key = await people.make.user({
      email: people.address(),
      staffRole: 'SUPPORT',
      passwordHash: await new Passwords({ memoryKiB: 64, passes: 1 }).hash(PASSWORD),
    });
    const session = { token: await test.tokenFor(key) };
    await test.dataSource.query('UPDATE sessions SET second_factor = 0 WHERE user_id = ?', [key]);
    expect((await act(session)).codes).toEqual(['SECOND_FACTOR_REQUIRED']);
    const begun = await people.send<{ secret: string }>(
      session,
      'enableTwoFactor',
      { currentPassword: PASSWORD },
      'secret',
    );
    expect((await act(session)).codes).toEqual(['SECOND_FACTOR_REQUIRED']);
    const confirmed = await people.send<{ token: string }>(
      session,
      'confirmTwoFactor',
      { code: codeAt(begun.payload?.secret ?? '', test.now), returnToken: true },
      'token',
    );
    expect((await act({ token: confirmed.payload?.token ?? '' })).codes).toEqual([]);
  });

  it('R66 whoever belongs to the account acts there as what they are', async () => {
    await people.make.membership(account.key, staff.key, ['PAY_INVOICES']);
    await act();
    expect((await rename()).codes).toEqual(['FORBIDDEN']);
  });

  it('R66 opens nothing but the one account', async () => {
    const other = await people.account();
    await act();
    expect((await rename(staff, other)).codes).toEqual(['FORBIDDEN']);
    const login = await people.login(other);
    const removed = await people.send(staff, 'removeAuthorizedLogin', {
      membershipId: login.membershipId,
    });
    expect(removed.codes).toEqual(['FORBIDDEN']);
  });
});
