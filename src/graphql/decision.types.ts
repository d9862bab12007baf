import { Field, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    'Whether the viewer may do something to a node now, by the rules of the mutation itself.',
  simpleResolvers: true,
})
export class Decision {
  @Field(() => Boolean, { description: 'Whether the mutation would go through, given fit input.' })
  readonly allowed!: boolean;
  @Field(() => String, {
    nullable: true,
    description:
      'Why not: the code that the mutation would answer with, such as `FORBIDDEN` or `LICENSE_SUSPENDED`; `NOT_APPLICABLE` when it is not for this type of node.',
  })
  readonly reason!: string | null;
  @Field(() => String, { nullable: true, description: 'Why not, for the person.' })
  readonly message!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The permission that is missing, or `HOLDER`.',
  })
  readonly missingPermission!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Full name of the holder, who can grant it.',
  })
  readonly grantableBy!: string | null;
}
