import { hash as argon2 } from '@node-rs/argon2';
import { type Fixtures, checksum } from '../support/fixtures';
import {
  OTHER,
  STRONG,
  THIRD,
  ask,
  everyValue,
  hashed,
  lastLink,
  letters,
  minutes,
  send,
  signIn,
  speaksFor,
} from '../support/senders';
import { strongPeople } from '../support/strong-people';
import { TEST_NOW, type TestApplication } from '../support/test-application';

const DAY = 24 * 60 * 60_000;

describe('passwords', () => {
  const people = strongPeople();
  let test: TestApplication;
  let make: Fixtures;
  beforeAll(() => {
    ({ test, make } = people());
  });

  /** Somebody whose password is `STRONG`. */
  const person = async (given: Parameters<Fixtures['user']>[0] = {}) => {
    const { email, id } = await people().person({ fullName: 'Grace Hopper', ...given });
    await make.account(id);
    return { email, id };
  };
  const request = (email: string) => send(test, 'requestPasswordReset', { email }, 'requested');
  const reset = (token: string, newPassword = OTHER) =>
    send(test, 'resetPassword', { token, newPassword }, 'reset');
  const link = (email: string) => lastLink(test, email, 'password-reset');
  const opens = async (email: string, password: string) =>
    (await signIn(test, email, password)).codes.length === 0;

  describe('R11 forgotten, a new one is chosen by a mailed link', () => {
    it('R11 that works once, proves the address, and ends every session', async () => {
      const { email } = await person({ emailVerifiedAt: null, passwordByHolder: true });
      const [phone, browser] = [
        (await signIn(test, email, STRONG)).payload?.token ?? null,
        (await signIn(test, email, STRONG)).payload?.token ?? null,
      ];
      expect((await request(email)).payload).toEqual({ requested: true, userErrors: [] });
      const token = await link(email);
      expect(await speaksFor(test, { bearer: phone })).toBe(email);
      expect((await reset(token)).payload).toEqual({ reset: true, userErrors: [] });
      for (const bearer of [phone, browser]) expect(await speaksFor(test, { bearer })).toBeNull();
      expect([await opens(email, STRONG), await opens(email, OTHER)]).toEqual([false, true]);
      expect((await reset(token, THIRD)).payload?.userErrors).toMatchObject([
        { code: 'LINK_INVALID', field: ['input', 'token'] },
      ]);
      const [user] = await test.dataSource.query<object[]>(
        'SELECT email_verified_at AS at, password_by_holder AS byHolder FROM users WHERE email = ?',
        [email],
      );
      expect(user).toEqual({ at: TEST_NOW, byHolder: 0 });
    });

    it('R11 that works for 30 minutes', async () => {
      const { email } = await person();
      await request(email);
      const token = await link(email);
      test.now = new Date(TEST_NOW.getTime() + minutes(30));
      expect((await reset(token)).codes).toEqual(['LINK_INVALID']);
      test.now = new Date(TEST_NOW.getTime() + minutes(30) - 1);
      expect((await reset(token)).codes).toEqual([]);
    });

    it('R11 that is void once a second one was asked for', async () => {
      const { email } = await person();
      await request(email);
      const first = await link(email);
      await request(email);
      expect((await reset(first)).codes).toEqual(['LINK_INVALID']);
      expect((await reset(await link(email))).codes).toEqual([]);
    });

    it('R11 of which one of 50 parallel uses wins', async () => {
      const { email } = await person();
      await request(email);
      const token = await link(email);
      const passwords = Array.from({ length: 50 }, (_, n) => `${THIRD} ${n}`);
      const all = await Promise.all(passwords.map((one) => reset(token, one)));
      const won = all.flatMap(({ codes }, n) => (codes.length === 0 ? [n] : []));
      expect(won).toHaveLength(1);
      expect(new Set(all.flatMap(({ codes }) => codes))).toEqual(new Set(['LINK_INVALID']));
      expect(await opens(email, passwords[won[0] ?? 0] ?? '')).toBe(true);
    });

    it('R11 that is kept as a hash, and leaves in no clear text', async () => {
      const { email } = await person();
      await request(email);
      const token = await link(email);
      await reset(token, 'marzipan clockwork beneath the pier');
      const values = await everyValue(test);
      for (const secret of [token, 'marzipan clockwork'])
        expect(values.filter((value) => value.includes(secret))).toEqual([]);
      expect(values.some((value) => value.includes(Buffer.from(token, 'base64url')))).toBe(false);
    });

    it('R11 that opens nothing else, nor does a link of another purpose open this', async () => {
      const { email } = await person({ emailVerifiedAt: null, mustChangePassword: true });
      await request(email);
      const token = await link(email);
      expect((await send(test, 'verifyEmail', { token })).codes).toEqual(['LINK_INVALID']);
      const address = people().address();
      await send(test, 'signUp', {
        email: address,
        password: STRONG,
        fullName: 'Ada',
        address: 'A',
        country: 'DE',
      });
      const other = await lastLink(test, address, 'email-verification');
      expect((await reset(other)).codes).toEqual(['LINK_INVALID']);
      expect((await reset(token)).codes).toEqual([]);
      expect((await send(test, 'verifyEmail', { token: other })).codes).toEqual([]);
    });

    it('R11 that a weak password does not use up', async () => {
      const { email } = await person();
      await request(email);
      const token = await link(email);
      expect((await reset(token, 'gracehopper1')).payload?.userErrors).toMatchObject([
        { code: 'WEAK_PASSWORD', field: ['input', 'newPassword'] },
      ]);
      expect((await reset(token)).codes).toEqual([]);
    });

    it.each(['', 'x', 'x'.repeat(43), '%00', "' OR 1=1 -- ", 'é'.repeat(43)])(
      'R11 that is no link at all: %p',
      async (token) => {
        expect((await reset(token)).codes).toEqual(['LINK_INVALID']);
      },
    );

    it('R11 for which whoever asks is answered in the same bytes, whether or not anybody has the address', async () => {
      const { email } = await person();
      const before = await checksum(test.dataSource);
      const unknown = await request('nobody-at-all@example.test');
      expect(await checksum(test.dataSource)).toBe(before);
      expect((await request(email)).text).toBe(unknown.text);
      expect(await letters(test, 'nobody-at-all@example.test')).toEqual([]);
      const keyed = (address: string) =>
        send(test, 'requestPasswordReset', { email: address }, 'requested', {
          from: '192.0.2.44',
          key: `reset ${address}`,
        });
      for (const address of [email, 'nobody-at-all@example.test'])
        for (const round of ['first', 'again'])
          expect([round, (await keyed(address)).text]).toEqual([round, unknown.text]);
    });

    it('R11 that a later change of the password voids', async () => {
      const { email } = await person();
      await request(email);
      const token = await link(email);
      const bearer = (await signIn(test, email, STRONG)).payload?.token ?? null;
      const input = { currentPassword: STRONG, newPassword: OTHER };
      expect((await send(test, 'changePassword', input, '', { bearer })).codes).toEqual([]);
      expect((await reset(token, THIRD)).codes).toEqual(['LINK_INVALID']);
    });
  });

  describe('changed by oneself', () => {
    const change = (
      sender: { bearer?: string | null; cookie?: string | null },
      input: object = {},
    ) =>
      send<{ changed: boolean | null; token: string | null }>(
        test,
        'changePassword',
        { currentPassword: STRONG, newPassword: OTHER, ...input },
        'changed token',
        sender,
      );
    const cookieOf = async (email: string) =>
      (await send(test, 'signIn', { email, password: STRONG })).cookie ?? '';

    it('every other session ends at once, and the one that asks gets another cookie', async () => {
      const { email } = await person();
      const own = await cookieOf(email);
      const others = [await cookieOf(email), await cookieOf(email)];
      const { payload, cookie } = await change({ cookie: own });
      expect(payload).toEqual({ changed: true, token: null, userErrors: [] });
      expect(cookie).toMatch(/^[\w-]{43}$/);
      expect(await speaksFor(test, { cookie })).toBe(email);
      for (const dead of [own, ...others]) {
        expect(await speaksFor(test, { cookie: dead })).toBeNull();
        expect(await speaksFor(test, { bearer: dead })).toBeNull();
      }
      expect([await opens(email, STRONG), await opens(email, OTHER)]).toEqual([false, true]);
    });

    it('a client without cookies is given another token when it asks for it, and keeps its own otherwise', async () => {
      const { email } = await person();
      const bearer = (await signIn(test, email, STRONG)).payload?.token ?? null;
      const next = await change({ bearer }, { returnToken: true });
      expect(next.cookie).toBeNull();
      expect(await speaksFor(test, { bearer })).toBeNull();
      const token = next.payload?.token ?? null;
      expect(await speaksFor(test, { bearer: token })).toBe(email);
      const kept = await change({ bearer: token }, { currentPassword: OTHER, newPassword: THIRD });
      expect(kept.payload).toEqual({ changed: true, token: null, userErrors: [] });
      expect(await speaksFor(test, { bearer: token })).toBe(email);
    });

    it('asks for the password so far, for another one, and for one that is hard to guess', async () => {
      const { email } = await person();
      const bearer = (await signIn(test, email, STRONG)).payload?.token ?? null;
      const before = await checksum(test.dataSource);
      expect((await change({ bearer }, { currentPassword: OTHER })).codes).toEqual([
        'INVALID_CREDENTIALS',
      ]);
      expect((await change({ bearer }, { newPassword: STRONG })).codes).toEqual([
        'PASSWORD_UNCHANGED',
      ]);
      expect((await change({ bearer }, { newPassword: 'GraceHopper2026' })).codes).toEqual([
        'WEAK_PASSWORD',
      ]);
      expect(await checksum(test.dataSource)).toBe(before);
      expect((await change({})).codes).toEqual(['UNAUTHENTICATED']);
    });

    it('of two sessions that change it at once one wins, and the other has ended', async () => {
      const { email } = await person();
      const tokens = [
        (await signIn(test, email, STRONG)).payload?.token ?? null,
        (await signIn(test, email, STRONG)).payload?.token ?? null,
      ];
      const all = await Promise.all(
        [OTHER, THIRD].map((newPassword, n) =>
          change({ bearer: tokens[n] ?? null }, { newPassword }),
        ),
      );
      const won = all.map(({ payload }) => payload?.changed === true);
      expect(won.filter(Boolean)).toHaveLength(1);
      expect([await opens(email, OTHER), await opens(email, THIRD)]).toEqual(won);
      expect(
        await Promise.all(
          tokens.map(async (bearer) => (await speaksFor(test, { bearer })) !== null),
        ),
      ).toEqual(won);
    });

    it('voids a link to another address that was asked for before: it may have been a stranger', async () => {
      const { email } = await person();
      const bearer = (await signIn(test, email, STRONG)).payload?.token ?? null;
      const elsewhere = people().address();
      const asked = { email: elsewhere, currentPassword: STRONG };
      expect((await send(test, 'updateMyself', asked, '', { bearer })).codes).toEqual([]);
      expect((await change({ bearer })).codes).toEqual([]);
      const token = await lastLink(test, elsewhere, 'email-verification');
      expect((await send(test, 'verifyEmail', { token })).codes).toEqual(['LINK_INVALID']);
    });
  });

  describe('in whatever form the keyboard writes them', () => {
    const COMPOSED = 'Zoë rows seven große boats at dawn';
    const DECOMPOSED = COMPOSED.normalize('NFD');
    const hashOf = async (email: string) =>
      (
        await test.dataSource.query<{ hash: string; chosen: string | null }[]>(
          'SELECT password_hash AS hash, holder_password_hash AS chosen FROM users WHERE email = ?',
          [email],
        )
      )[0];

    it('a hash from before is of what was typed then: whoever types that again gets another hash', async () => {
      const former = await argon2(DECOMPOSED, { memoryCost: 1_024, timeCost: 1, parallelism: 1 });
      const { email } = await person({ passwordHash: former, holderPasswordHash: former });
      expect(await opens(email, COMPOSED)).toBe(false);
      expect(await opens(email, `${DECOMPOSED}!`)).toBe(false);
      expect(await hashOf(email)).toEqual({ hash: former, chosen: former });
      expect(await opens(email, DECOMPOSED)).toBe(true);
      const renewed = await hashOf(email);
      expect(renewed?.hash).not.toBe(former);
      expect(renewed?.chosen).toBe(renewed?.hash);
      expect([await opens(email, COMPOSED), await opens(email, DECOMPOSED)]).toEqual([true, true]);
      expect(await hashOf(email)).toEqual(renewed);
    });

    it('one form is not another password, and what nobody can type is refused', async () => {
      const { email } = await person({ passwordHash: await hashed(COMPOSED) });
      const bearer = (await signIn(test, email, DECOMPOSED)).payload?.token ?? null;
      const change = (newPassword: string) =>
        send(test, 'changePassword', { currentPassword: COMPOSED, newPassword }, '', { bearer });
      expect((await change(DECOMPOSED)).codes).toEqual(['PASSWORD_UNCHANGED']);
      for (const unseen of ['\u200B', '\u00AD', '\u202E', '\uD800', '\u0000', '\n'])
        expect((await change(`${OTHER}${unseen}`)).codes).toEqual(['INVALID_TEXT']);
      expect((await change(`${OTHER} 👩‍💻`)).codes).toEqual([]);
    });
  });

  describe('R32 a one-time password', () => {
    it('R32 opens its own change and nothing else, which then opens everything', async () => {
      const { email, id } = await person({ mustChangePassword: true, emailVerifiedAt: null });
      const account = await make.account(id);
      const accountId = test.app.ids.encode('Account', account);
      const signedIn = await signIn(test, email, STRONG);
      expect(signedIn.codes).toEqual([]);
      const bearer = signedIn.payload?.token ?? null;
      const reads = async () =>
        (
          await ask(
            test,
            'query ($id: ID!) { account(id: $id) { name } }',
            { id: accountId },
            { bearer },
          )
        ).errors.length;
      expect(await reads()).toBe(1);
      for (const [name, input] of [
        ['updateMyself', { fullName: 'Free' }],
        ['enableTwoFactor', { currentPassword: STRONG }],
        ['requestEmailVerification', {}],
        ['updateAccount', { accountId, name: 'Free' }],
        [
          'createApiToken',
          {
            accountId,
            name: 'T',
            scopes: [{ permission: 'PAY_INVOICES', access: 'READ' }],
            expiresAt: '2026-12-01T00:00:00Z',
          },
        ],
      ] as const) {
        const before = await checksum(test.dataSource);
        const { codes } = await send(test, name, input, '', { bearer });
        expect([name, codes]).not.toEqual([name, []]);
        expect(await checksum(test.dataSource)).toBe(before);
      }
      const input = { currentPassword: STRONG, newPassword: OTHER };
      expect((await send(test, 'changePassword', input, '', { bearer })).codes).toEqual([]);
      expect(await reads()).toBe(0);
      expect(await opens(email, OTHER)).toBe(true);
    });

    it('R32 works for 14 days, signed in or not; then a mail on request lets another be chosen', async () => {
      const given = { mustChangePassword: true, emailVerifiedAt: null };
      const last = new Date(TEST_NOW.getTime() - 14 * DAY + 1000);
      const [young, old] = [
        await person({ ...given, createdAt: last }),
        await person({ ...given, createdAt: new Date(last.getTime() - 1000) }),
      ];
      const { codes, payload } = await signIn(test, young.email, STRONG);
      expect(codes).toEqual([]);
      const before = await checksum(test.dataSource);
      expect((await signIn(test, old.email, STRONG)).payload?.userErrors).toMatchObject([
        { code: 'PASSWORD_EXPIRED', field: ['input', 'password'] },
      ]);
      // Whoever does not know it learns nothing of its age.
      expect((await signIn(test, old.email, OTHER)).codes).toEqual(['INVALID_CREDENTIALS']);
      expect(await checksum(test.dataSource)).toBe(before);
      const change = (bearer: string | null) =>
        send(test, 'changePassword', { currentPassword: STRONG, newPassword: OTHER }, 'changed', {
          bearer,
        });
      test.now = new Date(TEST_NOW.getTime() + minutes(1));
      expect((await change(payload?.token ?? null)).payload?.userErrors).toMatchObject([
        { code: 'PASSWORD_EXPIRED', field: ['input', 'currentPassword'] },
      ]);
      await request(old.email);
      expect((await reset(await link(old.email))).codes).toEqual([]);
      expect([await opens(old.email, STRONG), await opens(old.email, OTHER)]).toEqual([
        false,
        true,
      ]);
      // What was chosen is no one-time password, however old the login is.
      expect(await opens((await person({ createdAt: new Date(0) })).email, STRONG)).toBe(true);
    });

    it('R32 can be replaced through a mailed link as well', async () => {
      const { email } = await person({ mustChangePassword: true, emailVerifiedAt: null });
      await request(email);
      await reset(await link(email));
      const bearer = (await signIn(test, email, OTHER)).payload?.token ?? null;
      const { data } = await ask(test, '{ viewer { passwordChangeRequired } }', {}, { bearer });
      expect(data).toEqual({ viewer: { passwordChangeRequired: false } });
    });
  });
});
