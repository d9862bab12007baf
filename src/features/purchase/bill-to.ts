import type { InvoiceParty } from '../../domain/billing/invoice-party';
import { Refusal } from '../../domain/refusal';
import { normalizeVatNumber } from '../account/account.mutation-types';
import { decideVatNumber } from '../account/vat-number';

/** A buyer as somebody typed it. */
export interface BillTo extends Omit<InvoiceParty, 'vatNumber'> {
  readonly vatNumber?: string | null;
}

export const vatNumberFrom = (typed: string | null | undefined): string | null =>
  typed === null || typed === undefined ? null : normalizeVatNumber(typed);

/**
 * The buyer that is meant: one whole, of which nothing comes from the account.
 * @throws Refusal VAT_NUMBER_OF_ANOTHER_COUNTRY.
 */
export function buyerFrom({ name, address, country, vatNumber: typed }: BillTo): InvoiceParty {
  const vatNumber = vatNumberFrom(typed);
  const wrong = decideVatNumber(country, vatNumber);
  if (wrong !== null) throw new Refusal({ ...wrong, field: ['billTo', 'vatNumber'] });
  return { name, address, country, vatNumber };
}
