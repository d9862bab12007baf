import type { Scope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import { CustomerAccountRepository } from '../customer/customer-account.repository';
import type { CustomerAccounts } from '../customer/customer-accounts';
import type { NamedCustomer } from '../customer/named-customer';
import type { FulfilHow } from '../payment/order-hooks';
import type { AssignBought } from '../purchase/fulfilment';
import type { Assigner } from './assigner';

/** Gives what was bought for a customer to them, in the transaction that fulfills the order (R38). */
export class BoughtAssigner implements AssignBought {
  constructor(
    private readonly customers: CustomerAccounts,
    private readonly assigner: Assigner,
  ) {}

  /** Leaves all of it in stock where the address turned ambiguous after it was asked about: it is paid. */
  async assign(
    unit: Unit,
    by: { readonly scope: Scope; readonly now: Date; readonly accountId: number },
    named: NamedCustomer,
    licenses: readonly number[],
    { dryRun, passwords }: FulfilHow,
  ): Promise<void> {
    const repository = new CustomerAccountRepository(unit.tx);
    const partner = await repository.partner(by.scope, by.accountId);
    const call = { ...by, dryRun };
    let customer = await this.customers.findOrMakeOfPaid(unit, call, named, partner, passwords);
    for (const license of licenses) {
      if (customer === null) return;
      await this.assigner.assign(unit, by, license, customer, partner.name);
      // Whoever gets several licenses is told of the new account and its password once.
      customer = { ...customer, made: false };
    }
  }
}
