import { staffRoleOf, type Actor } from '../../domain/people/actor';
import type { Order } from '../../database/page';
import type { AccountRow } from '../account/account.types';
import type { CustomerRelation } from './license.types';

const OPENED_BY = { RESOLD: 'RESELLER', LEASED: 'LEASE_PROVIDER' } as const;

/** Kinds of customers (R7) of an account that somebody may see: each needs its own permission. */
export const relationsSeen = (actor: Actor, { grants }: AccountRow): CustomerRelation[] =>
  (['LEASED', 'RESOLD'] as const).filter(
    (relation) =>
      staffRoleOf(actor) !== null ||
      grants.OWNER?.holder === true ||
      grants.OWNER?.permissions.has(OPENED_BY[relation]) === true,
  );

/** Customers by name. */
export const CUSTOMER_ORDER: Order = [
  { column: 'c.name', property: 'name', descending: false },
  { column: 'l.origin', property: 'relation', descending: false },
  { column: 'c.id', property: 'pk', descending: false },
];
