import { resolveRecipients } from '../../domain/mail/notified';
import { MAILINGS, tallied } from '../../domain/mail/mailing';
import type { SkipReason, NotifiedPerson } from '../../domain/mail/recipients';
import type { Transaction } from '../../database/database';
import type { Scope } from '../../database/scope';
import type { Message } from '../../graphql/call';
import { MailedAccountRepository } from '../mail/mailed-account.repository';
import { accountMail } from '../outbox/mail';
import {
  MailingWorkRepository,
  type MailingProgress,
  type MailingWork,
} from './mailing-work.repository';

/** How many accounts are looked at in one transaction: so many people are in memory. */
export const ACCOUNTS_AT_ONCE = 100;

export interface MailingRecipient extends NotifiedPerson {
  /** Of whose mails this is one. */
  readonly account: { readonly pk: number; readonly name: string };
}

/** The outcome of the next accounts of a mailing. */
export interface MailingBatch {
  readonly recipients: readonly MailingRecipient[];
  readonly progress: MailingProgress;
  /** No account is left. */
  readonly last: boolean;
}

/**
 * Finds out whom a mailing goes to, some accounts at a time. Who is told decides `resolveRecipients` (R14, R16, R17);
 * of several accounts that somebody receives it through, the oldest counts.
 */
export class MailingWriter {
  /** @param unsubscribeToken Of a membership (R19). */
  constructor(private readonly unsubscribeToken: (membershipKey: number) => string) {}

  /** The recipients among the next accounts, each noted, so that no address is found a second time. */
  async next(tx: Transaction, scope: Scope, mailing: MailingWork): Promise<MailingBatch> {
    const work = new MailingWorkRepository(tx);
    const keys = await work.nextAccounts(scope, mailing, ACCOUNTS_AT_ONCE);
    const accounts = await new MailedAccountRepository(tx).byKeys(scope, keys);
    const { notice } = MAILINGS[mailing.kind];
    const found: MailingRecipient[] = [];
    const reasons: SkipReason[] = [];
    for (const account of accounts) {
      const { recipients, skipped } = resolveRecipients(notice, account);
      const { pk, name } = account;
      found.push(...recipients.map((one) => ({ ...one, account: { pk, name } })));
      reasons.push(...skipped.map(({ reason }) => reason));
    }
    const met = await work.known(
      scope,
      mailing.pk,
      found.map(({ email }) => email),
    );
    const recipients = found.filter(({ email }) => {
      if (met.has(email)) return false;
      met.add(email);
      return true;
    });
    const again = Array<SkipReason>(found.length - recipients.length).fill('SAME_ADDRESS');
    if (recipients.length > 0) await work.addRecipients(scope, mailing.pk, recipients);
    return {
      recipients,
      progress: {
        cursor: keys.at(-1) ?? mailing.lastAccountKey,
        accountsDone: mailing.accountsDone + keys.length,
        recipients: tallied(
          mailing.recipients,
          recipients.map(({ kind }) => kind),
        ),
        skipped: tallied(mailing.skipped, [...reasons, ...again]),
      },
      last: keys.length < ACCOUNTS_AT_ONCE,
    };
  }

  /** The mail to one recipient. */
  mailTo(recipient: MailingRecipient, { kind, subject, paragraphs }: MailingWork): Message {
    const { account, key } = recipient;
    const parameters = { subject, text: paragraphs.join('\n\n') };
    if (kind === 'CRITICAL')
      return accountMail(MAILINGS.CRITICAL.mail, recipient, account, { parameters });
    // Nobody but holders and logins is sent marketing, and those have a membership.
    if (key === null || recipient.kind === 'CONTACT')
      throw new Error(`Marketing to a ${recipient.kind} could not be unsubscribed from`);
    const secrets = { unsubscribe: this.unsubscribeToken(key) };
    return accountMail(MAILINGS.MARKETING.mail, recipient, account, { parameters, secrets });
  }
}
