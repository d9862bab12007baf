import type { Day } from '../../domain/billing/calendar';
import type { LimitsOf } from '../../domain/billing/charge-limits';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { SystemScope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import { collectable } from './carried-invoices.repository';
import { InvoiceEntity } from '../../database/entities/invoice.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { flag } from '../../database/computed';
import { select } from '../../database/select';
import { table } from '../../database/table';

/** An invoice that should have been paid. */
export interface LateInvoice {
  readonly pk: number;
  readonly accountId: number;
  readonly accountNumber: string;
  /** Whether it is to be called overdue unless credit pays it: it is open, and enough to be charged. */
  readonly late: number;
}

const i = table(InvoiceEntity, 'i');
const a = table(AccountEntity, 'a');
const FIND = select({ pk: i.id, accountId: i.accountId, accountNumber: a.number }).fromLike(
  'invoices i JOIN accounts a ON a.id = i.account_id',
);

/** Invoices that should have been paid. */
export class LateInvoiceRepository {
  constructor(
    private readonly database: Queries,
    private readonly limits: LimitsOf,
  ) {}

  /**
   * Open invoices that should have been paid before a day, and unpaid ones whose account has something in credit, by
   * key, some of them after a key. What waits for its summary need not be paid, and for what is on one the summary
   * speaks (R49); what is held waits for staff, and what is too small to be charged is carried.
   */
  find(scope: SystemScope, today: Day, after: number, size: number): Promise<LateInvoice[]> {
    const late = sql`i.status = 'OPEN' AND ${collectable(this.limits, 'i', today)}`;
    return this.database.rows(
      scope,
      sql`${FIND.with({ late: flag(sql`(${late})`) })} FROM invoices i JOIN accounts a ON a.id = i.account_id
          WHERE i.status IN ('OPEN', 'OVERDUE') AND i.due_on < ${today} AND i.awaits_summary = 0
            AND i.collection_held_at IS NULL AND i.id > ${after}
            AND (${late} OR 0 > (SELECT SUM(e.amount) FROM ledger_entries e
              WHERE e.account_id = i.account_id AND e.ledger_account = 'CREDIT'))
            AND ${reachAccounts('i.account_id')}
          ORDER BY i.id ${raw(`LIMIT ${size}`)}`,
    );
  }
}
