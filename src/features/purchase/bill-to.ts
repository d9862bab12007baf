import type { InvoiceParty } from '../../domain/billing/invoice-party';
import { normalizeVatNumber } from '../account/account.inputs';

/** A buyer as somebody typed it. */
export interface BillTo extends Omit<InvoiceParty, 'vatNumber'> {
  readonly vatNumber?: string | null;
}

export const vatNumberFrom = (typed: string | null | undefined): string | null =>
  typed === null || typed === undefined ? null : normalizeVatNumber(typed);

/** The buyer that is meant: one whole, of which nothing comes from the account. */
export const buyerFrom = ({ name, address, country, vatNumber }: BillTo): InvoiceParty => ({
  name,
  address,
  country,
  vatNumber: vatNumberFrom(vatNumber),
});
