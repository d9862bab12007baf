import type { Capabilities } from '../people/actor';
import type { MembershipStatus, Permission } from '../people/permission';
import type { Recipient } from './mails';
import type { Alert, ContactMail, MailingPreference } from './preferences';
import { schemaEnum } from '../schema-enum';

/** The holder, as far as mail goes. `key`: of the membership. */
export interface HolderFacts extends Recipient {
  readonly key: number;
  readonly mailingPreference: MailingPreference;
  /** As chosen; those that do not apply do not count (R15). */
  readonly alerts: readonly Alert[];
}

/** An authorized login, as far as mail goes. `key`: of the membership. */
export interface LoginFacts extends Recipient {
  readonly key: number;
  readonly status: MembershipStatus;
  /** As they count now: a partner permission only while the account has the capability (R6). */
  readonly permissions: readonly Permission[];
  /** As chosen; those that do not apply do not count (R15). */
  readonly alerts: readonly Alert[];
  /** False for a login that opted out of marketing (R16). */
  readonly marketingMail: boolean;
}

/** A contact, as far as mail goes. */
export interface ContactFacts extends Recipient {
  readonly key: number;
  /** A contact without IMPORTANT_NOTICES opted out of them (R17). */
  readonly receives: readonly ContactMail[];
}

/** An account with everybody whom mail about it can go to. Addresses are normalized. */
export interface MailedAccount {
  /** The account's own address: customers are found by it (R31). */
  readonly email: string;
  readonly capabilities: Capabilities;
  readonly holder: HolderFacts;
  /** In any order, invited ones among them. */
  readonly logins: readonly LoginFacts[];
  /** In any order. */
  readonly contacts: readonly ContactFacts[];
}

/** What somebody is to the account that a mail is about. */
export const PersonKind = schemaEnum(
  'PersonKind',
  'Relation of a recipient to the account of the mail.',
  {
    HOLDER: 'The holder.',
    AUTHORIZED_LOGIN: 'An authorized login.',
    CONTACT: 'A contact.',
    ADDRESS: 'An address of nobody on the account.',
  },
);
export type PersonKind = keyof typeof PersonKind;

/** Why somebody is told. */
export const RecipientReason = schemaEnum('RecipientReason', 'Why a person receives the mail.', {
  /** The mail is for this one person (R18). */
  ADDRESSEE: 'The mail is addressed to this one person.',
  /** The holder learns how payments went, and of keys, whatever the preferences (R18, R53). */
  HOLDER: 'Holder: receives mail about payments and license keys, whatever the preferences.',
  /** Paid it, and gets the receipt (R18). */
  PAYER: 'Payer: receives the receipt.',
  /** Is mailed such invoices, and so learns how their payment went (R53). */
  GETS_INVOICES: 'May see invoices of this kind.',
  /** The holder gets invoices, and what concerns cards, as account updates (R14). */
  ACCOUNT_UPDATE:
    'Holder: receives invoices, and notices of cards and maintenance, as account updates.',
  /** Chose the alert (R15). */
  ALERT: 'Chose the alert.',
  /** The contact is set to be sent such invoices (R17). */
  CONTACT_CHOICE: 'Contact that is set to receive such invoices.',
  /** Adds cards and chooses among them (R7). */
  LOOKS_AFTER_CARDS: 'May add and choose cards.',
  /** Buys renewals of maintenance (R7). */
  MAY_RENEW: 'May buy renewals.',
  /** Sees the key that the mail is about (R7). */
  SEES_KEYS: 'May see the license key.',
  /** Receives critical mailings (R14, R16, R17). */
  CRITICAL: 'Receives critical mailings and important notices.',
  /** Receives marketing (R14, R16). */
  MARKETING: 'Receives marketing.',
});
export type RecipientReason = keyof typeof RecipientReason;

/** Why somebody is not told. */
export const SkipReason = schemaEnum('SkipReason', 'Why a person does not receive the mail.', {
  NOT_ADDRESSED: 'The mail is addressed to another person.',
  SAME_ADDRESS: 'The mail goes to the same address already.',
  /** Was invited and has not accepted (R10). */
  INVITATION_PENDING: 'Invited, but has not accepted.',
  /** The holder's mailing preference holds it back (R14). */
  MAILING_PREFERENCE: "Excluded by the holder's mailing preference.",
  /** Did not choose the alert (R15). */
  ALERT_OFF: 'Has not chosen the alert.',
  /** The alert does not apply to the account, or no longer (R15). */
  ALERT_NOT_APPLICABLE: 'The event does not apply to the account.',
  /** The login opted out of marketing (R16). */
  MARKETING_OPT_OUT: 'The login opted out of marketing.',
  /** May do nothing about it (R7). */
  NO_PERMISSION: 'Lacks the permission to act on it.',
  /** The contact is not set to be sent this (R17). */
  NOT_CHOSEN: 'Contact that is not set to receive this.',
  /** Contacts are never sent this (R17). */
  NOT_FOR_CONTACTS: 'Contacts never receive this.',
});
export type SkipReason = keyof typeof SkipReason;

interface Person extends Recipient {
  readonly kind: PersonKind;
  /** Of the membership or the contact; null for an address alone. */
  readonly key: number | null;
}

/** Somebody that the mail goes to. */
export interface NotifiedPerson extends Person {
  readonly reason: RecipientReason;
  /** Whether the mail may name amounts to them; false too of a mail that has none (R15). */
  readonly showsAmounts: boolean;
  /** Whether the mail may name license keys to them; false too of a mail that has none (R15). */
  readonly showsKeys: boolean;
  /** Whether the mail carries the invoice that it is about as a PDF (R17, R47). */
  readonly carriesPdf: boolean;
}

/** Somebody that the mail does not go to. */
export interface SkippedPerson extends Person {
  readonly reason: SkipReason;
}

/** Holder, logins by key, contacts by key; an address alone comes last. */
export interface Notified {
  readonly recipients: readonly NotifiedPerson[];
  readonly skipped: readonly SkippedPerson[];
}
