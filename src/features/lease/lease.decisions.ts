import {
  decideModifyLease,
  decideStartLease,
  decideStopLease,
} from '../../domain/leasing/lease-life';
import type { Reason } from '../../domain/refusal';
import type { Queries } from '../../database/database';
import { rowLoader } from '../../graphql/lists';
import type { AccountRow } from '../account/account.types';
import type { Context } from '../context';
import type { LeaseRow } from './lease.types';
import { ProviderRepository, type Provider } from './provider.repository';

/** What `viewerCan` asks of leases and of who starts them; the mutations ask the same under the lock. */
export function leaseDecisions(reading: Queries) {
  const providers = new ProviderRepository(reading);
  const provider = async (context: Context, account: number): Promise<Provider> => {
    const found = await rowLoader(
      context,
      'lease provider',
      (scope, keys) => providers.facts(scope, keys),
      ({ pk }: Provider) => pk,
    ).load(account);
    if (found === null) throw new Error('The account is out of reach');
    return found;
  };
  const start = async ({ pk }: AccountRow, context: Context): Promise<Reason | null> =>
    decideStartLease(await provider(context, pk));
  return {
    startLease: start,
    startLeases: start,
    modifyLease: async (row: LeaseRow, context: Context): Promise<Reason | null> =>
      decideModifyLease(row, await provider(context, row.accountId)),
    prepareStopLease: (row: LeaseRow): Reason | null => decideStopLease(row),
    stopLease: (row: LeaseRow): Reason | null => decideStopLease(row),
  };
}
