import type { Permission } from '../people/permission';
import type { Recipient } from './mails';
import type { Alert, ContactMail } from './preferences';
import { schemaEnum } from '../schema-enum';

/** What people are told of by mail, or one person is. */
export const MailEventName = schemaEnum('MailEvent', 'Event that mails are sent for.', {
  INVOICE_CREATED: 'An invoice was created that is paid separately.',
  /** An invoice was created that waits for its summary (R49). */
  INVOICE_AWAITING_SUMMARY: 'An invoice was created that a summary will collect.',
  /** The invoice of a month's invoiced purchases was created (R50). */
  SUMMARY_INVOICE_CREATED: 'The summary invoice of a month was created.',
  /** The invoice of a month's leases was created (R51). */
  LEASE_INVOICE_CREATED: 'The lease invoice of a month was created.',
  /** A credit note was created, which takes back an invoice or a part of one (R57). */
  CREDIT_NOTE_CREATED: 'A credit note was created.',
  /** An automatic payment failed (R53). */
  PAYMENT_FAILED: 'An automatic payment failed.',
  /** A payment arrived: its receipt (R18). */
  PAYMENT_RECEIVED: 'A payment was received: its receipt.',
  CARD_EXPIRING: 'The card that is charged automatically expires soon.',
  /** At 60, 30 and 7 days, and once it has ended (R15). */
  MAINTENANCE_ENDING: 'Maintenance and Support of licenses ends soon, or has ended.',
  RESOLD_MAINTENANCE_ENDING:
    "Maintenance and Support of customers' licenses ends soon, or has ended; for resellers.",
  /** A lease was started for a customer (R39); to the lease provider. */
  LEASE_ASSIGNED: 'A lease was started for a customer.',
  /** A resold license was assigned to a customer (R30); to the reseller. */
  RESOLD_LICENSE_ASSIGNED: 'A resold license was assigned to a customer.',
  /** A lease was stopped, and its license ended (R44); to the customer. */
  LEASE_STOPPED: 'A lease was stopped; mail to the customer.',
  /** A license's key; to the customer (R31, R39). */
  LICENSE_KEY_DELIVERY: 'License key; mail to the customer.',
  /** A license was modified, renewed or reinstated (R33, R43); to the customer. */
  LICENSE_MODIFIED: 'A license was modified; mail to the customer.',
  LICENSE_KEY_REPLACED: 'Staff replaced the key of a license.',
  LICENSE_REPLACED:
    'Staff took back a license that was assigned by mistake, and its replacement is in stock.',
  /** An account was made: user name, one-time password or a link to choose one, and key (R1, R32). */
  ACCOUNT_CREATED: 'An account was created for a customer, or for the order of a guest.',
  /** Somebody asked to mail an invoice to an address of the account's people or contacts (R47). */
  INVOICE_EMAILED: 'Somebody mailed an invoice to an address.',
  /** An account asks somebody to become one of its logins (R10). */
  INVITATION: 'A person was invited to become a login of an account.',
  VERIFICATION: 'Confirmation of an e-mail address.',
  /** Choose a new password (R11). */
  PASSWORD_RESET: 'Link to choose a new password.',
  EMAIL_CHANGED: 'The address of the login was changed; mail to the former address.',
  NEW_SIGN_IN: 'Somebody signed in from a new device.',
  /** A mailing that everybody has to know of (R14). */
  CRITICAL_MAILING: 'A critical mailing.',
  /** A mailing that advertises (R14). */
  MARKETING_MAILING: 'A marketing mailing.',
});
export type MailEventName = keyof typeof MailEventName;

/**
 * Who can be meant by the address of a mail to exactly one person.
 *
 * - `LOGIN`: whoever signs in with it, or will. The mail is about them, not about the account; so it
 *   also reaches those who were merely invited (R10: their password may need replacing first).
 * - `CUSTOMER`: whom the license is for: the address of the account, else of its holder (R31).
 * - `PEOPLE`: the account's people and contacts, and nobody else (R47).
 */
type Addressed = 'LOGIN' | 'CUSTOMER' | 'PEOPLE';
const ADDRESSED = {
  LEASE_STOPPED: 'CUSTOMER',
  LICENSE_KEY_DELIVERY: 'CUSTOMER',
  LICENSE_MODIFIED: 'CUSTOMER',
  ACCOUNT_CREATED: 'CUSTOMER',
  INVOICE_EMAILED: 'PEOPLE',
  INVITATION: 'LOGIN',
  VERIFICATION: 'LOGIN',
  PASSWORD_RESET: 'LOGIN',
  EMAIL_CHANGED: 'LOGIN',
  NEW_SIGN_IN: 'LOGIN',
} as const satisfies Partial<Record<MailEventName, Addressed>>;

/** What happened, with what decides who is told of it. */
export type Notice =
  | { readonly event: keyof typeof ADDRESSED; readonly addressee: Recipient }
  | PaymentNotice
  | KeyNotice
  | {
      readonly event: Exclude<
        MailEventName,
        keyof typeof ADDRESSED | (PaymentNotice | KeyNotice)['event']
      >;
    };

/** What keys are seen with: those of an account's own licenses, of those that it resells, or leases (R7). */
export type KeyPermission = 'ACTIVATE_LICENSES' | 'RESELLER' | 'LEASE_PROVIDER';
interface KeyNotice {
  readonly event: 'LICENSE_KEY_REPLACED' | 'LICENSE_REPLACED';
  /** What the key is seen with in the account that is told. */
  readonly seenWith: KeyPermission;
}

type PaymentNotice =
  | {
      readonly event: 'PAYMENT_FAILED';
      /** Whether it was to pay a summary invoice. */
      readonly summary: boolean;
    }
  | {
      readonly event: 'PAYMENT_RECEIVED';
      /** Whether it paid a summary invoice. */
      readonly summary: boolean;
      /** Membership of the person who paid; null for an automatic payment, a token and staff. */
      readonly paidBy: number | null;
    };

/** An invoice, as far as it is somebody's choice to be told of it. */
interface InvoiceChoices {
  readonly alert: Alert;
  readonly contactMail: ContactMail;
}

/** To whom a mail goes, before any of them is looked at. */
export type Audience =
  | { readonly to: 'ADDRESSEE'; readonly addressed: Addressed; readonly addressee: Recipient }
  | (InvoiceChoices & { readonly to: 'INVOICES' })
  /** `receipt`: of a payment that arrived, and so of invoices; some of them are mailed by it alone. */
  | (InvoiceChoices & {
      readonly to: 'PAYMENTS';
      readonly paidBy: number | null;
      readonly receipt: boolean;
    })
  /** `permission`: opens the amounts and keys that the alert is about (R7). */
  | { readonly to: 'ALERTED'; readonly alert: Alert; readonly permission: Permission }
  /** Those who see the keys of licenses (R7), and contacts, without them. */
  | { readonly to: 'KEYS'; readonly permission: KeyPermission }
  /** Those who look after the cards (R7). */
  | { readonly to: 'CARDS' }
  /** Those who buy renewals: with this permission (R7). */
  | { readonly to: 'RENEWERS'; readonly permission: 'MAKE_PURCHASES' | 'RESELLER' }
  | { readonly to: 'CRITICAL' }
  | { readonly to: 'MARKETING' };

/** Lease invoices, credit notes, and what waits for its summary are standard ones here (R15, R17). */
const invoiceChoices = (summary: boolean): InvoiceChoices =>
  summary
    ? { alert: 'SUMMARY_INVOICE_CREATED', contactMail: 'SUMMARY_INVOICES' }
    : { alert: 'INVOICE_CREATED', contactMail: 'STANDARD_INVOICES' };

/** To whom a mail about this goes. */
export function audienceOf(notice: Notice): Audience {
  if ('addressee' in notice) {
    const { event, addressee } = notice;
    return { to: 'ADDRESSEE', addressed: ADDRESSED[event], addressee };
  }
  switch (notice.event) {
    case 'INVOICE_CREATED':
    case 'INVOICE_AWAITING_SUMMARY':
    case 'LEASE_INVOICE_CREATED':
    case 'CREDIT_NOTE_CREATED':
      return { to: 'INVOICES', ...invoiceChoices(false) };
    case 'SUMMARY_INVOICE_CREATED':
      return { to: 'INVOICES', ...invoiceChoices(true) };
    case 'PAYMENT_FAILED':
      return { to: 'PAYMENTS', ...invoiceChoices(notice.summary), paidBy: null, receipt: false };
    case 'PAYMENT_RECEIVED':
      return {
        to: 'PAYMENTS',
        ...invoiceChoices(notice.summary),
        paidBy: notice.paidBy,
        receipt: true,
      };
    case 'LICENSE_KEY_REPLACED':
    case 'LICENSE_REPLACED':
      return { to: 'KEYS', permission: notice.seenWith };
    case 'CARD_EXPIRING':
      return { to: 'CARDS' };
    case 'MAINTENANCE_ENDING':
      return { to: 'RENEWERS', permission: 'MAKE_PURCHASES' };
    case 'RESOLD_MAINTENANCE_ENDING':
      return { to: 'RENEWERS', permission: 'RESELLER' };
    case 'LEASE_ASSIGNED':
      return { to: 'ALERTED', alert: 'LEASE_ASSIGNED', permission: 'LEASE_PROVIDER' };
    case 'RESOLD_LICENSE_ASSIGNED':
      return { to: 'ALERTED', alert: 'RESOLD_LICENSE_ASSIGNED', permission: 'RESELLER' };
    case 'CRITICAL_MAILING':
      return { to: 'CRITICAL' };
    case 'MARKETING_MAILING':
      return { to: 'MARKETING' };
  }
}
