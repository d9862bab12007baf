import type { Queries } from '../../database/database';
import { AuditEventEntity } from '../../database/entities/audit-event.entity';
import { LicenseEntity } from '../../database/entities/license.entity';
import { reachAccounts } from '../../database/reach';
import { sql } from '../../database/sql';
import { type RowOf, select } from '../../database/select';
import { table } from '../../database/table';
import { licenseGrants } from '../../domain/licensing/license';
import type { ListReader } from '../../graphql/lists';
import { authorize } from '../../permissions/authorize';
import {
  EVENT,
  historyReader,
  OF_EVENT,
  type HistoryConditions,
  type ShowsField,
} from '../audit/audit.repository';
import type { HistoryRow } from '../audit/history.types';

const FROM = "audit_events e JOIN licenses l ON l.id = e.subject_id AND e.subject_type = 'License'";

/** What was done before a license was assigned, such as when it was bought, is the seller's business. */
const REACH = sql`(${reachAccounts('l.account_id')} OR (${reachAccounts('l.customer_account_id')}
  AND e.created_at >= l.assigned_at))`;

const e = table(AuditEventEntity, 'e');
const l = table(LicenseEntity, 'l');
const SELECT = select({
  ...EVENT,
  parent: e.subjectId,
  origin: l.origin,
  payerId: l.accountId,
  customerAccountId: l.customerAccountId,
}).from(`${FROM} ${OF_EVENT}`);
type LicenseEvent = RowOf<typeof SELECT>;

/** What both sides of a license may know of each other's deeds; all else is told to one's own side alone. */
const SHARED = new Set([
  'status',
  'servers',
  'product',
  'edition',
  'level',
  'addOns',
  'maintenanceEndsOn',
  'formerKeyEndsAt',
]);

/**
 * Servers are for whoever may see the installations; who merely buys does not (R7). A partner sees where its
 * customers' licenses run now, and not where they ran.
 */
const shows: ShowsField<LicenseEvent> = (viewer, event, field, own) => {
  if (!own && !SHARED.has(field)) return false;
  if (field !== 'servers') return true;
  const { origin, payerId: accountId, customerAccountId } = event;
  const grants = licenseGrants(viewer, { origin, accountId, customerAccountId });
  const onTheirSide = grants.CUSTOMER !== null || grants.staff !== null;
  return onTheirSide && authorize(viewer, 'License', 'activations', grants) === null;
};

/** What was done to licenses, by their keys. */
export const licenseHistoryReader = (
  database: Queries,
): ListReader<HistoryRow, HistoryConditions> =>
  historyReader<LicenseEvent>(
    database,
    { select: SELECT, from: FROM, parent: 'e.subject_id', reach: REACH },
    shows,
  );
