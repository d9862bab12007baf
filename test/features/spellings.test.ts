import { RewriteEmails1795310001000 } from '../../migrations/1795310001000-RewriteEmails';
import { UserEntity } from '../../src/database/entities/user.entity';
import { checksum, type Fixtures } from '../support/fixtures';
import {
  hashed,
  lastLink,
  letters,
  send,
  signIn,
  speaksFor,
  STRONG,
  THIRD,
} from '../support/senders';
import { strongPeople } from '../support/strong-people';
import type { TestApplication } from '../support/test-application';

const MUNICH = 'xn--mnchen-3ya.example';

describe('one person, however their address is spelled', () => {
  const people = strongPeople();
  let test: TestApplication;
  let make: Fixtures;
  beforeAll(() => {
    ({ test, make } = people());
  });

  const opens = async (email: string, password = STRONG) =>
    (await signIn(test, email, password)).payload?.token ?? null;
  const emails = async (table = 'users') =>
    (await test.dataSource.query<{ email: string }[]>(`SELECT email FROM ${table}`)).map(
      ({ email }) => email,
    );
  const migrate = () =>
    test.dataSource
      .createQueryRunner()
      .manager.transaction((manager) =>
        new RewriteEmails1795310001000().up(manager.queryRunner as never),
      );

  it('signs up, signs in and gets mail under all spellings as one', async () => {
    const signUp = (email: string) =>
      send(
        test,
        'signUp',
        { email, password: STRONG, fullName: 'Ada', address: 'A', country: 'DE' },
        'requested',
      );
    expect((await signUp('Ada@MÜNCHEN.example')).payload).toEqual({
      requested: true,
      userErrors: [],
    });
    const token = await lastLink(test, `ada@${MUNICH}`, 'email-verification');
    await send(test, 'verifyEmail', { token });
    for (const spelling of ['ada@münchen.example', 'ada@mu\u0308nchen.example', `ADA@${MUNICH}`])
      expect(await speaksFor(test, { bearer: await opens(spelling) })).toBe(`ada@${MUNICH}`);
    await signUp('ada@mu\u0308nchen.example');
    expect((await letters(test, `ada@${MUNICH}`)).map(({ event }) => event)).toEqual([
      'email-verification',
      'already-signed-up',
    ]);
    expect((await emails()).filter((email) => email.includes('nchen'))).toEqual([`ada@${MUNICH}`]);
    await send(test, 'requestPasswordReset', { email: 'ada@münchen.example' }, 'requested');
    expect(await lastLink(test, `ada@${MUNICH}`, 'password-reset')).toBeTruthy();
  });

  it('is refused with a character that cannot be seen, and nothing is written', async () => {
    const before = await checksum(test.dataSource);
    for (const unseen of ['\u200B', '\u00AD', '\u202E', '\uD800', '\r\n']) {
      const email = `ad${unseen}a@example.com`;
      const own = { password: STRONG, fullName: 'Ada', address: 'A', country: 'DE' };
      for (const [mutation, input] of [
        ['signUp', { email, ...own }],
        ['signIn', { email, password: STRONG }],
        ['requestPasswordReset', { email }],
      ] as const)
        expect((await send(test, mutation, input)).codes).toEqual(['INVALID_EMAIL']);
    }
    expect(await checksum(test.dataSource)).toBe(before);
  });

  describe('who was spelled otherwise before', () => {
    const passwordHash = hashed(STRONG);
    const former = async (email: string, given: Parameters<Fixtures['user']>[0] = {}) => {
      const id = await make.user({ email, passwordHash: await passwordHash, ...given });
      return make.account(id, { email, emailVerifiedAt: null });
    };

    it('gets the normal form, wherever the address stands; to repeat it changes nothing', async () => {
      const account = await former('Zoë@straße.example'.toLowerCase());
      await make.contact(account, { email: 'bob@bücher.example' });
      await migrate();
      expect(await emails()).toContain('zoë@xn--strae-oqa.example');
      expect(await emails('accounts')).toContain('zoë@xn--strae-oqa.example');
      expect(await emails('contacts')).toContain('bob@xn--bcher-kva.example');
      expect(await opens('zoë@straße.example')).not.toBeNull();
      const before = await checksum(test.dataSource);
      await migrate();
      expect(await checksum(test.dataSource)).toBe(before);
    });

    it('gets it without what cannot be seen, unless that address was proved', async () => {
      await former('eve\u200B@example.com', { emailVerifiedAt: null, passwordByHolder: true });
      await former('max\u00AD@example.com');
      await migrate();
      expect(await emails()).toEqual(
        expect.arrayContaining(['eve@example.com', 'max\u00AD@example.com']),
      );
      expect(await opens('eve@example.com')).not.toBeNull();
    });

    it('keeps it beside somebody with the same address: each signs in as before, and nothing merges', async () => {
      const spellings = ['kim@xn--kln-sna.example', 'kim@köln.example', 'kim@ko\u0308ln.example'];
      const hashes = await Promise.all(spellings.map((_, n) => hashed(`${THIRD} ${n}`)));
      for (const [n, email] of spellings.entries())
        await former(email, { passwordHash: hashes[n] ?? null });
      await migrate();
      await migrate();
      expect(await emails()).toEqual(expect.arrayContaining(spellings));
      for (const [n, email] of spellings.entries())
        expect(await speaksFor(test, { bearer: await opens(email, `${THIRD} ${n}`) })).toBe(email);
      expect(await opens('kim@köln.example', `${THIRD} 0`)).toBeNull();
      // What none of them is spelled like is the normal form, which the first has.
      expect(await opens('KIM@KO\u0308LN。example', `${THIRD} 0`)).not.toBeNull();
    });

    it('where nobody has the normal form, nobody new gets it', async () => {
      await former('lee@zürich.example');
      await former('lee@zu\u0308rich.example', { passwordHash: await hashed(THIRD) });
      await migrate();
      const own = { password: STRONG, fullName: 'Lee', address: 'A', country: 'DE' };
      await send(test, 'signUp', { email: 'lee@xn--zrich-kva.example', ...own }, 'requested');
      expect((await emails()).filter((email) => email.startsWith('lee@'))).toHaveLength(2);
      expect(await opens('lee@xn--zrich-kva.example')).not.toBeNull();
      await test.dataSource.manager.update(
        UserEntity,
        { email: 'lee@zürich.example' },
        { email: 'lee2@example.com' },
      );
      expect(await opens('lee@zürich.example')).toBeNull();
    });
  });
});
