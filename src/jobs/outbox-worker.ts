import { SystemScope } from '../database/scope';
import type { Sealer } from '../database/sealing';
import type { Clock } from '../domain/clock';
import { OUTBOX_SEAL, type OutboxRepository } from '../features/outbox/outbox.repository';
import type { ClaimedMessage } from '../features/outbox/outbox.types';
import { claimEnd, newClaimToken } from './claim';
import { failureText } from './failure';

/** How many messages are claimed at once. */
const BATCH = 20;
/** The first wait after a failure, in milliseconds; it doubles with each, up to the longest. */
const FIRST_WAIT = 60_000;
const LONGEST_WAIT = 60 * 60_000;
/** The longest that a delivery may take, in milliseconds. */
const LONGEST_DELIVERY = 60_000;

/** A message as it is handed over for delivery, its secrets readable. */
export type Delivery = Omit<ClaimedMessage, 'secrets'> & {
  readonly secrets: Readonly<Record<string, string>> | null;
};

export interface Channel {
  /** `mail` */
  readonly name: string;
  /**
   * Sends a message to the outside. It gives up within a minute, and bears being handed the same
   * message again: when a process dies between sending and settling, the message is sent twice.
   * @throws when it was not sent; it is tried again later.
   */
  readonly deliver: (message: Delivery) => Promise<void>;
}

/**
 * Delivers the messages of one channel, at least once each, in any number of processes. A batch is
 * claimed in a short transaction, delivered outside of any, and each message settled while its claim
 * stands.
 */
export class OutboxWorker {
  constructor(
    private readonly outbox: OutboxRepository,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
    private readonly channel: Channel,
  ) {}

  /**
   * Delivers until nothing that is due is to be had.
   * @throws when the database fails; what was claimed is due again once the claim has run out.
   */
  async tick(): Promise<void> {
    const scope = new SystemScope(`outbox ${this.channel.name}`);
    while (await this.deliverBatch(scope));
  }

  /** @returns whether there was anything to deliver. */
  private async deliverBatch(scope: SystemScope): Promise<boolean> {
    const now = this.clock.now();
    const [until, token] = [claimEnd(now), newClaimToken()];
    const channel = this.channel.name;
    const messages = await this.outbox.claim(scope, { channel, now, until, token, size: BATCH });
    for (const message of messages) {
      // Begun now, it might outlast the claim: the rest is for whoever claims it next.
      if (this.clock.now().getTime() > until.getTime() - LONGEST_DELIVERY) break;
      await this.deliver(scope, message, token);
    }
    return messages.length > 0;
  }

  /** What goes wrong is noted in the row: a day without the mail server would flood a log. */
  private async deliver(scope: SystemScope, message: ClaimedMessage, token: string): Promise<void> {
    let secrets: Delivery['secrets'] = null;
    try {
      secrets = this.unsealed(message);
      await this.channel.deliver({ ...message, secrets });
    } catch (error) {
      const wait = Math.min(FIRST_WAIT * 2 ** message.attempts, LONGEST_WAIT);
      const dueAt = new Date(this.clock.now().getTime() + wait);
      const failure = failureText(error, Object.values(secrets ?? {}));
      await this.outbox.failed(scope, message.id, token, failure, dueAt);
      return;
    }
    await this.outbox.sent(scope, message.id, token, this.clock.now());
  }

  private unsealed({ secrets }: ClaimedMessage): Delivery['secrets'] {
    if (secrets === null) return null;
    return JSON.parse(this.sealer.unseal(secrets, OUTBOX_SEAL)) as Record<string, string>;
  }
}
