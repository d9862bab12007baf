import type { Sealer } from '../../database/sealing';
import { decideAssign } from '../../domain/reselling/assignment';
import { Refusal } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import type { CustomerAccounts, FoundCustomer } from '../customer/customer-accounts';
import { CustomerWritesRepository } from '../customer/customer-writes.repository';
import { KEY_SEAL } from '../license/key-hash';
import type { Notifier } from '../mail/notifier';
import { AssignmentRepository } from './assignment.repository';

/** Gives licenses to customers who were found already: once, for ever (R30). */
export class Assigner {
  constructor(
    private readonly sealer: Sealer,
    private readonly customers: CustomerAccounts,
    private readonly notifier: Notifier,
  ) {}

  /**
   * Assigns one license within the transaction, mails the key to the customer, and tells the reseller's people.
   * @param by Name of the reseller. @throws Refusal as `decideAssign` has it.
   */
  async assign(
    unit: Unit,
    call: Pick<Call, 'scope' | 'now'> & { readonly reason?: string },
    licenseKey: number,
    customer: FoundCustomer,
    by: string,
  ): Promise<void> {
    const repository = new AssignmentRepository(unit.tx);
    const license = await repository.lock(call.scope, licenseKey);
    const refused = decideAssign(license);
    if (refused !== null) throw new Refusal(refused);
    if (!(await repository.assign(call.scope, licenseKey, customer.accountId, call.now)))
      throw new Error('The license changed while it was locked');
    const customers = new CustomerWritesRepository(unit.tx);
    const { accountId } = customer;
    await customers.relate(call.scope, license.accountId, [accountId], 'RESOLD', call.now);
    unit.audit({
      subject: new RowRef('License', licenseKey),
      accountId: license.accountId,
      before: { status: license.status, customer: null },
      after: { status: 'READY', customer: customer.email },
      ...(call.reason === undefined ? {} : { reason: call.reason }),
    });
    const key = this.sealer.unseal(license.keySealed, KEY_SEAL);
    const { product, addOns } = license;
    await this.customers.deliver(unit, customer, { product, addOns, key, by });
    await this.notifier.notify(
      unit,
      license.accountId,
      { event: 'RESOLD_LICENSE_ASSIGNED' },
      () => ({ parameters: { product, addOns, customerEmail: customer.email }, keys: { key } }),
    );
  }
}
