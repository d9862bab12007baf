import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import {
  InvoiceLineEntity,
  InvoiceLineSegmentEntity,
} from '../../database/entities/invoice.entity';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';
import { money } from '../../graphql/money';
import type { InvoiceLineRow, InvoiceLineSegmentRow, InvoiceRow } from './invoice.types';

const n = table(InvoiceLineEntity, 'n');
const LINES = select(
  pick(
    n,
    'invoiceId',
    'position',
    'description',
    'explanation',
    'quantity',
    'amount',
    'licenseId',
    'leaseId',
    'productId',
    'summarizedInvoiceId',
  ),
).from('invoice_lines n JOIN invoices i ON i.id = n.invoice_id');
const s = table(InvoiceLineSegmentEntity, 's');
const SEGMENTS = select({
  ...pick(s, 'invoiceId', 'linePosition'),
  from: s.startsOn,
  to: s.endsOn,
  productId: s.productId,
  rate: s.monthlyPrice,
}).from('invoice_line_segments s');

/** What stands on invoices, line by line. */
export class InvoiceLineRepository {
  constructor(private readonly database: Queries) {}

  /** Lines of invoices that were read before, in order, by the invoice's key. */
  async lines(
    scope: Scope,
    invoices: readonly InvoiceRow[],
  ): Promise<ReadonlyMap<number, readonly InvoiceLineRow[]>> {
    const byKey = new Map(
      invoices.map((invoice) => [invoice.pk, { invoice, lines: [] as InvoiceLineRow[] }]),
    );
    const rows = await this.database.rows(
      scope,
      sql`${LINES} WHERE n.invoice_id IN (${[...byKey.keys()]}) AND ${reachAccounts('i.account_id')} ORDER BY n.invoice_id, n.position`,
    );
    for (const row of rows) {
      const found = byKey.get(row.invoiceId);
      found?.lines.push({
        ...row,
        amount: money(row.amount, found.invoice.currency),
        currency: found.invoice.currency,
        grants: found.invoice.grants,
      });
    }
    return new Map([...byKey].map(([key, { lines }]) => [key, lines]));
  }

  /** What the lines of invoices were calculated from, in the order of lines and days. */
  segments(scope: Scope, invoices: readonly number[]): Promise<InvoiceLineSegmentRow[]> {
    return this.database.rows(
      scope,
      sql`${SEGMENTS} WHERE s.invoice_id IN (${invoices}) AND ${reachAccounts('s.account_id')}
          ORDER BY s.invoice_id, s.line_position, s.starts_on`,
    );
  }
}
