import type { Clock } from '../domain/clock';
import type { HousekeepingRepository } from './housekeeping.repository';
import type { Job } from './job.types';
import { daily } from './periods';

/** Rows that are removed at once: few enough to be in nobody's way. */
const BATCH = 1_000;
/** For how long the account of a guest waits for money that comes late, in milliseconds. */
const GUESTS_KEPT = 30 * 24 * 3_600_000;

/** Once a day, removes idempotency keys, carts and waiting accounts of guests, links to support requests, former license keys and counts of limits that have expired. A failure is tried again within the hour. */
export const housekeeping = (
  repository: HousekeepingRepository,
  timeZone: string,
  machine: Clock,
): Job => ({
  name: 'housekeeping',
  cron: '17 * * * *',
  ...daily(timeZone),
  run: async ({ now, scope, extendClaim }) => {
    while ((await repository.removeExpiredKeys(scope, now, BATCH)) === BATCH)
      if (!(await extendClaim())) return;
    while ((await repository.removeExpiredGuestCarts(scope, now, BATCH)) === BATCH)
      if (!(await extendClaim())) return;
    const before = new Date(now.getTime() - GUESTS_KEPT);
    while ((await repository.removeGuestAccounts(scope, before, BATCH)) === BATCH)
      if (!(await extendClaim())) return;
    while ((await repository.removeExpiredSupportLinks(scope, now, BATCH)) === BATCH)
      if (!(await extendClaim())) return;
    while ((await repository.removeEndedKeys(scope, now, BATCH)) === BATCH)
      if (!(await extendClaim())) return;
    while ((await repository.removeExpiredLimits(scope, machine.now(), BATCH)) === BATCH)
      if (!(await extendClaim())) return;
  },
});
