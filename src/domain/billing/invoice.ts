export const InvoiceKind = {
  STANDARD: 'STANDARD',
  SUMMARY: 'SUMMARY',
  LEASE: 'LEASE',
  CREDIT_NOTE: 'CREDIT_NOTE',
} as const;
export type InvoiceKind = keyof typeof InvoiceKind;

export const InvoiceStatus = {
  OPEN: 'OPEN',
  OVERDUE: 'OVERDUE',
  PAID: 'PAID',
  VOID: 'VOID',
  CREDITED: 'CREDITED',
} as const;
export type InvoiceStatus = keyof typeof InvoiceStatus;
