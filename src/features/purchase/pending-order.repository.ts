import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { OrderEntity } from '../../database/entities/order.entity';
import { CartLineEntity } from '../../database/entities/cart.entity';
import { select } from '../../database/select';
import { table } from '../../database/table';

const o = table(OrderEntity, 'o');
const WAITING = select({ accountId: o.accountId }, 'DISTINCT').from('orders o');
const c = table(CartLineEntity, 'c');
const ORDERED = select({ cartLineId: c.id }).from(
  `cart_lines c JOIN orders o ON o.account_id = c.account_id AND o.status = 'PENDING' JOIN order_lines n ON n.account_id = o.account_id AND n.order_id = o.id AND n.cart_line_id = c.id`,
);

/** Orders that wait for their payment: nobody sees them, and what they order stands still. */
export class PendingOrderRepository {
  constructor(private readonly database: Queries) {}

  /**
   * Which of these accounts have one.
   * @param email Of the customer whom it is for; null for what came from the cart.
   */
  waiting(
    scope: Scope,
    accounts: readonly number[],
    email: string | null,
  ): Promise<{ readonly accountId: number }[]> {
    return this.database.rows(
      scope,
      sql`${WAITING} WHERE o.account_id IN (${accounts}) AND o.status = 'PENDING' AND o.assign_email <=> ${email}
            AND ${reachAccounts('o.account_id')}`,
    );
  }

  /** Which of these lines of carts are being ordered. */
  ordered(scope: Scope, lines: readonly number[]): Promise<{ readonly cartLineId: number }[]> {
    return this.database.rows(
      scope,
      sql`${ORDERED} WHERE c.id IN (${lines}) AND ${reachAccounts('c.account_id')}`,
    );
  }
}
