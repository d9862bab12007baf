import { firstDay, lastDay, type Month } from '../../domain/billing/calendar';
import type { InvoiceParty } from '../../domain/billing/invoice-party';
import type { Currency } from '../../domain/billing/money';
import type { SummaryCandidate } from '../../domain/billing/summary';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { partiesOf, partyColumns } from '../invoice/invoice-parties.repository';
import { InvoiceEntity } from '../../database/entities/invoice.entity';
import { flag, orNull, text } from '../../database/computed';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

/** An invoice that waits for its summary. Amounts in minor units. */
export interface WaitingInvoice extends SummaryCandidate {
  readonly pk: number;
  readonly accountId: number;
  readonly currency: Currency;
  readonly taxRateBasisPoints: number;
  readonly taxNote: string | null;
  /** As of the day of its issue. */
  readonly buyer: InvoiceParty;
  /** What credit notes have taken back of it. */
  readonly credited: bigint;
  /** It is being paid early, and nobody knows yet whether that succeeds (R56). */
  readonly paymentPending: boolean;
}

const i = table(InvoiceEntity, 'i');
const WAITING = select({
  pk: i.id,
  ...pick(
    i,
    'accountId',
    'number',
    'status',
    'issuedOn',
    'currency',
    'subtotal',
    'tax',
    'total',
    'credited',
    'taxRateBasisPoints',
    'taxNote',
  ),
  ...partyColumns(i),
  orderReference: orNull(
    text(
      '(SELECT MIN(o.number) FROM orders o WHERE o.account_id = i.account_id AND o.invoice_id = i.id)',
    ),
  ),
  paymentPending: flag(
    `EXISTS (SELECT 1 FROM payment_allocations s JOIN payments y ON y.id = s.payment_id
             WHERE s.account_id = i.account_id AND s.invoice_id = i.id AND y.status = 'PENDING')`,
  ),
}).from('invoices i');

/** What waits for its summary. */
export class SummaryFactsRepository {
  constructor(private readonly database: Queries) {}

  /** The invoices of accounts that were issued in a month and wait, by account and key. */
  async waiting(
    scope: Scope,
    accounts: readonly number[],
    month: Month,
  ): Promise<WaitingInvoice[]> {
    const rows = await this.database.rows(
      scope,
      sql`${WAITING}
          WHERE i.account_id IN (${accounts}) AND i.status IN ('OPEN', 'OVERDUE') AND i.awaits_summary = 1
            AND i.summary_invoice_id IS NULL AND i.issued_on BETWEEN ${firstDay(month)} AND ${lastDay(month)}
            AND ${reachAccounts('i.account_id')}
          ORDER BY i.account_id, i.id FOR UPDATE`,
    );
    return rows.map((row) => ({
      ...row,
      buyer: partiesOf(row).buyer,
      subtotal: BigInt(row.subtotal),
      tax: BigInt(row.tax),
      total: BigInt(row.total),
      credited: BigInt(row.credited),
      awaitsSummary: true,
      summaryInvoiceId: null,
      paymentPending: row.paymentPending === 1,
    }));
  }

  /** Puts invoices on the summaries that their accounts have of a month. @throws when one of them waits no more. */
  async collect(scope: Scope, month: Month, invoices: readonly number[]): Promise<void> {
    const found = await this.database.write(
      scope,
      sql`UPDATE invoices i JOIN invoices s ON s.account_id = i.account_id AND s.kind = 'SUMMARY' AND s.period = ${month}
          SET i.summary_invoice_id = s.id
          WHERE i.id IN (${invoices}) AND i.summary_invoice_id IS NULL AND i.awaits_summary = 1
            AND ${reachAccounts('i.account_id')}`,
    );
    if (found !== invoices.length) throw new Error('An invoice changed while it was locked');
  }
}
