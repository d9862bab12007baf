import { or } from 'graphql-shield';
import { canLeaseOut, isHolderOf, type PermissionRule } from '../rules';
import { leaseSide, payers, providers } from '../sides';
import type { PermissionMap } from '../permission-map';

/** What winds down stays open to the holder when the account is no lease provider any more (R6). */
const stoppers: PermissionRule = or(canLeaseOut('PROVIDER'), isHolderOf('PROVIDER'));

export const LEASING: PermissionMap = {
  rows: {
    Lease: leaseSide,
  },
  fields: {
    Mutation: {
      startLease: canLeaseOut(),
      startLeases: canLeaseOut(),
      modifyLease: canLeaseOut('PROVIDER'),
      prepareStopLease: stoppers,
      stopLease: stoppers,
    },
    Account: {
      leases: providers,
      reports: providers,
      nextInvoice: providers,
    },
    Lease: {
      license: leaseSide,
      customer: leaseSide,
      customerEmail: leaseSide,
      monthlyPrice: leaseSide,
      thisMonth: leaseSide,
      savingIfStopped: leaseSide,
      terms: leaseSide,
      history: leaseSide,
    },
    // At the door it is asked whether the account's leases may be seen.
    LeaseReports: { costByCustomer: providers },
    LeaseCostMonth: { customer: providers, cost: providers },
    LeaseForecast: {
      lines: providers,
      subtotal: providers,
      tax: providers,
      total: providers,
      // What invoices of before ask for.
      carried: payers,
      toCharge: payers,
    },
    ForecastLine: { amount: providers },
    LeaseTerm: { monthlyPrice: leaseSide },
    LeaseCharge: { amount: leaseSide, segments: leaseSide },
    LeaseChargeSegment: { rate: leaseSide },
  },
};
