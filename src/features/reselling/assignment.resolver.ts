import type { LicenseRow } from '../license/license.types';
import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { namedBy } from '../license/confirmations';
import {
  AssignLicenseInput,
  AssignLicensePayload,
  AssignLicensesInput,
  AssignLicensesPayload,
  PrepareAssignLicenseInput,
  PrepareAssignLicensePayload,
} from './assignment.inputs';
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
      'Shows what would be assigned to whom, warns of a mistyped domain, and returns what confirms it. It changes nothing. Refused with `LICENSE_ALREADY_ASSIGNED`, `LICENSE_SUSPENDED`, `LICENSE_ENDED`.',
    on: { type: 'License', id: 'licenseId' },
    rehearsable: false,
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
      'Assigns a license of the stock to a customer, once and for good: the key is mailed to them, and whoever is new gets an account. Refused with `LICENSE_ALREADY_ASSIGNED`, `LICENSE_SUSPENDED`, `LICENSE_ENDED`, `CUSTOMER_AMBIGUOUS`, `CONFIRMATION_REQUIRED`, `CONFIRMATION_INVALID`, `CONFIRMATION_DIFFERS`.',
    on: {
      type: 'License',
      id: 'licenseId',
      named: ({ licenseId, confirmationToken }) => licenseId ?? namedBy(confirmationToken ?? ''),
    },
    rehearsable: true,
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
      'Assigns up to 100 licenses at once, all or none or each for itself; see `assignLicense`. Moreover `NOT_IN_STOCK`, `REPEATED`.',
    on: { type: 'Account', id: 'accountId' },
    rehearsable: true,
  })
  assignLicenses(input: AssignLicensesInput, call: Call): Promise<Outcome<AssignLicensesPayload>> {
    return this.bulk.assign(call, input);
  }
}
