import { monitorEventLoopDelay } from 'node:perf_hooks';
import { hash } from '@node-rs/argon2';
import { normalizePassword } from '../../src/domain/people/password';
import { PASSWORDS_AT_ONCE } from '../../src/auth/argon2';
import { Passwords } from '../../src/auth/passwords';
import { TooManyPasswords } from '../../src/auth/turns';
import { byTheClock, slowness } from '../support/yardstick';

const COST = { memoryCost: 1_024, timeCost: 1, parallelism: 1 };
const passwords = new Passwords({ memoryKiB: 1_024, passes: 1 });

const COMPOSED = 'Zoë Straße ﬁne 2nd'.normalize('NFC');
const DECOMPOSED = COMPOSED.normalize('NFD');

describe('passwords', () => {
  it.each([
    ['decomposed', DECOMPOSED, COMPOSED],
    ['in full width', 'ｐａｓｓ　ｗｏｒｄ', 'pass word'],
    ['in half-width kana', 'ﾊﾟｽﾜｰﾄﾞ', 'パスワード'],
    ['with a no-break space', 'two\u00A0words', 'two words'],
  ])('match whichever keyboard wrote them: %s', async (_how, one, other) => {
    expect(await passwords.match(await passwords.hash(one), other)).toBe('NORMAL');
    expect(await passwords.match(await passwords.hash(other), one)).toBe('NORMAL');
  });

  it.each(['ı', 'İ', 'ß', 'ς', ' A ', 'A'])(
    'keep what is another character: %p is neither trimmed nor in lower case',
    (text) => {
      expect(normalizePassword(text)).toBe(text);
    },
  );

  it('of a hash from before are tried as typed, and only then', async () => {
    const former = await hash(DECOMPOSED, COST);
    expect(await passwords.match(former, DECOMPOSED)).toBe('AS_TYPED');
    expect(await passwords.match(former, COMPOSED)).toBeNull();
    expect(await passwords.match(former, `${DECOMPOSED}!`)).toBeNull();
    expect(await passwords.match(await hash('plain', COST), 'plain')).toBe('NORMAL');
    expect(await passwords.match(null, DECOMPOSED)).toBeNull();
    expect(await passwords.match(null, 'nobody')).toBeNull();
  });
});

/** Strangers that are looked at, or wait: one place is left to others. */
const MOST = PASSWORDS_AT_ONCE - 1 + 100;

describe('password hashes', () => {
  it('R79 wait in a queue that has an end, and whoever finds it full is told when to come back', async () => {
    const passwords = new Passwords({ memoryKiB: 1_024, passes: 1 });
    const all = await Promise.allSettled(
      Array.from({ length: 120 }, (_, n) => passwords.hash(`password ${n}`)),
    );
    const refused = all.filter((one) => one.status === 'rejected');
    expect(all.length - refused.length).toBe(MOST);
    for (const one of refused) {
      expect(one.reason).toBeInstanceOf(TooManyPasswords);
      expect(one.reason).toMatchObject({ extensions: { code: 'RATE_LIMITED', retryAfter: 5 } });
    }
    // The places are free again.
    await expect(passwords.hash('later')).resolves.toContain('$argon2id$');
  });

  it('R79 who finds the queue full is not even looked up', async () => {
    const passwords = new Passwords({ memoryKiB: 1_024, passes: 1 });
    const crowd = Array.from({ length: MOST }, (_, n) => passwords.hash(`password ${n}`));
    const find = jest.fn(() => Promise.resolve(null));
    await expect(passwords.matching(find, 'first', 'STRANGER')).rejects.toBeInstanceOf(
      TooManyPasswords,
    );
    expect(find).not.toHaveBeenCalled();
    await expect(passwords.matching(find, 'known', 'KNOWN')).resolves.toBeNull();
    await Promise.all(crowd);
    await expect(passwords.matches(null, 'later')).resolves.toBe(false);
  });

  it('R79 neither estimating nor hashing holds the event loop', async () => {
    const passwords = new Passwords({ memoryKiB: 19_456, passes: 2 });
    const slow = '4@8({[</369&#!1/|0$5+7%2'.repeat(50);
    await passwords.weakness('the thread has started', [], [], 'KNOWN');
    /** The longest time, in milliseconds, for which nothing else ran. */
    const longest = async (): Promise<number> => {
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      await Promise.all(
        Array.from({ length: 8 }, async (_, n) => {
          await passwords.weakness(slow.slice(n), ['ada@example.test'], [], 'STRANGER');
          await passwords.hash(slow, 'STRANGER');
        }),
      );
      delay.disable();
      return delay.max / 1e6;
    };
    // What others do on the machine only adds to it.
    const rounds = [await longest(), await longest(), await longest()];
    expect(Math.min(...rounds)).toBeLessThan(100 * slowness(byTheClock));
  });
});
