import { Passwords } from '../../src/auth/passwords';
import { newToken } from '../../src/auth/token';
import { codeAt } from '../../src/auth/two-factor';
import type { NODE_PREFIXES } from '../../src/features/node-prefixes';
import type { Changes } from '../../src/graphql/unit';
import { answerBank, type Action } from '../support/bank';
import { checksum, Fixtures } from '../support/fixtures';
import { mailedToken } from '../support/sent-mails';
import { ANY_COST, type GraphAnswer, TEST_NOW, TestApplication } from '../support/test-application';

const PASSWORD = 'correct horse battery';
const DAY = 24 * 3_600_000;
const ENTRY = `recordedAt action subjectType subjectId actor by from reason
  changes { field before after }`;

const codes = ({ errors }: GraphAnswer) => errors.map(({ extensions }) => extensions['code']);

interface Entry {
  readonly action: string;
  readonly by: string | null;
  readonly from: string | null;
  readonly actor: string;
  readonly recordedAt: string;
}
interface History {
  readonly nodes: readonly Entry[];
  readonly totalCount?: number;
  readonly pageInfo?: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

describe('R61 the audit', () => {
  let test: TestApplication;
  let make: Fixtures;
  let product: number;
  let passwordHash: string;
  let holder: number;
  let account: number;
  let token: string;
  let licenseKey: string;
  let ids: { account: string; contact: string; license: string };

  beforeAll(async () => {
    test = await TestApplication.start({
      ...ANY_COST,
      PAYMENT_GATEWAY: 'sandbox',
    });
    make = new Fixtures(test);
    product = await make.product();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    passwordHash = await new Passwords({ memoryKiB: 64, passes: 1 }).hash(PASSWORD);
    holder = await make.user({ fullName: 'Hedy Holder', passwordHash });
    account = await make.account(holder);
    token = await test.tokenFor(holder);
    licenseKey = `AUDITED KEY ${account}`;
    ids = {
      account: encode('Account', account),
      contact: encode('Contact', await make.contact(account)),
      license: encode('License', await make.license(account, product, { key: licenseKey })),
    };
  });
  afterEach(() => {
    test.now = TEST_NOW;
    // Every mutation is made here: each locks its rows in the one order.
    expect(test.locks.faults.splice(0)).toEqual([]);
  });

  const send = (call: string, as: string | null = token) =>
    test.graph(`mutation { ${call} { userErrors { code } } }`, {}, as);
  const events = async () => {
    const rows = await test.dataSource.query<Record<string, unknown>[]>(
      'SELECT * FROM audit_events ORDER BY id',
    );
    return rows.map(({ changes, ...row }) => ({
      ...row,
      changes: typeof changes === 'string' ? (JSON.parse(changes) as unknown) : changes,
    }));
  };
  const emailOf = async (user: number) => {
    const [row] = await test.dataSource.query<{ email: string }[]>(
      'SELECT email FROM users WHERE id = ?',
      [user],
    );
    return row?.email ?? '';
  };

  const encode = (type: keyof typeof NODE_PREFIXES, key: number) => test.app.ids.encode(type, key);
  const REASON = 'The customer asked by phone';
  const CONTACT = ['country', 'email', 'firstName', 'lastName', 'receives', 'supportAuthorized'];
  const PERSON = ['alerts', 'email', 'fullName', 'marketingMail', 'permissions', 'status'];
  const LOGIN_CHOICES = 'permissions: [PAY_INVOICES], alerts: []';
  const NEW_PASSWORD = 'seventeen purple cranes at dawn';
  const BOTH = `password: "${NEW_PASSWORD}", passwordConfirmation: "${NEW_PASSWORD}"`;

  /** Another person, with a membership of the account. */
  const other = async (given: { status?: 'ACTIVE' | 'INVITED' } = {}) => {
    const user = await make.user({ fullName: 'Olga Other', passwordHash });
    const membership = await make.membership(account, user, ['MAKE_PURCHASES'], given);
    return { user, as: await test.tokenFor(user), id: encode('Membership', membership) };
  };
  const TOKEN = (name: string) =>
    `createApiToken(input: { accountId: "${ids.account}", name: "${name}", scopes: [{ permission: PAY_INVOICES, access: READ }], expiresAt: "2027-01-01T00:00:00Z" })`;
  const apiToken = (name: string) => send(TOKEN(name));
  const addCard = (card: string) =>
    `addPaymentMethod(input: { accountId: "${ids.account}", setup: "sandbox:${card}" })`;
  /** Cards of the account, and its default. */
  const cards = async (...named: string[]): Promise<string[]> => {
    for (const card of named) await send(addCard(card));
    const rows = await test.dataSource.query<{ id: number }[]>(
      'SELECT id FROM payment_methods WHERE account_id = ? ORDER BY id',
      [account],
    );
    return rows.map(({ id }) => encode('PaymentMethod', Number(id)));
  };
  /** A payment that waits for its payer to confirm it. */
  const waiting = async (): Promise<Action> => {
    await cards('authentication');
    const [card] = await test.dataSource.query<{ id: number }[]>(
      "SELECT id FROM payment_methods WHERE account_id = ? AND last4 = '3184'",
      [account],
    );
    const by = `paymentMethodId: "${encode('PaymentMethod', card?.id ?? 0)}"`;
    const invoice = encode('Invoice', await make.invoice(account));
    const document = `mutation { payInvoice(input: { invoiceId: "${invoice}", ${by} }) {
      paymentAction { paymentId clientSecret redirectUrl } } }`;
    const { data } = await test.graph(document, {}, token);
    return (data as { payInvoice: { paymentAction: Action } }).payInvoice.paymentAction;
  };
  /** By one of the staff who look after money. */
  const byBilling = async (call: string) => {
    const user = await make.user({ staffRole: 'BILLING' });
    return { call, as: await test.tokenFor(user), user, staffRole: 'BILLING' };
  };
  const offered = async () => {
    const login = await other();
    await send(
      `transferAccount(input: { accountId: "${ids.account}", membershipId: "${login.id}" })`,
    );
    return login;
  };
  /** The second factor of the holder, begun; its secret. */
  const enrolled = async (): Promise<string> => {
    const { data } = await test.graph(
      `mutation { enableTwoFactor(input: { currentPassword: "${PASSWORD}" }) { secret } }`,
      {},
      token,
    );
    return (data as { enableTwoFactor: { secret: string } }).enableTwoFactor.secret;
  };
  const confirm = (secret: string) =>
    `confirmTwoFactor(input: { code: "${codeAt(secret, test.now)}" })`;

  /** A license in stock, and what assigns it to the holder's own address. */
  const stock = async () => {
    const given = { customerAccountId: null, origin: 'RESOLD', status: 'UNASSIGNED' } as const;
    const license = encode('License', await make.license(account, product, given));
    return { license, email: await emailOf(holder) };
  };
  const prepareAssign = ({ license, email }: { license: string; email: string }) =>
    `prepareAssignLicense(input: { licenseId: "${license}", email: "${email}" })`;
  const confirmed = async (stocked: { license: string; email: string }): Promise<string> => {
    const { data } = await test.graph(
      `mutation { _: ${prepareAssign(stocked)} { confirmationToken } }`,
      {},
      token,
    );
    return (data as { _: { confirmationToken: string } })._.confirmationToken;
  };

  /** Makes the account a lease provider; something to lease, and a lease that runs. */
  const leasing = async () => {
    await test.dataSource.query('UPDATE accounts SET lease_provider = 1 WHERE id = ?', [account]);
    await make.card(account);
    const [leased, addOn] = [await make.product(), await make.addOn({ requiresEnterprise: false })];
    await make.price({ productId: leased, kind: 'LEASE' });
    await make.price({ addOnId: addOn, kind: 'LEASE' });
    const customer = await make.account(await make.user());
    const { leaseId } = await make.lease(account, customer, leased);
    return {
      productId: encode('Product', leased),
      addOnId: encode('AddOn', addOn),
      leaseId: encode('Lease', leaseId),
    };
  };
  const prepareStop = (leaseId: string) => `prepareStopLease(input: { leaseId: "${leaseId}" })`;
  const STARTED = [
    { subject: 'License', fields: ['addOns', 'customer', 'product', 'status'] },
    {
      subject: 'Lease',
      fields: ['addOns', 'customer', 'monthlyPrice', 'number', 'product', 'startedOn'],
    },
  ];

  /** Who signed up last, and for which account. */
  const newest = async () => {
    const [row] = await test.dataSource.query<{ id: number; holder_user_id: number }[]>(
      'SELECT id, holder_user_id FROM accounts ORDER BY id DESC LIMIT 1',
    );
    return { account: Number(row?.id), user: Number(row?.holder_user_id) };
  };

  /** An event that is left: what it is about, and the fields that it changes. */
  interface Left {
    readonly subject: string;
    readonly fields: readonly string[];
    readonly reason?: string;
  }
  interface Ready {
    readonly call: string;
    /** The holder, unless given. */
    readonly as?: string | null;
    /** Who it was, unless it was the holder; null for nobody that is known. */
    readonly user?: number | null;
    readonly staffRole?: string;
    /** The API token that did it. */
    readonly apiToken?: number;
  }
  interface WriteCase {
    readonly ready: () => Promise<Ready> | Ready;
    readonly left: readonly Left[];
  }

  const LINE = ['addOns', 'amount', 'kind', 'product', 'quantity', 'use'];
  const carts = new Map<number, number>();
  const cartLine = async (): Promise<string> => {
    const cheap = await make.product();
    await make.price({ productId: cheap });
    const cart = carts.get(account) ?? (await make.cart(account));
    carts.set(account, cart);
    return encode('CartLine', await make.cartLine(account, cart, cheap));
  };
  /** The catalog is nobody's account. */
  const CATALOGUE = ['Product', 'AddOn', 'SupportProduct'];
  const PRICE = 'kind: PURCHASE, currency: EUR, amount: "5.00", validFrom: "2026-12-01"';
  const byAdmin = (call: () => Promise<string> | string, left: Left): WriteCase => ({
    ready: async () => {
      const user = await make.user({ staffRole: 'ADMIN' });
      return { call: await call(), as: await test.tokenFor(user), user, staffRole: 'ADMIN' };
    },
    left: [left],
  });

  /** Id of somebody who signs in with a second factor. */
  const guarded = async (): Promise<string> => {
    const user = await make.user();
    await test.dataSource.query(
      "INSERT INTO two_factors (user_id, secret_sealed, created_at, confirmed_at) VALUES (?, 'sealed', ?, ?)",
      [user, test.now, test.now],
    );
    return encode('User', user);
  };
  const byColleague = async (call: string): Promise<void> => {
    const colleague = await make.user({ staffRole: 'ADMIN' });
    expect(codes(await send(call, await test.tokenFor(colleague)))).toEqual([]);
  };

  /** Every mutation: what is sent, by whom, and the events that it leaves. */
  const WRITES: Readonly<Record<string, WriteCase>> = {
    updateAccount: {
      ready: () => ({ call: `updateAccount(input: { accountId: "${ids.account}", name: "New" })` }),
      left: [{ subject: 'Account', fields: ['name'] }],
    },
    addContact: {
      ready: () => ({
        call: `addContact(input: { accountId: "${ids.account}", firstName: "A", lastName: "B", email: "a@b.example", country: "DE" })`,
      }),
      left: [{ subject: 'Contact', fields: CONTACT }],
    },
    updateContact: {
      ready: () => ({
        call: `updateContact(input: { contactId: "${ids.contact}", firstName: "Ada" })`,
      }),
      left: [{ subject: 'Contact', fields: ['firstName'] }],
    },
    removeContact: {
      ready: () => ({ call: `removeContact(input: { contactId: "${ids.contact}" })` }),
      left: [{ subject: 'Contact', fields: CONTACT }],
    },
    activateLicense: {
      ready: () => ({
        call: `activateLicense(input: { licenseId: "${ids.license}", serverName: "s.test" })`,
      }),
      left: [{ subject: 'License', fields: ['servers', 'status'] }],
    },
    deactivateLicense: {
      ready: async () => {
        await send(`activateLicense(input: { licenseId: "${ids.license}", serverName: "s.test" })`);
        return { call: `deactivateLicense(input: { licenseId: "${ids.license}" })` };
      },
      left: [{ subject: 'License', fields: ['servers', 'status'] }],
    },
    activateInstallation: {
      // The key says which license, and nothing of who has it.
      ready: () => ({
        call: `activateInstallation(input: { key: "${licenseKey}", serverName: "s.test" })`,
        as: null,
        user: null,
      }),
      left: [{ subject: 'License', fields: ['servers', 'status'] }],
    },
    checkIn: {
      // A sign of life is no deed.
      ready: async () => {
        await send(`activateLicense(input: { licenseId: "${ids.license}", serverName: "s.test" })`);
        return { call: `checkIn(input: { key: "${licenseKey}", serverName: "s.test" })`, as: null };
      },
      left: [],
    },
    deactivateInstallation: {
      ready: async () => {
        await send(`activateLicense(input: { licenseId: "${ids.license}", serverName: "s.test" })`);
        return {
          call: `deactivateInstallation(input: { key: "${licenseKey}", serverName: "s.test" })`,
          as: null,
          user: null,
        };
      },
      left: [{ subject: 'License', fields: ['servers', 'status'] }],
    },
    suspendLicense: {
      ready: async () => {
        const user = await make.user({ staffRole: 'SUPPORT' });
        return {
          call: `suspendLicense(input: { licenseId: "${ids.license}", reason: "${REASON}" })`,
          as: await test.tokenFor(user),
          user,
          staffRole: 'SUPPORT',
        };
      },
      left: [{ subject: 'License', fields: ['status'], reason: REASON }],
    },
    resumeLicense: {
      ready: async () => {
        const user = await make.user({ staffRole: 'SUPPORT' });
        const as = await test.tokenFor(user);
        await send(`suspendLicense(input: { licenseId: "${ids.license}", reason: "R" })`, as);
        return {
          call: `resumeLicense(input: { licenseId: "${ids.license}", reason: "${REASON}" })`,
          as,
          user,
          staffRole: 'SUPPORT',
        };
      },
      left: [{ subject: 'License', fields: ['status'], reason: REASON }],
    },
    prepareAssignLicense: {
      ready: async () => ({ call: prepareAssign(await stock()) }),
      // It writes nothing.
      left: [],
    },
    assignLicense: {
      ready: async () => ({
        call: `assignLicense(input: { confirmationToken: "${await confirmed(await stock())}" })`,
      }),
      left: [{ subject: 'License', fields: ['customer', 'status'] }],
    },
    assignLicenses: {
      ready: async () => ({
        call: `assignLicenses(input: { accountId: "${ids.account}", assignments: [{ confirmationToken: "${await confirmed(await stock())}" }] })`,
      }),
      left: [{ subject: 'License', fields: ['customer', 'status'] }],
    },
    purchaseAndAssign: {
      ready: async () => {
        await test.dataSource.query('UPDATE accounts SET reseller = 1 WHERE id = ?', [account]);
        const cheap = await make.product();
        await make.price({ productId: cheap, amount: 100n });
        const { key, token: as } = await make.apiToken(account, holder, 'RESELLER:WRITE');
        return {
          call: `purchaseAndAssign(input: { accountId: "${ids.account}", licenses: [{ productId: "${encode('Product', cheap)}" }], email: "${await emailOf(holder)}", billing: MONTHLY_SUMMARY, acceptTotal: "1.00" })`,
          as,
          user: null,
          apiToken: key,
        };
      },
      left: [
        { subject: 'License', fields: ['product', 'status'] },
        { subject: 'License', fields: ['customer', 'status'] },
        { subject: 'Order', fields: ['billing', 'total'] },
        { subject: 'Invoice', fields: ['kind', 'total'] },
      ],
    },
    startLease: {
      ready: async () => {
        const { productId } = await leasing();
        return {
          call: `startLease(input: { accountId: "${ids.account}", productId: "${productId}", customerEmail: "${await emailOf(holder)}" })`,
        };
      },
      left: STARTED,
    },
    startLeases: {
      ready: async () => {
        const { productId } = await leasing();
        return {
          call: `startLeases(input: { accountId: "${ids.account}", leases: [{ productId: "${productId}", customerEmail: "${await emailOf(holder)}" }] })`,
        };
      },
      left: STARTED,
    },
    modifyLease: {
      ready: async () => {
        const { leaseId, addOnId } = await leasing();
        return { call: `modifyLease(input: { leaseId: "${leaseId}", addOnIds: ["${addOnId}"] })` };
      },
      left: [
        { subject: 'License', fields: ['addOns'] },
        { subject: 'Lease', fields: ['addOns', 'monthlyPrice'] },
      ],
    },
    prepareStopLease: {
      ready: async () => ({ call: prepareStop((await leasing()).leaseId) }),
      // It writes nothing.
      left: [],
    },
    stopLease: {
      ready: async () => {
        const { data } = await test.graph(
          `mutation { _: ${prepareStop((await leasing()).leaseId)} { confirmationToken } }`,
          {},
          token,
        );
        const { confirmationToken } = (data as { _: { confirmationToken: string } })._;
        return { call: `stopLease(input: { confirmationToken: "${confirmationToken}" })` };
      },
      left: [
        { subject: 'License', fields: ['status'] },
        { subject: 'Lease', fields: ['finalCharge', 'status', 'stoppedOn'] },
      ],
    },
    signIn: {
      // Who signs in is nobody yet, and yet it is known who it was.
      ready: async () => ({
        call: `signIn(input: { email: "${await emailOf(holder)}", password: "${PASSWORD}" })`,
        as: null,
      }),
      left: [{ subject: 'User', fields: ['sessionUntil'] }],
    },
    revokeSession: {
      ready: async () => {
        const session = encode('Session', await make.session(holder));
        return { call: `revokeSession(input: { sessionId: "${session}" })` };
      },
      left: [{ subject: 'Session', fields: ['open'] }],
    },
    signOut: {
      ready: () => ({ call: 'signOut(input: {})' }),
      left: [{ subject: 'User', fields: ['signedIn'] }],
    },
    signUp: {
      ready: () => ({
        call: `signUp(input: { email: "new@sign-up.test", password: "${NEW_PASSWORD}", fullName: "N", address: "A", country: "DE" })`,
        as: null,
      }),
      left: [
        {
          subject: 'Account',
          fields: ['address', 'country', 'currency', 'email', 'holder', 'name'],
        },
        { subject: 'User', fields: ['verificationSentTo'] },
      ],
    },
    changePassword: {
      ready: () => ({
        call: `changePassword(input: { currentPassword: "${PASSWORD}", newPassword: "${NEW_PASSWORD}" })`,
      }),
      left: [{ subject: 'User', fields: ['password'] }],
    },
    requestPasswordReset: {
      ready: async () => ({
        call: `requestPasswordReset(input: { email: "${await emailOf(holder)}" })`,
        as: null,
        user: null,
      }),
      left: [{ subject: 'User', fields: ['passwordLinkSentTo'] }],
    },
    resetPassword: {
      ready: async () => {
        const email = await emailOf(holder);
        await send(`requestPasswordReset(input: { email: "${email}" })`, null);
        const link = await mailedToken(test, 'password-reset', email);
        return {
          call: `resetPassword(input: { token: "${link}", newPassword: "${NEW_PASSWORD}" })`,
          as: null,
        };
      },
      left: [{ subject: 'User', fields: ['password'] }],
    },
    requestEmailVerification: {
      ready: async () => {
        const user = await make.user({ emailVerifiedAt: null });
        return {
          call: 'requestEmailVerification(input: {})',
          as: await test.tokenFor(user),
          user,
        };
      },
      left: [{ subject: 'User', fields: ['verificationSentTo'] }],
    },
    verifyEmail: {
      ready: async () => {
        const email = `new${holder}@moved.test`;
        await send(`updateMyself(input: { email: "${email}", currentPassword: "${PASSWORD}" })`);
        const link = await mailedToken(test, 'email-verification', email);
        return { call: `verifyEmail(input: { token: "${link}" })`, as: null };
      },
      left: [{ subject: 'User', fields: ['email', 'emailVerifiedAt'] }],
    },
    updateMyself: {
      ready: () => ({
        call: `updateMyself(input: { fullName: "Hedwig", email: "other${holder}@moved.test", currentPassword: "${PASSWORD}" })`,
      }),
      left: [{ subject: 'User', fields: ['emailAskedFor', 'fullName'] }],
    },
    enableTwoFactor: {
      ready: () => ({ call: `enableTwoFactor(input: { currentPassword: "${PASSWORD}" })` }),
      left: [{ subject: 'User', fields: ['twoFactor'] }],
    },
    confirmTwoFactor: {
      ready: async () => ({ call: confirm(await enrolled()) }),
      left: [{ subject: 'User', fields: ['twoFactor'] }],
    },
    disableTwoFactor: {
      ready: async () => {
        const secret = await enrolled();
        await send(confirm(secret));
        test.now = new Date(TEST_NOW.getTime() + 60_000);
        return {
          call: `disableTwoFactor(input: { currentPassword: "${PASSWORD}", code: "${codeAt(secret, test.now)}" })`,
        };
      },
      left: [{ subject: 'User', fields: ['twoFactor'] }],
    },
    addAuthorizedLogin: {
      ready: () => ({
        call: `addAuthorizedLogin(input: { accountId: "${ids.account}", email: "login${holder}@new.test", fullName: "L", ${BOTH}, ${LOGIN_CHOICES} })`,
      }),
      left: [
        { subject: 'Membership', fields: PERSON },
        { subject: 'User', fields: ['verificationSentTo'] },
      ],
    },
    updateAuthorizedLogin: {
      ready: async () => ({
        call: `updateAuthorizedLogin(input: { membershipId: "${(await other()).id}", ${LOGIN_CHOICES} })`,
      }),
      left: [{ subject: 'Membership', fields: ['permissions'] }],
    },
    setAuthorizedLoginPassword: {
      ready: async () => ({
        call: `setAuthorizedLoginPassword(input: { membershipId: "${(await other()).id}", newPassword: "${NEW_PASSWORD}", passwordConfirmation: "${NEW_PASSWORD}" })`,
      }),
      left: [{ subject: 'Membership', fields: ['password'] }],
    },
    removeAuthorizedLogin: {
      ready: async () => ({
        call: `removeAuthorizedLogin(input: { membershipId: "${(await other()).id}" })`,
      }),
      left: [{ subject: 'Membership', fields: PERSON }],
    },
    resendInvitation: {
      ready: async () => ({
        call: `resendInvitation(input: { membershipId: "${(await other({ status: 'INVITED' })).id}" })`,
      }),
      left: [{ subject: 'Membership', fields: ['invitationSentTo'] }],
    },
    acceptInvitation: {
      ready: async () => {
        const { id, as, user } = await other({ status: 'INVITED' });
        return { call: `acceptInvitation(input: { membershipId: "${id}" })`, as, user };
      },
      left: [{ subject: 'Membership', fields: ['status'] }],
    },
    declineInvitation: {
      ready: async () => {
        const { id, as, user } = await other({ status: 'INVITED' });
        return { call: `declineInvitation(input: { membershipId: "${id}" })`, as, user };
      },
      left: [{ subject: 'Membership', fields: PERSON }],
    },
    updateMyAlerts: {
      ready: async () => {
        const { id, as, user } = await other();
        return {
          call: `updateMyAlerts(input: { membershipId: "${id}", alerts: [INVOICE_CREATED], marketingMail: false })`,
          as,
          user,
        };
      },
      left: [{ subject: 'Membership', fields: ['alerts', 'marketingMail'] }],
    },
    updateMailingPreference: {
      ready: () => ({
        call: `updateMailingPreference(input: { accountId: "${ids.account}", mailingPreference: NONE })`,
      }),
      left: [{ subject: 'Account', fields: ['mailingPreference'] }],
    },
    leaveAccount: {
      ready: async () => {
        const { id, as, user } = await other();
        return { call: `leaveAccount(input: { membershipId: "${id}" })`, as, user };
      },
      left: [{ subject: 'Membership', fields: PERSON }],
    },
    transferAccount: {
      ready: async () => ({
        call: `transferAccount(input: { accountId: "${ids.account}", membershipId: "${(await other()).id}", formerHolderPermissions: [PAY_INVOICES] })`,
      }),
      left: [{ subject: 'Account', fields: ['formerHolderPermissions', 'offeredTo'] }],
    },
    acceptTransfer: {
      ready: async () => {
        for (const name of ['kept', 'ended']) await apiToken(name);
        const [kept] = await test.dataSource.query<{ id: number }[]>(
          "SELECT id FROM api_tokens WHERE account_id = ? AND name = 'kept'",
          [account],
        );
        const { as, user } = await offered();
        const keep = encode('ApiToken', Number(kept?.id));
        return {
          call: `acceptTransfer(input: { accountId: "${ids.account}", keepTokenIds: ["${keep}"] })`,
          as,
          user,
        };
      },
      left: [
        { subject: 'ApiToken', fields: ['madeBy'] },
        { subject: 'ApiToken', fields: ['revoked'] },
        { subject: 'Account', fields: ['formerHolderPermissions', 'holder'] },
      ],
    },
    cancelTransfer: {
      ready: async () => {
        await offered();
        return { call: `cancelTransfer(input: { accountId: "${ids.account}" })` };
      },
      left: [{ subject: 'Account', fields: ['offeredBy'] }],
    },
    createApiToken: {
      ready: () => ({ call: TOKEN('T') }),
      left: [
        {
          subject: 'ApiToken',
          fields: ['addressRanges', 'expiresAt', 'name', 'scopes'],
        },
      ],
    },
    revokeApiToken: {
      ready: async () => {
        await apiToken('R');
        const [row] = await test.dataSource.query<{ id: number }[]>(
          'SELECT id FROM api_tokens WHERE account_id = ?',
          [account],
        );
        const id = encode('ApiToken', Number(row?.id));
        return { call: `revokeApiToken(input: { apiTokenId: "${id}" })` };
      },
      left: [{ subject: 'ApiToken', fields: ['revoked'] }],
    },
    setPartner: {
      ready: async () => {
        const user = await make.user({ staffRole: 'ADMIN' });
        return {
          call: `setPartner(input: { accountId: "${ids.account}", reseller: true, leaseProvider: true, discountPercent: "12.5" })`,
          as: await test.tokenFor(user),
          user,
          staffRole: 'ADMIN',
        };
      },
      left: [{ subject: 'Account', fields: ['discountBasisPoints', 'leaseProvider', 'reseller'] }],
    },
    resetTwoFactor: byAdmin(
      async () => `resetTwoFactor(input: { userId: "${await guarded()}", reason: "${REASON}" })`,
      { subject: 'User', fields: ['twoFactorResetAt'], reason: REASON },
    ),
    cancelTwoFactorReset: byAdmin(
      async () => {
        const userId = await guarded();
        await byColleague(`resetTwoFactor(input: { userId: "${userId}", reason: "R" })`);
        return `cancelTwoFactorReset(input: { userId: "${userId}" })`;
      },
      { subject: 'User', fields: ['twoFactorResetAt'] },
    ),
    settleEmail: byAdmin(
      async () => {
        const user = await make.user({ email: 'kim@köln.example' });
        await test.dataSource.query(
          "INSERT INTO unsettled_emails (spelling, normal_form, found_at) VALUES ('kim@köln.example', 'kim@xn--kln-sna.example', ?)",
          [test.now],
        );
        return `settleEmail(input: { userId: "${encode('User', user)}", reason: "${REASON}" })`;
      },
      { subject: 'User', fields: ['email'], reason: REASON },
    ),
    replaceHolder: byAdmin(
      async () =>
        `replaceHolder(input: { accountId: "${ids.account}", email: "${await emailOf(await make.user())}", reason: "${REASON}" })`,
      { subject: 'Account', fields: ['newHolder', 'newHolderFrom'], reason: REASON },
    ),
    cancelHolderReplacement: byAdmin(
      async () => {
        const email = await emailOf(await make.user());
        await byColleague(
          `replaceHolder(input: { accountId: "${ids.account}", email: "${email}", reason: "R" })`,
        );
        return `cancelHolderReplacement(input: { accountId: "${ids.account}" })`;
      },
      { subject: 'Account', fields: ['newHolder'] },
    ),
    resendMail: {
      ready: async () => {
        const mail = encode('Mail', await make.mail(account, await emailOf(holder)));
        return { call: `resendMail(input: { mailId: "${mail}" })` };
      },
      left: [{ subject: 'Mail', fields: ['resentAt'] }],
    },
    emailInvoice: {
      ready: async () => {
        const invoice = encode('Invoice', await make.invoice(account));
        const to = await emailOf(holder);
        return { call: `emailInvoice(input: { invoiceId: "${invoice}", to: ["${to}"] })` };
      },
      left: [{ subject: 'Invoice', fields: ['emailedTo'] }],
    },
    retryMail: {
      ready: async () => {
        const mail = encode('Mail', await make.failingMail(account, await emailOf(holder)));
        const user = await make.user({ staffRole: 'BILLING' });
        return {
          call: `retryMail(input: { mailId: "${mail}" })`,
          as: await test.tokenFor(user),
          user,
          staffRole: 'BILLING',
        };
      },
      left: [{ subject: 'Mail', fields: ['triedAgainAt'] }],
    },
    sendMailing: {
      ready: async () => {
        const user = await make.user({ staffRole: 'ADMIN' });
        return {
          call: 'sendMailing(input: { kind: CRITICAL, subject: "S", body: "B" })',
          as: await test.tokenFor(user),
          user,
          staffRole: 'ADMIN',
        };
      },
      left: [{ subject: 'Mailing', fields: ['accounts', 'kind', 'paragraphs', 'subject'] }],
    },
    addToCart: {
      ready: async () => {
        const cheap = await make.product();
        await make.price({ productId: cheap });
        return {
          call: `addToCart(input: { accountId: "${ids.account}", kind: NEW, productId: "${encode('Product', cheap)}" })`,
        };
      },
      left: [{ subject: 'CartLine', fields: LINE }],
    },
    checkout: {
      ready: async () => {
        await cards('success');
        await cartLine();
        const cart = encode('Cart', carts.get(account) ?? 0);
        const { data } = await test.graph(
          'query ($id: ID!) { node(id: $id) { ... on Cart { total { amount } } } }',
          { id: cart },
          token,
        );
        const { total } = data?.['node'] as { total: { amount: string } };
        return {
          call: `checkout(input: { accountId: "${ids.account}", billing: PAY_ON_ORDER, acceptTotal: "${total.amount}" })`,
        };
      },
      left: [
        { subject: 'Payment', fields: ['amount', 'status'] },
        { subject: 'Payment', fields: ['status'] },
        { subject: 'License', fields: ['product', 'status'] },
        { subject: 'Order', fields: ['billing', 'total'] },
        { subject: 'Invoice', fields: ['kind', 'total'] },
        { subject: 'Invoice', fields: ['status'] },
      ],
    },
    updateCartLine: {
      ready: async () => ({
        call: `updateCartLine(input: { cartLineId: "${await cartLine()}", quantity: 2 })`,
      }),
      left: [{ subject: 'CartLine', fields: ['amount', 'quantity'] }],
    },
    removeCartLine: {
      ready: async () => ({
        call: `removeCartLine(input: { cartLineId: "${await cartLine()}" })`,
      }),
      left: [{ subject: 'CartLine', fields: LINE }],
    },
    setGuestCart: {
      ready: () => ({
        call: 'setGuestCart(input: { country: "DE", lines: [] })',
        as: null,
        user: null,
      }),
      left: [{ subject: 'GuestCart', fields: ['country', 'expiresAt', 'lines'] }],
    },
    takeGuestCart: {
      ready: async () => {
        const guest = newToken();
        await make.guestCart(guest);
        return {
          call: `takeGuestCart(input: { accountId: "${ids.account}", cartToken: "${guest}" })`,
        };
      },
      left: [{ subject: 'Cart', fields: ['guestCarts'] }],
    },
    addProduct: byAdmin(
      () => 'addProduct(input: { family: SMARTERSTATS, edition: ENTERPRISE, level: 50 })',
      { subject: 'Product', fields: ['edition', 'family', 'level', 'name'] },
    ),
    addAddOn: byAdmin(
      () => 'addAddOn(input: { family: SMARTERSTATS, code: "new-one", name: "N" })',
      { subject: 'AddOn', fields: ['code', 'family', 'name', 'requiresEnterprise'] },
    ),
    addSupportProduct: byAdmin(() => 'addSupportProduct(input: { code: "new-one", name: "N" })', {
      subject: 'SupportProduct',
      fields: ['code', 'name'],
    }),
    setProductPrice: byAdmin(
      async () =>
        `setProductPrice(input: { productId: "${encode('Product', await make.product())}", ${PRICE} })`,
      { subject: 'Product', fields: ['PURCHASE EUR'] },
    ),
    setAddOnPrice: byAdmin(
      async () =>
        `setAddOnPrice(input: { addOnId: "${encode('AddOn', await make.addOn())}", ${PRICE} })`,
      { subject: 'AddOn', fields: ['PURCHASE EUR'] },
    ),
    setSupportPrice: byAdmin(
      async () =>
        `setSupportPrice(input: { supportProductId: "${encode('SupportProduct', await make.supportProduct())}", ${PRICE} })`,
      { subject: 'SupportProduct', fields: ['PURCHASE EUR'] },
    ),
    preparePaymentMethod: {
      ready: () => ({ call: `preparePaymentMethod(input: { accountId: "${ids.account}" })` }),
      left: [{ subject: 'Account', fields: ['cardSetup'] }],
    },
    addPaymentMethod: {
      ready: () => ({ call: addCard('success') }),
      left: [{ subject: 'PaymentMethod', fields: ['card'] }],
    },
    setDefaultPaymentMethod: {
      ready: async () => {
        const [, second] = await cards('success', 'declined');
        return { call: `setDefaultPaymentMethod(input: { paymentMethodId: "${second}" })` };
      },
      left: [{ subject: 'PaymentMethod', fields: ['default'] }],
    },
    removePaymentMethod: {
      ready: async () => {
        const [only] = await cards('success');
        return { call: `removePaymentMethod(input: { paymentMethodId: "${only}" })` };
      },
      left: [{ subject: 'PaymentMethod', fields: ['card'] }],
    },
    payInvoice: {
      ready: async () => {
        await cards('success');
        const invoice = encode('Invoice', await make.invoice(account));
        return { call: `payInvoice(input: { invoiceId: "${invoice}" })` };
      },
      left: [
        { subject: 'Payment', fields: ['amount', 'invoices', 'status'] },
        { subject: 'Payment', fields: ['status'] },
        { subject: 'Invoice', fields: ['status'] },
      ],
    },
    confirmPayment: {
      ready: async () => {
        const { paymentId, ...action } = await waiting();
        await answerBank(test, action, 'confirm');
        return { call: `confirmPayment(input: { paymentId: "${paymentId}" })` };
      },
      left: [
        { subject: 'Payment', fields: ['status'] },
        { subject: 'Invoice', fields: ['status'] },
      ],
    },
    cancelPayment: {
      ready: async () => {
        const { paymentId } = await waiting();
        return { call: `cancelPayment(input: { paymentId: "${paymentId}" })` };
      },
      left: [{ subject: 'Payment', fields: ['failure', 'status'] }],
    },
    voidInvoice: {
      ready: async () => {
        const invoice = encode('Invoice', await make.invoice(account));
        return byBilling(`voidInvoice(input: { invoiceId: "${invoice}", reason: "${REASON}" })`);
      },
      left: [{ subject: 'Invoice', fields: ['credited', 'status'], reason: REASON }],
    },
    creditInvoice: {
      ready: async () => {
        const invoice = encode('Invoice', await make.invoice(account));
        return byBilling(`creditInvoice(input: { invoiceId: "${invoice}", reason: "${REASON}" })`);
      },
      left: [
        { subject: 'Invoice', fields: ['credited', 'status'], reason: REASON },
        { subject: 'Invoice', fields: ['amount', 'corrects'], reason: REASON },
      ],
    },
    refundPayment: {
      ready: async () => {
        const all = { status: 'CREDITED', creditKept: 11_900n, credited: 11_900n } as const;
        await make.credit(account, 11_900n);
        const paid = await make.payment(account, await make.invoice(account, all));
        const id = encode('Payment', paid);
        return byBilling(`refundPayment(input: { paymentId: "${id}", reason: "${REASON}" })`);
      },
      left: [
        { subject: 'Payment', fields: ['refundAsked'], reason: REASON },
        { subject: 'Payment', fields: ['refunded'], reason: REASON },
      ],
    },
    resumeCollection: {
      ready: async () => {
        const held = { collectionHeldAt: test.now };
        const invoice = encode('Invoice', await make.invoice(account, held));
        return byBilling(
          `resumeCollection(input: { invoiceId: "${invoice}", reason: "${REASON}" })`,
        );
      },
      left: [{ subject: 'Invoice', fields: ['collectionHeld'], reason: REASON }],
    },
    actAs: {
      ready: async () => {
        const user = await make.user({ staffRole: 'SUPPORT' });
        return {
          call: `actAs(input: { accountId: "${ids.account}", reason: "${REASON}" })`,
          as: await test.tokenFor(user),
          user,
          staffRole: 'SUPPORT',
        };
      },
      left: [{ subject: 'Account', fields: ['staffActsUntil'], reason: REASON }],
    },
  };

  it('R61 every mutation has a case here', () => {
    const fields = test.app.schema.getMutationType()?.getFields() ?? {};
    expect(Object.keys(WRITES).sort()).toEqual(Object.keys(fields).sort());
  });

  it.each(Object.keys(WRITES))('R61 %s leaves its events: who, from where, what', async (name) => {
    const { ready, left } = WRITES[name] as WriteCase;
    const { call, as = token, user = holder, staffRole = null, apiToken = null } = await ready();
    const before = (await events()).length;
    const answer = await send(call, as);
    expect([codes(answer), answer.data]).toEqual([[], { [name]: { userErrors: [] } }]);
    const added = (await events()).slice(before) as { changes: Changes; account_id: unknown }[];
    // Whoever signs up is somebody from now on, and an account with them.
    const signedUp = name === 'signUp' ? await newest() : null;
    expect(added).toMatchObject(
      left.map(({ subject, reason = null }) => ({
        action: name,
        subject_type: subject,
        account_id: ['User', 'Session', 'Mailing'].includes(subject)
          ? null
          : [...CATALOGUE, 'GuestCart'].includes(subject)
            ? null
            : (signedUp?.account ?? account),
        user_id: signedUp?.user ?? user,
        token_id: apiToken,
        staff_role: staffRole,
        reason,
        address: expect.stringMatching(/127\.0\.0\.1$/) as unknown,
        request_id: expect.stringMatching(/\S/) as unknown,
        created_at: test.now,
      })),
    );
    expect(added.map(({ changes }) => Object.keys(changes).sort())).toEqual(
      left.map(({ fields }) => fields),
    );
    for (const [was, is] of added.flatMap(({ changes }) => Object.values(changes)))
      expect(was).not.toEqual(is);
  });

  it('R61 a person who signs in over the session of another one ends that, and both are told of', async () => {
    const other = await make.user();
    const before = (await events()).length;
    const { call } = await (WRITES['signIn'] as WriteCase).ready();
    expect(codes(await send(call, await test.tokenFor(other)))).toEqual([]);
    expect((await events()).slice(before)).toMatchObject([
      { subject_id: other, user_id: other, changes: { signedIn: [true, false] } },
      {
        subject_id: holder,
        user_id: holder,
        changes: { sessionUntil: [null, expect.anything() as unknown] },
      },
    ]);
  });

  it('R61 no two requests have the same id, on whatever instance', async () => {
    const instances = [await test.another(), await test.another()];
    try {
      const before = (await events()).length;
      const call = `updateAccount(input: { accountId: "${ids.account}", name: "N" })`;
      for (const one of [...instances, ...instances])
        await one.graph(`mutation { ${call} { userErrors { code } } }`, {}, token);
      const asked = (await events())
        .slice(before)
        .map((row) => (row as { request_id?: string }).request_id);
      expect(new Set(asked).size).toBe(4);
    } finally {
      for (const one of instances) await one.stop();
    }
  });

  /** Nobody lacks a permission for what is their own, or proves a link; and what the case itself changes. */
  const ABOUT_ONESELF = [
    'signIn',
    'signOut',
    'signUp',
    'revokeSession',
    'changePassword',
    'requestPasswordReset',
    'resetPassword',
    'requestEmailVerification',
    'verifyEmail',
    'setGuestCart',
    'updateMyself',
    'enableTwoFactor',
    'confirmTwoFactor',
    'disableTwoFactor',
    'deactivateLicense',
    'activateInstallation',
    'checkIn',
    'deactivateInstallation',
  ];

  const STAFFS_ALONE = [
    'setPartner',
    'actAs',
    'resetTwoFactor',
    'replaceHolder',
    'settleEmail',
    'retryMail',
    'sendMailing',
    'suspendLicense',
    'resumeLicense',
    'addProduct',
    'addAddOn',
    'addSupportProduct',
    'voidInvoice',
    'creditInvoice',
    'refundPayment',
    'resumeCollection',
    'setProductPrice',
    'setAddOnPrice',
    'setSupportPrice',
  ];

  it('R61 a refusal leaves none, and nothing else either', async () => {
    const [login, stranger] = [await make.user(), await make.user()];
    await make.membership(account, login, []);
    await make.account(stranger, { leaseProvider: true, reseller: true });
    const tokens = [null, await test.tokenFor(login), await test.tokenFor(stranger)];
    for (const name of Object.keys(WRITES).filter((one) => !ABOUT_ONESELF.includes(one))) {
      const { call } = await (WRITES[name] as WriteCase).ready();
      const before = await checksum(test.dataSource);
      const met: unknown[] = [];
      for (const as of tokens) {
        const { errors, data } = await send(call, as);
        const payload = data?.[name] as { userErrors: { code: string }[] } | null;
        met.push(errors[0]?.extensions['code'] ?? payload?.userErrors[0]?.code);
      }
      // Every member may ask whether the account is offered to them.
      const member = /^(accept|cancel)Transfer$/.test(name)
        ? 'NO_TRANSFER'
        : // People of no account of theirs are not there for them.
          name === 'cancelTwoFactorReset'
          ? 'NOT_FOUND'
          : 'FORBIDDEN';
      // What is for staff alone is refused before anybody looks for the account.
      const stranger = STAFFS_ALONE.includes(name) ? 'FORBIDDEN' : 'NOT_FOUND';
      expect([name, ...met]).toEqual([name, 'UNAUTHENTICATED', member, stranger]);
      expect([name, await checksum(test.dataSource)]).toEqual([name, before]);
    }
    const before = await checksum(test.dataSource);
    const refused = [
      `deactivateLicense(input: { licenseId: "${ids.license}" })`,
      `updateAccount(input: { accountId: "${ids.account}", name: " " })`,
      'signIn(input: { email: "nobody@example.test", password: "wrong" })',
    ];
    for (const call of refused)
      expect(JSON.stringify((await send(call)).data)).toMatch(/"userErrors":\[\{/);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  describe('the history', () => {
    /** Events as they would have been left, `minutes` after the start of the tests' day. */
    const past = async (
      rows: readonly { on: string; key: number; action: string; minutes: number }[],
    ) => {
      await test.dataSource.query(
        `INSERT INTO audit_events (account_id, subject_type, subject_id, action, user_id, address,
           request_id, changes, created_at) VALUES ${rows.map(() => '(?, ?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
        rows.flatMap(({ on, key, action, minutes }) => [
          account,
          on,
          key,
          action,
          holder,
          '192.0.2.1',
          'req',
          '{"n":[null,1]}',
          new Date(TEST_NOW.getTime() + minutes * 60_000),
        ]),
      );
    };
    const history = async (args: string, as = token): Promise<History> => {
      const { data, errors } = await test.graph(
        `query ($id: ID!) { account(id: $id) { history(${args}) {
           totalCount nodes { ${ENTRY} } pageInfo { endCursor hasNextPage } } } }`,
        { id: ids.account },
        as,
      );
      expect(errors).toEqual([]);
      return (data as { account: { history: History } }).account.history;
    };
    const some = () =>
      past(
        [0, 1, 2, 3, 4, 5, 6].map((n) => ({
          on: n % 2 === 0 ? 'Contact' : 'License',
          key: 1,
          action: n < 4 ? `early${n}` : 'late',
          minutes: n,
        })),
      );
    const actions = ({ nodes }: History) => nodes.map(({ action }) => action);

    it.each([
      ['all, newest first', '', ['late', 'late', 'late', 'early3', 'early2', 'early1', 'early0']],
      ['by action', 'action: ["late", "early1"]', ['late', 'late', 'late', 'early1']],
      ['by no action', 'action: []', []],
      ['by type', 'subjectType: ["License"]', ['late', 'early3', 'early1']],
      ['from an instant on', 'recordedFrom: "2026-11-21T12:05:00Z"', ['late', 'late']],
      ['before an instant', 'recordedBefore: "2026-11-21T12:02:00Z"', ['early1', 'early0']],
      [
        'by all of these',
        'action: ["late"], subjectType: ["Contact"], recordedFrom: "2026-11-21T12:04:00Z", recordedBefore: "2026-11-21T12:06:00Z"',
        ['late'],
      ],
      ['by what was never done', `action: ["' OR 1=1 -- "]`, []],
    ])('R61 %s', async (_how: string, filter: string, expected: string[]) => {
      await some();
      const found = await history(`filter: { ${filter} }`);
      expect(actions(found)).toEqual(expected);
      expect(found.totalCount).toBe(expected.length);
    });

    it('R61 is walked by cursors, each entry once, though new ones come meanwhile', async () => {
      await some();
      const met: string[] = [];
      let after = '';
      for (let page = 0; page < 9; page++) {
        const found = await history(`first: 2${after}`);
        met.push(...found.nodes.map(({ recordedAt }) => recordedAt));
        await send(`updateContact(input: { contactId: "${ids.contact}", firstName: "${page}" })`);
        if (found.pageInfo?.hasNextPage !== true) break;
        after = `, after: "${found.pageInfo.endCursor}"`;
      }
      expect(met).toHaveLength(7);
      expect(new Set(met).size).toBe(7);
      expect([...met].sort().reverse()).toEqual(met);
    });

    it('R61 takes at most 20 words in a filter, and says so', async () => {
      const most = Array.from({ length: 20 }, (_, n) => `action${n}`);
      for (const field of ['action', 'subjectType'])
        for (const [words, met] of [
          [most, []],
          [[...most, 'one more'], ['BAD_USER_INPUT']],
        ] as const) {
          const answer = await test.graph(
            'query ($id: ID!, $filter: HistoryFilter) { account(id: $id) { history(filter: $filter) { totalCount } } }',
            { id: ids.account, filter: { [field]: words } },
            token,
          );
          expect([field, codes(answer)]).toEqual([field, met]);
        }
    });

    it('R61 of one account holds nothing of another', async () => {
      await some();
      const other = await make.user();
      const elsewhere = await make.account(other);
      const { data } = await test.graph(
        'query ($id: ID!) { account(id: $id) { history { totalCount nodes { action } } } }',
        { id: test.app.ids.encode('Account', elsewhere) },
        await test.tokenFor(other),
      );
      expect(data).toEqual({ account: { history: { totalCount: 0, nodes: [] } } });
    });

    it('R36 R61 of a license tells people to their own account alone, and addresses to its holder', async () => {
      const [seller, login, staff] = [
        await make.user(),
        await make.user(),
        await make.user({ staffRole: 'SUPPORT' }),
      ];
      const shop = await make.account(seller, { reseller: true });
      await make.membership(account, login, ['ACTIVATE_LICENSES']);
      const license = test.app.ids.encode(
        'License',
        await make.license(shop, product, {
          origin: 'RESOLD',
          customerAccountId: account,
          assignedAt: TEST_NOW,
        }),
      );
      const answer = await send(
        `activateLicense(input: { licenseId: "${license}", serverName: "s.test" })`,
      );
      expect(codes(answer)).toEqual([]);
      const seen: Record<string, unknown> = {};
      for (const [who, user] of Object.entries({ holder, login, seller, staff })) {
        const { data, errors } = await test.graph(
          `query ($id: ID!) { node(id: $id) { ... on License { history { nodes { ${ENTRY} } } } } }`,
          { id: license },
          await test.tokenFor(user),
        );
        expect(errors).toEqual([]);
        const { nodes } = (data as { node: { history: History } }).node.history;
        seen[who] = nodes.map(({ action, actor, by, from }) => [action, actor, by, from]);
      }
      const entry = (by: string | null, from: string | null) => [
        ['activateLicense', 'USER', by, from],
      ];
      const here = expect.stringMatching(/127\.0\.0\.1$/) as unknown as string;
      expect(seen).toEqual({
        holder: entry('Hedy Holder', here),
        login: entry('Hedy Holder', null),
        seller: entry(null, null),
        staff: entry('Hedy Holder', here),
      });
    });

    it('R36 what the seller did before it was assigned, and what it paid, is not for the customer', async () => {
      const [seller, buyer] = [await make.user(), await make.user()];
      const shop = await make.account(seller, { reseller: true });
      await make.membership(account, buyer, ['MAKE_PURCHASES']);
      const key = await make.license(shop, product, {
        origin: 'RESOLD',
        customerAccountId: account,
        assignedAt: TEST_NOW,
      });
      const told = async (action: string, at: Date, changes: object): Promise<unknown> =>
        test.dataSource.query(
          `INSERT INTO audit_events (account_id, subject_type, subject_id, action, user_id, staff_role, reason,
             request_id, changes, created_at) VALUES (?, 'License', ?, ?, ?, 'SUPPORT', 'Asked on the phone', 'r', ?, ?)`,
          [shop, key, action, seller, JSON.stringify(changes), at],
        );
      const before = new Date(TEST_NOW.getTime() - 1_000);
      await told('checkout', before, { status: [null, 'UNASSIGNED'], price: [null, '10.00'] });
      await told('assignLicense', TEST_NOW, {
        status: ['UNASSIGNED', 'READY'],
        price: ['10.00', '9.00'],
        servers: [[], ['s.test']],
      });
      const seen: Record<string, unknown> = {};
      for (const [who, user] of Object.entries({ seller, holder, buyer })) {
        const { data, errors } = await test.graph(
          `query ($id: ID!) { node(id: $id) { ... on License { history { totalCount nodes { action reason changes { field } } } } } }`,
          { id: test.app.ids.encode('License', key) },
          await test.tokenFor(user),
        );
        expect(errors).toEqual([]);
        const { nodes, totalCount } = (
          data as {
            node: {
              history: {
                totalCount: number;
                nodes: { action: string; reason: string | null; changes: { field: string }[] }[];
              };
            };
          }
        ).node.history;
        expect(totalCount).toBe(nodes.length);
        seen[who] = nodes.map(({ action, reason, changes }) => [
          action,
          reason,
          ...changes.map(({ field }) => field),
        ]);
      }
      expect(seen).toEqual({
        // Where it runs, and ran, is the customer's to tell.
        seller: [
          ['assignLicense', 'Asked on the phone', 'status', 'price'],
          ['checkout', 'Asked on the phone', 'status', 'price'],
        ],
        holder: [['assignLicense', null, 'status', 'servers']],
        // Who merely buys sees neither keys nor servers.
        buyer: [['assignLicense', null, 'status']],
      });
    });

    it('R61 costs the same number of statements for pages of 1, 10 and 100, and for 100 licenses', async () => {
      const licenses = await Fixtures.together(test, async (more) => {
        const made: number[] = [];
        for (let n = 0; n < 100; n++)
          made.push(await more.license(account, product, { key: `HISTORY-${n}` }));
        return made;
      });
      const row = (key: number, minutes: number) => ({
        on: 'License',
        key,
        action: 'activateLicense',
        minutes,
      });
      await past(licenses.flatMap((key) => [row(key, 1), row(key, 2)]));
      await past(Array.from({ length: 101 }, (_, n) => row(licenses[0] as number, n)));
      const FIELD = `history(first: $n) { totalCount nodes { ${ENTRY} } }`;
      const documents = [
        `query ($id: ID!, $n: Int) { account(id: $id) { ${FIELD} } }`,
        `query ($id: ID!, $n: Int, $first: ID!) { account(id: $id) { id } node(id: $first) { ... on License { ${FIELD} } } }`,
        `query ($id: ID!, $n: Int) { account(id: $id) { licenses(first: $n) { nodes { ${FIELD.replace('$n', '2')} } } } }`,
      ];
      const first = test.app.ids.encode('License', licenses[0] as number);
      for (const document of documents) {
        const counts: number[] = [];
        for (const n of [1, 10, 100])
          counts.push(
            (
              await test.countStatements(async () => {
                const variables = {
                  id: ids.account,
                  n,
                  ...(document.includes('$first') ? { first } : {}),
                };
                const { data, errors } = await test.graph(document, variables, token);
                expect(errors).toEqual([]);
                expect(JSON.stringify(data).match(/"recordedAt"/g)?.length).toBeGreaterThanOrEqual(
                  n,
                );
              })
            ).length,
          );
        expect(new Set(counts).size).toBe(1);
        expect(counts[0]).toBeLessThanOrEqual(5);
      }
    });

    it('R61 an event outlives what it tells of, and who did it', async () => {
      await send(`removeContact(input: { contactId: "${ids.contact}" })`);
      test.now = new Date(TEST_NOW.getTime() + DAY / 2);
      const [entry] = (await history('first: 1')).nodes;
      expect(entry).toMatchObject({ action: 'removeContact', subjectId: ids.contact });
    });
  });
});
