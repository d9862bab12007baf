import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import {
  ActivateLicenseInput,
  ActivateLicensePayload,
  DeactivateLicenseInput,
  DeactivateLicensePayload,
} from './activation.inputs';
import type { ActivationService } from './activation.service';

@Resolver()
export class ActivationWritesResolver {
  constructor(private readonly activations: ActivationService) {}

  @Write(() => ActivateLicenseInput, () => ActivateLicensePayload, {
    description:
      'Activates a license on a server, or again after its terms changed. Refused with `LICENSE_ACTIVE_ELSEWHERE` when it runs on another server and `move` is not said, `LICENSE_MOVE_IN_PROGRESS` on a third server during a move, `LICENSE_UNASSIGNED`, `LICENSE_SUSPENDED`, `LICENSE_ENDED`.',
    on: { type: 'License', id: 'licenseId' },
    rehearsable: true,
    decided: true,
  })
  activateLicense(
    input: ActivateLicenseInput,
    call: Call,
  ): Promise<Outcome<ActivateLicensePayload>> {
    return this.activations.activate(call, input);
  }

  @Write(() => DeactivateLicenseInput, () => DeactivateLicensePayload, {
    description:
      'Ends what runs on a license, so that it can be activated elsewhere. Ending the newer server of a move lets the older one run on. `LICENSE_NOT_ACTIVE` when nothing runs; `SEVERAL_RUN` when a move has two running and it is not said which one to end, `ONE_OR_ALL` when both is said.',
    on: { type: 'License', id: 'licenseId' },
    rehearsable: true,
    decided: true,
  })
  deactivateLicense(
    input: DeactivateLicenseInput,
    call: Call,
  ): Promise<Outcome<DeactivateLicensePayload>> {
    return this.activations.deactivate(call, input);
  }
}
