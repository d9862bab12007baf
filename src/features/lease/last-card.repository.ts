import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { collectable } from '../invoice/carried-invoices.repository';
import type { LimitsOf } from '../../domain/billing/charge-limits';
import type { Reason } from '../../domain/refusal';
import { AccountEntity } from '../../database/entities/account.entity';
import { select } from '../../database/select';
import { table } from '../../database/table';

const LAST_CARD: Reason = {
  code: 'LAST_CARD',
  message:
    'The last card cannot be removed while a lease is active, lease usage is not billed yet or a lease invoice is not paid: add another card first.',
};

const a = table(AccountEntity, 'a');
const MAY_REMOVE_LAST_CARD = select({ pk: a.id }).from('accounts a');

/**
 * Which accounts cannot be without a card, and why (R40): the last one does not go while a lease is active, a
 * month that one was active in has not been billed, or a lease invoice is unpaid that can be charged. Whoever acts on it has locked
 * the account. A lease that was stopped was last active the day before, unless it was stopped on the day that it
 * was started (R52).
 */
export const needsACard =
  (limits: LimitsOf) =>
  async (
    queries: Queries,
    scope: Scope,
    accounts: readonly number[],
  ): Promise<{ accountId: number; reason: Reason }[]> => {
    const rows = await queries.rows(
      scope,
      sql`${MAY_REMOVE_LAST_CARD} WHERE a.id IN (${accounts}) AND ${reachAccounts('a.id')} AND (
          EXISTS (SELECT 1 FROM invoices i WHERE i.account_id = a.id AND i.kind = 'LEASE'
                  AND i.status IN ('OPEN', 'OVERDUE') AND ${collectable(limits, 'i')})
          OR EXISTS (SELECT 1 FROM leases l WHERE l.account_id = a.id AND (l.status = 'ACTIVE' OR NOT EXISTS (
            SELECT 1 FROM invoice_lines n WHERE n.lease_id = l.id AND n.period = DATE_FORMAT(
              GREATEST(l.started_on, DATE_SUB(l.stopped_on, INTERVAL 1 DAY)), '%Y-%m')))))`,
    );
    return rows.map(({ pk }) => ({ accountId: pk, reason: LAST_CARD }));
  };
