import type { Permission } from '../../src/domain/access/permission';

/**
 * Kinds of accounts. `former` had both partner capabilities and lost them (R6); `neighbour` is a second
 * customer of the partners; nobody has to do with `other`, whose holder is the outsider everywhere.
 */
export const ACCOUNTS = [
  'customer',
  'reseller',
  'provider',
  'both',
  'former',
  'neighbour',
  'other',
] as const;
export type AccountName = (typeof ACCOUNTS)[number];

/** Logins that every account has, with the permissions that are set in the store, whether they count or not. */
export const LOGINS: Readonly<Record<string, readonly Permission[]>> = {
  none: [],
  act: ['ACTIVATE_LICENSES'],
  buy: ['MAKE_PURCHASES'],
  pay: ['PAY_INVOICES'],
  res: ['RESELLER'],
  lea: ['LEASE_PROVIDER'],
};

/** Everybody whom the matrix asks about, in the order of its columns. */
export const ACTORS = [
  'nobody',
  'none',
  'act',
  'buy',
  'pay',
  'res',
  'lea',
  'holder',
  'outsider',
  'invited',
  'staff',
] as const;
export type ActorName = (typeof ACTORS)[number];

/** People of an account: all actors but those who belong to no account or to another one. */
export const PEOPLE = ['holder', ...Object.keys(LOGINS), 'invited'];
