import { Field, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'What the person can mend: invalid input, a wrong state, a declined card.',
  simpleResolvers: true,
})
export class UserError {
  @Field(() => String, { description: 'Stable, for programs: `INVALID_CREDENTIALS`.' })
  readonly code!: string;
  @Field(() => String, { description: 'For the person, in plain words.' })
  readonly message!: string;
  @Field(() => [String], {
    nullable: true,
    description: 'Path of the input field that it is about, if it is about one.',
  })
  readonly field!: readonly string[] | null;
}
