import type { SystemScope } from '../../database/scope';
import type { AccountMails } from '../../domain/mail/account-mails';
import type { Notice } from '../../domain/mail/notice';
import { MAIL_OF, type AccountEvent } from '../../domain/mail/notice-mails';
import { resolveRecipients } from '../../domain/mail/notified';
import type { Notified, NotifiedPerson } from '../../domain/mail/recipients';
import type { Unit } from '../../graphql/call';
import { accountMail } from '../outbox/mail';
import { MailedAccountRepository, type MailedAccountRow } from './mailed-account.repository';

/** What happened to an account, with what decides who is told of it. */
export type AccountNotice<Event extends AccountEvent> = Notice & { readonly event: Event };

/** All that the mail of an event says; who may not see amounts or keys is sent none (R15). */
export type Said<Event extends AccountEvent> = AccountMails[(typeof MAIL_OF)[Event]];

/** Tells the people of an account, by mail, of what happened to it (R14 to R18). */
export class Notifier {
  /**
   * @param scope Who is told is nothing that the caller reads: a partner's doing is told to people of its
   * customer, whom the partner does not reach.
   */
  constructor(private readonly scope: SystemScope) {}

  /**
   * Sends one mail to everybody who is told, in the transaction of the cause: by the settings as they are
   * there, an account that was made a moment ago included. Three statements.
   *
   * @param unit A unit of the pipeline, or of a job.
   * @param say What the mail says, asked once for each person told.
   * @returns who is told, and who is not. It must not get into an answer.
   * @throws Error when there is no such account.
   */
  async notify<Event extends AccountEvent>(
    unit: Pick<Unit, 'tx' | 'send'>,
    accountId: number,
    notice: AccountNotice<Event>,
    say: (recipients: NotifiedPerson) => Said<Event>,
  ): Promise<Notified> {
    const [notified] = await this.notifyOfAll(unit, accountId, [notice], say);
    return notified as Notified;
  }

  /**
   * The same for several notices of one account, in as many statements.
   * @param say Is told by its place which of the notices it is asked for.
   * @returns who is told of each, in their order.
   */
  async notifyOfAll<Event extends AccountEvent>(
    unit: Pick<Unit, 'tx' | 'send'>,
    accountId: number,
    notices: readonly AccountNotice<Event>[],
    say: (recipients: NotifiedPerson, notice: number) => Said<Event>,
  ): Promise<Notified[]> {
    const read = await this.read(unit, [accountId]);
    return notices.map((notice, at) =>
      read.notify(unit, accountId, notice, (recipients) => say(recipients, at)),
    );
  }

  /** The people of several accounts, read at once: telling them then takes no statement. */
  async read(unit: Pick<Unit, 'tx'>, accountIds: readonly number[]): Promise<ReadAccounts> {
    const accounts = await new MailedAccountRepository(unit.tx).byKeys(this.scope, accountIds);
    return new ReadAccounts(new Map(accounts.map((account) => [account.pk, account])));
  }
}

/** Accounts as they were when they were read, in one transaction. */
export class ReadAccounts {
  constructor(private readonly accounts: ReadonlyMap<number, MailedAccountRow>) {}

  /** As `Notifier.notify`. */
  notify<Event extends AccountEvent>(
    unit: Pick<Unit, 'send'>,
    accountId: number,
    notice: AccountNotice<Event>,
    say: (recipients: NotifiedPerson) => Said<Event>,
  ): Notified {
    const account = this.accounts.get(accountId);
    if (account === undefined) throw new Error(`There is no account ${accountId} to notify`);
    const notified = resolveRecipients(notice, account);
    for (const recipients of notified.recipients)
      unit.send(accountMail(MAIL_OF[notice.event], recipients, account, say(recipients)));
    return notified;
  }
}
