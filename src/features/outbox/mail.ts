import type { AccountMailEvent, AccountMails } from '../../domain/mail/account-mails';
import type { PersonMailEvent, PersonMails, Recipient } from '../../domain/mail/mails';
import type { StaffMailEvent, StaffMails } from '../../domain/mail/staff-mails';
import type { NotifiedPerson } from '../../domain/mail/recipients';
import type { Fields, Message } from '../../graphql/call';

/** The channel on which mails leave. */
export const MAIL_CHANNEL = 'mail';

/**
 * One mail to one person about their login, to be handed to `unit.send`. `accountId`: the account that it is
 * about, if any.
 */
export const mail = <Event extends PersonMailEvent>(
  event: Event,
  to: Recipient,
  accountId: number | null,
  parameters: PersonMails[Event]['parameters'],
  secrets: PersonMails[Event]['secrets'],
): Message => ({
  channel: MAIL_CHANNEL,
  event,
  accountId,
  parameters: { to: { email: to.email, name: to.name }, ...parameters },
  secrets,
});

/**
 * One mail to somebody of the vendor's staff. It is of no account, whatever it is about: the mail log of an account
 * is read by its holder.
 */
export const staffMail = <Event extends StaffMailEvent>(
  event: Event,
  to: Recipient,
  parameters: StaffMails[Event]['parameters'],
): Message => ({
  channel: MAIL_CHANNEL,
  event,
  accountId: null,
  parameters: {
    to: { email: to.email, name: to.name },
    // StaffMails holds nothing but what JSON has.
    ...(parameters as unknown as Fields),
  },
  secrets: null,
});

/** What mails can say, whatever the event. */
interface Said {
  readonly parameters: object;
  readonly amounts?: object;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly keys?: object;
}

/**
 * One mail to somebody who is told of an event of an account. Amounts and license keys are in it only if they
 * may see them (R15).
 */
export function accountMail<Event extends AccountMailEvent>(
  event: Event,
  to: Pick<NotifiedPerson, 'email' | 'name' | 'showsAmounts' | 'showsKeys' | 'carriesPdf'>,
  account: { readonly pk: number; readonly name: string },
  said: AccountMails[Event],
): Message {
  const { parameters, amounts, secrets, keys }: Said = said;
  const named = {
    to: { email: to.email, name: to.name },
    account: account.name,
    ...parameters,
    ...(amounts === undefined ? {} : { amounts: to.showsAmounts ? amounts : null }),
    ...(to.carriesPdf ? { pdf: true } : {}),
  };
  const sealed =
    secrets === undefined && keys === undefined
      ? null
      : { ...secrets, ...(to.showsKeys ? keys : {}) };
  return {
    channel: MAIL_CHANNEL,
    event,
    accountId: account.pk,
    // AccountMails holds nothing but what JSON has.
    parameters: named as unknown as Fields,
    secrets: sealed,
  };
}
