import type { Permission } from '../../../src/domain/people/permission';
import type { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { write } from '../../support/write';
import { Resellers, type WholeMail } from '../reselling/reseller';
import { added, Shop, type SeenCart } from './shop';

const SUMS = 'subtotal { amount } tax { amount } total { amount }';
const ORDER = `id number billing discount { amount } ${SUMS}
  lines { kind use price { amount { amount } } license { id status key maintenance { from: startsOn to: endsOn } product { name } addOns { name } } }`;
const INVOICE = `invoice { number status willBeSummarized ${SUMS} }`;
/** For those who may see invoices and payments, and for those who may not. */
const ALL = `order { ${ORDER} ${INVOICE} } payment { status failure } cart { lines { id } }`;
const LITTLE = 'order { number } cart { lines { id } }';

interface Sums {
  readonly subtotal: { readonly amount: string };
  readonly tax: { readonly amount: string };
  readonly total: { readonly amount: string };
}
export interface OrderedLicense {
  readonly id: string;
  readonly status: string;
  readonly key: string;
  readonly maintenance: { readonly from: string; readonly to: string };
}
export interface CheckedOut {
  readonly order:
    | (Sums & {
        readonly number: string;
        readonly discount: { readonly amount: string };
        readonly lines: readonly {
          readonly price: { readonly amount: { readonly amount: string } };
          readonly license: OrderedLicense | null;
        }[];
        readonly invoice: Sums & {
          readonly number: string;
          readonly status: string;
          readonly willBeSummarized: boolean;
        };
      })
    | null;
  readonly payment: { readonly status: string; readonly failure: string | null } | null;
  readonly cart: { readonly lines: readonly { readonly id: string }[] } | null;
}
export interface Ordered {
  readonly codes: readonly unknown[];
  readonly payload: CheckedOut | null;
  readonly text: string;
}
export interface By {
  readonly token?: string;
  /** Idempotency key. */
  readonly key?: string;
  /** Asks for what those without PAY_INVOICES see. */
  readonly little?: boolean;
}

/** One account that buys, its money, and what it is left with. */
export class Desk {
  constructor(
    readonly shop: Shop,
    readonly till: Till,
    private readonly resellers: Resellers,
  ) {}

  get account(): string {
    return this.till.id('Account', this.till.account);
  }

  /** A login with these permissions. @returns its session. */
  async login(...permissions: Permission[]): Promise<string> {
    const user = await this.shop.make.user();
    await this.shop.make.membership(this.till.account, user, permissions);
    return this.till.test.tokenFor(user);
  }

  /** An API token with these scopes, and a cap. */
  async apiToken(monthlySpendingCap: string, ...scopes: Permission[]): Promise<string> {
    const { payload, codes } = await write<{ token: string }>(
      this.till.test,
      this.till.holder,
      'createApiToken',
      {
        accountId: this.account,
        name: 'Back end',
        scopes: scopes.map((permission) => ({ permission, access: 'WRITE' })),
        expiresAt: '2027-06-01T00:00:00Z',
        monthlySpendingCap,
      },
      'token',
    );
    if (codes.length > 0) throw new Error(`No token: ${codes.join()}`);
    return payload?.token ?? '';
  }

  /** Puts a line into the cart; a new Pro 250 unless given. @returns the cart. */
  async put(given: object = {}, token = this.till.holder): Promise<SeenCart> {
    const line = { kind: 'NEW', productId: this.shop.product('pro') };
    const input = { accountId: this.account, ...('kind' in given ? {} : line), ...given };
    return added(await this.shop.add(token, input)).cart;
  }

  cart(): Promise<SeenCart> {
    return this.shop.cart(this.till.holder, this.account);
  }

  /** Orders what is in the cart, for what it comes to unless another total is given. */
  async order(more: object = {}, by: By = {}): Promise<Ordered> {
    const { token = this.till.holder, key = null, little = false } = by;
    const acceptTotal = 'acceptTotal' in more ? '' : (await this.cart()).total.amount;
    const input = { accountId: this.account, billing: 'PAY_ON_ORDER', acceptTotal, ...more };
    const { data, errors, text } = await this.till.test.graph(
      `mutation ($input: CheckoutInput!) { checkout(input: $input) { ${little ? LITTLE : ALL} userErrors { code } } }`,
      { input },
      token,
      key,
    );
    const payload = (data?.['checkout'] ?? null) as
      (CheckedOut & { userErrors: { code: string }[] }) | null;
    const codes = [
      ...errors.map(({ extensions }) => extensions['code']),
      ...(payload?.userErrors ?? []).map(({ code }) => code),
    ];
    return { codes, payload, text };
  }

  /** The order that came of it. @throws when none did. */
  async placed(more: object = {}, by: By = {}): Promise<NonNullable<CheckedOut['order']>> {
    const { payload, text } = await this.order(more, by);
    if (payload?.order === null || payload?.order === undefined) throw new Error(text);
    return payload.order;
  }

  /** What this account has got of its orders, and which numbers of invoices and orders were drawn last by anybody. */
  async stands(): Promise<
    Record<'licenses' | 'invoices' | 'orders' | 'drawn' | 'numbered', number>
  > {
    const count = async (statement: string, ...given: unknown[]): Promise<number> => {
      const [row] = await this.till.test.dataSource.query<{ n: unknown }[]>(statement, given);
      return Number(row?.n ?? 0);
    };
    const mine = this.till.account;
    const { data } = await this.till.test.graph(
      'query ($id: ID!) { account(id: $id) { orders { nodes { number } } } }',
      { id: this.account },
      this.till.holder,
    );
    return {
      licenses: await count('SELECT COUNT(*) AS n FROM licenses WHERE account_id = ?', mine),
      invoices: await count('SELECT COUNT(*) AS n FROM invoices WHERE account_id = ?', mine),
      orders: (data as { account: { orders: { nodes: unknown[] } } }).account.orders.nodes.length,
      drawn: await count('SELECT SUM(last) AS n FROM invoice_counters'),
      numbered: await count(
        "SELECT COALESCE(MAX(last), 100000) AS n FROM number_counters WHERE series = 'ORDER'",
      ),
    };
  }

  /** Minor units that tokens of the account are counted to have spent. */
  async spent(): Promise<number> {
    const [row] = await this.till.test.dataSource.query<{ n: unknown }[]>(
      'SELECT SUM(spent) AS n FROM api_token_spending WHERE account_id = ?',
      [this.till.account],
    );
    return Number(row?.n ?? 0);
  }

  /** How often the sandbox took money from this account. */
  async taken(): Promise<number> {
    const [row] = await this.till.test.dataSource.query<{ n: unknown }[]>(
      `SELECT COUNT(*) AS n FROM sandbox_charges c JOIN payments y ON y.attempt_key = c.idempotency_key
       WHERE y.account_id = ? AND c.status = 'SUCCEEDED'`,
      [this.till.account],
    );
    return Number(row?.n);
  }

  /** Mails about the account, oldest first. */
  async mails(account = this.till.account): Promise<WholeMail[]> {
    return (await this.resellers.mails()).filter(({ accountId }) => accountId === account);
  }
}

/** Opens desks of one shop, each with an account of its own. */
export async function desksOf(
  test: TestApplication,
): Promise<{ shop: Shop; resellers: Resellers; open: (given?: object) => Promise<Desk> }> {
  const shop = await Shop.over(test);
  const resellers = await Resellers.over(test);
  return {
    shop,
    resellers,
    open: async (given = {}) => new Desk(shop, await Till.open(test, shop.make, given), resellers),
  };
}
