import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import type { AccountRow } from '../account/account.types';
import { ActivateLicensesInput, ActivateLicensesPayload } from './activation-batch.mutation-types';
import {
  ActivateLicenseInput,
  ActivateLicensePayload,
  DeactivateLicenseInput,
  DeactivateLicensePayload,
} from './activation.mutation-types';
import type { ActivationService } from './activation.service';

@Resolver()
export class ActivationMutationResolver {
  constructor(private readonly activations: ActivationService) {}

  @Write(() => ActivateLicenseInput, () => ActivateLicensePayload, {
    description:
      'Activates a license on a server, or activates it again after its terms changed. Errors: `LICENSE_ACTIVE_ELSEWHERE` when it is active on another server and `move` is not true, `LICENSE_MOVE_IN_PROGRESS` when it is active on two servers because of a move, `LICENSE_UNASSIGNED` when it is in stock, `LICENSE_SUSPENDED`, `LICENSE_ENDED`.',
    on: { type: 'License', id: 'licenseId' },
    dryRun: true,
    decided: true,
  })
  activateLicense(
    input: ActivateLicenseInput,
    call: Call,
  ): Promise<Outcome<ActivateLicensePayload>> {
    return this.activations.activate(call, input);
  }

  @Write(() => ActivateLicensesInput, () => ActivateLicensesPayload, {
    description:
      'Activates up to 100 licenses of one account at once, all or none, or each independently. Errors: as for `activateLicense`; `REPEATED` when a license is listed twice, `OF_ANOTHER_ACCOUNT`.',
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
  })
  activateLicenses(
    input: ActivateLicensesInput,
    call: Call<AccountRow>,
  ): Promise<Outcome<ActivateLicensesPayload>> {
    return this.activations.activateSeveral(call, input);
  }

  @Write(() => DeactivateLicenseInput, () => DeactivateLicensePayload, {
    description:
      'Ends activations of a license, so that it can be activated elsewhere. Ending the newer activation of a move keeps the older one. Errors: `LICENSE_NOT_ACTIVE` when there is no activation, `SEVERAL_RUN` when a move has two and neither `activationId` nor `all` is given, `ONE_OR_ALL` when both are given.',
    on: { type: 'License', id: 'licenseId' },
    dryRun: true,
    decided: true,
  })
  deactivateLicense(
    input: DeactivateLicenseInput,
    call: Call,
  ): Promise<Outcome<DeactivateLicensePayload>> {
    return this.activations.deactivate(call, input);
  }
}
