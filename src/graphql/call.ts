import type { Actor } from '../domain/people/actor';
import type { Transaction } from '../database/database';
import type { Scope } from '../database/scope';
import type { NodeRow } from './node';
import type { JsonValue, Outcome, RowRef } from './outcome';

/** Values of a row for the record, by field; never a secret. */
export type Fields = Readonly<Record<string, JsonValue>>;

/** One thing that was written, for the audit (R61). */
export interface AuditEntry {
  readonly subject: RowRef;
  /** Account on which it was done; null for what a person does for themself. */
  readonly accountId: number | null;
  /** Null for what is new. */
  readonly before: Fields | null;
  /** Null for what is gone. */
  readonly after: Fields | null;
  /** Person who did it, where that is not who sent the request: signing in says who somebody is. */
  readonly by?: number;
  /** Why a member of the staff did it, where that follows from the call itself (R66). */
  readonly reason?: string;
  /** A dry run does not tell of it: it would say what nobody may learn without doing it (R63). */
  readonly hiddenUntilDone?: boolean;
}

/** Something that leaves for the outside once the transaction stands: what happened, and to whom it matters. */
export interface Message {
  /** Who delivers it: `mail`. */
  readonly channel: string;
  /** `license.assigned` */
  readonly event: string;
  readonly accountId: number | null;
  readonly parameters: Fields;
  /** What only the recipient may read: sealed at rest, erased once sent. */
  readonly secrets: Readonly<Record<string, string>> | null;
  /**
   * To whom, as the caller named them, where which message it is would say what nobody may learn without
   * doing it (R63): a dry run tells once that something goes there, and not what.
   */
  readonly hiddenUntilDoneFor?: string;
}

/** One transaction of a mutation. Nothing outside the database happens in it: it may be run again. */
export interface Unit {
  /** Repositories inside come only from here. */
  readonly tx: Transaction;
  /** Writes down what was done. A mutation that writes must say so at least once. */
  audit(entry: AuditEntry): void;
  send(message: Message): void;
}

/** The same transaction: whatever is written down in it was done for this reason. */
export const withReason = (unit: Unit, reason: string): Unit => ({
  tx: unit.tx,
  audit: (entry) => unit.audit({ reason, ...entry }),
  send: (message) => unit.send(message),
});

/**
 * One call of a mutation, past the gates, as its service sees it. `Target` is the row that it is about; its
 * `__typename` is the type that `@Write` names, or the mutation does not compile.
 */
export interface Call<Target extends NodeRow = NodeRow> {
  readonly scope: Scope;
  readonly actor: Actor;
  readonly now: Date;
  /** The row that the input names and the gates let in. @throws where the mutation has none. */
  readonly target: Target;
  /**
   * Another row that the input names, by its id, past the same gates as the target: read before the
   * transaction, and looked at again inside it.
   * @param field Path of the id in the input. @throws NOT_FOUND, FORBIDDEN.
   */
  row(type: string, id: string, field: readonly string[]): Promise<NodeRow>;
  /**
   * Another row that the input merely mentions: it is judged by the rule of its type, as `node` judges it, for the rule
   * of the mutation says nothing of it. @throws as `row`.
   */
  visible(type: string, id: string, field: readonly string[]): Promise<NodeRow>;
  /** Nothing of this call will stand: an outside call is assumed to succeed and is not made (R65). */
  readonly dryRun: boolean;
  /** What an earlier try, cut off before its answer, wrote down; null for a first try. */
  readonly attempt: JsonValue;
  /**
   * A transaction before the last: writes down an outside call before it is made. What `record` is
   * told is what a repeat of the call resumes from.
   */
  prepare<Result>(
    work: (unit: Unit, record: (attempt: JsonValue) => void) => Promise<Result>,
  ): Promise<Result>;
  /** The last transaction, once per call: the writes, their audit and messages, and the answer stand together. */
  commit<Came extends Outcome>(work: (unit: Unit) => Promise<Came>): Promise<Came>;
  /** In place of `commit`, where nothing is written and the caller may not learn it. */
  withoutWrite<Came extends Outcome>(outcome: Came): Promise<Came>;
}
