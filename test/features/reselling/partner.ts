import { desksOf, type Desk } from '../purchase/checkout-desk';
import type { Shop } from '../purchase/shop';
import type { OfAccount } from '../../support/people';
import { TEST_NOW, type TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { write, type Written } from '../../support/write';
import type { Resellers } from './reseller';

const CUSTOMER = 'id name email relations';

export interface Seen {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly relations: readonly string[];
  readonly licenses?: { readonly nodes: readonly { readonly origin: string }[] };
  readonly leases?: { readonly nodes: readonly { readonly number: string }[] };
}
interface Assigned {
  readonly license: { readonly customer: Seen | null; readonly assignedAt: string } | null;
}
interface Prepared {
  readonly toEmail: string;
  readonly customer: Seen | null;
  readonly isKnownCustomer: boolean;
  readonly warning: string | null;
  readonly confirmationToken: string;
}

/** A partner that resells and leases, another one, and what becomes of their customers. */
export class Partner {
  private numbers = 10_000;

  private constructor(
    readonly test: TestApplication,
    readonly shop: Shop,
    readonly world: Resellers,
    readonly desk: Desk,
    readonly account: OfAccount,
    readonly other: OfAccount,
    /** An API token of the partner. */
    readonly token: string,
  ) {}

  static async open(test: TestApplication): Promise<Partner> {
    const { shop, resellers, open } = await desksOf(test);
    Till.reset(test);
    await shop.make.price({ productId: shop.products.pro, kind: 'LEASE', amount: 2_000n });
    const both = { reseller: true, leaseProvider: true, discountBasisPoints: 1_000 };
    const desk = await open({ ...both, name: 'Contoso' });
    await desk.till.card();
    const other = await open({ ...both, name: 'Another partner' });
    const token = await desk.apiToken('100000.00', 'RESELLER', 'LEASE_PROVIDER', 'PAY_INVOICES');
    return new Partner(test, shop, resellers, desk, owned(desk), owned(other), token);
  }

  get holder(): string {
    return this.desk.till.holder;
  }

  id(type: string, key: number): string {
    return this.test.app.ids.encode(type, key);
  }

  stock(of: OfAccount = this.account): Promise<string> {
    return this.world.stock(of);
  }

  /** An account to which the partner resold a license. */
  async customer(
    given: object = {},
    partner = this.account,
  ): Promise<OfAccount & { readonly customerId: string }> {
    const { people } = this.world;
    const account = await people.account({ number: `AC-7${++this.numbers}`, ...given });
    return { ...account, customerId: await this.sold(account.key, partner) };
  }

  /** A license that was resold to an account. @returns the id of the customer. */
  async sold(customerAccountId: number, partner = this.account): Promise<string> {
    const sold = { customerAccountId, status: 'READY', assignedAt: TEST_NOW } as const;
    await this.world.stock(partner, sold);
    const { make } = this.world.people;
    return this.id('Customer', await make.customer(partner.key, customerAccountId, 'RESOLD'));
  }

  /** The account's e-mail is another one now, and was verified. */
  async moveTo(account: number, email: string): Promise<void> {
    await this.test.dataSource.query(
      'UPDATE accounts SET email = ?, email_verified_at = ? WHERE id = ?',
      [email, TEST_NOW, account],
    );
  }

  assign(input: object, as = this.token): Promise<Written<Assigned>> {
    const seen = `license { customer { ${CUSTOMER} } }`;
    return write(this.test, as, 'assignLicense', input, seen);
  }

  prepare(input: object, as = this.holder): Promise<Written<Prepared>> {
    const seen = `toEmail isKnownCustomer warning confirmationToken customer { ${CUSTOMER} }`;
    return write(this.test, as, 'prepareAssignLicense', input, seen);
  }

  lease(
    more: object,
    as = this.token,
  ): Promise<Written<{ lease: { customerEmail: string; customer: Seen } | null }>> {
    const input = { accountId: this.account.id, productId: this.shop.product('pro'), ...more };
    const seen = `lease { customerEmail customer { ${CUSTOMER} } }`;
    return write(this.test, as, 'startLease', input, seen);
  }

  async node(id: string, as: string): Promise<Seen | null> {
    const { data } = await this.test.graph(
      `query ($id: ID!) { node(id: $id) { ... on Customer { ${CUSTOMER} licenses { nodes { origin } } leases { nodes { number } } } } }`,
      { id },
      as,
    );
    return (data?.['node'] ?? null) as Seen | null;
  }

  async list(as: string, args = ''): Promise<readonly Seen[]> {
    const { data, text } = await this.test.graph(
      `query ($id: ID!) { account(id: $id) { customers(first: 100${args}) { totalCount nodes { ${CUSTOMER} } } } }`,
      { id: this.account.id },
      as,
    );
    const { customers } = (data?.['account'] ?? {}) as {
      customers?: { totalCount: number; nodes: Seen[] };
    };
    if (!customers) throw new Error(text);
    expect(customers.totalCount).toBe(customers.nodes.length);
    return customers.nodes;
  }

  /** How many keys were mailed to an address. */
  async keysTo(email: string): Promise<number> {
    return (await this.world.mails(email)).filter(({ secrets }) => 'key' in secrets).length;
  }
}

const owned = ({ till, account }: Desk): OfAccount => ({
  key: till.account,
  id: account,
  holder: { key: 0, email: '', fullName: '', token: till.holder },
});
