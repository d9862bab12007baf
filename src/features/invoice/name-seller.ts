import type { InvoiceParty } from '../../domain/billing/invoice-party';
import type { Database } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { SystemScope } from '../../database/scope';
import { sql } from '../../database/sql';

/**
 * Gives documents that were issued before their seller was kept the one that is configured now. It is one
 * statement, so the oldest document tells whether it is done.
 */
export async function nameSeller(
  database: Database,
  scope: SystemScope,
  seller: InvoiceParty,
): Promise<void> {
  const oldest = await database.row<{ name: string }>(
    scope,
    sql`SELECT seller_name AS name FROM invoices WHERE ${reachAccounts('account_id')} ORDER BY id LIMIT 1`,
  );
  if (oldest === null || oldest.name !== '') return;
  await database.transaction((tx) =>
    tx.write(
      scope,
      sql`UPDATE invoices SET seller_name = ${seller.name}, seller_address = ${seller.address},
            seller_country = ${seller.country}, seller_vat_number = ${seller.vatNumber}
          WHERE seller_name = '' AND ${reachAccounts('account_id')}`,
    ),
  );
}
