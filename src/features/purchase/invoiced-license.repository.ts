import type { Queries } from '../../database/database';
import { LicenseEntity } from '../../database/entities/license.entity';
import { OrderLineEntity } from '../../database/entities/order.entity';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { integer, like, oneOf, word } from '../../database/computed';
import { select } from '../../database/select';
import { table } from '../../database/table';
import type { InvoicedLicense } from '../../domain/purchasing/taken-back';
import type { LockedInvoice } from '../invoice/invoice-change.repository';

const n = table(OrderLineEntity, 'n');
const l = table(LicenseEntity, 'l');
const MADE = select({
  key: l.id,
  kind: word('NEW'),
  status: l.status,
  position: integer('0'),
}).fromLike('licenses l');
const CHANGED = select({
  key: l.id,
  kind: oneOf(n.kind, 'MODIFY', 'ADD_ON', 'RENEW', 'REINSTATE'),
  status: l.status,
  position: like(n.position, 'MIN(n.position)'),
}).from(
  `orders o JOIN order_lines n ON n.account_id = o.account_id AND n.order_id = o.id
   JOIN licenses l ON l.id = n.license_id`,
);
/** Licenses, and the invoices that they were on. */
export class InvoicedLicenseRepository {
  constructor(private readonly database: Queries) {}

  /**
   * What was bought with an invoice: new licenses, and what took their place when staff took them back (R72), then
   * what was bought for others; each once for each kind.
   */
  async of(scope: Scope, { pk, accountId }: LockedInvoice): Promise<InvoicedLicense[]> {
    return this.database.rows(
      scope,
      sql`WITH RECURSIVE made (id) AS (
            SELECT x.license_id FROM orders o
            JOIN ordered_licenses x ON x.account_id = o.account_id AND x.order_id = o.id
            WHERE o.account_id = ${accountId} AND o.invoice_id = ${pk} AND ${reachAccounts('o.account_id')}
            UNION ALL
            SELECT r.replacement_id FROM made b JOIN license_reversals r ON r.license_id = b.id
            WHERE r.replacement_id IS NOT NULL)
          ${MADE} FROM made m JOIN licenses l ON l.id = m.id WHERE ${reachAccounts('l.account_id')}
          UNION ALL
          ${CHANGED} WHERE o.account_id = ${accountId} AND o.invoice_id = ${pk} AND n.kind <> 'NEW'
            AND ${reachAccounts('o.account_id')}
          GROUP BY l.id, n.kind, l.status
          ORDER BY \`position\`, \`key\``,
    );
  }
}
