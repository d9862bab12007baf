import {
  PERMISSION,
  PERMISSIONS,
  type Capability,
  type Permission,
} from '../../src/domain/people/permission';

/** By hand: what an account has to be for the permissions of partners to count (R6). Others: as they are declared. */
const OF_PARTNERS: Partial<Record<Permission, Capability>> = {
  RESELLER: 'reseller',
  LEASE_PROVIDER: 'leaseProvider',
};

export const capabilityFor = (permission: Permission): Capability | null =>
  OF_PARTNERS[permission] ?? PERMISSION[permission].capability;

/** Permissions that count on every account. */
export const UNCONDITIONAL = PERMISSIONS.filter((permission) => capabilityFor(permission) === null);

/** Permissions that count on an account which is a partner of these kinds. */
export const countingOn = (capabilities: Partial<Record<Capability, boolean>>): Permission[] =>
  PERMISSIONS.filter((permission) => {
    const needed = capabilityFor(permission);
    return needed === null || capabilities[needed] === true;
  });
