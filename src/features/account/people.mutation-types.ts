import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Permission } from '../../domain/people/permission';
import { PermissionPreset } from '../../domain/people/preset';
import { Alert } from '../../domain/mail/preferences';
import {
  Email,
  Id,
  NewPassword,
  Secret,
  Text,
  EnumField,
  EnumListField,
  BooleanField,
} from '../../graphql/input';
import { registerEnums } from '../../graphql/register-enum';
import { DryRunInput, DryRunPayload, WritePayload } from '../../graphql/write.types';
import { Membership, type MembershipRow } from './account.types';

registerEnums(PermissionPreset);

const PERMISSIONS =
  'Permissions of the login. RESELLER and LEASE_PROVIDER can be granted only while the account is a partner of that kind.';
const ALERTS = 'Alerts that the login receives by mail; only those that apply to the account.';
const MARKETING = 'Whether the login receives marketing mail.';

@InputType({ description: 'Adds an authorized login to an account.' })
export class AddAuthorizedLoginInput extends DryRunInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
  @Email({ description: 'E-mail address to sign in with.' })
  readonly email!: string;
  @Text(200, { description: 'Full name.' })
  readonly fullName!: string;
  @NewPassword({
    description:
      'Password for a new user. A user who signs in already keeps their own and is invited.',
  })
  readonly password!: string;
  @Secret(1_000, { description: 'The same password again.' })
  readonly passwordConfirmation!: string;
  @EnumListField(() => Permission, { description: PERMISSIONS, whenAbsent: '`preset` is used' })
  readonly permissions?: readonly Permission[];
  @EnumField(() => PermissionPreset, {
    description: 'Permissions of the login, by what it is for.',
    whenAbsent: '`permissions` are used',
  })
  readonly preset?: PermissionPreset;
  @EnumListField(() => Alert, { description: ALERTS })
  readonly alerts!: readonly Alert[];
  @BooleanField({ description: MARKETING, whenAbsent: 'yes' })
  readonly marketingMail?: boolean;
}

@ObjectType({ description: 'Result of `addAuthorizedLogin`.', simpleResolvers: true })
export class AddAuthorizedLoginPayload extends DryRunPayload {
  @Field(() => Membership, {
    nullable: true,
    description:
      'The new membership. Its status is `INVITED` when the person signs in already: it gives no access until they accept.',
  })
  readonly membership!: MembershipRow | null;
}

@InputType({
  description: 'Changes permissions or alerts of a login. Omitted fields stay unchanged.',
})
export class UpdateAuthorizedLoginInput extends DryRunInput {
  @Id({ description: 'Membership of the login.' })
  readonly membershipId!: string;
  @EnumListField(() => Permission, { description: PERMISSIONS, whenAbsent: 'as they are' })
  readonly permissions?: readonly Permission[];
  @EnumListField(() => Alert, { description: ALERTS, whenAbsent: 'as they are' })
  readonly alerts?: readonly Alert[];
  @BooleanField({ description: MARKETING, whenAbsent: 'as it is' })
  readonly marketingMail?: boolean;
}

@ObjectType({ description: 'Result of `updateAuthorizedLogin`.', simpleResolvers: true })
export class UpdateAuthorizedLoginPayload extends DryRunPayload {
  @Field(() => Membership, { nullable: true, description: 'The membership as it is now.' })
  readonly membership!: MembershipRow | null;
}

@InputType({ description: 'Sets a new password for a login that forgot it.' })
export class SetAuthorizedLoginPasswordInput {
  @Id({ description: 'Membership of the login.' })
  readonly membershipId!: string;
  @NewPassword({ description: 'The new password.' })
  readonly newPassword!: string;
  @Secret(1_000, { description: 'The same password again.' })
  readonly passwordConfirmation!: string;
}

@ObjectType({ description: 'Result of `setAuthorizedLoginPassword`.', simpleResolvers: true })
export class SetAuthorizedLoginPasswordPayload extends WritePayload {
  @Field(() => Membership, { nullable: true, description: 'The membership of the login.' })
  readonly membership!: MembershipRow | null;
}

/** Input of what is done to a membership and needs no more. */
@InputType()
abstract class MembershipInput extends DryRunInput {
  @Id({ description: 'The membership.' })
  readonly membershipId!: string;
}

@InputType({ description: 'Removes a login from the account.' })
export class RemoveAuthorizedLoginInput extends MembershipInput {}
@InputType({ description: 'Sends the mail of an invitation again.' })
export class ResendInvitationInput extends MembershipInput {}
@InputType({ description: 'Accepts an invitation.' })
export class AcceptInvitationInput extends MembershipInput {}
@InputType({ description: 'Declines an invitation.' })
export class DeclineInvitationInput extends MembershipInput {}
@InputType({ description: 'Leaves an account.' })
export class LeaveAccountInput extends MembershipInput {}

/** Payload of what leaves the membership there. */
@ObjectType({ simpleResolvers: true })
abstract class MembershipPayload extends DryRunPayload {
  @Field(() => Membership, { nullable: true, description: 'The membership as it is now.' })
  readonly membership!: MembershipRow | null;
}
/** Payload of what takes the membership away. */
@ObjectType({ simpleResolvers: true })
abstract class FormerMembershipPayload extends DryRunPayload {
  @Field(() => ID, { nullable: true, description: 'Id of the removed membership.' })
  readonly removedMembershipId!: string | null;
}

@ObjectType({ description: 'Result of `resendInvitation`.', simpleResolvers: true })
export class ResendInvitationPayload extends MembershipPayload {}
@ObjectType({ description: 'Result of `acceptInvitation`.', simpleResolvers: true })
export class AcceptInvitationPayload extends MembershipPayload {}
@ObjectType({ description: 'Result of `declineInvitation`.', simpleResolvers: true })
export class DeclineInvitationPayload extends FormerMembershipPayload {}
@ObjectType({ description: 'Result of `removeAuthorizedLogin`.', simpleResolvers: true })
export class RemoveAuthorizedLoginPayload extends FormerMembershipPayload {}
@ObjectType({ description: 'Result of `leaveAccount`.', simpleResolvers: true })
export class LeaveAccountPayload extends FormerMembershipPayload {}
