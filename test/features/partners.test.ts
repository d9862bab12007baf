import { applicableAlerts } from '../../src/domain/mail/preferences';
import { checksum } from '../support/fixtures';
import { People, type OfAccount, type Person } from '../support/people';
import { TEST_NOW, TestApplication } from '../support/test-application';

describe('R66 setting what kind of partner an account is', () => {
  let test: TestApplication;
  let people: People;
  let account: OfAccount;
  let admin: Person;

  beforeAll(async () => {
    test = await TestApplication.start();
    people = new People(test);
    admin = await people.person({ staffRole: 'ADMIN' });
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    account = await people.account();
  });

  const set = (given: object, as: Pick<Person, 'token'> | null = admin, of = account) =>
    people.send<{ account: { partner: object } }>(
      as,
      'setPartner',
      { accountId: of.id, ...given },
      'account { partner { reseller leaseProvider discountPercent } }',
    );
  const terms = async () => {
    const [row] = await test.dataSource.query<object[]>(
      'SELECT reseller, lease_provider, discount_basis_points FROM accounts WHERE id = ?',
      [account.key],
    );
    return row;
  };
  const permissionsOf = async (as: Pick<Person, 'token'>): Promise<unknown> => {
    const { data } = await test.graph('{ viewer { memberships { permissions } } }', {}, as.token);
    return (data?.['viewer'] as { memberships: { permissions: string[] }[] }).memberships[0]
      ?.permissions;
  };
  const reads = async (token: string, field: string): Promise<boolean> => {
    const { data } = await test.graph(
      `query ($id: ID!) { account(id: $id) { ${field} { nodes { id } } } }`,
      { id: account.id },
      token,
    );
    const fields = data?.['account'] as Record<string, unknown> | null;
    return (fields?.[field] ?? null) !== null;
  };

  it('R66 is for admins alone, in a session with a second factor', async () => {
    const others: (Pick<Person, 'token'> | null)[] = [
      null,
      account.holder,
      await people.person({ staffRole: 'SUPPORT' }),
      await people.person({ staffRole: 'BILLING' }),
    ];
    const weak = await people.person({ staffRole: 'ADMIN' });
    await test.dataSource.query('UPDATE sessions SET second_factor = 0 WHERE user_id = ?', [
      weak.key,
    ]);
    const acting = await people.person({ staffRole: 'BILLING' });
    await people.send(acting, 'actAs', { accountId: account.id, reason: 'Asked by phone' });
    others.push(weak, acting);
    const before = await checksum(test.dataSource);
    for (const dryRun of [true, false])
      for (const [at, as] of others.entries())
        expect([at, (await set({ reseller: true, dryRun }, as)).codes]).toEqual([
          at,
          [as === null ? 'UNAUTHENTICATED' : as === weak ? 'SECOND_FACTOR_REQUIRED' : 'FORBIDDEN'],
        ]);
    expect(await checksum(test.dataSource)).toBe(before);
    const { payload, codes } = await set({ reseller: true, discountPercent: '12.50' });
    expect([codes, payload?.account.partner]).toEqual([
      [],
      { reseller: true, leaseProvider: false, discountPercent: '12.50' },
    ]);
  });

  it('R66 what is left out stays as it is', async () => {
    await set({ reseller: true, leaseProvider: true, discountPercent: '7.5' });
    await set({ leaseProvider: false });
    expect(await terms()).toEqual({
      reseller: 1,
      lease_provider: 0,
      discount_basis_points: 750,
    });
    await set({ discountPercent: null });
    await set({});
    expect(await terms()).toMatchObject({ reseller: 1, discount_basis_points: 750 });
  });

  it.each([
    ['0', 0],
    ['0.01', 1],
    ['0.1', 10],
    ['12.5', 1_250],
    ['012.5000', 1_250],
    ['99.99', 9_999],
    ['100', 10_000],
    ['100.00', 10_000],
  ])('R24 a discount of %s %% is taken', async (discountPercent, points) => {
    expect((await set({ discountPercent })).codes).toEqual([]);
    expect(await terms()).toMatchObject({ discount_basis_points: points });
  });

  it.each([
    '-1',
    '-0.01',
    '100.01',
    '101',
    '1000',
    '12.345',
    '1e1',
    '',
    ' ',
    '12,5',
    'NaN',
    '12.5%',
  ])('R24 a discount of %j is refused', async (discountPercent) => {
    const before = await checksum(test.dataSource);
    for (const dryRun of [true, false]) {
      const { codes } = await set({ reseller: true, discountPercent, dryRun });
      expect(codes).toHaveLength(1);
      expect(['INVALID_PERCENT', 'BAD_USER_INPUT']).toContain(codes[0]);
    }
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it.each([
    ['reseller', 'RESELLER', 'resoldLicenses'],
    ['leaseProvider', 'LEASE_PROVIDER', 'leases'],
  ] as const)(
    'R6 R13 with the capability %s, %s counts and stops counting on the next request of sessions and tokens',
    async (capability, permission, field) => {
      await set({ [capability]: true });
      const login = await people.login(account, [permission, 'PAY_INVOICES']);
      const made = await people.send<{ token: string }>(
        account.holder,
        'createApiToken',
        {
          accountId: account.id,
          name: 'T',
          scopes: [{ permission, access: 'READ' }],
          expiresAt: new Date(TEST_NOW.getTime() + 86_400_000).toISOString(),
        },
        'token',
      );
      expect(made.codes).toEqual([]);
      const token = made.payload?.token ?? '';
      const open = async () => [
        await permissionsOf(login),
        await reads(login.token, field),
        await reads(token, field),
      ];
      expect(await open()).toEqual([['PAY_INVOICES', permission], true, true]);
      await set({ [capability]: false });
      expect(await open()).toEqual([['PAY_INVOICES'], false, false]);
      // The holder winds down what is left, and cannot grant it to anybody.
      expect(await reads(account.holder.token, field)).toBe(true);
      const grant = await people.send(account.holder, 'updateAuthorizedLogin', {
        membershipId: (await people.login(account)).membershipId,
        permissions: [permission],
      });
      expect(grant.codes).toEqual(['PERMISSION_NOT_AVAILABLE']);
      await set({ [capability]: true });
      expect(await open()).toEqual([['PAY_INVOICES', permission], true, true]);
    },
  );

  it('R15 the alerts that can be chosen follow the capability at once', async () => {
    const login = await people.login(account);
    const choose = async (alerts: readonly string[]) =>
      (
        await people.send(account.holder, 'updateAuthorizedLogin', {
          membershipId: login.membershipId,
          alerts,
        })
      ).codes;
    const partner = ['SUMMARY_INVOICE_CREATED', 'RESOLD_LICENSE_ASSIGNED'];
    expect(await choose(partner)).toEqual(['ALERT_NOT_AVAILABLE']);
    await set({ reseller: true });
    expect(await choose(partner)).toEqual([]);
    expect(await choose(['LEASE_ASSIGNED'])).toEqual(['ALERT_NOT_AVAILABLE']);
    await set({ reseller: false, leaseProvider: true });
    expect(await choose(['LEASE_ASSIGNED', 'INVOICE_CREATED'])).toEqual([]);
    expect(await choose(['LEASE_ASSIGNED', ...partner])).toEqual(['ALERT_NOT_AVAILABLE']);
    // What counts is asked of the same rule, whatever was chosen before.
    expect(applicableAlerts('AUTHORIZED_LOGIN', { reseller: false, leaseProvider: true })).toEqual([
      'INVOICE_CREATED',
      'LEASE_ASSIGNED',
    ]);
  });

  it('R6 R12 a permission that was offered to the former holder counts for nothing once the capability is gone', async () => {
    await set({ reseller: true });
    const login = await people.login(account);
    const offered = await people.send(account.holder, 'transferAccount', {
      accountId: account.id,
      membershipId: login.membershipId,
      formerHolderPermissions: ['RESELLER', 'PAY_INVOICES'],
    });
    expect(offered.codes).toEqual([]);
    await set({ reseller: false });
    const accepted = await people.send(login, 'acceptTransfer', { accountId: account.id });
    expect(accepted.codes).toEqual([]);
    expect(await permissionsOf(account.holder)).toEqual(['PAY_INVOICES']);
    expect(await reads(account.holder.token, 'resoldLicenses')).toBe(false);
  });

  it('R61 R66 stands in the history of the account, with what it was', async () => {
    await set({ reseller: true, discountPercent: '5' });
    const { data } = await test.graph(
      'query ($id: ID!) { account(id: $id) { history(first: 1) { nodes { action actor changes { field before after } } } } }',
      { id: account.id },
      account.holder.token,
    );
    expect(data).toEqual({
      account: {
        history: {
          nodes: [
            {
              action: 'setPartner',
              actor: 'STAFF',
              changes: [
                { field: 'reseller', before: 'false', after: 'true' },
                { field: 'discountBasisPoints', before: '0', after: '500' },
              ],
            },
          ],
        },
      },
    });
  });
});
