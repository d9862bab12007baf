import type { Actor } from '../../domain/access/actor';
import { ownedBy, rightsOn, type RowGrants } from '../../domain/access/row-grants';
import type { LineUse, OrderKind } from '../../domain/purchasing/order-line';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { join, raw, sql, type Statement } from '../../database/sql';
import type { StoredMinor } from '../../graphql/money';
import type { WantedLine } from './basket.types';
import type { CartLineRow, CartRow } from './cart.types';

interface StoredLine {
  readonly pk: number;
  readonly accountId: number;
  readonly cartId: number;
  readonly kind: OrderKind;
  readonly lineUse: LineUse;
  readonly product: number | null;
  readonly support: number | null;
  readonly license: number | null;
  readonly quantity: number;
  readonly shownAmount: StoredMinor | null;
}

const CARTS = 'SELECT c.id AS pk, c.account_id AS accountId FROM carts c';
const LINES = `SELECT n.id AS pk, n.account_id AS accountId, n.cart_id AS cartId, n.kind,
  n.line_use AS lineUse, n.product_id AS product, n.support_product_id AS support,
  n.license_id AS license, n.quantity, n.shown_amount AS shownAmount FROM cart_lines n`;
const OWN_LINES = reachAccounts('n.account_id');

/** Rights on a line: what is resold is the business of the account as a seller (R26). */
export const lineGrants = (actor: Actor, accountId: number, use: LineUse): RowGrants =>
  rightsOn(actor, { [use === 'RESOLD' ? 'SELLER' : 'OWNER']: accountId });

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
    await this.database.row(
      scope,
      sql`SELECT 1 FROM accounts a WHERE a.id = ${accountId} AND ${reachAccounts('a.id')} FOR UPDATE`,
    );
    await this.database.write(
      scope,
      sql`INSERT INTO carts (account_id, created_at)
          SELECT a.id, ${now} FROM accounts a WHERE a.id = ${accountId} AND ${reachAccounts('a.id')}
          ON DUPLICATE KEY UPDATE account_id = VALUES(account_id)`,
    );
    const row = await this.database.row<{ pk: number }>(
      scope,
      sql`${raw(CARTS)} WHERE c.account_id = ${accountId} AND ${reachAccounts('c.account_id')} FOR UPDATE`,
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
      sql`INSERT INTO cart_lines (account_id, cart_id, kind, line_use, product_id, support_product_id,
            license_id, quantity, shown_amount, created_at)
          SELECT c.account_id, c.id, ${kind}, ${use}, ${product}, ${support}, ${license}, ${quantity},
            ${shownAmount}, ${now}
          FROM carts c WHERE c.id = ${cart} AND ${reachAccounts('c.account_id')}`,
    );
    await this.addAddOns(scope, key, line.addOns);
    return key;
  }

  /** What a line buys from now on, and what it was shown with. */
  async change(scope: Scope, key: number, line: WantedLine, shownAmount: bigint): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE cart_lines n SET n.product_id = ${line.product}, n.quantity = ${line.quantity},
            n.shown_amount = ${shownAmount} WHERE n.id = ${key} AND ${OWN_LINES}`,
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
    const rows = await this.database.rows<{ pk: number; accountId: number }>(
      scope,
      sql`${raw(CARTS)} WHERE ${condition} AND ${reachAccounts('c.account_id')}`,
    );
    return rows.map(({ pk, accountId }) => ({
      __typename: 'Cart',
      pk,
      accountId,
      grants: ownedBy(scope.actor, accountId),
    }));
  }

  private async lines(scope: Scope, condition: Statement<false>): Promise<CartLineRow[]> {
    const rows = await this.database.rows<StoredLine>(
      scope,
      sql`${raw(LINES)} WHERE ${condition} AND ${OWN_LINES} ORDER BY n.id`,
    );
    const keys = rows.map(({ pk }) => pk);
    const addOns = await this.database.rows<{ line: number; addOn: number }>(
      scope,
      sql`SELECT x.cart_line_id AS line, x.add_on_id AS addOn FROM cart_line_add_ons x
          WHERE x.cart_line_id IN (${keys}) AND ${reachAccounts('x.account_id')} ORDER BY x.add_on_id`,
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
    await this.database.write(
      scope,
      sql`INSERT INTO cart_line_add_ons (cart_line_id, add_on_id, account_id)
          ${join(
            addOns.map(
              (addOn) =>
                sql`SELECT n.id, ${addOn}, n.account_id FROM cart_lines n WHERE n.id = ${key} AND ${OWN_LINES}`,
            ),
            ' UNION ALL ',
          )}`,
    );
  }

  private async removeAddOns(scope: Scope, keys: readonly number[]): Promise<void> {
    await this.database.write(
      scope,
      sql`DELETE x FROM cart_line_add_ons x
          WHERE x.cart_line_id IN (${keys}) AND ${reachAccounts('x.account_id')}`,
    );
  }
}
