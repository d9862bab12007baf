import { isEnumType } from 'graphql';
import { Sealer } from '../../src/database/sealing';
import { DEMO_SIGN_INS } from '../../src/dev/demo/demo-sign-ins';
import { fillDemoData } from '../../src/dev/demo/fill-demo-data';
import { LicenseStatus } from '../../src/domain/licensing/license';
import { GUEST_TOKEN, World } from '../permissions/world';
import { checksum, Fixtures } from '../support/fixtures';
import { TEST_NOW, TestApplication, type GraphError } from '../support/test-application';

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
  readonly call: (id: string, server: string, login: string, product: string) => string;
}

const onMembership = (mutation: string): Fit => ({
  type: 'Membership',
  call: (id) => `${mutation}(input: { membershipId: "${id}", dryRun: true })`,
});
const onAccount = (mutation: string, rest = ''): Fit => ({
  type: 'Account',
  call: (id) => `${mutation}(input: { accountId: "${id}", ${rest} dryRun: true })`,
});
const priced = (type: string, mutation: string, field: string): Fit => ({
  type,
  call: (id) =>
    `${mutation}(input: { ${field}: "${id}", kind: PURCHASE, currency: EUR, amount: "5.00", validFrom: "2026-12-01", dryRun: true })`,
});
const PASSWORD = 'seventeen purple cranes at dawn';

/** A contact of every account. */
const BOOKKEEPER = 'books@everywhere.test';
/** Ids of the world that inputs name, by the word that stands for them. */
const NAMED = new Map<string, string>();
const named = (call: string): string =>
  call.replace(/"(PRODUCT|ADD-ON)"/g, (_, word: string) => `"${NAMED.get(word) ?? ''}"`);

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
  SUSPEND_LICENSE: {
    type: 'License',
    call: (id) => `suspendLicense(input: { licenseId: "${id}", reason: "R", dryRun: true })`,
  },
  RESUME_LICENSE: {
    type: 'License',
    call: (id) => `resumeLicense(input: { licenseId: "${id}", reason: "R", dryRun: true })`,
  },
  ASSIGN_LICENSE: {
    type: 'License',
    call: (id) =>
      `assignLicense(input: { licenseId: "${id}", email: "nobody@new.test", dryRun: true })`,
  },
  PURCHASE_AND_ASSIGN: {
    type: 'Account',
    call: (id, _server, _login, product) =>
      `purchaseAndAssign(input: { accountId: "${id}", licenses: [{ productId: "${product}" }], email: "nobody@new.test", billing: MONTHLY_SUMMARY, dryRun: true })`,
  },
  ASSIGN_LICENSES: onAccount('assignLicenses', 'assignments: [],'),
  START_LEASE: onAccount('startLease', 'productId: "PRODUCT", customerEmail: "nobody@new.test",'),
  START_LEASES: onAccount(
    'startLeases',
    'leases: [{ productId: "PRODUCT", customerEmail: "nobody@new.test" }],',
  ),
  MODIFY_LEASE: {
    type: 'Lease',
    call: (id) => `modifyLease(input: { leaseId: "${id}", addOnIds: ["ADD-ON"], dryRun: true })`,
  },
  ADD_AUTHORIZED_LOGIN: onAccount(
    'addAuthorizedLogin',
    `email: "nobody@new.test", fullName: "N", password: "${PASSWORD}", passwordConfirmation: "${PASSWORD}", permissions: [], alerts: [],`,
  ),
  UPDATE_AUTHORIZED_LOGIN: {
    type: 'Membership',
    call: (id) =>
      `updateAuthorizedLogin(input: { membershipId: "${id}", marketingMail: false, dryRun: true })`,
  },
  REMOVE_AUTHORIZED_LOGIN: onMembership('removeAuthorizedLogin'),
  RESEND_INVITATION: onMembership('resendInvitation'),
  ACCEPT_INVITATION: onMembership('acceptInvitation'),
  DECLINE_INVITATION: onMembership('declineInvitation'),
  LEAVE_ACCOUNT: onMembership('leaveAccount'),
  UPDATE_MY_ALERTS: onMembership('updateMyAlerts'),
  UPDATE_MAILING_PREFERENCE: onAccount('updateMailingPreference', 'mailingPreference: NONE,'),
  TRANSFER_ACCOUNT: {
    type: 'Account',
    call: (id, _server, login) =>
      `transferAccount(input: { accountId: "${id}", membershipId: "${login}", dryRun: true })`,
  },
  ACCEPT_TRANSFER: onAccount('acceptTransfer'),
  CANCEL_TRANSFER: onAccount('cancelTransfer'),
  REVOKE_API_TOKEN: {
    type: 'ApiToken',
    call: (id) => `revokeApiToken(input: { apiTokenId: "${id}", dryRun: true })`,
  },
  RESEND_MAIL: {
    type: 'Mail',
    call: (id) => `resendMail(input: { mailId: "${id}", dryRun: true })`,
  },
  EMAIL_INVOICE: {
    type: 'Invoice',
    call: (id) =>
      `emailInvoice(input: { invoiceId: "${id}", to: ["${BOOKKEEPER}"], dryRun: true })`,
  },
  RETRY_MAIL: {
    type: 'Mail',
    call: (id) => `retryMail(input: { mailId: "${id}", dryRun: true })`,
  },
  SET_PRODUCT_PRICE: priced('Product', 'setProductPrice', 'productId'),
  SET_ADD_ON_PRICE: priced('AddOn', 'setAddOnPrice', 'addOnId'),
  SET_SUPPORT_PRICE: priced('SupportProduct', 'setSupportPrice', 'supportProductId'),
  ADD_TO_CART: {
    type: 'Account',
    call: (id, _server, _login, product) =>
      `addToCart(input: { accountId: "${id}", kind: NEW, productId: "${product}", dryRun: true })`,
  },
  UPDATE_CART_LINE: {
    type: 'CartLine',
    call: (id) => `updateCartLine(input: { cartLineId: "${id}", dryRun: true })`,
  },
  REMOVE_CART_LINE: {
    type: 'CartLine',
    call: (id) => `removeCartLine(input: { cartLineId: "${id}", dryRun: true })`,
  },
  TAKE_GUEST_CART: onAccount('takeGuestCart', `cartToken: "${GUEST_TOKEN}",`),
  PAY_INVOICE: {
    type: 'Invoice',
    call: (id) => `payInvoice(input: { invoiceId: "${id}", dryRun: true })`,
  },
  VOID_INVOICE: {
    type: 'Invoice',
    call: (id) => `voidInvoice(input: { invoiceId: "${id}", reason: "R", dryRun: true })`,
  },
  CREDIT_INVOICE: {
    type: 'Invoice',
    call: (id) => `creditInvoice(input: { invoiceId: "${id}", reason: "R", dryRun: true })`,
  },
  REFUND_PAYMENT: {
    type: 'Payment',
    call: (id) => `refundPayment(input: { paymentId: "${id}", reason: "R", dryRun: true })`,
  },
  SET_DEFAULT_PAYMENT_METHOD: {
    type: 'PaymentMethod',
    call: (id) => `setDefaultPaymentMethod(input: { paymentMethodId: "${id}", dryRun: true })`,
  },
  REMOVE_PAYMENT_METHOD: {
    type: 'PaymentMethod',
    call: (id) => `removePaymentMethod(input: { paymentMethodId: "${id}", dryRun: true })`,
  },
  SET_PARTNER: onAccount('setPartner', 'reseller: true,'),
};

/** What cannot be rehearsed here is tried for real: below, in test/features/sessions.test.ts and in those of checkout. */
const NOT_REHEARSED = [
  'REVOKE_SESSION',
  'SET_AUTHORIZED_LOGIN_PASSWORD',
  'CREATE_API_TOKEN',
  'ACT_AS',
  'PREPARE_ASSIGN_LICENSE',
  'PREPARE_STOP_LEASE',
  'STOP_LEASE',
  'PREPARE_PAYMENT_METHOD',
  'ADD_PAYMENT_METHOD',
  'CHECKOUT',
];

const actionsOf = (test: TestApplication): string[] => {
  const type = test.app.schema.getType('Action');
  const all = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
  return all.filter((name) => !NOT_REHEARSED.includes(name));
};

/** Mutations in one document. */
const AT_ONCE = 20;

/** What people may do to nodes, as they are told and as the mutations then have it. */
class Walk {
  /** How often it was said, by action and answer, so that a walk past everything is noticed. */
  readonly said = new Map<string, number>();
  private readonly actions: readonly string[];

  constructor(
    private readonly test: TestApplication,
    private readonly servers: ReadonlyMap<string, string>,
    /** Membership of a login of each account, by the account's id. */
    private readonly logins: ReadonlyMap<string, string>,
    private readonly product: string,
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
    const people: { account: number; login: number }[] = await test.dataSource.query(
      `SELECT m.account_id AS account, MIN(m.id) AS login FROM memberships m
       JOIN accounts a ON a.id = m.account_id
       WHERE m.status = 'ACTIVE' AND m.user_id <> a.holder_user_id GROUP BY m.account_id`,
    );
    const { ids } = test.app;
    const logins = people.map(
      ({ account, login }) =>
        [ids.encode('Account', Number(account)), ids.encode('Membership', Number(login))] as const,
    );
    const [product] = await test.dataSource.query<{ id: number }[]>(
      'SELECT MIN(id) AS id FROM products',
    );
    const priced = ids.encode('Product', Number(product?.id));
    return new Walk(test, new Map(servers), new Map(logins), priced);
  }

  /** Asks about all nodes as one person. @returns what differs, which is to be nothing. */
  async as(token: string | null, ids: readonly string[]): Promise<object[]> {
    const differences: object[] = [];
    // Rehearsals are counted as well, which is not what is asked here.
    await this.test.dataSource.query('DELETE FROM rate_limits');
    for (let from = 0; from < ids.length; from += 20) {
      const some = ids.slice(from, from + 20);
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
      return `_${at}: ${named((FIT[action] as Fit).call(id, server, this.logins.get(id) ?? id, this.product))} { effects { kind } userErrors { code message } }`;
    });
    const data: Record<string, unknown> = {};
    const errors: GraphError[] = [];
    // Few enough at once that no limit on how often one may call is met.
    for (let from = 0; from < calls.length; from += AT_ONCE) {
      await this.test.dataSource.query('DELETE FROM rate_limits');
      const document = `mutation { ${calls.slice(from, from + AT_ONCE).join(' ')} }`;
      const answer = await this.test.graph(document, {}, token);
      Object.assign(data, answer.data ?? {});
      errors.push(...answer.errors);
    }
    return asked.flatMap(({ action, id, told }, at) => {
      const error = errors.find(({ path }) => path?.[0] === `_${at}`);
      const payload = (data[`_${at}`] ?? null) as {
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

const STATES = [
  'ACTIVATE_LICENSE LICENSE_ENDED',
  'ACTIVATE_LICENSE LICENSE_SUSPENDED',
  'ACTIVATE_LICENSE LICENSE_UNASSIGNED',
  'DEACTIVATE_LICENSE LICENSE_NOT_ACTIVE',
  'SUSPEND_LICENSE LICENSE_ENDED',
  'SUSPEND_LICENSE LICENSE_SUSPENDED',
  'RESUME_LICENSE LICENSE_ENDED',
  'RESUME_LICENSE LICENSE_NOT_SUSPENDED',
  'ASSIGN_LICENSE LICENSE_ALREADY_ASSIGNED',
  'ASSIGN_LICENSE LICENSE_ENDED',
  'ASSIGN_LICENSE LICENSE_SUSPENDED',
  'MODIFY_LEASE LEASE_STOPPED',
  'START_LEASE INVOICE_OVERDUE',
  'START_LEASES INVOICE_OVERDUE',
  'REMOVE_AUTHORIZED_LOGIN IS_HOLDER',
  'LEAVE_ACCOUNT IS_HOLDER',
  'RESEND_INVITATION NOT_INVITED',
  'ACCEPT_INVITATION NOT_INVITED',
  'ACCEPT_INVITATION PASSWORD_SET_BY_HOLDER',
  'DECLINE_INVITATION NOT_INVITED',
  'UPDATE_MY_ALERTS NOT_ACCEPTED',
  'ACCEPT_TRANSFER NO_TRANSFER',
  'CANCEL_TRANSFER NO_TRANSFER',
  'PAY_INVOICE INVOICE_ON_SUMMARY',
  'PAY_INVOICE INVOICE_PAID',
  'PAY_INVOICE INVOICE_VOID',
  'PAY_INVOICE NOTHING_TO_PAY',
  'PAY_INVOICE PAYMENT_IN_PROGRESS',
  'VOID_INVOICE CANNOT_VOID',
  'VOID_INVOICE INVOICE_ON_SUMMARY',
  'VOID_INVOICE PAYMENT_IN_PROGRESS',
  'CREDIT_INVOICE CANNOT_CREDIT',
  'CREDIT_INVOICE INVOICE_CREDITED',
  'CREDIT_INVOICE INVOICE_VOID',
  'CREDIT_INVOICE PAYMENT_IN_PROGRESS',
  'REFUND_PAYMENT NOT_PAID',
  'REFUND_PAYMENT NOTHING_TO_REFUND',
  'REFUND_PAYMENT REFUND_IN_PROGRESS',
  'SET_DEFAULT_PAYMENT_METHOD GONE',
  'REMOVE_PAYMENT_METHOD GONE',
  'REMOVE_PAYMENT_METHOD LAST_CARD',
  'REMOVE_PAYMENT_METHOD PAYMENT_IN_PROGRESS',
  'RESEND_MAIL MAIL_ON_ITS_WAY',
  'RETRY_MAIL MAIL_NOT_FAILING',
  // The catalogue is seen by everybody.
  ...['SET_PRODUCT_PRICE', 'SET_ADD_ON_PRICE', 'SET_SUPPORT_PRICE'].map(
    (action) => `${action} UNAUTHENTICATED`,
  ),
];

describe('what the viewer may do to a node', () => {
  let test: TestApplication;
  let world: World;
  /** API tokens of the customer's holder: one that writes, one that reads. */
  const apiTokens: string[] = [];

  const sent = async (user: string, call: string, selection = ''): Promise<object> => {
    const { data, errors } = await test.graph(
      `mutation { _: ${call} { ${selection} userErrors { code } } }`,
      {},
      await world.sessionOf(user),
    );
    expect([call, errors]).toEqual([call, []]);
    const came = data?.['_'] as { userErrors: object[] };
    expect([call, came.userErrors]).toEqual([call, []]);
    return came;
  };

  /** An offer, an invitation that waits for a password of one's own, staff who act for somebody, tokens. */
  async function people(): Promise<void> {
    const customer = world.id('customer/account');
    const pay = world.id('customer/membership:pay');
    await sent(
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
    await sent('acting', `actAs(input: { accountId: "${customer}", reason: "Asked by phone" })`);
    for (const access of ['WRITE', 'READ']) {
      const made = (await sent(
        'customer:holder',
        `createApiToken(input: { accountId: "${customer}", name: "T", expiresAt: "2027-01-01T00:00:00Z",
          scopes: [{ permission: ACTIVATE_LICENSES, access: ${access} }] })`,
        'token apiToken { id }',
      )) as { token: string; apiToken: { id: string } };
      apiTokens.push(made.token);
      const key = test.app.ids.decode(made.apiToken.id)?.key as number;
      world.nodes.set(`customer/token:${access}`, { type: 'ApiToken', key });
      // That it was used is noted with its first request.
      await test.graph('{ viewer { staffRole } }', {}, made.token);
    }
  }

  /** Invoices, payments and cards in the states that forbid something. */
  async function money(): Promise<void> {
    const account = world.accountKey('customer');
    const add = (name: string, type: string, key: number) =>
      world.nodes.set(`customer/${name}`, { type, key });
    await Fixtures.together(test, async (make) => {
      add('void', 'Invoice', await make.invoice(account, { status: 'VOID', credited: 11_900n }));
      add('removed', 'PaymentMethod', await make.card(account, { removedAt: TEST_NOW }));
      add('spare', 'PaymentMethod', await make.card(account, { isDefault: false }));
      const charged = await make.card(account, { isDefault: false });
      add('charged', 'PaymentMethod', charged);
      const waiting = await make.invoice(account, { awaitsSummary: true });
      add('waiting', 'Invoice', waiting);
      const pending = { status: 'PENDING', paymentMethodId: charged } as const;
      add('pending', 'Payment', await make.payment(account, waiting, pending));
      const paid = await make.invoice(account, { status: 'PAID', paid: 11_900n });
      add('settled', 'Invoice', paid);
      add('spent', 'Payment', await make.payment(account, paid));
      const all = { status: 'CREDITED', paid: 11_900n, credited: 11_900n } as const;
      const credited = await make.invoice(account, all);
      const payment = await make.payment(account, credited);
      add('going back', 'Payment', payment);
      await make.refund(account, payment);
    });
  }

  beforeAll(async () => {
    test = await TestApplication.start({
      QUERY_COST_LIMIT: '10000000',
      PAYMENT_GATEWAY: 'sandbox',
    });
    await test.server.listen({ port: 0, host: '127.0.0.1' });
    world = await World.over(test);
    await test.dataSource.query(
      "UPDATE leases SET status = 'STOPPED', stopped_at = ?, stopped_on = '2026-11-21' WHERE id = ?",
      [TEST_NOW, world.nodes.get('provider-to-neighbour/lease')?.key],
    );
    NAMED.set('PRODUCT', world.id('product')).set('ADD-ON', world.id('add-on'));
    await people();
    for (const account of world.accounts.values())
      await new Fixtures(test).contact(account, { email: BOOKKEEPER });
    await money();
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
      await make.invoice(world.accountKey('both'), {
        number: 'INV-2026-900001',
        status: 'OVERDUE',
      });
      for (const status of ['SUSPENDED', 'ENDED'] as const) {
        const stock = { customerAccountId: null, origin: 'RESOLD', status } as const;
        const key = await make.license(world.accountKey('reseller'), product, stock);
        world.nodes.set(`reseller/stock ${status}`, { type: 'License', key });
      }
    });
  });
  afterAll(() => test.stop());

  it('R64 there is fit input for every action of the schema', () => {
    expect(actionsOf(test).sort()).toEqual(Object.keys(FIT).sort());
  });

  it('R63 R64 everybody is told of every node what the mutation then says, and nothing is written', async () => {
    const ids = [...world.nodes.keys()].map((name) => world.id(name));
    const tokens: (string | null)[] = [null, ...apiTokens];
    for (const user of world.users.keys()) tokens.push(await world.sessionOf(user));
    const before = await checksum(test.dataSource);
    const walk = await Walk.over(test);
    for (const token of tokens) expect(await walk.as(token, ids)).toEqual([]);
    expect(await checksum(test.dataSource)).toBe(before);
    // Each action was both allowed and refused, and for each state that forbids it.
    const said = Object.keys(FIT)
      .flatMap((action) => [`${action} FORBIDDEN`, `${action} allowed`])
      // Whoever may see a mail may have it sent again.
      .filter((one) => one !== 'RESEND_MAIL FORBIDDEN');
    expect([...walk.said.keys()].sort()).toEqual([...said, ...STATES].sort());
  }, 300_000);

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

  /** What cannot be rehearsed, with input that it goes through with, if it may. */
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
        const told = await decisionOf(action, node, user);
        // Whoever may not have the node is told of no decision.
        if (told === null) continue;
        const { data, errors } = await test.graph(
          `mutation { _: ${call(world.id(node))} { userErrors { code message } } }`,
          {},
          await world.sessionOf(user),
        );
        const payload = data?.['_'] as { userErrors: { code: string; message: string }[] } | null;
        const refusal = payload?.userErrors[0];
        expect([node, user, told]).toEqual([
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
        said.add(`${node} ${told.reason ?? 'allowed'}`);
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
    await new Fixtures(test).guestCart(GUEST_TOKEN);
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
      ...(await ids('Membership', `SELECT id FROM memberships WHERE account_id IN ${theirs}`)),
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
    expect(walk.said.get('LEAVE_ACCOUNT allowed')).toBeGreaterThan(0);
    expect(await checksums()).toEqual([before]);
  }, 60_000);

  /** Of the tables that the mutations write. */
  async function checksums(): Promise<unknown[]> {
    const rows: { Checksum: unknown }[] = await test.dataSource.query(
      'CHECKSUM TABLE accounts, memberships, users, contacts, licenses, activations, audit_events',
    );
    return [rows.map(({ Checksum }) => String(Checksum)).join()];
  }
});
