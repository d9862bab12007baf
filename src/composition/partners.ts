import {
  AccountLeasesResolver,
  CustomerLeasesResolver,
} from '../features/lease/account-leases.resolver';
import { LeaseHistoryResolver } from '../features/lease/lease-history.resolver';
import { LeaseResolver, LicenseLeaseResolver } from '../features/lease/lease.resolver';
import { AccountResellingResolver } from '../features/reselling/account-reselling.resolver';
import type { Core, Wiring } from './wiring';

/** What resellers and lease providers do. */
export function partners({ config, reading, lists, rows }: Core): Wiring {
  const { leases, licenses } = rows;
  return {
    resolvers: [
      new AccountResellingResolver(licenses, lists),
      new LeaseResolver(leases, licenses, config.timeZone),
      new LicenseLeaseResolver(leases),
      new LeaseHistoryResolver(reading, lists),
      new AccountLeasesResolver(leases, lists),
      new CustomerLeasesResolver(leases, lists),
    ],
  };
}
