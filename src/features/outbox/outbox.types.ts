type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** What JSON holds between braces. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** Something to be sent, written with its cause: event and parameters, never a finished text. */
export interface NewOutboxMessage {
  /** Who delivers it: `mail`. */
  readonly channel: string;
  /** What happened: `license.assigned`. */
  readonly event: string;
  readonly accountId: number | null;
  /** Kept in clear and for good, so without secrets. */
  readonly parameters: JsonObject;
  /** What only the recipient may read, by name; sealed at once, erased when sent. */
  readonly secrets: Readonly<Record<string, string>> | null;
  /** When it may leave at the earliest. */
  readonly dueAt: Date;
}

/** A message that a worker holds for a while. */
export interface ClaimedMessage {
  readonly id: number;
  readonly event: string;
  readonly accountId: number | null;
  readonly parameters: JsonObject;
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
