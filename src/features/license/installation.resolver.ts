import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import { perAddress, type Limit } from '../../graphql/limits';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import {
  ActivateInstallationInput,
  ActivateInstallationPayload,
  CheckInInput,
  CheckInPayload,
  DeactivateInstallationInput,
  DeactivateInstallationPayload,
} from './installation.mutation-types';
import type { InstallationService } from './installation.service';
import { hashOfKey } from './key-hash';

const HOUR = 3_600;

/** By the key, however it was typed. */
const perKey = (most: number, seconds: number): Limit<{ readonly key: string }> => ({
  by: 'key',
  of: ({ key }) => hashOfKey(key).toString('hex'),
  most,
  seconds,
});

/** What an installation does by itself, with its key and without anybody who is signed in. */
@Resolver()
export class InstallationMutationResolver {
  constructor(private readonly installations: InstallationService) {}

  @Write(() => ActivateInstallationInput, () => ActivateInstallationPayload, {
    description:
      'Activates the calling server, or activates it again after the terms changed, and returns its entitlement. Errors: `LICENSE_KEY_INVALID` when the key does not exist, has ended, or its license is not assigned, `LICENSE_KEY_REPLACED` when the key was replaced and the license is not active on this server, or is to be moved, and those of `activateLicense`.',
    on: null,
    dryRun: false,
    limits: [perAddress(60, HOUR), perKey(20, HOUR)],
  })
  activateInstallation(
    input: ActivateInstallationInput,
    call: Call,
  ): Promise<Outcome<ActivateInstallationPayload>> {
    return this.installations.activate(input, call);
  }

  @Write(() => CheckInInput, () => CheckInPayload, {
    description:
      'Reports that the server is alive, once a day or more often, and renews its entitlement. A leased license runs for 14 days without it. A key that was replaced checks in until it ends; `keyEndsAt` says when. Errors: `LICENSE_KEY_INVALID`, `LICENSE_NOT_ACTIVE` when the license is not active on this server.',
    on: null,
    dryRun: false,
    limits: [perAddress(600, HOUR), perKey(60, HOUR)],
  })
  checkIn(input: CheckInInput, call: Call): Promise<Outcome<CheckInPayload>> {
    return this.installations.checkIn(input, call);
  }

  @Write(() => DeactivateInstallationInput, () => DeactivateInstallationPayload, {
    description:
      'Ends the activation of the calling server, so that the license can be activated elsewhere, and returns a receipt. Errors: `LICENSE_KEY_INVALID`, `LICENSE_KEY_REPLACED` when the key was replaced, `LICENSE_NOT_ACTIVE` when the license is not active on this server.',
    on: null,
    dryRun: false,
    limits: [perAddress(60, HOUR), perKey(20, HOUR)],
  })
  deactivateInstallation(
    input: DeactivateInstallationInput,
    call: Call,
  ): Promise<Outcome<DeactivateInstallationPayload>> {
    return this.installations.deactivate(input, call);
  }
}
