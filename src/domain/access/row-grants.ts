import { grantsOn, staffRoleOf, type AccountGrants, type Actor } from './actor';
import type { StaffRole } from './permission';

/** How an account can be tied to a row. */
export const Relation = {
  OWNER: 'OWNER',
  CUSTOMER: 'CUSTOMER',
  SELLER: 'SELLER',
  PROVIDER: 'PROVIDER',
} as const;
export type Relation = keyof typeof Relation;
export const RELATIONS = Object.keys(Relation) as readonly Relation[];

/** The actor's rights on one row, through each account that the row belongs to; what rules are judged by. */
export interface RowGrants {
  readonly OWNER: AccountGrants | null;
  readonly CUSTOMER: AccountGrants | null;
  readonly SELLER: AccountGrants | null;
  readonly PROVIDER: AccountGrants | null;
  /** The row is about the actor's own person. */
  readonly self: boolean;
  readonly staff: StaffRole | null;
}

/** Grants on a row that belongs to one account and to nobody else. */
export const ownedBy = (actor: Actor, accountId: number | null, self = false): RowGrants => ({
  OWNER: grantsOn(actor, accountId),
  CUSTOMER: null,
  SELLER: null,
  PROVIDER: null,
  self,
  staff: staffRoleOf(actor),
});

/** `ownedBy` for many rows: those of one account share what is the same for all of them. */
export function ownersOf(actor: Actor): (accountId: number) => RowGrants {
  const known = new Map<number, RowGrants>();
  return (accountId) => {
    let grants = known.get(accountId);
    if (grants === undefined) known.set(accountId, (grants = ownedBy(actor, accountId)));
    return grants;
  };
}

/** Is the actor tied to the row at all? If not, the row does not exist for them (R63). */
export const belongs = (grants: RowGrants): boolean =>
  grants.self ||
  grants.staff !== null ||
  grants.OWNER !== null ||
  grants.CUSTOMER !== null ||
  grants.SELLER !== null ||
  grants.PROVIDER !== null;
