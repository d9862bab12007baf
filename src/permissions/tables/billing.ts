import { may } from '../rule';
import { payers } from './sides';
import type { PermissionTable } from './permission-table';

export const BILLING: PermissionTable = {
  Mutation: {
    fields: {
      emailInvoice: [may('PAY_INVOICES')],
    },
  },
  Account: {
    fields: {
      balance: payers,
      invoices: payers,
      unpaidSummaryInvoices: payers,
      payments: payers,
      paymentMethods: payers,
    },
  },
  Invoice: {
    row: payers,
    fields: {
      subtotal: payers,
      tax: payers,
      total: payers,
      balance: payers,
      lines: payers,
      pdfUrl: payers,
      summaryInvoice: payers,
      summarizedInvoices: payers,
      payments: payers,
    },
  },
  InvoiceLine: {
    fields: { amount: payers },
  },
  Payment: {
    row: payers,
    fields: { amount: payers, method: payers, invoices: payers },
  },
  PaymentMethod: {
    row: payers,
    fields: { last4: payers },
  },
};
