import type { Queries } from '../database/database';
import type { SystemScope } from '../database/scope';
import type { LimitsOf } from '../domain/billing/charge-limits';
import { dayOf } from '../domain/billing/day-of';
import { balanceOf, isUnpaid } from '../domain/billing/invoice-totals';
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
import { FailedAttemptRepository } from '../features/payment/failed-attempt.repository';
import type { Payments } from '../features/payment/payments';
import type { SystemUnit, SystemWork } from '../features/system-work';
import type { Job } from './job.types';
import { assertComplete, oneByOne } from './one-by-one';
import { daily } from './periods';

/** Invoices that are called overdue in one transaction. */
const BATCH = 200;

export interface OverdueDeps {
  readonly work: SystemWork;
  readonly staff: StaffNotifier;
  readonly payments: Payments;
  readonly limits: LimitsOf;
  readonly timeZone: string;
}

/**
 * Once a day, pays out of credit what should have been paid by the day before, and calls the rest overdue. Of invoices
 * that are charged automatically staff are told, as after their last attempt: there may have been no card to try (R53).
 * What is too small to be charged is not overdue.
 */
export const overdue = (database: Queries, deps: OverdueDeps): Job => ({
  name: 'overdue',
  cron: '7 * * * *',
  ...daily(deps.timeZone),
  run: async ({ now, scope, extendClaim }) => {
    const { work, limits, timeZone } = deps;
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
          work.run(scope, 'overdue', (unit) => callOverdue(unit, scope, { ...deps, now }, items)),
        )),
      );
      after = late[late.length - 1]?.pk ?? after;
      if (late.length < BATCH || !(await extendClaim())) break;
    }
    assertComplete(left);
  },
});

async function callOverdue(
  unit: SystemUnit,
  scope: SystemScope,
  { staff, payments, limits, now }: OverdueDeps & { readonly now: Date },
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
  const attempts = new FailedAttemptRepository(unit.tx);
  const said: ReturnType<typeof overdueSaid>[] = [];
  const toCall = new Set(late.filter((one) => one.late === 1).map(({ pk }) => pk));
  // Whoever paid meanwhile held the account.
  for (const found of invoices.filter(({ status }) => isUnpaid(status))) {
    const account = locked.find(({ pk }) => pk === found.accountId);
    if (account === undefined) continue;
    const paid = found.paymentPending
      ? 0n
      : await payments.applyCredit(unit, scope, account, [found], { now, receipt: true });
    const invoice = paid === 0n ? found : await changes.lockOne(scope, found.pk);
    if (invoice.status !== 'OPEN' || !toCall.has(invoice.pk)) continue;
    // What credit has left may be too small to be charged.
    if (paid > 0n && balanceOf(invoice) < limits(invoice.currency).least) continue;
    const after = await changes.change(scope, invoice, { status: 'OVERDUE' }, now);
    recordStatus(unit, invoice, after);
    if (invoice.kind !== 'LEASE') continue;
    const { failed } = await attempts.counted(scope, [invoice.pk]);
    said.push(overdueSaid(account, invoice, { tries: failed, failure: null }));
  }
  await staff.notify(unit, 'staff-invoice-overdue', ...said);
}
