import type { Reason } from '../../domain/refusal';
import type { Call } from '../../graphql/call';
import { RowRef, type OutcomeValue } from '../../graphql/outcome';
import type { AccountRow } from '../account/account.types';
import { batchRows, type BatchResult } from '../batch-result';
import type { LeaseRow } from './lease.types';

const OF_ANOTHER_ACCOUNT: Reason = {
  code: 'OF_ANOTHER_ACCOUNT',
  message: 'This lease is of another account.',
};

/** The leases of ids, as `batchRows` has them. */
export const leasesOf = (
  call: Call<AccountRow>,
  leaseIds: readonly string[],
  place: readonly [string, ...string[]],
  refused: BatchResult,
): Promise<LeaseRow[]> =>
  batchRows<LeaseRow>(call, 'Lease', leaseIds, place, refused, ({ accountId }) =>
    accountId === call.target.pk ? null : OF_ANOTHER_ACCOUNT,
  );

/** Nothing of a dry run stands: its rows would say what they are not. */
export const shownLease = (call: Call, { pk }: LeaseRow): OutcomeValue =>
  call.dryRun ? null : new RowRef('Lease', pk);
