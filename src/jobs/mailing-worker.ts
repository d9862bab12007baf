import type { Queries, Transaction } from '../database/database';
import { SystemScope } from '../database/scope';
import type { Clock } from '../domain/clock';
import { MAILINGS_PER_MINUTE } from '../domain/mail/mailing';
import { MailingWorkRepository } from '../features/mailing/mailing-work.repository';
import type { MailingWriter } from '../features/mailing/mailing-writer';
import type { OutboxRepository } from '../features/outbox/outbox.repository';
import type { Worker } from './outbox-runner';

/** Between two mails of mailings, in milliseconds. */
const APART = 60_000 / MAILINGS_PER_MINUTE;
/** How many messages are written in one statement. */
const AT_ONCE = 100;

/**
 * Writes the mails of mailings into the outbox, some accounts in a transaction: recipients, messages and
 * how far it has come stand together or not at all. So it may be killed anywhere, and any number of
 * processes work at it, one after the other; an address gets each mailing once.
 */
export class MailingWorker implements Worker {
  readonly name = 'mailings';
  private readonly scope = new SystemScope(this.name);

  /** @param written Told when messages were written and stand. */
  constructor(
    private readonly database: Queries,
    private readonly writer: MailingWriter,
    private readonly outbox: OutboxRepository,
    private readonly clock: Clock,
    private readonly written: () => void,
  ) {}

  /** Writes until nothing is left. @throws when the database fails; what was begun is done again. */
  async tick(mayContinue = (): boolean => true): Promise<null> {
    while (mayContinue() && (await this.database.transaction((tx) => this.next(tx))))
      this.written();
    return null;
  }

  /** @returns whether there was something to do. */
  private async next(tx: Transaction): Promise<boolean> {
    const { scope } = this;
    const work = new MailingWorkRepository(tx);
    const mailing = await work.lockOldest(scope);
    if (mailing === null) return false;
    const { recipients, progress, last } = await this.writer.next(tx, scope, mailing);
    const now = this.clock.now();
    // Nobody else is writing: whoever wants to waits for the lock.
    const before = (await work.lastDue(scope)) ?? now;
    const from = Math.max(now.getTime(), before.getTime());
    const messages = recipients.map((recipient, index) => ({
      ...this.writer.mailTo(recipient, mailing),
      dueAt: new Date(from + (index + 1) * APART),
    }));
    for (let begun = 0; begun < messages.length; begun += AT_ONCE)
      await this.outbox.add(scope, tx, messages.slice(begun, begun + AT_ONCE));
    await work.advance(scope, mailing.pk, progress, {
      lastDueAt: messages.at(-1)?.dueAt ?? null,
      writtenAt: last ? now : null,
    });
    return true;
  }
}
