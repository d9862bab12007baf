import { firstDay, lastDay, type Month } from '../../domain/billing/calendar';
import type { Queries } from '../../database/database';
import { AccountEntity } from '../../database/entities/account.entity';
import { InvoiceEntity } from '../../database/entities/invoice.entity';
import { LeaseEntity } from '../../database/entities/lease.entity';
import { reachAccounts } from '../../database/reach';
import type { SystemScope } from '../../database/scope';
import { raw, sql, type Statement } from '../../database/sql';
import { decimal } from '../../database/computed';
import { select } from '../../database/select';
import { table } from '../../database/table';
import type { AccountPage, DueTotal } from './billing.types';

const a = table(AccountEntity, 'a');
const i = table(InvoiceEntity, 'i');
const WAITING = select({
  accountId: a.id,
  number: a.number,
  currency: i.currency,
  amount: decimal('SUM(i.subtotal)'),
}).from('invoices i JOIN accounts a ON a.id = i.account_id');
const e = table(LeaseEntity, 'e');
const LEASED = select({ accountId: a.id, number: a.number, currency: e.currency }).fromLike(
  'leases e JOIN accounts a ON a.id = e.account_id',
);
const ACCOUNTS = select({ pk: a.id }).from('accounts a');
const NUMBERS = select({ pk: a.id, number: a.number }).from('accounts a');

/** Whom a month is billed to, and what it comes to at most. */
export class BillableRepository {
  constructor(private readonly database: Queries) {}

  /** All resellers, and who has an invoice of the month that waits for its summary. */
  resellers(scope: SystemScope, month: Month, page: AccountPage): Promise<number[]> {
    return this.accountsWhere(
      scope,
      sql`a.reseller = 1 OR EXISTS (
            SELECT 1 FROM invoices i WHERE i.account_id = a.id AND i.status IN ('OPEN', 'OVERDUE')
              AND i.issued_on BETWEEN ${firstDay(month)} AND ${lastDay(month)} AND i.awaits_summary = 1
              AND i.summary_invoice_id IS NULL)`,
      page,
    );
  }

  /** All lease providers, and who has a lease that was active in the month. */
  providers(scope: SystemScope, month: Month, page: AccountPage): Promise<number[]> {
    return this.accountsWhere(
      scope,
      sql`a.lease_provider = 1 OR EXISTS (
            SELECT 1 FROM leases e WHERE e.account_id = a.id AND e.started_on <= ${lastDay(month)}
              AND (e.stopped_on IS NULL OR e.stopped_on >= ${firstDay(month)}))`,
      page,
    );
  }

  /** What waits for the summaries of a month, before tax. */
  async waiting(scope: SystemScope, month: Month): Promise<DueTotal[]> {
    const rows = await this.database.rows(
      scope,
      sql`${WAITING} WHERE i.status IN ('OPEN', 'OVERDUE') AND i.awaits_summary = 1 AND i.summary_invoice_id IS NULL
            AND i.issued_on BETWEEN ${firstDay(month)} AND ${lastDay(month)} AND ${reachAccounts('i.account_id')}
          GROUP BY a.id, a.number, i.currency`,
    );
    return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }));
  }

  /** What a whole month of every lease would cost under its last terms. */
  async leased(scope: SystemScope, month: Month): Promise<DueTotal[]> {
    const last = sql`COALESCE(SUM((SELECT t.monthly_price FROM lease_terms t
              WHERE t.account_id = e.account_id AND t.lease_id = e.id AND t.valid_from <= ${lastDay(month)}
              ORDER BY t.valid_from DESC LIMIT 1)), 0)`;
    const rows = await this.database.rows(
      scope,
      sql`${LEASED.with({ amount: decimal(last) })} FROM leases e JOIN accounts a ON a.id = e.account_id
          WHERE e.started_on <= ${lastDay(month)} AND (e.stopped_on IS NULL OR e.stopped_on > ${firstDay(month)})
            AND ${reachAccounts('e.account_id')} GROUP BY a.id, a.number, e.currency`,
    );
    return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }));
  }

  /** Accounts by their numbers. */
  byNumbers(
    scope: SystemScope,
    numbers: readonly string[],
  ): Promise<{ readonly pk: number; readonly number: string }[]> {
    return this.database.rows(
      scope,
      sql`${NUMBERS} WHERE a.number IN (${numbers}) AND ${reachAccounts('a.id')}`,
    );
  }

  /** Keys of accounts `a` that a condition names, by key. */
  private async accountsWhere(
    scope: SystemScope,
    which: Statement<false>,
    { after, size }: AccountPage,
  ): Promise<number[]> {
    const rows = await this.database.rows(
      scope,
      sql`${ACCOUNTS} WHERE a.id > ${after} AND ${reachAccounts('a.id')} AND (${which})
          ORDER BY a.id ${raw(`LIMIT ${size}`)}`,
    );
    return rows.map(({ pk }) => pk);
  }
}
