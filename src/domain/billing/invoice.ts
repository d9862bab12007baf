import { schemaEnum } from '../schema-enum';

export const InvoiceKind = schemaEnum('InvoiceKind', 'Kind of an invoice.', {
  STANDARD: 'An order.',
  SUMMARY: "A reseller's purchases of a month.",
  LEASE: "A lease provider's leases of a month.",
  CREDIT_NOTE: 'Corrects an invoice.',
});
export type InvoiceKind = keyof typeof InvoiceKind;

export const InvoiceStatus = schemaEnum('InvoiceStatus', 'Status of an invoice.', {
  OPEN: 'To be paid; not due yet.',
  OVERDUE: 'Not paid by the due date.',
  PAID: 'Paid, separately or through its summary.',
  VOID: 'Voided by staff.',
  CREDITED: 'Fully taken back by credit notes.',
});
export type InvoiceStatus = keyof typeof InvoiceStatus;
