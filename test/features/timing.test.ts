import type { PasswordCost } from '../../src/auth/argon2';
import { Passwords } from '../../src/auth/passwords';
import { Fixtures } from '../support/fixtures';
import { BEHIND_A_PROXY, OTHER, STRONG, send } from '../support/senders';
import { TestApplication } from '../support/test-application';
import { byTheClock, byTheProcessor } from '../support/yardstick';

const ROUNDS = 7;

/** What others do on the machine only adds to a time; an attacker leaves it out as well, by asking often. */
const quickest = (values: readonly number[]): number => Math.min(...values);

describe('R11 how long an answer takes does not tell whether somebody has an address', () => {
  let test: TestApplication;
  let passwordHash: string;
  let count = 0;

  const start = async (passwordCost: PasswordCost, answerAfter: number) => {
    test = await TestApplication.start(BEHIND_A_PROXY, { answerAfter, passwordCost });
    passwordHash = await new Passwords(passwordCost).hash(STRONG);
  };

  /** The quickest calls about known and about unknown addresses, by turns. */
  const compared = async (
    now: () => number,
    call: (email: string) => Promise<unknown>,
    given: Parameters<Fixtures['user']>[0] = {},
  ) => {
    const make = new Fixtures(test);
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let round = 0; round <= ROUNDS; round++)
      for (const who of ['known', 'unknown'] as const) {
        const email = `timed-${++count}@example.test`;
        if (who === 'known') await make.user({ email, passwordHash, ...given });
        const started = now();
        await call(email);
        // The first of all makes what the others find made.
        if (round > 0) times[who].push(now() - started);
      }
    return { known: quickest(times.known), unknown: quickest(times.unknown) };
  };

  describe('where a mail is all the difference', () => {
    /** Far above what the work takes, as in production. */
    const FLOOR = 300;

    beforeAll(() => start({ memoryKiB: 64, passes: 1 }, FLOOR));
    afterAll(() => test.stop());

    const request = (email: string) => send(test, 'requestPasswordReset', { email });
    const signUp = (email: string) =>
      send(test, 'signUp', { email, password: STRONG, fullName: 'A', address: 'A', country: 'DE' });

    it.each([
      ['asking for a new password', request, {}],
      ['signing up', signUp, {}],
      ['signing up with an address that nobody proved', signUp, { emailVerifiedAt: null }],
    ])('R11 %s is answered after a fixed time', async (_what, call, given) => {
      const { known, unknown } = await compared(byTheClock, call, given);
      for (const time of [known, unknown]) expect(time).toBeGreaterThanOrEqual(FLOOR - 2);
      expect(Math.abs(known - unknown)).toBeLessThan(FLOOR / 4);
    });
  });

  describe('where a password is looked at', () => {
    /** What one hash costs here. */
    let oneHash: number;

    beforeAll(async () => {
      // A hash outweighs everything else that a sign-in does.
      const cost = { memoryKiB: 65_536, passes: 3 };
      await start(cost, 0);
      const passwords = new Passwords(cost);
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const started = byTheProcessor();
        await passwords.matches(passwordHash, OTHER);
        times.push(byTheProcessor() - started);
      }
      oneHash = quickest(times);
    });
    afterAll(() => test.stop());

    it.each([
      ['a wrong password', OTHER, {}],
      ['a wrong password where there is none', OTHER, { passwordHash: null }],
      ['the right password of an address that nobody proved', STRONG, { emailVerifiedAt: null }],
    ])(
      'R11 signing in with %s costs a hash, like an unknown address',
      async (_what, password, given) => {
        const { known, unknown } = await compared(
          byTheProcessor,
          (email) => send(test, 'signIn', { email, password }),
          given,
        );
        expect(Math.min(known, unknown)).toBeGreaterThan(oneHash / 2);
        expect(Math.abs(known - unknown)).toBeLessThan(oneHash / 2);
      },
    );
  });
});
