import { Passwords } from '../../src/auth/passwords';
import { newToken } from '../../src/auth/token';
import { codeAt } from '../../src/auth/two-factor';
import type { NODE_PREFIXES } from '../../src/features/node-prefixes';
import type { StaffRole } from '../../src/domain/people/permission';
import { answerBank, type Action } from '../support/bank';
import { type Fixtures } from '../support/fixtures';
import type { TestApplication } from '../support/test-application';
import { mailedToken } from '../support/sent-mails';
import { write } from '../support/write';
import { nameOf, inputOf, thingsOf, type Mutation, type Ready } from './mutation';

export const PASSWORD = 'correct horse battery';
export const NEW_PASSWORD = 'seventeen purple cranes at dawn';
export const REASON = 'The customer asked by phone';

/** A call with all that it needs. */
export interface Staged {
  readonly name: string;
  readonly input: object;
  readonly as: string | null;
  /** Who did it, for the audit. */
  readonly user: number | null;
  readonly staffRole: StaffRole | null;
  readonly apiToken: number | null;
  readonly account: number;
}

/** One account with its holder and one of several things: what the cases of mutations start from. */
export class Stage {
  /** Who is behind an address, for what is mailed. */
  readonly people = new Map<string, string>();
  readonly ids: { readonly account: string; readonly contact: string; readonly license: string };
  private cart: number | null = null;

  private constructor(
    readonly test: TestApplication,
    readonly make: Fixtures,
    readonly holder: number,
    readonly account: number,
    /** Token of the holder. */
    readonly token: string,
    readonly product: number,
    readonly licenseKey: string,
    private readonly passwordHash: string,
    keys: { contact: number; license: number },
  ) {
    this.ids = {
      account: this.id('Account', account),
      contact: this.id('Contact', keys.contact),
      license: this.id('License', keys.license),
    };
  }

  static async set(test: TestApplication, make: Fixtures, product: number): Promise<Stage> {
    // Staff of stages before get no mails any more.
    await test.dataSource.query('UPDATE users SET staff_role = NULL WHERE staff_role IS NOT NULL');
    const passwordHash = await new Passwords({ memoryKiB: 64, passes: 1 }).hash(PASSWORD);
    const holder = await make.user({ fullName: 'Hedy Holder', passwordHash });
    const account = await make.account(holder);
    const licenseKey = `STAGED KEY ${account}`;
    const contactEmail = `books${account}@staged.test`;
    const keys = {
      contact: await make.contact(account, { email: contactEmail }),
      license: await make.license(account, product, { key: licenseKey }),
    };
    const token = await test.tokenFor(holder);
    const stage = new Stage(
      ...([test, make, holder, account, token, product, licenseKey, passwordHash, keys] as const),
    );
    const [row] = await stage.rows<{ email: string }>('SELECT email FROM accounts WHERE id = ?', [
      account,
    ]);
    stage.people.set(contactEmail, 'contact').set(row?.email ?? '', 'account');
    stage.people.set(await stage.emailOf(holder), 'holder');
    return stage;
  }

  id(type: keyof typeof NODE_PREFIXES, key: number): string {
    return this.test.app.ids.encode(type, key);
  }

  rows<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
    return this.test.dataSource.query<Row[]>(text, values);
  }

  async emailOf(user: number): Promise<string> {
    const [row] = await this.rows<{ email: string }>('SELECT email FROM users WHERE id = ?', [
      user,
    ]);
    return row?.email ?? '';
  }

  /** Somebody, named for what is mailed to them. */
  async person(name: string, given: Parameters<Fixtures['user']>[0] = {}): Promise<number> {
    const user = await this.make.user({ passwordHash: this.passwordHash, ...given });
    this.people.set(await this.emailOf(user), name);
    return user;
  }

  /** All that a case needs, made. */
  async ready(title: string, one: Mutation): Promise<Staged> {
    const given = (await one.ready?.(this)) ?? {};
    const staff =
      one.staff === undefined ? null : await this.person('staff', { staffRole: one.staff });
    const number = 1_000 + this.account;
    const things = thingsOf({
      number,
      newEmail: `new${this.account}@staged.test`,
      ...given.things,
    });
    return {
      name: nameOf(title),
      input: given.input ?? inputOf(title, one, given.row ?? this.ids.account, things),
      as:
        staff === null
          ? given.as === undefined
            ? this.token
            : given.as
          : await this.test.tokenFor(staff),
      user: staff ?? (given.user === undefined ? this.holder : given.user),
      staffRole: one.staff ?? null,
      apiToken: given.apiToken ?? null,
      account: given.account ?? this.account,
    };
  }

  /** Sends what a case needs to have happened before. @returns the payload. */
  async done<Payload extends object = object>(
    name: string,
    input: object,
    selection = '',
    as: string | null = this.token,
  ): Promise<Payload> {
    const { payload, codes } = await write<Payload>(this.test, as, name, input, selection);
    if (payload === null || codes.length > 0)
      throw new Error(`${name} is refused: ${codes.join()}`);
    return payload;
  }

  mailed(event: string, to: string): Promise<string> {
    return mailedToken(this.test, event, to);
  }

  /** @returns what opens the cart of a guest. */
  async guestCart(): Promise<string> {
    const guest = newToken();
    await this.make.guestCart(guest);
    return guest;
  }

  /** A guest who is about to buy, or whose payment by a card is pending. */
  async guest(card?: 'authentication'): Promise<Ready> {
    const { productId } = await this.priced(100n);
    const lines = [{ kind: 'NEW', productId }];
    const cart = { country: 'DE', lines };
    const { token } = await this.done<{ token: string }>('setGuestCart', cart, 'token', null);
    const email = `new${this.account}@staged.test`;
    const buyer = { cartToken: token, email, fullName: 'G', address: 'A', country: 'DE' };
    await this.done('setGuestBuyer', buyer, '', null);
    const [row] = await this.rows<{ id: number }>('SELECT id FROM accounts WHERE email = ?', [
      email,
    ]);
    const ready = { as: null, user: null, account: Number(row?.id), things: { cartToken: token } };
    if (card === undefined) return ready;
    const order = { cartToken: token, acceptTotal: '1.00', cardSetup: `sandbox:${card}` };
    const { payload } = await write<{ paymentAction: Action }>(
      this.test,
      null,
      'guestCheckout',
      order,
      'paymentAction { clientSecret redirectUrl }',
    );
    return { ...ready, pending: payload?.paymentAction } as Ready;
  }

  /** A guest who has confirmed a payment with the bank. */
  async confirmedGuest(): Promise<Ready> {
    const guest = (await this.guest('authentication')) as Ready & { readonly pending: Action };
    await this.confirm(guest.pending);
    return guest;
  }

  /** By another one of the staff. */
  async byColleague(name: string, input: object): Promise<void> {
    const colleague = await this.person('staff', { staffRole: 'ADMIN' });
    await this.done(name, input, '', await this.test.tokenFor(colleague));
  }

  /** Another person, with a membership of the account. */
  async member(status: 'ACTIVE' | 'INVITED' = 'ACTIVE') {
    const user = await this.person('login', { fullName: 'Olga Other' });
    const invitedEmail = `typed${user}@staged.test`;
    this.people.set(invitedEmail, 'as the holder typed it');
    const given =
      status === 'INVITED' ? { status, invitedName: 'Typed', invitedEmail } : { status };
    const key = await this.make.membership(this.account, user, ['MAKE_PURCHASES'], given);
    return { user, as: await this.test.tokenFor(user), row: this.id('Membership', key) };
  }

  async apiToken(name: string): Promise<string> {
    const { apiToken } = await this.done<{ apiToken: { id: string } }>(
      'createApiToken',
      { accountId: this.ids.account, ...TOKEN, name },
      'apiToken { id }',
    );
    return apiToken.id;
  }

  /** The account is offered to a login. */
  async offered() {
    const login = await this.member();
    await this.done('transferAccount', { accountId: this.ids.account, membershipId: login.row });
    return login;
  }

  /** The holder begins a second factor. @returns its secret. */
  async enrolled(): Promise<string> {
    const input = { currentPassword: PASSWORD };
    return (await this.done<{ secret: string }>('enableTwoFactor', input, 'secret')).secret;
  }

  code(secret: string): string {
    return codeAt(secret, this.test.now);
  }

  /** Somebody with a second factor. */
  async guarded(): Promise<string> {
    const user = await this.person('guarded');
    await this.rows(
      "INSERT INTO two_factors (user_id, secret_sealed, created_at, confirmed_at) VALUES (?, 'sealed', ?, ?)",
      [user, this.test.now, this.test.now],
    );
    return this.id('User', user);
  }

  /** Saves cards of the sandbox. @returns their ids. */
  async cards(...named: string[]): Promise<string[]> {
    const ids: string[] = [];
    for (const card of named) {
      const input = { accountId: this.ids.account, setup: `sandbox:${card}` };
      const { paymentMethod } = await this.done<{ paymentMethod: { id: string } }>(
        'addPaymentMethod',
        input,
        'paymentMethod { id }',
      );
      ids.push(paymentMethod.id);
    }
    return ids;
  }

  async invoice(given: Parameters<Fixtures['invoice']>[1] = {}): Promise<string> {
    return this.id('Invoice', await this.make.invoice(this.account, given));
  }

  /** A payment that its payer has to confirm. */
  async unconfirmed(): Promise<Action & { paymentId: string }> {
    const [paymentMethodId] = await this.cards('authentication');
    const input = { invoiceId: await this.invoice(), paymentMethodId };
    const { payload } = await write<{ paymentAction: Action & { paymentId: string } }>(
      this.test,
      this.token,
      'payInvoice',
      input,
      'paymentAction { paymentId clientSecret redirectUrl }',
    );
    if (payload === null) throw new Error('payInvoice is refused');
    const { paymentAction } = payload;
    return paymentAction;
  }

  confirm(action: Action): Promise<number> {
    return answerBank(this.test, action, 'confirm');
  }

  /** The payment of an invoice that was credited afterwards. */
  async givenBack(): Promise<string> {
    const all = { status: 'CREDITED', creditKept: 11_900n, credited: 11_900n } as const;
    await this.make.credit(this.account, 11_900n);
    const invoice = await this.make.invoice(this.account, all);
    return this.id('Payment', await this.make.payment(this.account, invoice));
  }

  /** Runs on servers: the first ends, where there are two. */
  async running(...servers: string[]): Promise<string> {
    const license = await this.make.license(this.account, this.product, { status: 'ACTIVE' });
    for (const [at, serverName] of servers.entries()) {
      const endsAt = at < servers.length - 1 ? new Date('2026-12-10T00:00:00.000Z') : null;
      await this.make.activation(this.account, license, { serverName, endsAt });
    }
    return this.id('License', license);
  }

  /** A license in stock, for the holder's own address. */
  async stock(): Promise<{ licenseId: string; email: string }> {
    const given = { customerAccountId: null, origin: 'RESOLD', status: 'UNASSIGNED' } as const;
    const key = await this.make.license(this.account, this.product, given);
    return { licenseId: this.id('License', key), email: await this.emailOf(this.holder) };
  }

  /** A license that the account resold. */
  async assigned(): Promise<string> {
    const customerAccountId = await this.accountWith('buyer@stage.test');
    const given = { customerAccountId, origin: 'RESOLD', assignedAt: this.test.now } as const;
    return this.id('License', await this.make.license(this.account, this.product, given));
  }

  /** Another account, with an address of its own. */
  async accountWith(email: string): Promise<number> {
    return this.make.account(await this.make.user(), { email });
  }

  /** What confirms that a license in stock is assigned. */
  async confirmed(): Promise<string> {
    const { confirmationToken } = await this.done<{ confirmationToken: string }>(
      'prepareAssignLicense',
      await this.stock(),
      'confirmationToken',
    );
    return confirmationToken;
  }

  /** Makes the account a lease provider; something to lease, and a lease that runs. */
  async leasing() {
    await this.rows('UPDATE accounts SET lease_provider = 1 WHERE id = ?', [this.account]);
    await this.make.card(this.account);
    const product = await this.make.product();
    const addOn = await this.make.addOn({ requiresEnterprise: false });
    await this.make.price({ productId: product, kind: 'LEASE' });
    await this.make.price({ addOnId: addOn, kind: 'LEASE' });
    const customer = await this.make.account(await this.person('customer'));
    const customerEmail = `lessee${customer}@staged.test`;
    this.people.set(customerEmail, 'lessee');
    const { leaseId } = await this.make.lease(this.account, customer, product, { customerEmail });
    const things = {
      productId: this.id('Product', product),
      addOnId: this.id('AddOn', addOn),
      email: await this.emailOf(this.holder),
    };
    return { row: this.id('Lease', leaseId), things };
  }

  /** Something that can be bought. */
  async priced(amount?: bigint): Promise<{ key: number; productId: string }> {
    const key = await this.make.product();
    await this.make.price({ productId: key, ...(amount === undefined ? {} : { amount }) });
    return { key, productId: this.id('Product', key) };
  }

  /** A license that can be renewed. */
  async renewable(): Promise<object> {
    const key = await this.make.product();
    await this.make.price({ productId: key, kind: 'MAINTENANCE' });
    await this.make.license(this.account, key);
    return {};
  }

  /** A line of the account's cart. */
  async cartLine(): Promise<string> {
    const { key } = await this.priced();
    this.cart ??= await this.make.cart(this.account);
    return this.id('CartLine', await this.make.cartLine(this.account, this.cart, key));
  }

  /** What the cart costs. */
  async total(): Promise<string> {
    const { data } = await this.test.graph(
      'query ($id: ID!) { node(id: $id) { ... on Cart { total { amount } } } }',
      { id: this.id('Cart', this.cart ?? 0) },
      this.token,
    );
    return (data as { node: { total: { amount: string } } }).node.total.amount;
  }
}

export const TOKEN = {
  name: 'T',
  scopes: [{ permission: 'PAY_INVOICES', access: 'READ' }],
  expiresAt: '2027-01-01T00:00:00Z',
};
