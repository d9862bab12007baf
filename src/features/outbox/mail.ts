import type { MailEvent, Mails, Recipient } from '../../domain/mail/mails';
import type { Message } from '../../graphql/call';

/** The channel on which mails leave. */
export const MAIL_CHANNEL = 'mail';

/** One mail to one person, to be handed to `unit.send`. `accountId`: the account that it is about, if any. */
export const mail = <Event extends MailEvent>(
  event: Event,
  to: Recipient,
  accountId: number | null,
  parameters: Mails[Event]['parameters'],
  secrets: Mails[Event]['secrets'],
): Message => ({
  channel: MAIL_CHANNEL,
  event,
  accountId,
  parameters: { to: { email: to.email, name: to.name }, ...parameters },
  secrets,
});
