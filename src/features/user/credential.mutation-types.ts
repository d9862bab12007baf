import { Field, InputType, ObjectType } from 'type-graphql';
import { Credential, Email, NewPassword, Secret, Text, BooleanField } from '../../graphql/input';
import { WritePayload } from '../../graphql/write.types';
import { User, type UserRow } from './user.types';

const NEW_PASSWORD =
  'The new password. Strength is judged by how hard it is to guess, not by kinds of characters.';
const TOKEN = 'Token of the mailed link; it works once, for 30 minutes.';
const RETURN_TOKEN =
  'For clients without cookies: whether to return the new session token. Otherwise such a session keeps its own.';

/** Input of what gives the session that asks another token. */
@InputType()
abstract class RotatingInput {
  @BooleanField({ description: RETURN_TOKEN, whenAbsent: 'no' })
  readonly returnToken?: boolean;
}

/** Payload of what gives the session that asks another token. */
@ObjectType({ simpleResolvers: true })
abstract class RotatingPayload extends WritePayload {
  @Field(() => String, {
    nullable: true,
    description:
      'The new session token, when `returnToken` is true; null otherwise. Shown only once.',
  })
  readonly token!: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'True when this is a repeat of an earlier call: the token was returned then and is not stored.',
  })
  readonly tokenWithheld!: boolean | null;
}

@InputType({ description: "Changes the viewer's password." })
export class ChangePasswordInput extends RotatingInput {
  @Secret(1_000, { description: 'The present password, or the one-time password.' })
  readonly currentPassword!: string;
  @NewPassword({ description: NEW_PASSWORD })
  readonly newPassword!: string;
}

@ObjectType({ description: 'Result of `changePassword`.', simpleResolvers: true })
export class ChangePasswordPayload extends RotatingPayload {
  @Field(() => Boolean, { nullable: true, description: 'Whether the password was changed.' })
  readonly changed!: boolean | null;
}

@InputType({ description: 'Requests a link to choose a new password.' })
export class RequestPasswordResetInput {
  @Email({ description: 'E-mail address that the person signs in with.' })
  readonly email!: string;
}

@ObjectType({ description: 'Result of `requestPasswordReset`.', simpleResolvers: true })
export class RequestPasswordResetPayload extends WritePayload {
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the request was accepted. It does not reveal whether a user has the address.',
  })
  readonly requested!: boolean | null;
}

@InputType({ description: 'Chooses a new password with a mailed link.' })
export class ResetPasswordInput {
  @Credential(100, { description: TOKEN })
  readonly token!: string;
  @NewPassword({ description: NEW_PASSWORD })
  readonly newPassword!: string;
}

@ObjectType({ description: 'Result of `resetPassword`.', simpleResolvers: true })
export class ResetPasswordPayload extends WritePayload {
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the password was changed. All sessions have ended: sign in with the new password.',
  })
  readonly reset!: boolean | null;
}

@InputType({
  description: "Requests a link that verifies the viewer's address. It needs no fields.",
})
export class RequestEmailVerificationInput {
  @Text(255, {
    description: 'Any text of the client; it is returned unchanged (Relay).',
    whenAbsent: 'null is returned',
    nullMeans: 'null is returned',
  })
  readonly clientMutationId?: string | null;
}

@ObjectType({ description: 'Result of `requestEmailVerification`.', simpleResolvers: true })
export class RequestEmailVerificationPayload extends WritePayload {
  @Field(() => Boolean, { nullable: true, description: 'Whether a link was mailed.' })
  readonly requested!: boolean | null;
  @Field(() => String, { nullable: true, description: 'The `clientMutationId` of the input.' })
  readonly clientMutationId!: string | null;
}

@InputType({ description: 'Verifies an address with the mailed link.' })
export class VerifyEmailInput {
  @Credential(100, { description: TOKEN })
  readonly token!: string;
}

@ObjectType({ description: 'Result of `verifyEmail`.', simpleResolvers: true })
export class VerifyEmailPayload extends WritePayload {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the address is verified and can be used to sign in.',
  })
  readonly verified!: boolean | null;
}

@InputType({ description: "Changes the viewer's name or address. Omitted fields stay unchanged." })
export class UpdateMyselfInput {
  @Text(200, { description: 'Full name.', whenAbsent: 'as it is' })
  readonly fullName?: string;
  @Email({
    description:
      'New address to sign in with. It takes effect once the link that is mailed there was opened.',
    whenAbsent: 'as it is',
  })
  readonly email?: string;
  @Secret(1_000, {
    description: 'The present password; required to change the address.',
    whenAbsent: 'the address cannot be changed',
  })
  readonly currentPassword?: string;
}

@ObjectType({ description: 'Result of `updateMyself`.', simpleResolvers: true })
export class UpdateMyselfPayload extends WritePayload {
  @Field(() => User, { nullable: true, description: 'The updated person.' })
  readonly user!: UserRow | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether a link was mailed to the new address, which takes effect once the link was opened.',
  })
  readonly confirmationSent!: boolean | null;
}

@InputType({ description: 'Starts setting up an authenticator app as second factor.' })
export class EnableTwoFactorInput {
  @Secret(1_000, { description: 'The password.' })
  readonly currentPassword!: string;
}

@ObjectType({ description: 'Data for an authenticator app.', simpleResolvers: true })
export class EnableTwoFactorPayload extends WritePayload {
  @Field(() => String, {
    nullable: true,
    description: 'Secret for the app, Base32. Shown only once.',
  })
  readonly secret!: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'True when this is a repeat of an earlier call: the secret was returned then.',
  })
  readonly secretWithheld!: boolean | null;
  @Field(() => String, {
    nullable: true,
    description: 'The same as `otpauth://…`, for a QR code. Shown only once.',
  })
  readonly uri!: string | null;
}

@InputType({ description: 'Confirms an authenticator app by its first code.' })
export class ConfirmTwoFactorInput extends RotatingInput {
  @Secret(20, { description: 'Code of six digits that the app shows.' })
  readonly code!: string;
}

@ObjectType({ description: 'Result of `confirmTwoFactor`.', simpleResolvers: true })
export class ConfirmTwoFactorPayload extends RotatingPayload {
  @Field(() => [String], {
    nullable: true,
    description:
      'Recovery codes. Each works once in place of the app, in case it is lost. Shown only once.',
  })
  readonly recoveryCodes!: readonly string[] | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'True when this is a repeat of an earlier call: the codes were returned then.',
  })
  readonly recoveryCodesWithheld!: boolean | null;
}

@InputType({ description: 'Removes the second factor.' })
export class DisableTwoFactorInput {
  @Secret(1_000, { description: 'The password.' })
  readonly currentPassword!: string;
  @Secret(30, { description: 'Code of the app, or a recovery code.' })
  readonly code!: string;
}

@ObjectType({ description: 'Result of `disableTwoFactor`.', simpleResolvers: true })
export class DisableTwoFactorPayload extends WritePayload {
  @Field(() => Boolean, { nullable: true, description: 'Whether it was removed.' })
  readonly disabled!: boolean | null;
}
