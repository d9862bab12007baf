import { chargeIfStopped } from '../../domain/billing/lease-charge';
import { formatMinor } from '../../domain/billing/money';
import { decideStopLease } from '../../domain/leasing/lease-life';
import type { Reason } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import type { BatchResult } from '../batch-result';
import { BillingMonthRepository } from '../invoice/billing-month.repository';
import { LockedLicenseRepository, PAYING_SIDE } from '../license/locked-license.repository';
import { decideEnd, endAll } from '../license/license-changes';
import { LicenseChangesRepository } from '../license/license-changes.repository';
import type { CustomerNotifier } from './customer-notifier';
import { LeaseWritesRepository, type LockedLease } from './lease-writes.repository';
import type { LeaseRow } from './lease.types';
import { ProviderRepository } from './provider.repository';

const DIFFERS: Reason = {
  code: 'CONFIRMATION_DIFFERS',
  message: 'The final charge has changed: prepare the stop again.',
  field: ['confirmationToken'],
};

/** One lease that is to be stopped, as whoever confirms it was shown. */
export interface ConfirmedStop {
  /** Its place among those that were confirmed. */
  readonly index: number;
  readonly lease: LeaseRow;
  readonly stopsOn: unknown;
  /** Minor units, written out. */
  readonly finalCharge: unknown;
}

/**
 * Stops leases of one account (R44) and ends their licenses, in a number of statements that does not depend on how
 * many they are; what runs on them learns of that when it checks in. It locks as `LeaseModifier` does.
 */
export class LeaseStopper {
  constructor(
    private readonly timeZone: string,
    private readonly customerNotifier: CustomerNotifier,
  ) {}

  /**
   * @param confirmed At least one, each lease once.
   * @param refused Is told what is wrong with which: LEASE_STOPPED, LICENSE_ENDED, CONFIRMATION_DIFFERS.
   * @param proceed Called before anything is written.
   * @returns the final charges in minor units, by place.
   */
  async stop(
    unit: Unit,
    call: Call,
    confirmed: readonly ConfirmedStop[],
    refused: BatchResult,
    proceed: () => void,
  ): Promise<Map<number, bigint>> {
    const { scope, now } = call;
    const accountId = confirmed[0]?.lease.accountId ?? 0;
    const provider = await new ProviderRepository(unit.tx).lock(scope, accountId);
    const today = await new BillingMonthRepository(unit.tx).billableDay(scope, now, this.timeZone);
    const licenses = await new LockedLicenseRepository(unit.tx, PAYING_SIDE).lockAll(
      scope,
      confirmed.map(({ lease }) => lease.licenseId),
    );
    const writes = new LeaseWritesRepository(unit.tx);
    const leases = await writes.lock(
      scope,
      confirmed.map(({ lease }) => lease.pk),
    );
    const stops: { wanted: ConfirmedStop; lease: LockedLease; amount: bigint }[] = [];
    for (const wanted of confirmed) {
      const lease = leases.find(({ pk }) => pk === wanted.lease.pk);
      const license = licenses.find(({ pk }) => pk === wanted.lease.licenseId);
      if (lease === undefined || license === undefined)
        throw new Error('The lease is out of reach');
      const stopped = decideStopLease(lease) ?? decideEnd(license);
      const amount = stopped === null ? (chargeIfStopped(lease, today)?.amount ?? 0n) : 0n;
      const asShown = wanted.stopsOn === today && wanted.finalCharge === String(amount);
      const reason = stopped ?? (asShown ? null : DIFFERS);
      if (reason === null) stops.push({ wanted, lease, amount });
      else refused.refuse(wanted.index, reason);
    }
    proceed();
    const ended = stops.map(
      ({ lease }) => licenses.find(({ pk }) => pk === lease.licenseId) as (typeof licenses)[number],
    );
    await endAll(unit, scope, ended, now);
    await writes.stop(
      scope,
      stops.map(({ lease }) => lease.pk),
      today,
      now,
    );
    for (const { lease, amount } of stops)
      unit.audit({
        subject: new RowRef('Lease', lease.pk),
        accountId,
        before: { status: 'ACTIVE', stoppedOn: null, finalCharge: null },
        after: {
          status: 'STOPPED',
          stoppedOn: today,
          finalCharge: formatMinor(amount, lease.currency),
        },
      });
    const named = await new LicenseChangesRepository(unit.tx).named(scope, ended);
    const rows = stops.map(({ wanted }) => wanted.lease);
    await this.customerNotifier.notify(unit, call, rows, 'LEASE_STOPPED', (at, key) => {
      const terms = named.get(rows[at]?.licenseId ?? 0);
      if (terms === undefined) throw new Error('The license is out of reach');
      return { parameters: { ...terms, by: provider.name, stoppedOn: today }, keys: { key } };
    });
    return new Map(stops.map(({ wanted, amount }) => [wanted.index, amount]));
  }
}
