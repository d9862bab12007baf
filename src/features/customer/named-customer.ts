import { decideNaming, type CustomerFields } from '../../domain/reselling/customer';
import { Refusal } from '../../domain/refusal';
import type { Call } from '../../graphql/call';
import { notFound } from '../../permissions/access-denied';
import type { CustomerRow } from './customer.types';

/** A customer that a partner has already. */
export type KnownCustomer = Pick<CustomerRow, 'pk' | 'customerAccountId'>;

/** Whom a partner names as its customer. */
export interface NamedCustomer {
  /** Normalized. Of a customer that is named by its id, the address of its account when it was named. */
  readonly email: string;
  /** Of the account, should it have to be made; the address when nobody says. */
  readonly name: string | null;
  /** ISO 3166-1 alpha-2, should the account have to be made; the partner's when nobody says. */
  readonly country: string | null;
  /** Who it is, where the id was given; null where the address says it. */
  readonly customer: KnownCustomer | null;
}

/** The same, read a moment ago. */
export interface ReadCustomer extends NamedCustomer {
  readonly customer: CustomerRow | null;
}

/** A customer as an input names it. */
interface GivenCustomer {
  readonly email: string | undefined;
  readonly customerId: string | undefined;
  readonly name: string | undefined;
  readonly country: string | undefined;
}

/**
 * The customer that an input names, by its address or by its id.
 * @param partner Key of the account whose customer it has to be.
 * @param path Where the input names it. @throws Refusal BOTH_GIVEN, MISSING, with the field below `path`; NOT_FOUND.
 */
export async function namedCustomer(
  call: Call,
  partner: number,
  { email, customerId, name, country }: GivenCustomer,
  fields: CustomerFields,
  path: readonly string[] = [],
): Promise<ReadCustomer> {
  const given = { email: email !== undefined, customerId: customerId !== undefined };
  const wrong = decideNaming(given, fields);
  if (wrong !== null) throw new Refusal(wrong);
  if (email !== undefined)
    return { email, name: name ?? null, country: country ?? null, customer: null };
  const customer = await customerOfId(call, partner, customerId ?? '', [
    ...path,
    fields.customerId,
  ]);
  return { email: customer.email, name: null, country: null, customer };
}

/** @throws NOT_FOUND for what is no customer of the partner. */
export async function customerOfId(
  call: Call,
  partner: number,
  id: string,
  field: readonly string[],
): Promise<CustomerRow> {
  const row = (await call.visible('Customer', id, field)) as CustomerRow;
  if (row.accountId !== partner) throw notFound(['input', ...field]);
  return row;
}

/** The same for whoever is named in the same way. */
export const identityOf = ({ email, customer }: NamedCustomer): string =>
  customer === null ? email : String(customer.pk);

/** In the order in which everybody locks people: by address. */
export const byAddress = (one: NamedCustomer, other: NamedCustomer): number => {
  const [first, second] = [one, other].map((each) => `${each.email} ${identityOf(each)}`);
  return first === second ? 0 : (first ?? '') < (second ?? '') ? -1 : 1;
};
