import type { Reason } from '../refusal';
import type { StaffRole } from './permission';

/** How long an invitation to the staff can be accepted, in milliseconds. */
export const STAFF_INVITATION_LIFE = 7 * 24 * 3_600_000;

/** What decides about a person's place among the staff. */
export interface StaffFacts {
  readonly userId: number;
  readonly staffRole: StaffRole | null;
  /** As what they are invited; null when they are not. */
  readonly invitedRole: StaffRole | null;
  readonly disabledAt: Date | null;
  /** Whether no other administrator could act. */
  readonly lastAdministrator: boolean;
}

const LAST_ADMINISTRATOR: Reason = {
  code: 'LAST_ADMINISTRATOR',
  message: 'This is the last administrator. Make somebody else an administrator first.',
};
const NOT_STAFF: Reason = {
  code: 'NOT_STAFF',
  message: 'This person is not a member of the staff, and is not invited to be one.',
};

/** May somebody whose password is right sign in? */
export const decideSignIn = ({ disabledAt }: Pick<StaffFacts, 'disabledAt'>): Reason | null =>
  disabledAt === null
    ? null
    : {
        code: 'USER_DISABLED',
        message: 'This login is disabled. Ask the vendor about it.',
        field: ['password'],
      };

/** May a person be invited to the staff? Null for whom nobody knows. */
export function decideInviteStaff(person: StaffFacts | null): Reason | null {
  const field = ['email'];
  if (person === null) return null;
  if (person.staffRole !== null)
    return {
      code: 'ALREADY_STAFF',
      message: 'This person is a member of the staff already: use changeStaffRole.',
      field,
    };
  if (person.disabledAt !== null)
    return {
      code: 'USER_DISABLED',
      message: 'This person is disabled. Enable them first (`enableUser`).',
      field,
    };
  return null;
}

/** May a person get another role? `role` is null where it is not said yet. */
export function decideChangeStaffRole(person: StaffFacts, role: StaffRole | null): Reason | null {
  if (person.staffRole === null && person.invitedRole === null) return NOT_STAFF;
  return person.lastAdministrator && role !== null && role !== 'ADMIN' ? LAST_ADMINISTRATOR : null;
}

export function decideRemoveStaff(person: StaffFacts): Reason | null {
  if (person.staffRole === null && person.invitedRole === null) return NOT_STAFF;
  return person.lastAdministrator ? LAST_ADMINISTRATOR : null;
}

/** May an administrator keep a person from signing in? */
export function decideDisableUser(person: StaffFacts, by: number | null): Reason | null {
  if (person.userId === by)
    return { code: 'NOT_YOURSELF', message: 'You cannot disable yourself.' };
  if (person.disabledAt !== null)
    return { code: 'ALREADY_DISABLED', message: 'This person is disabled already.' };
  return person.lastAdministrator ? LAST_ADMINISTRATOR : null;
}

export const decideEnableUser = (person: StaffFacts): Reason | null =>
  person.disabledAt !== null
    ? null
    : { code: 'NOT_DISABLED', message: 'This person is not disabled.' };
