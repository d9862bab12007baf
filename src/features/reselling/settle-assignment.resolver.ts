import { Resolver } from 'type-graphql';
import { decideAssign } from '../../domain/reselling/assignment';
import { refuse } from '../../domain/refusal';
import type { Call } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { CustomerAccountRepository } from '../customer/customer-account.repository';
import type { CustomerAccounts } from '../customer/customer-accounts';
import type { LicenseRow } from '../license/license.types';
import type { Assigner } from './assigner';
import { SettleAssignmentInput, SettleAssignmentPayload } from './settle-assignment.mutation-types';

/** What staff do where nobody can tell whose an address is (R31, R72). */
@Resolver()
export class SettleAssignmentResolver {
  constructor(
    private readonly customers: CustomerAccounts,
    private readonly assigner: Assigner,
  ) {}

  @Write(() => SettleAssignmentInput, () => SettleAssignmentPayload, {
    description:
      "Assigns a license from a reseller's stock to one of the accounts that an ambiguous address stands for. It is final, as every assignment. The key is mailed to the address, and the reseller's people with the alert are notified. Errors: `CUSTOMER_NOT_AMBIGUOUS` when the address stands for one customer or none, so that the reseller assigns it, `ADDRESS_NOT_OF_ACCOUNT` when it does not stand for this account, and those of `assignLicense` about the license.",
    on: { type: 'License', id: 'licenseId' },
    dryRun: true,
    decided: true,
  })
  async settleAssignment(
    { email, accountId, reason }: SettleAssignmentInput,
    call: Call<LicenseRow>,
  ): Promise<Outcome<SettleAssignmentPayload>> {
    const license = call.target;
    refuse(decideAssign(license));
    const account = await call.row('Account', accountId, ['accountId']);
    return call.commit(async (unit) => {
      const customer = await this.customers.oneOfSeveral(unit, email, account.pk);
      const repository = new CustomerAccountRepository(unit.tx);
      const partner = await repository.partner(call.scope, license.accountId);
      const { scope, now } = call;
      await this.assigner.assign(unit, { scope, now, reason }, license.pk, customer, partner.name);
      return { license: new RowRef('License', license.pk) };
    });
  }
}
