import type { Queries } from '../database/database';
import { LedgerRepository } from '../features/invoice/ledger.repository';
import { SystemScope } from '../database/scope';
import { JobRunRepository } from './job-run.repository';
import type { Job } from './job.types';
import { hourly } from './periods';

/** Under which name the check's runs are kept; readiness looks there. */
export const LEDGER_CHECK = 'ledger check';

/** How the failure of a check begins that found something; any other says that it could not look. */
const GAP = 'The ledger does not add up';

/** The ledger does not add up: somebody has to look, and nothing mends it by itself. */
export class LedgerGapFound extends Error {
  override readonly name = 'LedgerGapFound';
}

/** Every hour, checks that all entries together are zero in each currency, and receivables what invoices ask for. */
export const ledgerCheck = (database: Queries, timeZone: string): Job => ({
  name: LEDGER_CHECK,
  cron: '27 * * * *',
  ...hourly(timeZone),
  run: async ({ scope }) => {
    const gaps = await new LedgerRepository(database).gaps(scope);
    if (gaps.length > 0)
      throw new LedgerGapFound(
        `${GAP}: ${gaps.map(({ place, amount }) => `${place}: ${amount}`).join('; ')}`,
      );
  },
});

/** What the last check of the ledger found. */
export type LedgerState = 'balanced' | 'does not add up' | 'check failed' | 'not checked yet';

export async function ledgerState(database: Queries): Promise<LedgerState> {
  const failure = await new JobRunRepository(database).lastFailure(new SystemScope(LEDGER_CHECK));
  if (failure === undefined) return 'not checked yet';
  if (failure === null) return 'balanced';
  return failure.startsWith(GAP) ? 'does not add up' : 'check failed';
}
