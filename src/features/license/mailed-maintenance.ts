import type { LicenseOrigin } from '../../domain/licensing/license';
import type { MaintenanceStep } from '../../domain/licensing/maintenance-notice';
import type { MaintenanceSaid, MaintainedLicense } from '../../domain/mail/account-mails';
import type { ExpiringLicense } from './expiring-maintenance.repository';

/** A mail is no place for thousands of licenses. */
const MAILED = 40;

/**
 * What the mail of a step says to an account: what is alike counted together, the earliest end first, and where what
 * the account itself can renew is put into its cart.
 * @param renewable - origin of what the account can renew
 */
export function mailedMaintenance(
  step: MaintenanceStep,
  accountId: string,
  renewable: LicenseOrigin,
  licenses: readonly ExpiringLicense[],
): MaintenanceSaid {
  const alike = new Map<string, MaintainedLicense & { count: number }>();
  for (const { product, addOns, endsOn, origin, payer, customer } of licenses) {
    // Whose license it is from the other side: a partner's for the customer, a customer's for the partner.
    const by = renewable === 'PURCHASED' && origin === 'RESOLD' ? payer : null;
    const customerName = renewable === 'RESOLD' ? customer : null;
    const key = JSON.stringify([product, addOns, endsOn, by, customerName]);
    const known = alike.get(key);
    if (known === undefined)
      alike.set(key, { product, addOns, endsOn, by, customerName, count: 1 });
    else known.count += 1;
  }
  const rows = [...alike.values()];
  const further = rows.slice(MAILED).reduce((sum, { count }) => sum + count, 0);
  const days = licenses
    .filter(({ origin }) => origin === renewable)
    .map(({ endsOn }) => endsOn)
    .sort();
  const [from, to] = [days[0], days.at(-1)];
  return {
    parameters: {
      step,
      licenses: rows.slice(0, MAILED),
      further,
      renewal:
        from === undefined || to === undefined
          ? null
          : { accountId, use: renewable === 'RESOLD' ? 'RESOLD' : 'PERSONAL', from, to },
    },
  };
}
