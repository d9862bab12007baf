import { monthBefore, monthOf, nextMonth, parseMonth } from '../domain/billing/calendar';
import { dayOf } from '../domain/billing/day-of';
import type { Autopay } from '../features/billing/autopay';
import { BillingIncomplete, type BillingRun } from '../features/billing/billing-run';
import { ImplausibleMonth } from '../features/billing/plausibility-check';
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
  run: async ({ period, now, scope, extendClaim }) => {
    const on = dayOf(now, timeZone);
    const unbilled: string[] = [];
    let cause: unknown = null;
    // All months that are due, in order: whoever cannot be billed for one holds back nobody else in the next, and
    // neither does a month that waits for somebody to accept it.
    for (let due = parseMonth(period); due <= monthOf(on); due = nextMonth(due))
      try {
        const billed = { month: monthBefore(due), on };
        const { failures } = await run.bill(scope, billed, { now, mayContinue: extendClaim });
        for (const { number, reason, error } of failures) {
          unbilled.push(`${number} is not billed: ${reason}.`);
          cause ??= error;
        }
      } catch (error) {
        if (!(error instanceof ImplausibleMonth)) throw error;
        unbilled.push(error.message);
      }
    // What fails here is tried again, and reported, by the hourly job: it is no reason to bill anew.
    await autopay.charge(scope, { mayContinue: extendClaim }).catch(() => undefined);
    if (unbilled.length > 0) throw new BillingIncomplete(unbilled.join(' '), { cause });
  },
});

/** Every hour, charges lease invoices that are due to be charged: again, or because a process died (R53). */
export const leasePayments = (autopay: Autopay, timeZone: string): Job => ({
  name: 'lease payments',
  cron: '33 * * * *',
  ...hourly(timeZone),
  run: async ({ scope, extendClaim }) => {
    await autopay.charge(scope, { mayContinue: extendClaim });
  },
});
