import { PERMISSIONS, type Permission } from '../../src/domain/people/permission';
import type { Access } from '../../src/domain/people/actor';
import { loginWith, type LoginName } from './actors';
import type { Cell, Row } from './matrix.types';

/** API tokens with one scope each, and the login that has the same permission and no other (R59). */
export interface TokenKind {
  readonly permission: Permission;
  readonly access: Access;
  readonly login: LoginName;
}
export const TOKEN_KINDS: readonly TokenKind[] = PERMISSIONS.flatMap((permission) =>
  (['READ', 'WRITE'] as const).map((access) => ({
    permission,
    access,
    login: loginWith(permission),
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
  'Account.supportRequests': '-',
  'Account.supportIncidentsLeft': '-',
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
  'Mutation.openSupportRequest',
];

/** Open to whoever knows the password or the key, or has the link, with or without a credential: no scope opens them. */
export const EVERYBODYS: readonly string[] = [
  'Mutation.signIn',
  'Mutation.signUp',
  'Mutation.setGuestCart',
  'Mutation.setGuestBuyer',
  'Mutation.prepareGuestPayment',
  'Mutation.guestCheckout',
  'Mutation.confirmGuestPayment',
  'Mutation.cancelGuestPayment',
  'Mutation.replyBySupportLink',
  'Mutation.requestPasswordReset',
  'Mutation.resetPassword',
  'Mutation.verifyEmail',
  'Mutation.activateInstallation',
  'Mutation.checkIn',
  'Mutation.deactivateInstallation',
];

const opens = (cell: Cell): boolean => /[+x]/.test(cell);

/**
 * What the token meets at a mutation, where the login with the same permission meets what the matrix says. A scope
 * opens what the login has by its permission: what a login without any is refused.
 */
export function writeCell({ field, cells }: Row, { access, login }: TokenKind): Cell {
  if (PERSONS_ALONE.includes(field)) return '-';
  if (EVERYBODYS.includes(field)) return 'x';
  // READ opens no mutation, and no dry run of one: it lacks what it may merely read with.
  if (access === 'READ' && opens(cells[login]) && !opens(cells.none))
    return cells[login].replace(/[+x]/, login);
  return cells[login];
}
