import type { InvoiceParty } from '../../domain/billing/invoice-party';

/** Columns of an invoice `i` that hold its copy of both sides. */
export const PARTY_COLUMNS = `i.seller_name AS sellerName, i.seller_address AS sellerAddress,
  i.seller_country AS sellerCountry, i.seller_vat_number AS sellerVatNumber, i.billed_name AS buyerName,
  i.billed_address AS buyerAddress, i.billed_country AS buyerCountry, i.billed_vat_number AS buyerVatNumber`;

/** As these columns are read. */
export interface StoredParties {
  readonly sellerName: string;
  readonly sellerAddress: string;
  readonly sellerCountry: string;
  readonly sellerVatNumber: string | null;
  readonly buyerName: string;
  readonly buyerAddress: string;
  readonly buyerCountry: string;
  readonly buyerVatNumber: string | null;
}

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
