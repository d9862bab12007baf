import type { OutboxMessageEntity } from '../../database/entities/outbox-message.entity';
import { MAIL_CHANNEL } from '../../features/outbox/mail';
import type { DemoStory } from './demo-story';
import { billingMails } from './make-billing-mails';
import { licenseMails } from './make-license-mails';
import { CONTOSO, FABRIKAM, NORTHWIND } from './named-accounts';
import { Random } from './random';
import { SentMails } from './sent-mails';

/** For how many days the demo has kept its mails. */
export const MAIL_DAYS = 90;
const SECOND = 1_000;

/** Accounts whose newest invoice to a contact leaves when the demo starts, so that its mailbox has some with a PDF. */
export const SENT_AT_START: readonly string[] = [NORTHWIND, CONTOSO, FABRIKAM].map(
  ({ name }) => name,
);

/** The mails of the demo's last weeks as the outbox keeps what was sent, in the order of time. */
export function mailRows(story: DemoStory): OutboxMessageEntity[] {
  const random = new Random('mails');
  const mails = new SentMails(story, MAIL_DAYS);
  billingMails(story, mails);
  licenseMails(story, mails);
  const all = mails.inOrder();
  const waiting = new Set(
    SENT_AT_START.map((name) =>
      all.findLastIndex(
        ({ parameters }) => parameters['pdf'] === true && parameters['account'] === name,
      ),
    ),
  );
  return all.map(({ at, event, accountId, parameters }, index) => {
    const sentAt = Math.min(at.getTime() + random.whole(1, 15) * SECOND, story.time.now.getTime());
    return {
      id: index + 1,
      channel: MAIL_CHANNEL,
      event,
      accountId,
      parameters: JSON.stringify(parameters),
      // Erased, as of all that was sent.
      secrets: null,
      dueAt: at,
      attempts: 0,
      claimToken: null,
      claimedUntil: null,
      settledAt: waiting.has(index) ? null : new Date(sentAt),
      failingSince: null,
      givenUpAt: null,
      refusedAt: null,
      resentAt: null,
      failure: null,
      createdAt: at,
    };
  });
}
