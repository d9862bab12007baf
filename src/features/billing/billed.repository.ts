import type { AccountTotal } from '../../domain/billing/billing-month';
import type { Month } from '../../domain/billing/calendar';
import type { Queries } from '../../database/database';
import { reachAccounts, reachBookkeeping } from '../../database/reach';
import type { Scope, SystemScope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { MonthlyDraft } from './billing.types';
import { AccountEntity } from '../../database/entities/account.entity';
import { InvoiceEntity } from '../../database/entities/invoice.entity';
import { UnbilledAccountEntity } from '../../database/entities/billing-month.entity';
import { insertInto } from '../../database/changes';
import { decimal } from '../../database/computed';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

const a = table(AccountEntity, 'a');
const i = table(InvoiceEntity, 'i');
const BILLED = select({ accountId: i.accountId }).from('invoices i');
const TOTALS = select({
  ...pick(i, 'accountId', 'currency'),
  amount: decimal('SUM(i.subtotal)'),
}).from('invoices i');
const NUMBERS = select({ pk: a.id, number: a.number }).from('accounts a');
const UNBILLED_ACCOUNTS = table(UnbilledAccountEntity);
const TELL = select({ accountId: UNBILLED_ACCOUNTS.accountId }).from('unbilled_accounts');

/** What has been billed of a month. */
export class BilledRepository {
  constructor(private readonly database: Queries) {}

  /** Which of the accounts have their document. */
  async billed(
    scope: Scope,
    kind: MonthlyDraft['kind'],
    month: Month,
    accounts: readonly number[],
  ): Promise<Set<number>> {
    const rows = await this.database.rows(
      scope,
      sql`${BILLED} WHERE i.account_id IN (${accounts}) AND i.kind = ${kind} AND i.period = ${month}
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
    const rows = await this.database.rows(
      scope,
      sql`${TOTALS} WHERE i.kind = ${kind} AND i.period = ${month} AND ${reachAccounts('i.account_id')}
          GROUP BY i.account_id, i.currency`,
    );
    return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }));
  }

  /** The number of each of these accounts, `AC-10042`. */
  async numbers(scope: SystemScope, accounts: readonly number[]): Promise<Map<number, string>> {
    const rows = await this.database.rows(
      scope,
      sql`${NUMBERS} WHERE a.id IN (${accounts}) AND ${reachAccounts('a.id')}`,
    );
    return new Map(rows.map(({ pk, number }) => [pk, number]));
  }

  /**
   * Notes that people are told of accounts that are not billed. @returns those of which they were not told before; the
   * month is locked, so that of several runs one tells.
   */
  async notify(
    scope: SystemScope,
    month: Month,
    accounts: readonly number[],
    now: Date,
  ): Promise<Set<number>> {
    await this.database.exists(
      scope,
      sql`SELECT month FROM billing_months WHERE month = ${month} AND ${reachBookkeeping} FOR UPDATE`,
    );
    const known = await this.database.rows(
      scope,
      sql`${TELL} WHERE month = ${month} AND account_id IN (${accounts}) AND ${reachAccounts('account_id')}`,
    );
    const notified = new Set(known.map(({ accountId }) => accountId));
    const fresh = new Set(accounts.filter((one) => !notified.has(one)));
    if (fresh.size > 0)
      await this.database.write(
        scope,
        insertInto(
          UnbilledAccountEntity,
          { month, accountId: a.id, toldAt: now },
          sql`FROM accounts a
            WHERE a.id IN (${[...fresh]}) AND ${reachAccounts('a.id')}`,
        ),
      );
    return fresh;
  }
}
