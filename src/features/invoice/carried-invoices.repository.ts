import type { Day } from '../../domain/billing/calendar';
import type { LimitsOf } from '../../domain/billing/charge-limits';
import { ISO_4217 } from '../../domain/billing/iso-4217';
import type { Currency } from '../../domain/billing/money';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql, type Statement } from '../../database/sql';
import type { StoredMinor } from '../../graphql/money';
import { InvoiceEntity } from '../../database/entities/invoice.entity';
import { minorUnits } from '../../database/computed';
import { select } from '../../database/select';
import { table } from '../../database/table';

/** What an invoice still asks for. */
const balanceOf = (alias: string): string => `(${alias}.total - ${alias}.paid - ${alias}.credited)`;

/** What a card is charged at least, in the currency of an invoice. */
const leastOf = (limits: LimitsOf, alias: string): string =>
  `CASE ${alias}.currency ${[...ISO_4217.keys()]
    .map((currency) => `WHEN '${currency}' THEN ${limits(currency).least}`)
    .join(' ')} ELSE 0 END`;

/** The same in SQL as `isCarried`. */
const carried = (limits: LimitsOf, alias: string): Statement<false> =>
  raw(`${alias}.status IN ('OPEN', 'OVERDUE') AND ${alias}.kind <> 'CREDIT_NOTE' AND ${alias}.awaits_summary = 0
       AND ${alias}.summary_invoice_id IS NULL AND ${alias}.collection_held_at IS NULL AND ${balanceOf(alias)} > 0
       AND ${balanceOf(alias)} < ${leastOf(limits, alias)}`);

/**
 * Whether an unpaid invoice can be charged: by itself, or because all that are too small come to enough together.
 * @param dueBefore - of those that are too small: whether all of them were due before a day
 */
export function collectable(
  limits: LimitsOf,
  alias: string,
  dueBefore: Day | null = null,
): Statement<false> {
  const due = dueBefore === null ? raw('TRUE') : sql`MAX(c.due_on) < ${dueBefore}`;
  return sql`(${raw(`${balanceOf(alias)} >= ${leastOf(limits, alias)}`)} OR EXISTS (
    SELECT 1 FROM invoices c WHERE c.account_id = ${raw(alias)}.account_id AND c.currency = ${raw(alias)}.currency
      AND ${carried(limits, 'c')}
    GROUP BY c.account_id HAVING SUM(${raw(balanceOf('c'))}) >= MAX(${raw(leastOf(limits, 'c'))}) AND ${due}))`;
}

/** What the carried invoices of an account come to. */
export interface CarriedSum {
  readonly accountId: number;
  readonly amount: StoredMinor;
}

const i = table(InvoiceEntity, 'i');
const SUMS = select({
  accountId: i.accountId,
  amount: minorUnits(`CAST(SUM(${balanceOf('i')}) AS SIGNED)`),
}).from('invoices i JOIN accounts a ON a.id = i.account_id AND a.currency = i.currency');
const OF_ACCOUNT = select({ pk: i.id }).from('invoices i');

/** Unpaid invoices that ask for less than a card is charged. */
export class CarriedInvoicesRepository {
  constructor(
    private readonly database: Queries,
    private readonly limits: LimitsOf,
  ) {}

  /** Those of an account that nobody is paying at this moment, oldest first. */
  async ofAccount(scope: Scope, account: number, currency: Currency): Promise<number[]> {
    const rows = await this.database.rows(
      scope,
      sql`${OF_ACCOUNT} WHERE i.account_id = ${account} AND i.currency = ${currency} AND ${carried(this.limits, 'i')}
            AND NOT EXISTS (
              SELECT 1 FROM payment_allocations o JOIN payments y ON y.id = o.payment_id
              WHERE o.account_id = i.account_id AND o.invoice_id = i.id AND y.status = 'PENDING')
            AND ${reachAccounts('i.account_id')} ORDER BY i.id`,
    );
    return rows.map(({ pk }) => pk);
  }

  /** What they come to, in the currency of the account; accounts that have none are left out. */
  sums(scope: Scope, accounts: readonly number[]): Promise<CarriedSum[]> {
    return this.database.rows(
      scope,
      sql`${SUMS}
          WHERE i.account_id IN (${accounts}) AND ${carried(this.limits, 'i')}
            AND ${reachAccounts('i.account_id')} GROUP BY i.account_id`,
    );
  }
}
