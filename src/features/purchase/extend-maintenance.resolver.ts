import { Resolver } from 'type-graphql';
import { dayOf } from '../../domain/billing/day-of';
import {
  decideExtendable,
  decideExtension,
  extended,
} from '../../domain/licensing/maintenance-extension';
import type { Cover } from '../../domain/licensing/maintenance';
import { Refusal, refuse, type Reason } from '../../domain/refusal';
import type { Sealer } from '../../database/sealing';
import type { Call } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { BilledAccountRepository } from '../invoice/billed-account.repository';
import type { LicenseRow } from '../license/license.types';
import type { Notifier } from '../mail/notifier';
import { BasketRepository } from './basket.repository';
import {
  ExtendMaintenanceInput,
  ExtendMaintenancePayload,
} from './extend-maintenance.mutation-types';
import { LicenseNotifier } from './license-notifier';
import { MaintenanceRepository } from './maintenance.repository';
import { IN_PROGRESS_FOR_LICENSE } from './order-refusals';
import { PendingOrderRepository } from './pending-order.repository';

/** What staff give to a customer: days of Maintenance and Support (R66). */
@Resolver()
export class ExtendMaintenanceResolver {
  constructor(
    private readonly sealer: Sealer,
    private readonly notifier: Notifier,
    private readonly timeZone: string,
  ) {}

  @Write(() => ExtendMaintenanceInput, () => ExtendMaintenancePayload, {
    description:
      'Extends Maintenance and Support of a license to a day, without charge; where it has lapsed, it begins today. The customer is notified by mail. Errors: `LICENSE_LEASED`, `LICENSE_ENDED`, `NO_MAINTENANCE`, `OUT_OF_RANGE` for a day that is not after the present end, or more than 36 months from today, `CHECKOUT_IN_PROGRESS` when payment of an order for the license is pending.',
    on: { type: 'License', id: 'licenseId' },
    dryRun: true,
    decided: true,
  })
  extendMaintenance(
    { until, reason }: ExtendMaintenanceInput,
    call: Call<LicenseRow>,
  ): Promise<Outcome<ExtendMaintenancePayload>> {
    const { scope, now, target } = call;
    const today = dayOf(now, this.timeZone);
    return call.commit(async (unit) => {
      // The account comes first, as for whoever orders.
      const account = await new BilledAccountRepository(unit.tx).lockOne(scope, target.accountId);
      const [license] = await new BasketRepository(unit.tx).licenses(scope, [target.pk], true);
      if (license === undefined) throw new Error('The license is out of reach');
      const before = license.maintenance;
      refuse(decideExtendable({ ...license, maintenanceTo: before?.to ?? null }));
      const cover = before as Cover;
      refuse(decideExtension(cover.to, until, today));
      const pending = new PendingOrderRepository(unit.tx);
      if ((await pending.ofLicenses(scope, [target.pk])).length > 0)
        throw new Refusal(IN_PROGRESS_FOR_LICENSE);
      await new MaintenanceRepository(unit.tx).set(scope, target.pk, extended(cover, until, today));
      unit.audit({
        subject: new RowRef('License', target.pk),
        accountId: target.customerAccountId ?? target.accountId,
        before: { maintenanceTo: cover.to },
        after: { maintenanceTo: until },
        reason,
      });
      await new LicenseNotifier(unit, this.sealer, this.notifier).extended(
        scope,
        account,
        target.pk,
        now,
      );
      return { license: new RowRef('License', target.pk) };
    });
  }
}

/** What `viewerCan` asks; the mutation asks the same under the lock. */
export const extensionDecisions = {
  extendMaintenance: (row: LicenseRow): Reason | null => decideExtendable(row),
};
