import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { StaffRole } from '../../domain/access/permission';
import { EmailToSignIn, Secret, Text, Yes } from '../../graphql/input';
import { WritePayload } from '../../graphql/write.types';
import { User, type UserRow } from './user.types';

registerEnumType(StaffRole, {
  name: 'StaffRole',
  description: "Roles of the vendor's own people; each includes the ones before it.",
  valuesConfig: {
    SUPPORT: { description: 'Reads across accounts and acts for customers.' },
    BILLING: { description: 'Also voids, credits and refunds.' },
    ADMIN: { description: 'Also sets partners, catalog, mailings and staff.' },
  },
});

@ObjectType({ description: 'Who asks, and what they can reach.', simpleResolvers: true })
export class Viewer {
  @Field(() => User, { nullable: true, description: 'The person who is signed in.' })
  readonly user!: UserRow | null;
  @Field(() => StaffRole, {
    nullable: true,
    description: "Role of a member of the vendor's staff; null for everybody else.",
  })
  readonly staffRole!: StaffRole | null;
  @Field(() => Boolean, {
    description: 'Whether a one-time password has to be changed first: nothing else opens before.',
  })
  readonly passwordChangeRequired!: boolean;
  @Field(() => Boolean, {
    description:
      'Whether the person is staff whose role does not count in this session, for want of a second factor: see `enableTwoFactor`, or sign in with a code.',
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
      'Code of the authenticator app, or a recovery code, for whoever uses a second factor. Without it the answer to them is `TWO_FACTOR_REQUIRED`.',
    leftOut: 'none',
    nullMeans: 'none',
  })
  readonly code?: string | null;
  @Yes({
    description:
      'For clients without cookies (mobile, command line): return the session token, to be sent as `Authorization: Bearer`, and set no cookie.',
    leftOut: 'no',
  })
  readonly returnToken?: boolean;
}

@ObjectType({ description: 'Result of `signIn`.', simpleResolvers: true })
export class SignInPayload extends WritePayload {
  /** Whether the password was right. */
  readonly signedIn?: boolean;
  @Field(() => Viewer, { nullable: true, description: 'Who is signed in now; null when refused.' })
  readonly viewer!: ViewerRow | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Session token, only when `returnToken` asked for it. Shown this once: a repeat with the same idempotency key gets null.',
  })
  readonly token!: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'True when this repeats a call whose token was shown then, and is kept nowhere. Sign in anew for another one.',
  })
  readonly tokenWithheld!: boolean | null;
}

@InputType({ description: 'Signs out. There is nothing to say.' })
export class SignOutInput {
  @Text(255, {
    description: 'Any text of the client, returned as it came (Relay).',
    leftOut: 'null is returned',
    nullMeans: 'null is returned',
  })
  readonly clientMutationId?: string | null;
}

@ObjectType({ description: 'Result of `signOut`.', simpleResolvers: true })
export class SignOutPayload extends WritePayload {
  @Field(() => String, { nullable: true, description: 'The text of the input.' })
  readonly clientMutationId!: string | null;
}
