import type { Scope } from '../../database/scope';
import {
  decideWhichEnd,
  planActivation,
  planDeactivation,
  type Installation,
} from '../../domain/licensing/activation';
import type { LicenseStatus } from '../../domain/licensing/license';
import { Refusal } from '../../domain/refusal';
import type { Call, Fields, Unit } from '../../graphql/call';
import { OneTimeSecret, RowRef, type Outcome } from '../../graphql/outcome';
import type {
  ActivateLicenseInput,
  ActivateLicensePayload,
  DeactivateLicenseInput,
  DeactivateLicensePayload,
} from './activation.mutation-types';
import {
  ActivationRepository,
  type LockedLicense,
  type OpenInstallation,
} from './activation.repository';
import type { Entitlements } from './entitlements';

/** A license and what runs on it, as the history tells it: `mail.example until 2026-12-22T…`. */
export const recorded = (
  status: LicenseStatus,
  installations: readonly Pick<Installation, 'serverName' | 'endsAt'>[],
): Fields => ({
  status,
  servers: installations.map(({ serverName, endsAt }) =>
    endsAt === null ? serverName : `${serverName} until ${endsAt.toISOString()}`,
  ),
});

/** A locked license in the transaction that changes what runs on it. */
export interface ActivationContext {
  readonly unit: Unit;
  readonly scope: Scope;
  readonly now: Date;
  readonly license: LockedLicense;
}

/** Activating, moving and deactivating licenses (R29, R34, R35), by people and by installations alike. */
export class ActivationService {
  constructor(private readonly entitlements: Entitlements) {}

  /** @throws Refusal as `planActivation` does. */
  activate(call: Call, input: ActivateLicenseInput): Promise<Outcome<ActivateLicensePayload>> {
    return call.commit(async (unit) => {
      const { scope, now } = call;
      const license = await new ActivationRepository(unit.tx).lock(scope, call.target.pk);
      const { activation, entitlement } = await this.start({ unit, scope, now, license }, input);
      return {
        activation: new RowRef('Activation', activation),
        license: new RowRef('License', license.pk),
        entitlement: new OneTimeSecret(entitlement),
      };
    });
  }

  /** @throws Refusal ONE_OR_ALL, SEVERAL_RUN, and as `planDeactivation` does. */
  async deactivate(
    call: Call,
    { activationId, all = false }: DeactivateLicenseInput,
  ): Promise<Outcome<DeactivateLicensePayload>> {
    const installation =
      activationId === undefined
        ? null
        : await call.row('Activation', activationId, ['activationId']);
    const key = installation?.pk ?? null;
    return call.commit(async (unit) => {
      const { scope, now } = call;
      const activations = new ActivationRepository(unit.tx);
      const license = await activations.lock(scope, call.target.pk);
      const installations = await activations.open(scope, license);
      const unsaid = decideWhichEnd({ status: license.status, installations }, { key, all }, now);
      if (unsaid !== null) throw new Refusal(unsaid);
      const { receipts } = await this.end({ unit, scope, now, license }, installations, key);
      return { license: new RowRef('License', license.pk), receipts: new OneTimeSecret(receipts) };
    });
  }

  /** Activates a server of a locked license. @throws Refusal as `planActivation` does. */
  async start(
    running: ActivationContext,
    { serverName, move }: Pick<ActivateLicenseInput, 'serverName' | 'move'>,
  ): Promise<{ activation: number; status: LicenseStatus; entitlement: string | null }> {
    const { unit, scope, now, license } = running;
    const activations = new ActivationRepository(unit.tx);
    const installations = await activations.open(scope, license);
    const plan = planActivation(
      { status: license.status, installations },
      { serverName, move: move ?? false },
      now,
    );
    // None, or the two of a move, each with its own end.
    for (const { installation, endsAt } of plan.ends)
      await activations.endAt(scope, license, installation.pk, endsAt);
    if (plan.runsAs !== null) await activations.restart(scope, license, plan.runsAs, now);
    const key = plan.runsAs?.pk ?? (await activations.start(scope, license, serverName, now));
    await this.record(running, installations, plan.status);
    const entitlement = await this.entitlements.of(unit.tx, scope, key, now);
    return { activation: key, status: plan.status, entitlement };
  }

  /**
   * Ends one installation of a locked license, or all that run.
   * @throws Refusal as `planDeactivation` does.
   */
  async end(
    running: ActivationContext,
    installations: readonly OpenInstallation[],
    key: number | null,
  ): Promise<{ status: LicenseStatus; receipts: string[] }> {
    const { unit, scope, now, license } = running;
    const activations = new ActivationRepository(unit.tx);
    const plan = planDeactivation({ status: license.status, installations }, key, now);
    const ended = plan.ended.map(({ pk }) => pk);
    await activations.end(scope, license, ended, now);
    if (plan.runsOn !== null) await activations.endAt(scope, license, plan.runsOn.pk, null);
    await this.record(running, installations, plan.status);
    const receipts = await this.entitlements.receipts(unit.tx, scope, ended, now);
    return { status: plan.status, receipts };
  }

  /** Writes the new status, and what the history will tell of the license. */
  private async record(
    { unit, scope, license }: ActivationContext,
    before: readonly Installation[],
    status: LicenseStatus,
  ): Promise<void> {
    const activations = new ActivationRepository(unit.tx);
    if (status !== license.status) await activations.setStatus(scope, license, status);
    const after = await activations.open(scope, license);
    unit.audit({
      subject: new RowRef('License', license.pk),
      accountId: license.customerAccountId,
      before: recorded(license.status, before),
      after: recorded(status, after),
    });
  }
}
