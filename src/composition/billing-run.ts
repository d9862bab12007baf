import { SystemScope } from '../database/scope';
import { Autopay } from '../features/billing/autopay';
import { BillingRun } from '../features/billing/billing-run';
import { LeaseBiller } from '../features/billing/lease-biller';
import { MonthlyBilling } from '../features/billing/monthly-billing';
import { PlausibilityCheck } from '../features/billing/plausibility-check';
import { SummaryBiller } from '../features/billing/summary-biller';
import { billingRun, leasePayments } from '../jobs/billing-run';
import type { Billing } from './billing';
import type { Core, Wiring } from './wiring';

/** What is billed and charged by the clock, and by hand. */
export interface Monthly extends Wiring {
  readonly monthly: MonthlyBilling;
}

/** The run of the 1st, and what charges its invoices. */
export function monthly(core: Core, { payments, reconciler }: Billing): Monthly {
  const { config, database, clock, work, notifier, staff, taxRules, seller, limits } = core;
  const { timeZone, billingBounds } = config;
  const run = new BillingRun({
    database,
    work,
    notifier,
    staff,
    payments,
    billers: [
      new SummaryBiller(database, seller),
      new LeaseBiller(database, taxRules, timeZone, seller),
    ],
    plausible: new PlausibilityCheck({ database, work, staff, plausibility: billingBounds }),
    limits,
    settlePayments: (accounts) => reconciler.settleOf(accounts),
  });
  const autopay = new Autopay(database, work, payments, limits, clock, timeZone);
  const scope = new SystemScope('billing by hand');
  return {
    monthly: new MonthlyBilling(scope, database, run, autopay, clock, timeZone),
    resolvers: [],
    jobs: [billingRun(run, autopay, timeZone), leasePayments(autopay, timeZone)],
  };
}
