import { Fixtures } from '../support/fixtures';
import { BEHIND_A_PROXY, OTHER, STRONG, send } from '../support/people';
import { Passwords } from '../../src/auth/passwords';
import { TestApplication } from '../support/test-application';

const ROUNDS = 8;
const FLOOR = 200;

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

describe('R11 how long an answer takes does not tell whether somebody has an address', () => {
  let test: TestApplication;
  let make: Fixtures;
  let passwordHash: string;
  /** Milliseconds that one hash takes here. */
  let oneHash: number;
  let count = 0;
  const cost = { memoryKiB: 65_536, passes: 2 };

  beforeAll(async () => {
    test = await TestApplication.start(BEHIND_A_PROXY, { answerAfter: FLOOR, passwordCost: cost });
    make = new Fixtures(test);
    const passwords = new Passwords(cost);
    passwordHash = await passwords.hash(STRONG);
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      const started = performance.now();
      await passwords.matches(passwordHash, OTHER);
      times.push(performance.now() - started);
    }
    oneHash = median(times);
  });
  afterAll(() => test.stop());

  /** Medians of calls about known and about unknown addresses, by turns. */
  const compared = async (
    call: (email: string) => Promise<unknown>,
    given: Parameters<Fixtures['user']>[0] = {},
  ) => {
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let round = 0; round <= ROUNDS; round++)
      for (const who of ['known', 'unknown'] as const) {
        const email = `timed-${++count}@example.test`;
        if (who === 'known') await make.user({ email, passwordHash, ...given });
        const started = performance.now();
        await call(email);
        // The first of all makes what the others find made.
        if (round > 0) times[who].push(performance.now() - started);
      }
    return { known: median(times.known), unknown: median(times.unknown) };
  };

  const request = (email: string) => send(test, 'requestPasswordReset', { email });
  const signUp = (email: string) =>
    send(test, 'signUp', { email, password: STRONG, fullName: 'A', address: 'A', country: 'DE' });
  const signIn = (password: string) => (email: string) => send(test, 'signIn', { email, password });

  it.each([
    ['asking for a new password', request, {}],
    ['signing up', signUp, {}],
    ['signing up with an address that nobody proved', signUp, { emailVerifiedAt: null }],
  ])('R11 %s', async (_what, call, given) => {
    const { known, unknown } = await compared(call, given);
    for (const time of [known, unknown]) expect(time).toBeGreaterThanOrEqual(FLOOR - 2);
    expect(Math.abs(known - unknown)).toBeLessThan(FLOOR / 4);
  });

  it.each([
    ['a wrong password', OTHER, {}],
    ['a wrong password where there is none', OTHER, { passwordHash: null }],
    ['the right password of an address that nobody proved', STRONG, { emailVerifiedAt: null }],
  ])('R11 signing in with %s', async (_what, password, given) => {
    const { known, unknown } = await compared(signIn(password), given);
    // A hash was computed for either: without it there would be the statements alone.
    expect(Math.min(known, unknown)).toBeGreaterThan(oneHash / 2);
    expect(Math.abs(known - unknown)).toBeLessThan(oneHash / 2);
  });
});
