import {
  AccountLeasesResolver,
  CustomerLeasesResolver,
} from '../features/lease/account-leases.resolver';
import { LeaseHistoryResolver } from '../features/lease/lease-history.resolver';
import { LeaseChangeService } from '../features/lease/lease-change.service';
import { LeaseModifier } from '../features/lease/lease-modifier';
import { LeaseStopper } from '../features/lease/lease-stopper';
import { LeaseStopService } from '../features/lease/lease-stop.service';
import { LeaseStartService } from '../features/lease/lease-start.service';
import { LeaseStarter } from '../features/lease/lease-starter';
import { LeaseMutationResolver } from '../features/lease/lease.mutation-resolver';
import { leaseDecisions } from '../features/lease/lease.decisions';
import { InvoiceLineLeaseResolver } from '../features/lease/invoice-line-lease.resolver';
import {
  LeaseChargeSegmentResolver,
  LeaseResolver,
  LeaseTermResolver,
  LicenseLeaseResolver,
} from '../features/lease/lease.resolver';
import { Confirmations } from '../features/confirmations';
import type { CustomerAccounts } from '../features/customer/customer-accounts';
import { AccountForecastResolver } from '../features/lease/forecast.resolver';
import {
  ForecastLineResolver,
  LeaseForecastResolver,
} from '../features/lease/forecast-rows.resolver';
import {
  LeaseCostOfCustomerResolver,
  LeaseReportRowsResolver,
  LeaseReportsResolver,
} from '../features/lease/report.resolver';
import { CustomerNotifier } from '../features/lease/customer-notifier';
import { CarriedInvoicesRepository } from '../features/invoice/carried-invoices.repository';
import type { Core, Wiring } from './wiring';

/** What lease providers do. */
export function leasing(core: Core, customers: CustomerAccounts): Wiring {
  const { config, reading, ids, lists, rows, sealer, notifier, answerAfter, taxRules, limits } =
    core;
  const { leases, licenses } = rows;
  const { timeZone } = config;
  const starter = new LeaseStarter(customers, sealer, notifier, timeZone);
  const confirmations = {
    one: new Confirmations(sealer, 'stopLease'),
    many: new Confirmations(sealer, 'stopLeases'),
  };
  const customerNotifier = new CustomerNotifier(sealer, notifier);
  return {
    resolvers: [
      new LeaseMutationResolver(
        new LeaseStartService({ reading, ids, timeZone, customers, starter, answerAfter }),
        new LeaseChangeService(ids, new LeaseModifier(timeZone, customerNotifier)),
        new LeaseStopService({
          ...{ reading, ids, timeZone, confirmations },
          stopper: new LeaseStopper(timeZone, customerNotifier),
        }),
      ),
      new LeaseReportsResolver(reading, timeZone),
      new AccountForecastResolver(reading, ids, timeZone, taxRules),
      new LeaseReportRowsResolver(rows.catalog, ids),
      new LeaseCostOfCustomerResolver(rows.customers),
      new LeaseForecastResolver(
        new CarriedInvoicesRepository(reading, limits),
        rows.invoices,
        limits,
      ),
      new ForecastLineResolver(leases),
      new LeaseResolver(leases, licenses, rows.customers, config.timeZone),
      new LeaseTermResolver(leases),
      new LeaseChargeSegmentResolver(rows.catalog),
      new InvoiceLineLeaseResolver(core.nodes, rows.invoiceLines),
      new LicenseLeaseResolver(leases),
      new LeaseHistoryResolver(reading, lists),
      new AccountLeasesResolver(leases, lists, ids, timeZone),
      new CustomerLeasesResolver(leases, lists),
    ],
    decisions: leaseDecisions(reading),
  };
}
