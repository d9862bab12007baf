import { codeAt } from '../../src/auth/two-factor';
import { checksum } from '../support/fixtures';
import { HOLDERS, OWN, PASSWORD, People, type OfAccount, type Person } from '../support/people';
import { mailedToken, sentMails } from '../support/sent-mails';
import { TestApplication, TEST_NOW } from '../support/test-application';

const EVERYTHING = ['ACTIVATE_LICENSES', 'MAKE_PURCHASES', 'PAY_INVOICES'] as const;
const ANOTHER = 'nine violet engines under snow';

describe('R10 one user, many accounts', () => {
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
  afterEach(() => {
    test.now = TEST_NOW;
  });

  const input = (email: string, to = account) => ({
    accountId: to.id,
    email,
    fullName: 'What The Holder Typed',
    password: HOLDERS,
    passwordConfirmation: HOLDERS,
    permissions: EVERYTHING,
    alerts: [],
  });
  /** Adds a login with an address that somebody has. @returns the id of the membership. */
  const invite = async (email: string, to = account): Promise<string> => {
    const { codes, payload } = await people.send<{ membership: { id: string; status: string } }>(
      to.holder,
      'addAuthorizedLogin',
      input(email, to),
      'membership { id status }',
    );
    expect([codes, payload?.membership.status]).toEqual([[], 'INVITED']);
    return payload?.membership.id ?? '';
  };
  const accept = (as: Pick<Person, 'token'>, membershipId: string) =>
    people.send(as, 'acceptInvitation', { membershipId });
  /** Sends what a session may read of the account, and says its outcome. */
  const reads = async (as: Pick<Person, 'token'>) => {
    const { data, errors } = await test.graph(
      `query ($id: ID!) { account(id: $id) { number balance { owed { amount } } licenses { nodes { id } }
         holder { user { email } } memberships { nodes { id } } email } }`,
      { id: account.id },
      as.token,
    );
    return {
      account: data?.['account'],
      codes: errors.map(({ extensions }) => extensions['code']),
    };
  };
  const columns = async (user: number) => {
    const [row] = await test.dataSource.query<
      { password_hash: string; password_by_holder: number; email: string; full_name: string }[]
    >('SELECT password_hash, password_by_holder, email, full_name FROM users WHERE id = ?', [user]);
    return row;
  };
  const tokenOf = async (email: string, password: string) => {
    const came = await people.signIn(email, password);
    if (!('token' in came)) throw new Error(`${email} cannot sign in: ${came.code}`);
    return came;
  };

  it('R10 an invitation opens nothing before it is accepted, but which account asks', async () => {
    const guest = await people.person();
    const id = await invite(guest.email);
    const { data } = await test.graph(
      '{ viewer { memberships { id status permissions account { number name } } } }',
      {},
      guest.token,
    );
    expect(data).toMatchObject({ viewer: { memberships: [{ id, status: 'INVITED' }] } });
    const before = await reads(guest);
    expect(JSON.stringify(before.account ?? null)).not.toMatch(/amount|nodes|@/);
    expect(before.codes.length).toBeGreaterThan(0);
    const license = await people.make.license(account.key, await people.make.product());
    const licenseId = test.app.ids.encode('License', license);
    const activate = () =>
      people.send(guest, 'activateLicense', { licenseId, serverName: 'one.example' });
    // They hold nothing anywhere yet, and are refused before anybody looks for the license.
    expect((await activate()).codes).toEqual(['FORBIDDEN']);
    expect((await accept(guest, id)).codes).toEqual([]);
    expect((await activate()).codes).toEqual([]);
    const { account: now } = await reads(guest);
    expect(now).toMatchObject({ balance: { owed: { amount: '0.00' } }, licenses: {} });
  });

  it('R10 nobody but whom it is for accepts or declines it', async () => {
    const [guest, other] = [await people.person(), await people.login(account)];
    const on = { membershipId: await invite(guest.email) };
    const stranger = (await people.account()).holder;
    const before = await checksum(test.dataSource);
    for (const name of ['acceptInvitation', 'declineInvitation', 'leaveAccount']) {
      expect((await people.send(account.holder, name, on)).codes).toEqual(['FORBIDDEN']);
      expect((await people.send(other, name, on)).codes).toEqual(['FORBIDDEN']);
      expect((await people.send(stranger, name, on)).codes).toEqual(['NOT_FOUND']);
    }
    expect(await checksum(test.dataSource)).toBe(before);
    expect((await accept(guest, on.membershipId)).codes).toEqual([]);
    expect((await accept(guest, on.membershipId)).codes).toEqual(['NOT_INVITED']);
    expect((await people.send(guest, 'declineInvitation', on)).codes).toEqual(['NOT_INVITED']);
  });

  it('R10 an invitation that was declined, or taken back, opens nothing any more', async () => {
    const guest = await people.person();
    const declined = await invite(guest.email);
    await people.send(guest, 'declineInvitation', { membershipId: declined });
    expect((await accept(guest, declined)).codes).toEqual(['NOT_FOUND']);
    const taken = await invite(guest.email);
    await people.send(account.holder, 'removeAuthorizedLogin', { membershipId: taken });
    expect((await accept(guest, taken)).codes).toEqual(['NOT_FOUND']);
  });

  describe('what the holder learns of somebody who signs in already', () => {
    const FULL_NAME = 'Zenobia Quillfeather';
    const MOVED = 'zenobia-has-moved@hidden.test';

    it('R10 is nothing but what they typed: in answers, lists, mails, dry runs and the history', async () => {
      const guest = await people.person({ fullName: FULL_NAME, email: people.address() });
      const typed = guest.email;
      await people.byHolder(guest.key, PASSWORD);
      const texts: string[] = [];
      const note = async <Came extends { text: string }>(asked: Promise<Came>): Promise<Came> => {
        const came = await asked;
        texts.push(came.text);
        return came;
      };
      const everything = `membership { id invitation { email fullName } user { id email fullName twoFactorEnabled emailVerifiedAt } }
        effects { kind subject id event changes { field before after } }`;
      await note(
        people.send(
          account.holder,
          'addAuthorizedLogin',
          { ...input(typed), dryRun: true },
          everything,
        ),
      );
      const membershipId = await invite(typed);
      // They move to another address meanwhile: that is theirs to tell.
      await test.dataSource.query('UPDATE users SET email = ? WHERE id = ?', [MOVED, guest.key]);
      for (const dryRun of [true, false])
        await note(
          people.send(account.holder, 'resendInvitation', { membershipId, dryRun }, everything),
        );
      await note(
        people.send(
          account.holder,
          'updateAuthorizedLogin',
          { membershipId, marketingMail: false },
          everything,
        ),
      );
      await note(
        people.send(
          account.holder,
          'setAuthorizedLoginPassword',
          { membershipId, newPassword: OWN, passwordConfirmation: OWN },
          'membership { user { email fullName } }',
        ),
      );
      await note(
        test.graph(
          `query ($id: ID!) { account(id: $id) { memberships { nodes { id status invitation { email fullName }
             user { email fullName } viewerCan(action: ACCEPT_INVITATION) { reason message }
             set: viewerCan(action: SET_AUTHORIZED_LOGIN_PASSWORD) { reason message } } } } }`,
          { id: account.id },
          account.holder.token,
        ),
      );
      await note(
        people.send(
          account.holder,
          'transferAccount',
          { accountId: account.id, membershipId },
          'membership { user { fullName } }',
        ),
      );
      const person = test.app.ids.encode('User', guest.key);
      await note(
        test.graph(
          'query ($id: ID!) { node(id: $id) { id ... on User { email fullName } } }',
          { id: person },
          account.holder.token,
        ),
      );
      const mails = (await sentMails(test)).filter(({ accountId }) => accountId === account.key);
      expect(mails.map(({ event, to }) => [event, to])).toEqual([
        ['invitation', typed],
        ['invitation', typed],
      ]);
      texts.push(JSON.stringify(mails));
      await people.send(guest, 'declineInvitation', { membershipId });
      const history = await note(
        test.graph(
          `query ($id: ID!) { account(id: $id) { history { nodes { action by from reason subjectId changes { field before after } } } } }`,
          { id: account.id },
          account.holder.token,
        ),
      );
      const entries = (
        history.data as {
          account: { history: { nodes: { action: string; by: unknown; from: unknown }[] } };
        }
      ).account.history.nodes;
      expect(entries[0]).toMatchObject({ action: 'declineInvitation', by: null, from: null });
      for (const hidden of [
        FULL_NAME,
        MOVED,
        'byHolder',
        'passwordChange',
        'PASSWORD_SET_BY_HOLDER',
      ])
        expect(texts.filter((text) => text.includes(hidden))).toEqual([]);
      // What they typed is told, so the above was looked for in the right places.
      expect(texts.filter((text) => text.includes(typed)).length).toBeGreaterThan(4);
      expect(texts.filter((text) => text.includes('What The Holder Typed')).length).toBeGreaterThan(
        3,
      );
    });

    it('R10 staff see who declined, and from where', async () => {
      const guest = await people.person({ fullName: FULL_NAME });
      const membershipId = await invite(guest.email);
      await people.send(guest, 'declineInvitation', { membershipId });
      const staff = await people.person({ staffRole: 'SUPPORT' });
      const { data } = await test.graph(
        'query ($id: ID!) { account(id: $id) { history(first: 1) { nodes { action by from } } } }',
        { id: account.id },
        staff.token,
      );
      expect(data).toMatchObject({
        account: { history: { nodes: [{ action: 'declineInvitation', by: FULL_NAME }] } },
      });
      expect(JSON.stringify(data)).toContain('127.0.0.1');
    });

    it('R10 becomes their name and address once they have accepted', async () => {
      const guest = await people.person({ fullName: FULL_NAME });
      const id = await invite(guest.email);
      await accept(guest, id);
      const { data } = await test.graph(
        'query ($id: ID!) { node(id: $id) { ... on Membership { invitation { email } user { email fullName } } } }',
        { id },
        account.holder.token,
      );
      expect(data).toEqual({
        node: { invitation: null, user: { email: guest.email, fullName: FULL_NAME } },
      });
    });
  });

  it('R10 the password of somebody who is invited is neither set nor asked for', async () => {
    const guest = await people.person();
    const before = await columns(guest.key);
    await invite(guest.email);
    expect(await columns(guest.key)).toEqual(before);
    expect(await people.signIn(guest.email, HOLDERS)).toEqual({ code: 'INVALID_CREDENTIALS' });
    expect(await people.signIn(guest.email, PASSWORD)).toHaveProperty('token');
    // The session that they had goes on.
    expect((await test.graph('{ viewer { user { email } } }', {}, guest.token)).data).toEqual({
      viewer: { user: { email: guest.email } },
    });
  });

  describe('a password that a holder set is not carried into a second account', () => {
    let first: OfAccount;
    /** A login of the first account, whose password its holder typed, and who is invited to the second. */
    let email: string;
    let key: number;
    let membershipId: string;

    beforeEach(async () => {
      first = await people.account();
      email = people.address();
      const made = await people.send<{ membership: { id: string } }>(
        first.holder,
        'addAuthorizedLogin',
        input(email, first),
        'membership { id }',
      );
      expect(made.codes).toEqual([]);
      const [row] = await test.dataSource.query<{ id: number }[]>(
        'SELECT id FROM users WHERE email = ?',
        [email],
      );
      key = Number(row?.id);
      membershipId = await invite(email);
    });

    const refused = async (as: Pick<Person, 'token'>) =>
      expect((await accept(as, membershipId)).codes).toEqual(['PASSWORD_SET_BY_HOLDER']);
    const byLink = async (newPassword: string) => {
      await people.send(null, 'requestPasswordReset', { email });
      const token = await mailedToken(test, 'password-reset', email);
      return people.send(null, 'resetPassword', { token, newPassword });
    };
    const change = (as: Pick<Person, 'token'>, currentPassword: string, newPassword: string) =>
      people.send(as, 'changePassword', { currentPassword, newPassword });

    it('R10 as it is', async () => {
      await refused(await tokenOf(email, HOLDERS));
    });

    it('R10 it opens the second account once it was replaced through a mailed link', async () => {
      expect((await byLink(OWN)).codes).toEqual([]);
      expect((await accept(await tokenOf(email, OWN), membershipId)).codes).toEqual([]);
      expect(await people.signIn(email, HOLDERS)).toEqual({ code: 'INVALID_CREDENTIALS' });
      const set = await people.send(first.holder, 'setAuthorizedLoginPassword', {
        membershipId: await people.membershipId(first, key),
        newPassword: HOLDERS,
        passwordConfirmation: HOLDERS,
      });
      expect(set.codes).toEqual(['PASSWORD_IS_THEIR_OWN']);
    });

    it('R10 by changing it while signed in, which the holder can do as well', async () => {
      const session = await tokenOf(email, HOLDERS);
      expect((await change(session, HOLDERS, OWN)).codes).toEqual([]);
      await refused(session);
      await refused(await tokenOf(email, OWN));
    });

    it('R10 by choosing the very same through the link, which leaves the link as it is', async () => {
      expect((await byLink(HOLDERS)).codes).toEqual(['PASSWORD_UNCHANGED']);
      await refused(await tokenOf(email, HOLDERS));
      const token = await mailedToken(test, 'password-reset', email);
      expect((await people.send(null, 'resetPassword', { token, newPassword: OWN })).codes).toEqual(
        [],
      );
    });

    it('R10 by changing it first, and then choosing the holder’s through the link', async () => {
      const session = await tokenOf(email, HOLDERS);
      expect((await change(session, HOLDERS, OWN)).codes).toEqual([]);
      expect((await byLink(HOLDERS)).codes).toEqual(['PASSWORD_SET_BY_HOLDER']);
      expect((await byLink(OWN)).codes).toEqual(['PASSWORD_UNCHANGED']);
      expect((await byLink(ANOTHER)).codes).toEqual([]);
      expect((await accept(await tokenOf(email, ANOTHER), membershipId)).codes).toEqual([]);
    });

    it('R10 by going back to it once the second account is open', async () => {
      await byLink(OWN);
      const session = await tokenOf(email, OWN);
      expect((await accept(session, membershipId)).codes).toEqual([]);
      expect((await change(session, OWN, HOLDERS)).codes).toEqual(['PASSWORD_SET_BY_HOLDER']);
      expect((await byLink(HOLDERS)).codes).toEqual(['PASSWORD_SET_BY_HOLDER']);
    });

    it('R10 by a session that the holder opened before: the link ends every one', async () => {
      const holders = await tokenOf(email, HOLDERS);
      await byLink(OWN);
      expect((await accept(holders, membershipId)).codes).toEqual(['UNAUTHENTICATED']);
    });

    it('R10 by moving the person to an address of the holder’s', async () => {
      const session = await tokenOf(email, HOLDERS);
      const mine = people.address();
      const moved = await people.send(session, 'updateMyself', {
        email: mine,
        currentPassword: HOLDERS,
      });
      expect(moved.codes).toEqual(['PASSWORD_SET_BY_HOLDER']);
      expect((await sentMails(test)).filter(({ to }) => to === mine)).toEqual([]);
      await change(session, HOLDERS, OWN);
      const again = { email: mine, currentPassword: OWN };
      expect((await people.send(session, 'updateMyself', again)).codes).toEqual([
        'PASSWORD_SET_BY_HOLDER',
      ]);
    });

    it('R10 by a link to another address that was asked for before the holder set the password', async () => {
      const login = await people.login(first);
      const mine = people.address();
      const asked = { email: mine, currentPassword: PASSWORD };
      expect((await people.send(login, 'updateMyself', asked)).codes).toEqual([]);
      const token = await mailedToken(test, 'email-verification', mine);
      const set = await people.send(first.holder, 'setAuthorizedLoginPassword', {
        membershipId: login.membershipId,
        newPassword: HOLDERS,
        passwordConfirmation: HOLDERS,
      });
      expect(set.codes).toEqual([]);
      expect((await people.send(null, 'verifyEmail', { token })).codes).toEqual(['LINK_INVALID']);
    });

    it('R10 by a second factor that the holder enrolled: it goes with the password', async () => {
      const session = await tokenOf(email, HOLDERS);
      const begun = await people.send<{ secret: string }>(
        session,
        'enableTwoFactor',
        { currentPassword: HOLDERS },
        'secret',
      );
      const secret = begun.payload?.secret ?? '';
      const confirmed = await people.send<{ recoveryCodes: string[] }>(
        session,
        'confirmTwoFactor',
        { code: codeAt(secret, test.now) },
        'recoveryCodes',
      );
      expect(confirmed.codes).toEqual([]);
      expect(await people.signIn(email, HOLDERS)).toEqual({ code: 'TWO_FACTOR_REQUIRED' });
      expect((await byLink(OWN)).codes).toEqual([]);
      const own = await tokenOf(email, OWN);
      expect((await accept(own, membershipId)).codes).toEqual([]);
      const rows = await test.dataSource.query<object[]>(
        'SELECT user_id FROM two_factors WHERE user_id = ? UNION SELECT user_id FROM recovery_codes WHERE user_id = ?',
        [key, key],
      );
      expect(rows).toEqual([]);
    });

    it('R10 by an enrolment that the holder began and did not finish', async () => {
      const session = await tokenOf(email, HOLDERS);
      const begun = await people.send<{ secret: string }>(
        session,
        'enableTwoFactor',
        { currentPassword: HOLDERS },
        'secret',
      );
      await byLink(OWN);
      const own = await tokenOf(email, OWN);
      const code = codeAt(begun.payload?.secret ?? '', test.now);
      expect((await people.send(own, 'confirmTwoFactor', { code })).codes).toEqual([
        'INVALID_CODE',
      ]);
    });

    it('R10 by being removed from the first account meanwhile', async () => {
      const session = await tokenOf(email, HOLDERS);
      await people.send(first.holder, 'removeAuthorizedLogin', {
        membershipId: await people.membershipId(first, key),
      });
      await refused(session);
      await refused(await tokenOf(email, HOLDERS));
    });

    it('R10 by signing up with the address once more', async () => {
      const signedUp = await people.send(null, 'signUp', {
        email,
        password: ANOTHER,
        fullName: 'X',
        address: 'A',
        country: 'DE',
      });
      expect(signedUp.codes).toEqual([]);
      expect(await people.signIn(email, ANOTHER)).toEqual({ code: 'INVALID_CREDENTIALS' });
      await refused(await tokenOf(email, HOLDERS));
      const [{ n }] = (await test.dataSource.query<{ n: string }[]>(
        'SELECT COUNT(*) AS n FROM accounts WHERE holder_user_id = ?',
        [key],
      )) as [{ n: string }];
      expect(Number(n)).toBe(0);
    });
  });

  it('R10 R11 of a holder who sets a password and an invitation that is accepted, at once, one wins', async () => {
    const outcomes = new Set<string>();
    for (let round = 0; round < 12; round++) {
      await test.dataSource.query('DELETE FROM rate_limits');
      const [first, second] = [await people.account(), await people.account()];
      const login = await people.login(first);
      // An invitation alone keeps the holder from setting it; so it is made at the same moment.
      const inviting = people.send(second.holder, 'addAuthorizedLogin', input(login.email, second));
      const accepting = (async () => {
        await (round % 2 === 0 ? inviting : Promise.resolve());
        const membershipId = await people
          .membershipId(second, login.key)
          .catch(() => 'not there yet');
        return accept(login, membershipId);
      })();
      const setting = people.send(first.holder, 'setAuthorizedLoginPassword', {
        membershipId: login.membershipId,
        newPassword: HOLDERS,
        passwordConfirmation: HOLDERS,
      });
      const [accepted, set] = await Promise.all([accepting, setting, inviting]);
      const row = await columns(login.key);
      const [membership] = await test.dataSource.query<{ status: string }[]>(
        'SELECT status FROM memberships WHERE account_id = ? AND user_id = ?',
        [second.key, login.key],
      );
      outcomes.add(`${set.codes.join()} ${accepted.codes.join()}`);
      // Never both: a password that the holder knows, and a second account that it opens.
      expect([row?.password_by_holder, membership?.status]).not.toEqual([1, 'ACTIVE']);
      if (row?.password_by_holder === 1) {
        const own = await tokenOf(login.email, HOLDERS);
        const id = await people.membershipId(second, login.key);
        expect((await accept(own, id)).codes).toEqual(['PASSWORD_SET_BY_HOLDER']);
      }
    }
    // The loser is told why, whichever it is.
    for (const one of outcomes)
      expect(one).toMatch(/^( UNAUTHENTICATED| NOT_FOUND|PASSWORD_IS_THEIR_OWN (NOT_FOUND)?)$/);
  });

  it('R10 an invitation is accepted once, however many accept it at once', async () => {
    const guest = await people.person();
    const id = await invite(guest.email);
    const answers = await Promise.all(Array.from({ length: 12 }, () => accept(guest, id)));
    expect(answers.filter(({ codes }) => codes.length === 0)).toHaveLength(1);
    expect(new Set(answers.flatMap(({ codes }) => codes))).toEqual(new Set(['NOT_INVITED']));
  });

  it('R10 each account sets what the person may do there, and there alone', async () => {
    const [guest, second] = [await people.person(), await people.account()];
    await accept(guest, await invite(guest.email));
    await accept(guest, await invite(guest.email, second));
    await people.send(second.holder, 'updateAuthorizedLogin', {
      membershipId: await people.membershipId(second, guest.key),
      permissions: [],
    });
    const { data } = await test.graph(
      '{ viewer { memberships { permissions account { number } } } }',
      {},
      guest.token,
    );
    const { memberships } = data?.['viewer'] as { memberships: { permissions: string[] }[] };
    expect(memberships.map(({ permissions }) => permissions.length).sort()).toEqual([0, 3]);
    const foreign = { membershipId: await people.membershipId(account, guest.key) };
    expect((await people.send(second.holder, 'updateAuthorizedLogin', foreign)).codes).toEqual([
      'NOT_FOUND',
    ]);
  });
});
