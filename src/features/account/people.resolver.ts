import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { Call } from '../../graphql/call';
import { perPerson, type Limit } from '../../graphql/limits';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import type { Context } from '../context';
import { Invitation, Membership, type InvitationRow, type MembershipRow } from './account.types';
import type { OwnMembershipService } from './own-membership.service';
import {
  AcceptInvitationInput,
  AcceptInvitationPayload,
  AddAuthorizedLoginInput,
  AddAuthorizedLoginPayload,
  DeclineInvitationInput,
  DeclineInvitationPayload,
  LeaveAccountInput,
  LeaveAccountPayload,
  RemoveAuthorizedLoginInput,
  RemoveAuthorizedLoginPayload,
  ResendInvitationInput,
  ResendInvitationPayload,
  SetAuthorizedLoginPasswordInput,
  SetAuthorizedLoginPasswordPayload,
  UpdateAuthorizedLoginInput,
  UpdateAuthorizedLoginPayload,
} from './people.mutation-types';
import type { PeopleService } from './people.service';

const HOUR = 3_600;
const ON_MEMBERSHIP = { type: 'Membership', id: 'membershipId' } as const;
const PER_MEMBERSHIP: Limit<ResendInvitationInput> = {
  by: 'membership',
  // Counted for each sender: nobody else can use it up.
  of: ({ membershipId }, { actor }) =>
    actor.kind === 'user' ? `${actor.userId} ${membershipId}` : null,
  most: 5,
  seconds: HOUR,
};

/** The people of an account: what its holder does with them. */
@Resolver()
export class PeopleResolver {
  constructor(private readonly people: PeopleService) {}

  @Write(() => AddAuthorizedLoginInput, () => AddAuthorizedLoginPayload, {
    description:
      'Adds an authorized login. A new user signs in with the password given here. A user who signs in already keeps their password and is invited: the membership gives no access until they accept. Errors: `BOTH_GIVEN` when permissions and a preset are given, `MISSING` when neither is, `ALREADY_A_LOGIN` when the person is on the account or invited to it, `PASSWORDS_DIFFER`, `WEAK_PASSWORD`, `PERMISSION_NOT_AVAILABLE` when the account is not a partner of that kind, `ALERT_NOT_AVAILABLE` when the account has no such events.',
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
    limits: [perPerson(60, HOUR)],
  })
  addAuthorizedLogin(
    input: AddAuthorizedLoginInput,
    call: Call,
  ): Promise<Outcome<AddAuthorizedLoginPayload>> {
    return this.people.add(call, input);
  }

  @Write(() => UpdateAuthorizedLoginInput, () => UpdateAuthorizedLoginPayload, {
    description:
      'Changes permissions or alerts of a login. It takes effect on the next request of every open session and token. Errors: `IS_HOLDER` when the permissions are those of the holder, `PERMISSION_NOT_AVAILABLE` when the account is not a partner of that kind, `ALERT_NOT_AVAILABLE` when the account has no such events, `GONE` when the membership ended meanwhile.',
    on: ON_MEMBERSHIP,
    dryRun: true,
  })
  updateAuthorizedLogin(
    input: UpdateAuthorizedLoginInput,
    call: Call,
  ): Promise<Outcome<UpdateAuthorizedLoginPayload>> {
    return this.people.update(call, input);
  }

  @Write(() => SetAuthorizedLoginPasswordInput, () => SetAuthorizedLoginPasswordPayload, {
    description:
      'Sets a new password for a login that forgot it, and ends its sessions. Errors: `PASSWORD_IS_THEIR_OWN` when the person belongs to another account, is invited to one, or is staff (they reset it themselves), `IS_HOLDER` when the login is the holder, `PASSWORDS_DIFFER`, `WEAK_PASSWORD`, `GONE` when the membership ended meanwhile.',
    on: ON_MEMBERSHIP,
    dryRun: false,
    decided: true,
    limits: [perPerson(30, HOUR)],
  })
  setAuthorizedLoginPassword(
    input: SetAuthorizedLoginPasswordInput,
    call: Call,
  ): Promise<Outcome<SetAuthorizedLoginPasswordPayload>> {
    return this.people.setPassword(call, input);
  }

  @Write(() => RemoveAuthorizedLoginInput, () => RemoveAuthorizedLoginPayload, {
    description:
      'Removes a login, or withdraws an invitation. Access ends with the next request. Errors: `IS_HOLDER` when the login is the holder, `GONE` when the membership ended meanwhile.',
    on: ON_MEMBERSHIP,
    dryRun: true,
    decided: true,
  })
  removeAuthorizedLogin(
    _input: RemoveAuthorizedLoginInput,
    call: Call,
  ): Promise<Outcome<RemoveAuthorizedLoginPayload>> {
    return this.people.remove(call);
  }

  @Write(() => ResendInvitationInput, () => ResendInvitationPayload, {
    description:
      'Sends the mail of a pending invitation again. Errors: `NOT_INVITED` when the invitation was accepted, `GONE` when the membership ended meanwhile.',
    on: ON_MEMBERSHIP,
    dryRun: true,
    decided: true,
    limits: [PER_MEMBERSHIP],
  })
  resendInvitation(
    _input: ResendInvitationInput,
    call: Call,
  ): Promise<Outcome<ResendInvitationPayload>> {
    return this.people.resend(call);
  }
}

/** What people do with their own memberships. */
@Resolver(() => Membership)
export class OwnMembershipResolver {
  constructor(private readonly service: OwnMembershipService) {}

  @FieldResolver(() => Invitation, {
    nullable: true,
    description: 'Invited person, as the holder entered them; null once they have accepted.',
  })
  invitation(@Root() row: MembershipRow): InvitationRow | null {
    const { status, invitedName, invitedEmail, grants } = row;
    return status === 'INVITED' ? { email: invitedEmail, fullName: invitedName, grants } : null;
  }

  @Write(() => AcceptInvitationInput, () => AcceptInvitationPayload, {
    description:
      'Accepts an invitation: the membership is active from now on. Errors: `PASSWORD_SET_BY_HOLDER` when another holder set the password (choose your own first with `requestPasswordReset`), `NOT_INVITED` when the invitation was accepted, `GONE` when the membership ended meanwhile.',
    on: ON_MEMBERSHIP,
    dryRun: true,
    decided: true,
  })
  acceptInvitation(
    _input: AcceptInvitationInput,
    call: Call,
    context: Context,
  ): Promise<Outcome<AcceptInvitationPayload>> {
    return this.service.accept(call, context);
  }

  @Write(() => DeclineInvitationInput, () => DeclineInvitationPayload, {
    description:
      'Declines an invitation. Errors: `NOT_INVITED` when the invitation was accepted, `GONE` when the membership ended meanwhile.',
    on: ON_MEMBERSHIP,
    dryRun: true,
    decided: true,
  })
  declineInvitation(
    _input: DeclineInvitationInput,
    call: Call,
  ): Promise<Outcome<DeclineInvitationPayload>> {
    return this.service.decline(call);
  }

  @Write(() => LeaveAccountInput, () => LeaveAccountPayload, {
    description:
      "Leaves an account. The holder transfers the account first. Errors: `IS_HOLDER` when the membership is the holder's, `GONE` when the membership ended meanwhile.",
    on: ON_MEMBERSHIP,
    dryRun: true,
    decided: true,
  })
  leaveAccount(_input: LeaveAccountInput, call: Call): Promise<Outcome<LeaveAccountPayload>> {
    return this.service.leave(call);
  }
}
