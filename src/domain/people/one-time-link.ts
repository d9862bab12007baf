/** What a mailed link lets its reader do, once. */
export const LinkPurpose = {
  VERIFY_EMAIL: 'VERIFY_EMAIL',
  CHANGE_EMAIL: 'CHANGE_EMAIL',
  RESET_PASSWORD: 'RESET_PASSWORD',
  /** Proves the e-mail of an account (R31). */
  ACCOUNT_EMAIL: 'ACCOUNT_EMAIL',
  /** Chooses a password, and accepts a role among the staff (R70). */
  STAFF_INVITATION: 'STAFF_INVITATION',
} as const;
export type LinkPurpose = keyof typeof LinkPurpose;

/** How long a mailed link works, in milliseconds (R11). */
export const LINK_LIFE = 30 * 60_000;
