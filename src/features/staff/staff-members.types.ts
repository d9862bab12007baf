import { Field, InputType, ObjectType } from 'type-graphql';
import { StaffRole } from '../../domain/people/permission';
import { connectionOf } from '../../graphql/connection';
import { Email, EnumField, Id, Text } from '../../graphql/input';
import { DateTimeScalar } from '../../graphql/scalars';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { User, type UserRow } from '../user/user.types';

export const StaffConnection = connectionOf<UserRow>('Staff', () => User);

@ObjectType({
  description: "A person's place among the vendor's staff: a role, or an invitation to one.",
  simpleResolvers: true,
})
export class StaffMembership {
  @Field(() => StaffRole, {
    nullable: true,
    description:
      'The role, which is in effect in sessions with a second factor; null while the person has not accepted the invitation.',
  })
  readonly staffRole!: StaffRole | null;
  @Field(() => StaffRole, {
    nullable: true,
    description: 'The role that the person is invited to; null once it was accepted.',
  })
  readonly invitedRole!: StaffRole | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Until when the invitation can be accepted; null once it was. `inviteStaff` sends another one.',
  })
  readonly invitationExpiresAt!: Date | null;
}

@InputType({ description: "Invites a person to the vendor's staff." })
export class InviteStaffInput extends DryRunInput {
  @Email({ description: 'E-mail address that the person signs in with, or will.' })
  readonly email!: string;
  @Text(200, { description: 'Full name. A person who can sign in already keeps their own.' })
  readonly fullName!: string;
  @EnumField(() => StaffRole, { description: 'The role.' })
  readonly role!: StaffRole;
}

@ObjectType({ simpleResolvers: true })
abstract class PersonPayload extends DryRunPayload {
  @Field(() => User, { nullable: true, description: 'The person as they are now.' })
  readonly user!: UserRow | null;
}

@ObjectType({ description: 'Result of `inviteStaff`.', simpleResolvers: true })
export class InviteStaffPayload extends PersonPayload {}

@InputType({ description: 'Gives a member of the staff another role.' })
export class ChangeStaffRoleInput extends DryRunInput {
  @Id({ description: 'The person.' })
  readonly userId!: string;
  @EnumField(() => StaffRole, { description: 'The role.' })
  readonly role!: StaffRole;
}

@ObjectType({ description: 'Result of `changeStaffRole`.', simpleResolvers: true })
export class ChangeStaffRolePayload extends PersonPayload {}

@InputType({ description: 'Removes a person from the staff.' })
export class RemoveStaffInput extends DryRunInput {
  @Id({ description: 'The person.' })
  readonly userId!: string;
}

@ObjectType({ description: 'Result of `removeStaff`.', simpleResolvers: true })
export class RemoveStaffPayload extends PersonPayload {}

@InputType({ description: 'Keeps a person from signing in.' })
export class DisableUserInput extends DryRunInput {
  @Id({ description: 'The person.' })
  readonly userId!: string;
  @Text(500, { description: 'Reason. It is shown in the history.' })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `disableUser`.', simpleResolvers: true })
export class DisableUserPayload extends PersonPayload {}

@InputType({ description: 'Lets a disabled person sign in.' })
export class EnableUserInput extends DryRunInput {
  @Id({ description: 'The person.' })
  readonly userId!: string;
  @Text(500, { description: 'Reason. It is shown in the history.' })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `enableUser`.', simpleResolvers: true })
export class EnableUserPayload extends PersonPayload {}
