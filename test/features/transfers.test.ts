import { createConnection, type Connection } from 'mysql2/promise';
import { checksum } from '../support/fixtures';
import { People, type OfAccount, type Person } from '../support/people';
import { sentMails } from '../support/sent-mails';
import { TEST_NOW, TestApplication } from '../support/test-application';

const DAY = 24 * 3_600_000;
/** Staff who act for the holder are neither side: whether the gate says so, or the state. */
const REFUSED_TO_STAFF = ['FORBIDDEN', 'NO_TRANSFER'];

describe('R12 handing an account over', () => {
  let test: TestApplication;
  let people: People;
  let account: OfAccount;
  let login: Person & { readonly membershipId: string };

  beforeAll(async () => {
    test = await TestApplication.start();
    people = new People(test);
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    await test.dataSource.query('DELETE FROM rate_limits');
    account = await people.account();
    login = await people.login(account, ['PAY_INVOICES']);
  });
  afterEach(() => {
    test.now = TEST_NOW;
  });

  type Caller = Pick<Person, 'token'> | null;
  const offer = (to = login.membershipId, more: object = {}, as: Caller = account.holder) =>
    people.send(as, 'transferAccount', { accountId: account.id, membershipId: to, ...more });
  const accept = (as: Caller = login, more: object = {}) =>
    people.send(as, 'acceptTransfer', { accountId: account.id, ...more });
  const cancel = (as: Caller) => people.send(as, 'cancelTransfer', { accountId: account.id });
  const holderNow = async (): Promise<number> => {
    const [row] = await test.dataSource.query<{ holder: number }[]>(
      'SELECT holder_user_id AS holder FROM accounts WHERE id = ?',
      [account.key],
    );
    return Number(row?.holder);
  };
  const rolesOf = async (as: Pick<Person, 'token'>): Promise<unknown> => {
    const { data } = await test.graph(
      '{ viewer { memberships { role status permissions } } }',
      {},
      as.token,
    );
    return (data?.['viewer'] as { memberships: unknown } | null)?.memberships;
  };
  /** Makes an API token as the holder. @returns its id and the token itself. */
  const apiToken = async (name: string, as = account.holder) => {
    const { payload, codes } = await people.send<{ token: string; apiToken: { id: string } }>(
      as,
      'createApiToken',
      {
        accountId: account.id,
        name,
        scopes: [{ permission: 'PAY_INVOICES', access: 'READ' }],
        expiresAt: new Date(TEST_NOW.getTime() + 30 * DAY).toISOString(),
      },
      'token apiToken { id }',
    );
    expect(codes).toEqual([]);
    return { id: payload?.apiToken.id ?? '', token: payload?.token ?? '' };
  };
  const works = async ({ token }: { readonly token: string }): Promise<boolean> => {
    const { data } = await test.graph(
      'query ($id: ID!) { account(id: $id) { balance { owed { amount } } } }',
      { id: account.id },
      token,
    );
    return ((data?.['account'] as { balance: unknown } | null)?.balance ?? null) !== null;
  };

  it('R2 R12 needs both: the offer alone changes nothing, and then the login is the holder', async () => {
    expect((await offer()).codes).toEqual([]);
    expect(await holderNow()).toBe(account.holder.key);
    expect(await rolesOf(login)).toEqual([
      { role: 'AUTHORIZED_LOGIN', status: 'ACTIVE', permissions: ['PAY_INVOICES'] },
    ]);
    const mails = (await sentMails(test)).filter(({ to }) => to === login.email);
    expect(mails).toMatchObject([{ event: 'transfer-request', accountId: account.key }]);

    expect((await accept()).codes).toEqual([]);
    expect(await holderNow()).toBe(login.key);
    expect(await rolesOf(login)).toMatchObject([{ role: 'HOLDER', status: 'ACTIVE' }]);
    expect(await rolesOf(account.holder)).toEqual([
      { role: 'AUTHORIZED_LOGIN', status: 'ACTIVE', permissions: [] },
    ]);
    // On the next request of sessions that were open before (R13).
    const input = { accountId: account.id, name: 'Renamed' };
    expect((await people.send(account.holder, 'updateAccount', input)).codes).toEqual([
      'FORBIDDEN',
    ]);
    expect((await people.send(login, 'updateAccount', input)).codes).toEqual([]);
  });

  it('R12 the former holder keeps what the offer says', async () => {
    await offer(undefined, { formerHolderPermissions: ['PAY_INVOICES', 'MAKE_PURCHASES'] });
    const { data } = await test.graph(
      '{ viewer { memberships { transfer { formerHolderPermissions expiresAt tokens { name } } } } }',
      {},
      login.token,
    );
    expect(data).toEqual({
      viewer: {
        memberships: [
          {
            transfer: {
              formerHolderPermissions: ['MAKE_PURCHASES', 'PAY_INVOICES'],
              expiresAt: new Date(TEST_NOW.getTime() + 14 * DAY).toISOString(),
              tokens: [],
            },
          },
        ],
      },
    });
    await accept();
    expect(await rolesOf(account.holder)).toMatchObject([
      { permissions: ['MAKE_PURCHASES', 'PAY_INVOICES'] },
    ]);
  });

  it('R6 R12 the former holder keeps no partner permission that the account cannot have', async () => {
    const refused = await offer(undefined, { formerHolderPermissions: ['RESELLER'] });
    expect(refused.codes).toEqual(['PERMISSION_NOT_AVAILABLE']);
  });

  it('R12 tokens of the former holder are listed, and end unless they are kept', async () => {
    const [kept, ended] = [await apiToken('kept'), await apiToken('ended')];
    await offer();
    const { data } = await test.graph(
      '{ viewer { memberships { transfer { tokens { id name } } } } }',
      {},
      login.token,
    );
    expect(data).toEqual({
      viewer: {
        memberships: [
          {
            transfer: {
              tokens: [
                { id: kept.id, name: 'kept' },
                { id: ended.id, name: 'ended' },
              ],
            },
          },
        ],
      },
    });
    expect([await works(kept), await works(ended)]).toEqual([true, true]);
    expect((await accept(login, { keepTokenIds: [kept.id] })).codes).toEqual([]);
    expect([await works(kept), await works(ended)]).toEqual([true, false]);
    // It speaks for the new holder now: when they go, it goes.
    const back = await people.membershipId(account, account.holder.key);
    await offer(back, {}, login);
    await accept(account.holder);
    expect(await works(kept)).toBe(false);
  });

  it('R12 nothing is kept that is no token of the former holder, and then nothing changes hands', async () => {
    const another = await people.account();
    const foreign = await people.send<{ apiToken: { id: string } }>(
      another.holder,
      'createApiToken',
      {
        accountId: another.id,
        name: 'T',
        scopes: [{ permission: 'PAY_INVOICES', access: 'READ' }],
        expiresAt: '2027-01-01T00:00:00Z',
      },
      'apiToken { id }',
    );
    const revoked = await apiToken('revoked');
    await people.send(account.holder, 'revokeApiToken', { apiTokenId: revoked.id });
    await offer();
    const before = await checksum(test.dataSource);
    for (const id of [foreign.payload?.apiToken.id, revoked.id, account.id, 'nonsense', '']) {
      const { codes } = await accept(login, { keepTokenIds: [id] });
      expect([id, codes]).toEqual([id, ['TOKEN_NOT_KEPT']]);
    }
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R12 is called off by either side, and by nobody else', async () => {
    const other = await people.login(account, ['PAY_INVOICES']);
    const staff = await people.person({ staffRole: 'ADMIN' });
    await people.send(staff, 'actAs', { accountId: account.id, reason: 'Asked by phone' });
    for (const side of [account.holder, login]) {
      await offer();
      expect((await cancel(other)).codes).toEqual(['NO_TRANSFER']);
      expect(REFUSED_TO_STAFF).toContain((await cancel(staff)).codes.join());
      expect((await cancel(null)).codes).toEqual(['UNAUTHENTICATED']);
      expect((await cancel((await people.account()).holder)).codes).toEqual(['NOT_FOUND']);
      expect((await cancel(side)).codes).toEqual([]);
      expect((await cancel(side)).codes).toEqual(['NO_TRANSFER']);
      expect((await accept()).codes).toEqual(['NO_TRANSFER']);
    }
    expect(await holderNow()).toBe(account.holder.key);
  });

  it('R12 nobody takes it over but whom it was offered to', async () => {
    const other = await people.login(account, ['PAY_INVOICES']);
    const staff = await people.person({ staffRole: 'ADMIN' });
    await people.send(staff, 'actAs', { accountId: account.id, reason: 'Asked by phone' });
    await offer();
    const before = await checksum(test.dataSource);
    for (const nobody of [other, account.holder])
      expect((await accept(nobody)).codes).toEqual(['NO_TRANSFER']);
    expect(REFUSED_TO_STAFF).toContain((await accept(staff)).codes.join());
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R10 R12 a login whose password the holder chose takes it over with one of its own alone', async () => {
    await offer();
    await people.byHolder(login.key, 'seventeen purple cranes at dawn');
    expect((await accept()).codes).toEqual(['PASSWORD_SET_BY_HOLDER']);
    expect(await holderNow()).toBe(account.holder.key);
    await test.dataSource.query('UPDATE users SET password_by_holder = 0 WHERE id = ?', [
      login.key,
    ]);
    expect((await accept()).codes).toEqual([]);
    expect(await holderNow()).toBe(login.key);
  });

  it('R12 another offer takes the place of the one before', async () => {
    const other = await people.login(account);
    await offer();
    await offer(other.membershipId);
    expect((await accept(login)).codes).toEqual(['NO_TRANSFER']);
    expect((await cancel(login)).codes).toEqual(['NO_TRANSFER']);
    expect((await accept(other)).codes).toEqual([]);
    expect(await holderNow()).toBe(other.key);
  });

  it('R12 an offer stands for 14 days', async () => {
    const shown = async () => {
      const { data } = await test.graph(
        '{ viewer { memberships { transfer { expiresAt } viewerCan(action: LEAVE_ACCOUNT) { allowed } } } }',
        {},
        await test.tokenFor(login.key),
      );
      return JSON.stringify(data).includes('expiresAt');
    };
    await offer();
    test.now = new Date(TEST_NOW.getTime() + 14 * DAY);
    expect(await shown()).toBe(false);
    const late = { token: await test.tokenFor(login.key) };
    expect((await accept(late)).codes).toEqual(['NO_TRANSFER']);
    test.now = new Date(TEST_NOW.getTime() + 14 * DAY - 1);
    expect(await shown()).toBe(true);
    expect((await accept({ token: await test.tokenFor(login.key) })).codes).toEqual([]);
  });

  it('R12 is offered to no contact, to nobody invited, of another account, or to oneself', async () => {
    const invited = await people.login(account, [], 'INVITED');
    const elsewhere = await people.login(await people.account());
    const own = await people.membershipId(account, account.holder.key);
    const contact = test.app.ids.encode('Contact', await people.make.contact(account.key));
    const before = await checksum(test.dataSource);
    expect((await offer(invited.membershipId)).codes).toEqual(['NOT_A_LOGIN']);
    expect((await offer(own)).codes).toEqual(['IS_HOLDER']);
    for (const id of [elsewhere.membershipId, contact, 'nonsense', '']) {
      const { errors } = await offer(id);
      expect(errors.map(({ extensions }) => [extensions['code'], extensions['field']])).toEqual([
        ['NOT_FOUND', ['input', 'membershipId']],
      ]);
    }
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R12 is offered to no login of another account that one holds as well', async () => {
    const second = await people.make.account(account.holder.key);
    const user = await people.person();
    await people.make.membership(second, user.key, []);
    const there = { ...account, key: second };
    const { codes } = await offer(await people.membershipId(there, user.key));
    expect(codes).toEqual(['NOT_A_LOGIN']);
  });

  it('R12 ends with the login that it was made to, and is not there when they are added again', async () => {
    await offer();
    const removed = await people.send(account.holder, 'removeAuthorizedLogin', {
      membershipId: login.membershipId,
    });
    expect(removed.codes).toEqual([]);
    // They belong to nothing now, and are refused before anybody looks for the account.
    expect((await accept()).codes).toEqual(['FORBIDDEN']);
    const added = await people.send(account.holder, 'addAuthorizedLogin', {
      accountId: account.id,
      email: login.email,
      fullName: 'L',
      password: 'seventeen purple cranes at dawn',
      passwordConfirmation: 'seventeen purple cranes at dawn',
      permissions: [],
      alerts: [],
    });
    expect(added.codes).toEqual([]);
    // Invited: no member yet.
    expect((await accept()).codes).toEqual(['FORBIDDEN']);
    const membershipId = await people.membershipId(account, login.key);
    expect((await people.send(login, 'acceptInvitation', { membershipId })).codes).toEqual([]);
    expect((await accept()).codes).toEqual(['NO_TRANSFER']);
    expect(await holderNow()).toBe(account.holder.key);
  });

  it('R12 ends with the login that leaves by itself', async () => {
    await offer();
    const left = await people.send(login, 'leaveAccount', { membershipId: login.membershipId });
    expect(left.codes).toEqual([]);
    const rows = await test.dataSource.query<object[]>(
      'SELECT account_id FROM account_transfers WHERE account_id = ?',
      [account.key],
    );
    expect(rows).toEqual([]);
  });

  it('R2 R12 of an acceptance and a removal at once, the account is never left to somebody who is gone', async () => {
    for (let round = 0; round < 15; round++) {
      account = await people.account();
      login = await people.login(account);
      await offer();
      const [accepted, removed] = await Promise.all([
        accept(),
        people.send(account.holder, 'removeAuthorizedLogin', {
          membershipId: login.membershipId,
        }),
      ]);
      const state = await standing(await connect(), account.key);
      expect(state).toEqual({ holders: 1, ...NOBODY_ELSE });
      const won = accepted.codes.length === 0 ? login.key : account.holder.key;
      expect(await holderNow()).toBe(won);
      expect([accepted.codes.length, removed.codes.length]).not.toEqual([0, 0]);
    }
  });

  const connections: Connection[] = [];
  afterAll(async () => {
    for (const one of connections) await one.end();
  });
  /** A connection of its own, that sees what was committed and nothing else. */
  const connect = async (): Promise<Connection> => {
    const { url } = test.dataSource.options as { readonly url: string };
    const connection = await createConnection(url);
    connections.push(connection);
    await connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
    return connection;
  };
  const NOBODY_ELSE = { members: 1 };
  /** Accounts with a holder, and holders who are active members of it: one and one. */
  const standing = async (reader: Connection, key: number): Promise<object> => {
    const [rows] = await reader.query(
      `SELECT COUNT(DISTINCT a.holder_user_id) AS holders, COUNT(m.id) AS members FROM accounts a
       LEFT JOIN memberships m ON m.account_id = a.id AND m.user_id = a.holder_user_id AND m.status = 'ACTIVE'
       WHERE a.id = ?`,
      [key],
    );
    const [row] = rows as { holders: number; members: number }[];
    return { holders: Number(row?.holders), members: Number(row?.members) };
  };

  it('R2 R12 under 100 offers, acceptances and withdrawals at once there is one holder at every moment', async () => {
    const everybody: (Person & { readonly membershipId: string })[] = [];
    for (let n = 0; n < 5; n++) everybody.push(await people.login(account));
    const holdersId = await people.membershipId(account, account.holder.key);
    everybody.push({ ...account.holder, membershipId: holdersId });

    const reader = await connect();
    const seen: object[] = [];
    const holders = new Set<number>();
    let over = false;
    const watching = (async () => {
      while (!over) {
        seen.push(await standing(reader, account.key));
        holders.add(await holderNow());
      }
    })();

    const codes: unknown[] = [];
    const calls = Array.from({ length: 100 }, async (_, n) => {
      const me = everybody[n % everybody.length] as (typeof everybody)[number];
      const next = everybody[(n + 1 + (n % 3)) % everybody.length] as (typeof everybody)[number];
      const what = n % 4;
      const came =
        what === 0
          ? await offer(next.membershipId, {}, me)
          : what === 3 && n % 8 === 3
            ? await cancel(me)
            : await accept(me);
      codes.push(came.codes[0] ?? 'done');
    });
    await Promise.all(calls);
    // Whoever holds it now offers it on, and everybody grabs at once; five times over.
    for (let round = 0; round < 5; round++) {
      const key = await holderNow();
      const holder = everybody.find((one) => one.key === key) as (typeof everybody)[number];
      const to = everybody[(everybody.indexOf(holder) + 1) % everybody.length] as typeof holder;
      expect((await offer(to.membershipId, {}, holder)).codes).toEqual([]);
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          n % 5 === 4 ? cancel(holder) : accept(n % 2 === 0 ? to : everybody[n % 6]),
        ),
      );
      codes.push(...answers.map((one) => one.codes[0] ?? 'done'));
      // One of them was the first, and then there was nothing to accept, nor to call off.
      expect(answers.filter((one) => one.codes.length === 0)).toHaveLength(1);
    }
    over = true;
    await watching;

    expect(new Set(seen.map((one) => JSON.stringify(one)))).toEqual(
      new Set([JSON.stringify({ holders: 1, ...NOBODY_ELSE })]),
    );
    expect(seen.length).toBeGreaterThan(20);
    expect(holders.size).toBeGreaterThan(1);
    const known = ['done', 'NO_TRANSFER', 'FORBIDDEN', 'IS_HOLDER', 'NO_HOLDER_ANY_MORE'];
    expect(codes.filter((code) => !known.includes(code as string))).toEqual([]);
    // Nobody but the holder of today has more than a login has.
    const [now] = await test.dataSource.query<{ logins: string }[]>(
      'SELECT COUNT(*) AS logins FROM memberships WHERE account_id = ? AND user_id <> ?',
      [account.key, await holderNow()],
    );
    expect(Number(now?.logins)).toBe(everybody.length);
  }, 60_000);
});
