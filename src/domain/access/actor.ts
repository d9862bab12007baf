import {
  PERMISSIONS,
  type MembershipRole,
  type MembershipStatus,
  type Permission,
  type StaffRole,
} from './permission';

/** Partner capabilities of an account: they decide whether the last two permissions count (R6). */
export interface Capabilities {
  readonly reseller: boolean;
  readonly leaseProvider: boolean;
}

/** A membership as the store has it, with what is needed to judge it. */
export interface MembershipFacts {
  readonly accountId: number;
  readonly role: MembershipRole;
  readonly status: MembershipStatus;
  /** As granted by the holder; a holder's own row is not asked. */
  readonly granted: ReadonlySet<Permission>;
  readonly capabilities: Capabilities;
  /** Full name of the account's holder: who can grant what is missing (R63). */
  readonly holderName: string;
}

/** What an actor may do on one account, now. */
export interface AccountGrants {
  readonly accountId: number;
  readonly holder: boolean;
  readonly permissions: ReadonlySet<Permission>;
  /** What anybody could have on this account, given what kind of partner it is. */
  readonly grantable: ReadonlySet<Permission>;
  readonly holderName: string;
}

const counts = (permission: Permission, { reseller, leaseProvider }: Capabilities): boolean =>
  permission === 'RESELLER' ? reseller : permission === 'LEASE_PROVIDER' ? leaseProvider : true;

/**
 * What a membership opens (R2, R6): everything for the holder, what was granted for a login, and in
 * both cases a partner permission only while the account has the capability. Null for an invitation
 * that was not accepted: it opens nothing (R10).
 */
export function grantsOf(membership: MembershipFacts): AccountGrants | null {
  if (membership.status !== 'ACTIVE') return null;
  const holder = membership.role === 'HOLDER';
  const grantable = PERMISSIONS.filter((one) => counts(one, membership.capabilities));
  return {
    accountId: membership.accountId,
    holder,
    permissions: new Set(grantable.filter((one) => holder || membership.granted.has(one))),
    grantable: new Set(grantable),
    holderName: membership.holderName,
  };
}

/** Who asks. Everything that decides about access starts from one of these. */
export type Actor = Anonymous | UserActor;

export interface Anonymous {
  readonly kind: 'anonymous';
}

export const ANONYMOUS: Anonymous = { kind: 'anonymous' };

export interface UserActor {
  readonly kind: 'user';
  readonly userId: number;
  readonly staffRole: StaffRole | null;
  /** By account; invitations are not among them. */
  readonly accounts: ReadonlyMap<number, AccountGrants>;
  /** Accounts that invited this user and wait for an answer. */
  readonly invitedBy: readonly number[];
}

/** Builds the actor of a user from what the store says today; nothing of it outlives the request (R13). */
export function userActor(
  userId: number,
  staffRole: StaffRole | null,
  memberships: readonly MembershipFacts[],
): UserActor {
  const accounts = new Map<number, AccountGrants>();
  const invitedBy: number[] = [];
  for (const membership of memberships) {
    const grants = grantsOf(membership);
    if (grants === null) invitedBy.push(membership.accountId);
    else accounts.set(membership.accountId, grants);
  }
  return { kind: 'user', userId, staffRole, accounts, invitedBy };
}

export const staffRoleOf = (actor: Actor): StaffRole | null =>
  actor.kind === 'user' ? actor.staffRole : null;

/** What the actor holds on an account; null for whoever does not belong to it. */
export const grantsOn = (actor: Actor, accountId: number | null): AccountGrants | null =>
  actor.kind === 'user' && accountId !== null ? (actor.accounts.get(accountId) ?? null) : null;
