import type { TaxedParty } from './tax';

/** Who sells, or who buys, as a document names them: the copy of the day of issue. */
export interface InvoiceParty extends TaxedParty {
  readonly name: string;
  /** Postal address; lines are separated by a newline. */
  readonly address: string;
}

/** The party alone, of a row that has more. */
export const partyOf = ({ name, address, country, vatNumber }: InvoiceParty): InvoiceParty => ({
  name,
  address,
  country,
  vatNumber,
});
