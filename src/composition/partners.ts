import {
  AccountLeasesResolver,
  CustomerLeasesResolver,
} from '../features/lease/account-leases.resolver';
import { LeaseHistoryResolver } from '../features/lease/lease-history.resolver';
import { LeaseResolver, LicenseLeaseResolver } from '../features/lease/lease.resolver';
import { AccountResellingResolver } from '../features/reselling/account-reselling.resolver';
import type { Passwords } from '../auth/passwords';
import { SystemScope } from '../database/scope';
import { Confirmations } from '../features/license/confirmations';
import { CustomerAccounts } from '../features/license/customer-accounts';
import { Notifier } from '../features/mail/notifier';
import { Assigner } from '../features/reselling/assigner';
import { assignmentDecisions } from '../features/reselling/assignment.decisions';
import { AssignmentResolver } from '../features/reselling/assignment.resolver';
import { AssignmentService } from '../features/reselling/assignment.service';
import { BulkAssignmentService } from '../features/reselling/bulk-assignment.service';
import type { Core, Wiring } from './wiring';

/** What resellers and lease providers do. */
export function partners(core: Core, passwords: Passwords): Wiring {
  const { config, reading, lists, rows, sealer, answerAfter } = core;
  const { leases, licenses } = rows;
  const notifier = new Notifier(new SystemScope('notify'));
  const customers = new CustomerAccounts(
    new SystemScope('customers'),
    reading,
    passwords,
    notifier,
  );
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
