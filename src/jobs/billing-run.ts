import { monthBefore, monthOf, nextMonth, parseMonth } from '../domain/billing/calendar';
import { dayOf } from '../domain/billing/day-of';
import type { Autopay } from '../features/billing/autopay';
import { BillingIncomplete, type BillingRun } from '../features/billing/billing-run';
import type { Job } from './job.types';
import { hourly } from './periods';

/**
 * From the 1st on, bills the month before, and charges what is to be charged (R50, R51). Months that were missed
 * are billed in order; should somebody not be billed, it is tried again every hour.
 */
export const billingRun = (run: BillingRun, autopay: Autopay, timeZone: string): Job => ({
  name: 'billing run',
  cron: '3 * * * *',
  timeZone,
  periodOf: (instant) => monthOf(dayOf(instant, timeZone)),
  periodAfter: (period) => nextMonth(parseMonth(period)),
  run: async ({ period, now, scope, stillMine }) => {
    const billed = { month: monthBefore(parseMonth(period)), on: dayOf(now, timeZone) };
    const { failures } = await run.bill(scope, billed, { now, goOn: stillMine });
    await autopay.charge(scope, stillMine);
    const [first] = failures;
    if (first === undefined) return;
    const of = failures.map(({ accountId }) => accountId).join(', ');
    throw new BillingIncomplete(`Accounts that are not billed: ${of}`, { cause: first.error });
  },
});

/** Every hour, charges lease invoices that are due to be charged: again, or because a process died (R53). */
export const leasePayments = (autopay: Autopay, timeZone: string): Job => ({
  name: 'lease payments',
  cron: '33 * * * *',
  ...hourly(timeZone),
  run: async ({ scope, stillMine }) => {
    await autopay.charge(scope, stillMine);
  },
});
