import { holder, may, self, staff, type Rule } from '../rule';

/** Rules that several fields have in common. */

export const holderAndStaff: Rule = [holder(), staff()];
export const payers: Rule = [may('PAY_INVOICES'), staff()];
export const resellers: Rule = [may('RESELLER'), holder(), staff()];
export const providers: Rule = [may('LEASE_PROVIDER'), holder(), staff()];

/** Both sides of a sale or a lease, and the owner of what was bought for oneself. */
export const licenseSides: Rule = [
  may('ACTIVATE_LICENSES', 'CUSTOMER'),
  may('MAKE_PURCHASES', 'CUSTOMER'),
  may('RESELLER', 'SELLER'),
  holder('SELLER'),
  may('LEASE_PROVIDER', 'PROVIDER'),
  holder('PROVIDER'),
  staff(),
];
/** The key opens the product, so who merely buys does not see it. */
export const keyHolders: Rule = [
  may('ACTIVATE_LICENSES', 'CUSTOMER'),
  may('RESELLER', 'SELLER'),
  holder('SELLER'),
  may('LEASE_PROVIDER', 'PROVIDER'),
  holder('PROVIDER'),
  staff(),
];
/** The side that paid: a customer of a partner is not on it. */
export const payingSide: Rule = [
  may('ACTIVATE_LICENSES', 'OWNER'),
  may('MAKE_PURCHASES', 'OWNER'),
  may('RESELLER', 'SELLER'),
  holder('SELLER'),
  may('LEASE_PROVIDER', 'PROVIDER'),
  holder('PROVIDER'),
  staff(),
];
/** Whoever sells what a reseller bought: its holder even when it is a reseller no more (R6). */
export const sellers: Rule = [may('RESELLER', 'SELLER'), holder('SELLER')];
export const leaseSide: Rule = [may('LEASE_PROVIDER', 'PROVIDER'), holder('PROVIDER'), staff()];
export const partnerSide: Rule = [
  may('RESELLER', 'SELLER'),
  holder('SELLER'),
  may('LEASE_PROVIDER', 'PROVIDER'),
  holder('PROVIDER'),
  staff(),
];
export const ownPerson: Rule = [self, holder(), staff()];
/** The token itself, and whoever looks after it. */
export const ownToken: Rule = [self, holder(), staff()];
