import { countsOn, type Capabilities } from '../people/actor';
import {
  wordsOf,
  type Described,
  type MembershipRole,
  type OnMembership,
} from '../people/permission';
import type { Reason } from '../refusal';
import { schemaEnum } from '../schema-enum';

/** What a holder receives (R14): all; all but marketing; transactional alone. */
export const MailingPreference = schemaEnum('MailingPreference', 'Mail that the holder receives.', {
  ALL: 'Everything.',
  CRITICAL_ONLY: 'Everything but marketing.',
  NONE: 'Transactional mail only.',
});
export type MailingPreference = keyof typeof MailingPreference;

/** What a login, or the holder of a partner account, can be notified of (R15): the one place that lists it. */
export const ALERT = {
  INVOICE_CREATED: {
    column: 'alertInvoiceCreated',
    capability: null,
    description: 'An invoice was created.',
  },
  SUMMARY_INVOICE_CREATED: {
    column: 'alertSummaryInvoiceCreated',
    capability: 'reseller',
    description: 'A summary invoice was created; for resellers.',
  },
  LEASE_ASSIGNED: {
    column: 'alertLeaseAssigned',
    capability: 'leaseProvider',
    description: 'A lease was started for a customer; for lease providers.',
  },
  RESOLD_LICENSE_ASSIGNED: {
    column: 'alertResoldLicenseAssigned',
    capability: 'reseller',
    description: 'A resold license was assigned; for resellers.',
  },
} as const satisfies Readonly<Record<string, OnMembership>>;
export type Alert = keyof typeof ALERT;
export const Alert = wordsOf(ALERT);
export const ALERTS = Object.keys(ALERT) as readonly Alert[];

/**
 * The alerts that somebody of an account can choose, and the only ones that count (R15): what was chosen
 * before a partner capability went is kept, and silent. A holder chooses on a partner account alone.
 */
export function applicableAlerts(role: MembershipRole, capabilities: Capabilities): Alert[] {
  const partner = capabilities.reseller || capabilities.leaseProvider;
  if (role === 'HOLDER' && !partner) return [];
  return ALERTS.filter((alert) => countsOn(ALERT[alert], capabilities));
}

/** What a contact receives (R17): the one place that lists it. */
export const CONTACT_MAIL = {
  STANDARD_INVOICES: {
    column: 'receivesStandardInvoices',
    description: 'Standard invoices, and lease invoices.',
  },
  SUMMARY_INVOICES: { column: 'receivesSummaryInvoices', description: 'Summary invoices.' },
  IMPORTANT_NOTICES: { column: 'receivesImportantNotices', description: 'Critical mailings.' },
  SUPPORT: {
    column: 'receivesSupport',
    description:
      'Mail about support requests of the contact, each with a link that opens the request. Sent only while the contact is authorized for support.',
  },
} as const satisfies Readonly<Record<string, Described>>;
export type ContactMail = keyof typeof CONTACT_MAIL;
export const ContactMail = wordsOf(CONTACT_MAIL);
export const CONTACT_MAILS = Object.keys(CONTACT_MAIL) as readonly ContactMail[];

/** Alerts that cannot be chosen, for they do not apply; null when all do (R15). */
export function decideAlerts(
  alerts: readonly Alert[],
  role: MembershipRole,
  partner: Capabilities,
): Reason | null {
  const applicable = applicableAlerts(role, partner);
  const others = alerts.filter((one) => !applicable.includes(one));
  return others.length === 0
    ? null
    : {
        code: 'ALERT_NOT_AVAILABLE',
        message: `${others.join(' and ')} cannot be chosen here: the account has no such events.`,
        field: ['alerts'],
      };
}
