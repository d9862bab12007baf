import { Field, ObjectType } from 'type-graphql';
import { Node, type NodeRow } from '../../graphql/node';
import { DateTimeScalar } from '../../graphql/scalars';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A person who can sign in, with access to any number of accounts.',
})
export class User extends Node {
  @Field(() => String, { description: 'E-mail address that the person signs in with.' })
  readonly email!: string;
  @Field(() => String, { description: 'Full name, as the person entered it.' })
  readonly fullName!: string;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the address was verified; null before that.',
  })
  readonly emailVerifiedAt!: Date | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether signing in also requires a code of an authenticator app.',
  })
  readonly twoFactorEnabled!: boolean | null;
}

export interface UserRow extends NodeRow {
  readonly __typename: 'User';
  readonly email: string;
  readonly fullName: string;
  readonly emailVerifiedAt: Date | null;
  /** 0 or 1; left out of the row that comes with the session. */
  readonly twoFactorEnabled?: number;
}
