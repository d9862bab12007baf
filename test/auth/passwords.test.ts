import { hash } from '@node-rs/argon2';
import { normalizePassword } from '../../src/domain/access/password';
import { Passwords } from '../../src/auth/passwords';

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
