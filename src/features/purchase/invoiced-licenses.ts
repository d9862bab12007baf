import { takenBack } from '../../domain/purchasing/taken-back';
import { Refusal } from '../../domain/refusal';
import type { Scope } from '../../database/scope';
import type { Sealer } from '../../database/sealing';
import type { Unit } from '../../graphql/call';
import { BilledAccountRepository } from '../invoice/billed-account.repository';
import type { LockedInvoice } from '../invoice/invoice-change.repository';
import type { InvoicedLicenses, LicensesTakenBack } from '../invoice/invoiced-licenses.types';
import { endLicense } from '../license/license-changes';
import type { Notifier } from '../mail/notifier';
import { LicenseNotifier } from './license-notifier';
import { InvoicedLicenseRepository } from './invoiced-license.repository';

/** Ends licenses whose invoice was taken back, and tells whoever had them. */
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
    const decided = takenBack(await licenses.of(scope, invoice), end);
    const keys = decided.ended.map(({ key }) => key);
    if (keys.length === 0) return decided;
    const [ordered] = await licenses.beingOrdered(scope, invoice.accountId, keys);
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
}
