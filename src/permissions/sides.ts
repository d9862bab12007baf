import { or } from 'graphql-shield';
import {
  canActivateLicenses,
  canLeaseOut,
  canMakePurchases,
  canPayInvoices,
  canResell,
  isHolder,
  isHolderOf,
  isSelf,
  isStaff,
  type PermissionRule,
} from './rules';

/** Rules that several fields have in common. */

export const holderAndStaff: PermissionRule = or(isHolder, isStaff('SUPPORT'));
export const payers: PermissionRule = or(canPayInvoices(), isStaff('SUPPORT'));
export const resellers: PermissionRule = or(canResell(), isHolder, isStaff('SUPPORT'));
export const providers: PermissionRule = or(canLeaseOut(), isHolder, isStaff('SUPPORT'));

/** Both sides of a sale or a lease, and the owner of what was bought for oneself. */
export const licenseSides: PermissionRule = or(
  canActivateLicenses('CUSTOMER'),
  canMakePurchases('CUSTOMER'),
  canResell('SELLER'),
  isHolderOf('SELLER'),
  canLeaseOut('PROVIDER'),
  isHolderOf('PROVIDER'),
  isStaff('SUPPORT'),
);
/** The key opens the product, so who merely buys does not see it. */
export const keyHolders: PermissionRule = or(
  canActivateLicenses('CUSTOMER'),
  canResell('SELLER'),
  isHolderOf('SELLER'),
  canLeaseOut('PROVIDER'),
  isHolderOf('PROVIDER'),
  isStaff('SUPPORT'),
);
/** The side that paid: a customer of a partner is not on it. */
export const payingSide: PermissionRule = or(
  canActivateLicenses(),
  canMakePurchases(),
  canResell('SELLER'),
  isHolderOf('SELLER'),
  canLeaseOut('PROVIDER'),
  isHolderOf('PROVIDER'),
  isStaff('SUPPORT'),
);
/** Whoever sells what a reseller bought: its holder even when it is a reseller no more (R6). */
export const sellers: PermissionRule = or(canResell('SELLER'), isHolderOf('SELLER'));
export const leaseSide: PermissionRule = or(
  canLeaseOut('PROVIDER'),
  isHolderOf('PROVIDER'),
  isStaff('SUPPORT'),
);
export const partnerSide: PermissionRule = or(
  canResell('SELLER'),
  isHolderOf('SELLER'),
  canLeaseOut('PROVIDER'),
  isHolderOf('PROVIDER'),
  isStaff('SUPPORT'),
);
export const ownPerson: PermissionRule = or(isSelf, isHolder, isStaff('SUPPORT'));
/** The token itself, and whoever looks after it. */
export const ownToken: PermissionRule = or(isSelf, isHolder, isStaff('SUPPORT'));
