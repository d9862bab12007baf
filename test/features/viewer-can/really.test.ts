import { Fixtures } from '../../support/fixtures';
import { actionsOf, PASSWORD } from './actions.table';
import { Stage } from './stage';

describe('what the viewer may do to a node, and does', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
  });
  afterAll(() => stage.test.stop());

  /** What has no dry run, with input that it goes through with, if it may. */
  const REAL: Readonly<Record<string, { nodes: readonly string[]; call: (id: string) => string }>> =
    {
      ACT_AS: {
        nodes: ['other/account'],
        call: (id) => `actAs(input: { accountId: "${id}", reason: "Asked by phone" })`,
      },
      PREPARE_ASSIGN_LICENSE: {
        nodes: ['reseller/stock', 'reseller/stock SUSPENDED', 'reseller-to-neighbour/resold'],
        call: (id) => `prepareAssignLicense(input: { licenseId: "${id}", email: "a@b.test" })`,
      },
      PREPARE_STOP_LEASE: {
        nodes: ['provider-to-customer/lease', 'provider-to-neighbour/lease'],
        call: (id) => `prepareStopLease(input: { leaseId: "${id}" })`,
      },
      PREPARE_PAYMENT_METHOD: {
        nodes: ['neighbour/account'],
        call: (id) => `preparePaymentMethod(input: { accountId: "${id}" })`,
      },
      ADD_PAYMENT_METHOD: {
        nodes: ['neighbour/account'],
        call: (id) => `addPaymentMethod(input: { accountId: "${id}", setup: "sandbox:success" })`,
      },
      CREATE_API_TOKEN: {
        nodes: ['other/account', 'reseller/account'],
        call: (id) =>
          `createApiToken(input: { accountId: "${id}", name: "T", expiresAt: "2027-01-01T00:00:00Z", scopes: [{ permission: ACTIVATE_LICENSES, access: READ }] })`,
      },
      SET_AUTHORIZED_LOGIN_PASSWORD: {
        nodes: ['holder', 'act', 'invited', 'several', 'staff'].map(
          (who) => `neighbour/membership:${who}`,
        ),
        call: (id) =>
          `setAuthorizedLoginPassword(input: { membershipId: "${id}", newPassword: "${PASSWORD}", passwordConfirmation: "${PASSWORD}" })`,
      },
    };

  it.each(Object.keys(REAL))('R64 %s is told as it is then done', async (action) => {
    const { test, world } = stage;
    const { nodes, call } = REAL[action] as (typeof REAL)[string];
    if (!world.nodes.has('neighbour/membership:several')) {
      const make = new Fixtures(test);
      const account = world.accountKey('neighbour');
      for (const [name, staffRole] of [
        ['several', null],
        ['staff', 'SUPPORT'],
      ] as const) {
        const user = await make.user({ staffRole, email: `${name}@neighbour.test` });
        if (name === 'several') await make.membership(world.accountKey('other'), user, []);
        const key = await make.membership(account, user, []);
        world.nodes.set(`neighbour/membership:${name}`, { type: 'Membership', key });
      }
    }
    const said = new Set<string>();
    for (const node of nodes)
      for (const user of [
        'neighbour:holder',
        'neighbour:pay',
        'reseller:res',
        'provider:lea',
        'other:holder',
        'admin',
        'acting',
      ]) {
        const reported = await stage.decisionOf(action, node, user);
        // Whoever may not have the node is told of no decision.
        if (reported === null) continue;
        const { data, errors } = await test.graph(
          `mutation { _: ${call(world.id(node))} { userErrors { code message } } }`,
          {},
          await world.sessionOf(user),
        );
        const payload = data?.['_'] as { userErrors: { code: string; message: string }[] } | null;
        const refusal = payload?.userErrors[0];
        expect([node, user, reported]).toEqual([
          node,
          user,
          {
            allowed: errors.length === 0 && refusal === undefined,
            reason: errors[0]?.extensions['code'] ?? refusal?.code ?? null,
            message: errors[0]?.message ?? refusal?.message ?? null,
            missingPermission: errors[0]?.extensions['missingPermission'] ?? null,
            grantableBy: errors[0]?.extensions['grantableBy'] ?? null,
          },
        ]);
        said.add(`${node} ${reported.reason ?? 'allowed'}`);
      }
    expect([...said].some((one) => one.endsWith('allowed'))).toBe(true);
    if (action === 'SET_AUTHORIZED_LOGIN_PASSWORD')
      expect([...said].sort()).toEqual(
        [
          ...['act', 'holder', 'invited', 'several', 'staff'].map((who) => `${who} FORBIDDEN`),
          'act allowed',
          'holder IS_HOLDER',
          ...['invited', 'several', 'staff'].map((who) => `${who} PASSWORD_IS_THEIR_OWN`),
        ]
          .map((one) => `neighbour/membership:${one}`)
          .sort(),
      );
  });

  it('R63 a refused member learns which permission is missing, and who can grant it', async () => {
    expect(await stage.decisionOf('ACTIVATE_LICENSE', 'customer/license', 'customer:buy')).toEqual({
      allowed: false,
      reason: 'FORBIDDEN',
      message: 'This needs the permission ACTIVATE_LICENSES; Holder of customer can grant it.',
      missingPermission: 'ACTIVATE_LICENSES',
      grantableBy: 'Holder of customer',
    });
    expect(await stage.decisionOf('ADD_CONTACT', 'customer/account', 'customer:act')).toEqual({
      allowed: false,
      reason: 'FORBIDDEN',
      message: 'Only the holder of the account can do this: Holder of customer.',
      missingPermission: 'HOLDER',
      grantableBy: 'Holder of customer',
    });
  });

  it('R63 the partner that sold a license is not told whom to ask: nobody can grant it', async () => {
    const reported = await stage.decisionOf(
      'ACTIVATE_LICENSE',
      'reseller-to-customer/resold',
      'reseller:holder',
    );
    expect(reported).toMatchObject({ allowed: false, reason: 'FORBIDDEN', grantableBy: null });
    expect(reported?.missingPermission).toBeNull();
  });

  it('R63 who is outside of the account learns nothing, not even that there is something', async () => {
    for (const action of actionsOf(stage.test))
      expect(await stage.decisionOf(action, 'customer/license', 'other:holder')).toBeNull();
  });

  it('R64 what does not apply to a node of this type says so, whoever asks', async () => {
    expect(await stage.decisionOf('ADD_CONTACT', 'customer/license', 'customer:holder')).toEqual({
      allowed: false,
      reason: 'NOT_APPLICABLE',
      message: 'addContact does not apply to a License.',
      missingPermission: null,
      grantableBy: null,
    });
  });

  it('R13 a permission that was taken away counts on the next request', async () => {
    const { test, world } = stage;
    const token = await world.join('fickle', { customer: ['ACTIVATE_LICENSES'] });
    const allowed = async (): Promise<unknown> => {
      const { data } = await test.graph(
        'query ($id: ID!) { node(id: $id) { viewerCan(action: ACTIVATE_LICENSE) { allowed } } }',
        { id: world.id('customer/license') },
        token,
      );
      return data?.['node'];
    };
    expect(await allowed()).toEqual({ viewerCan: { allowed: true } });
    await test.dataSource.query(
      'UPDATE memberships SET may_activate_licenses = 0, may_make_purchases = 1 WHERE user_id = ?',
      [world.userKey('fickle')],
    );
    expect(await allowed()).toEqual({ viewerCan: { allowed: false } });
  });
});
