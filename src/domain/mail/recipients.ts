import type { Capabilities } from '../access/actor';
import type { MembershipStatus, Permission } from '../access/permission';
import type { Recipient } from './mails';
import type { Alert, ContactMail, MailingPreference } from './preferences';

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
export const PersonKind = {
  HOLDER: 'HOLDER',
  AUTHORIZED_LOGIN: 'AUTHORIZED_LOGIN',
  CONTACT: 'CONTACT',
  /** An address alone: the account's own, or one of nobody who belongs to it. */
  ADDRESS: 'ADDRESS',
} as const;
export type PersonKind = keyof typeof PersonKind;

/** Why somebody is told. */
export const RecipientReason = {
  /** The mail is for this one person (R18). */
  ADDRESSEE: 'ADDRESSEE',
  /** The holder learns how payments went, whatever the preferences (R18, R53). */
  HOLDER: 'HOLDER',
  /** Paid it, and gets the receipt (R18). */
  PAYER: 'PAYER',
  /** Is mailed such invoices, and so learns how their payment went (R53). */
  GETS_INVOICES: 'GETS_INVOICES',
  /** The holder gets invoices, and what concerns cards, as account updates (R14). */
  ACCOUNT_UPDATE: 'ACCOUNT_UPDATE',
  /** Chose the alert (R15). */
  ALERT: 'ALERT',
  /** The contact is set to be sent such invoices (R17). */
  CONTACT_CHOICE: 'CONTACT_CHOICE',
  /** Adds cards and chooses among them (R7). */
  LOOKS_AFTER_CARDS: 'LOOKS_AFTER_CARDS',
  /** Receives critical mailings (R14, R16, R17). */
  CRITICAL: 'CRITICAL',
  /** Receives marketing (R14, R16). */
  MARKETING: 'MARKETING',
} as const;
export type RecipientReason = keyof typeof RecipientReason;

/** Why somebody is not told. */
export const SkipReason = {
  /** The mail is for one person, and that is somebody else. */
  NOT_ADDRESSED: 'NOT_ADDRESSED',
  /** The same mail goes to this address already, for a stronger reason. */
  SAME_ADDRESS: 'SAME_ADDRESS',
  /** Was invited and has not accepted (R10). */
  INVITATION_PENDING: 'INVITATION_PENDING',
  /** The holder's mailing preference holds it back (R14). */
  MAILING_PREFERENCE: 'MAILING_PREFERENCE',
  /** Did not choose the alert (R15). */
  ALERT_OFF: 'ALERT_OFF',
  /** The alert does not apply to the account, or no longer (R15). */
  ALERT_NOT_APPLICABLE: 'ALERT_NOT_APPLICABLE',
  /** The login opted out of marketing (R16). */
  MARKETING_OPT_OUT: 'MARKETING_OPT_OUT',
  /** May do nothing about it (R7). */
  NO_PERMISSION: 'NO_PERMISSION',
  /** The contact is not set to be sent this (R17). */
  NOT_CHOSEN: 'NOT_CHOSEN',
  /** Contacts are never sent this (R17). */
  NOT_FOR_CONTACTS: 'NOT_FOR_CONTACTS',
} as const;
export type SkipReason = keyof typeof SkipReason;

interface Person extends Recipient {
  readonly kind: PersonKind;
  /** Of the membership or the contact; null for an address alone. */
  readonly key: number | null;
}

/** Somebody that the mail goes to. */
export interface Told extends Person {
  readonly reason: RecipientReason;
  /** Whether the mail may name amounts to them; false too of a mail that has none (R15). */
  readonly showsAmounts: boolean;
  /** Whether the mail may name license keys to them; false too of a mail that has none (R15). */
  readonly showsKeys: boolean;
}

/** Somebody that the mail does not go to. */
export interface LeftOut extends Person {
  readonly reason: SkipReason;
}

/** Holder, logins by key, contacts by key; an address alone comes last. */
export interface Notified {
  readonly told: readonly Told[];
  readonly leftOut: readonly LeftOut[];
}
