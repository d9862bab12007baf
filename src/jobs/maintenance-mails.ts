import type { Queries } from '../database/database';
import type { SystemScope } from '../database/scope';
import type { Day } from '../domain/billing/calendar';
import { dayOf } from '../domain/billing/day-of';
import { MAINTENANCE_STEPS, stepDue, stepsOn } from '../domain/licensing/maintenance-notice';
import {
  ExpiringMaintenanceRepository,
  type DueLicense,
  type NotifiedSide,
} from '../features/license/expiring-maintenance.repository';
import { mailedMaintenance } from '../features/license/mailed-maintenance';
import type { Notifier } from '../features/mail/notifier';
import type { SystemUnit, SystemWork } from '../features/system-work';
import type { Job } from './job.types';
import { assertComplete, oneByOne } from './one-by-one';
import { daily } from './periods';

/** Licenses that are looked for at once; all that their accounts have is mailed in one transaction. */
const BATCH = 100;

interface Deps {
  readonly work: SystemWork;
  readonly notifier: Notifier;
  /** The opaque id of an account, for links. */
  readonly accountIdOf: (key: number) => string;
  readonly timeZone: string;
}

/**
 * Once a day, mails people whose Maintenance and Support ends soon, or has ended (R15): the account that runs the
 * licenses, and resellers in a digest of what they sold. One mail for an account, step and day, and once for each
 * license and step, however often it runs; days that were missed leave steps out.
 */
export const maintenanceMails = (database: Queries, deps: Deps): Job => ({
  name: 'maintenance mails',
  cron: '52 * * * *',
  ...daily(deps.timeZone),
  run: async ({ now, scope, extendClaim }) => {
    const today = dayOf(now, deps.timeZone);
    const left: Awaited<ReturnType<typeof oneByOne>> = [];
    for (const side of ['CUSTOMER', 'SELLER'] as const) {
      const licenses = new ExpiringMaintenanceRepository(database);
      for (let after: DueLicense | null = null; ;) {
        const due: DueLicense[] = await licenses.find(scope, side, stepsOn(today), after, BATCH);
        left.push(
          ...(await oneByOne(due, (items) =>
            deps.work.run(scope, 'maintenanceMails', (unit) =>
              notify(unit, { scope, side, today, ...deps }, items),
            ),
          )),
        );
        after = due.at(-1) ?? null;
        if (due.length < BATCH) break;
        // Another process goes on where this one is.
        if (!(await extendClaim())) return;
      }
    }
    assertComplete(left);
  },
});

interface Run extends Deps {
  readonly scope: SystemScope;
  readonly side: NotifiedSide;
  readonly today: Day;
}

async function notify(
  unit: SystemUnit,
  { scope, side, today, notifier, accountIdOf }: Run,
  found: readonly DueLicense[],
): Promise<void> {
  if (found.length === 0) return;
  const accounts = [...new Set(found.map(({ accountId }) => accountId))];
  const licenses = new ExpiringMaintenanceRepository(unit.tx);
  // Somebody may have renewed some meanwhile, and another process may have mailed of them.
  const due = await licenses.lockDue(scope, side, stepsOn(today), accounts);
  if (due.length === 0) return;
  await licenses.markNotified(
    scope,
    side,
    due.map(({ pk }) => pk),
    today,
  );
  const people = await notifier.read(unit, accounts);
  for (const account of accounts)
    for (const step of MAINTENANCE_STEPS) {
      const these = due.filter(
        ({ accountId, endsOn, notifiedOn }) =>
          accountId === account && stepDue(endsOn, notifiedOn, today) === step,
      );
      if (these.length === 0) continue;
      const accountId = accountIdOf(account);
      if (side === 'CUSTOMER') {
        const said = mailedMaintenance(step, accountId, 'PURCHASED', these);
        people.notify(unit, account, { event: 'MAINTENANCE_ENDING' }, () => said);
      } else {
        const said = mailedMaintenance(step, accountId, 'RESOLD', these);
        people.notify(unit, account, { event: 'RESOLD_MAINTENANCE_ENDING' }, () => said);
      }
    }
}
