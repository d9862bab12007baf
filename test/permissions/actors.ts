import { PERMISSIONS, type Permission } from '../../src/domain/people/permission';

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

/** The first three letters of a permission, but for what has always been called `buy`. */
type LoginOf<Name extends string> = Name extends 'MAKE_PURCHASES'
  ? 'buy'
  : Name extends `${infer First}${infer Second}${infer Third}${string}`
    ? Lowercase<`${First}${Second}${Third}`>
    : never;
export type LoginName = LoginOf<Permission>;

/** The login that has one permission and no other. */
export const loginWith = (permission: Permission): LoginName =>
  (permission === 'MAKE_PURCHASES' ? 'buy' : permission.slice(0, 3).toLowerCase()) as LoginName;
/** What each of these logins has, by its name: every permission has one. */
export const PERMISSION_OF = Object.fromEntries(
  PERMISSIONS.map((permission) => [loginWith(permission), permission]),
) as Readonly<Record<LoginName, Permission>>;
const SINGLE = PERMISSIONS.map(loginWith);
if (new Set(SINGLE).size < PERMISSIONS.length)
  throw new Error(`Two permissions begin alike: ${SINGLE.join(', ')}`);

/** Logins that every account has, with the permissions that are set in the store, whether they count or not. */
export const LOGINS: Readonly<Record<string, readonly Permission[]>> = {
  none: [],
  ...Object.fromEntries(PERMISSIONS.map((permission) => [loginWith(permission), [permission]])),
};

/** Everybody whom the matrix asks about. */
export type ActorName = 'nobody' | 'none' | LoginName | 'holder' | 'outsider' | 'invited' | 'staff';
/** The same, in the order of the matrix's columns. */
export const ACTORS: readonly ActorName[] = [
  'nobody',
  'none',
  ...SINGLE,
  'holder',
  'outsider',
  'invited',
  'staff',
];

/** People of an account: all actors but those who belong to no account or to another one. */
export const PEOPLE = ['holder', ...Object.keys(LOGINS), 'invited'];
