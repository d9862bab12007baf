import { everyone, holder, may, mayWhen, staff } from '../rule';
import { keyHolders, licenseSides, partnerSide, payingSide, resellers, sellers } from './sides';
import type { PermissionTable } from './permission-table';

export const LICENSING: PermissionTable = {
  Mutation: {
    fields: {
      activateLicense: [may('ACTIVATE_LICENSES', 'CUSTOMER')],
      deactivateLicense: [may('ACTIVATE_LICENSES', 'CUSTOMER')],
      // The key opens them.
      activateInstallation: everyone,
      checkIn: everyone,
      deactivateInstallation: everyone,
      suspendLicense: [staff()],
      resumeLicense: [staff()],
      prepareAssignLicense: sellers,
      assignLicense: sellers,
      // About the account, and then about each license of it.
      assignLicenses: [may('RESELLER'), holder(), ...sellers],
      // It buys, so it needs the capability (R6).
      purchaseAndAssign: [may('RESELLER')],
    },
  },
  Account: {
    fields: {
      licenses: [may('ACTIVATE_LICENSES'), may('MAKE_PURCHASES'), staff()],
      unassignedProducts: resellers,
      resoldLicenses: resellers,
      customers: [
        mayWhen('RESELLER', 'relation', 'RESOLD'),
        mayWhen('LEASE_PROVIDER', 'relation', 'LEASED'),
        holder(),
        staff(),
      ],
    },
  },
  License: {
    row: licenseSides,
    fields: {
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
  },
  Activation: {
    row: keyHolders,
    fields: { license: keyHolders },
  },
  Customer: {
    fields: {
      name: partnerSide,
      email: partnerSide,
      licenses: partnerSide,
      leases: partnerSide,
    },
  },
  Seller: {
    fields: { name: licenseSides },
  },
};
