import { RewriteEmails1795310001000 } from '../../migrations/1795310001000-RewriteEmails';
import { DropCustomerOfOrders1795370003000 } from '../../migrations/1795370003000-DropCustomerOfOrders';
import { UserEntity } from '../../src/database/entities/user.entity';
import { checksum, type Fixtures } from '../support/fixtures';
import {
  ask,
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
  /** The migration finds the tables as they were on its day: later on the customer stood on the lines of an order. */
  const migrate = async () => {
    const queries = test.dataSource.createQueryRunner();
    const later = new DropCustomerOfOrders1795370003000();
    await later.down(queries);
    await queries.manager.transaction((manager) =>
      new RewriteEmails1795310001000().up(manager.queryRunner as never),
    );
    await later.up(queries);
  };

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

    it('R72 staff settle it once nobody else has the address in any spelling: never by another mailbox', async () => {
      const bearer = await test.tokenFor((await people().person({ staffRole: 'SUPPORT' })).id);
      const normal = 'ida@xn--dn-xka.example';
      const names = ['ida@dün.example', 'ida@du\u0308n.example'] as const;
      const hashes = await Promise.all(names.map((_, n) => hashed(`${THIRD} ${n}`)));
      const accounts: number[] = [];
      for (const [n, email] of names.entries())
        accounts.push(await former(email, { passwordHash: hashes[n] ?? null }));
      for (const email of ['oma\u00AD@example.com', 'uma@xn--dn-xka.example', 'uma@dün.example'])
        await former(email);
      await migrate();
      await make.contact(accounts[0] ?? 0, { email: names[0] });
      const id = async (email: string) =>
        test.app.ids.encode(
          'User',
          (
            await test.dataSource.query<{ id: number }[]>('SELECT id FROM users WHERE email = ?', [
              email,
            ])
          )[0]?.id ?? 0,
        );
      const settle = (userId: string, more: object = {}) =>
        send(
          test,
          'settleEmail',
          { userId, reason: 'The other one has moved.', ...more },
          'user { email emailVerifiedAt }',
          { bearer },
        );
      const LIST =
        '{ unsettledEmails(first: 100) { totalCount nodes { spelling normalForm foundAt user { email } account { email } normalFormUser { email } } } }';
      const listed = async () => {
        const { data, errors } = await ask(test, LIST, {}, { bearer });
        expect(errors).toEqual([]);
        const { nodes } = data?.['unsettledEmails'] as { nodes: { spelling: string }[] };
        return nodes.filter(({ spelling }) => /^(ida|oma|uma)/.test(spelling));
      };
      const row = (spelling: string, normalForm: string | null) => ({
        spelling,
        normalForm,
        foundAt: expect.any(String) as string,
        user: { email: spelling },
        account: { email: spelling },
        normalFormUser: null,
      });
      expect(await listed()).toEqual(
        expect.arrayContaining([
          ...names.map((name) => row(name, normal)),
          row('oma\u00AD@example.com', null),
          {
            ...row('uma@dün.example', 'uma@xn--dn-xka.example'),
            normalFormUser: { email: 'uma@xn--dn-xka.example' },
          },
        ]),
      );
      const [first, second] = [await id(names[0]), await id(names[1])];
      const before = await checksum(test.dataSource);
      for (const one of [first, second, await id('uma@dün.example')])
        expect((await settle(one)).codes).toEqual(['EMAIL_IN_USE']);
      expect((await settle(await id('oma\u00AD@example.com'))).codes).toEqual(['NO_NORMAL_FORM']);
      expect(await checksum(test.dataSource)).toBe(before);
      // One of the two moves to another mailbox, as everybody does.
      const token = await opens(names[1], `${THIRD} 1`);
      const own = { email: 'ida2@example.com', currentPassword: `${THIRD} 1` };
      expect(
        (await send(test, 'updateMyself', own, 'confirmationSent', { bearer: token })).codes,
      ).toEqual([]);
      await send(test, 'verifyEmail', {
        token: await lastLink(test, own.email, 'email-verification'),
      });
      // Their account still has it.
      expect((await settle(first)).codes).toEqual(['EMAIL_IN_USE']);
      await test.dataSource.query('UPDATE accounts SET email = ? WHERE id = ?', [
        own.email,
        accounts[1],
      ]);
      expect((await listed()).map(({ spelling }) => spelling).sort()).toEqual(
        [names[0], 'oma\u00AD@example.com', 'uma@dün.example'].sort(),
      );
      const free = await checksum(test.dataSource);
      expect((await settle(first, { dryRun: true })).codes).toEqual([]);
      expect(await checksum(test.dataSource)).toBe(free);
      expect((await settle(first)).payload).toEqual({
        user: { email: normal, emailVerifiedAt: null },
        userErrors: [],
      });
      expect((await settle(first)).codes).toEqual(['NOTHING_TO_SETTLE']);
      expect(await emails('contacts')).toContain(normal);
      expect((await emails('accounts')).filter((email) => email.startsWith('ida@'))).toEqual([
        normal,
      ]);
      expect((await listed()).map(({ spelling }) => spelling).sort()).toEqual([
        'oma\u00AD@example.com',
        'uma@dün.example',
      ]);
      // The former spelling is told what became of it, and of nobody else.
      const reported = await letters(test, names[0]);
      expect(reported.map(({ event, parameters }) => [event, parameters['reason']])).toContainEqual(
        ['email-respelled', 'The other one has moved.'],
      );
      expect(JSON.stringify(reported)).not.toContain(own.email);
      // As with every address that is new: it is proved before it opens anything.
      expect(await opens(names[0], `${THIRD} 0`)).toBeNull();
      await send(test, 'verifyEmail', {
        token: await lastLink(test, normal, 'email-verification'),
      });
      expect(await speaksFor(test, { bearer: await opens(names[0], `${THIRD} 0`) })).toBe(normal);
      expect(await opens('ida@dün.example', `${THIRD} 1`)).toBeNull();
    });

    it('R72 staff settle the address of an account apart from that of its holder, which is proved by a link', async () => {
      const staff = await people().person({ staffRole: 'SUPPORT' });
      const holder = await people().person();
      const [spelling, normal] = ['pia@dün.example', 'pia@xn--dn-xka.example'];
      const account = await make.account(holder.id, {
        email: spelling,
        emailVerifiedAt: test.now,
      });
      await test.dataSource.query(
        'INSERT INTO unsettled_emails (spelling, normal_form, found_at) VALUES (?, ?, ?)',
        [spelling, normal, test.now],
      );
      const settled = await send(
        test,
        'settleEmail',
        { userId: test.app.ids.encode('User', holder.id), reason: 'R' },
        'user { email }',
        { bearer: await test.tokenFor(staff.id) },
      );
      expect(settled.payload).toEqual({ user: { email: holder.email }, userErrors: [] });
      const proved = async () =>
        test.dataSource.query<object[]>(
          'SELECT email, email_verified_at IS NOT NULL AS proved FROM accounts WHERE id = ?',
          [account],
        );
      expect(await proved()).toMatchObject([{ email: normal, proved: 0 }]);
      const token = await lastLink(test, normal, 'account-email-verification');
      expect((await send(test, 'verifyEmail', { token })).codes).toEqual([]);
      expect(await proved()).toMatchObject([{ email: normal, proved: 1 }]);
      expect(await opens(holder.email)).not.toBeNull();
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
