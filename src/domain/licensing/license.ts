import type { Actor } from '../access/actor';
import { rightsOn, type Relation, type RowGrants } from '../access/row-grants';

export const LicenseStatus = {
  UNASSIGNED: 'UNASSIGNED',
  READY: 'READY',
  ACTIVE: 'ACTIVE',
  REACTIVATION_REQUIRED: 'REACTIVATION_REQUIRED',
  SUSPENDED: 'SUSPENDED',
  ENDED: 'ENDED',
} as const;
export type LicenseStatus = keyof typeof LicenseStatus;

export const LicenseOrigin = {
  PURCHASED: 'PURCHASED',
  RESOLD: 'RESOLD',
  LEASED: 'LEASED',
} as const;
export type LicenseOrigin = keyof typeof LicenseOrigin;

/** Who has to do with a license: the account that paid, and the account that runs it (null: in stock). */
export interface LicenseParties {
  readonly origin: LicenseOrigin;
  readonly accountId: number;
  readonly customerAccountId: number | null;
}

const PAYING_AS = {
  PURCHASED: 'OWNER',
  RESOLD: 'SELLER',
  LEASED: 'PROVIDER',
} as const satisfies Record<LicenseOrigin, Relation>;

/**
 * Rights on a license and on what hangs on it. Bought for oneself, one account is owner and customer;
 * resold or leased, the partner is seller or provider, and the other account is the customer alone.
 */
export function licenseGrants(actor: Actor, license: LicenseParties): RowGrants {
  const { origin, accountId, customerAccountId } = license;
  return rightsOn(actor, {
    CUSTOMER: customerAccountId,
    [PAYING_AS[origin]]: accountId,
  });
}
