import { addDays } from '../../domain/billing/calendar';
import type { Recipient } from '../../domain/mail/mails';
import { MAIL_OF, type AccountEvent } from '../../domain/mail/notice-mails';
import { resolveRecipients } from '../../domain/mail/notified';
import type { AccountNotice, Said } from '../../features/mail/notifier';
import { accountMail, mail } from '../../features/outbox/mail';
import type { Message } from '../../graphql/call';
import type { DemoAccount } from './demo-account';
import type { DemoStory } from './demo-story';
import { MailedAccounts } from './mailed-accounts';

/** A mail that was sent when something happened. */
export interface DemoMail extends Message {
  readonly at: Date;
}

/** Gathers what people of the demo were mailed within so many days. */
export class SentMails {
  private readonly mails: DemoMail[] = [];
  private readonly accounts: MailedAccounts;
  private readonly since: Date;

  constructor(
    private readonly story: DemoStory,
    days: number,
  ) {
    const { time, directory } = story;
    this.since = time.at(addDays(time.today, -days), 0);
    this.accounts = new MailedAccounts(directory);
  }

  /** The oldest first. */
  inOrder(): readonly DemoMail[] {
    return this.mails.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  }

  /** Tells everybody whom the rules name of what happened to an account; `say` only when it is not too old. */
  send<Event extends AccountEvent>(
    at: Date,
    account: DemoAccount,
    notice: AccountNotice<Event>,
    say: () => Said<Event>,
  ): void {
    if (!this.covers(at)) return;
    const said = say();
    for (const recipients of resolveRecipients(notice, this.accounts.at(at, account)).recipients)
      this.mails.push({
        at,
        ...accountMail(
          MAIL_OF[notice.event],
          recipients,
          { pk: account.id, name: account.name },
          said,
        ),
      });
  }

  /** The invitation of somebody who signs in already (R10). */
  invite(at: Date, { id, name, holder }: DemoAccount, to: Recipient): void {
    if (!this.covers(at)) return;
    const said = { account: name, holder: holder.fullName };
    this.mails.push({ at, ...mail('invitation', to, id, said, null) });
  }

  private covers(at: Date): boolean {
    return at >= this.since && at <= this.story.time.now;
  }
}
