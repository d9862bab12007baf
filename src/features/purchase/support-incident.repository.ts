import type { Queries } from '../../database/database';
import { insertRows, update } from '../../database/changes';
import { decimal, integer } from '../../database/computed';
import { SupportIncidentEntity } from '../../database/entities/support-incident.entity';
import { reachAccountKey, reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { select } from '../../database/select';
import { raw, sql } from '../../database/sql';
import { table } from '../../database/table';

const i = table(SupportIncidentEntity, 'i');
const COUNTS = select({ accountId: i.accountId, count: integer('COUNT(*)') }).from(
  'support_incidents i',
);
const ONE = select({ pk: i.id }).from('support_incidents i');
const OF_INVOICE = select({
  left: decimal('COALESCE(SUM(i.request_id IS NULL), 0)'),
  used: decimal('COALESCE(SUM(i.request_id IS NOT NULL), 0)'),
}).from(
  `orders o JOIN order_lines n ON n.account_id = o.account_id AND n.order_id = o.id
   JOIN support_incidents i ON i.account_id = n.account_id AND i.order_line_id = n.id`,
);

/**
 * Support incidents: bought by a line of an order, used up by a support request, withdrawn with their invoice (R21, R68).
 * Whoever writes has locked the account.
 */
export class SupportIncidentRepository {
  constructor(private readonly database: Queries) {}

  /** How many each account has left, by its key; none where it is not named. */
  async left(scope: Scope, accounts: readonly number[]): Promise<Map<number, number>> {
    const rows = await this.database.rows(
      scope,
      sql`${COUNTS} WHERE i.account_id IN (${accounts}) AND i.request_id IS NULL AND i.withdrawn_at IS NULL
            AND ${reachAccounts('i.account_id')} GROUP BY i.account_id`,
    );
    return new Map(rows.map(({ accountId, count }) => [accountId, count]));
  }

  async leftOf(scope: Scope, account: number): Promise<number> {
    return (await this.left(scope, [account])).get(account) ?? 0;
  }

  /** What a line of an order bought. */
  async add(
    scope: Scope,
    account: number,
    line: number,
    quantity: number,
    now: Date,
  ): Promise<void> {
    const row = {
      accountId: sql`IF(${reachAccountKey(account)}, ${account}, NULL)`,
      orderLineId: line,
      boughtAt: now,
    };
    const rows = Array.from({ length: quantity }, () => row);
    await this.database.write(scope, insertRows(SupportIncidentEntity, rows));
  }

  /** Uses up the one that was bought first. @returns false when the account has none left. */
  async use(scope: Scope, account: number, request: number, now: Date): Promise<boolean> {
    const one = await this.database.row(
      scope,
      sql`${ONE} WHERE i.account_id = ${account} AND i.request_id IS NULL AND i.withdrawn_at IS NULL
            AND ${reachAccounts('i.account_id')} ORDER BY i.id ${raw('LIMIT 1')} FOR UPDATE`,
    );
    if (one === null) return false;
    const used = await this.database.write(
      scope,
      update(
        i,
        { requestId: request, usedAt: now },
        sql`WHERE i.id = ${one.pk} AND i.request_id IS NULL AND i.withdrawn_at IS NULL
              AND ${reachAccounts('i.account_id')}`,
      ),
    );
    return used === 1;
  }

  /** Gives the account back what a request used up. @returns false when it used none. */
  async giveBack(scope: Scope, account: number, request: number): Promise<boolean> {
    const given = await this.database.write(
      scope,
      update(
        i,
        { requestId: null, usedAt: null },
        sql`WHERE i.account_id = ${account} AND i.request_id = ${request} AND ${reachAccounts('i.account_id')}`,
      ),
    );
    return given === 1;
  }

  /** Those that an invoice was for and that were not withdrawn yet: how many are left, how many were used up. */
  async ofInvoice(
    scope: Scope,
    account: number,
    invoice: number,
  ): Promise<{ readonly left: number; readonly used: number }> {
    const row = await this.database.row(
      scope,
      sql`${OF_INVOICE} WHERE o.account_id = ${account} AND o.invoice_id = ${invoice} AND i.withdrawn_at IS NULL
            AND ${reachAccounts('o.account_id')}`,
    );
    return { left: Number(row?.left ?? 0), used: Number(row?.used ?? 0) };
  }

  /** Withdraws those that an invoice was for, used ones among them: given back, they are not left again. */
  async withdraw(scope: Scope, account: number, invoice: number, now: Date): Promise<void> {
    await this.database.write(
      scope,
      update(
        i,
        { withdrawnAt: now },
        sql`WHERE i.account_id = ${account} AND i.withdrawn_at IS NULL AND ${reachAccounts('i.account_id')}
              AND i.order_line_id IN (
                SELECT n.id FROM orders o JOIN order_lines n ON n.account_id = o.account_id AND n.order_id = o.id
                WHERE o.account_id = ${account} AND o.invoice_id = ${invoice})`,
      ),
    );
  }
}
