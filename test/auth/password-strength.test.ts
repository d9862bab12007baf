import { weakness } from '../../src/auth/password-strength';
import { byTheProcessor, slowness } from '../support/yardstick';

const isWeak = async (password: string, about: readonly string[] = []): Promise<boolean> =>
  (await weakness(password, about, ['password'])) !== null;

/** Milliseconds of work that no password may take, on this machine and now. */
const mostWork = (): number => 3_000 * slowness();

describe('how hard a password is to guess', () => {
  it.each([
    '',
    'a',
    'password',
    'Password1!',
    'P@ssw0rd2026!',
    'qwerty123456',
    '1qaz2wsx3edc',
    'Summer2026!',
    'iloveyou',
    'Passwort123',
    'Passwort2026!',
    'Sommer2026!',
    'Willkommen1!',
    'ichliebedich',
    'qwertzuiop',
    'motdepasse123',
    'Bienvenue2026!',
    'azertyuiop',
    'été2026!',
    'contraseña123',
    'Contrasena2026',
    'Bienvenido1',
    'senha123',
    'Benvenuto2026!',
    'wachtwoord1',
    'hasło123',
    'lösenord',
    'Välkommen1',
    'salasana1',
    'parola123',
    'şifre123',
    'пароль123',
    'Привет2026',
    'йцукенгшщз',
    '密码123456',
    'パスワード123',
  ])('%p is too easy, in whatever language', async (password) => {
    expect(await isWeak(password)).toBe(true);
  });

  it.each([
    ['repeats', 'a'.repeat(1_000)],
    ['repeated words', 'abcabcabc'.repeat(100)],
    ['a repeated password', 'P@ssw0rd'.repeat(125)],
    ['rows of the keyboard', 'qwertyuiop'.repeat(100)],
    ['digits', '1234567890'.repeat(100)],
  ])(
    '1,000 characters of %s are too easy, and told so in bounded time',
    async (_what, password) => {
      const started = byTheProcessor();
      expect(await isWeak(password)).toBe(true);
      expect(byTheProcessor() - started).toBeLessThan(mostWork());
    },
  );

  it('1,000 characters of anything are looked at in bounded time', async () => {
    for (const part of ['4@8({[</369&#!1/|0$5+7%2', 'пароль', '0o1l|iI!', '😀🎉', ' '.repeat(3)]) {
      const started = byTheProcessor();
      await isWeak(part.repeat(1_000).slice(0, 1_000), ['ada@example.test', 'x '.repeat(200)]);
      expect(byTheProcessor() - started).toBeLessThan(mostWork());
    }
  });

  it.each([
    'gracehopper',
    'GraceHopper2026',
    'Grace Hopper 1906!',
    'gr4c3h0pp3r',
    'reppoHecarG',
    'grace.hopper@analytics.test',
    'analytics2026!',
    'Analytical Engines Ltd',
    'Keyhold2026!',
    'keyholdkeyhold',
  ])('%p says what everybody knows of the person', async (password) => {
    const about = ['grace.hopper@analytics.test', 'Grace Hopper', 'Analytical Engines Ltd'];
    expect(await isWeak(password, about)).toBe(true);
  });

  it.each([
    'correct horse battery staple',
    'marble otter lantern quietly',
    'nur kleinbuchstaben ohne ziffern darin',
    'зелёный чемодан летит на юг',
    '84093217560284613',
    'kR7pTz2wQaBv',
    'wyhtqzkmvbxr',
    '正确的马电池订书钉很好吃',
  ])('%p will do: no rule says which characters it is made of', async (password) => {
    expect(await isWeak(password)).toBe(false);
  });

  it('says in which field, and what to do', async () => {
    expect(await weakness('password', [], ['input', 'newPassword'])).toMatchObject({
      code: 'WEAK_PASSWORD',
      field: ['input', 'newPassword'],
      message: expect.stringContaining('longer') as string,
    });
  });
});
