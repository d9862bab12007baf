import { userOf, type Actor } from '../../domain/people/actor';
import { ownedBy } from '../../domain/people/row-grants';
import { minutesUntil, type SupportRequestStatus } from '../../domain/support/support-request';
import type { Queries } from '../../database/database';
import {
  SupportMessageEntity,
  SupportRequestEntity,
} from '../../database/entities/support-request.entity';
import { like, text } from '../../database/computed';
import { SupportIncidentEntity } from '../../database/entities/support-incident.entity';
import { contains } from '../../database/like';
import { ListQuery } from '../../database/list-query';
import type { Order, PageRequest } from '../../database/page';
import { reachOpened, reachStaff } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { pick, select, type RowOf } from '../../database/select';
import { raw, sql, type Statement } from '../../database/sql';
import { table } from '../../database/table';
import type { ListReader } from '../../graphql/lists';
import type { SupportMessageRow, SupportRequestRow } from './support-request.types';

export interface SupportRequestConditions {
  readonly status: readonly SupportRequestStatus[] | null;
  readonly search: string | null;
  readonly incidentUsed: boolean | null;
  /** Key of the staff who look after it. */
  readonly assignedTo: number | null;
}

const r = table(SupportRequestEntity, 'r');
const m = table(SupportMessageEntity, 'm');

const i = table(SupportIncidentEntity, 'i');
const USED_INCIDENT =
  'support_incidents i WHERE i.account_id = r.account_id AND i.request_id = r.id';
const SELECT = select({
  pk: r.id,
  ...pick(r, 'accountId', 'number', 'subject', 'status', 'licenseId', 'leaseId', 'assignedTo'),
  ...pick(r, 'contactId', 'openedAt', 'firstAnsweredAt', 'closedAt'),
  incidentUsedAt: like(i.usedAt, `(SELECT i.used_at FROM ${USED_INCIDENT})`),
  openedById: r.openedBy,
  openedBy: text(
    'COALESCE((SELECT u.full_name FROM users u WHERE u.id = r.opened_by), r.contact_name)',
  ),
}).from('support_requests r');
const OWN = reachOpened('r.account_id', 'r.opened_by');

const MESSAGES_FROM =
  'support_messages m JOIN support_requests r ON r.account_id = m.account_id AND r.id = m.request_id';
const MESSAGES = select({
  pk: m.id,
  ...pick(m, 'accountId', 'requestId', 'kind', 'body', 'sentAt'),
  openedById: r.openedBy,
  author: text(
    'COALESCE((SELECT u.full_name FROM users u WHERE u.id = m.author_id), m.contact_name)',
  ),
}).from(MESSAGES_FROM);
/** Customers see no notes: not in lists, not in counts, and not by searching. */
const SEEN = sql`${OWN} AND (m.kind <> 'NOTE' OR ${reachStaff})`;

/** Nobody opened what is a contact's, and a token is no person. */
const isOpener = (actor: Actor, openedBy: number | null): boolean =>
  openedBy !== null && openedBy === userOf(actor);

function toRow(actor: Actor, { openedById, ...row }: RowOf<typeof SELECT>): SupportRequestRow {
  return {
    ...row,
    __typename: 'SupportRequest',
    firstResponseMinutes: minutesUntil(row.openedAt, row.firstAnsweredAt),
    resolutionMinutes: minutesUntil(row.openedAt, row.closedAt),
    grants: ownedBy(actor, row.accountId, isOpener(actor, openedById)),
  };
}

function matching({
  status,
  search,
  incidentUsed,
  assignedTo,
}: SupportRequestConditions): Statement<false> {
  let filter: Statement<false> = sql`TRUE`;
  if (status !== null) filter = sql`${filter} AND r.status IN (${status})`;
  if (assignedTo !== null) filter = sql`${filter} AND r.assigned_to = ${assignedTo}`;
  if (incidentUsed !== null)
    filter = sql`${filter} AND EXISTS (${raw(`SELECT 1 FROM ${USED_INCIDENT}`)}) = ${incidentUsed}`;
  if (search !== null && search.trim() !== '') {
    const part = contains(search.trim());
    const number = part.toUpperCase();
    filter = sql`${filter} AND (r.number LIKE ${number} OR r.subject LIKE ${part} OR EXISTS (
      SELECT 1 FROM support_messages m WHERE m.account_id = r.account_id AND m.request_id = r.id
        AND m.kind <> 'NOTE' AND m.body LIKE ${part}))`;
  }
  return filter;
}

/** Support requests, as customers and staff read them (R68). */
export class SupportRequestRepository {
  private readonly inAccount: ListQuery<RowOf<typeof SELECT>>;
  private readonly everywhere: ListQuery<RowOf<typeof SELECT>>;
  private readonly inRequest: ListQuery<RowOf<typeof MESSAGES>>;

  constructor(private readonly database: Queries) {
    const source = { select: SELECT, from: 'support_requests r' };
    this.inAccount = new ListQuery(database, { ...source, parent: 'r.account_id', reach: OWN });
    this.everywhere = new ListQuery(database, { ...source, parent: null, reach: reachStaff });
    this.inRequest = new ListQuery(database, {
      select: MESSAGES,
      from: MESSAGES_FROM,
      parent: 'm.request_id',
      reach: SEEN,
    });
  }

  async byKeys(scope: Scope, keys: readonly number[]): Promise<SupportRequestRow[]> {
    const rows = await this.database.rows(scope, sql`${SELECT} WHERE r.id IN (${keys}) AND ${OWN}`);
    return rows.map((row) => toRow(scope.actor, row));
  }

  readonly ofAccount = this.listOf(() => this.inAccount);
  /** Of all accounts; for staff. */
  readonly all = this.listOf(() => this.everywhere);

  /** Messages of requests, without notes for customers. */
  readonly messages: ListReader<SupportMessageRow, null> = {
    rows: async (scope, parents, _filter, order: Order, request: PageRequest) => {
      const rows = await this.inRequest.rows(scope, parents, order, request);
      return rows.map(({ accountId, openedById, ...row }) => ({
        ...row,
        grants: ownedBy(scope.actor, accountId, isOpener(scope.actor, openedById)),
      }));
    },
    counts: (scope, parents) => this.inRequest.counts(scope, parents),
  };

  private listOf(
    query: () => ListQuery<RowOf<typeof SELECT>>,
  ): ListReader<SupportRequestRow, SupportRequestConditions> {
    return {
      rows: async (scope, parents, filter, order, request) => {
        const rows = await query().rows(scope, parents, order, request, matching(filter));
        return rows.map((row) => toRow(scope.actor, row));
      },
      counts: (scope, parents, filter) => query().counts(scope, parents, matching(filter)),
    };
  }
}
