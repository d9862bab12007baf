import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { StaffRole } from '../../domain/access/permission';
import { UserError } from '../../graphql/user-error';
import { User, type UserRow } from './user.types';

registerEnumType(StaffRole, {
  name: 'StaffRole',
  description: "Roles of the vendor's own people; each includes the ones before it.",
  valuesConfig: {
    SUPPORT: { description: 'Reads across accounts and acts for customers.' },
    BILLING: { description: 'Also voids, credits and refunds.' },
    ADMIN: { description: 'Also sets partners, catalogue, mailings and staff.' },
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
}

export interface ViewerRow {
  readonly user: UserRow;
  readonly staffRole: StaffRole | null;
}

@InputType({ description: 'Signs a person in.' })
export class SignInInput {
  @Field(() => String, { description: 'E-mail address, at most 254 characters.' })
  readonly email!: string;
  @Field(() => String, { description: 'Password, at most 1,000 characters.' })
  readonly password!: string;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'For clients without cookies (mobile, command line): return the session token, to be sent as `Authorization: Bearer`, and set no cookie.',
  })
  readonly returnToken?: boolean | null;
}

@ObjectType({ description: 'What came of signing in.', simpleResolvers: true })
export class SignInPayload {
  @Field(() => Viewer, { nullable: true, description: 'Who is signed in now; null when refused.' })
  readonly viewer!: ViewerRow | null;
  @Field(() => String, {
    nullable: true,
    description: 'Session token, only when `returnToken` asked for it. Shown this once.',
  })
  readonly token!: string | null;
  @Field(() => [UserError], {
    description: '`INVALID_CREDENTIALS` when e-mail or password is wrong; it does not say which.',
  })
  readonly userErrors!: readonly UserError[];
}

@InputType({ description: 'Signs out. There is nothing to say.' })
export class SignOutInput {
  @Field(() => String, {
    nullable: true,
    description: 'Any text of the client, returned as it came (Relay).',
  })
  readonly clientMutationId?: string | null;
}

@ObjectType({ description: 'What came of signing out.', simpleResolvers: true })
export class SignOutPayload {
  @Field(() => String, { nullable: true, description: 'The text of the input.' })
  readonly clientMutationId!: string | null;
  @Field(() => [UserError], { description: 'Always empty.' })
  readonly userErrors!: readonly UserError[];
}
