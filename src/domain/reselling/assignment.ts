import type { Reason } from '../refusal';
import type { LicenseOrigin, LicenseStatus } from '../licensing/license';

/** For how long somebody may take to confirm an assignment, in milliseconds (R30). */
export const CONFIRMATION_LIFE = 15 * 60_000;

/** A license, as far as it can be assigned. */
export interface AssignableLicense {
  readonly origin: LicenseOrigin;
  readonly status: LicenseStatus;
  readonly customerAccountId: number | null;
}

/** Can the license be assigned? Null, or why not: once, for ever (R30). */
export function decideAssign(license: AssignableLicense): Reason | null {
  const { origin, status, customerAccountId } = license;
  if (origin !== 'RESOLD')
    return {
      code: 'LICENSE_NOT_FOR_RESALE',
      message: 'This license was not bought for resale.',
    };
  if (customerAccountId !== null)
    return {
      code: 'LICENSE_ALREADY_ASSIGNED',
      message: 'The license is assigned already, and an assignment is final.',
    };
  if (status === 'ENDED') return { code: 'LICENSE_ENDED', message: 'The license has ended.' };
  if (status === 'SUSPENDED')
    return {
      code: 'LICENSE_SUSPENDED',
      message: 'The license is suspended; contact support.',
    };
  return null;
}

/** More than one customer answers to an address; which, and how many, nobody is told (R31). */
export const AMBIGUOUS: Reason = {
  code: 'CUSTOMER_AMBIGUOUS',
  message: 'This address is ambiguous; ask support to find out whose it is.',
  field: ['email'],
};
