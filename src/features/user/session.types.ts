import { Field, InputType, ObjectType } from 'type-graphql';
import { Id } from '../../graphql/input';
import { Node, type NodeRow } from '../../graphql/node';
import { DateTimeScalar } from '../../graphql/scalars';
import { WritePayload } from '../../graphql/write.types';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'One browser or device that is signed in.',
})
export class Session extends Node {
  @Field(() => DateTimeScalar, { description: 'When it was signed in.' })
  readonly createdAt!: Date;
  @Field(() => DateTimeScalar, {
    description: 'When it last asked for something, to within five minutes.',
  })
  readonly lastSeenAt!: Date;
  @Field(() => DateTimeScalar, {
    description: 'When it ends in any case; it ends before if it is idle for 7 days.',
  })
  readonly expiresAt!: Date;
  @Field(() => String, {
    nullable: true,
    description: 'Network address that it was signed in from.',
  })
  readonly address!: string;
  @Field(() => String, {
    description: 'What the browser or device calls itself; may be empty.',
  })
  readonly userAgent!: string;
  @Field(() => Boolean, { description: 'Whether it is the one that asks.' })
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

@InputType({ description: "Ends one of one's own sessions." })
export class RevokeSessionInput {
  @Id({ description: 'The session.' })
  readonly sessionId!: string;
}

@ObjectType({ description: 'Result of `revokeSession`.', simpleResolvers: true })
export class RevokeSessionPayload extends WritePayload {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it has ended; from now on it opens nothing.',
  })
  readonly revoked!: boolean | null;
}
