import type { InvoiceEntity } from '../../database/entities/invoice.entity';
import { pick, type RowOfShape } from '../../database/select';
import { type Table } from '../../database/table';
import type { InvoiceParty } from '../../domain/billing/invoice-party';

/** Columns of an invoice that hold its copy of both sides. */
export const partyColumns = (i: Table<InvoiceEntity>) => ({
  ...pick(i, 'sellerName', 'sellerAddress', 'sellerCountry', 'sellerVatNumber'),
  buyerName: i.billedName,
  buyerAddress: i.billedAddress,
  buyerCountry: i.billedCountry,
  buyerVatNumber: i.billedVatNumber,
});

/** As these columns are read. */
type StoredParties = RowOfShape<ReturnType<typeof partyColumns>>;

/** Who sold and who bought, as of the day of issue. */
export interface Parties {
  readonly seller: InvoiceParty;
  readonly buyer: InvoiceParty;
}

export const partiesOf = (row: StoredParties): Parties => ({
  seller: {
    name: row.sellerName,
    address: row.sellerAddress,
    country: row.sellerCountry,
    vatNumber: row.sellerVatNumber,
  },
  buyer: {
    name: row.buyerName,
    address: row.buyerAddress,
    country: row.buyerCountry,
    vatNumber: row.buyerVatNumber,
  },
});
