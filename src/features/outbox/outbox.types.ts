import type { Fields, Message } from '../../graphql/call';

/** Something to be sent, written with its cause: event and parameters, never a finished text. */
export interface NewOutboxMessage extends Message {
  /** When it may leave at the earliest. */
  readonly dueAt: Date;
}

/** A message that a worker holds for a while. */
export interface ClaimedMessage {
  readonly id: number;
  readonly event: string;
  readonly accountId: number | null;
  readonly parameters: Fields;
  /** Still sealed. */
  readonly secrets: Buffer | null;
  /** How often it was tried, and failed, before. */
  readonly attempts: number;
  /** When it failed first; null when it never did. */
  readonly failingSince: Date | null;
  readonly createdAt: Date;
}

/** A message as it is handed over for delivery, its secrets readable. */
export type Delivery = Omit<ClaimedMessage, 'secrets'> & {
  readonly secrets: Readonly<Record<string, string>> | null;
};

export interface Channel {
  /** `mail` */
  readonly name: string;
  /**
   * Sends a message to the outside. It gives up within 90 s, and bears being handed the same
   * message again: when a process dies between sending and settling, the message is sent twice.
   * @throws when it was not sent; it is tried again later.
   * @throws RefusedForGood when it need not be tried for long.
   * @throws ChannelDown when the others need not be tried now either.
   */
  readonly deliver: (message: Delivery) => Promise<void>;
  /** Lets go of what is held open between deliveries. */
  readonly close?: () => void;
}

/** Nothing can be delivered at present, whatever the message. */
export class ChannelDown extends Error {
  override readonly name = 'ChannelDown';
}

/** The other side does not take the message, and will not later: its address is at fault, or it itself. */
export class RefusedForGood extends Error {
  override readonly name = 'RefusedForGood';

  constructor(
    message: string,
    readonly because: 'ADDRESS' | 'MAIL',
  ) {
    super(message);
  }
}

/** The outcome of a message that was not delivered. */
export interface FailedDelivery {
  /** 500 characters at most, without secrets. */
  readonly failure: string;
  readonly now: Date;
  /** From when it is tried again; null when it is given up. */
  readonly dueAt: Date | null;
  /** Whether its address was refused for good. */
  readonly refused: boolean;
}

export interface OutboxClaim {
  readonly channel: string;
  readonly now: Date;
  /** Until when nobody else takes the messages. */
  readonly until: Date;
  /** Tells this claim from all others. */
  readonly token: string;
  /** How many messages at most. */
  readonly size: number;
}
