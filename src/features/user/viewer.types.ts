import { Field, InputType, ObjectType } from 'type-graphql';
import { StaffRole } from '../../domain/people/permission';
import { EmailToSignIn, Secret, Text, BooleanField } from '../../graphql/input';
import { WritePayload } from '../../graphql/write.types';
import { User, type UserRow } from './user.types';
import { registerEnums } from '../../graphql/register-enum';

registerEnums(StaffRole);

@ObjectType({ description: 'The caller and everything they can access.', simpleResolvers: true })
export class Viewer {
  @Field(() => User, { nullable: true, description: 'The signed-in person.' })
  readonly user!: UserRow | null;
  @Field(() => StaffRole, {
    nullable: true,
    description: 'Role of a member of the staff; null for others.',
  })
  readonly staffRole!: StaffRole | null;
  @Field(() => Boolean, {
    description: 'Whether a one-time password has to be changed before anything else is allowed.',
  })
  readonly passwordChangeRequired!: boolean;
  @Field(() => Boolean, {
    description:
      'Whether the person is staff whose role is not in effect in this session, because it lacks a second factor: see `enableTwoFactor`, or sign in with a code.',
  })
  readonly secondFactorRequired!: boolean;
}

export interface ViewerRow {
  /** Null for an API token: it is no person. */
  readonly user: UserRow | null;
  readonly staffRole: StaffRole | null;
  readonly passwordChangeRequired: boolean;
  readonly secondFactorRequired: boolean;
}

@InputType({ description: 'Signs a person in.' })
export class SignInInput {
  @EmailToSignIn({ description: 'E-mail address.' })
  readonly email!: string;
  @Secret(1_000, { description: 'Password.' })
  readonly password!: string;
  @Secret(30, {
    description:
      'Code of the authenticator app, or a recovery code, for people with a second factor. Without it `TWO_FACTOR_REQUIRED` is returned to them.',
    whenAbsent: 'none',
    nullMeans: 'none',
  })
  readonly code?: string | null;
  @BooleanField({
    description:
      'For clients without cookies (mobile, command line): whether to return the session token, to be sent as `Authorization: Bearer`, instead of setting a cookie.',
    whenAbsent: 'no',
  })
  readonly returnToken?: boolean;
}

@ObjectType({ description: 'Result of `signIn`.', simpleResolvers: true })
export class SignInPayload extends WritePayload {
  /** Whether the password was right. */
  readonly signedIn?: boolean;
  @Field(() => Viewer, {
    nullable: true,
    description: 'The signed-in viewer; null when sign-in was refused.',
  })
  readonly viewer!: ViewerRow | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Session token, only when `returnToken` is true. Shown only once: a repeat with the same idempotency key returns null.',
  })
  readonly token!: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'True when this is a repeat of an earlier call: the token was returned then and is not stored. Sign in again for another one.',
  })
  readonly tokenWithheld!: boolean | null;
}

@InputType({ description: 'Signs out. It needs no fields.' })
export class SignOutInput {
  @Text(255, {
    description: 'Any text of the client; it is returned unchanged (Relay).',
    whenAbsent: 'null is returned',
    nullMeans: 'null is returned',
  })
  readonly clientMutationId?: string | null;
}

@ObjectType({ description: 'Result of `signOut`.', simpleResolvers: true })
export class SignOutPayload extends WritePayload {
  @Field(() => String, { nullable: true, description: 'The `clientMutationId` of the input.' })
  readonly clientMutationId!: string | null;
}
