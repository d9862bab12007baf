import { checksum } from '../../support/fixtures';
import { OWN, PASSWORD } from '../../support/people';
import { TEST_NOW, TestApplication } from '../../support/test-application';
import { LICENSE, Resellers, type Assigned, type Reseller } from './reseller';

interface Prepared {
  readonly license: { readonly product: { readonly name: string } } | null;
  readonly toEmail: string | null;
  readonly isKnownCustomer: boolean | null;
  readonly customerName: string | null;
  readonly suggestedEmail: string | null;
  readonly warning: string | null;
  readonly confirmationToken: string | null;
  readonly confirmableUntil: string | null;
}
const PREPARED =
  'license { product { name } } toEmail isKnownCustomer customerName suggestedEmail warning confirmationToken confirmableUntil';

describe('assigning licenses of the stock', () => {
  let test: TestApplication;
  let world: Resellers;
  let contoso: Reseller;

  beforeAll(async () => {
    test = await TestApplication.start();
    world = await Resellers.over(test);
    contoso = await world.reseller();
  });
  afterAll(() => test.stop());
  afterEach(() => {
    test.now = TEST_NOW;
  });

  const prepare = (as: { token: string }, licenseId: string, email: string, more: object = {}) =>
    world.people.send<Prepared>(
      as,
      'prepareAssignLicense',
      { licenseId, email, ...more },
      PREPARED,
    );
  const confirm = (
    as: { token: string },
    confirmationToken: string | null | undefined,
    more = {},
  ) => world.people.send<Assigned>(as, 'assignLicense', { confirmationToken, ...more }, LICENSE);

  describe('R30 a person confirms first', () => {
    it('R30 the token names product and address, and assigns that license to that address', async () => {
      const licenseId = await world.stock(contoso);
      const before = await checksum(test.dataSource);
      const { payload, codes } = await prepare(contoso.holder, licenseId, ' Ada@Example.Test ');
      expect(codes).toEqual([]);
      expect(payload).toMatchObject({
        license: { product: { name: 'SmarterMail Enterprise 250' } },
        toEmail: 'ada@example.test',
        isKnownCustomer: false,
        customerName: null,
        warning: null,
        suggestedEmail: null,
        confirmableUntil: new Date(TEST_NOW.getTime() + 15 * 60_000).toISOString(),
      });
      expect(await checksum(test.dataSource)).toBe(before);
      const done = await confirm(contoso.holder, payload?.confirmationToken);
      expect(done.codes).toEqual([]);
      expect(done.payload?.license).toEqual({
        status: 'READY',
        assignedAt: TEST_NOW.toISOString(),
        customer: { name: 'ada@example.test', email: 'ada@example.test' },
      });
    });

    it('R30 without it a person is refused, and nothing is written; a token of R38 needs none', async () => {
      const licenseId = await world.stock(contoso);
      const before = await checksum(test.dataSource);
      const { codes } = await world.assign(contoso.holder, licenseId, 'straight@away.test');
      expect(codes).toEqual(['CONFIRMATION_REQUIRED']);
      expect(await checksum(test.dataSource)).toBe(before);
      expect((await world.assign(contoso.token, licenseId, 'straight@away.test')).codes).toEqual(
        [],
      );
    });

    it('R30 it is of use to its maker alone, for a while, and for nothing else', async () => {
      const licenseId = await world.stock(contoso);
      const other = await world.stock(contoso);
      const colleague = await world.people.login(contoso, ['RESELLER']);
      const { payload } = await prepare(contoso.holder, licenseId, 'x@y.test');
      const token = payload?.confirmationToken ?? '';
      const before = await checksum(test.dataSource);
      const { codes: theirs } = await confirm(colleague, token);
      const { codes: moved } = await confirm(contoso.holder, token, { licenseId: other });
      const { codes: readdressed } = await confirm(contoso.holder, token, { email: 'z@y.test' });
      const swapped = `${other}.${token.split('.')[1] ?? ''}`;
      const { codes: resealed } = await confirm(contoso.holder, swapped);
      const { codes: mangled } = await confirm(contoso.holder, `${token.slice(0, -4)}AAAA`);
      expect((await confirm(contoso.holder, 'nonsense')).codes).toEqual(['NOT_FOUND']);
      expect((await confirm(contoso.holder, null)).codes).toEqual(['NOT_FOUND']);
      expect(await checksum(test.dataSource)).toBe(before);
      test.now = new Date(TEST_NOW.getTime() + 15 * 60_000);
      const { codes: late } = await confirm(contoso.holder, token);
      expect({ theirs, moved, readdressed, resealed, mangled, late }).toEqual({
        theirs: ['CONFIRMATION_INVALID'],
        moved: ['CONFIRMATION_DIFFERS'],
        readdressed: ['CONFIRMATION_DIFFERS'],
        resealed: ['CONFIRMATION_INVALID'],
        mangled: ['CONFIRMATION_INVALID'],
        late: ['CONFIRMATION_INVALID'],
      });
      test.now = TEST_NOW;
      expect((await confirm(contoso.holder, token)).codes).toEqual([]);
    });

    it('R30 a mistyped domain is warned of, by known customers and by common ones', async () => {
      await world.assign(contoso.token, await world.stock(contoso), 'buyer@northwind.test');
      const licenseId = await world.stock(contoso);
      const meant = async (email: string) => {
        const { payload } = await prepare(contoso.holder, licenseId, email);
        expect(payload?.warning === null).toBe(payload?.suggestedEmail === null);
        return payload?.suggestedEmail;
      };
      expect(await meant('other@nortwhind.test')).toBe('other@northwind.test');
      expect(await meant('other@gmial.com')).toBe('other@gmail.com');
      expect(await meant('other@northwind.test')).toBeNull();
    });

    it('R63 it tells of own customers alone, and not who else is one of the vendor', async () => {
      const stranger = await world.people.account({ email: 'known@elsewhere.test' });
      const mine = await world.people.account({ name: 'Mine', email: 'known@mine.test' });
      const sold = { customerAccountId: mine.key, status: 'READY', assignedAt: TEST_NOW } as const;
      await world.stock(contoso, sold);
      const licenseId = await world.stock(contoso);
      const asked = async (email: string) => {
        const { payload } = await prepare(contoso.holder, licenseId, email);
        return [payload?.isKnownCustomer, payload?.customerName];
      };
      expect(await asked('known@mine.test')).toEqual([true, 'Mine']);
      expect(await asked('known@elsewhere.test')).toEqual([false, null]);
      expect(await asked(stranger.holder.email)).toEqual([false, null]);
      expect(await asked('nobody@at.all')).toEqual([false, null]);
    });

    it('R63 R65 a dry run says the same of every address that is not ambiguous', async () => {
      const account = await world.people.account({ name: 'Secret Ltd', email: 'one@secret.test' });
      const login = await world.people.person();
      const byHolder = await world.people.person();
      await world.people.byHolder(byHolder.key, 'seventeen purple cranes at dawn');
      const licenseId = await world.stock(contoso);
      const before = await checksum(test.dataSource);
      const dryRun = async (email: string) => {
        const input = { licenseId, email, customerName: 'Typed', dryRun: true };
        const asked = 'effects { kind subject id event changes { field before after } }';
        const { text } = await world.people.send(contoso.token, 'assignLicense', input, asked);
        return text.replaceAll(email, '<address>');
      };
      const known = await dryRun('one@secret.test');
      expect(known).toContain('"kind":"SEND"');
      expect(known).toContain('"field":"customer"');
      expect(known).not.toContain('Secret');
      for (const email of [account.holder.email, login.email, byHolder.email, 'new@at.all'])
        expect(await dryRun(email)).toBe(known);
      expect(await checksum(test.dataSource)).toBe(before);
    });
  });

  describe('R31 existing customers', () => {
    it("R31 an account's e-mail: they get the key by mail, and can activate at once", async () => {
      const customer = await world.people.account({
        name: 'Northwind',
        email: 'it@northwind.test',
      });
      const licenseId = await world.stock(contoso, { key: 'KEY-OF-R31' });
      const accounts = await world.count('accounts');
      const { payload, codes } = await world.assign(contoso.token, licenseId, 'IT@Northwind.test');
      expect(codes).toEqual([]);
      expect(payload?.license?.customer).toEqual({ name: 'Northwind', email: 'it@northwind.test' });
      expect(await world.count('accounts')).toBe(accounts);
      const [mail, ...more] = await world.mails('it@northwind.test');
      expect(more).toEqual([]);
      expect(mail).toMatchObject({
        event: 'license-key-delivery',
        accountId: customer.key,
        secrets: { key: 'KEY-OF-R31' },
      });
      expect(JSON.parse(mail?.text ?? '')).toMatchObject({ by: 'Contoso' });
      const activated = await world.people.send(customer.holder, 'activateLicense', {
        licenseId,
        serverName: 'mail.northwind.test',
      });
      expect(activated.codes).toEqual([]);
    });

    it("R31 else a holder's e-mail, and the account's comes first", async () => {
      const first = await world.people.account({ name: 'First' });
      const { email } = first.holder;
      const one = await world.assign(contoso.token, await world.stock(contoso), email);
      expect(one.payload?.license?.customer?.name).toBe('First');
      await world.people.account({ name: 'Second', email });
      const two = await world.assign(contoso.token, await world.stock(contoso), email);
      expect(two.payload?.license?.customer?.name).toBe('Second');
    });

    it.each(['accounts', 'held'] as const)(
      'R31 where several match (%s), only that the address is ambiguous is said',
      async (way) => {
        const person = await world.people.person();
        const email = way === 'held' ? person.email : world.people.address();
        const accounts: number[] = [];
        for (const name of ['One', 'Other'])
          accounts.push(
            await world.people.make.account(
              person.key,
              way === 'held' ? { name } : { name, email },
            ),
          );
        const licenseId = await world.stock(contoso);
        const before = await checksum(test.dataSource);
        const { payload, errors } = await world.assign(contoso.token, licenseId, email);
        expect(errors).toEqual([]);
        expect(payload).toEqual({
          license: null,
          userErrors: [
            {
              code: 'CUSTOMER_AMBIGUOUS',
              message: 'This address is ambiguous; ask support to find out whose it is.',
              field: ['input', 'email'],
            },
          ],
        });
        expect(await checksum(test.dataSource)).toBe(before);
        // Staff find out whose it is, and name the account (R72); the assignment is as final as any.
        const staff = await test.tokenFor(await world.people.make.user({ staffRole: 'SUPPORT' }));
        const stranger = await world.people.account({ name: 'Stranger' });
        const settle = (account: number, more: object = {}) =>
          world.people.send<Assigned>(
            { token: staff },
            'settleAssignment',
            {
              ...{ licenseId, email, accountId: test.app.ids.encode('Account', account) },
              ...{ reason: 'Their invoice names the account', ...more },
            },
            LICENSE,
          );
        const unsettled = await checksum(test.dataSource);
        expect((await settle(stranger.key)).codes).toEqual(['ADDRESS_NOT_OF_ACCOUNT']);
        const only = { email: stranger.holder.email };
        expect((await settle(stranger.key, only)).codes).toEqual(['CUSTOMER_NOT_AMBIGUOUS']);
        expect(await checksum(test.dataSource)).toBe(unsettled);
        const settled = await settle(accounts[1] ?? 0);
        expect([settled.codes, settled.payload?.license?.customer?.name]).toEqual([[], 'Other']);
        expect((await world.mails(email)).map(({ event }) => event)).toEqual([
          'license-key-delivery',
        ]);
        expect((await settle(accounts[0] ?? 0)).codes).toEqual(['LICENSE_ALREADY_ASSIGNED']);
      },
    );
  });

  describe('R32 new customers', () => {
    it('R32 a one-time password is mailed, opens its own change alone, and then the license', async () => {
      const licenseId = await world.stock(contoso, { key: 'KEY-OF-R32' });
      const email = 'new@customer.test';
      const named = { customerName: 'New Customer', customerCountry: 'FR' };
      const { codes } = await world.assign(contoso.token, licenseId, email, named);
      expect(codes).toEqual([]);
      const [mail, ...more] = await world.mails(email);
      expect(more).toEqual([]);
      expect(mail?.event).toBe('account-created');
      const { password = '', key } = mail?.secrets ?? {};
      expect(key).toBe('KEY-OF-R32');
      expect(password).toHaveLength(16);
      expect(mail?.text).not.toContain(password);
      const stored = await test.dataSource.query<
        { password_hash: string; country: string; currency: string }[]
      >(
        'SELECT u.password_hash, a.country, a.currency FROM users u JOIN accounts a ON a.holder_user_id = u.id WHERE u.email = ?',
        [email],
      );
      expect(stored).toEqual([
        {
          password_hash: expect.stringMatching(/^\$argon2id\$/) as string,
          country: 'FR',
          currency: 'EUR',
        },
      ]);

      const opened = await world.people.signIn(email, password);
      const provisional = { token: 'token' in opened ? opened.token : '' };
      const QUERY =
        '{ viewer { memberships { account { name licenses { nodes { key seller { name } } } } } } }';
      expect((await test.graph(`query ${QUERY}`, {}, provisional.token)).text).not.toContain(
        'KEY-OF',
      );
      const changed = await world.people.send<{ token: string }>(
        provisional,
        'changePassword',
        { currentPassword: password, newPassword: OWN, returnToken: true },
        'token',
      );
      expect(changed.codes).toEqual([]);
      const { data } = await test.graph(`query ${QUERY}`, {}, changed.payload?.token ?? '');
      expect(data).toEqual({
        viewer: {
          memberships: [
            {
              account: {
                name: 'New Customer',
                licenses: { nodes: [{ key: 'KEY-OF-R32', seller: { name: 'Contoso' } }] },
              },
            },
          ],
        },
      });
      expect(await world.people.signIn(email, password)).toEqual({ code: 'INVALID_CREDENTIALS' });
    });

    it("R32 the account is of the partner's country when nobody says, and its history names no partner's person", async () => {
      const email = 'plain@customer.test';
      const licenseId = await world.stock(contoso);
      const { payload } = await prepare(contoso.holder, licenseId, email);
      await confirm(contoso.holder, payload?.confirmationToken);
      const [account] = await test.dataSource.query<
        { id: string; country: string; currency: string; holder: string }[]
      >('SELECT id, country, currency, holder_user_id AS holder FROM accounts WHERE email = ?', [
        email,
      ]);
      expect(account).toMatchObject({ country: 'GB', currency: 'GBP' });
      await test.dataSource.query('UPDATE users SET must_change_password = 0 WHERE email = ?', [
        email,
      ]);
      const { data } = await test.graph(
        'query ($id: ID!) { account(id: $id) { history { nodes { action subjectType by from } } } }',
        { id: test.app.ids.encode('Account', Number(account?.id)) },
        await test.tokenFor(Number(account?.holder)),
      );
      expect(data).toEqual({
        account: {
          history: {
            nodes: [{ action: 'assignLicense', subjectType: 'Account', by: null, from: null }],
          },
        },
      });
    });

    it('R32 a user who holds no account gets one to hold, and no new password', async () => {
      const other = await world.people.account();
      const login = await world.people.login(other);
      const licenseId = await world.stock(contoso);
      const { payload } = await world.assign(contoso.token, licenseId, login.email);
      // The partner does not learn what somebody is called who was there before.
      expect(payload?.license?.customer).toEqual({ name: login.email, email: login.email });
      const [mail, ...more] = await world.mails(login.email);
      expect(more).toEqual([]);
      expect(mail?.event).toBe('account-created');
      expect(Object.keys(mail?.secrets ?? {})).toEqual(['key']);
      expect(await world.count('accounts', 'holder_user_id = ?', [login.key])).toBe(1);
      expect('token' in (await world.people.signIn(login.email, PASSWORD))).toBe(true);
    });

    it('R10 R32 whose password another holder knows, chooses their own before the account opens', async () => {
      const other = await world.people.account();
      const login = await world.people.login(other);
      await world.people.byHolder(login.key, 'seventeen purple cranes at dawn');
      await world.assign(contoso.token, await world.stock(contoso), login.email);
      const mails = await world.mails(login.email);
      expect(mails.map(({ event }) => event)).toEqual(['password-reset', 'account-created']);
      const sees = async (token: string) => {
        const { text } = await test.graph(
          '{ viewer { memberships { account { licenses { nodes { key } } } } } }',
          {},
          token,
        );
        return text.includes('"KEY-');
      };
      const known = await world.people.signIn(login.email, 'seventeen purple cranes at dawn');
      expect('token' in known && (await sees(known.token))).toBe(false);
      const token = mails[0]?.secrets.token ?? '';
      const reset = await world.people.send(null, 'resetPassword', { token, newPassword: OWN });
      expect(reset.codes).toEqual([]);
      const own = await world.people.signIn(login.email, OWN);
      expect('token' in own && (await sees(own.token))).toBe(true);
    });

    it('R32 two partners who name the same new address at the same moment make one account', async () => {
      const fabrikam = await world.reseller('Fabrikam');
      for (let round = 1; round <= 5; round++) {
        const email = `both${round}@customer.test`;
        const stock = [await world.stock(contoso), await world.stock(fabrikam)];
        const made = await Promise.all([
          world.assign(contoso.token, stock[0] ?? '', email),
          world.assign(fabrikam.token, stock[1] ?? '', email),
        ]);
        expect(made.map(({ codes }) => codes)).toEqual([[], []]);
        expect(await world.count('users', 'email = ?', [email])).toBe(1);
        expect(await world.count('accounts', 'email = ?', [email])).toBe(1);
        const mails = await world.mails(email);
        expect(mails.map(({ event }) => event).sort()).toEqual([
          'account-created',
          'license-key-delivery',
        ]);
      }
    });

    it('R32 the same of a user who holds no account', async () => {
      const fabrikam = await world.reseller('Fabrikam');
      const { email, key } = await world.people.person();
      const [one, other] = [await world.stock(contoso), await world.stock(fabrikam)];
      await Promise.all([
        world.assign(contoso.token, one, email),
        world.assign(fabrikam.token, other, email),
      ]);
      expect(await world.count('accounts', 'holder_user_id = ?', [key])).toBe(1);
    });
  });

  describe('who may', () => {
    it("R15 the reseller's people are told, with the key only where they may see it", async () => {
      const seller = await world.reseller('Told Ltd');
      const alert = { alertResoldLicenseAssigned: true };
      const login = await world.people.login(seller, ['RESELLER']);
      const blind = await world.people.login(seller, ['PAY_INVOICES']);
      await test.dataSource.query(
        'UPDATE memberships SET alert_resold_license_assigned = ? WHERE account_id = ? AND user_id <> ?',
        [alert.alertResoldLicenseAssigned, seller.key, seller.holder.key],
      );
      await world.assign(seller.token, await world.stock(seller, { key: 'KEY-TOLD' }), 'c@d.test');
      const reported = async (to: string) =>
        (await world.mails(to)).map(({ event, secrets }) => [event, secrets.key]);
      expect(await reported(login.email)).toEqual([['resold-license-assigned', 'KEY-TOLD']]);
      expect(await reported(blind.email)).toEqual([['resold-license-assigned', undefined]]);
      expect(await reported(seller.holder.email)).toEqual([]);
    });

    it('R6 stock stays assignable by the holder after the capability is lost, and by nobody else', async () => {
      const former = await world.reseller('Former');
      const login = await world.people.login(former, ['RESELLER']);
      const licenseId = await world.stock(former);
      await test.dataSource.query('UPDATE accounts SET reseller = 0 WHERE id = ?', [former.key]);
      expect((await prepare(login, licenseId, 'a@b.test')).codes).toEqual(['FORBIDDEN']);
      const { payload } = await prepare(former.holder, licenseId, 'a@b.test');
      const done = await confirm(former.holder, payload?.confirmationToken);
      expect(done.payload?.license?.status).toBe('READY');
    });

    it("R63 another reseller's stock is not there", async () => {
      const other = await world.reseller('Other');
      const licenseId = await world.stock(contoso);
      expect((await world.assign(other.token, licenseId, 'a@b.test')).codes).toEqual(['NOT_FOUND']);
    });
  });

  it('R36 the history shows one assignment: to the reseller with the address, to the customer without', async () => {
    const customer = await world.people.account({ email: 'history@customer.test' });
    const licenseId = await world.stock(contoso);
    await world.assign(contoso.token, licenseId, 'history@customer.test');
    await world.assign(contoso.token, licenseId, 'history@customer.test');
    const history = async (token: string) => {
      const { data } = await test.graph(
        'query ($id: ID!) { node(id: $id) { ... on License { history { nodes { action changes { field after } } } } } }',
        { id: licenseId },
        token,
      );
      return (data as { node: { history: { nodes: unknown[] } } }).node.history.nodes;
    };
    const status = { field: 'status', after: 'READY' };
    const address = { field: 'customer', after: 'history@customer.test' };
    expect(await history(contoso.holder.token)).toEqual([
      { action: 'assignLicense', changes: [status, address] },
    ]);
    expect(await history(customer.holder.token)).toEqual([
      { action: 'assignLicense', changes: [status] },
    ]);
  });
});
