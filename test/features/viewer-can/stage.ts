import { LicenseStatus } from '../../../src/domain/licensing/license';
import { World } from '../../permissions/world';
import { Fixtures } from '../../support/fixtures';
import { ANY_COST, TEST_NOW, TestApplication } from '../../support/test-application';
import { BOOKKEEPER, DECISION, NAMED, type Decision } from './actions.table';

const DAY = 24 * 3_600_000;

/** A world in which everything is there in each state that forbids something. */
export class Stage {
  /** API tokens of the customer's holder: one that writes, one that reads. */
  readonly apiTokens: string[] = [];

  private constructor(
    readonly test: TestApplication,
    readonly world: World,
  ) {}

  static async set(): Promise<Stage> {
    const test = await TestApplication.start({
      ...ANY_COST,
      PAYMENT_GATEWAY: 'sandbox',
    });
    const stage = new Stage(test, await World.over(test));
    await stage.fill();
    return stage;
  }

  /** What somebody is told that they may do to a node; null when they may not have it. */
  async decisionOf(action: string, node: string, user: string): Promise<Decision | null> {
    const { data } = await this.test.graph(
      `query ($id: ID!) { node(id: $id) { viewerCan(action: ${action}) ${DECISION} } }`,
      { id: this.world.id(node) },
      await this.world.sessionOf(user),
    );
    return (data?.['node'] as { viewerCan: Decision } | null)?.viewerCan ?? null;
  }

  private async fill(): Promise<void> {
    const { test, world } = this;
    await test.dataSource.query(
      "UPDATE leases SET status = 'STOPPED', stopped_at = ?, stopped_on = '2026-11-21' WHERE id = ?",
      [TEST_NOW, world.nodes.get('provider-to-neighbour/lease')?.key],
    );
    NAMED.set('PRODUCT', world.id('product')).set('ADD-ON', world.id('add-on'));
    await this.recoveries(await new Fixtures(test).user({ email: 'heir@stage.test' }));
    NAMED.set('NEW-HOLDER', 'heir@stage.test');
    await this.people();
    for (const [name, account] of world.accounts) {
      const given = { email: BOOKKEEPER, supportAuthorized: true };
      const key = await new Fixtures(test).contact(account, given);
      world.nodes.set(`${name}/bookkeeper`, { type: 'Contact', key });
    }
    await this.money();
    // A license in each state, running on none, one or two servers.
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
      // A support request that can use up an incident.
      const key = await make.supportRequest(account, world.userKey('customer:none'), {
        number: 'SR-900001',
      });
      world.nodes.set('customer/new-request', { type: 'SupportRequest', key });
      await make.supportIncident(account, world.nodes.get('customer/order')?.key);
      await make.invoice(world.accountKey('both'), {
        number: 'INV-2026-900001',
        status: 'OVERDUE',
      });
      const small = { subtotal: 36n, tax: 0n, total: 36n };
      const reseller = world.accountKey('reseller');
      // No credit pays it.
      await this.test.dataSource.query('DELETE FROM ledger_entries WHERE account_id = ?', [
        reseller,
      ]);
      world.nodes.set('reseller/trifle', {
        type: 'Invoice',
        key: await make.invoice(reseller, small),
      });
      for (const status of ['SUSPENDED', 'ENDED'] as const) {
        const stock = { customerAccountId: null, origin: 'RESOLD', status } as const;
        const key = await make.license(world.accountKey('reseller'), product, stock);
        world.nodes.set(`reseller/stock ${status}`, { type: 'License', key });
      }
    });
  }

  private async sent(user: string, call: string, selection = ''): Promise<object> {
    const { data, errors } = await this.test.graph(
      `mutation { _: ${call} { ${selection} userErrors { code } } }`,
      {},
      await this.world.sessionOf(user),
    );
    expect([call, errors]).toEqual([call, []]);
    const came = data?.['_'] as { userErrors: object[] };
    expect([call, came.userErrors]).toEqual([call, []]);
    return came;
  }

  /** Second factors, one of which staff are about to remove, and an account that is about to get another holder. */
  private async recoveries(heir: number): Promise<void> {
    const { test, world } = this;
    const [guarded, freed] = [world.userKey('customer:act'), world.userKey('customer:buy')];
    await test.dataSource.query(
      "INSERT INTO two_factors (user_id, secret_sealed, created_at, confirmed_at) VALUES (?, 'sealed', ?, ?), (?, 'sealed', ?, ?)",
      [guarded, TEST_NOW, TEST_NOW, freed, TEST_NOW, TEST_NOW],
    );
    await test.dataSource.query("INSERT INTO two_factor_resets VALUES (?, ?, 'Lost', ?, ?)", [
      freed,
      heir,
      TEST_NOW,
      TEST_NOW,
    ]);
    await test.dataSource.query(
      "INSERT INTO holder_replacements VALUES (?, ?, ?, ?, 'Left', ?, ?)",
      [
        world.accountKey('reseller'),
        world.userKey('reseller:holder'),
        heir,
        heir,
        TEST_NOW,
        TEST_NOW,
      ],
    );
  }

  /** An offer, an invitation that waits for a password of one's own, staff who act for somebody, tokens. */
  private async people(): Promise<void> {
    const { test, world } = this;
    const customer = world.id('customer/account');
    const pay = world.id('customer/membership:pay');
    await this.sent(
      'customer:holder',
      `transferAccount(input: { accountId: "${customer}", membershipId: "${pay}" })`,
    );
    await test.dataSource.query('UPDATE users SET password_by_holder = 1 WHERE id = ?', [
      world.userKey('both:invited'),
    ]);
    const make = new Fixtures(test);
    for (const [name, staffRole] of [
      ['admin', 'ADMIN'],
      ['billing', 'BILLING'],
      ['acting', 'SUPPORT'],
    ] as const)
      world.users.set(name, await make.user({ staffRole, email: `${name}@staff.test` }));
    await this.sent(
      'acting',
      `actAs(input: { accountId: "${customer}", reason: "Asked by phone" })`,
    );
    for (const access of ['WRITE', 'READ']) {
      const made = (await this.sent(
        'customer:holder',
        `createApiToken(input: { accountId: "${customer}", name: "T", expiresAt: "2027-01-01T00:00:00Z",
          scopes: [{ permission: ACTIVATE_LICENSES, access: ${access} }] })`,
        'token apiToken { id }',
      )) as { token: string; apiToken: { id: string } };
      this.apiTokens.push(made.token);
      const key = test.app.ids.decode(made.apiToken.id)?.key as number;
      world.nodes.set(`customer/token:${access}`, { type: 'ApiToken', key });
      // That it was used is noted with its first request.
      await test.graph('{ viewer { staffRole } }', {}, made.token);
    }
  }

  /** Invoices, payments and cards in the states that forbid something. */
  private async money(): Promise<void> {
    const { test, world } = this;
    const account = world.accountKey('customer');
    const add = (name: string, type: string, key: number) =>
      world.nodes.set(`customer/${name}`, { type, key });
    await Fixtures.together(test, async (make) => {
      add('void', 'Invoice', await make.invoice(account, { status: 'VOID', credited: 11_900n }));
      add('held', 'Invoice', await make.invoice(account, { collectionHeldAt: TEST_NOW }));
      add('removed', 'PaymentMethod', await make.card(account, { removedAt: TEST_NOW }));
      add('spare', 'PaymentMethod', await make.card(account, { isDefault: false }));
      const charged = await make.card(account, { isDefault: false });
      add('charged', 'PaymentMethod', charged);
      const waiting = await make.invoice(account, { awaitsSummary: true });
      add('waiting', 'Invoice', waiting);
      const pending = { status: 'PENDING', paymentMethodId: charged } as const;
      add('pending', 'Payment', await make.payment(account, waiting, pending));
      const confirmBy = new Date(TEST_NOW.getTime() + DAY);
      const toConfirm = await make.payment(account, waiting, { ...pending, confirmBy });
      add('to confirm', 'Payment', toConfirm);
      const large = { subtotal: 100_000_000n, tax: 0n, total: 100_000_000n };
      add('fortune', 'Invoice', await make.invoice(account, large));
      const paid = await make.invoice(account, { status: 'PAID', paid: 11_900n });
      add('settled', 'Invoice', paid);
      add('spent', 'Payment', await make.payment(account, paid));
      const all = { status: 'CREDITED', creditKept: 11_900n, credited: 11_900n } as const;
      const credited = await make.invoice(account, all);
      const payment = await make.payment(account, credited);
      add('going back', 'Payment', payment);
      await make.refund(account, payment);
    });
  }
}
