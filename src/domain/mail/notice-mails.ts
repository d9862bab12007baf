import type { AccountMailEvent } from './account-mails';
import type { MailEventName } from './notice';

/** By which mail people are told of what. What is missing is about a login, and goes to its person alone. */
export const MAIL_OF = {
  INVOICE_CREATED: 'invoice-created',
  INVOICE_AWAITING_SUMMARY: 'invoice-awaiting-summary',
  SUMMARY_INVOICE_CREATED: 'summary-invoice-created',
  LEASE_INVOICE_CREATED: 'lease-invoice-created',
  INVOICE_EMAILED: 'invoice-emailed',
  CREDIT_NOTE_CREATED: 'credit-note-created',
  PAYMENT_FAILED: 'payment-failed',
  PAYMENT_RECEIVED: 'payment-received',
  CARD_EXPIRING: 'card-expiring',
  MAINTENANCE_ENDING: 'maintenance-ending',
  RESOLD_MAINTENANCE_ENDING: 'resold-maintenance-ending',
  LEASE_ASSIGNED: 'lease-assigned',
  RESOLD_LICENSE_ASSIGNED: 'resold-license-assigned',
  LEASE_STOPPED: 'lease-stopped',
  LICENSE_KEY_DELIVERY: 'license-key-delivery',
  LICENSE_MODIFIED: 'license-modified',
  LICENSE_KEY_REPLACED: 'license-key-replaced',
  LICENSE_REPLACED: 'license-replaced',
  ACCOUNT_CREATED: 'account-created',
  CRITICAL_MAILING: 'critical-mailing',
  MARKETING_MAILING: 'marketing-mailing',
} as const satisfies Partial<Record<MailEventName, AccountMailEvent>>;
/** Events of an account, as far as somebody is mailed of them. */
export type AccountEvent = keyof typeof MAIL_OF;
