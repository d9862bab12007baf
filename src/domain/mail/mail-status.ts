import type { Reason } from '../refusal';
import type { MailEvent, Mails } from './mails';
import type { MailedAccount } from './recipients';
import { schemaEnum } from '../schema-enum';

/** What became of a mail. */
export const MailStatus = schemaEnum('MailStatus', 'Delivery status of a mail.', {
  WAITING: 'Queued.',
  SENT: 'Accepted by the mail server.',
  FAILING: 'Sending failed; it is retried for three days.',
  GIVEN_UP:
    'It failed for three days, or the mail server rejected it permanently. It is not retried.',
  REFUSED:
    'The mail server rejected the address permanently: no mail can be delivered there. It is not retried. Enter another address, or resend the mail once the address is valid.',
});
export type MailStatus = keyof typeof MailStatus;

/** How far a mail has come, as it is stored. */
export interface MailDelivery {
  /** When it was sent, or given up. */
  readonly settledAt: Date | null;
  readonly failingSince: Date | null;
  readonly givenUpAt: Date | null;
  /** When its address was refused for good. */
  readonly refusedAt: Date | null;
}

export function mailStatus({
  settledAt,
  failingSince,
  givenUpAt,
  refusedAt,
}: MailDelivery): MailStatus {
  if (refusedAt !== null) return 'REFUSED';
  if (givenUpAt !== null) return 'GIVEN_UP';
  if (settledAt !== null) return 'SENT';
  return failingSince === null ? 'WAITING' : 'FAILING';
}

type WithSecrets = {
  [Event in MailEvent]: Mails[Event]['secrets'] extends null ? never : Event;
}[MailEvent];

/** Mails whose secrets are erased once they were sent: what to do instead of sending them again. */
const INSTEAD: Readonly<Record<WithSecrets, string>> = {
  'email-verification': 'The person can request a new link: `requestEmailVerification`.',
  'account-email-verification': 'The holder can give the address again: `updateAccount`.',
  'password-reset': 'The person can request a new link: `requestPasswordReset`.',
  'staff-invitation': 'An administrator can invite the person again: `inviteStaff`.',
  'support-contact': 'The next mail about the support request has a new link.',
  'account-created':
    'A person without a password can request one: `requestPasswordReset`. The license shows its key.',
  'license-key-delivery': 'The license shows its key to those who may see it.',
  'license-key-replaced': 'The license shows its key to those who may see it.',
  'license-replaced': 'The license shows its key to those who may see it.',
  'license-modified': 'The license shows its key and its present terms.',
  'lease-assigned': 'The license that is leased shows its key to those who may see it.',
  'resold-license-assigned': 'The license shows its key to those who may see it.',
  'lease-stopped': 'The license that was leased shows its key to those who may see it.',
  'marketing-mailing': 'A marketing mail is sent only once; send another mailing.',
};

/** What decides whether a mail can be sent again. */
export interface ResendFacts {
  readonly event: string;
  readonly status: MailStatus;
  readonly email: string;
  /** The account because of which it was written; null when there is none, or none any more. */
  readonly account: MailedAccount | null;
  /** Whether it was written because of an account at all. */
  readonly ofAccount: boolean;
}

const cannot = (message: string): Reason => ({ code: 'CANNOT_RESEND', message });

/**
 * Null when a mail can be sent again as it is: not while it is on its way, not without the secret that
 * stood in it, and to nobody who has nothing to do with the account any more.
 */
export function decideResend({
  event,
  status,
  email,
  account,
  ofAccount,
}: ResendFacts): Reason | null {
  if (status === 'WAITING' || status === 'FAILING')
    return { code: 'MAIL_ON_ITS_WAY', message: 'The mail is still queued and will be sent.' };
  if (Object.hasOwn(INSTEAD, event))
    return cannot(`The secret in this mail is not stored. ${INSTEAD[event as WithSecrets]}`);
  if (ofAccount && (account === null || !addressesOf(account).includes(email)))
    return cannot(
      'Nobody on the account has this address any more; new mails go to the present address.',
    );
  return null;
}

/** Null when a mail that cannot be delivered can be tried now. */
export const decideRetry = (status: MailStatus): Reason | null =>
  status === 'FAILING'
    ? null
    : {
        code: 'MAIL_NOT_FAILING',
        message:
          status === 'GIVEN_UP' || status === 'REFUSED'
            ? 'The mail was given up; send it again with `resendMail`.'
            : 'This mail is not failing.',
      };

const addressesOf = ({ email, holder, logins, contacts }: MailedAccount): string[] => [
  email,
  ...[holder, ...logins, ...contacts].map((one) => one.email),
];
