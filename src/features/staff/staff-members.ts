import { PersonRepository } from '../../auth/person.repository';
import { CredentialScope, type Scope } from '../../database/scope';
import { userOf } from '../../domain/people/actor';
import type { StaffRole } from '../../domain/people/permission';
import {
  decideChangeStaffRole,
  decideDisableUser,
  decideEnableUser,
  decideInviteStaff,
  decideRemoveStaff,
  STAFF_INVITATION_LIFE,
} from '../../domain/people/staff';
import { refuse } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import { mail } from '../outbox/mail';
import { newLink } from '../user/links';
import { StaffMemberRepository, type StaffMember } from './staff-member.repository';
import type {
  ChangeStaffRoleInput,
  ChangeStaffRolePayload,
  DisableUserInput,
  DisableUserPayload,
  EnableUserInput,
  EnableUserPayload,
  InviteStaffInput,
  InviteStaffPayload,
  RemoveStaffPayload,
} from './staff-members.types';

/** Whom somebody is made to be. */
interface Invitation {
  readonly email: string;
  readonly fullName: string;
  readonly role: StaffRole;
}

/** The vendor's own people: who they are, what they may, and who may not sign in (R70). */
export class StaffMembers {
  invite(input: InviteStaffInput, call: Call): Promise<Outcome<InviteStaffPayload>> {
    return call.commit(async (unit) => {
      const { person, token } = await this.invitation(unit, call.scope, input, call.now);
      const { email, fullName } = person;
      unit.send(
        mail('staff-invitation', { email, name: fullName }, null, { role: input.role }, { token }),
      );
      return { user: new RowRef('User', person.userId) };
    });
  }

  /** Invites a person without a mail, within a transaction. @returns the token of the link. @throws Refusal. */
  async invitation(
    unit: Unit,
    scope: Scope,
    { email, fullName, role }: Invitation,
    now: Date,
  ): Promise<{ readonly person: StaffMember; readonly token: string }> {
    const credential = new CredentialScope(email);
    const people = new PersonRepository(unit.tx);
    const known = await people.credentials(credential);
    const userId =
      known?.pk ??
      (await people.add(credential, { fullName, passwordHash: null, byHolder: false }, now));
    const members = new StaffMemberRepository(unit.tx);
    const person = await members.lock(scope, userId);
    refuse(decideInviteStaff(person));
    await members.invite(scope, userId, role);
    const token = await newLink(unit.tx, 'STAFF_INVITATION', { email }, now, STAFF_INVITATION_LIFE);
    unit.audit({
      subject: new RowRef('User', userId),
      accountId: null,
      before: known === null ? null : { staffInvitedRole: person.invitedRole },
      after: { staffInvitedRole: role, passwordLinkSentTo: email },
    });
    return { person, token };
  }

  changeRole({ role }: ChangeStaffRoleInput, call: Call): Promise<Outcome<ChangeStaffRolePayload>> {
    return this.write(call, async (unit, members, person) => {
      refuse(decideChangeStaffRole(person, role));
      const invited = person.staffRole === null;
      if (invited) await members.invite(call.scope, person.userId, role);
      else await members.setRole(call.scope, person.userId, role, call.now);
      unit.audit({
        ...subjectOf(person),
        before: invited
          ? { staffInvitedRole: person.invitedRole }
          : { staffRole: person.staffRole },
        after: invited ? { staffInvitedRole: role } : { staffRole: role },
      });
      if (!invited) tell(unit, person, role);
    });
  }

  remove(call: Call): Promise<Outcome<RemoveStaffPayload>> {
    return this.write(call, async (unit, members, person) => {
      refuse(decideRemoveStaff(person));
      await members.setRole(call.scope, person.userId, null, call.now);
      await new PersonRepository(unit.tx).removeLinks(new CredentialScope(person.email), [
        'STAFF_INVITATION',
      ]);
      unit.audit({
        ...subjectOf(person),
        before: { staffRole: person.staffRole, staffInvitedRole: person.invitedRole },
        after: { staffRole: null, staffInvitedRole: null },
      });
      if (person.staffRole !== null) tell(unit, person, null);
    });
  }

  disable({ reason }: DisableUserInput, call: Call): Promise<Outcome<DisableUserPayload>> {
    return this.write(call, async (unit, members, person) => {
      refuse(decideDisableUser(person, userOf(call.actor)));
      await members.setDisabled(call.scope, person.userId, call.now);
      const people = new PersonRepository(unit.tx);
      const credential = new CredentialScope(person.email);
      // Whoever is enabled one day signs in once more.
      await people.endSessions(credential, null, call.now);
      await people.removeLinks(credential, ['RESET_PASSWORD', 'CHANGE_EMAIL', 'STAFF_INVITATION']);
      unit.audit({
        ...subjectOf(person),
        ...{ before: { disabled: false }, after: { disabled: true }, reason },
      });
    });
  }

  enable({ reason }: EnableUserInput, call: Call): Promise<Outcome<EnableUserPayload>> {
    return this.write(call, async (unit, members, person) => {
      refuse(decideEnableUser(person));
      await members.setDisabled(call.scope, person.userId, null);
      unit.audit({
        ...subjectOf(person),
        ...{ before: { disabled: true }, after: { disabled: false }, reason },
      });
    });
  }

  private write(
    call: Call,
    work: (unit: Unit, members: StaffMemberRepository, person: StaffMember) => Promise<void>,
  ): Promise<Outcome<ChangeStaffRolePayload>> {
    return call.commit(async (unit) => {
      const members = new StaffMemberRepository(unit.tx);
      const person = await members.lock(call.scope, call.target.pk);
      await work(unit, members, person);
      return { user: new RowRef('User', person.userId) };
    });
  }
}

const subjectOf = ({ userId }: StaffMember) => ({
  subject: new RowRef('User', userId),
  accountId: null,
});

const tell = (unit: Unit, { email, fullName }: StaffMember, role: StaffRole | null): void =>
  unit.send(mail('staff-role', { email, name: fullName }, null, { role }, null));
