import { Field, ObjectType } from 'type-graphql';
import { ErrorCode } from '../domain/error-code';
import { Action } from './write';

@ObjectType({
  description:
    'Whether the viewer may perform an action on an object now, by the same rules as the mutation.',
  simpleResolvers: true,
})
export class Decision {
  @Field(() => Boolean, { description: 'Whether the mutation would succeed, given valid input.' })
  readonly allowed!: boolean;
  @Field(() => ErrorCode, {
    nullable: true,
    description:
      'Why not: the error code of the mutation, such as `FORBIDDEN` or `LICENSE_SUSPENDED`; `NOT_APPLICABLE` when the action is not for this type of object. Null when it is allowed.',
  })
  readonly reason!: ErrorCode | null;
  @Field(() => String, {
    nullable: true,
    description: 'Why not, as a message for people; null when it is allowed.',
  })
  readonly message!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The missing permission, or `HOLDER`; null otherwise.',
  })
  readonly missingPermission!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Full name of the holder, who can grant the permission; null otherwise.',
  })
  readonly grantableBy!: string | null;
}

@ObjectType({
  description: 'An action on an object, and whether the viewer may perform it now.',
  simpleResolvers: true,
})
export class ActionDecision {
  @Field(() => Action, { description: 'The action, named after its mutation.' })
  readonly action!: Action;
  @Field(() => Decision, { description: 'Whether it is allowed now.' })
  readonly decision!: Decision;
}
