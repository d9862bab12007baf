import { NOT_TRIED, type FailedAttempts } from '../../domain/billing/dunning';
import { addDays, type Day } from '../../domain/billing/calendar';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { SystemScope } from '../../database/scope';
import { sql } from '../../database/sql';

/** A lease invoice that is charged by itself, as long as attempts are left. */
export interface ChargeableInvoice extends FailedAttempts<Date> {
  readonly pk: number;
  readonly accountId: number;
  /** Number of the invoice. */
  readonly number: string;
}

/** What was due longer ago is no matter for a job any more, in days. */
const LONGEST_DUE = 60;

/** Lease invoices that nobody has paid. */
export class AutopayRepository {
  constructor(private readonly database: Queries) {}

  /** Unpaid ones without a payment under way, oldest first, with what was tried (R53). */
  async unpaid(scope: SystemScope, today: Day): Promise<ChargeableInvoice[]> {
    return this.database.rows<ChargeableInvoice>(
      scope,
      sql`SELECT i.id AS pk, i.account_id AS accountId, i.number, COUNT(y.id) AS failed, MIN(y.attempted_at) AS firstAt,
            MAX(y.attempted_at) AS lastAt
          FROM invoices i
          LEFT JOIN payment_allocations s ON s.account_id = i.account_id AND s.invoice_id = i.id
          LEFT JOIN payments y ON y.id = s.payment_id AND y.automatic = 1 AND y.status = 'FAILED'
            AND COALESCE(y.failure_code, '') NOT IN (${NOT_TRIED})
          WHERE i.status IN ('OPEN', 'OVERDUE') AND i.due_on >= ${addDays(today, -LONGEST_DUE)} AND i.kind = 'LEASE'
            AND ${reachAccounts('i.account_id')}
          GROUP BY i.id, i.account_id, i.number ORDER BY i.id`,
    );
  }
}
