import type { InvoiceParty } from '../../domain/billing/invoice-party';
import type { Database } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { SystemScope } from '../../database/scope';
import { sql } from '../../database/sql';
import { InvoiceEntity } from '../../database/entities/invoice.entity';
import { update } from '../../database/changes';
import { select } from '../../database/select';
import { table } from '../../database/table';

const INVOICES = table(InvoiceEntity);
const NAME_SELLER = select({ name: INVOICES.sellerName }).from('invoices');

/**
 * Gives documents that were issued before their seller was kept the one that is configured now. It is one
 * statement, so the oldest document tells whether it is done.
 */
export async function nameSeller(
  database: Database,
  scope: SystemScope,
  seller: InvoiceParty,
): Promise<void> {
  const oldest = await database.row(
    scope,
    sql`${NAME_SELLER} WHERE ${reachAccounts('account_id')} ORDER BY id LIMIT 1`,
  );
  if (oldest === null || oldest.name !== '') return;
  await database.transaction((tx) =>
    tx.write(
      scope,
      update(
        INVOICES,
        {
          sellerName: seller.name,
          sellerAddress: seller.address,
          sellerCountry: seller.country,
          sellerVatNumber: seller.vatNumber,
        },
        sql`WHERE seller_name = '' AND ${reachAccounts('account_id')}`,
      ),
    ),
  );
}
