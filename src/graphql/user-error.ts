import { Field, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'An error that the caller can fix: invalid input, a wrong state, a declined card.',
  simpleResolvers: true,
})
export class UserError {
  @Field(() => String, { description: 'Stable code for programs: `INVALID_CREDENTIALS`.' })
  readonly code!: string;
  @Field(() => String, { description: 'Message for people to read.' })
  readonly message!: string;
  @Field(() => [String], {
    nullable: true,
    description: 'Path of the input field with the error; null when it is not about a field.',
  })
  readonly field!: readonly string[] | null;
}
