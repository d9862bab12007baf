import { randomUUID } from 'node:crypto';
import { ANONYMOUS } from '../domain/people/actor';
import type { Clock } from '../domain/clock';
import type { Queries } from '../database/database';
import type { SystemScope } from '../database/scope';
import type { Unit } from '../graphql/call';
import { WorkUnit } from '../graphql/unit';
import { runUnit, type UnitStores } from '../graphql/unit-of-work';

/** What a transaction of a job is given. */
export type SystemUnit = Unit;

/** Transactions that nobody asked for in a request: a job's, or one that a gateway's answer makes. */
export class SystemWork {
  constructor(
    private readonly database: Queries,
    private readonly stores: UnitStores,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `work` so that its rows, their audit and their messages stand together or not at all (R61).
   * @param action What the history calls it: `billingRun`.
   */
  run<Result>(
    scope: SystemScope,
    action: string,
    work: (unit: Unit) => Promise<Result>,
  ): Promise<Result> {
    const requestId = randomUUID();
    return runUnit(this.database, this.stores, {
      scope,
      actorInfo: () => ({
        actor: ANONYMOUS,
        action,
        address: null,
        requestId,
        now: this.clock.now(),
      }),
      work: async (unit, kept) => {
        const came = await work(unit);
        kept(null);
        return came;
      },
    });
  }

  /** Runs `work` as `run` does, and undoes it: what it would have come to. */
  dryRun<Result>(work: (unit: Unit) => Promise<Result>): Promise<Result> {
    return this.database.dryRun((tx) => work(new WorkUnit(tx)));
  }
}
