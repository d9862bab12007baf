import { Database } from '../../../src/database/database';
import { SystemScope } from '../../../src/database/scope';
import { LedgerRepository } from '../../../src/features/invoice/ledger.repository';
import { write, type Written } from '../../support/write';
import { added, type AddedLine, type Shop } from './shop';

const MONEY = '{ amount currency }';
export const PLACED = `order { number billing subtotal ${MONEY} discount ${MONEY} tax ${MONEY} total ${MONEY}
  lines { kind use quantity license { id } price { description amount ${MONEY} } } }
  payment { status } cart { lines { id } }`;

interface Shown {
  readonly amount: string;
}
export interface PlacedOrder {
  readonly order: {
    readonly number: string;
    readonly billing: string;
    readonly subtotal: Shown;
    readonly discount: Shown;
    readonly tax: Shown;
    readonly total: Shown;
    readonly lines: readonly { readonly kind: string; readonly license: { readonly id: string } }[];
  } | null;
  readonly payment: { readonly status: string } | null;
  readonly cart: { readonly lines: readonly object[] } | null;
}

/** What the store has of an account's purchases. */
export interface Books {
  readonly licenses: number;
  readonly cartLines: number;
  readonly orders: readonly string[];
  readonly invoices: readonly string[];
  readonly payments: readonly string[];
}

/** Somebody with an account, who buys. */
export class Buyer {
  private constructor(
    readonly shop: Shop,
    readonly user: number,
    readonly account: number,
    readonly token: string,
  ) {}

  static async of(shop: Shop, given: object = {}): Promise<Buyer> {
    const user = await shop.make.user();
    const account = await shop.make.account(user, given);
    return new Buyer(shop, user, account, await shop.test.tokenFor(user));
  }

  get id(): string {
    return this.shop.id('Account', this.account);
  }

  async add(given: object, token = this.token): Promise<AddedLine> {
    return added(await this.shop.add(token, { accountId: this.id, ...given }));
  }

  /** One new license of the small product. */
  addNew(given: object = {}): Promise<AddedLine> {
    return this.add({ kind: 'NEW', productId: this.shop.product('pro'), ...given });
  }

  /** A card of the sandbox. @returns its id. */
  async card(setup = 'sandbox:success'): Promise<string> {
    const { payload, codes } = await write<{ paymentMethod: { id: string } }>(
      this.shop.test,
      this.token,
      'addPaymentMethod',
      { accountId: this.id, setup },
      'paymentMethod { id }',
    );
    if (codes.length > 0) throw new Error(`No card: ${codes.join()}`);
    return payload?.paymentMethod.id ?? '';
  }

  /** Orders what is in the cart, for what it costs now if not said otherwise. */
  async checkout(
    given: object = {},
    token = this.token,
    selection = PLACED,
  ): Promise<Written<PlacedOrder>> {
    const { total } = await this.shop.cart(this.token, this.id);
    const input = { accountId: this.id, billing: 'PAY_ON_ORDER', acceptTotal: total.amount };
    return write<PlacedOrder>(this.shop.test, token, 'checkout', { ...input, ...given }, selection);
  }

  /** Minutes go by, and whoever asks the gateway looks. */
  async later(minutes: number): Promise<void> {
    const { test } = this.shop;
    test.now = new Date(test.now.getTime() + minutes * 60_000);
    await test.app.reconciling.look();
  }

  async books(): Promise<Books> {
    const list = async (column: string, table: string): Promise<string[]> => {
      const rows = await this.shop.test.dataSource.query<{ it: string }[]>(
        `SELECT ${column} AS it FROM ${table} WHERE account_id = ? ORDER BY id`,
        [this.account],
      );
      return rows.map(({ it }) => it);
    };
    return {
      licenses: (await list('id', 'licenses')).length,
      cartLines: (await list('id', 'cart_lines')).length,
      orders: await list('status', 'orders'),
      invoices: await list('status', 'invoices'),
      payments: await list('status', 'payments'),
    };
  }

  /** Whether the ledger adds up. */
  async gaps(): Promise<readonly object[]> {
    const database = new Database(this.shop.test.dataSource, { statementTimeout: 10_000 });
    return new LedgerRepository(database).gaps(new SystemScope('test'));
  }
}
