import type { MonthTotal } from '../../domain/billing/billing-month';
import type { Month } from '../../domain/billing/calendar';
import type { Currency } from '../../domain/billing/money';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope, SystemScope } from '../../database/scope';
import { raw, sql, type Statement } from '../../database/sql';
import type { AccountPage, MonthlyDraft } from './billing.types';

/** What has been billed of a month. */
export class BilledRepository {
  constructor(private readonly database: Queries) {}

  /** Keys of accounts `a` that a condition names, by key. */
  async accountsWhere(
    scope: SystemScope,
    which: Statement<false>,
    { after, size }: AccountPage,
  ): Promise<number[]> {
    const rows = await this.database.rows<{ pk: number }>(
      scope,
      sql`SELECT a.id AS pk FROM accounts a WHERE a.id > ${after} AND ${reachAccounts('a.id')} AND (${which})
          ORDER BY a.id ${raw(`LIMIT ${size}`)}`,
    );
    return rows.map(({ pk }) => pk);
  }

  /** Which of the accounts have their document. */
  async billed(
    scope: Scope,
    kind: MonthlyDraft['kind'],
    month: Month,
    accounts: readonly number[],
  ): Promise<Set<number>> {
    const rows = await this.database.rows<{ accountId: number }>(
      scope,
      sql`SELECT i.account_id AS accountId FROM invoices i
          WHERE i.account_id IN (${accounts}) AND i.kind = ${kind} AND i.period = ${month}
            AND ${reachAccounts('i.account_id')}`,
    );
    return new Set(rows.map(({ accountId }) => accountId));
  }

  /** What the documents of a month came to, before tax. */
  async total(scope: SystemScope, kind: MonthlyDraft['kind'], month: Month): Promise<MonthTotal[]> {
    const rows = await this.database.rows<{ currency: Currency; amount: string | number }>(
      scope,
      sql`SELECT i.currency, SUM(i.subtotal) AS amount FROM invoices i
          WHERE i.kind = ${kind} AND i.period = ${month} AND ${reachAccounts('i.account_id')}
          GROUP BY i.currency`,
    );
    return rows.map(({ currency, amount }) => ({ currency, amount: BigInt(amount) }));
  }
}
