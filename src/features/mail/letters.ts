import type { MailEvent } from '../../domain/mail/mails';
import { INVOICE_LETTERS } from './invoice-letters';
import type { Letters } from './letter.types';
import { LICENSE_LETTERS } from './license-letters';
import { MAILING_LETTERS } from './mailing-letters';
import { MAINTENANCE_LETTERS } from './maintenance-letters';
import { PAYMENT_LETTERS } from './payment-letters';
import { PERSON_LETTERS } from './person-letters';
import { RECOVERY_LETTERS } from './recovery-letters';
import { STAFF_LETTERS } from './staff-letters';
import { SUPPORT_LETTERS } from './support-letters';

/** A letter for every event. */
export const LETTERS: Letters<MailEvent> = {
  ...PERSON_LETTERS,
  ...INVOICE_LETTERS,
  ...PAYMENT_LETTERS,
  ...LICENSE_LETTERS,
  ...MAINTENANCE_LETTERS,
  ...MAILING_LETTERS,
  ...STAFF_LETTERS,
  ...RECOVERY_LETTERS,
  ...SUPPORT_LETTERS,
};
