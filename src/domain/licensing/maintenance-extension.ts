import { addMonths, type Day } from '../billing/calendar';
import type { Reason } from '../refusal';
import type { LicenseOrigin, LicenseStatus } from './license';
import type { Cover } from './maintenance';

/** At most so many months from today are given. */
const MOST_MONTHS = 36;

/** A license, as far as its Maintenance and Support can be extended. */
export interface ExtendableLicense {
  readonly origin: LicenseOrigin;
  readonly status: LicenseStatus;
  /** Last day of its Maintenance and Support; null when it never had any. */
  readonly maintenanceTo: string | null;
}

/** Can the Maintenance and Support of the license be extended at all? Null, or why not. */
export function decideExtendable(license: ExtendableLicense): Reason | null {
  const { origin, status, maintenanceTo } = license;
  if (origin === 'LEASED')
    return {
      code: 'LICENSE_LEASED',
      message: 'The license is leased: its Maintenance and Support is part of the lease.',
    };
  if (status === 'ENDED') return { code: 'LICENSE_ENDED', message: 'The license has ended.' };
  return maintenanceTo === null
    ? { code: 'NO_MAINTENANCE', message: 'The license never had Maintenance and Support.' }
    : null;
}

/** Can it be extended to this day? Null, or why not. */
export function decideExtension(to: Day, until: Day, today: Day): Reason | null {
  const after = to < today ? today : to;
  const last = addMonths(today, MOST_MONTHS);
  return after < until && until <= last
    ? null
    : {
        code: 'OUT_OF_RANGE',
        message: `Give a day after ${after} and not after ${last}.`,
        field: ['until'],
      };
}

/** What is covered then: where it has lapsed, it begins today. */
export const extended = ({ from, to }: Cover, until: Day, today: Day): Cover => ({
  from: to < today ? today : from,
  to: until,
});
