import type { Sealer } from '../../database/sealing';
import { userOf } from '../../domain/people/actor';
import {
  decideCancelReversal,
  decideConfirmedTarget,
  decideConfirmReversal,
  decideRequestReversal,
  decideReversalTarget,
  REVERSAL_LIFE,
} from '../../domain/reselling/license-reversal';
import type { RecoveryStage } from '../../domain/mail/recovery-mails';
import { Refusal, refuse } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import type { IdCodec } from '../../graphql/ids';
import { RowRef, type Outcome } from '../../graphql/outcome';
import { BilledAccountRepository } from '../invoice/billed-account.repository';
import { endLicense } from '../license/license-changes';
import { LicenseChangesRepository } from '../license/license-changes.repository';
import { LicenseMakingRepository, type MadeLicense } from '../license/license-making.repository';
import type { LicenseRow } from '../license/license.types';
import {
  LockedLicenseRepository,
  PAYING_SIDE,
  type LockedLicense,
} from '../license/locked-license.repository';
import type { Notifier } from '../mail/notifier';
import type { StaffNotifier } from '../mail/staff-notifier';
import { LicenseNotifier } from '../purchase/license-notifier';
import { IN_PROGRESS_FOR_LICENSE } from '../purchase/order-refusals';
import { PendingOrderRepository } from '../purchase/pending-order.repository';
import { LicenseReversalRepository } from './license-reversal.repository';
import type {
  CancelLicenseReversalPayload,
  ConfirmLicenseReversalInput,
  ConfirmLicenseReversalPayload,
  LicenseReversalRow,
  RequestLicenseReversalInput,
  RequestLicenseReversalPayload,
} from './license-reversal.types';

type Reversing = Call<LicenseRow>;

/**
 * Takes back licenses that were assigned to the wrong customer, or bought on the wrong account (R72): one member of the
 * staff requests it, another one confirms. For everybody else an assignment is final (R30), and no money moves.
 */
export class LicenseReversalService {
  constructor(
    private readonly sealer: Sealer,
    private readonly ids: IdCodec,
    private readonly notifier: Notifier,
    private readonly staff: StaffNotifier,
  ) {}

  /** @throws Refusal as `decideRequestReversal` and `decideReversalTarget`. */
  async request(
    call: Reversing,
    { toAccountId, reason }: RequestLicenseReversalInput,
  ): Promise<Outcome<RequestLicenseReversalPayload>> {
    const { scope, now, target } = call;
    const to = await this.accountOf(call, toAccountId);
    return call.commit(async (unit) => {
      const license = await new LockedLicenseRepository(unit.tx, PAYING_SIDE).lock(
        scope,
        target.pk,
      );
      const reversals = new LicenseReversalRepository(unit.tx);
      refuse(decideRequestReversal(license, await reversals.pendingOf(scope, target.pk, now)));
      refuse(decideReversalTarget(license, to));
      const requestedBy = userOf(call.actor) ?? 0;
      const expiresAt = new Date(now.getTime() + REVERSAL_LIFE);
      const request = { toAccountId: to, requestedBy, reason, requestedAt: now, expiresAt };
      await reversals.put(scope, target.pk, request);
      this.record(unit, license, null, request, reason);
      await this.tellStaff(unit, call, 'REQUESTED', reason, expiresAt);
      return { license: new RowRef('License', target.pk) };
    });
  }

  /** @throws Refusal NOTHING_REQUESTED. */
  cancel(call: Reversing): Promise<Outcome<CancelLicenseReversalPayload>> {
    const { scope, now, target } = call;
    return call.commit(async (unit) => {
      const license = await new LockedLicenseRepository(unit.tx, PAYING_SIDE).lock(
        scope,
        target.pk,
      );
      const reversals = new LicenseReversalRepository(unit.tx);
      const pending = await reversals.pendingOf(scope, target.pk, now);
      refuse(decideCancelReversal(pending));
      await reversals.remove(scope, target.pk);
      this.record(unit, license, pending, null);
      await this.tellStaff(unit, call, 'CANCELED', pending?.reason ?? '', null);
      return { license: new RowRef('License', target.pk) };
    });
  }

  /**
   * Ends the license and makes its replacement, with the same product, add-ons and maintenance.
   * @throws Refusal as `decideConfirmReversal`, CONFIRMATION_DIFFERS, CHECKOUT_IN_PROGRESS.
   */
  async confirm(
    call: Reversing,
    { toAccountId, reason }: ConfirmLicenseReversalInput,
  ): Promise<Outcome<ConfirmLicenseReversalPayload>> {
    const { scope, now, target } = call;
    const named = await this.accountOf(call, toAccountId);
    return call.commit(async (unit) => {
      // Accounts come first, as for whoever orders.
      const accounts = new BilledAccountRepository(unit.tx);
      const locked = await accounts.lock(scope, [
        target.accountId,
        ...(named === null ? [] : [named]),
      ]);
      const license = await new LockedLicenseRepository(unit.tx, PAYING_SIDE).lock(
        scope,
        target.pk,
      );
      const reversals = new LicenseReversalRepository(unit.tx);
      const pending = await reversals.pendingOf(scope, target.pk, now);
      const by = userOf(call.actor);
      refuse(decideConfirmReversal(license, pending, by));
      const request = pending as LicenseReversalRow;
      refuse(decideConfirmedTarget(request, named));
      const ordered = await new PendingOrderRepository(unit.tx).ofLicenses(scope, [target.pk]);
      if (ordered.length > 0) throw new Refusal(IN_PROGRESS_FOR_LICENSE);
      await endLicense(unit, scope, target.pk, now, reason);
      const made = await this.replace(unit, call, license, {
        toAccountId: request.toAccountId,
        reason,
      });
      await reversals.confirm(scope, target.pk, { replacementId: made.pk, by: by ?? 0, now });
      const payer = locked.find(({ pk }) => pk === license.accountId);
      if (payer === undefined) throw new Error('The account is out of reach');
      const licenses = new LicenseNotifier(unit, this.sealer, this.notifier);
      await licenses.reversed(scope, payer, target.pk, now);
      const right = locked.find(({ pk }) => pk === request.toAccountId);
      if (right !== undefined)
        await licenses.delivered(scope, { account: right, opened: null }, [made], now);
      else await this.tellSeller(unit, call, license, made);
      await this.tellStaff(unit, call, 'DONE', reason, null);
      return {
        license: new RowRef('License', target.pk),
        replacement: call.dryRun ? null : new RowRef('License', made.pk),
      };
    });
  }

  private async replace(
    unit: Unit,
    { scope, now }: Reversing,
    license: LockedLicense,
    { toAccountId, reason }: Pick<LicenseReversalRow, 'toAccountId' | 'reason'>,
  ): Promise<MadeLicense> {
    const { terms, maintenanceFrom, maintenanceTo } = license;
    const where =
      toAccountId === null
        ? {
            ...{ accountId: license.accountId, customerAccountId: null },
            ...({ origin: 'RESOLD', status: 'UNASSIGNED' } as const),
          }
        : {
            ...{ accountId: toAccountId, customerAccountId: toAccountId },
            ...({ origin: 'PURCHASED', status: 'READY' } as const),
          };
    const [made] = await new LicenseMakingRepository(unit.tx, this.sealer).make(scope, [
      { ...where, ...terms, maintenanceFrom, maintenanceTo, now },
    ]);
    if (made === undefined) throw new Error('No license was made');
    const named = (await new LicenseChangesRepository(unit.tx).named(scope, [made])).get(made.pk);
    unit.audit({
      subject: new RowRef('License', made.pk),
      accountId: where.accountId,
      before: null,
      after: {
        ...{ product: named?.product ?? '', addOns: named?.addOns ?? [] },
        ...{ status: where.status, maintenanceEndsOn: maintenanceTo },
      },
      reason,
    });
    return made;
  }

  private record(
    unit: Unit,
    { pk, accountId }: LockedLicense,
    before: Pick<LicenseReversalRow, 'toAccountId' | 'expiresAt'> | null,
    after: Pick<LicenseReversalRow, 'toAccountId' | 'expiresAt'> | null,
    reason?: string,
  ): void {
    const shown = (one: typeof before) => ({
      reversalUntil: one?.expiresAt.toISOString() ?? null,
      ...((before ?? after)?.toAccountId === null
        ? {}
        : { reversalTo: one && this.ids.encode('Account', one.toAccountId ?? 0) }),
    });
    unit.audit({
      ...{ subject: new RowRef('License', pk), accountId },
      ...{ before: shown(before), after: shown(after) },
      ...(reason === undefined ? {} : { reason }),
    });
  }

  /** The reseller, whose stock has the replacement. */
  private async tellSeller(
    unit: Unit,
    { scope, target }: Reversing,
    license: LockedLicense,
    { pk, key }: MadeLicense,
  ): Promise<void> {
    const named = (await new LicenseChangesRepository(unit.tx).named(scope, [{ pk }])).get(pk);
    const notice = { event: 'LICENSE_REPLACED', seenWith: 'RESELLER' } as const;
    await this.notifier.notify(unit, license.accountId, notice, () => ({
      parameters: {
        ...{ product: named?.product ?? '', addOns: named?.addOns ?? [] },
        customerName: target.customerName ?? '',
        maintenanceTo: license.maintenanceTo,
      },
      keys: { key },
    }));
  }

  private tellStaff(
    unit: Unit,
    { target }: Reversing,
    stage: RecoveryStage,
    reason: string,
    until: Date | null,
  ): Promise<void> {
    return this.staff.notifyRole(unit, 'SUPPORT', 'staff-license-reversal', {
      ...{ stage, reason, until: until?.toISOString() ?? null },
      licenseId: this.ids.encode('License', target.pk),
      product: target.product.name,
      payer: target.payerName,
      customer: target.customerName ?? target.payerName,
    });
  }

  private async accountOf(call: Reversing, id: string | undefined): Promise<number | null> {
    return id === undefined ? null : (await call.row('Account', id, ['toAccountId'])).pk;
  }
}
