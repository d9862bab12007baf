import { type Fixtures, checksum } from '../support/fixtures';
import {
  STRONG,
  ask,
  everyValue,
  lastLink,
  letters,
  minutes,
  send,
  signIn,
  speaksFor,
} from '../support/senders';
import { strongPeople } from '../support/strong-people';
import { TEST_NOW, type TestApplication } from '../support/test-application';

describe('e-mail addresses', () => {
  const people = strongPeople();
  let test: TestApplication;
  beforeAll(() => {
    ({ test } = people());
  });

  const address = () => people().address();
  const person = async (given: Parameters<Fixtures['user']>[0] = {}) => {
    const { email, id } = await people().person({ fullName: 'Ada Byron', ...given });
    return { email, id, bearer: await test.tokenFor(id) };
  };
  type Sender = Parameters<typeof send>[4];
  const request = (sender: Sender) =>
    send(test, 'requestEmailVerification', {}, 'requested', sender);
  const verify = (token: string) => send(test, 'verifyEmail', { token }, 'verified');
  const update = (input: object, sender: Sender) =>
    send<{ user: { email: string; fullName: string } | null; confirmationSent: boolean | null }>(
      test,
      'updateMyself',
      input,
      'user { email fullName } confirmationSent',
      sender,
    );
  const move = (email: string, sender: Sender) =>
    update({ email, currentPassword: STRONG }, sender);
  const link = (email: string) => lastLink(test, email, 'email-verification');
  const verifiedAt = async (email: string) =>
    (
      await test.dataSource.query<{ at: Date | null }[]>(
        'SELECT email_verified_at AS at FROM users WHERE email = ?',
        [email],
      )
    )[0]?.at;

  describe('are proved by a mailed link', () => {
    it('R11 that works once, for 30 minutes, and not after another one was asked for', async () => {
      const { email, bearer } = await person({ emailVerifiedAt: null });
      expect((await request({ bearer })).payload).toEqual({ requested: true, userErrors: [] });
      const first = await link(email);
      await request({ bearer });
      const second = await link(email);
      expect((await verify(first)).codes).toEqual(['LINK_INVALID']);
      test.now = new Date(TEST_NOW.getTime() + minutes(30));
      expect((await verify(second)).codes).toEqual(['LINK_INVALID']);
      expect(await verifiedAt(email)).toBeNull();
      test.now = new Date(TEST_NOW.getTime() + minutes(30) - 1);
      expect((await verify(second)).payload).toEqual({ verified: true, userErrors: [] });
      expect(await verifiedAt(email)).toEqual(test.now);
      expect((await verify(second)).codes).toEqual(['LINK_INVALID']);
      expect((await request({ bearer })).codes).toEqual(['ALREADY_VERIFIED']);
    });

    it('of 20 parallel uses of which one wins', async () => {
      const { email, bearer } = await person({ emailVerifiedAt: null });
      await request({ bearer });
      const token = await link(email);
      const all = await Promise.all(Array.from({ length: 20 }, () => verify(token)));
      expect(all.filter(({ codes }) => codes.length === 0)).toHaveLength(1);
    });

    it('which nobody asks for without signing in, nor more than five times an hour', async () => {
      expect((await request({})).codes).toEqual(['UNAUTHENTICATED']);
      const { bearer } = await person({ emailVerifiedAt: null });
      for (let n = 0; n < 5; n++) expect((await request({ bearer })).codes).toEqual([]);
      expect((await request({ bearer })).codes).toEqual(['RATE_LIMITED']);
    });

    it('opens no session by itself', async () => {
      const { email, bearer } = await person({ emailVerifiedAt: null });
      await request({ bearer });
      expect((await verify(await link(email))).cookie).toBeNull();
    });
  });

  describe('are changed by their owner', () => {
    it('once the link that was mailed to the new one was opened; the old one is told', async () => {
      const { email, bearer } = await person();
      const next = address();
      const asked = await move(next.toUpperCase(), { bearer });
      expect(asked.payload).toEqual({
        user: { email, fullName: 'Ada Byron' },
        confirmationSent: true,
        userErrors: [],
      });
      expect((await signIn(test, email, STRONG)).codes).toEqual([]);
      expect((await signIn(test, next, STRONG)).codes).toEqual(['INVALID_CREDENTIALS']);
      // They sign in from elsewhere each time, and are told of that as ever.
      const reported = async () =>
        (await letters(test, email)).filter((one) => one.event !== 'new-sign-in');
      expect(await reported()).toEqual([]);

      expect((await verify(await link(next))).codes).toEqual([]);
      expect(await speaksFor(test, { bearer })).toBe(next);
      expect((await signIn(test, email, STRONG)).codes).toEqual(['INVALID_CREDENTIALS']);
      expect((await signIn(test, next, STRONG)).codes).toEqual([]);
      expect(await reported()).toMatchObject([
        { event: 'email-changed', parameters: { newEmail: next } },
      ]);
      expect(await verifiedAt(next)).toEqual(TEST_NOW);
    });

    it('with the password alone, and not by whoever only found a session open', async () => {
      const { bearer } = await person();
      const before = await checksum(test.dataSource);
      for (const [currentPassword, code] of [
        [undefined, 'INVALID_CREDENTIALS'],
        [null, 'BLANK'],
        ['', 'INVALID_CREDENTIALS'],
        ['wrong', 'INVALID_CREDENTIALS'],
      ] as const)
        expect((await update({ email: address(), currentPassword }, { bearer })).codes).toEqual([
          code,
        ]);
      expect(await checksum(test.dataSource)).toBe(before);
    });

    it('R10 but not with a password that a holder set', async () => {
      const { bearer } = await person({ passwordByHolder: true });
      const before = await checksum(test.dataSource);
      expect((await move(address(), { bearer })).codes).toEqual(['PASSWORD_SET_BY_HOLDER']);
      expect(await checksum(test.dataSource)).toBe(before);
    });

    it('with a name at once, which needs no password', async () => {
      const { email, bearer } = await person();
      const { payload } = await update({ fullName: ' Ada Lovelace ', email }, { bearer });
      expect(payload).toEqual({
        user: { email, fullName: 'Ada Lovelace' },
        confirmationSent: false,
        userErrors: [],
      });
      expect(await letters(test, email)).toEqual([]);
    });

    it('and whoever asks for a taken one learns nothing of it, while its owner is told', async () => {
      const owner = await person();
      const { bearer, email } = await person();
      const taken = await move(owner.email, { bearer });
      const free = address();
      const other = await move(free, { bearer });
      expect(taken.text).toBe(other.text);
      expect(
        (await letters(test, owner.email)).map(({ event, secrets }) => [event, secrets]),
      ).toEqual([['already-signed-up', {}]]);
      expect((await letters(test, free)).map(({ event }) => event)).toEqual(['email-verification']);
      expect(await speaksFor(test, { bearer })).toBe(email);
      expect(await speaksFor(test, { bearer: owner.bearer })).toBe(owner.email);
    });

    it('and of two who prove one address at once, one has it and the other is told that it is in use', async () => {
      const [one, two] = [await person(), await person()];
      const wanted = address();
      await move(wanted, { bearer: one.bearer });
      const first = await link(wanted);
      await move(wanted, { bearer: two.bearer });
      const second = await link(wanted);
      expect(first).not.toBe(second);
      const all = await Promise.all([verify(first), verify(second)]);
      expect(all.map(({ codes }) => codes).sort()).toEqual([[], ['EMAIL_IN_USE']]);
      const now = await Promise.all([one, two].map(({ bearer }) => speaksFor(test, { bearer })));
      expect(now.filter((email) => email === wanted)).toHaveLength(1);
    });

    it('and links that went to the former one open nothing any more', async () => {
      const { email, bearer } = await person({ emailVerifiedAt: null });
      await request({ bearer });
      await send(test, 'requestPasswordReset', { email });
      const [proof, reset] = [await link(email), await lastLink(test, email, 'password-reset')];
      const next = address();
      await move(next, { bearer });
      await verify(await link(next));
      expect((await verify(proof)).codes).toEqual(['LINK_INVALID']);
      const { codes } = await send(test, 'resetPassword', {
        token: reset,
        newPassword: 'three otters share a lantern',
      });
      expect(codes).toEqual(['LINK_INVALID']);
    });

    it('R11 and a password that is chosen by mail voids a link that somebody else asked for', async () => {
      const { email, bearer } = await person();
      const evil = address();
      await move(evil, { bearer });
      await send(test, 'requestPasswordReset', { email });
      const token = await lastLink(test, email, 'password-reset');
      await send(test, 'resetPassword', { token, newPassword: 'three otters share a lantern' });
      expect((await verify(await link(evil))).codes).toEqual(['LINK_INVALID']);
    });

    it('R61 and no link stands in clear anywhere', async () => {
      const { bearer } = await person();
      const next = address();
      await move(next, { bearer });
      const token = await link(next);
      const values = await everyValue(test);
      expect(values.some((value) => value.includes(next))).toBe(true);
      expect(values.filter((value) => value.includes(token))).toEqual([]);
    });
  });

  it('links are never built from what a request says of the host', async () => {
    const evil = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      forwarded: 'host=evil.example;proto=http',
      'x-original-url': 'http://evil.example/',
      origin: 'http://evil.example',
      referer: 'http://evil.example/',
    };
    const known = await person({ emailVerifiedAt: null });
    const fresh = address();
    const sign = { email: fresh, password: STRONG, fullName: 'Eve', address: 'A', country: 'DE' };
    const headers = { headers: evil };
    for (const [name, input, sender] of [
      ['signUp', sign, headers],
      ['signUp', { ...sign, email: known.email }, headers],
      ['requestPasswordReset', { email: known.email }, headers],
      ['requestEmailVerification', {}, { ...headers, bearer: known.bearer }],
      [
        'updateMyself',
        { email: address(), currentPassword: STRONG },
        { ...headers, bearer: known.bearer },
      ],
    ] as const)
      expect([name, (await send(test, name, input, '', sender)).codes]).toEqual([name, []]);
    const all = JSON.stringify(await letters(test));
    expect(all).toContain(fresh);
    expect(all).not.toContain('evil.example');
    expect((await everyValue(test)).filter((value) => value.includes('evil.example'))).toEqual([]);
    const { text } = await ask(test, '{ viewer { staffRole } }', {}, headers);
    expect(text).not.toContain('evil.example');
  });
});
