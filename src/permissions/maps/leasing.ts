import { or } from 'graphql-shield';
import {
  canLeaseOut,
  canPayInvoices,
  isHolder,
  isHolderOf,
  isStaff,
  type PermissionRule,
} from '../rules';
import { leaseSide, payers, providers } from '../sides';
import type { PermissionMap } from '../permission-map';

/** What winds down stays open to the holder when the account is no lease provider any more (R6). */
const stoppers: PermissionRule = or(canLeaseOut('PROVIDER'), isHolderOf('PROVIDER'));

/** Of a lease its own side; what stands on an invoice, whoever may read the invoice. */
const chargeReaders: PermissionRule = or(
  canLeaseOut('PROVIDER'),
  isHolderOf('PROVIDER'),
  canPayInvoices(),
  isStaff('SUPPORT'),
);

export const LEASING: PermissionMap = {
  rows: {
    Lease: leaseSide,
  },
  fields: {
    Mutation: {
      startLease: canLeaseOut(),
      startLeases: canLeaseOut(),
      modifyLease: canLeaseOut('PROVIDER'),
      // About the account, and then about each lease of it.
      modifyLeases: or(canLeaseOut(), canLeaseOut('PROVIDER')),
      prepareStopLeases: or(
        canLeaseOut(),
        isHolder,
        canLeaseOut('PROVIDER'),
        isHolderOf('PROVIDER'),
      ),
      stopLeases: or(canLeaseOut(), isHolder, canLeaseOut('PROVIDER'), isHolderOf('PROVIDER')),
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
    LeaseCostOfCustomer: { customer: providers, cost: providers, months: providers },
    LeaseCostMonth: { cost: providers },
    LeaseForecast: {
      lines: providers,
      subtotal: providers,
      tax: providers,
      total: providers,
      // What invoices of before ask for.
      carried: payers,
      toCharge: payers,
    },
    ForecastLine: { amount: providers, lease: providers, leaseCharge: providers },
    // The line tells the lease; whether it may be seen says the lease itself.
    InvoiceLine: { lease: payers, leaseCharge: payers },
    LeaseTerm: { monthlyPrice: leaseSide },
    LeaseCharge: { amount: chargeReaders, segments: chargeReaders },
    LeaseChargeSegment: { rate: chargeReaders },
  },
};
