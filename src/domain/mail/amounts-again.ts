import type { AccountMailEvent, AccountMails } from './account-mails';
import type { ContactMail } from './preferences';
import type { MailedAccount } from './recipients';

/** Mails with amounts that can be sent again: those with a key cannot. */
type WithAmounts = {
  [Event in AccountMailEvent]: AccountMails[Event] extends { readonly amounts: unknown }
    ? AccountMails[Event] extends { readonly keys: unknown }
      ? never
      : Event
    : never;
}[AccountMailEvent];

/** What a contact is sent, of which such a mail is one (R17); null where any of the account's people may be meant. */
const CONTACT_MAILS: Readonly<Record<WithAmounts, readonly ContactMail[] | null>> = {
  'invoice-created': ['STANDARD_INVOICES'],
  'invoice-awaiting-summary': ['STANDARD_INVOICES'],
  'lease-invoice-created': ['STANDARD_INVOICES'],
  'credit-note-created': ['STANDARD_INVOICES'],
  'summary-invoice-created': ['SUMMARY_INVOICES'],
  // Which kind of invoice it was about is not kept.
  'payment-failed': ['STANDARD_INVOICES', 'SUMMARY_INVOICES'],
  'payment-received': ['STANDARD_INVOICES', 'SUMMARY_INVOICES'],
  // Whoever sees the invoice chose the address (R47).
  'invoice-emailed': null,
};

/**
 * Whether a mail that is sent again may name amounts to whoever has the address now, by what they may see
 * today and not by what they might when it was written (R15). Never for a mail that names none.
 */
export function mayNameAmountsAgain(
  event: string,
  email: string,
  { holder, logins, contacts }: MailedAccount,
): boolean {
  if (!Object.hasOwn(CONTACT_MAILS, event)) return false;
  const choices = CONTACT_MAILS[event as WithAmounts];
  return (
    holder.email === email ||
    logins.some(
      (login) =>
        login.email === email &&
        login.status === 'ACTIVE' &&
        (choices === null || login.permissions.includes('PAY_INVOICES')),
    ) ||
    contacts.some(
      (contact) =>
        contact.email === email &&
        (choices === null || choices.some((choice) => contact.receives.includes(choice))),
    )
  );
}
