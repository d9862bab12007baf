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
  /** The row is published, like a product: it is there for everybody. */
  readonly published: boolean;
}

/** The accounts that a row belongs to, by how. */
export type Parties = Readonly<Partial<Record<Relation, number | null>>>;

const shared = new WeakMap<Actor, Map<string, RowGrants>>();

const keyOf = (grants: AccountGrants | null): string =>
  grants === null ? '' : String(grants.accountId);

/**
 * The actor's rights on a row of these accounts. Rows on which an actor has the same rights share one
 * object, so that what was judged for one of them need not be judged again for the others.
 */
export function rightsOn(
  actor: Actor,
  parties: Parties,
  self = false,
  published = false,
): RowGrants {
  const OWNER = grantsOn(actor, parties.OWNER ?? null);
  const CUSTOMER = grantsOn(actor, parties.CUSTOMER ?? null);
  const SELLER = grantsOn(actor, parties.SELLER ?? null);
  const PROVIDER = grantsOn(actor, parties.PROVIDER ?? null);
  let ofActor = shared.get(actor);
  if (ofActor === undefined) shared.set(actor, (ofActor = new Map<string, RowGrants>()));
  const key = `${keyOf(OWNER)},${keyOf(CUSTOMER)},${keyOf(SELLER)},${keyOf(PROVIDER)},${self},${published}`;
  let grants = ofActor.get(key);
  if (grants === undefined) {
    grants = { OWNER, CUSTOMER, SELLER, PROVIDER, self, staff: staffRoleOf(actor), published };
    ofActor.set(key, grants);
  }
  return grants;
}

/** Grants on a row that belongs to one account and to nobody else. */
export const ownedBy = (actor: Actor, accountId: number | null, self = false): RowGrants =>
  rightsOn(actor, { OWNER: accountId }, self);

/** Grants on a row that is everybody's to see, and nobody's own. */
export const publishedTo = (actor: Actor): RowGrants => rightsOn(actor, {}, false, true);

/** Is the row there for the actor at all? If not, they learn nothing of it (R63). */
export const belongs = (grants: RowGrants): boolean =>
  grants.published ||
  grants.self ||
  grants.staff !== null ||
  grants.OWNER !== null ||
  grants.CUSTOMER !== null ||
  grants.SELLER !== null ||
  grants.PROVIDER !== null;
