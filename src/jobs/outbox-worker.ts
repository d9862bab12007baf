import { SystemScope } from '../database/scope';
import type { Sealer } from '../database/sealing';
import type { Clock } from '../domain/clock';
import { OUTBOX_SEAL, type OutboxRepository } from '../features/outbox/outbox.repository';
import {
  ChannelDown,
  RefusedForGood,
  type Channel,
  type ClaimedMessage,
  type Delivery,
} from '../features/outbox/outbox.types';
import { claimEnd, newClaimToken } from './claim';
import { failureText } from './failure';
import type { Worker } from './outbox-runner';

/** How many messages are claimed at once. */
const BATCH = 20;
/** The first wait after a failure, in milliseconds; it doubles with each, up to the longest. */
const FIRST_WAIT = 60_000;
const LONGEST_WAIT = 60 * 60_000;
/** A message that fails for so long is given up, in milliseconds: three days. */
export const GIVE_UP_AFTER = 3 * 24 * 60 * 60_000;
/** The same of what the other side refuses for good, though not for its address: four hours, to mend a setting in. */
export const GIVE_UP_REFUSED_AFTER = 4 * 60 * 60_000;
/** The longest that a delivery may take, in milliseconds: a PDF is drawn, and the mail sent. */
const LONGEST_DELIVERY = 90_000;

/** Between 0 and 1, 1 left out. */
type Chance = () => number;

/** A claimed batch, and what it was claimed under. */
interface Batch {
  readonly scope: SystemScope;
  readonly token: string;
  readonly until: Date;
  readonly messages: readonly ClaimedMessage[];
}

/**
 * Delivers the messages of one channel, at least once each, in any number of processes. A batch is
 * claimed in a short transaction, delivered outside of any, and each message settled while its claim
 * stands.
 */
export class OutboxWorker implements Worker {
  readonly name: string;

  constructor(
    private readonly outbox: OutboxRepository,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
    readonly channel: Channel,
    private readonly chance: Chance = Math.random,
  ) {
    this.name = `outbox ${channel.name}`;
  }

  /**
   * Delivers until nothing that is due is to be had, or the channel is down.
   * @param mayContinue - asked before each message; what is claimed and not begun is let go of
   * @returns why the channel is down, or null
   * @throws when the database fails; what was claimed is due again once the claim has run out.
   */
  async tick(mayContinue = (): boolean => true): Promise<ChannelDown | null> {
    const scope = new SystemScope(this.name);
    while (mayContinue()) {
      const batch = await this.claim(scope);
      if (batch.messages.length === 0) return null;
      const down = await this.deliverBatch(batch, mayContinue);
      if (down !== null) return down;
    }
    return null;
  }

  close(): void {
    this.channel.close?.();
  }

  private async claim(scope: SystemScope): Promise<Batch> {
    const now = this.clock.now();
    const [until, token] = [claimEnd(now), newClaimToken()];
    const channel = this.channel.name;
    const messages = await this.outbox.claim(scope, { channel, now, until, token, size: BATCH });
    return { scope, token, until, messages };
  }

  private async deliverBatch(
    batch: Batch,
    mayContinue: () => boolean,
  ): Promise<ChannelDown | null> {
    const left = [...batch.messages];
    let down: ChannelDown | null = null;
    // A delivery that is begun late might outlast the claim: the rest is for whoever claims it next.
    const lastBegin = batch.until.getTime() - LONGEST_DELIVERY;
    while (down === null && mayContinue() && this.clock.now().getTime() <= lastBegin) {
      const message = left.shift();
      if (message === undefined) return null;
      down = await this.deliver(batch, message);
    }
    if (left.length > 0)
      await this.outbox.release(
        batch.scope,
        left.map(({ id }) => id),
        batch.token,
      );
    return down;
  }

  /** What goes wrong is noted in the row: a day without the mail server would flood a log. */
  private async deliver(
    { scope, token }: Batch,
    message: ClaimedMessage,
  ): Promise<ChannelDown | null> {
    let secrets: Delivery['secrets'] = null;
    try {
      secrets = this.unsealed(message);
      await this.channel.deliver({ ...message, secrets });
    } catch (error) {
      const now = this.clock.now();
      const failure = failureText(error, Object.values(secrets ?? {}));
      const because = error instanceof RefusedForGood ? error.because : null;
      const refused = because === 'ADDRESS';
      const longest = because === null ? GIVE_UP_AFTER : GIVE_UP_REFUSED_AFTER;
      const dueAt = refused ? null : this.nextTry(message, now, longest);
      await this.outbox.failed(scope, message.id, token, { failure, now, dueAt, refused });
      return error instanceof ChannelDown ? error : null;
    }
    await this.outbox.sent(scope, message.id, token, this.clock.now());
    return null;
  }

  /**
   * When a message that failed is tried again: after a wait between half and all of what it may be, so
   * that what failed together does not come back together. Null when it has failed for as long as it is
   * tried: not at once, even where the other side refuses for good, for a server that is set up wrongly does so
   * with everything.
   */
  private nextTry(
    { attempts, failingSince }: ClaimedMessage,
    now: Date,
    longest: number,
  ): Date | null {
    if (failingSince !== null && now.getTime() - failingSince.getTime() >= longest) return null;
    const wait = Math.min(FIRST_WAIT * 2 ** attempts, LONGEST_WAIT);
    return new Date(now.getTime() + wait * (0.5 + this.chance() / 2));
  }

  private unsealed({ secrets }: ClaimedMessage): Delivery['secrets'] {
    if (secrets === null) return null;
    return JSON.parse(this.sealer.unseal(secrets, OUTBOX_SEAL)) as Record<string, string>;
  }
}
