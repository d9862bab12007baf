import { codeAt } from '../../src/auth/two-factor';
import { type Fixtures, checksum } from '../support/fixtures';
import {
  OTHER,
  STRONG,
  ask,
  everyValue,
  lastLink,
  send,
  signIn,
  speaksFor,
} from '../support/senders';
import { strongPeople } from '../support/strong-people';
import type { TestApplication } from '../support/test-application';

const STEP = 30_000;

describe('a second factor', () => {
  const people = strongPeople();
  let test: TestApplication;
  let make: Fixtures;
  beforeAll(() => {
    ({ test, make } = people());
  });

  const later = (steps: number) => {
    test.now = new Date(test.now.getTime() + steps * STEP);
  };
  const person = async (given: Parameters<Fixtures['user']>[0] = {}) => {
    const { email, id } = await people().person(given);
    await make.account(id);
    const bearer = (await signIn(test, email, STRONG)).payload?.token ?? null;
    return { email, id, bearer };
  };
  const enable = (bearer: string | null, currentPassword = STRONG) =>
    send<{ secret: string | null; uri: string | null }>(
      test,
      'enableTwoFactor',
      { currentPassword },
      'secret secretWithheld uri',
      { bearer },
    );
  const confirm = (bearer: string | null, code: string, more: object = {}) =>
    send<{ recoveryCodes: string[] | null; token: string | null }>(
      test,
      'confirmTwoFactor',
      { code, ...more },
      'recoveryCodes token',
      { bearer },
    );
  const disable = (bearer: string | null, code: string, currentPassword = STRONG) =>
    send(test, 'disableTwoFactor', { currentPassword, code }, 'disabled', { bearer });
  const codes = async (email: string, more: object) =>
    (await signIn(test, email, STRONG, more)).codes;
  /** Somebody who uses an app; its next code is new. */
  const enrolled = async (given: Parameters<Fixtures['user']>[0] = {}) => {
    const one = await person(given);
    const secret = (await enable(one.bearer)).payload?.secret ?? '';
    const { payload } = await confirm(one.bearer, codeAt(secret, test.now));
    later(2);
    return { ...one, secret, recovery: payload?.recoveryCodes ?? [] };
  };

  it('begins with the password, counts from its first code on, and is then asked for', async () => {
    const { email, bearer } = await person();
    expect((await enable(bearer, OTHER)).codes).toEqual(['INVALID_CREDENTIALS']);
    const { payload } = await enable(bearer);
    const secret = payload?.secret ?? '';
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(payload?.uri).toBe(
      `otpauth://totp/Keyhold:${encodeURIComponent(email)}?issuer=Keyhold&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
    );
    // Not proved yet: nobody is locked out by an app that was never set up.
    expect(await codes(email, {})).toEqual([]);
    expect((await confirm(bearer, '000000')).codes).toEqual(['INVALID_CODE']);
    const confirmed = await confirm(bearer, codeAt(secret, test.now));
    expect(confirmed.codes).toEqual([]);
    expect(new Set(confirmed.payload?.recoveryCodes).size).toBe(10);
    expect(await codes(email, {})).toEqual(['TWO_FACTOR_REQUIRED']);
    later(1);
    expect(await codes(email, { code: codeAt(secret, test.now) })).toEqual([]);
    const { data } = await ask(test, '{ viewer { user { twoFactorEnabled } } }', {}, { bearer });
    expect(data).toEqual({ viewer: { user: { twoFactorEnabled: true } } });
  });

  it('says that a code is wanted only to whoever knows the password', async () => {
    const { email, secret } = await enrolled();
    const wrong = { email, code: codeAt(secret, test.now) };
    expect((await signIn(test, email, OTHER, wrong)).codes).toEqual(['INVALID_CREDENTIALS']);
    expect((await signIn(test, email, OTHER)).text).toBe(
      (await signIn(test, 'nobody@example.test', OTHER)).text,
    );
  });

  it('takes a code once', async () => {
    const { email, secret } = await enrolled();
    const code = codeAt(secret, test.now);
    expect(await codes(email, { code })).toEqual([]);
    expect(await codes(email, { code })).toEqual(['INVALID_CODE']);
    // Nor the one before it, once a later one was taken.
    expect(
      await codes(email, { code: codeAt(secret, new Date(test.now.getTime() - STEP)) }),
    ).toEqual(['INVALID_CODE']);
  });

  it('does not take the code that confirmed it a second time', async () => {
    const { email, bearer } = await person();
    const secret = (await enable(bearer)).payload?.secret ?? '';
    const code = codeAt(secret, test.now);
    await confirm(bearer, code);
    expect(await codes(email, { code })).toEqual(['INVALID_CODE']);
  });

  it.each([
    [-1, []],
    [0, []],
    [1, []],
    [-2, ['INVALID_CODE']],
    [2, ['INVALID_CODE']],
  ])('of a phone that is %p periods off the clock: %p', async (steps, expected) => {
    const { email, secret } = await enrolled();
    later(2);
    const code = codeAt(secret, new Date(test.now.getTime() + steps * STEP));
    expect(await codes(email, { code })).toEqual(expected);
  });

  it.each(['', ' ', '12345', '1234567', '١٢٣٤٥٦', 'abcdef', '0x1234'])(
    'does not take %p for a code',
    async (code) => {
      const { email } = await enrolled();
      expect(await codes(email, { code })).toEqual([
        code === '' ? 'TWO_FACTOR_REQUIRED' : 'INVALID_CODE',
      ]);
    },
  );

  it('has recovery codes that open once each, however they are typed', async () => {
    const { email, recovery } = await enrolled();
    const [one = '', two = ''] = recovery;
    expect(await codes(email, { code: one.toLowerCase().replaceAll('-', ' ') })).toEqual([]);
    expect(await codes(email, { code: one })).toEqual(['INVALID_CODE']);
    expect(await codes(email, { code: two })).toEqual([]);
    const other = await enrolled();
    expect(await codes(email, { code: other.recovery[0] ?? '' })).toEqual(['INVALID_CODE']);
  });

  it('of parallel uses of one code, or of one recovery code, one opens a session', async () => {
    const { email, secret, recovery } = await enrolled();
    for (const code of [codeAt(secret, test.now), recovery[0] ?? '']) {
      const all = await Promise.all(Array.from({ length: 5 }, () => codes(email, { code })));
      expect(all.filter((one) => one.length === 0)).toHaveLength(1);
      expect(new Set(all.flat())).toEqual(new Set(['INVALID_CODE']));
    }
  });

  it('of two confirmations at once one counts, and its recovery codes are the ones that open', async () => {
    const { email, bearer } = await person();
    const secret = (await enable(bearer)).payload?.secret ?? '';
    const next = new Date(test.now.getTime() + STEP);
    const all = await Promise.all(
      [test.now, next].map((at) => confirm(bearer, codeAt(secret, at))),
    );
    const won = all.filter((one) => one.codes.length === 0);
    expect(won).toHaveLength(1);
    expect(await codes(email, { code: won[0]?.payload?.recoveryCodes?.[0] })).toEqual([]);
  });

  it('is not replaced by another one that somebody with the password begins', async () => {
    const { email, bearer, secret } = await enrolled();
    const before = await checksum(test.dataSource);
    expect((await enable(bearer)).codes).toEqual(['TWO_FACTOR_ON']);
    expect((await confirm(bearer, codeAt(secret, test.now))).codes).toEqual(['TWO_FACTOR_ON']);
    expect(await checksum(test.dataSource)).toBe(before);
    expect(await codes(email, {})).toEqual(['TWO_FACTOR_REQUIRED']);
  });

  it('is taken away with password and code, or a recovery code, and not with one of them', async () => {
    const { email, bearer, secret, recovery } = await enrolled();
    const code = codeAt(secret, test.now);
    expect((await disable(bearer, code, OTHER)).codes).toEqual(['INVALID_CREDENTIALS']);
    expect((await disable(bearer, '000000')).codes).toEqual(['INVALID_CODE']);
    expect(await codes(email, {})).toEqual(['TWO_FACTOR_REQUIRED']);
    expect((await disable(bearer, recovery[0] ?? '')).payload).toEqual({
      disabled: true,
      userErrors: [],
    });
    expect(await codes(email, {})).toEqual([]);
    expect((await disable(bearer, recovery[1] ?? '')).codes).toEqual(['INVALID_CODE']);
  });

  it('gives the session that proves it another token, and the old one is dead', async () => {
    const { email, bearer } = await person();
    const secret = (await enable(bearer)).payload?.secret ?? '';
    const { payload } = await confirm(bearer, codeAt(secret, test.now), { returnToken: true });
    expect(await speaksFor(test, { bearer })).toBeNull();
    expect(await speaksFor(test, { bearer: payload?.token ?? null })).toBe(email);
  });

  it('R11 stays when a new password is chosen by mail', async () => {
    const { email, secret } = await enrolled();
    await send(test, 'requestPasswordReset', { email });
    const token = await lastLink(test, email, 'password-reset');
    await send(test, 'resetPassword', { token, newPassword: OTHER });
    expect((await signIn(test, email, OTHER)).codes).toEqual(['TWO_FACTOR_REQUIRED']);
    const code = codeAt(secret, test.now);
    expect((await signIn(test, email, OTHER, { code })).codes).toEqual([]);
  });

  it('R10 goes when a password of a holder is replaced: the holder may have enrolled it', async () => {
    const { email } = await enrolled({ passwordByHolder: true });
    await send(test, 'requestPasswordReset', { email });
    const token = await lastLink(test, email, 'password-reset');
    await send(test, 'resetPassword', { token, newPassword: OTHER });
    expect((await signIn(test, email, OTHER)).codes).toEqual([]);
  });

  it('R61 keeps its secret sealed and its recovery codes as hashes', async () => {
    const { secret, recovery } = await enrolled();
    const values = await everyValue(test);
    for (const one of [secret, ...recovery, ...recovery.map((code) => code.replaceAll('-', ''))])
      expect(values.filter((value) => value.includes(one))).toEqual([]);
    expect(recovery).toHaveLength(10);
  });

  it('R60 tells secret and recovery codes once: a repeat is without them', async () => {
    const { bearer } = await person();
    const ENABLE = `mutation { enableTwoFactor(input: { currentPassword: "${STRONG}" }) { secret uri secretWithheld userErrors { code } } }`;
    const keyed = (query: string, key: string) => ask(test, query, {}, { bearer, key });
    const first = await keyed(ENABLE, 'enable');
    const { secret } = first.data?.['enableTwoFactor'] as { secret: string };
    expect((await keyed(ENABLE, 'enable')).data).toEqual({
      enableTwoFactor: { secret: null, uri: null, secretWithheld: true, userErrors: [] },
    });
    const CONFIRM = `mutation { confirmTwoFactor(input: { code: "${codeAt(secret, test.now)}" }) { recoveryCodes recoveryCodesWithheld userErrors { code } } }`;
    expect((await keyed(CONFIRM, 'confirm')).text).toContain('"recoveryCodesWithheld":null');
    expect((await keyed(CONFIRM, 'confirm')).data).toEqual({
      confirmTwoFactor: { recoveryCodes: null, recoveryCodesWithheld: true, userErrors: [] },
    });
  });

  describe('R66 of the staff', () => {
    const role = async (bearer: string | null) =>
      (
        await ask(
          test,
          '{ viewer { staffRole secondFactorRequired } accounts { totalCount } }',
          {},
          { bearer },
        )
      ).data;

    it('is what their role counts with, in that session alone', async () => {
      const { email, bearer } = await person({ staffRole: 'ADMIN' });
      const none = {
        viewer: { staffRole: null, secondFactorRequired: true },
        accounts: null,
      };
      expect(await role(bearer)).toEqual(none);
      const elsewhere = (await signIn(test, email, STRONG)).payload?.token ?? null;
      const secret = (await enable(bearer)).payload?.secret ?? '';
      await confirm(bearer, codeAt(secret, test.now));
      const all = {
        viewer: { staffRole: 'ADMIN', secondFactorRequired: false },
        accounts: { totalCount: expect.any(Number) as number },
      };
      expect(await role(bearer)).toEqual(all);
      // Signed in with the password alone, before: that is no second factor.
      expect(await role(elsewhere)).toEqual(none);
      later(1);
      const code = codeAt(secret, test.now);
      const fresh = (await signIn(test, email, STRONG, { code })).payload?.token ?? null;
      expect(await role(fresh)).toEqual(all);
      later(1);
      await disable(fresh, codeAt(secret, test.now));
      for (const token of [bearer, fresh]) expect(await role(token)).toEqual(none);
    });
  });
});
