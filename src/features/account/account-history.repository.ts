import type { Queries } from '../../database/database';
import { AuditEventEntity } from '../../database/entities/audit-event.entity';
import { reachAccounts } from '../../database/reach';
import { known } from '../../database/computed';
import { select } from '../../database/select';
import { table } from '../../database/table';
import type { ListReader } from '../../graphql/lists';
import { EVENT, historyReader, OF_EVENT, type HistoryConditions } from '../audit/audit.repository';
import type { HistoryRow } from '../audit/history.types';

const FROM = 'audit_events e';
const SELECT = select({
  ...EVENT,
  parent: known(table(AuditEventEntity, 'e').accountId),
}).from(`${FROM} ${OF_EVENT}`);

/** Everything that was done on accounts: the holder's, who sees all of it. */
export const accountHistory = (database: Queries): ListReader<HistoryRow, HistoryConditions> =>
  historyReader(
    database,
    { select: SELECT, from: FROM, parent: 'e.account_id', reach: reachAccounts('e.account_id') },
    () => true,
  );
