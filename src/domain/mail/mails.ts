import type { StaffRole } from '../people/permission';
import type { Recovery } from './recovery-mails';
import type { WrittenAccountMails } from './account-mails';
import type { StaffMails } from './staff-mails';

/** Somebody that a mail goes to. */
export interface Recipient {
  /** Normalized. */
  readonly email: string;
  /** As they are greeted; null when nobody told us. */
  readonly name: string | null;
}

/** What stands in a mail that proves something: a link that works once. */
interface Link {
  readonly secrets: { readonly token: string };
}
interface Nothing {
  readonly secrets: null;
}

/** Mails to one person about their own login, or about one that they are offered. */
export interface PersonMails {
  /** Prove that the address is yours. `account`: the one just made by signing up, else null; a stranger may have named it, and it is not repeated. */
  'email-verification': Link & { readonly parameters: { readonly account: string | null } };
  /** Prove that the address is the one of an account (R31). */
  'account-email-verification': Link & {
    readonly parameters: {
      readonly account: string;
      /** `AC-1001`; mails of before lack it. */
      readonly accountNumber?: string;
    };
  };
  /** Choose a new password. */
  'password-reset': Link & { readonly parameters: Record<string, never> };
  /** Somebody signed up with an address that is known already: sign in, or choose a new password. */
  'already-signed-up': Nothing & { readonly parameters: Record<string, never> };
  /** The address of the login was changed from this one; goes to the old one. */
  'email-changed': Nothing & { readonly parameters: { readonly newEmail: string } };
  /** Staff gave an address its normal form; to its former spelling (R72). */
  'email-respelled': Nothing & {
    readonly parameters: { readonly reason: string };
  };
  /** An account asks somebody who signs in already to become one of its logins (R10). */
  invitation: Nothing & {
    readonly parameters: { readonly account: string; readonly holder: string };
  };
  /** The holder asks a login to take the account over (R12). */
  'transfer-request': Nothing & {
    readonly parameters: { readonly account: string; readonly holder: string };
  };
  /** Staff remove the second factor of the login, which was lost (R72). */
  'two-factor-reset': Nothing & { readonly parameters: Recovery };
  /** Staff give an account another holder; to both of them, and to the account's address (R72). */
  'holder-replacement': Nothing & {
    readonly parameters: Recovery & {
      readonly account: string;
      /** `AC-1001` */
      readonly accountNumber: string;
      /** Full name. */
      readonly newHolder: string;
    };
  };
  /** An administrator invites somebody to the vendor's staff (R70). */
  'staff-invitation': Link & { readonly parameters: { readonly role: StaffRole } };
  /** An administrator gave a member of the staff another role, or removed them. */
  'staff-role': Nothing & {
    readonly parameters: {
      /** Null when they were removed. */
      readonly role: StaffRole | null;
    };
  };
  /** Support answered a request that the person opened, or closed it. */
  'support-answer': Nothing & {
    readonly parameters: {
      /** `SR-100001` */
      readonly number: string;
      /** As support wrote it; null when the request was closed. */
      readonly message: string | null;
    };
  };
  /** A request of a contact was recorded, answered or closed; the link opens that request for the contact alone. */
  'support-contact': Link & {
    readonly parameters: {
      /** `SR-100001` */
      readonly number: string;
      readonly what: 'RECORDED' | 'ANSWERED' | 'CLOSED';
      /** What was recorded or answered; null when the request was closed. */
      readonly message: string | null;
    };
  };
  /** Somebody signed in with the login from where it was not used before. */
  'new-sign-in': Nothing & {
    readonly parameters: {
      /** `Firefox on Windows` */
      readonly device: string;
      /** IP address; null when it is not known. */
      readonly address: string | null;
    };
  };
}
export type PersonMailEvent = keyof PersonMails;

/**
 * Mails by their event, with what their text needs. A mail is written down as this, never as a finished
 * text; secrets are sealed, and erased once it was sent.
 */
export type Mails = PersonMails & StaffMails & WrittenAccountMails;
export type MailEvent = keyof Mails;
