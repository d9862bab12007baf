/** The five permissions a holder grants one by one (R6). */
export const Permission = {
  ACTIVATE_LICENSES: 'ACTIVATE_LICENSES',
  MAKE_PURCHASES: 'MAKE_PURCHASES',
  PAY_INVOICES: 'PAY_INVOICES',
  RESELLER: 'RESELLER',
  LEASE_PROVIDER: 'LEASE_PROVIDER',
} as const;
export type Permission = keyof typeof Permission;
export const PERMISSIONS = Object.keys(Permission) as readonly Permission[];

export const MembershipRole = { HOLDER: 'HOLDER', AUTHORIZED_LOGIN: 'AUTHORIZED_LOGIN' } as const;
export type MembershipRole = keyof typeof MembershipRole;

export const MembershipStatus = { INVITED: 'INVITED', ACTIVE: 'ACTIVE' } as const;
export type MembershipStatus = keyof typeof MembershipStatus;

/** The vendor's own people; each role includes the ones before it (R66). */
export const StaffRole = { SUPPORT: 'SUPPORT', BILLING: 'BILLING', ADMIN: 'ADMIN' } as const;
export type StaffRole = keyof typeof StaffRole;

const STAFF_RANK: Readonly<Record<StaffRole, number>> = { SUPPORT: 1, BILLING: 2, ADMIN: 3 };

/** Does a staff member of role `held` have what `needed` asks for? */
export const staffRoleIncludes = (held: StaffRole, needed: StaffRole): boolean =>
  STAFF_RANK[held] >= STAFF_RANK[needed];
