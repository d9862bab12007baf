import { randomUUID } from 'node:crypto';
import { ANONYMOUS } from '../domain/access/actor';
import type { Clock } from '../domain/clock';
import type { Queries } from '../database/database';
import type { SystemScope } from '../database/scope';
import type { Unit } from '../graphql/call';
import { WorkUnit } from '../graphql/unit';
import { AuditRepository } from './audit/audit.repository';
import type { OutboxRepository } from './outbox/outbox.repository';

/** How many audit events or messages are written in one statement. */
const AT_ONCE = 500;

/** What a transaction of a job is given. */
export type SystemUnit = Unit;

/** Transactions that nobody asked for in a request: a job's, or one that a gateway's answer makes. */
export class SystemWork {
  constructor(
    private readonly database: Queries,
    private readonly outbox: OutboxRepository,
    private readonly clock: Clock,
    /** Told when messages were written and stand. */
    private readonly messagesWait: () => void,
  ) {}

  /**
   * Runs `work` so that its rows, their audit and their messages stand together or not at all (R61).
   * @param action What the history calls it: `billingRun`.
   */
  async run<Result>(
    scope: SystemScope,
    action: string,
    work: (unit: Unit) => Promise<Result>,
  ): Promise<Result> {
    const requestId = randomUUID();
    let sent = 0;
    const result = await this.database.transaction(async (tx) => {
      const unit = new WorkUnit(tx);
      const came = await work(unit);
      unit.assertNoSecret([], null);
      const now = this.clock.now();
      const doer = { actor: ANONYMOUS, action, address: null, requestId, now };
      for (let from = 0; from < unit.entries.length; from += AT_ONCE)
        await new AuditRepository(tx).add(scope, doer, unit.entries.slice(from, from + AT_ONCE));
      const messages = unit.messages.map((message) => ({ ...message, dueAt: now }));
      for (let from = 0; from < messages.length; from += AT_ONCE)
        await this.outbox.add(scope, tx, messages.slice(from, from + AT_ONCE));
      sent = messages.length;
      return came;
    });
    if (sent > 0) this.messagesWait();
    return result;
  }

  /** Runs `work` as `run` does, and undoes it: what it would have come to. */
  async rehearse<Result>(
    scope: SystemScope,
    action: string,
    work: (unit: Unit) => Promise<Result>,
  ): Promise<Result> {
    const undone = new Undone<Result>();
    try {
      await this.run(scope, action, async (unit) => {
        undone.result = await work(unit);
        throw undone;
      });
    } catch (error) {
      if (error !== undone) throw error;
    }
    return undone.result as Result;
  }
}

/** Ends the transaction of a rehearsal. */
class Undone<Result> extends Error {
  result: Result | undefined;
}
