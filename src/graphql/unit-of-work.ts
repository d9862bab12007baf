import type { Queries } from '../database/database';
import type { Scope } from '../database/scope';
import type { ActorInfo, PipelineDeps } from './pipeline-deps';
import { WorkUnit } from './unit';

/** How many audit events or messages are written in one statement. */
const AT_ONCE = 500;

function* chunks<One>(all: readonly One[]): Generator<readonly One[]> {
  for (let from = 0; from < all.length; from += AT_ONCE) yield all.slice(from, from + AT_ONCE);
}

/** Where a unit's audit events and messages go, and who is told that messages wait. */
export type UnitStores = Pick<PipelineDeps, 'auditOn' | 'messages' | 'wakeOutbox'>;

/** One transaction of a request or of a job. */
export interface UnitRequest<Result> {
  readonly scope: Scope;
  /** Asked once the work is done. */
  readonly actorInfo: () => ActorInfo;
  /** Secrets that came with the input. */
  readonly secrets?: readonly string[];
  /** Nobody is told of messages that will not stand. */
  readonly dryRun?: boolean;
  /** Tells `kept` what will be kept beside audit and outbox, to be looked through for secrets. */
  readonly work: (unit: WorkUnit, kept: (value: unknown) => void) => Promise<Result>;
  /** Sees the unit before its transaction ends. */
  readonly done?: (unit: WorkUnit) => void;
}

/**
 * Runs the work of a request or of a job so that its rows, their audit events and its messages stand together or not
 * at all (R61).
 */
export async function runUnit<Result>(
  database: Queries,
  stores: UnitStores,
  { scope, actorInfo: doerOf, secrets = [], dryRun = false, work, done }: UnitRequest<Result>,
): Promise<Result> {
  let sent = 0;
  const result = await database.transaction(async (tx) => {
    const unit = new WorkUnit(tx);
    const came = await work(unit, (kept) => unit.assertNoSecret(secrets, kept));
    const actorInfo = doerOf();
    const audit = stores.auditOn(tx);
    for (const entries of chunks(unit.entries)) await audit.add(scope, actorInfo, entries);
    const messages = unit.messages.map((message) => ({ ...message, dueAt: actorInfo.now }));
    for (const some of chunks(messages)) await stores.messages.add(scope, tx, some);
    sent = messages.length;
    done?.(unit);
    return came;
  });
  if (sent > 0 && !dryRun) stores.wakeOutbox();
  return result;
}
