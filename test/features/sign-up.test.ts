import { Fixtures, checksum } from '../support/fixtures';
import {
  BEHIND_A_PROXY,
  OTHER,
  STRONG,
  THIRD,
  ask,
  everyValue,
  hashed,
  lastLink,
  letters,
  send,
  signIn,
  speaksFor,
} from '../support/senders';
import { TestApplication } from '../support/test-application';

const PERSON = { address: '1 Mill Lane\nTown', country: 'DE' };

describe('signing up', () => {
  let test: TestApplication;
  let make: Fixtures;
  let count = 0;

  beforeAll(async () => {
    test = await TestApplication.start(BEHIND_A_PROXY);
    make = new Fixtures(test);
  });
  afterAll(() => test.stop());

  const newAddress = () => `new${++count}@example.test`;
  const signUp = (email: string, password = STRONG, more: object = {}) =>
    send(
      test,
      'signUp',
      { ...PERSON, email, password, fullName: 'Ada Byron', ...more },
      'requested',
    );
  const verify = (token: string) => send(test, 'verifyEmail', { token }, 'verified');
  const reset = (token: string, newPassword: string) =>
    send(test, 'resetPassword', { token, newPassword }, 'reset');
  const usersOf = (email: string) =>
    test.dataSource.query<object[]>('SELECT * FROM users WHERE email = ?', [email]);

  it('R1 makes a user, an account and its holder, who sign in once the mailed link was opened', async () => {
    const email = newAddress();
    const { payload, cookie } = await signUp(email, STRONG, { accountName: 'Byron Ltd' });
    expect([payload, cookie]).toEqual([{ requested: true, userErrors: [] }, null]);
    expect(await letters(test, email)).toMatchObject([
      {
        event: 'email-verification',
        parameters: { to: { name: 'Ada Byron' }, account: 'Byron Ltd' },
      },
    ]);
    await verify(await lastLink(test, email, 'email-verification'));
    const token = (await signIn(test, email, STRONG)).payload?.token ?? null;
    const { data } = await ask(
      test,
      '{ viewer { user { emailVerifiedAt } memberships { role account { number name email country currency holder { user { email fullName } } } } } }',
      {},
      { bearer: token },
    );
    expect(data).toEqual({
      viewer: {
        user: { emailVerifiedAt: '2026-11-21T12:00:00.000Z' },
        memberships: [
          {
            role: 'HOLDER',
            account: {
              number: expect.stringMatching(/^AC-\d{8}$/) as string,
              name: 'Byron Ltd',
              email,
              country: 'DE',
              currency: 'EUR',
              holder: { user: { email, fullName: 'Ada Byron' } },
            },
          },
        ],
      },
    });
  });

  it('R1 without a name of its own the account has the name of its holder; each has another number', async () => {
    for (const email of [newAddress(), newAddress()]) await signUp(email);
    const rows = await test.dataSource.query<{ number: string; name: string }[]>(
      'SELECT number, name FROM accounts ORDER BY id DESC LIMIT 2',
    );
    expect(rows.map(({ name }) => name)).toEqual(['Ada Byron', 'Ada Byron']);
    expect(new Set(rows.map(({ number }) => number)).size).toBe(2);
  });

  it('R69 the account has one currency, by its country', async () => {
    const found: string[] = [];
    for (const country of ['DE', 'US', 'GB']) {
      const email = newAddress();
      await signUp(email, STRONG, { country });
      const rows = await test.dataSource.query<{ currency: string }[]>(
        'SELECT currency FROM accounts WHERE email = ?',
        [email],
      );
      found.push(String(rows[0]?.currency));
    }
    expect(found[0]).toBe('EUR');
    expect(found[1]).toBe('USD');
    expect(found[2]).toMatch(/^[A-Z]{3}$/);
  });

  it('an address that nobody has proved opens nothing, and the answer does not say why', async () => {
    const email = newAddress();
    await signUp(email);
    const right = await signIn(test, email, STRONG);
    expect(right.codes).toEqual(['INVALID_CREDENTIALS']);
    expect(right.text).toBe((await signIn(test, newAddress(), STRONG)).text);
  });

  it('R11 answers in the same bytes when somebody has the address, who is told by mail', async () => {
    const email = newAddress();
    await make.user({ email, passwordHash: await hashed(OTHER) });
    const before = await usersOf(email);
    const known = await signUp(email.toUpperCase());
    expect(known.text).toBe((await signUp(newAddress())).text);
    expect((await letters(test, email)).map(({ event, secrets }) => [event, secrets])).toEqual([
      ['already-signed-up', {}],
    ]);
    expect(await usersOf(email)).toEqual(before);
    expect((await signIn(test, email, STRONG)).codes).toEqual(['INVALID_CREDENTIALS']);
    expect((await signIn(test, email, OTHER)).codes).toEqual([]);
  });

  it('refuses weak passwords alike for known and unknown addresses, and writes nothing', async () => {
    const email = newAddress();
    await make.user({ email });
    const before = await checksum(test.dataSource);
    const known = await signUp(email, 'Password1!');
    expect(known.payload?.userErrors).toMatchObject([
      { code: 'WEAK_PASSWORD', field: ['input', 'password'] },
    ]);
    expect((await signUp(newAddress(), 'Password1!')).text).toBe(known.text);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R1 of five at once with one address there is one user and one account, and all hear the same', async () => {
    const email = newAddress();
    const all = await Promise.all(Array.from({ length: 5 }, () => signUp(email)));
    expect(new Set(all.map(({ text }) => text)).size).toBe(1);
    expect(all[0]?.payload).toEqual({ requested: true, userErrors: [] });
    expect(await usersOf(email)).toHaveLength(1);
    expect(
      await test.dataSource.query<object[]>('SELECT id FROM accounts WHERE email = ?', [email]),
    ).toHaveLength(1);
  });

  it('the sixth time in an hour from one network is refused for known and unknown addresses alike', async () => {
    const known = newAddress();
    await make.user({ email: known });
    let from = 60;
    const sixth = async (email: string) => {
      const sender = { from: `198.51.100.${++from}` };
      const input = { ...PERSON, email, password: STRONG, fullName: 'Ada' };
      const signUpThere = () => send(test, 'signUp', input, '', sender);
      for (let n = 0; n < 5; n++) expect((await signUpThere()).codes).toEqual([]);
      const { codes, errors } = await signUpThere();
      expect(Number(errors[0]?.extensions['retryAfter'])).toBeGreaterThan(3_000);
      return codes;
    };
    expect(await sixth(known)).toEqual(['RATE_LIMITED']);
    expect(await sixth(newAddress())).toEqual(['RATE_LIMITED']);
  });

  it('R60 a repeat with the same key makes nothing twice', async () => {
    const email = newAddress();
    const input = { ...PERSON, email, password: STRONG, fullName: 'Ada' };
    const sender = { from: '192.0.2.60', key: 'sign-up-1' };
    const first = await send(test, 'signUp', input, 'requested', sender);
    const before = await checksum(test.dataSource);
    expect((await send(test, 'signUp', input, 'requested', sender)).text).toBe(first.text);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R61 leaves no password and no token in clear in any table', async () => {
    const email = newAddress();
    await signUp(email, THIRD);
    const token = await lastLink(test, email, 'email-verification');
    const values = await everyValue(test);
    expect(values.some((value) => value.includes(email))).toBe(true);
    for (const secret of [THIRD, token])
      expect(values.filter((value) => value.includes(secret))).toEqual([]);
  });

  describe('with an address that somebody else signed up before, with a password of theirs', () => {
    const EVIL = 'evil twin with a long memory';

    const assertEvilIsOut = async (email: string) =>
      expect([email, (await signIn(test, email, EVIL)).codes]).toEqual([
        email,
        ['INVALID_CREDENTIALS'],
      ]);

    it('gives the stranger nothing when its owner signs up as well', async () => {
      const email = newAddress();
      await signUp(email, EVIL, { fullName: 'Eve' });
      const own = await signUp(email, STRONG);
      expect(own.text).toBe((await signUp(newAddress())).text);
      await assertEvilIsOut(email);
      // Neither password counts: who may choose one is who reads the mail.
      expect((await signIn(test, email, STRONG)).codes).toEqual(['INVALID_CREDENTIALS']);
      const reply = await reset(await lastLink(test, email, 'password-reset'), OTHER);
      expect(reply.payload).toEqual({ reset: true, userErrors: [] });
      await assertEvilIsOut(email);
      const token = (await signIn(test, email, OTHER)).payload?.token ?? null;
      expect(await speaksFor(test, { bearer: token })).toBe(email);
    });

    it("opens no door by the link that the stranger's sign-up mailed, once its owner has signed up", async () => {
      const email = newAddress();
      await signUp(email, EVIL, { fullName: 'Eve' });
      const theirs = await lastLink(test, email, 'email-verification');
      await signUp(email, STRONG);
      expect((await verify(theirs)).codes).toEqual(['LINK_INVALID']);
      await assertEvilIsOut(email);
    });

    it('gives the stranger nothing when its owner asks for a new password', async () => {
      const email = newAddress();
      await signUp(email, EVIL);
      const theirs = await lastLink(test, email, 'email-verification');
      await send(test, 'requestPasswordReset', { email });
      expect((await verify(theirs)).codes).toEqual(['LINK_INVALID']);
      await reset(await lastLink(test, email, 'password-reset'), OTHER);
      await assertEvilIsOut(email);
      expect((await signIn(test, email, OTHER)).codes).toEqual([]);
    });

    it('leaves no link of the stranger alive after the owner chose a password', async () => {
      const email = newAddress();
      await signUp(email, EVIL);
      await send(test, 'requestPasswordReset', { email });
      const early = await lastLink(test, email, 'password-reset');
      await signUp(email, EVIL);
      const late = await lastLink(test, email, 'password-reset');
      expect((await reset(early, EVIL)).codes).toEqual(['LINK_INVALID']);
      expect((await reset(late, OTHER)).codes).toEqual([]);
      for (const link of (await letters(test, email)).map(({ secrets }) => secrets['token'] ?? ''))
        expect((await verify(link)).codes).toEqual(['LINK_INVALID']);
      await assertEvilIsOut(email);
    });
  });
});
