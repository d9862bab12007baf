import { schemaEnum } from '../schema-enum';

/** What kinds of partner an account can be. */
export type Capability = 'reseller' | 'leaseProvider';

/** One of several things that a row has a flag for. */
export interface Described {
  /** Property of the row that holds the flag. */
  readonly column: string;
  /** For the schema. */
  readonly description: string;
}

/** What is granted or chosen on a membership. */
export interface OnMembership extends Described {
  /** Counts only while the account has this capability; null for always. */
  readonly capability: Capability | null;
}

/** What a holder grants. */
export interface Grantable extends OnMembership {
  /** Whether money moves, or comes to be owed, by what it opens. */
  readonly spends: boolean;
}

/** The words of what is described, each by its own name: an enum of the schema. */
export const wordsOf = <Name extends string>(
  described: Readonly<Record<Name, Described>>,
): { readonly [Key in Name]: Key } =>
  Object.fromEntries(Object.keys(described).map((name) => [name, name])) as {
    readonly [Key in Name]: Key;
  };

/** The permissions a holder grants one by one (R6): the one place that lists them. */
export const PERMISSION = {
  ACTIVATE_LICENSES: {
    column: 'mayActivateLicenses',
    capability: null,
    spends: false,
    description: "See the account's own licenses with their keys; activate, deactivate, move.",
  },
  MAKE_PURCHASES: {
    column: 'mayMakePurchases',
    capability: null,
    spends: true,
    description: 'Buy, modify, renew and reinstate for the account itself.',
  },
  PAY_INVOICES: {
    column: 'mayPayInvoices',
    capability: null,
    spends: true,
    description: 'See invoices, payments and cards; pay.',
  },
  RESELLER: {
    column: 'mayResell',
    capability: 'reseller',
    spends: true,
    description:
      'Buy for resale, assign, and manage resold licenses and their customers. Counts only while the account is a reseller.',
  },
  LEASE_PROVIDER: {
    column: 'mayProvideLeases',
    capability: 'leaseProvider',
    spends: true,
    description:
      'Start, change and stop leases, and manage their customers. Counts only while the account is a lease provider.',
  },
} as const satisfies Readonly<Record<string, Grantable>>;
export type Permission = keyof typeof PERMISSION;
export const Permission = wordsOf(PERMISSION);
export const PERMISSIONS = Object.keys(PERMISSION) as readonly Permission[];

export const MembershipRole = schemaEnum('MembershipRole', 'Role of a user on an account.', {
  HOLDER: 'Has complete control of the account; there is exactly one.',
  AUTHORIZED_LOGIN: 'Has the permissions that the holder granted.',
});
export type MembershipRole = keyof typeof MembershipRole;

export const MembershipStatus = schemaEnum('MembershipStatus', 'Whether a membership is active.', {
  INVITED: 'The user has not accepted the invitation yet; the membership gives no access.',
  ACTIVE: 'Counts.',
});
export type MembershipStatus = keyof typeof MembershipStatus;

/** The vendor's own people; each role includes the ones before it (R66). */
export const StaffRole = schemaEnum(
  'StaffRole',
  "Roles of the vendor's staff; each includes the ones before it.",
  {
    SUPPORT: 'Can read all accounts and impersonate customers.',
    BILLING: 'Can also void, credit and refund.',
    ADMIN: 'Can also manage partners, catalog, mailings and staff.',
  },
);
export type StaffRole = keyof typeof StaffRole;

const STAFF_RANK: Readonly<Record<StaffRole, number>> = { SUPPORT: 1, BILLING: 2, ADMIN: 3 };

/** Does a staff member of role `held` have what `needed` asks for? */
export const staffRoleIncludes = (held: StaffRole, needed: StaffRole): boolean =>
  STAFF_RANK[held] >= STAFF_RANK[needed];
