import type { Day } from '../../domain/billing/calendar';
import type { LimitsOf } from '../../domain/billing/charge-limits';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { SystemScope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import { collectable } from './carried-invoices.repository';

/** An invoice that should have been paid. */
export interface LateInvoice {
  readonly pk: number;
  readonly accountId: number;
  readonly accountNumber: string;
}

/** Invoices that should have been paid. */
export class LateInvoiceRepository {
  constructor(
    private readonly database: Queries,
    private readonly limits: LimitsOf,
  ) {}

  /**
   * Open invoices that should have been paid before a day, by key, some of them after a key. What waits for its summary
   * need not be, and for what is on one the summary speaks (R49); what is held waits for staff, and what is too small
   * to be charged is carried.
   */
  find(scope: SystemScope, today: Day, after: number, size: number): Promise<LateInvoice[]> {
    return this.database.rows(
      scope,
      sql`SELECT i.id AS pk, i.account_id AS accountId, a.number AS accountNumber
          FROM invoices i JOIN accounts a ON a.id = i.account_id
          WHERE i.status = 'OPEN' AND i.due_on < ${today} AND i.awaits_summary = 0
            AND i.collection_held_at IS NULL AND i.id > ${after}
            AND ${collectable(this.limits, 'i', today)} AND ${reachAccounts('i.account_id')}
          ORDER BY i.id ${raw(`LIMIT ${size}`)}`,
    );
  }
}
