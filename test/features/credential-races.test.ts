import * as argon from '../../src/auth/argon2';
import { Fixtures } from '../support/fixtures';
import {
  BEHIND_A_PROXY,
  OTHER,
  STRONG,
  THIRD,
  hashed,
  letters,
  send,
  signIn,
  speaksFor,
} from '../support/senders';
import { TestApplication } from '../support/test-application';

const { verify } = argon;
const spy = jest.spyOn(argon, 'verify');

/** Holds the next password back between its proof and what it is proved for. */
function holdNext(): { readonly proved: Promise<void>; readonly letGo: () => void } {
  let tell = (): void => undefined;
  let letGo = (): void => undefined;
  const proved = new Promise<void>((resolve) => (tell = resolve));
  const held = new Promise<void>((resolve) => (letGo = resolve));
  spy.mockImplementationOnce(async (...given) => {
    const right = await verify(...given);
    tell();
    await held;
    return right;
  });
  return { proved, letGo };
}

describe('a password that is changed while somebody proves the former one', () => {
  let test: TestApplication;
  let make: Fixtures;
  let count = 0;

  beforeAll(async () => {
    test = await TestApplication.start(BEHIND_A_PROXY);
    make = new Fixtures(test);
  });
  afterAll(() => test.stop());

  const person = async () => {
    const email = `race-${++count}@example.test`;
    const id = await make.user({ email, passwordHash: await hashed(STRONG) });
    return { email, own: await test.tokenFor(id), theirs: await test.tokenFor(id) };
  };
  const change = (bearer: string, newPassword: string) =>
    send(test, 'changePassword', { currentPassword: STRONG, newPassword }, '', { bearer });

  it('opens no session that outlives the change', async () => {
    const { email, own } = await person();
    const gate = holdNext();
    const late = signIn(test, email, STRONG);
    await gate.proved;
    expect((await change(own, OTHER)).codes).toEqual([]);
    gate.letGo();
    const { codes, payload } = await late;
    expect([codes, payload?.token]).toEqual([['INVALID_CREDENTIALS'], null]);
  });

  it.each([
    ['changePassword', { newPassword: THIRD }],
    ['updateMyself', { email: 'evil@example.test' }],
    ['enableTwoFactor', {}],
  ])('lets %s do nothing any more', async (name, input) => {
    const { email, own, theirs } = await person();
    const gate = holdNext();
    const late = send(test, name, { currentPassword: STRONG, ...input }, '', { bearer: theirs });
    await gate.proved;
    expect((await change(own, OTHER)).codes).toEqual([]);
    gate.letGo();
    expect((await late).codes).toEqual(['INVALID_CREDENTIALS']);
    expect(await speaksFor(test, { bearer: theirs })).toBeNull();
    expect((await signIn(test, email, OTHER)).codes).toEqual([]);
    expect(await letters(test, 'evil@example.test')).toEqual([]);
  });
});
