import { isEnumType } from 'graphql';
import { Sealer } from '../../src/database/sealing';
import { DEMO_SIGN_INS } from '../../src/dev/demo/demo-sign-ins';
import { fillDemoData } from '../../src/dev/demo/fill-demo-data';
import { LicenseStatus } from '../../src/domain/licensing/license';
import { World } from '../permissions/world';
import { checksum, Fixtures } from '../support/fixtures';
import { TEST_NOW, TestApplication } from '../support/test-application';

const DECISION = '{ allowed reason message missingPermission grantableBy }';
const DAY = 24 * 3_600_000;

interface Decision {
  readonly allowed: boolean;
  readonly reason: string | null;
  readonly message: string | null;
  readonly missingPermission: string | null;
  readonly grantableBy: string | null;
}
/** A node as somebody sees it, with a decision by the name of each action. */
type Seen = { readonly __typename: string; readonly id: string } & Readonly<
  Record<string, Decision | string>
>;

interface Fit {
  readonly type: string;
  /** Input that the mutation goes through with, if it may; `server` is one that the licence runs on. */
  readonly call: (id: string, server: string) => string;
}

/** By action; written by hand, so that an action that nobody thought of fails the test. */
const FIT: Readonly<Record<string, Fit>> = {
  UPDATE_ACCOUNT: {
    type: 'Account',
    call: (id) => `updateAccount(input: { accountId: "${id}", name: "New", dryRun: true })`,
  },
  ADD_CONTACT: {
    type: 'Account',
    call: (id) =>
      `addContact(input: { accountId: "${id}", firstName: "A", lastName: "B", email: "a@b.example", country: "DE", dryRun: true })`,
  },
  UPDATE_CONTACT: {
    type: 'Contact',
    call: (id) => `updateContact(input: { contactId: "${id}", firstName: "New", dryRun: true })`,
  },
  REMOVE_CONTACT: {
    type: 'Contact',
    call: (id) => `removeContact(input: { contactId: "${id}", dryRun: true })`,
  },
  ACTIVATE_LICENSE: {
    type: 'License',
    call: (id, server) =>
      `activateLicense(input: { licenseId: "${id}", serverName: "${server}", move: true, dryRun: true })`,
  },
  DEACTIVATE_LICENSE: {
    type: 'License',
    call: (id) => `deactivateLicense(input: { licenseId: "${id}", dryRun: true })`,
  },
};

/** What cannot be rehearsed is tried for real, in test/features/sessions.test.ts. */
const NOT_REHEARSED = ['REVOKE_SESSION'];

const actionsOf = (test: TestApplication): string[] => {
  const type = test.app.schema.getType('Action');
  const all = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
  return all.filter((name) => !NOT_REHEARSED.includes(name));
};

/** What people may do to nodes, as they are told and as the mutations then have it. */
class Walk {
  /** How often it was said, by action and answer, so that a walk past everything is noticed. */
  readonly said = new Map<string, number>();
  private readonly actions: readonly string[];

  constructor(
    private readonly test: TestApplication,
    private readonly servers: ReadonlyMap<string, string>,
  ) {
    this.actions = actionsOf(test);
  }

  /** The server that each licence runs on, by its id. */
  static async over(test: TestApplication): Promise<Walk> {
    const rows: { license: number; server: string }[] = await test.dataSource.query(
      `SELECT license_id AS license, server_name AS server FROM activations
       WHERE deactivated_at IS NULL AND (ends_at IS NULL OR ends_at > ?)`,
      [test.now],
    );
    const servers = rows.map(
      ({ license, server }) => [test.app.ids.encode('License', Number(license)), server] as const,
    );
    return new Walk(test, new Map(servers));
  }

  /** Asks about all nodes as one person. @returns what differs, which is to be nothing. */
  async as(token: string | null, ids: readonly string[]): Promise<object[]> {
    const differences: object[] = [];
    for (let from = 0; from < ids.length; from += 50) {
      const some = ids.slice(from, from + 50);
      differences.push(...(await this.ask(token, some)));
    }
    return differences;
  }

  private async ask(token: string | null, ids: readonly string[]): Promise<object[]> {
    const decisions = this.actions.map((one) => `${one}: viewerCan(action: ${one}) ${DECISION}`);
    const { data, errors } = await this.test.graph(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ${decisions.join(' ')} } }`,
      { ids },
      token,
    );
    const nodes = data?.['nodes'] as (Seen | null)[];
    // Whoever may not have a node is refused the node; nobody is refused the answer about one.
    const refusals = errors.filter(({ path }) => path?.length !== 2);
    const told = nodes.flatMap((node) => (node === null ? [] : [node]));
    return [
      ...refusals,
      ...told.flatMap((node) => this.notApplicable(node)),
      ...(await this.rehearsed(token, told)),
    ];
  }

  private notApplicable(node: Seen): object[] {
    return this.actions
      .filter((action) => FIT[action]?.type !== node.__typename)
      .map((action) => node[action] as Decision)
      .filter(({ allowed, reason }) => allowed || reason !== 'NOT_APPLICABLE');
  }

  /** Sends the mutations that the decisions are about, and compares. */
  private async rehearsed(token: string | null, nodes: readonly Seen[]): Promise<object[]> {
    const asked = nodes.flatMap((node) =>
      this.actions
        .filter((action) => FIT[action]?.type === node.__typename)
        .map((action) => ({ action, id: node.id, told: node[action] as Decision })),
    );
    if (asked.length === 0) return [];
    const calls = asked.map(({ action, id }, at) => {
      const server = this.servers.get(id) ?? 'new.example';
      return `_${at}: ${(FIT[action] as Fit).call(id, server)} { effects { kind } userErrors { code message } }`;
    });
    const { data, errors } = await this.test.graph(`mutation { ${calls.join(' ')} }`, {}, token);
    return asked.flatMap(({ action, id, told }, at) => {
      const error = errors.find(({ path }) => path?.[0] === `_${at}`);
      const payload = (data?.[`_${at}`] ?? null) as {
        effects: object[] | null;
        userErrors: { code: string; message: string }[];
      } | null;
      const refusal = payload?.userErrors[0];
      const came = {
        // Activated again where it runs, a licence changes in nothing: the list may be empty.
        allowed: Array.isArray(payload?.effects) && refusal === undefined,
        reason: error?.extensions['code'] ?? refusal?.code ?? null,
        message: error?.message ?? refusal?.message ?? null,
        missingPermission: error?.extensions['missingPermission'] ?? null,
        grantableBy: error?.extensions['grantableBy'] ?? null,
      };
      const what = `${action} ${told.reason ?? 'allowed'}`;
      this.said.set(what, (this.said.get(what) ?? 0) + 1);
      return JSON.stringify(came) === JSON.stringify(told) ? [] : [{ action, id, told, came }];
    });
  }
}

describe('what the viewer may do to a node', () => {
  let test: TestApplication;
  let world: World;

  beforeAll(async () => {
    test = await TestApplication.start({ QUERY_COST_LIMIT: '10000000' });
    await test.server.listen({ port: 0, host: '127.0.0.1' });
    world = await World.over(test);
    // A licence in each state, running on none, one or two servers.
    await Fixtures.together(test, async (make) => {
      const account = world.accountKey('customer');
      const product = world.nodes.get('product')?.key as number;
      for (const status of Object.values(LicenseStatus))
        for (const running of [0, 1, 2]) {
          const key = await make.license(account, product, {
            status,
            key: `${status} ${running}`,
          });
          world.nodes.set(`customer/${status} on ${running}`, { type: 'License', key });
          const gone = { serverName: 'gone.example', deactivatedAt: TEST_NOW };
          await make.activation(account, key, gone);
          await make.activation(account, key, { serverName: 'over.example', endsAt: TEST_NOW });
          for (let n = 0; n < running; n++) {
            const endsAt = running - n === 2 ? new Date(TEST_NOW.getTime() + DAY) : null;
            await make.activation(account, key, { serverName: `runs${n}.example`, endsAt });
          }
        }
    });
  });
  afterAll(() => test.stop());

  it('R64 there is fit input for every action of the schema', () => {
    expect(actionsOf(test).sort()).toEqual(Object.keys(FIT).sort());
  });

  it('R63 R64 everybody is told of every node what the mutation then says, and nothing is written', async () => {
    const ids = [...world.nodes.keys()].map((name) => world.id(name));
    const tokens = [null];
    for (const user of world.users.keys()) tokens.push((await world.sessionOf(user)) as never);
    const before = await checksum(test.dataSource);
    const walk = await Walk.over(test);
    for (const token of tokens) expect(await walk.as(token, ids)).toEqual([]);
    expect(await checksum(test.dataSource)).toBe(before);
    // Each action was both allowed and refused, and a licence refused for each of its states.
    const said = Object.keys(FIT).flatMap((action) => [`${action} FORBIDDEN`, `${action} allowed`]);
    const states = ['ENDED', 'SUSPENDED', 'UNASSIGNED'].map(
      (one) => `ACTIVATE_LICENSE LICENSE_${one}`,
    );
    expect([...walk.said.keys()].sort()).toEqual(
      [...said, ...states, 'DEACTIVATE_LICENSE LICENSE_NOT_ACTIVE'].sort(),
    );
  }, 60_000);

  const decisionOf = async (
    action: string,
    node: string,
    user: string,
  ): Promise<Decision | null> => {
    const { data } = await test.graph(
      `query ($id: ID!) { node(id: $id) { viewerCan(action: ${action}) ${DECISION} } }`,
      { id: world.id(node) },
      await world.sessionOf(user),
    );
    return (data?.['node'] as { viewerCan: Decision } | null)?.viewerCan ?? null;
  };

  it('R63 a refused member learns which permission is missing, and who can grant it', async () => {
    expect(await decisionOf('ACTIVATE_LICENSE', 'customer/license', 'customer:buy')).toEqual({
      allowed: false,
      reason: 'FORBIDDEN',
      message: 'This needs the permission ACTIVATE_LICENSES; Holder of customer can grant it.',
      missingPermission: 'ACTIVATE_LICENSES',
      grantableBy: 'Holder of customer',
    });
    expect(await decisionOf('ADD_CONTACT', 'customer/account', 'customer:act')).toEqual({
      allowed: false,
      reason: 'FORBIDDEN',
      message: 'Only the holder of the account may do this: Holder of customer.',
      missingPermission: 'HOLDER',
      grantableBy: 'Holder of customer',
    });
  });

  it('R63 the partner that sold a licence is not told whom to ask: nobody can grant it', async () => {
    const told = await decisionOf(
      'ACTIVATE_LICENSE',
      'reseller-to-customer/resold',
      'reseller:holder',
    );
    expect(told).toMatchObject({ allowed: false, reason: 'FORBIDDEN', grantableBy: null });
    expect(told?.missingPermission).toBeNull();
  });

  it('R63 who is outside of the account learns nothing, not even that there is something', async () => {
    for (const action of actionsOf(test))
      expect(await decisionOf(action, 'customer/license', 'other:holder')).toBeNull();
  });

  it('R64 what is not for a node of this type says so, whoever asks', async () => {
    expect(await decisionOf('ADD_CONTACT', 'customer/license', 'customer:holder')).toEqual({
      allowed: false,
      reason: 'NOT_APPLICABLE',
      message: 'addContact is not for a License.',
      missingPermission: null,
      grantableBy: null,
    });
  });

  it('R13 a permission that was taken away counts on the next request', async () => {
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

describe('what the viewer may do, asked of whole pages', () => {
  let test: TestApplication;
  beforeAll(async () => {
    test = await TestApplication.start({ QUERY_COST_LIMIT: '10000000' });
  });
  afterAll(() => test.stop());

  it('R64 two actions of each licence cost one statement more, however many there are', async () => {
    const { account, holder } = await Fixtures.together(test, async (make) => {
      const user = await make.user();
      const key = await make.account(user);
      const product = await make.product();
      for (let n = 0; n < 100; n++) {
        const license = await make.license(key, product);
        if (n % 2 === 0) await make.activation(key, license);
      }
      return { account: test.app.ids.encode('Account', key), holder: user };
    });
    const token = await test.tokenFor(holder);
    for (const n of [1, 10, 100]) {
      let allowed = 0;
      const sent = await test.countStatements(async () => {
        const { data, errors } = await test.graph(
          `query ($id: ID!, $n: Int) { account(id: $id) { licenses(first: $n) { nodes {
            activate: viewerCan(action: ACTIVATE_LICENSE) { allowed }
            deactivate: viewerCan(action: DEACTIVATE_LICENSE) { allowed } } } } }`,
          { id: account, n },
          token,
        );
        expect(errors).toEqual([]);
        allowed = JSON.stringify(data).match(/"allowed":true/g)?.length ?? 0;
      });
      // All can be activated, and every other one, from the second newest on, deactivated.
      expect(allowed).toBe(n + Math.floor(n / 2));
      // The session, the account, the page, and what runs on its licences.
      expect(sent).toHaveLength(4);
    }
  });
});

describe('what people of the demo may do', () => {
  let test: TestApplication;
  beforeAll(async () => {
    test = await TestApplication.start({ QUERY_COST_LIMIT: '10000000' });
    await test.server.listen({ port: 0, host: '127.0.0.1' });
    await fillDemoData(test.dataSource, {
      today: '2026-11-21',
      timeZone: 'Europe/Berlin',
      sealer: new Sealer(1, test.config.sealKey),
      taxRules: { vendorCountry: 'DE', ratesInBasisPoints: { DE: 1900 } },
    });
  }, 120_000);
  afterAll(() => test.stop());

  const ids = async (type: string, statement: string): Promise<string[]> => {
    const rows: { id: number }[] = await test.dataSource.query(statement);
    return rows.map(({ id }) => test.app.ids.encode(type, Number(id)));
  };

  it('R64 each sign-in is told what the mutation then says', async () => {
    const emails = DEMO_SIGN_INS.map(({ email }) => `'${email}'`).join(', ');
    const theirs = `(SELECT m.account_id FROM memberships m JOIN users u ON u.id = m.user_id WHERE u.email IN (${emails}))`;
    const nodes = [
      ...(await ids('Account', `SELECT id FROM accounts WHERE id IN ${theirs}`)),
      ...(await ids(
        'Contact',
        `SELECT MIN(id) AS id FROM contacts WHERE account_id IN ${theirs} GROUP BY account_id`,
      )),
      ...(await ids(
        'License',
        `SELECT MIN(id) AS id FROM licenses WHERE account_id IN ${theirs} OR customer_account_id IN ${theirs}
         GROUP BY account_id, origin, status`,
      )),
      ...(await ids(
        'License',
        `SELECT MAX(license_id) AS id FROM activations WHERE account_id IN ${theirs}
           AND deactivated_at IS NULL AND ends_at IS NOT NULL GROUP BY account_id`,
      )),
    ];
    const walk = await Walk.over(test);
    const [before] = await checksums();
    for (const { email } of DEMO_SIGN_INS) {
      const [user]: { id: number }[] = await test.dataSource.query(
        'SELECT id FROM users WHERE email = ?',
        [email],
      );
      expect([email, await walk.as(await test.tokenFor(Number(user?.id)), nodes)]).toEqual([
        email,
        [],
      ]);
    }
    expect(walk.said.get('ACTIVATE_LICENSE allowed')).toBeGreaterThan(3);
    expect(walk.said.get('ACTIVATE_LICENSE FORBIDDEN')).toBeGreaterThan(3);
    expect(walk.said.get('DEACTIVATE_LICENSE allowed')).toBeGreaterThan(3);
    expect(walk.said.get('UPDATE_ACCOUNT allowed')).toBeGreaterThan(2);
    expect(await checksums()).toEqual([before]);
  }, 60_000);

  /** Of the tables that the mutations write. */
  async function checksums(): Promise<unknown[]> {
    const rows: { Checksum: unknown }[] = await test.dataSource.query(
      'CHECKSUM TABLE accounts, contacts, licenses, activations, audit_events',
    );
    return [rows.map(({ Checksum }) => String(Checksum)).join()];
  }
});
