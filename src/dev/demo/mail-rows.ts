import type { OutboxMessageEntity } from '../../database/entities/outbox-message.entity';
import { MAIL_CHANNEL } from '../../features/outbox/mail';
import type { DemoStory } from './demo-story';
import { billingMails } from './make-billing-mails';
import { licenseMails } from './make-license-mails';
import { Random } from './random';
import { SentMails } from './sent-mails';

/** For how many days the demo has kept its mails. */
export const MAIL_DAYS = 90;
const SECOND = 1_000;

/** The mails of the demo's last weeks as the outbox keeps what was sent, in the order of time. */
export function mailRows(story: DemoStory): OutboxMessageEntity[] {
  const random = new Random('mails');
  const mails = new SentMails(story, MAIL_DAYS);
  billingMails(story, mails);
  licenseMails(story, mails);
  return mails.inOrder().map(({ at, event, accountId, parameters }, index) => {
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
      settledAt: new Date(sentAt),
      failingSince: null,
      givenUpAt: null,
      refusedAt: null,
      resentAt: null,
      failure: null,
      createdAt: at,
    };
  });
}
