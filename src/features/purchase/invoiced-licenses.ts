import { takenBack } from '../../domain/purchasing/taken-back';
import { Refusal } from '../../domain/refusal';
import type { Scope } from '../../database/scope';
import type { Sealer } from '../../database/sealing';
import type { Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import { BilledAccountRepository } from '../invoice/billed-account.repository';
import type { LockedInvoice } from '../invoice/invoice-change.repository';
import type { InvoicedLicenses, LicensesTakenBack } from '../invoice/invoiced-licenses.types';
import { endLicense } from '../license/license-changes';
import type { Notifier } from '../mail/notifier';
import { LicenseNotifier } from './license-notifier';
import { InvoicedLicenseRepository } from './invoiced-license.repository';
import { PendingOrderRepository } from './pending-order.repository';
import { SupportIncidentRepository } from './support-incident.repository';

/** Ends licenses whose invoice was taken back, and tells whoever had them; withdraws its support incidents. */
export class LicenseTakeBack implements InvoicedLicenses {
  constructor(
    private readonly sealer: Sealer,
    private readonly notifier: Notifier,
  ) {}

  async takeBack(
    unit: Unit,
    scope: Scope,
    invoice: LockedInvoice,
    { end, reason, now }: { readonly end: boolean; readonly reason: string; readonly now: Date },
  ): Promise<LicensesTakenBack> {
    const licenses = new InvoicedLicenseRepository(unit.tx);
    const incidents = await this.takeBackIncidents(unit, scope, invoice, { end, reason, now });
    const decided = { ...takenBack(await licenses.of(scope, invoice), end), incidents };
    const keys = decided.ended.map(({ key }) => key);
    if (keys.length === 0) return decided;
    const [ordered] = await new PendingOrderRepository(unit.tx).ofLicenses(scope, keys);
    if (ordered !== undefined)
      throw new Refusal({
        code: 'CHECKOUT_IN_PROGRESS',
        message: `Payment is pending for an order for a license of this invoice (${ordered.description}): wait for its outcome, or keep the licenses with \`endLicenses: false\`.`,
        field: ['endLicenses'],
      });
    const account = await new BilledAccountRepository(unit.tx).lockOne(scope, invoice.accountId);
    const licenseNotifier = new LicenseNotifier(unit, this.sealer, this.notifier);
    for (const key of keys) {
      await endLicense(unit, scope, key, now, reason);
      await licenseNotifier.ended(scope, account, key, now);
    }
    return decided;
  }

  /** What was used up stays used: a request that gives it back does not give it to the account again. */
  private async takeBackIncidents(
    unit: Unit,
    scope: Scope,
    { pk, accountId }: LockedInvoice,
    { end, reason, now }: { readonly end: boolean; readonly reason: string; readonly now: Date },
  ): Promise<LicensesTakenBack['incidents']> {
    const incidents = new SupportIncidentRepository(unit.tx);
    const { left, used } = await incidents.ofInvoice(scope, accountId, pk);
    if (!end) return { withdrawn: 0, kept: left + used };
    if (left + used === 0) return { withdrawn: 0, kept: 0 };
    const before = await incidents.leftOf(scope, accountId);
    await incidents.withdraw(scope, accountId, pk, now);
    if (left > 0)
      unit.audit({
        ...{ subject: new RowRef('Account', accountId), accountId, reason },
        before: { supportIncidentsLeft: before },
        after: { supportIncidentsLeft: before - left },
      });
    return { withdrawn: left, kept: used };
  }
}
