import { everyone, holder, may, staff } from '../rule';
import { payers } from './sides';
import type { PermissionTable } from './permission-table';

export const BILLING: PermissionTable = {
  Mutation: {
    fields: {
      emailInvoice: [may('PAY_INVOICES')],
      payInvoice: [may('PAY_INVOICES')],
      // Whoever began it: what the payment of an order needs is asked by its lines (R26).
      confirmPayment: [may('PAY_INVOICES'), may('MAKE_PURCHASES'), may('RESELLER')],
      cancelPayment: [may('PAY_INVOICES'), may('MAKE_PURCHASES'), may('RESELLER')],
      preparePaymentMethod: [may('PAY_INVOICES')],
      addPaymentMethod: [may('PAY_INVOICES')],
      setDefaultPaymentMethod: [may('PAY_INVOICES')],
      removePaymentMethod: [holder()],
      voidInvoice: [staff('BILLING')],
      creditInvoice: [staff('BILLING')],
      refundPayment: [staff('BILLING')],
      resumeCollection: [staff('BILLING')],
      // In the demo alone; see DEMO_ONLY.
      playPayment: [may('PAY_INVOICES'), staff('BILLING')],
      playCard: [may('PAY_INVOICES'), staff('BILLING')],
    },
  },
  // Of one setup, told to the client that began it.
  PreparePaymentMethodPayload: { fields: { secret: everyone } },
  // Of one payment or card, told to whoever began it.
  PaymentAction: { fields: { clientSecret: everyone, redirectUrl: everyone } },
  CardAction: { fields: { clientSecret: everyone, redirectUrl: everyone } },
  Account: {
    fields: {
      balance: payers,
      invoices: payers,
      carried: payers,
      unpaidSummaryInvoices: payers,
      payments: payers,
      paymentMethods: payers,
    },
  },
  AccountBalance: { fields: { owed: payers, overdue: payers, credit: payers } },
  Invoice: {
    row: payers,
    fields: {
      subtotal: payers,
      tax: payers,
      total: payers,
      balance: payers,
      paid: payers,
      credited: payers,
      creditApplied: payers,
      keptAsCredit: payers,
      refunded: payers,
      seller: payers,
      buyer: payers,
      lines: payers,
      pdfUrl: payers,
      summaryInvoice: payers,
      summarizedInvoices: payers,
      corrects: payers,
      creditNotes: payers,
      payments: payers,
    },
  },
  InvoiceParty: { fields: { address: payers, vatNumber: payers } },
  InvoiceLine: {
    fields: { amount: payers },
  },
  Payment: {
    row: payers,
    fields: {
      amount: payers,
      refunded: payers,
      disputed: payers,
      unallocated: payers,
      method: payers,
      invoices: payers,
      refunds: payers,
      disputes: payers,
    },
  },
  PaymentRefund: {
    fields: { amount: payers },
  },
  PaymentDispute: {
    fields: { held: payers },
  },
  PaymentMethod: {
    row: payers,
    fields: { last4: payers },
  },
};
