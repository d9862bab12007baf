import type { AccountTotal } from '../../domain/billing/billing-month';
import type { Month } from '../../domain/billing/calendar';
import type { Currency } from '../../domain/billing/money';
import type { Queries } from '../../database/database';
import { reachAccounts, reachBookkeeping } from '../../database/reach';
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

  /** What the documents of a month came to, before tax, account by account. */
  async totals(
    scope: SystemScope,
    kind: MonthlyDraft['kind'],
    month: Month,
  ): Promise<AccountTotal[]> {
    const rows = await this.database.rows<{
      accountId: number;
      currency: Currency;
      amount: string | number;
    }>(
      scope,
      sql`SELECT i.account_id AS accountId, i.currency, SUM(i.subtotal) AS amount FROM invoices i
          WHERE i.kind = ${kind} AND i.period = ${month} AND ${reachAccounts('i.account_id')}
          GROUP BY i.account_id, i.currency`,
    );
    return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }));
  }

  /** The number of each of these accounts, `AC-10042`. */
  async numbers(scope: SystemScope, accounts: readonly number[]): Promise<Map<number, string>> {
    const rows = await this.database.rows<{ pk: number; number: string }>(
      scope,
      sql`SELECT a.id AS pk, a.number FROM accounts a WHERE a.id IN (${accounts}) AND ${reachAccounts('a.id')}`,
    );
    return new Map(rows.map(({ pk, number }) => [pk, number]));
  }

  /**
   * Notes that people are told of accounts that are not billed. @returns those of which they were not told before; the
   * month is locked, so that of several runs one tells.
   */
  async tell(
    scope: SystemScope,
    month: Month,
    accounts: readonly number[],
    now: Date,
  ): Promise<Set<number>> {
    await this.database.row(
      scope,
      sql`SELECT month FROM billing_months WHERE month = ${month} AND ${reachBookkeeping} FOR UPDATE`,
    );
    const known = await this.database.rows<{ accountId: number }>(
      scope,
      sql`SELECT account_id AS accountId FROM unbilled_accounts
          WHERE month = ${month} AND account_id IN (${accounts}) AND ${reachAccounts('account_id')}`,
    );
    const told = new Set(known.map(({ accountId }) => accountId));
    const fresh = new Set(accounts.filter((one) => !told.has(one)));
    if (fresh.size > 0)
      await this.database.write(
        scope,
        sql`INSERT INTO unbilled_accounts (month, account_id, told_at)
            SELECT ${month}, a.id, ${now} FROM accounts a
            WHERE a.id IN (${[...fresh]}) AND ${reachAccounts('a.id')}`,
      );
    return fresh;
  }
}
