import { hashOfApiToken, hintOf, newApiToken } from '../../src/auth/api-token';
import { InvoiceLineEntity } from '../../src/database/entities/invoice.entity';
import { AccountTransferEntity } from '../../src/database/entities/account-transfer.entity';
import { ApiTokenEntity } from '../../src/database/entities/api-token.entity';
import type { Access } from '../../src/domain/people/actor';
import type { Permission, StaffRole } from '../../src/domain/people/permission';
import { Fixtures } from '../support/fixtures';
import { TEST_NOW, type TestApplication } from '../support/test-application';
import { ACCOUNTS, LOGINS, type AccountName, type ActorName } from './actors';

const LATER = new Date(TEST_NOW.getTime() + 48 * 3_600_000);
const EVERYTHING = Object.values(LOGINS).flat();
const CAPABILITIES: Partial<Record<AccountName, { reseller?: boolean; leaseProvider?: boolean }>> =
  {
    reseller: { reseller: true },
    provider: { leaseProvider: true },
    both: { reseller: true, leaseProvider: true },
  };
/** Opens the cart of a guest; it is nobody's, and so in the hands of everybody who asks here. */
export const GUEST_TOKEN = 'TheTokenOfAGuestThatTheTestsKnowAndNobody01';
/** Opens the cart of a guest who has ordered. */
const ORDERED_TOKEN = 'TheTokenOfAGuestThatTheTestsKnowAndNobody02';
/** Who resold to whom, and who leases to whom. What the former partner did stays (R6). */
const RESALES: readonly [AccountName, AccountName][] = [
  ['reseller', 'customer'],
  ['reseller', 'neighbour'],
  ['both', 'customer'],
  ['former', 'customer'],
];
const LEASES: readonly [AccountName, AccountName][] = [
  ['provider', 'customer'],
  ['provider', 'neighbour'],
  ['both', 'customer'],
  ['former', 'customer'],
];

/**
 * One account of each kind with all its people, something of everything, and the trade between them.
 * Rows have names: `customer/invoice`, `customer/token`, `reseller/membership:pay`, `reseller-to-customer/resold`.
 */
export class World {
  /** Keys of accounts and users by name: `customer`, `customer:holder`, `staff`. */
  readonly accounts = new Map<string, number>();
  readonly users = new Map<string, number>();
  /** Every node by name, with its type and key. */
  readonly nodes = new Map<string, { type: string; key: number }>();
  private readonly tokens = new Map<string, string>();
  private readonly make: Fixtures;

  private constructor(readonly test: TestApplication) {
    this.make = new Fixtures(test);
  }

  static async over(test: TestApplication): Promise<World> {
    const world = new World(test);
    await world.employ('staff', 'SUPPORT');
    await world.node('mailing', 'Mailing', world.make.mailing(world.userKey('staff')));
    const product = await world.node('product', 'Product', world.make.product());
    const addOn = await world.node('add-on', 'AddOn', world.make.addOn());
    await world.make.guestCart(GUEST_TOKEN);
    const support = await world.node('support', 'SupportProduct', world.make.supportProduct());
    await world.make.price({ supportProductId: support });
    await world.make.price({ productId: product, kind: 'REINSTATEMENT' });
    for (const kind of ['PURCHASE', 'LEASE', 'MAINTENANCE'] as const) {
      await world.make.price({ productId: product, kind });
      await world.make.price({ addOnId: addOn, kind });
    }
    for (const account of ACCOUNTS) await world.account(account, product, addOn);
    // Somebody who is known by a spelling of which nobody else has the normal form.
    await test.dataSource.query(
      "INSERT INTO unsettled_emails (spelling, normal_form, found_at) VALUES ('holder@other.test', 'holder@other.example', ?)",
      [TEST_NOW],
    );
    for (const [seller, customer] of RESALES) await world.resale(seller, customer, product);
    for (const [provider, customer] of LEASES) await world.lease(provider, customer, product);
    for (const seller of ['reseller', 'both', 'former'] as const) {
      const stock = { customerAccountId: null, origin: 'RESOLD', status: 'UNASSIGNED' } as const;
      const license = world.make.license(world.accountKey(seller), product, stock);
      await world.boughtToResell(seller, await world.node(`${seller}/stock`, 'License', license));
    }
    return world;
  }

  /** The opaque id of a row that has a name. */
  id(name: string): string {
    const node = this.nodes.get(name);
    if (node === undefined) throw new Error(`The world holds no ${name}`);
    return this.test.app.ids.encode(node.type, node.key);
  }

  /** Full name of the account's holder: whom a refused member is sent to (R63). */
  holderOf(account: AccountName): string {
    return `Holder of ${account}`;
  }

  accountKey(account: AccountName): number {
    return this.accounts.get(account) as number;
  }

  userKey(name: string): number {
    const key = this.users.get(name);
    if (key === undefined) throw new Error(`The world holds no user ${name}`);
    return key;
  }

  /** Name of the user that plays this part towards the account. */
  userOf(actor: Exclude<ActorName, 'nobody'>, account: AccountName): string {
    if (actor === 'staff') return 'staff';
    return actor === 'outsider' ? 'other:holder' : `${account}:${actor}`;
  }

  /** A session of whoever plays this part towards the account; null for nobody. */
  async tokenOf(actor: ActorName, account: AccountName): Promise<string | null> {
    return actor === 'nobody' ? null : this.sessionOf(this.userOf(actor, account));
  }

  async sessionOf(user: string): Promise<string> {
    let token = this.tokens.get(user);
    if (token === undefined) this.tokens.set(user, (token = await this.newSessionOf(user)));
    return token;
  }

  newSessionOf(user: string): Promise<string> {
    return this.test.tokenFor(this.userKey(user));
  }

  /** One more user, with permissions of its own on each of several accounts (R10). */
  async join(
    name: string,
    accounts: Partial<Record<AccountName, readonly Permission[]>>,
  ): Promise<string> {
    const user = await this.make.user({ fullName: name, email: `${name}@several.test` });
    this.users.set(name, user);
    for (const [account, permissions] of Object.entries(accounts))
      await this.make.membership(this.accountKey(account as AccountName), user, permissions);
    return this.sessionOf(name);
  }

  /** One more of the vendor's own people. */
  async employ(name: string, staffRole: StaffRole): Promise<void> {
    this.users.set(name, await this.make.user({ fullName: `Stella ${name}`, staffRole }));
  }

  /** An API token of the account's holder, as the store has it (R59). @returns the token itself. */
  async apiToken(account: AccountName, permission: Permission, access: Access): Promise<string> {
    const name = `${account}/token:${permission}:${access}`;
    const known = this.tokens.get(name);
    if (known !== undefined) return known;
    const token = newApiToken();
    this.tokens.set(name, token);
    await this.node(name, 'ApiToken', this.storedToken(account, token, `${permission}:${access}`));
    return token;
  }

  private async storedToken(account: AccountName, token: string, scopes: string): Promise<number> {
    const { identifiers } = await this.test.dataSource.manager.insert(ApiTokenEntity, {
      accountId: this.accountKey(account),
      makerUserId: this.userKey(`${account}:holder`),
      name: `Back end of ${account}`,
      tokenHash: hashOfApiToken(token) as Buffer,
      hint: hintOf(token),
      scopes,
      addressRanges: '',
      monthlyCap: 50_000n,
      createdAt: TEST_NOW,
      expiresAt: LATER,
      lastUsedAt: null,
      revokedAt: null,
    });
    return Number((identifiers[0] as { id: number }).id);
  }

  private async node(name: string, type: string, made: Promise<number>): Promise<number> {
    const key = await made;
    this.nodes.set(name, { type, key });
    return key;
  }

  private async person(account: AccountName, actor: string): Promise<number> {
    const title = actor === 'holder' ? this.holderOf(account) : `${actor} of ${account}`;
    const given = { fullName: title, email: `${actor}@${account}.test` };
    const key = await this.node(`${account}/user:${actor}`, 'User', this.make.user(given));
    this.users.set(`${account}:${actor}`, key);
    return key;
  }

  private async account(name: AccountName, product: number, addOn: number): Promise<void> {
    const holder = await this.person(name, 'holder');
    const given = { name: `The ${name}`, vatNumber: `VAT${name}`, ...CAPABILITIES[name] };
    const account = await this.node(`${name}/account`, 'Account', this.make.account(holder, given));
    await this.node(`${name}/session`, 'Session', this.make.session(holder));
    this.accounts.set(name, account);
    const [row]: { id: string }[] = await this.test.dataSource.query(
      'SELECT id FROM memberships WHERE account_id = ? AND user_id = ?',
      [account, holder],
    );
    this.nodes.set(`${name}/membership:holder`, { type: 'Membership', key: Number(row?.id) });
    for (const [login, permissions] of Object.entries(LOGINS)) {
      const user = await this.person(name, login);
      const membership = this.make.membership(account, user, permissions);
      await this.node(`${name}/membership:${login}`, 'Membership', membership);
    }
    const guest = await this.person(name, 'invited');
    const invitation = this.make.membership(account, guest, EVERYTHING, {
      status: 'INVITED',
      invitedName: 'Whom the holder calls so',
      invitedEmail: `invited@${name}.test`,
    });
    await this.node(`${name}/membership:invited`, 'Membership', invitation);
    const stored = this.storedToken(name, newApiToken(), 'PAY_INVOICES:READ');
    await this.node(`${name}/token`, 'ApiToken', stored);
    await this.offer(name, account, holder);
    await this.node(`${name}/contact`, 'Contact', this.make.contact(account));
    const email = `holder@${name}.test`;
    await this.node(`${name}/mail`, 'Mail', this.make.mail(account, email));
    await this.node(`${name}/failing`, 'Mail', this.make.failingMail(account, email));
    const license = await this.node(
      `${name}/license`,
      'License',
      this.make.license(account, product),
    );
    await this.books(name, account, license, product);
    await this.make.licenseAddOn(account, license, addOn);
    const opener = this.userKey(`${name}:none`);
    const about = { licenseId: license };
    const request = this.make.supportRequest(account, opener, about);
    await this.node(`${name}/support-request`, 'SupportRequest', request);
    const closed = { status: 'CLOSED', closedAt: TEST_NOW } as const;
    const before = this.make.supportRequest(account, opener, closed);
    await this.node(`${name}/closed-request`, 'SupportRequest', before);
    const requested = { toAccountId: account };
    await this.make.licenseReversal(account, license, this.userKey('staff'), requested);
    await this.make.accountNote(account, this.userKey('staff'));
    await this.purchases(name, account, product, license);
    await this.node(`${name}/activation`, 'Activation', this.make.activation(account, license));
  }

  /** The holder offers the account to the login without permissions (R12). */
  private async offer(name: AccountName, accountId: number, fromUserId: number): Promise<void> {
    await this.test.dataSource.manager.insert(AccountTransferEntity, {
      accountId,
      fromUserId,
      toUserId: this.userKey(`${name}:none`),
      permissions: '',
      createdAt: TEST_NOW,
      expiresAt: LATER,
    });
  }

  /** A cart and orders, for the account itself and for what it resells, or once resold. */
  private async purchases(
    name: AccountName,
    account: number,
    product: number,
    own: number,
  ): Promise<void> {
    const { make } = this;
    const stock = await make.license(account, product, {
      customerAccountId: null,
      origin: 'RESOLD',
      status: 'UNASSIGNED',
    });
    await this.node(`${name}/shelf`, 'License', Promise.resolve(stock));
    const renew = { kind: 'RENEW', shownAmount: 1n } as const;
    const ofOwn = { ...renew, productId: null, licenseId: own };
    const ofStock = { ...ofOwn, licenseId: stock, lineUse: 'RESOLD' } as const;
    const cart = await this.node(`${name}/cart`, 'Cart', make.cart(account));
    await this.node(`${name}/cart-line`, 'CartLine', make.cartLine(account, cart, product, ofOwn));
    await this.node(
      `${name}/cart-resale`,
      'CartLine',
      make.cartLine(account, cart, product, ofStock),
    );
    const bought = { kind: 'RENEW', licenseId: own, productId: product } as const;
    const order = await this.node(
      `${name}/order`,
      'Order',
      make.order(account, { invoiceId: this.nodes.get(`${name}/invoice`)?.key ?? null }, bought),
    );
    await make.orderedLicense(account, order, own);
    // As if a guest had ordered it.
    if (name === 'customer')
      await make.guestCart(ORDERED_TOKEN, { accountId: account, orderId: order });
    const requestId = this.nodes.get(`${name}/support-request`)?.key ?? null;
    await make.supportIncident(account, order, { requestId, usedAt: TEST_NOW });
    const resold = { ...bought, licenseId: stock, lineUse: 'RESOLD' } as const;
    const forResale = make.order(account, {}, resold);
    await this.node(`${name}/order-for-resale`, 'Order', forResale);
    await this.boughtToResell(name, stock);
  }

  private async boughtToResell(name: AccountName, license: number): Promise<void> {
    const order = this.nodes.get(`${name}/order-for-resale`)?.key ?? 0;
    await this.make.orderedLicense(this.accountKey(name), order, license);
  }

  private async books(
    name: AccountName,
    account: number,
    licenseId: number,
    productId: number,
  ): Promise<void> {
    const { make } = this;
    const at = { gateway: 'sandbox', gatewayReference: `sandbox_card_90${account}` };
    const card = await this.node(`${name}/card`, 'PaymentMethod', make.card(account, at));
    const held = { collectionHeldAt: TEST_NOW };
    const month = { kind: 'SUMMARY', period: '2026-10', ...held } as const;
    const summary = await this.node(`${name}/summary`, 'Invoice', make.invoice(account, month));
    const collected = { summaryInvoiceId: summary, awaitsSummary: true };
    const invoice = await this.node(
      `${name}/invoice`,
      'Invoice',
      make.invoice(account, collected, [{ licenseId, productId }]),
    );
    await this.test.dataSource.manager.update(
      InvoiceLineEntity,
      { invoiceId: summary },
      { summarizedInvoiceId: invoice },
    );
    const given = { paymentMethodId: card, status: 'FAILED', failure: 'Declined' } as const;
    await this.node(`${name}/payment`, 'Payment', make.payment(account, invoice, given));
    await this.credited(name, account, card);
  }

  /** An invoice that was paid and then credited, so that its payment can be given back (R57). */
  private async credited(name: AccountName, account: number, card: number): Promise<void> {
    const { make } = this;
    const all = { status: 'CREDITED', creditKept: 11_900n, credited: 11_900n } as const;
    await make.credit(account, 11_900n);
    const credited = await this.node(`${name}/credited`, 'Invoice', make.invoice(account, all));
    const paidBy = { paymentMethodId: card };
    const paid = await this.node(
      `${name}/paid`,
      'Payment',
      make.payment(account, credited, paidBy),
    );
    await make.refund(account, paid, { status: 'FAILED' });
    await make.dispute(account, paid);
    await this.node(`${name}/transfer`, 'Payment', make.transfer(account, credited));
    const note = {
      kind: 'CREDIT_NOTE',
      status: 'PAID',
      correctsInvoiceId: credited,
      subtotal: -10_000n,
      tax: -1_900n,
      total: -11_900n,
      credited: -11_900n,
    } as const;
    await this.node(`${name}/note`, 'Invoice', make.invoice(account, note));
  }

  private async resale(seller: AccountName, customer: AccountName, product: number): Promise<void> {
    const account = this.accountKey(seller);
    const name = `${seller}-to-${customer}`;
    const license = this.make.license(account, product, {
      customerAccountId: this.accountKey(customer),
      origin: 'RESOLD',
      status: 'ACTIVE',
      assignedAt: new Date('2026-06-01T10:00:00.000Z'),
    });
    const key = await this.node(`${name}/resold`, 'License', license);
    await this.customer(name, seller, customer, 'RESOLD');
    await this.boughtToResell(seller, key);
    await this.node(`${name}/resold/activation`, 'Activation', this.make.activation(account, key));
    const ended = this.make.activation(account, key, { deactivatedAt: TEST_NOW });
    await this.node(`${name}/resold/ended`, 'Activation', ended);
  }

  private async customer(
    name: string,
    partner: AccountName,
    customer: AccountName,
    relation: 'RESOLD' | 'LEASED',
  ): Promise<void> {
    const made = this.make.customer(this.accountKey(partner), this.accountKey(customer), relation);
    await this.node(`${name}/customer`, 'Customer', made);
  }

  /** The invoice of a lease's month. */
  private async billed(
    name: string,
    account: number,
    { leaseId, licenseId }: { readonly leaseId: number; readonly licenseId: number },
    productId: number,
  ): Promise<void> {
    // One of a kind per account and month; the account may lease to several.
    const period = name.endsWith('neighbour') ? '2026-09' : '2026-10';
    const month = { kind: 'LEASE', period } as const;
    const line = { licenseId, leaseId, productId, period } as const;
    const made = this.make.invoice(account, month, [line]);
    const invoice = await this.node(`${name}/lease-invoice`, 'Invoice', made);
    await this.make.segment(account, invoice, productId);
  }

  private async lease(
    provider: AccountName,
    customer: AccountName,
    product: number,
  ): Promise<void> {
    const account = this.accountKey(provider);
    const name = `${provider}-to-${customer}`;
    const made = await this.make.lease(account, this.accountKey(customer), product);
    await this.node(`${name}/lease`, 'Lease', Promise.resolve(made.leaseId));
    await this.customer(name, provider, customer, 'LEASED');
    await this.node(`${name}/leased`, 'License', Promise.resolve(made.licenseId));
    await this.billed(name, account, made, product);
    const activation = this.make.activation(account, made.licenseId);
    await this.node(`${name}/leased/activation`, 'Activation', activation);
    const ended = this.make.activation(account, made.licenseId, { deactivatedAt: TEST_NOW });
    await this.node(`${name}/leased/ended`, 'Activation', ended);
  }
}
