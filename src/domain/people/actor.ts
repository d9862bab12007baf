import {
  PERMISSION,
  PERMISSIONS,
  type Capability,
  type MembershipRole,
  type MembershipStatus,
  type Permission,
  type StaffRole,
} from './permission';
import { schemaEnum } from '../schema-enum';

/** Partner capabilities of an account: they decide whether the last two permissions count (R6). */
export type Capabilities = Readonly<Record<Capability, boolean>>;

/** Whether a permission, or an alert, counts on an account. */
export const countsOn = (
  { capability }: { readonly capability: Capability | null },
  capabilities: Capabilities,
): boolean => capability === null || capabilities[capability];

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
  /** Why a member of the staff acts in the holder's place (R66); null for the account's own people. */
  readonly reason: string | null;
  /** What may be read. */
  readonly permissions: ReadonlySet<Permission>;
  /** What may be written: the same, but for a token of READ scopes (R59). */
  readonly writable: ReadonlySet<Permission>;
  /** What anybody could have on this account, given what kind of partner it is. */
  readonly grantable: ReadonlySet<Permission>;
  readonly holderName: string;
}

/**
 * What a membership opens (R2, R6): everything for the holder, what was granted for a login, and in
 * both cases a partner permission only while the account has the capability. Null for an invitation
 * that was not accepted: it opens nothing (R10).
 */
export function grantsOf(membership: MembershipFacts): AccountGrants | null {
  if (membership.status !== 'ACTIVE') return null;
  const holder = membership.role === 'HOLDER';
  const grantable = grantableOn(membership.capabilities);
  const permissions = new Set(grantable.filter((one) => holder || membership.granted.has(one)));
  return {
    accountId: membership.accountId,
    holder,
    reason: null,
    permissions,
    writable: permissions,
    grantable: new Set(grantable),
    holderName: membership.holderName,
  };
}

/** Permissions that anybody can have on an account: partner functions only while it is such a partner (R6). */
export const grantableOn = (capabilities: Capabilities): Permission[] =>
  PERMISSIONS.filter((one) => countsOn(PERMISSION[one], capabilities));

/** Who asks. Everything that decides about access starts from one of these. */
export type Actor = Anonymous | UserActor | TokenActor;

export interface Anonymous {
  readonly kind: 'anonymous';
}

export const ANONYMOUS: Anonymous = { kind: 'anonymous' };

export interface UserActor {
  readonly kind: 'user';
  /** Signed in with a one-time password, which has to be changed before anything else opens (R32). */
  readonly provisional: boolean;
  readonly userId: number;
  readonly staffRole: StaffRole | null;
  /** Role that is not in effect, for the session has no second factor (R66); null where there is none such. */
  readonly withheldRole: StaffRole | null;
  /** By account; invitations are not among them. */
  readonly accounts: ReadonlyMap<number, AccountGrants>;
  /** Accounts that invited this user and wait for an answer. */
  readonly invitedBy: readonly number[];
}

/** A partner's back end: reaches one account, never as a person and never as its holder (R59). */
export interface TokenActor {
  readonly kind: 'token';
  readonly tokenId: number;
  readonly accounts: ReadonlyMap<number, AccountGrants>;
}

/** An account for which a member of the staff acts, and why (R66). */
export interface StaffImpersonation {
  readonly accountId: number;
  readonly capabilities: Capabilities;
  readonly holderName: string;
  readonly reason: string;
}

/** Builds the actor of a user from what the store says today; nothing of it outlives the request (R13). */
export function userActor(
  userId: number,
  staffRole: StaffRole | null,
  memberships: readonly MembershipFacts[],
  impersonation: StaffImpersonation | null = null,
  withheldRole: StaffRole | null = null,
): UserActor {
  const accounts = new Map<number, AccountGrants>();
  const invitedBy: number[] = [];
  if (impersonation !== null && staffRole !== null)
    accounts.set(impersonation.accountId, {
      accountId: impersonation.accountId,
      holder: true,
      reason: impersonation.reason,
      permissions: new Set(grantableOn(impersonation.capabilities)),
      writable: new Set(grantableOn(impersonation.capabilities)),
      grantable: new Set(grantableOn(impersonation.capabilities)),
      holderName: impersonation.holderName,
    });
  // Who belongs to the account acts there as what they are.
  for (const membership of memberships) {
    const grants = grantsOf(membership);
    if (grants === null) invitedBy.push(membership.accountId);
    else accounts.set(membership.accountId, grants);
  }
  return {
    ...{ kind: 'user', provisional: false, userId, staffRole, withheldRole },
    ...{ accounts, invitedBy },
  };
}

/** Whether a one-time password has to be changed before anything opens. */
export const isProvisional = (actor: Actor): boolean => actor.kind === 'user' && actor.provisional;

/** Role that would be in effect with a second factor. */
export const withheldRoleOf = (actor: Actor): StaffRole | null =>
  actor.kind === 'user' ? actor.withheldRole : null;

/** Whoever signed in with a one-time password is nobody's before it is changed (R32). */
export const provisionalActor = (userId: number): UserActor => ({
  ...userActor(userId, null, []),
  provisional: true,
});

/** `READ`, or `WRITE`, which includes it (R59). */
export const Access = schemaEnum('Access', 'Access level of a scope of a token.', {
  READ: 'Read access of the permission; no mutations and no dry runs.',
  WRITE: 'Read and write access of the permission.',
});
export type Access = keyof typeof Access;

/** What a token was made for: some of the five permissions, each to read or to write. */
export type TokenScopes = ReadonlyMap<Permission, Access>;

/**
 * Builds the actor of an API token: its scopes ∩ what its maker may do there now (R59). Without a maker
 * who belongs to the account it opens nothing.
 */
export function tokenActor(
  tokenId: number,
  scopes: TokenScopes,
  maker: MembershipFacts | null,
): TokenActor {
  const held = maker && grantsOf(maker);
  if (!held) return { kind: 'token', tokenId, accounts: new Map() };
  const permissions = [...held.permissions].filter((one) => scopes.has(one));
  const grants: AccountGrants = {
    ...held,
    holder: false,
    permissions: new Set(permissions),
    writable: new Set(permissions.filter((one) => scopes.get(one) === 'WRITE')),
  };
  return { kind: 'token', tokenId, accounts: new Map([[held.accountId, grants]]) };
}

export const staffRoleOf = (actor: Actor): StaffRole | null =>
  actor.kind === 'user' ? actor.staffRole : null;

/** Key of the person who asks; null for tokens, and when nobody is signed in. */
export const userOf = (actor: Actor): number | null =>
  actor.kind === 'user' ? actor.userId : null;

/** Accounts that the actor reaches, with what they hold there. */
export const accountsOf = (actor: Actor): ReadonlyMap<number, AccountGrants> =>
  actor.kind === 'anonymous' ? NOWHERE : actor.accounts;
const NOWHERE: ReadonlyMap<number, AccountGrants> = new Map();

/** What the actor holds on an account; null for whoever does not belong to it. */
export const grantsOn = (actor: Actor, accountId: number | null): AccountGrants | null =>
  accountId === null ? null : (accountsOf(actor).get(accountId) ?? null);
