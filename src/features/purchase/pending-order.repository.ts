import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { OrderEntity, OrderLineEntity } from '../../database/entities/order.entity';
import { CartLineEntity } from '../../database/entities/cart.entity';
import { LicenseEntity } from '../../database/entities/license.entity';
import { known } from '../../database/computed';
import { select } from '../../database/select';
import { table } from '../../database/table';

const o = table(OrderEntity, 'o');
const n = table(OrderLineEntity, 'n');
const PENDING = `orders o JOIN order_lines n ON n.account_id = o.account_id AND n.order_id = o.id AND o.status = 'PENDING'`;
const FROM_CART = select({ accountId: o.accountId }, 'DISTINCT').from(PENDING);
const l = table(LicenseEntity, 'l');
const LICENSES = select({ licenseId: l.id, description: n.description }).from(
  `licenses l JOIN ${PENDING} AND n.account_id = l.account_id AND n.license_id = l.id`,
);
const CUSTOMERS = select(
  { email: known(n.assignEmail), customerId: n.assignCustomerId },
  'DISTINCT',
).from(PENDING);
const c = table(CartLineEntity, 'c');
const ORDERED = select({ cartLineId: c.id }).from(
  `cart_lines c JOIN ${PENDING} AND o.account_id = c.account_id AND n.cart_line_id = c.id`,
);

/** Orders that wait for their payment: nobody sees them, and what they order stands still. */
export class PendingOrderRepository {
  constructor(private readonly database: Queries) {}

  /** Which of these accounts have one of what was in the cart. */
  ofCarts(scope: Scope, accounts: readonly number[]): Promise<{ readonly accountId: number }[]> {
    return this.database.rows(
      scope,
      sql`${FROM_CART} WHERE o.account_id IN (${accounts}) AND n.cart_line_id IS NOT NULL AND ${reachAccounts('o.account_id')}`,
    );
  }

  /** What is being ordered for these licenses. */
  ofLicenses(
    scope: Scope,
    licenses: readonly number[],
  ): Promise<{ readonly licenseId: number; readonly description: string }[]> {
    return this.database.rows(
      scope,
      sql`${LICENSES} WHERE l.id IN (${licenses}) AND ${reachAccounts('l.account_id')} ORDER BY n.id`,
    );
  }

  /** For which customers an account is buying something that have one of these addresses, or are one of these. */
  ofCustomers(
    scope: Scope,
    account: number,
    emails: readonly string[],
    customers: readonly number[],
  ): Promise<{ readonly email: string; readonly customerId: number | null }[]> {
    return this.database.rows(
      scope,
      sql`${CUSTOMERS} WHERE o.account_id = ${account} AND ${reachAccounts('o.account_id')}
          AND (n.assign_email IN (${emails}) OR n.assign_customer_id IN (${customers}))`,
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
