import type { Capabilities } from '../access/actor';
import type { MembershipRole } from '../access/permission';
import type { Reason } from '../refusal';

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
const ALERTS = Object.keys(Alert) as readonly Alert[];

const applies = (alert: Alert, { reseller, leaseProvider }: Capabilities): boolean => {
  switch (alert) {
    case 'INVOICE_CREATED':
      return true;
    case 'SUMMARY_INVOICE_CREATED':
    case 'RESOLD_LICENSE_ASSIGNED':
      return reseller;
    case 'LEASE_ASSIGNED':
      return leaseProvider;
  }
};

/**
 * The alerts that somebody of an account can choose, and the only ones that count (R15): what was chosen
 * before a partner capability went is kept, and silent. A holder chooses on a partner account alone.
 */
export function applicableAlerts(role: MembershipRole, capabilities: Capabilities): Alert[] {
  const partner = capabilities.reseller || capabilities.leaseProvider;
  if (role === 'HOLDER' && !partner) return [];
  return ALERTS.filter((alert) => applies(alert, capabilities));
}

/** What a contact receives (R17). */
export const ContactMail = {
  STANDARD_INVOICES: 'STANDARD_INVOICES',
  SUMMARY_INVOICES: 'SUMMARY_INVOICES',
  IMPORTANT_NOTICES: 'IMPORTANT_NOTICES',
} as const;
export type ContactMail = keyof typeof ContactMail;

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
