import { staffRoleOf, type AccountGrants, type Actor } from '../../domain/people/actor';
import type { CustomerRelation } from '../../domain/reselling/customer';
import type { Order } from '../../database/page';
import type { AccountRow } from '../account/account.types';

const OPENED_BY = { RESOLD: 'RESELLER', LEASED: 'LEASE_PROVIDER' } as const;

/** Whether somebody may see customers of this kind (R7), by their rights on the partner's account. */
export const seesRelation = (
  actor: Actor,
  relation: CustomerRelation,
  partner: AccountGrants | null,
): boolean =>
  staffRoleOf(actor) !== null ||
  partner?.holder === true ||
  partner?.permissions.has(OPENED_BY[relation]) === true;

/** Kinds of customers of an account that somebody may see: each needs its own permission. */
export const relationsSeen = (actor: Actor, { grants }: AccountRow): CustomerRelation[] =>
  (['LEASED', 'RESOLD'] as const).filter((relation) => seesRelation(actor, relation, grants.OWNER));

/** Customers by name. */
export const CUSTOMER_ORDER: Order = [
  { column: 'c.name', property: 'name', descending: false },
  { column: 'k.id', property: 'pk', descending: false },
];
