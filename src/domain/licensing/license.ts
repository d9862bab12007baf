import type { Actor } from '../people/actor';
import { rightsOn, type Relation, type RowGrants } from '../people/row-grants';
import { schemaEnum } from '../schema-enum';

export const LicenseStatus = schemaEnum('LicenseStatus', 'Status of a license.', {
  UNASSIGNED: "In a reseller's stock; cannot be activated.",
  READY: 'Can be activated.',
  ACTIVE: 'Active on a server.',
  REACTIVATION_REQUIRED: 'Its terms changed; the installation must be activated again.',
  SUSPENDED: 'Suspended by staff.',
  ENDED: 'Ended, for instance because its lease was stopped.',
});
export type LicenseStatus = keyof typeof LicenseStatus;

export const LicenseOrigin = schemaEnum('LicenseOrigin', 'Origin of a license.', {
  PURCHASED: 'Bought from the vendor for the account itself.',
  RESOLD: 'Bought by a reseller for resale.',
  LEASED: 'Leased by the month from a lease provider.',
});
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
