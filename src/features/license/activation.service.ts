import type { Scope } from '../../database/scope';
import {
  decideWhichEnd,
  planActivation,
  planDeactivation,
  type ActivationPlan,
  type Installation,
} from '../../domain/licensing/activation';
import type { LicenseStatus } from '../../domain/licensing/license';
import { Refusal, type Reason } from '../../domain/refusal';
import type { Call, Fields, Unit } from '../../graphql/call';
import { OneTimeSecret, RowRef, type Outcome } from '../../graphql/outcome';
import type { AccountRow } from '../account/account.types';
import { batchRows, BatchResult, commitBatch } from '../batch-result';
import type {
  ActivateLicensesInput,
  ActivateLicensesPayload,
  LicenseActivation,
} from './activation-batch.mutation-types';
import type { LicenseRow } from './license.types';
import type {
  ActivateLicenseInput,
  ActivateLicensePayload,
  DeactivateLicenseInput,
  DeactivateLicensePayload,
} from './activation.mutation-types';
import { ActivationRepository, type OpenInstallation } from './activation.repository';
import type { Entitlements } from './entitlements';
import { LockedLicenseRepository, type LockedLicense } from './locked-license.repository';

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

/** A server that is to be activated, and what that does to what runs. */
interface PlannedActivation {
  readonly license: LockedLicense;
  readonly installations: readonly OpenInstallation[];
  readonly serverName: string;
  readonly plan: ActivationPlan;
}

/** An installation that was activated. */
export interface StartedActivation {
  readonly activation: number;
  readonly status: LicenseStatus;
  readonly entitlement: string | null;
}

const OF_ANOTHER_ACCOUNT: Reason = {
  code: 'OF_ANOTHER_ACCOUNT',
  message: 'This license is run by another account.',
};

/** Activating, moving and deactivating licenses (R29, R34, R35), by people and by installations alike. */
export class ActivationService {
  constructor(private readonly entitlements: Entitlements) {}

  /** @throws Refusal as `planActivation` does. */
  activate(call: Call, input: ActivateLicenseInput): Promise<Outcome<ActivateLicensePayload>> {
    return call.commit(async (unit) => {
      const { scope, now } = call;
      const license = await new LockedLicenseRepository(unit.tx).lock(scope, call.target.pk);
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
      const license = await new LockedLicenseRepository(unit.tx).lock(scope, call.target.pk);
      const installations = await new ActivationRepository(unit.tx).open(scope, license);
      const unsaid = decideWhichEnd({ status: license.status, installations }, { key, all }, now);
      if (unsaid !== null) throw new Refusal(unsaid);
      const { receipts } = await this.end({ unit, scope, now, license }, installations, key);
      return { license: new RowRef('License', license.pk), receipts: new OneTimeSecret(receipts) };
    });
  }

  /** @throws Refusal with everything that is wrong, when all were to be activated. */
  async activateSeveral(
    call: Call<AccountRow>,
    { activations: given, allOrNothing }: ActivateLicensesInput,
  ): Promise<Outcome<ActivateLicensesPayload>> {
    const refused = new BatchResult('activations');
    const rows = await batchRows<LicenseRow>(
      call,
      'License',
      given.map(({ licenseId }) => licenseId),
      ['activations', 'licenseId'],
      refused,
      ({ customerAccountId }) => (customerAccountId === call.target.pk ? null : OF_ANOTHER_ACCOUNT),
    );
    const started = new Map<number, StartedActivation>();
    return commitBatch<Outcome<ActivateLicensesPayload>>(call, {
      ...{ refused, size: given.length, allOrNothing },
      work: async (unit, decided, proceed) => {
        const wanted = [...rows.entries()].filter(([index]) => !refused.isRefused(index));
        const { scope, now } = call;
        const licenses = await new LockedLicenseRepository(unit.tx).lockAll(
          scope,
          wanted.map(([, { pk }]) => pk),
        );
        const open = await new ActivationRepository(unit.tx).openOf(scope, licenses);
        const planned: (PlannedActivation & { readonly index: number })[] = [];
        for (const [index, { pk }] of wanted) {
          const license = licenses.find((one) => one.pk === pk) as LockedLicense;
          const plan = planActivating(
            license,
            open.get(pk) ?? [],
            given[index] as LicenseActivation,
            now,
          );
          if ('code' in plan) decided.refuse(index, plan);
          else planned.push({ ...plan, index });
        }
        proceed();
        const did = await this.startAll(unit, scope, planned, now);
        for (const [at, { index }] of planned.entries())
          started.set(index, did[at] as StartedActivation);
      },
      answer: (decided) => ({
        results: rows.map(({ pk }, index) => {
          const one = decided.isRefused(index) || call.dryRun ? undefined : started.get(index);
          return {
            activation: one ? new RowRef('Activation', one.activation) : null,
            license: call.dryRun ? null : new RowRef('License', pk),
            entitlement: one ? new OneTimeSecret(one.entitlement) : null,
            userErrors: decided.userErrorsOf(index),
          };
        }),
      }),
    });
  }

  /** Activates a server of a locked license. @throws Refusal as `planActivation` does. */
  async start(
    { unit, scope, now, license }: ActivationContext,
    input: Pick<ActivateLicenseInput, 'serverName' | 'move'>,
  ): Promise<StartedActivation> {
    const installations = await new ActivationRepository(unit.tx).open(scope, license);
    const plan = planActivating(license, installations, input, now);
    if ('code' in plan) throw new Refusal(plan);
    const [started] = await this.startAll(unit, scope, [plan], now);
    return started as StartedActivation;
  }

  /**
   * Activates servers of locked licenses, as planned. Each that is new takes statements of its own, for its key is asked
   * for as it is written; everything else is done for all of them at once.
   */
  private async startAll(
    unit: Unit,
    scope: Scope,
    planned: readonly PlannedActivation[],
    now: Date,
  ): Promise<StartedActivation[]> {
    const activations = new ActivationRepository(unit.tx);
    const keys: number[] = [];
    for (const { license, serverName, plan } of planned) {
      // None, or the two of a move, each with its own end.
      for (const { installation, endsAt } of plan.ends)
        await activations.endAt(scope, license, installation.pk, endsAt);
      if (plan.runsAs !== null) await activations.restart(scope, license, plan.runsAs, now);
      keys.push(plan.runsAs?.pk ?? (await activations.start(scope, license, serverName, now)));
    }
    await this.record(
      unit,
      scope,
      planned.map(({ license, installations, plan }) => ({
        ...{ license, before: installations, status: plan.status },
      })),
    );
    const entitlements = await this.entitlements.ofAll(unit.tx, scope, keys, now);
    return planned.map(({ plan }, at) => {
      const activation = keys[at] as number;
      return { activation, status: plan.status, entitlement: entitlements.get(activation) ?? null };
    });
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
    await activations.end(scope, [license], ended, now);
    if (plan.runsOn !== null) await activations.endAt(scope, license, plan.runsOn.pk, null);
    await this.record(unit, scope, [{ license, before: installations, status: plan.status }]);
    const receipts = await this.entitlements.receipts(unit.tx, scope, ended, now);
    return { status: plan.status, receipts };
  }

  /** Writes the new statuses, and what the history will tell of the licenses. */
  private async record(
    unit: Unit,
    scope: Scope,
    changes: readonly {
      readonly license: LockedLicense;
      readonly before: readonly Installation[];
      readonly status: LicenseStatus;
    }[],
  ): Promise<void> {
    await new LockedLicenseRepository(unit.tx).setStatuses(scope, changes);
    const after = await new ActivationRepository(unit.tx).openOf(
      scope,
      changes.map(({ license }) => license),
    );
    for (const { license, before, status } of changes)
      unit.audit({
        subject: new RowRef('License', license.pk),
        accountId: license.customerAccountId,
        before: recorded(license.status, before),
        after: recorded(status, after.get(license.pk) ?? []),
      });
  }
}

/** How a server of a locked license is activated; or why it is not. */
function planActivating(
  license: LockedLicense,
  installations: readonly OpenInstallation[],
  { serverName, move = false }: Pick<ActivateLicenseInput, 'serverName' | 'move'>,
  now: Date,
): PlannedActivation | Reason {
  try {
    const plan = planActivation(
      { status: license.status, installations },
      { serverName, move },
      now,
    );
    return { license, installations, serverName, plan };
  } catch (error) {
    if (error instanceof Refusal) return error.reasons[0];
    throw error;
  }
}
