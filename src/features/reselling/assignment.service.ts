import { inSameTime } from '../../auth/same-time';
import { CONFIRMATION_LIFE, decideAssign } from '../../domain/reselling/assignment';
import { likelyMeant } from '../../domain/mail/likely-typo';
import { Refusal } from '../../domain/refusal';
import type { Queries } from '../../database/database';
import type { Call } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import type { Confirmations } from '../confirmations';
import { CustomerAccountRepository } from '../customer/customer-account.repository';
import type { CustomerAccounts } from '../customer/customer-accounts';
import type { LicenseRow } from '../license/license.types';
import { untilNobodyIsInTheWay } from '../batch-result';
import type { Assigner } from './assigner';
import type {
  AssignLicenseInput,
  AssignLicensePayload,
  PrepareAssignLicenseInput,
  PrepareAssignLicensePayload,
} from './assignment.mutation-types';
import { AssignmentRepository } from './assignment.repository';
import { confirmed, customerOfInput, wantedCustomer } from './wanted-assignment';

/** Assigning one license (R30 to R32). */
export class AssignmentService {
  /** @param answerAfter Milliseconds after which a dry run is answered at the earliest. */
  constructor(
    private readonly reading: Queries,
    private readonly confirmations: Confirmations,
    private readonly customers: CustomerAccounts,
    private readonly assigner: Assigner,
    private readonly answerAfter: number,
  ) {}

  /**
   * Shows what would be assigned to whom, as far as the reseller may know, and what confirms it. It looks at
   * nothing but the reseller's own customers. @throws Refusal as `decideAssign` has it.
   */
  async prepare(
    call: Call<LicenseRow>,
    input: PrepareAssignLicenseInput,
  ): Promise<Outcome<PrepareAssignLicensePayload>> {
    const license = call.target;
    const refused = decideAssign(license);
    if (refused !== null) throw new Refusal(refused);
    const partner = license.accountId;
    const named = await customerOfInput(call, partner, input);
    const { email } = named;
    const sold = new AssignmentRepository(this.reading);
    const known = named.customer ?? (await sold.customerOf(call.scope, partner, email));
    const meant = named.customer
      ? null
      : likelyMeant(email, await sold.customerDomains(call.scope, partner));
    const until = new Date(call.now.getTime() + CONFIRMATION_LIFE);
    return call.withoutWrite({
      license: new RowRef('License', license.pk),
      toEmail: email,
      customer: known && new RowRef('Customer', known.pk),
      isKnownCustomer: known !== null,
      customerName: known && known.name,
      suggestedEmail: meant,
      warning: meant && `Is ${email} right? It looks like ${meant}. An assignment is final.`,
      confirmationToken: this.confirmations.issue(
        input.licenseId,
        call.actor,
        confirmed(named, input.customerId ?? null),
        until,
      ),
      confirmableUntil: until.toISOString(),
    });
  }

  /** Assigns a license to a customer, who may have to be made for it. @throws Refusal. */
  assign(
    call: Call<LicenseRow>,
    input: AssignLicenseInput,
  ): Promise<Outcome<AssignLicensePayload>> {
    const work = () => this.assignOne(call, input);
    // How long a dry run takes must not tell who is a customer.
    return call.dryRun ? inSameTime(this.answerAfter, work) : work();
  }

  private async assignOne(
    call: Call<LicenseRow>,
    input: AssignLicenseInput,
  ): Promise<Outcome<AssignLicensePayload>> {
    const license = call.target;
    const named = await wantedCustomer(call, license.accountId, input, this.confirmations);
    const refused = decideAssign(license);
    if (refused !== null) throw new Refusal(refused);
    const passwords = await this.customers.prepare(call, [named]);
    return untilNobodyIsInTheWay(() =>
      call.commit(async (unit) => {
        const repository = new CustomerAccountRepository(unit.tx);
        const partner = await repository.partner(call.scope, license.accountId);
        const customer = await this.customers.findOrMake(unit, call, named, partner, passwords);
        await this.assigner.assign(unit, call, license.pk, customer, partner.name);
        return { license: new RowRef('License', license.pk) };
      }),
    );
  }
}
