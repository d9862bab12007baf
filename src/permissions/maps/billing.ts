import { or } from 'graphql-shield';
import {
  canMakePurchases,
  canPayInvoices,
  canResell,
  isAnybody,
  isHolder,
  isStaff,
} from '../rules';
import { payers } from '../sides';
import type { PermissionMap } from '../permission-map';

export const BILLING: PermissionMap = {
  rows: {
    Invoice: payers,
    Payment: payers,
    PaymentMethod: payers,
  },
  fields: {
    Mutation: {
      emailInvoice: canPayInvoices(),
      payInvoice: canPayInvoices(),
      // Whoever began it: what the payment of an order needs is asked by its lines (R26).
      confirmPayment: or(canPayInvoices(), canMakePurchases(), canResell()),
      cancelPayment: or(canPayInvoices(), canMakePurchases(), canResell()),
      preparePaymentMethod: canPayInvoices(),
      addPaymentMethod: canPayInvoices(),
      setDefaultPaymentMethod: canPayInvoices(),
      removePaymentMethod: isHolder,
      voidInvoice: isStaff('BILLING'),
      creditInvoice: isStaff('BILLING'),
      refundPayment: isStaff('BILLING'),
      resumeCollection: isStaff('BILLING'),
      recordBankTransfer: isStaff('BILLING'),
      reverseBankTransfer: isStaff('BILLING'),
      applyCredit: isStaff('BILLING'),
      // In the demo alone; see DEMO_ONLY.
      playPayment: or(canPayInvoices(), isStaff('BILLING')),
      playCard: or(canPayInvoices(), isStaff('BILLING')),
    },
    // Of one setup, told to the client that began it.
    PreparePaymentMethodPayload: { secret: isAnybody },
    // Of one payment or card, told to whoever began it.
    PaymentTotals: { amount: isAnybody, fromCredit: isAnybody, charged: isAnybody },
    AppliedInvoice: { amount: isAnybody, remaining: isAnybody },
    BankTransferTotals: { amount: isAnybody, applied: isAnybody, keptAsCredit: isAnybody },
    ReverseBankTransferTotals: { amount: isAnybody, fromCredit: isAnybody },
    ApplyCreditTotals: { applied: isAnybody, creditLeft: isAnybody },
    PaymentAction: { clientSecret: isAnybody, redirectUrl: isAnybody },
    CardAction: { clientSecret: isAnybody, redirectUrl: isAnybody },
    Account: {
      balance: payers,
      invoices: payers,
      carried: payers,
      unpaidSummaryInvoices: payers,
      payments: payers,
      paymentMethods: payers,
    },
    AccountBalance: { owed: payers, overdue: payers, credit: payers },
    Invoice: {
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
    InvoiceParty: { address: payers, vatNumber: payers },
    // Where a line leads to is judged by the rule of that row besides.
    InvoiceLine: { amount: payers, license: payers, product: payers, summarizedInvoice: payers },
    Payment: {
      amount: payers,
      refunded: payers,
      disputed: payers,
      unallocated: payers,
      bankTransfer: payers,
      method: payers,
      invoices: payers,
      refunds: payers,
      disputes: payers,
    },
    PaymentRefund: { amount: payers },
    PaymentDispute: { held: payers },
    PaymentMethod: { last4: payers },
  },
};
