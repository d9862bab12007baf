/** What a holder receives (R14): all; all but marketing; transactional alone. */
export const MailingPreference = {
  ALL: 'ALL',
  CRITICAL_ONLY: 'CRITICAL_ONLY',
  NONE: 'NONE',
} as const;
export type MailingPreference = keyof typeof MailingPreference;

/** What a login, or the holder of a partner account, can be told of (R15). */
export const Alert = {
  INVOICE_CREATED: 'INVOICE_CREATED',
  SUMMARY_INVOICE_CREATED: 'SUMMARY_INVOICE_CREATED',
  LEASE_ASSIGNED: 'LEASE_ASSIGNED',
  RESOLD_LICENSE_ASSIGNED: 'RESOLD_LICENSE_ASSIGNED',
} as const;
export type Alert = keyof typeof Alert;

/** What a contact receives (R17). */
export const ContactMail = {
  STANDARD_INVOICES: 'STANDARD_INVOICES',
  SUMMARY_INVOICES: 'SUMMARY_INVOICES',
  IMPORTANT_NOTICES: 'IMPORTANT_NOTICES',
} as const;
export type ContactMail = keyof typeof ContactMail;
