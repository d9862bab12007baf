import { AccountCustomersResolver } from '../features/customer/account-customers.resolver';
import type { CustomerAccounts } from '../features/customer/customer-accounts';
import type { PlaceOrderService } from '../features/purchase/place-order.service';
import { AccountResellingResolver } from '../features/reselling/account-reselling.resolver';
import type { Assigner } from '../features/reselling/assigner';
import { assignmentDecisions } from '../features/reselling/assignment.decisions';
import { LicenseReversalRepository } from '../features/reselling/license-reversal.repository';
import {
  LicenseReversalResolver,
  ReversalAccountResolver,
  reversalDecisions,
} from '../features/reselling/license-reversal.resolver';
import { LicenseReversalService } from '../features/reselling/license-reversal.service';
import { AssignmentResolver } from '../features/reselling/assignment.resolver';
import { AssignmentService } from '../features/reselling/assignment.service';
import { BulkAssignmentService } from '../features/reselling/bulk-assignment.service';
import { PurchaseAndAssignResolver } from '../features/reselling/purchase-and-assign.resolver';
import { PurchaseAndAssignService } from '../features/reselling/purchase-and-assign.service';
import { SettleAssignmentResolver } from '../features/reselling/settle-assignment.resolver';
import { Confirmations } from '../features/confirmations';
import type { Core, Wiring } from './wiring';

/** What resellers do it with. */
export interface Selling {
  readonly customers: CustomerAccounts;
  readonly assigner: Assigner;
  readonly orders: PlaceOrderService;
}

/** What resellers do. */
export function reselling(core: Core, { customers, assigner, orders }: Selling): Wiring {
  const { reading, lists, rows, sealer, ids, notifier, staff, answerAfter } = core;
  const reversals = new LicenseReversalRepository(reading);
  const assignable = [
    new Confirmations(sealer, 'assignLicense'),
    customers,
    assigner,
    answerAfter,
  ] as const;
  return {
    resolvers: [
      new AccountCustomersResolver(rows.customers, lists),
      new AccountResellingResolver(rows.licenses, lists, core.config.timeZone),
      new AssignmentResolver(
        new AssignmentService(reading, ...assignable),
        new BulkAssignmentService(...assignable),
      ),
      new SettleAssignmentResolver(customers, assigner),
      new LicenseReversalResolver(
        new LicenseReversalService(sealer, ids, notifier, staff),
        reversals,
        rows.licenses,
      ),
      new ReversalAccountResolver(rows.accounts),
      new PurchaseAndAssignResolver(new PurchaseAndAssignService(orders)),
    ],
    decisions: { ...assignmentDecisions, ...reversalDecisions(reversals) },
  };
}
