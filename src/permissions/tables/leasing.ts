import { holder, may, type Rule } from '../rule';
import { leaseSide, payers, providers } from './sides';
import type { PermissionTable } from './permission-table';

/** What winds down stays open to the holder when the account is no lease provider any more (R6). */
const stoppers: Rule = [may('LEASE_PROVIDER', 'PROVIDER'), holder('PROVIDER')];

export const LEASING: PermissionTable = {
  Mutation: {
    fields: {
      startLease: [may('LEASE_PROVIDER')],
      startLeases: [may('LEASE_PROVIDER')],
      modifyLease: [may('LEASE_PROVIDER', 'PROVIDER')],
      prepareStopLease: stoppers,
      stopLease: stoppers,
    },
  },
  Account: {
    fields: {
      leases: providers,
      reports: providers,
      nextInvoice: providers,
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
  // At the door it is asked whether the account's leases may be seen.
  LeaseReports: { fields: { costByCustomer: providers } },
  LeaseCostMonth: { fields: { customer: providers, cost: providers } },
  LeaseForecast: {
    fields: {
      lines: providers,
      subtotal: providers,
      tax: providers,
      total: providers,
      // What invoices of before ask for.
      carried: payers,
      toCharge: payers,
    },
  },
  ForecastLine: { fields: { amount: providers } },
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
