import { or } from 'graphql-shield';
import { canActivateLicenses, canMakePurchases, isAnybody, isStaff } from '../rules';
import { keyHolders, licenseSides, payingSide } from '../sides';
import type { PermissionMap } from '../permission-map';

export const LICENSING: PermissionMap = {
  rows: {
    License: licenseSides,
    Activation: keyHolders,
  },
  fields: {
    Mutation: {
      activateLicense: canActivateLicenses('CUSTOMER'),
      // About the account, and then about each license of it.
      activateLicenses: or(canActivateLicenses(), canActivateLicenses('CUSTOMER')),
      deactivateLicense: canActivateLicenses('CUSTOMER'),
      // The key opens them.
      activateInstallation: isAnybody,
      checkIn: isAnybody,
      deactivateInstallation: isAnybody,
      extendMaintenance: isStaff('SUPPORT'),
      replaceLicenseKey: isStaff('SUPPORT'),
      suspendLicense: isStaff('SUPPORT'),
      resumeLicense: isStaff('SUPPORT'),
    },
    Account: {
      licenses: or(canActivateLicenses(), canMakePurchases(), isStaff('SUPPORT')),
    },
    License: {
      key: keyHolders,
      formerKeys: keyHolders,
      activations: keyHolders,
      seller: licenseSides,
      history: licenseSides,
      // When a reseller bought it is the reseller's business.
      createdAt: payingSide,
      owner: payingSide,
      customer: payingSide,
      // Of what is not leased it is null, for the same side.
      lease: payingSide,
    },
    Activation: { license: keyHolders },
  },
};
