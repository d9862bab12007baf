import {
  AccountLeasesResolver,
  CustomerLeasesResolver,
} from '../features/lease/account-leases.resolver';
import { LeaseHistoryResolver } from '../features/lease/lease-history.resolver';
import { LeaseResolver, LicenseLeaseResolver } from '../features/lease/lease.resolver';
import { AccountResellingResolver } from '../features/reselling/account-reselling.resolver';
import { Confirmations } from '../features/license/confirmations';
import type { CustomerAccounts } from '../features/license/customer-accounts';
import { Assigner } from '../features/reselling/assigner';
import { assignmentDecisions } from '../features/reselling/assignment.decisions';
import { AssignmentResolver } from '../features/reselling/assignment.resolver';
import { AssignmentService } from '../features/reselling/assignment.service';
import { BulkAssignmentService } from '../features/reselling/bulk-assignment.service';
import type { Core, Wiring } from './wiring';

/** What resellers and lease providers do. */
export function partners(core: Core, customers: CustomerAccounts): Wiring {
  const { config, reading, lists, rows, sealer, notifier, answerAfter } = core;
  const { leases, licenses } = rows;
  const assignable = [
    new Confirmations(sealer, 'assignLicense'),
    customers,
    new Assigner(sealer, customers, notifier),
    answerAfter,
  ] as const;
  return {
    resolvers: [
      new AccountResellingResolver(licenses, lists),
      new AssignmentResolver(
        new AssignmentService(reading, ...assignable),
        new BulkAssignmentService(...assignable),
      ),
      new LeaseResolver(leases, licenses, config.timeZone),
      new LicenseLeaseResolver(leases),
      new LeaseHistoryResolver(reading, lists),
      new AccountLeasesResolver(leases, lists),
      new CustomerLeasesResolver(leases, lists),
    ],
    decisions: assignmentDecisions,
  };
}
