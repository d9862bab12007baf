import { PERMISSIONS, type Permission } from '../../src/domain/access/permission';
import type { Access } from '../../src/domain/access/actor';
import type { ActorName } from './actors';
import type { Cell } from './matrix.types';

/** API tokens with one scope each, and the login that has the same permission and no other (R59). */
export interface TokenKind {
  readonly permission: Permission;
  readonly access: Access;
  readonly login: ActorName;
}
const LOGIN_WITH: Readonly<Record<Permission, ActorName>> = {
  ACTIVATE_LICENSES: 'act',
  MAKE_PURCHASES: 'buy',
  PAY_INVOICES: 'pay',
  RESELLER: 'res',
  LEASE_PROVIDER: 'lea',
};
export const TOKEN_KINDS: readonly TokenKind[] = PERMISSIONS.flatMap((permission) =>
  (['READ', 'WRITE'] as const).map((access) => ({
    permission,
    access,
    login: LOGIN_WITH[permission],
  })),
);

/**
 * Where a token reads other than the login with its permission: of oneself, for it is no person. What
 * else the matrix asks of these logins is about nobody's person, or about somebody else's.
 */
export const READ_OTHERWISE: Readonly<Record<string, Cell>> = {
  'Viewer.user': '0',
  'Viewer.token': '+',
  'Viewer.memberships': '-',
  'Viewer.sessions': '-',
};

/** Mutations of one's own person, session or membership: never a token's, whatever its scopes. */
export const PERSONS_ALONE: readonly string[] = [
  'Mutation.signOut',
  'Mutation.changePassword',
  'Mutation.updateMyself',
  'Mutation.requestEmailVerification',
  'Mutation.enableTwoFactor',
  'Mutation.confirmTwoFactor',
  'Mutation.disableTwoFactor',
  'Mutation.acceptInvitation',
  'Mutation.declineInvitation',
  'Mutation.leaveAccount',
  'Mutation.updateMyAlerts',
  'Mutation.acceptTransfer',
  'Mutation.cancelTransfer',
];

/** Open to whoever knows the password or the key, or has the link, with or without a credential: no scope opens them. */
export const EVERYBODYS: readonly string[] = [
  'Mutation.signIn',
  'Mutation.signUp',
  'Mutation.setGuestCart',
  'Mutation.requestPasswordReset',
  'Mutation.resetPassword',
  'Mutation.verifyEmail',
  'Mutation.activateInstallation',
  'Mutation.checkIn',
  'Mutation.deactivateInstallation',
];

/** The only mutations that a scope opens so far, with the scope: all others are for people. */
export const OPENED_BY: Readonly<Record<string, Permission>> = {
  'Mutation.activateLicense': 'ACTIVATE_LICENSES',
  'Mutation.deactivateLicense': 'ACTIVATE_LICENSES',
  'Mutation.addToCart': 'MAKE_PURCHASES',
  'Mutation.updateCartLine': 'MAKE_PURCHASES',
  'Mutation.removeCartLine': 'MAKE_PURCHASES',
  'Mutation.takeGuestCart': 'MAKE_PURCHASES',
  'Mutation.checkout': 'MAKE_PURCHASES',
  'Mutation.emailInvoice': 'PAY_INVOICES',
  'Mutation.payInvoice': 'PAY_INVOICES',
  'Mutation.confirmPayment': 'PAY_INVOICES',
  'Mutation.cancelPayment': 'PAY_INVOICES',
  'Mutation.preparePaymentMethod': 'PAY_INVOICES',
  'Mutation.addPaymentMethod': 'PAY_INVOICES',
  'Mutation.setDefaultPaymentMethod': 'PAY_INVOICES',
  'Mutation.prepareAssignLicense': 'RESELLER',
  'Mutation.assignLicense': 'RESELLER',
  'Mutation.assignLicenses': 'RESELLER',
  'Mutation.purchaseAndAssign': 'RESELLER',
  'Mutation.startLease': 'LEASE_PROVIDER',
  'Mutation.startLeases': 'LEASE_PROVIDER',
  'Mutation.modifyLease': 'LEASE_PROVIDER',
  'Mutation.prepareStopLease': 'LEASE_PROVIDER',
  'Mutation.stopLease': 'LEASE_PROVIDER',
};

/** What the token meets at a mutation, of which the login with the same permission meets `login`. */
export function writeCell(field: string, { access, permission }: TokenKind, login: Cell): Cell {
  if (PERSONS_ALONE.includes(field)) return '-';
  if (EVERYBODYS.includes(field)) return 'x';
  // READ opens no mutation, and no dry run of one: it lacks what it may merely read with.
  if (OPENED_BY[field] === permission)
    return access === 'WRITE' ? login : login.replace(/[+x]/, LOGIN_WITH[permission]);
  return login;
}
