import { or } from 'graphql-shield';
import { canLeaseOut, canResell, isHolder, isStaff, whenArgument } from '../rules';
import type { PermissionMap } from '../permission-map';
import { licenseSides, partnerSide, payingSide, resellers, sellers } from '../sides';

export const RESELLING: PermissionMap = {
  rows: {
    Customer: partnerSide,
  },
  fields: {
    Mutation: {
      prepareAssignLicense: sellers,
      assignLicense: sellers,
      // About the account, and then about each license of it.
      assignLicenses: or(canResell(), isHolder, sellers),
      requestLicenseReversal: isStaff('SUPPORT'),
      confirmLicenseReversal: isStaff('SUPPORT'),
      cancelLicenseReversal: isStaff('SUPPORT'),
      settleAssignment: isStaff('SUPPORT'),
      // It buys, so it needs the capability (R6).
      purchaseAndAssign: canResell(),
    },
    Account: {
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
      reversal: isStaff('SUPPORT'),
      replacedBy: payingSide,
      replaces: payingSide,
    },
    LicenseReversal: { toAccount: isStaff('SUPPORT') },
    Customer: {
      name: partnerSide,
      email: partnerSide,
      licenses: partnerSide,
      leases: partnerSide,
    },
    Seller: { name: licenseSides },
  },
};
