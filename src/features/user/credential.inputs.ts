import { Field, InputType, ObjectType } from 'type-graphql';
import { Credential, Email, NewPassword, Secret, Text, Yes } from '../../graphql/input';
import { WritePayload } from '../../graphql/write.types';
import { User, type UserRow } from './user.types';

const NEW_PASSWORD =
  'The new password. How hard it is to guess decides, not which characters it is made of.';
const TOKEN = 'Token of the link that was mailed; it works once, for 30 minutes.';
const RETURN_TOKEN =
  'For clients without cookies: return the new session token. Without it such a session keeps its own.';

/** Input of what gives the session that asks another token. */
@InputType()
abstract class RotatingInput {
  @Yes({ description: RETURN_TOKEN, leftOut: 'no' })
  readonly returnToken?: boolean;
}

/** Payload of what gives the session that asks another token. */
@ObjectType({ simpleResolvers: true })
abstract class RotatingPayload extends WritePayload {
  @Field(() => String, {
    nullable: true,
    description: 'The new session token, when `returnToken` asked for it. Shown this once.',
  })
  readonly token!: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'True when this repeats a call whose token was shown then, and is kept nowhere.',
  })
  readonly tokenWithheld!: boolean | null;
}

@InputType({ description: "Changes one's own password." })
export class ChangePasswordInput extends RotatingInput {
  @Secret(1_000, { description: 'The password so far, or the one-time password.' })
  readonly currentPassword!: string;
  @NewPassword({ description: NEW_PASSWORD })
  readonly newPassword!: string;
}

@ObjectType({ description: 'Result of `changePassword`.', simpleResolvers: true })
export class ChangePasswordPayload extends RotatingPayload {
  @Field(() => Boolean, { nullable: true, description: 'Whether the new password counts now.' })
  readonly changed!: boolean | null;
}

@InputType({ description: 'Asks for a link by which a new password can be chosen.' })
export class RequestPasswordResetInput {
  @Email({ description: 'E-mail address that the person signs in with.' })
  readonly email!: string;
}

@ObjectType({ description: 'Result of `requestPasswordReset`.', simpleResolvers: true })
export class RequestPasswordResetPayload extends WritePayload {
  @Field(() => Boolean, {
    nullable: true,
    description: 'The request was taken. It does not say whether anybody has the address.',
  })
  readonly requested!: boolean | null;
}

@InputType({ description: 'Chooses a new password by a mailed link.' })
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
    description: 'Whether the new password counts now. Every session has ended: sign in with it.',
  })
  readonly reset!: boolean | null;
}

@InputType({ description: 'Asks for a link that proves the address. There is nothing to say.' })
export class RequestEmailVerificationInput {
  @Text(255, {
    description: 'Any text of the client, returned as it came (Relay).',
    leftOut: 'null is returned',
    nullMeans: 'null is returned',
  })
  readonly clientMutationId?: string | null;
}

@ObjectType({ description: 'Result of `requestEmailVerification`.', simpleResolvers: true })
export class RequestEmailVerificationPayload extends WritePayload {
  @Field(() => Boolean, { nullable: true, description: 'Whether a link is on its way.' })
  readonly requested!: boolean | null;
  @Field(() => String, { nullable: true, description: 'The text of the input.' })
  readonly clientMutationId!: string | null;
}

@InputType({ description: 'Proves an address by the link that was mailed there.' })
export class VerifyEmailInput {
  @Credential(100, { description: TOKEN })
  readonly token!: string;
}

@ObjectType({ description: 'Result of `verifyEmail`.', simpleResolvers: true })
export class VerifyEmailPayload extends WritePayload {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the address is proved, and the one to sign in with.',
  })
  readonly verified!: boolean | null;
}

@InputType({ description: "Changes one's own name or address; what is left out stays as it is." })
export class UpdateMyselfInput {
  @Text(200, { description: 'Full name.', leftOut: 'as it is' })
  readonly fullName?: string;
  @Email({
    description:
      'New address to sign in with. It counts once the link that is mailed there was opened.',
    leftOut: 'as it is',
  })
  readonly email?: string;
  @Secret(1_000, {
    description: 'The password, which is asked for when the address is to change.',
    leftOut: 'the address cannot change',
  })
  readonly currentPassword?: string;
}

@ObjectType({ description: 'Result of `updateMyself`.', simpleResolvers: true })
export class UpdateMyselfPayload extends WritePayload {
  @Field(() => User, { nullable: true, description: 'The person as they are now.' })
  readonly user!: UserRow | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a link was sent to a new address, which counts once it was opened.',
  })
  readonly confirmationSent!: boolean | null;
}

@InputType({ description: 'Begins to use an authenticator app as a second factor.' })
export class EnableTwoFactorInput {
  @Secret(1_000, { description: 'The password.' })
  readonly currentPassword!: string;
}

@ObjectType({ description: 'What an authenticator app is given.', simpleResolvers: true })
export class EnableTwoFactorPayload extends WritePayload {
  @Field(() => String, {
    nullable: true,
    description: 'Secret for the app, Base32. Shown this once.',
  })
  readonly secret!: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'True when this repeats a call whose secret was shown then.',
  })
  readonly secretWithheld!: boolean | null;
  @Field(() => String, {
    nullable: true,
    description: 'The same as `otpauth://…`, to be shown as a QR code. Shown this once.',
  })
  readonly uri!: string | null;
}

@InputType({ description: 'Proves an authenticator app by its first code.' })
export class ConfirmTwoFactorInput extends RotatingInput {
  @Secret(20, { description: 'Code of six digits that the app shows.' })
  readonly code!: string;
}

@ObjectType({ description: 'Result of `confirmTwoFactor`.', simpleResolvers: true })
export class ConfirmTwoFactorPayload extends RotatingPayload {
  @Field(() => [String], {
    nullable: true,
    description:
      'Codes that open once each in place of the app, for when it is lost. Shown this once.',
  })
  readonly recoveryCodes!: readonly string[] | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'True when this repeats a call whose codes were shown then.',
  })
  readonly recoveryCodesWithheld!: boolean | null;
}

@InputType({ description: 'Takes the second factor away.' })
export class DisableTwoFactorInput {
  @Secret(1_000, { description: 'The password.' })
  readonly currentPassword!: string;
  @Secret(30, { description: 'Code of the app, or a recovery code.' })
  readonly code!: string;
}

@ObjectType({ description: 'Result of `disableTwoFactor`.', simpleResolvers: true })
export class DisableTwoFactorPayload extends WritePayload {
  @Field(() => Boolean, { nullable: true, description: 'Whether it is gone.' })
  readonly disabled!: boolean | null;
}
