import type { Reason } from '../refusal';
import type { StaffRole } from './permission';

/** For how long the person concerned can cancel what one member of the staff asked for, in milliseconds. */
export const RECOVERY_DELAY = 48 * 3_600_000;

/** What a member of the staff asked for, and nobody has confirmed. */
export interface PendingRecovery {
  readonly requestedBy: number;
  readonly effectiveAt: Date;
}

/** Who of the staff asks. */
export interface RecoveryStaff {
  readonly userId: number | null;
  readonly role: StaffRole | null;
}

const notAlone = (pending: PendingRecovery | null, staff: RecoveryStaff): Reason | null =>
  pending?.requestedBy === staff.userId && pending !== null
    ? {
        code: 'ALREADY_REQUESTED',
        message: `You requested this already. It takes effect at ${pending.effectiveAt.toISOString()}, or at once when another member of the staff requests the same.`,
      }
    : null;

/** May staff ask for the second factor of a person to be removed, or confirm it? */
export function decideTwoFactorReset(
  person: {
    readonly userId: number;
    readonly enabled: boolean;
    readonly staffRole: StaffRole | null;
    readonly pending: PendingRecovery | null;
  },
  staff: RecoveryStaff,
): Reason | null {
  if (person.userId === staff.userId)
    return {
      code: 'OWN_SECOND_FACTOR',
      message: 'This is your own second factor: remove it with disableTwoFactor.',
    };
  if (!person.enabled)
    return { code: 'TWO_FACTOR_OFF', message: 'This person has no second factor.' };
  // Whoever is rid of the second factor of a colleague may be on the way to that role.
  if (person.staffRole !== null && staff.role !== 'ADMIN')
    return {
      code: 'ADMIN_NEEDED',
      message: 'This person is a member of the staff: only an administrator can do this.',
    };
  return notAlone(person.pending, staff);
}

/** May staff ask for an account to get another holder, or confirm it? What follows from whom it is to be is asked apart. */
export const decideReplaceHolder = (
  { pending }: { readonly pending: PendingRecovery | null },
  staff: RecoveryStaff,
): Reason | null => notAlone(pending, staff);

/** May this person become the holder? */
export function decideNewHolder(
  person: { readonly pk: number; readonly verified: boolean } | null,
  facts: {
    readonly holderUserId: number;
    readonly pendingUserId: number | null;
    readonly staffUserId: number | null;
  },
): Reason | null {
  const field = ['email'];
  if (person?.verified !== true)
    return {
      code: 'NOBODY_SIGNS_IN_WITH_IT',
      message:
        'Nobody signs in with this address. Ask the person to sign up and confirm the address first.',
      field,
    };
  if (person.pk === facts.holderUserId)
    return {
      code: 'IS_HOLDER',
      message: 'This person is the holder of the account already.',
      field,
    };
  if (person.pk === facts.staffUserId)
    return {
      code: 'NOT_YOURSELF',
      message: 'You cannot make yourself the holder of an account.',
      field,
    };
  if (facts.pendingUserId !== null && facts.pendingUserId !== person.pk)
    return {
      code: 'OTHER_HOLDER_REQUESTED',
      message:
        'Another person was named as the new holder. Give the same address to confirm, or cancel that first.',
      field,
    };
  return null;
}

/** May it be canceled? */
export const decideCancelRecovery = (pending: PendingRecovery | null): Reason | null =>
  pending !== null
    ? null
    : {
        code: 'NOTHING_REQUESTED',
        message: 'There is no pending request: none was made, or it was carried out or canceled.',
      };
