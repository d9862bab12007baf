import { Field, ObjectType } from 'type-graphql';
import { ErrorCode } from '../domain/error-code';
import { registerEnums } from './register-enum';

registerEnums(ErrorCode);

@ObjectType({
  description: 'An error that the caller can fix: invalid input, a wrong state, a declined card.',
  simpleResolvers: true,
})
export class UserError {
  @Field(() => ErrorCode, { description: 'Why, for programs.' })
  readonly code!: ErrorCode;
  @Field(() => String, { description: 'Message for people to read.' })
  readonly message!: string;
  @Field(() => [String], {
    nullable: true,
    description: 'Path of the input field with the error; null when it is not about a field.',
  })
  readonly field!: readonly string[] | null;
}
