import type { Actor } from '../../domain/people/actor';
import { ownedBy, rightsOn, type RowGrants } from '../../domain/people/row-grants';
import type { LineUse } from '../../domain/purchasing/order-line';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql, type Statement } from '../../database/sql';
import type { WantedLine } from './basket.types';
import type { CartLineRow, CartRow } from './cart.types';
import {
  CartEntity,
  CartLineAddOnEntity,
  CartLineEntity,
} from '../../database/entities/cart.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { insertInto, insertRows, update } from '../../database/changes';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

const c = table(CartEntity, 'c');

const CARTS = select({ pk: c.id, accountId: c.accountId }).from('carts c');
const n = table(CartLineEntity, 'n');

const LINES = select({
  pk: n.id,
  ...pick(n, 'accountId', 'cartId', 'kind', 'lineUse'),
  product: n.productId,
  support: n.supportProductId,
  license: n.licenseId,
  ...pick(n, 'quantity', 'shownAmount'),
}).from('cart_lines n');
const OWN_LINES = reachAccounts('n.account_id');

/** Rights on a line: what is resold is the business of the account as a seller (R26). */
export const lineGrants = (actor: Actor, accountId: number, use: LineUse): RowGrants =>
  rightsOn(actor, { [use === 'RESOLD' ? 'SELLER' : 'OWNER']: accountId });

const a = table(AccountEntity, 'a');
const x = table(CartLineAddOnEntity, 'x');
const LINE_ADD_ONS = select({ line: x.cartLineId, addOn: x.addOnId }).from('cart_line_add_ons x');

export class CartRepository {
  constructor(private readonly database: Queries) {}

  byKeys(scope: Scope, keys: readonly number[]): Promise<CartRow[]> {
    return this.carts(scope, sql`c.id IN (${keys})`);
  }

  ofAccounts(scope: Scope, accounts: readonly number[]): Promise<CartRow[]> {
    return this.carts(scope, sql`c.account_id IN (${accounts})`);
  }

  linesByKeys(scope: Scope, keys: readonly number[]): Promise<CartLineRow[]> {
    return this.lines(scope, sql`n.id IN (${keys})`);
  }

  /** Lines of carts, in the order in which they were put in. */
  linesOf(scope: Scope, carts: readonly number[]): Promise<CartLineRow[]> {
    return this.lines(scope, sql`n.cart_id IN (${carts})`);
  }

  /**
   * The cart of an account, made if it has none, locked until the transaction ends: whoever changes it at
   * the same time waits. The account comes first, as for whoever orders: the other way round, each would
   * wait for the other. @throws when the account is out of reach.
   */
  async lock(scope: Scope, accountId: number, now: Date): Promise<number> {
    await this.database.exists(
      scope,
      sql`SELECT 1 FROM accounts a WHERE a.id = ${accountId} AND ${reachAccounts('a.id')} FOR UPDATE`,
    );
    await this.database.write(
      scope,
      insertInto(
        CartEntity,
        { accountId: a.id, createdAt: now },
        sql`FROM accounts a WHERE a.id = ${accountId} AND ${reachAccounts('a.id')}
          ON DUPLICATE KEY UPDATE account_id = VALUES(account_id)`,
      ),
    );
    const row = await this.database.row(
      scope,
      sql`${CARTS} WHERE c.account_id = ${accountId} AND ${reachAccounts('c.account_id')} FOR UPDATE`,
    );
    if (row === null) throw new Error('The account is out of reach');
    return row.pk;
  }

  /** @returns the key of the line. */
  async add(
    scope: Scope,
    cart: number,
    line: WantedLine,
    shownAmount: bigint | null,
    now: Date,
  ): Promise<number> {
    const { kind, use, product, support, license, quantity } = line;
    const key = await this.database.insert(
      scope,
      insertInto(
        CartLineEntity,
        {
          accountId: c.accountId,
          cartId: c.id,
          kind,
          lineUse: use,
          productId: product,
          supportProductId: support,
          licenseId: license,
          quantity,
          shownAmount,
          createdAt: now,
        },
        sql`FROM carts c WHERE c.id = ${cart} AND ${reachAccounts('c.account_id')}`,
      ),
    );
    await this.addAddOns(scope, key, line.addOns);
    return key;
  }

  /** What a line buys from now on, and what it was shown with. */
  async change(scope: Scope, key: number, line: WantedLine, shownAmount: bigint): Promise<void> {
    await this.database.write(
      scope,
      update(
        n,
        { productId: line.product, quantity: line.quantity, shownAmount },
        sql`WHERE n.id = ${key} AND ${OWN_LINES}`,
      ),
    );
    await this.removeAddOns(scope, [key]);
    await this.addAddOns(scope, key, line.addOns);
  }

  async remove(scope: Scope, keys: readonly number[]): Promise<void> {
    await this.removeAddOns(scope, keys);
    await this.database.write(
      scope,
      sql`DELETE n FROM cart_lines n WHERE n.id IN (${keys}) AND ${OWN_LINES}`,
    );
  }

  private async carts(scope: Scope, condition: Statement<false>): Promise<CartRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${CARTS} WHERE ${condition} AND ${reachAccounts('c.account_id')}`,
    );
    return rows.map(({ pk, accountId }) => ({
      __typename: 'Cart',
      pk,
      accountId,
      grants: ownedBy(scope.actor, accountId),
    }));
  }

  private async lines(scope: Scope, condition: Statement<false>): Promise<CartLineRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${LINES} WHERE ${condition} AND ${OWN_LINES} ORDER BY n.id`,
    );
    const keys = rows.map(({ pk }) => pk);
    const addOns = await this.database.rows(
      scope,
      sql`${LINE_ADD_ONS} WHERE x.cart_line_id IN (${keys}) AND ${reachAccounts('x.account_id')} ORDER BY x.add_on_id`,
    );
    return rows.map(({ lineUse: use, ...row }) => ({
      ...row,
      __typename: 'CartLine',
      use,
      addOns: addOns.filter(({ line }) => line === row.pk).map(({ addOn }) => addOn),
      grants: lineGrants(scope.actor, row.accountId, use),
    }));
  }

  private async addAddOns(scope: Scope, key: number, addOns: readonly number[]): Promise<void> {
    if (addOns.length === 0) return;
    const line = sql`FROM cart_lines n WHERE n.id = ${key} AND ${OWN_LINES}`;
    const rows = addOns.map((addOnId) => ({
      cartLineId: sql`(SELECT n.id ${line})`,
      addOnId,
      accountId: sql`(SELECT n.account_id ${line})`,
    }));
    await this.database.write(scope, insertRows(CartLineAddOnEntity, rows));
  }

  private async removeAddOns(scope: Scope, keys: readonly number[]): Promise<void> {
    await this.database.write(
      scope,
      sql`DELETE x FROM cart_line_add_ons x
          WHERE x.cart_line_id IN (${keys}) AND ${reachAccounts('x.account_id')}`,
    );
  }
}
