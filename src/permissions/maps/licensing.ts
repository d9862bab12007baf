import { or } from 'graphql-shield';
import {
  canActivateLicenses,
  canLeaseOut,
  canMakePurchases,
  canResell,
  isAnybody,
  isHolder,
  isStaff,
  whenArgument,
} from '../rules';
import { keyHolders, licenseSides, partnerSide, payingSide, resellers, sellers } from '../sides';
import type { PermissionMap } from '../permission-map';

export const LICENSING: PermissionMap = {
  rows: {
    License: licenseSides,
    Activation: keyHolders,
  },
  fields: {
    Mutation: {
      activateLicense: canActivateLicenses('CUSTOMER'),
      deactivateLicense: canActivateLicenses('CUSTOMER'),
      // The key opens them.
      activateInstallation: isAnybody,
      checkIn: isAnybody,
      deactivateInstallation: isAnybody,
      suspendLicense: isStaff('SUPPORT'),
      resumeLicense: isStaff('SUPPORT'),
      prepareAssignLicense: sellers,
      assignLicense: sellers,
      // About the account, and then about each license of it.
      assignLicenses: or(canResell(), isHolder, sellers),
      // It buys, so it needs the capability (R6).
      purchaseAndAssign: canResell(),
    },
    Account: {
      licenses: or(canActivateLicenses(), canMakePurchases(), isStaff('SUPPORT')),
      unassignedProducts: resellers,
      resoldLicenses: resellers,
      customers: or(
        whenArgument('relation', 'RESOLD', canResell()),
        whenArgument('relation', 'LEASED', canLeaseOut()),
        isHolder,
        isStaff('SUPPORT'),
      ),
    },
    License: {
      key: keyHolders,
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
    Customer: {
      name: partnerSide,
      email: partnerSide,
      licenses: partnerSide,
      leases: partnerSide,
    },
    Seller: { name: licenseSides },
  },
};
