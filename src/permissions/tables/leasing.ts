import { leaseSide, providers } from './sides';
import type { PermissionTable } from './permission-table';

export const LEASING: PermissionTable = {
  Account: {
    fields: {
      leases: providers,
    },
  },
  Lease: {
    row: leaseSide,
    fields: {
      license: leaseSide,
      customer: leaseSide,
      customerEmail: leaseSide,
      monthlyPrice: leaseSide,
      thisMonth: leaseSide,
      savingIfStopped: leaseSide,
      terms: leaseSide,
      history: leaseSide,
    },
  },
  LeaseTerm: {
    fields: { monthlyPrice: leaseSide },
  },
  LeaseCharge: {
    fields: { amount: leaseSide, segments: leaseSide },
  },
  LeaseChargeSegment: {
    fields: { rate: leaseSide },
  },
};
