import { codeAt, TwoFactor } from '../../src/auth/two-factor';
import { Database } from '../../src/database/database';
import { Sealer } from '../../src/database/sealing';
import { checksum } from '../support/fixtures';
import { PASSWORD, People, type OfAccount, type Person } from '../support/people';
import { letters } from '../support/senders';
import { TEST_NOW, TestApplication } from '../support/test-application';

const HOUR = 3_600_000;
const STAGE = '{ requestedAt effectiveAt reason }';

describe('R72 ways out of a lock-out', () => {
  let test: TestApplication;
  let people: People;
  const staff = { first: null as Person | null, second: null as Person | null };

  beforeAll(async () => {
    test = await TestApplication.start();
    people = new People(test);
    staff.first = await people.person({ staffRole: 'SUPPORT' });
    staff.second = await people.person({ staffRole: 'SUPPORT' });
  });
  afterAll(() => test.stop());
  afterEach(() => {
    test.now = TEST_NOW;
  });

  /** Somebody who signs in with a second factor, and its secret. */
  const guarded = async (given: Parameters<People['person']>[0] = {}) => {
    const person = await people.person(given);
    const factors = new TwoFactor(new Sealer(1, test.config.sealKey), 'Keyhold');
    const database = new Database(test.dataSource, { statementTimeout: 5_000 });
    const { secret } = await factors.begin(database, person.email, test.now);
    await factors.confirm(database, person.email, test.now);
    return { ...person, secret, id: test.app.ids.encode('User', person.key) };
  };
  const reset = (as: Person | null, userId: string, more: object = {}) =>
    people.send<{ user: { twoFactorReset: object | null } }>(
      as,
      'resetTwoFactor',
      { userId, reason: 'The phone was stolen.', ...more },
      `user { twoFactorReset ${STAGE} }`,
    );
  const runJobs = async (hours: number) => {
    test.now = new Date(TEST_NOW.getTime() + hours * HOUR);
    // Other tests were at this hour before.
    await test.dataSource.query("DELETE FROM job_runs WHERE job = 'recoveries'");
    await test.app.jobs.tick();
    expect(test.jobFailures).toEqual([]);
  };
  const mailsTo = async (to: string) =>
    (await letters(test, to)).map(({ event, parameters }) => [event, parameters['stage']]);
  const codesOf = async (call: Promise<{ readonly codes: readonly unknown[] }>) =>
    (await call).codes;

  describe('R72 a lost second factor', () => {
    it('R72 goes after 48 hours when one member of the staff asked for it, and everybody concerned is mailed', async () => {
      const ada = await guarded();
      expect(await people.signIn(ada.email, PASSWORD)).toEqual({ code: 'TWO_FACTOR_REQUIRED' });
      const asked = await reset(staff.first, ada.id);
      expect(asked.payload).toEqual({
        user: {
          twoFactorReset: {
            requestedAt: TEST_NOW.toISOString(),
            effectiveAt: new Date(TEST_NOW.getTime() + 48 * HOUR).toISOString(),
            reason: 'The phone was stolen.',
          },
        },
        userErrors: [],
      });
      expect(await codesOf(reset(staff.first, ada.id))).toEqual(['ALREADY_REQUESTED']);
      await runJobs(47.9);
      expect(await people.signIn(ada.email, PASSWORD)).toEqual({ code: 'TWO_FACTOR_REQUIRED' });
      await runJobs(49);
      expect(await people.signIn(ada.email, PASSWORD)).toHaveProperty('token');
      expect(await mailsTo(ada.email)).toEqual([
        ['two-factor-reset', 'REQUESTED'],
        ['two-factor-reset', 'DONE'],
        ['new-sign-in', undefined],
      ]);
      // Whoever was signed in is so no more: it may have been somebody else.
      const { errors } = await test.graph('{ viewer { user { id } } }', {}, ada.token);
      expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['UNAUTHENTICATED']);
    });

    it('R72 goes at once when two members of the staff ask for it', async () => {
      const ada = await guarded();
      expect(await codesOf(reset(staff.first, ada.id))).toEqual([]);
      const before = await checksum(test.dataSource);
      expect(await codesOf(reset(staff.second, ada.id, { dryRun: true }))).toEqual([]);
      expect(await checksum(test.dataSource)).toBe(before);
      expect((await reset(staff.second, ada.id)).payload).toEqual({
        user: { twoFactorReset: null },
        userErrors: [],
      });
      expect(await people.signIn(ada.email, PASSWORD)).toHaveProperty('token');
    });

    it('R72 stays when the person cancels it, or shows a code', async () => {
      const cancel = (as: Person | null, userId: string) =>
        people.send(as, 'cancelTwoFactorReset', { userId });
      const [ada, eve, stranger] = [await guarded(), await guarded(), await people.person()];
      for (const one of [ada, eve]) await reset(staff.first, one.id);
      expect(await codesOf(cancel(stranger, ada.id))).toEqual(['NOT_FOUND']);
      expect(await codesOf(cancel(ada, ada.id))).toEqual([]);
      expect(await codesOf(cancel(ada, ada.id))).toEqual(['NOTHING_REQUESTED']);
      const code = codeAt(eve.secret, test.now);
      const input = { email: eve.email, password: PASSWORD, code, returnToken: true };
      expect(await codesOf(people.send(null, 'signIn', input))).toEqual([]);
      await runJobs(60);
      for (const one of [ada, eve])
        expect(await people.signIn(one.email, PASSWORD)).toEqual({ code: 'TWO_FACTOR_REQUIRED' });
    });

    it('R72 of the staff takes an administrator, and nobody removes their own', async () => {
      const colleague = await guarded({ staffRole: 'ADMIN' });
      expect(await codesOf(reset(staff.first, colleague.id))).toEqual(['ADMIN_NEEDED']);
      expect(await codesOf(reset(colleague, colleague.id))).toEqual(['OWN_SECOND_FACTOR']);
      const admin = await people.person({ staffRole: 'ADMIN' });
      expect(await codesOf(reset(admin, colleague.id))).toEqual([]);
      const events = (await letters(test, admin.email)).map(({ event }) => event);
      expect(events).toEqual(['staff-recovery']);
      const plain = await people.person();
      const id = test.app.ids.encode('User', plain.key);
      expect(await codesOf(reset(staff.first, id))).toEqual(['TWO_FACTOR_OFF']);
      expect(await codesOf(reset(plain, id))).toEqual(['FORBIDDEN']);
      expect(await codesOf(reset(staff.first, id, { reason: ' ' }))).toEqual(['BLANK']);
    });
  });

  describe('R72 a holder who left', () => {
    let account: OfAccount;
    let heir: Person;
    beforeEach(async () => {
      account = await people.account({ email: people.address() });
      heir = await people.person();
    });

    const replace = (as: Person | null, email = heir.email, more: object = {}) =>
      people.send<{ account: { holderReplacement: object | null } }>(
        as,
        'replaceHolder',
        { accountId: account.id, email, reason: 'The holder has left.', ...more },
        'account { holderReplacement { effectiveAt newHolderName newHolderEmail reason } }',
      );
    const cancel = (as: Person | null) =>
      people.send(as, 'cancelHolderReplacement', { accountId: account.id });
    const holder = async (): Promise<number> => {
      const [row] = await test.dataSource.query<{ holder: number }[]>(
        'SELECT holder_user_id AS holder FROM accounts WHERE id = ?',
        [account.key],
      );
      return Number(row?.holder);
    };

    it('R72 is followed after 48 hours by whom one member of the staff named', async () => {
      const asked = await replace(staff.first);
      expect(asked.payload?.account.holderReplacement).toEqual({
        effectiveAt: new Date(TEST_NOW.getTime() + 48 * HOUR).toISOString(),
        newHolderName: heir.fullName,
        newHolderEmail: heir.email,
        reason: 'The holder has left.',
      });
      await runJobs(47.9);
      expect(await holder()).toBe(account.holder.key);
      await runJobs(49);
      expect(await holder()).toBe(heir.key);
      const [row] = await test.dataSource.query<{ email: string }[]>(
        'SELECT email FROM accounts WHERE id = ?',
        [account.key],
      );
      for (const to of [account.holder.email, heir.email, String(row?.email)])
        expect(await mailsTo(to)).toEqual([
          ['holder-replacement', 'REQUESTED'],
          ['holder-replacement', 'DONE'],
        ]);
      const { data } = await test.graph(
        '{ viewer { memberships { role permissions } } }',
        {},
        await test.tokenFor(account.holder.key),
      );
      expect(data).toEqual({
        viewer: { memberships: [{ role: 'AUTHORIZED_LOGIN', permissions: [] }] },
      });
    });

    it('R72 is followed at once when two members of the staff name the same person', async () => {
      const login = await people.login(account, ['PAY_INVOICES']);
      expect(await codesOf(replace(staff.first, login.email))).toEqual([]);
      expect(await codesOf(replace(staff.first, login.email))).toEqual(['ALREADY_REQUESTED']);
      expect(await codesOf(replace(staff.second))).toEqual(['OTHER_HOLDER_REQUESTED']);
      expect(await codesOf(replace(staff.second, login.email))).toEqual([]);
      expect(await holder()).toBe(login.key);
    });

    it('R72 cancels it when still there, and staff do, and nobody else', async () => {
      await replace(staff.first);
      const login = await people.login(account, ['PAY_INVOICES']);
      expect(await codesOf(cancel(login))).toEqual(['FORBIDDEN']);
      // Not even whom it was to be handed to, who belongs to no account yet.
      expect(await codesOf(cancel(heir))).toEqual(['FORBIDDEN']);
      expect(await codesOf(cancel(account.holder))).toEqual([]);
      await replace(staff.first);
      expect(await codesOf(cancel(staff.second))).toEqual([]);
      expect(await codesOf(cancel(staff.second))).toEqual(['NOTHING_REQUESTED']);
      await runJobs(60);
      expect(await holder()).toBe(account.holder.key);
    });

    it('R72 who handed the account over in the meantime is not undone', async () => {
      await replace(staff.first);
      const other = await people.login(account);
      await test.dataSource.query('UPDATE accounts SET holder_user_id = ? WHERE id = ?', [
        other.key,
        account.key,
      ]);
      await runJobs(60);
      expect(await holder()).toBe(other.key);
      expect(
        await test.dataSource.query<object[]>(
          'SELECT 1 FROM holder_replacements WHERE account_id = ?',
          [account.key],
        ),
      ).toEqual([]);
    });

    it('R72 is followed by nobody who proved no address, nor by the staff who asks', async () => {
      const unproved = await people.person({ emailVerifiedAt: null });
      const before = await checksum(test.dataSource);
      for (const [email, code] of [
        ['nobody-has@this.test', 'NOBODY_SIGNS_IN_WITH_IT'],
        [unproved.email, 'NOBODY_SIGNS_IN_WITH_IT'],
        [account.holder.email, 'IS_HOLDER'],
        [staff.first?.email ?? '', 'NOT_YOURSELF'],
      ] as const)
        expect(await codesOf(replace(staff.first, email))).toEqual([code]);
      expect(await codesOf(replace(account.holder))).toEqual(['FORBIDDEN']);
      expect(await codesOf(replace(staff.first, heir.email, { dryRun: true }))).toEqual([]);
      expect(await checksum(test.dataSource)).toBe(before);
    });
  });
});
