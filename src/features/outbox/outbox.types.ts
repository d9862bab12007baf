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
  readonly createdAt: Date;
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
