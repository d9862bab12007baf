import type { LicenseRow } from '../license/license.types';
import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { namedBy } from '../confirmations';
import {
  AssignLicenseInput,
  AssignLicensePayload,
  AssignLicensesInput,
  AssignLicensesPayload,
  PrepareAssignLicenseInput,
  PrepareAssignLicensePayload,
} from './assignment.mutation-types';
import type { AssignmentService } from './assignment.service';
import type { BulkAssignmentService } from './bulk-assignment.service';

@Resolver()
export class AssignmentResolver {
  constructor(
    private readonly assignments: AssignmentService,
    private readonly bulk: BulkAssignmentService,
  ) {}

  @Write(() => PrepareAssignLicenseInput, () => PrepareAssignLicensePayload, {
    description:
      'Shows license and customer of an assignment, warns of a mistyped domain, and returns the token that confirms it. It changes nothing. The customer is named by `email` or by `customerId`. Errors: `BOTH_GIVEN`, `MISSING` when neither is given, `LICENSE_ALREADY_ASSIGNED`, `LICENSE_SUSPENDED`, `LICENSE_ENDED`.',
    on: { type: 'License', id: 'licenseId' },
    dryRun: false,
    decided: true,
  })
  prepareAssignLicense(
    input: PrepareAssignLicenseInput,
    call: Call<LicenseRow>,
  ): Promise<Outcome<PrepareAssignLicensePayload>> {
    return this.assignments.prepare(call, input);
  }

  @Write(() => AssignLicenseInput, () => AssignLicensePayload, {
    description:
      'Assigns a license from stock to a customer permanently. The license key is mailed to the customer; a new customer gets an account. API tokens and dry runs name the customer by `email` or by `customerId`. Errors: `BOTH_GIVEN`, `MISSING` when neither is given, `LICENSE_ALREADY_ASSIGNED`, `LICENSE_SUSPENDED`, `LICENSE_ENDED`, `CUSTOMER_AMBIGUOUS` when support has to decide whose address it is, `CONFIRMATION_REQUIRED` when a person gives no token, `CONFIRMATION_INVALID` when the token is expired or was made for somebody else, `CONFIRMATION_DIFFERS` when something else was confirmed, or the address of the customer has changed since, `CUSTOMER_CHANGED` when it changes at this moment.',
    on: {
      type: 'License',
      id: 'licenseId',
      named: ({ licenseId, confirmationToken }) => licenseId ?? namedBy(confirmationToken ?? ''),
    },
    dryRun: true,
    decided: true,
  })
  assignLicense(
    input: AssignLicenseInput,
    call: Call<LicenseRow>,
  ): Promise<Outcome<AssignLicensePayload>> {
    return this.assignments.assign(call, input);
  }

  @Write(() => AssignLicensesInput, () => AssignLicensesPayload, {
    description:
      'Assigns up to 100 licenses at once, all or none, or each independently. Errors: as for `assignLicense`, and `NOT_IN_STOCK` when a license is in the stock of another account, `REPEATED` when a license is listed twice.',
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
  })
  assignLicenses(input: AssignLicensesInput, call: Call): Promise<Outcome<AssignLicensesPayload>> {
    return this.bulk.assign(call, input);
  }
}
