import { Field, InputType, ObjectType } from 'type-graphql';
import { Id } from '../../graphql/input';
import { Node, type NodeRow } from '../../graphql/node';
import { DateTimeScalar } from '../../graphql/scalars';
import { WritePayload } from '../../graphql/write.types';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A session on one browser or device.',
})
export class Session extends Node {
  @Field(() => DateTimeScalar, { description: 'When it was opened.' })
  readonly createdAt!: Date;
  @Field(() => DateTimeScalar, {
    description: 'When it was last used, to within five minutes.',
  })
  readonly lastSeenAt!: Date;
  @Field(() => DateTimeScalar, {
    description: 'When it ends at the latest; it ends earlier after 7 days without a request.',
  })
  readonly expiresAt!: Date;
  @Field(() => String, {
    nullable: true,
    description: 'IP address of the sign-in.',
  })
  readonly address!: string;
  @Field(() => String, {
    description: 'User agent of the browser or device; can be empty.',
  })
  readonly userAgent!: string;
  @Field(() => Boolean, { description: 'Whether it is the session of this request.' })
  readonly current!: boolean;
}

export interface SessionRow extends NodeRow {
  readonly __typename: 'Session';
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly address: string;
  readonly userAgent: string;
}

@InputType({ description: "Revokes one of the viewer's sessions." })
export class RevokeSessionInput {
  @Id({ description: 'The session.' })
  readonly sessionId!: string;
}

@ObjectType({ description: 'Result of `revokeSession`.', simpleResolvers: true })
export class RevokeSessionPayload extends WritePayload {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it has ended.',
  })
  readonly revoked!: boolean | null;
}
