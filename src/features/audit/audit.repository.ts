import { grantsOn, staffRoleOf, userOf, type Actor } from '../../domain/people/actor';
import { ownedBy } from '../../domain/people/row-grants';
import type { Queries } from '../../database/database';
import { ListQuery, type ListSource } from '../../database/list-query';
import type { Order, PageRequest } from '../../database/page';
import { reachBookkeeping } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql, type Statement } from '../../database/sql';
import { AuditEventEntity } from '../../database/entities/audit-event.entity';
import { UserEntity } from '../../database/entities/user.entity';
import { insertRows } from '../../database/changes';
import { pick, type RowOfShape } from '../../database/select';
import { outerTable, table } from '../../database/table';
import type { AuditEntry } from '../../graphql/call';
import type { ListReader } from '../../graphql/lists';
import type { AuditStore, ActorInfo } from '../../graphql/pipeline-deps';
import { changesOf, shownChanges, type Changes } from '../../graphql/unit';
import type { HistoryActor, HistoryRow } from './history.types';

const e = table(AuditEventEntity, 'e');
const w = outerTable(UserEntity, 'w');
/** The event of a history's row, which is joined as `e`, and whoever did it as `w`. */
export const EVENT = {
  pk: e.id,
  ...pick(e, 'accountId', 'action', 'subjectType'),
  subjectKey: e.subjectId,
  ...pick(e, 'userId', 'tokenId', 'staffRole', 'address', 'reason', 'changes'),
  fullName: w.fullName,
  recordedAt: e.createdAt,
};
export const OF_EVENT = 'LEFT JOIN users w ON w.id = e.user_id';

/** A row of a history; `parent` is what the list hangs on. */
export interface StoredEvent extends RowOfShape<typeof EVENT> {
  readonly parent: number;
}

/** Newest first. */
export const HISTORY_ORDER: Order = [{ column: 'e.id', property: 'pk', descending: true }];

const actorOf = ({ staffRole, tokenId, userId }: StoredEvent): HistoryActor =>
  staffRole !== null ? 'STAFF' : tokenId !== null ? 'TOKEN' : userId !== null ? 'USER' : 'SYSTEM';

/** What opens an account for somebody else (R32): the partner's people are no business of its own. */
const OPENED_BY_PARTNERS = new Set([
  'assignLicense',
  'assignLicenses',
  'placeOrder',
  'purchaseAndAssign',
  'startLease',
  'startLeases',
]);

/** What staff alone are shown: it names an account that the one on which it was done has nothing to do with. */
const STAFF_ALONE: ReadonlySet<string> = new Set(['reversalTo']);

/** Whether a viewer may see that a field of an event changed; `own`: of the account on which it was done. */
export type ShowsField<Row> = (viewer: Actor, row: Row, field: string, own: boolean) => boolean;

/**
 * Who did it is told to the people of the account on which it was done; from where, and why staff acted
 * for it, to its holder.
 */
function toRow<Row extends StoredEvent>(
  viewer: Actor,
  row: Row,
  shows: ShowsField<Row>,
): HistoryRow {
  const grants = ownedBy(viewer, row.accountId);
  const isStaff = grants.staff !== null;
  const own = isStaff || grants.OWNER !== null;
  const heads = isStaff || grants.OWNER?.holder === true;
  // Whoever declines never belonged to the account, which learns nothing of them (R10).
  const outsider =
    !isStaff &&
    (row.action === 'declineInvitation' ||
      (row.subjectType === 'Account' && OPENED_BY_PARTNERS.has(row.action)));
  return {
    pk: row.pk,
    parent: row.parent,
    recordedAt: row.recordedAt,
    action: row.action,
    subjectType: row.subjectType,
    subjectKey: row.subjectKey,
    changes: shownChanges(JSON.parse(row.changes) as Changes).filter(
      ({ field }) => (isStaff || !STAFF_ALONE.has(field)) && shows(viewer, row, field, own),
    ),
    actor: actorOf(row),
    by: own && !outsider ? row.fullName : null,
    from: heads && !outsider ? row.address : null,
    reason: heads ? row.reason : null,
    grants,
  };
}

export interface HistoryConditions {
  readonly action: readonly string[] | null;
  readonly subjectType: readonly string[] | null;
  readonly recordedFrom: Date | null;
  readonly recordedBefore: Date | null;
}

function matching(conditions: HistoryConditions): Statement<false> {
  const { action, subjectType, recordedFrom, recordedBefore } = conditions;
  let filter: Statement<false> = sql`TRUE`;
  if (action !== null) filter = sql`${filter} AND e.action IN (${action})`;
  if (subjectType !== null) filter = sql`${filter} AND e.subject_type IN (${subjectType})`;
  if (recordedFrom !== null) filter = sql`${filter} AND e.created_at >= ${recordedFrom}`;
  if (recordedBefore !== null) filter = sql`${filter} AND e.created_at < ${recordedBefore}`;
  return filter;
}

/** A history that hangs on something; whose it is says the source's reach. */
export function historyReader<Row extends StoredEvent>(
  database: Queries,
  source: ListSource<Row>,
  shows: ShowsField<Row>,
): ListReader<HistoryRow, HistoryConditions> {
  const query = new ListQuery(database, source);
  return {
    rows: async (scope: Scope, parents, conditions, order: Order, request: PageRequest) => {
      const rows = await query.rows(scope, parents, order, request, matching(conditions));
      return rows.map((row) => toRow(scope.actor, row, shows));
    },
    counts: (scope: Scope, parents, conditions) =>
      query.counts(scope, parents, matching(conditions)),
  };
}

/** Writes audit events, in the transaction of what they tell of (R61). */
export class AuditRepository implements AuditStore {
  constructor(private readonly database: Queries) {}

  async add(scope: Scope, actorInfo: ActorInfo, entries: readonly AuditEntry[]): Promise<void> {
    const { actor, action, address, requestId, now } = actorInfo;
    const userId = userOf(actor);
    const tokenId = actor.kind === 'token' ? actor.tokenId : null;
    // VALUES, with the reach clause in one of them: MariaDB cuts long parameters of a prepared UNION.
    const rows = entries.map((entry) => ({
      accountId: entry.accountId,
      subjectType: entry.subject.type,
      subjectId: sql`IF(${reachBookkeeping}, ${entry.subject.key}, NULL)`,
      action,
      userId: entry.by ?? userId,
      tokenId,
      staffRole: entry.by === undefined ? staffRoleOf(actor) : null,
      reason: entry.reason ?? grantsOn(actor, entry.accountId)?.reason ?? null,
      address,
      requestId,
      changes: JSON.stringify(changesOf(entry)),
      createdAt: now,
    }));
    await this.database.write(scope, insertRows(AuditEventEntity, rows));
  }
}
