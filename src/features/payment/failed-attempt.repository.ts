import { NOT_TRIED, type FailedAttempts } from '../../domain/billing/dunning';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { PaymentEntity } from '../../database/entities/payment.entity';
import { instant, integer, like, orNull } from '../../database/computed';
import { select } from '../../database/select';
import { table } from '../../database/table';

const COUNTED = select({
  failed: integer('COUNT(y.id)'),
  firstAt: orNull(instant('MIN(y.attempted_at)')),
  lastAt: orNull(instant('MAX(y.attempted_at)')),
}).fromLike('payments y');
const y = table(PaymentEntity, 'y');
const UNTRIED_SINCE = select({ since: orNull(like(y.attemptedAt, 'MIN(y.attempted_at)')) }).from(
  'payment_allocations o JOIN payments y ON y.id = o.payment_id',
);

/** Automatic attempts that failed (R53). */
export class FailedAttemptRepository {
  constructor(private readonly database: Queries) {}

  /**
   * How many automatic attempts on an invoice have failed, and when: of several invoices, on the one of which the
   * fewest have.
   */
  async counted(scope: Scope, invoices: readonly number[]): Promise<FailedAttempts<Date>> {
    const row = await this.database.row(
      scope,
      sql`${COUNTED} FROM invoices i
          LEFT JOIN (payment_allocations o JOIN payments y ON y.id = o.payment_id AND y.automatic = 1
              AND y.status = 'FAILED' AND COALESCE(y.failure_code, '') NOT IN (${NOT_TRIED}))
            ON o.account_id = i.account_id AND o.invoice_id = i.id
          WHERE i.id IN (${invoices}) AND ${reachAccounts('i.account_id')}
          GROUP BY i.id ORDER BY failed, i.id LIMIT 1`,
    );
    return row ?? { failed: 0, firstAt: null, lastAt: null };
  }

  /** Since when an invoice was tried in vain, without an attempt that counts; null when it was not. */
  async untriedSince(scope: Scope, invoice: number): Promise<Date | null> {
    const failed = sql`o.invoice_id = ${invoice} AND y.automatic = 1 AND y.status = 'FAILED'`;
    const notTried = sql`COALESCE(y.failure_code, '') IN (${NOT_TRIED})`;
    const row = await this.database.row(
      scope,
      sql`${UNTRIED_SINCE} WHERE ${failed} AND ${notTried} AND ${reachAccounts('y.account_id')} AND NOT EXISTS (
            SELECT 1 FROM payment_allocations p JOIN payments c ON c.id = p.payment_id
            WHERE p.account_id = o.account_id AND p.invoice_id = o.invoice_id AND c.automatic = 1
              AND c.status = 'FAILED' AND COALESCE(c.failure_code, '') NOT IN (${NOT_TRIED})
              AND c.attempted_at >= y.attempted_at)`,
    );
    return row?.since ?? null;
  }
}
