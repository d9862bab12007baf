import {
  planActivation,
  planDeactivation,
  type Installation,
} from '../../domain/licensing/activation';
import type { LicenseStatus } from '../../domain/licensing/license';
import type { Call, Fields, Unit } from '../../graphql/call';
import { Ref, type Outcome } from '../../graphql/outcome';
import type {
  ActivateLicenseInput,
  ActivateLicensePayload,
  DeactivateLicenseInput,
  DeactivateLicensePayload,
} from './activation.inputs';
import { ActivationRepository, type LockedLicense } from './activation.repository';

/** A licence and what runs on it, as the history tells it: `mail.example until 2026-12-22T…`. */
export const recorded = (
  status: LicenseStatus,
  installations: readonly Pick<Installation, 'serverName' | 'endsAt'>[],
): Fields => ({
  status,
  servers: installations.map(({ serverName, endsAt }) =>
    endsAt === null ? serverName : `${serverName} until ${endsAt.toISOString()}`,
  ),
});

/** Activating, moving and deactivating licences (R29, R34, R35). */
export class ActivationService {
  /** @throws Refusal as `planActivation` does. */
  activate(call: Call, input: ActivateLicenseInput): Promise<Outcome<ActivateLicensePayload>> {
    const { serverName } = input;
    return call.commit(async (unit) => {
      const { scope, now } = call;
      const activations = new ActivationRepository(unit.tx);
      const license = await activations.lock(scope, call.target.pk);
      const installations = await activations.open(scope, license);
      const plan = planActivation(
        { status: license.status, installations },
        { serverName, move: input.move ?? false },
        now,
      );
      // None, or the two of a move, each with its own end.
      for (const { installation, endsAt } of plan.ends)
        await activations.endAt(scope, license, installation.pk, endsAt);
      if (plan.runsAs !== null) await activations.seen(scope, license, plan.runsAs.pk, now);
      const key = plan.runsAs?.pk ?? (await activations.start(scope, license, serverName, now));
      await this.record(call, unit, license, installations, plan.status);
      return {
        activation: new Ref('Activation', key),
        license: new Ref('License', license.pk),
      };
    });
  }

  /** @throws Refusal as `planDeactivation` does. */
  async deactivate(
    call: Call,
    { activationId }: DeactivateLicenseInput,
  ): Promise<Outcome<DeactivateLicensePayload>> {
    const installation =
      activationId === undefined || activationId === null
        ? null
        : await call.row('Activation', activationId, ['activationId']);
    const key = installation?.pk ?? null;
    return call.commit(async (unit) => {
      const { scope, now } = call;
      const activations = new ActivationRepository(unit.tx);
      const license = await activations.lock(scope, call.target.pk);
      const installations = await activations.open(scope, license);
      const plan = planDeactivation({ status: license.status, installations }, key, now);
      const ended = plan.ended.map(({ pk }) => pk);
      await activations.end(scope, license, ended, now);
      if (plan.runsOn !== null) await activations.endAt(scope, license, plan.runsOn.pk, null);
      await this.record(call, unit, license, installations, plan.status);
      return { license: new Ref('License', license.pk) };
    });
  }

  /** Writes the new status, and what the history will tell of the licence. */
  private async record(
    call: Call,
    unit: Unit,
    license: LockedLicense,
    before: readonly Installation[],
    status: LicenseStatus,
  ): Promise<void> {
    const activations = new ActivationRepository(unit.tx);
    if (status !== license.status) await activations.setStatus(call.scope, license, status);
    const after = await activations.open(call.scope, license);
    unit.audit({
      subject: new Ref('License', license.pk),
      accountId: license.customerAccountId,
      before: recorded(license.status, before),
      after: recorded(status, after),
    });
  }
}
