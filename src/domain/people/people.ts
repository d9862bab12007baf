import { grantableOn, type Capabilities } from './actor';
import type { MembershipRole, MembershipStatus, Permission } from './permission';
import type { Reason } from '../refusal';

const PASSWORD_BY_HOLDER: Reason = {
  code: 'PASSWORD_SET_BY_HOLDER',
  message:
    'The holder of an account set your password. Choose your own first: request a link with requestPasswordReset.',
};

/** What decides about a membership. */
export interface MembershipState {
  readonly role: MembershipRole;
  readonly status: MembershipStatus;
}

/** May it be accepted or declined, or its mail be sent again? */
export const decideInvitation = ({ status }: MembershipState): Reason | null =>
  status === 'INVITED'
    ? null
    : {
        code: 'NOT_INVITED',
        message: 'This is not a pending invitation: the membership is active already.',
      };

/** May its person choose what to be told of? An invitation says nothing of the account yet (R10). */
export const decideOwnAlerts = ({ status }: MembershipState): Reason | null =>
  status === 'ACTIVE' ? null : { code: 'NOT_ACCEPTED', message: 'Accept the invitation first.' };

/** May it be accepted? A password that a holder set would be carried into the account (R10). */
export const decideAcceptInvitation = (
  state: MembershipState & { readonly passwordByHolder: boolean },
): Reason | null => decideInvitation(state) ?? (state.passwordByHolder ? PASSWORD_BY_HOLDER : null);

/** May its permissions be changed, or the login be removed? */
export const decideLogin = ({ role }: MembershipState): Reason | null =>
  role === 'AUTHORIZED_LOGIN'
    ? null
    : {
        code: 'IS_HOLDER',
        message:
          'This is the holder of the account, who has every permission and cannot be removed. Transfer the account first.',
      };

/** What is known of a login's person beyond this account. */
export interface PersonState extends MembershipState {
  /** Memberships and invitations on other accounts. */
  readonly elsewhere: number;
  readonly isStaff: boolean;
}

/** May the holder choose the password of a login (R11)? */
export function decideSetPassword(state: PersonState): Reason | null {
  const notALogin = decideLogin(state);
  if (notALogin !== null) return notALogin;
  if (state.status === 'INVITED' || state.elsewhere > 0 || state.isStaff)
    return {
      code: 'PASSWORD_IS_THEIR_OWN',
      message:
        'This person does not belong to this account alone, or has not accepted the invitation yet: only they can set their password, with the link that requestPasswordReset sends.',
    };
  return null;
}

/** Permissions that cannot be granted on an account: it is no such partner (R6). */
export function decideGrant(
  permissions: readonly Permission[],
  capabilities: Capabilities,
): Reason | null {
  const grantable = grantableOn(capabilities);
  const missing = permissions.filter((one) => !grantable.includes(one));
  return missing.length === 0
    ? null
    : {
        code: 'PERMISSION_NOT_AVAILABLE',
        message: `${missing.join(' and ')} can be granted only while the account is a partner of that kind.`,
        field: ['permissions'],
      };
}

/** A holder's offer of the account to one of its logins (R12). */
export interface TransferState {
  readonly fromUserId: number;
  readonly toUserId: number;
  readonly expiresAt: Date;
  /** Whether the password of who is to take it over was chosen by a holder. */
  readonly passwordByHolder: boolean;
}

/** May `userId` take the account over? */
export function decideAcceptTransfer(
  transfer: TransferState | null,
  facts: { readonly userId: number | null; readonly holderUserId: number; readonly now: Date },
): Reason | null {
  const { userId, holderUserId, now } = facts;
  const stands =
    transfer !== null &&
    transfer.toUserId === userId &&
    transfer.fromUserId === holderUserId &&
    transfer.expiresAt.getTime() > now.getTime();
  // The holder of today would know the password of tomorrow's (R10, R12).
  if (stands && transfer.passwordByHolder) return PASSWORD_BY_HOLDER;
  return stands
    ? null
    : { code: 'NO_TRANSFER', message: 'There is no pending transfer of this account to you.' };
}

/** May `userId` call the offer off? Both sides may. */
export const decideCancelTransfer = (
  transfer: TransferState | null,
  userId: number | null,
): Reason | null =>
  transfer !== null && userId !== null && [transfer.fromUserId, transfer.toUserId].includes(userId)
    ? null
    : {
        code: 'NO_TRANSFER',
        message: 'There is no pending transfer of this account that you can cancel.',
      };
