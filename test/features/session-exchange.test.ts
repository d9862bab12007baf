import { type Fixtures } from '../support/fixtures';
import { OTHER, STRONG, ask, send, signIn, speaksFor, type Sender } from '../support/senders';
import { strongPeople } from '../support/strong-people';
import type { TestApplication } from '../support/test-application';

describe('the token of a session', () => {
  const people = strongPeople();
  let test: TestApplication;
  let make: Fixtures;
  beforeAll(() => {
    ({ test, make } = people());
  });

  const wait = (milliseconds: number) => {
    test.now = new Date(test.now.getTime() + milliseconds);
  };
  const person = () => people().person();
  const cookieOf = async (email: string, sender: Sender = {}, password = STRONG) =>
    (await send(test, 'signIn', { email, password }, '', sender)).cookie ?? '';
  const signOut = (sender: Sender) => send(test, 'signOut', {}, '', sender);
  const SEES = '{ viewer { user { email } memberships { permissions } } }';

  describe('is made anew at sign-in', () => {
    it('and a planted one, made up or of a stranger, never speaks for whoever signs in', async () => {
      const [victim, stranger] = [await person(), await person()];
      for (const planted of ['x'.repeat(43), 'short', '', await cookieOf(stranger.email)]) {
        const cookie = await cookieOf(victim.email, { cookie: planted });
        expect(cookie).toMatch(/^[\w-]{43}$/);
        expect(cookie).not.toBe(planted);
        expect(await speaksFor(test, { cookie })).toBe(victim.email);
        for (const sender of [{ cookie: planted }, { bearer: planted || 'none' }])
          expect(await speaksFor(test, sender)).toBeNull();
      }
    });

    it('also for whoever is signed in already: the one before ends', async () => {
      const { email } = await person();
      const first = await cookieOf(email);
      const second = await cookieOf(email, { cookie: first });
      expect(second).not.toBe(first);
      expect(await speaksFor(test, { cookie: first })).toBeNull();
      expect(await speaksFor(test, { cookie: second })).toBe(email);
    });

    it('and a failed try leaves the session as it is', async () => {
      const { email } = await person();
      const cookie = await cookieOf(email);
      const failed = await send(test, 'signIn', { email, password: OTHER }, '', { cookie });
      expect([failed.codes, failed.cookie]).toEqual([['INVALID_CREDENTIALS'], null]);
      expect(await speaksFor(test, { cookie })).toBe(email);
    });

    it('opens nothing any more after signing out, in whatever way it is sent again', async () => {
      const { email } = await person();
      for (const how of ['cookie', 'bearer'] as const) {
        const token = await cookieOf(email);
        expect((await signOut({ [how]: token })).codes).toEqual([]);
        for (const sender of [{ cookie: token }, { bearer: token }])
          expect(await speaksFor(test, sender)).toBeNull();
        expect((await signOut({ cookie: token })).codes).toEqual(['UNAUTHENTICATED']);
      }
    });

    it('that is a bearer goes before the cookie, good or not', async () => {
      const [one, two] = [await person(), await person()];
      const [cookie, bearer] = [await cookieOf(one.email), await cookieOf(two.email)];
      expect(await speaksFor(test, { cookie, bearer })).toBe(two.email);
      expect(await speaksFor(test, { cookie, bearer: 'x'.repeat(43) })).toBeNull();
    });
  });

  describe('R13 is exchanged after a change of rights', () => {
    /** A login of an account, signed in with a cookie before its permissions were changed. */
    const changed = async () => {
      const login = await person();
      const holder = await make.user();
      const account = await make.account(holder);
      const membership = await make.membership(account, login.id, ['PAY_INVOICES']);
      const former = await cookieOf(login.email);
      const bearer = (await signIn(test, login.email, STRONG)).payload?.token ?? null;
      wait(60_000);
      const input = {
        membershipId: test.app.ids.encode('Membership', membership),
        permissions: ['MAKE_PURCHASES'],
      };
      const done = await send(test, 'updateAuthorizedLogin', input, '', {
        bearer: await test.tokenFor(holder),
      });
      expect(done.codes).toEqual([]);
      return { ...login, former, bearer };
    };

    it('R13 at the next request, and the former one opens for 30 seconds more, with the new rights', async () => {
      const { email, former } = await changed();
      const now = {
        viewer: { user: { email }, memberships: [{ permissions: ['MAKE_PURCHASES'] }] },
      };
      const first = await ask(test, SEES, {}, { cookie: former });
      expect(first.data).toEqual(now);
      const cookie = first.cookie ?? '';
      expect(cookie).toMatch(/^[\w-]{43}$/);
      expect(cookie).not.toBe(former);
      wait(29_999);
      const late = await ask(test, SEES, {}, { cookie: former });
      expect([late.data, late.cookie]).toEqual([now, null]);
      wait(1);
      expect(await speaksFor(test, { cookie: former })).toBeNull();
      const again = await ask(test, SEES, {}, { cookie });
      expect([again.data, again.cookie]).toEqual([now, null]);
    });

    it('R13 once, however many requests come at the same time, and all of them are answered', async () => {
      const { email, former } = await changed();
      const all = await Promise.all(
        Array.from({ length: 12 }, () => ask(test, SEES, {}, { cookie: former })),
      );
      for (const { data } of all) expect(data).toMatchObject({ viewer: { user: { email } } });
      const put = all.flatMap(({ cookie }) => (cookie === null ? [] : [cookie]));
      expect(put).toHaveLength(1);
      expect(await speaksFor(test, { cookie: put[0] ?? null })).toBe(email);
    });

    it('R13 but not of a client without cookies, which could not be told', async () => {
      const { email, bearer } = await changed();
      const { cookie } = await ask(test, SEES, {}, { bearer });
      expect(cookie).toBeNull();
      wait(60_000);
      expect(await speaksFor(test, { bearer })).toBe(email);
    });

    /** The session has another token, and a request with the former one is still under way. */
    const exchanged = async () => {
      const { email, former } = await changed();
      const { cookie } = await ask(test, SEES, {}, { cookie: former });
      return { email, former, cookie: cookie ?? '' };
    };

    it('and signing out by the former one ends the session all the same', async () => {
      const { former, cookie } = await exchanged();
      expect((await signOut({ cookie: former })).codes).toEqual([]);
      for (const dead of [former, cookie])
        expect(await speaksFor(test, { cookie: dead })).toBeNull();
    });

    it('and signing in anew by the former one ends it', async () => {
      const { email, former, cookie } = await exchanged();
      const fresh = await cookieOf(email, { cookie: former });
      expect(await speaksFor(test, { cookie: fresh })).toBe(email);
      for (const dead of [former, cookie])
        expect(await speaksFor(test, { cookie: dead })).toBeNull();
    });

    it('and changing the password by the former one leaves neither of the two alive', async () => {
      const { email, former, cookie } = await exchanged();
      const input = { currentPassword: STRONG, newPassword: OTHER };
      const done = await send(test, 'changePassword', input, '', { cookie: former });
      expect(done.codes).toEqual([]);
      expect(await speaksFor(test, { cookie: done.cookie })).toBe(email);
      for (const dead of [former, cookie])
        expect(await speaksFor(test, { cookie: dead })).toBeNull();
    });

    it('and an ended session is not brought back by it', async () => {
      const { former, cookie } = await exchanged();
      await signOut({ cookie });
      const { data, cookie: put } = await ask(test, SEES, {}, { cookie: former });
      expect([data, put]).toEqual([{ viewer: null }, null]);
    });
  });
});
