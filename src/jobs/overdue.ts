import type { Queries } from '../database/database';
import type { SystemScope } from '../database/scope';
import type { LimitsOf } from '../domain/billing/charge-limits';
import { dayOf } from '../domain/billing/day-of';
import { BilledAccountRepository } from '../features/invoice/billed-account.repository';
import {
  InvoiceChangeRepository,
  recordStatus,
} from '../features/invoice/invoice-change.repository';
import {
  LateInvoiceRepository,
  type LateInvoice,
} from '../features/invoice/late-invoice.repository';
import { overdueSaid } from '../features/invoice/overdue-said';
import type { StaffNotifier } from '../features/mail/staff-notifier';
import { PaymentAttemptRepository } from '../features/payment/payment-attempt.repository';
import type { SystemUnit, SystemWork } from '../features/system-work';
import type { Job } from './job.types';
import { assertComplete, oneByOne } from './one-by-one';
import { daily } from './periods';

/** Invoices that are called overdue in one transaction. */
const BATCH = 200;

/**
 * Once a day, calls overdue what should have been paid by the day before. Of invoices that are charged
 * automatically staff are told, as after their last attempt: there may have been no card to try (R53). What is too
 * small to be charged is not overdue.
 */
export const overdue = (
  database: Queries,
  work: SystemWork,
  staff: StaffNotifier,
  limits: LimitsOf,
  timeZone: string,
): Job => ({
  name: 'overdue',
  cron: '7 * * * *',
  ...daily(timeZone),
  run: async ({ now, scope, stillMine }) => {
    const today = dayOf(now, timeZone);
    const left: Awaited<ReturnType<typeof oneByOne>> = [];
    for (let after = 0; ;) {
      const late = await new LateInvoiceRepository(database, limits).find(
        scope,
        today,
        after,
        BATCH,
      );
      left.push(
        ...(await oneByOne(late, (items) =>
          work.run(scope, 'overdue', (unit) => callOverdue(unit, scope, staff, items)),
        )),
      );
      after = late[late.length - 1]?.pk ?? after;
      if (late.length < BATCH || !(await stillMine())) break;
    }
    assertComplete(left);
  },
});

async function callOverdue(
  unit: SystemUnit,
  scope: SystemScope,
  staff: StaffNotifier,
  late: readonly LateInvoice[],
): Promise<void> {
  if (late.length === 0) return;
  const accounts = [...new Set(late.map(({ accountId }) => accountId))];
  const locked = await new BilledAccountRepository(unit.tx).lock(scope, accounts);
  const changes = new InvoiceChangeRepository(unit.tx);
  const invoices = await changes.lock(
    scope,
    late.map(({ pk }) => pk),
  );
  const attempts = new PaymentAttemptRepository(unit.tx);
  const said: ReturnType<typeof overdueSaid>[] = [];
  // Whoever paid meanwhile held the account.
  for (const invoice of invoices.filter(({ status }) => status === 'OPEN')) {
    const after = await changes.change(scope, invoice, { status: 'OVERDUE' });
    recordStatus(unit, invoice, after);
    const account = locked.find(({ pk }) => pk === invoice.accountId);
    if (invoice.kind !== 'LEASE' || account === undefined) continue;
    const { failed } = await attempts.failedAutomatically(scope, invoice.pk);
    said.push(overdueSaid(account, invoice, { tries: failed, failure: null }));
  }
  await staff.tell(unit, 'staff-invoice-overdue', ...said);
}
