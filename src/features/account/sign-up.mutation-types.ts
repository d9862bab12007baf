import { Field, InputType, ObjectType } from 'type-graphql';
import { Country, Email, Lines, NewPassword, Text } from '../../graphql/input';
import { WritePayload } from '../../graphql/write.types';
import { VatNumber } from './account.mutation-types';

@InputType({ description: 'Opens an account with a new user as its holder.' })
export class SignUpInput {
  @Email({ description: 'E-mail address to sign in with, personal or departmental.' })
  readonly email!: string;
  @NewPassword({
    description:
      'Password. Strength is judged by how hard it is to guess, not by kinds of characters.',
  })
  readonly password!: string;
  @Text(200, { description: 'Full name of the holder: a person or an organization.' })
  readonly fullName!: string;
  @Text(200, {
    description: 'Name of the account.',
    whenAbsent: "the holder's name",
  })
  readonly accountName?: string;
  @Lines(500, { description: 'Postal address; lines are separated by a newline.' })
  readonly address!: string;
  @Country({
    description: 'Country, ISO 3166-1 alpha-2: `DE`. It decides currency and tax.',
  })
  readonly country!: string;
  @VatNumber('none')
  readonly vatNumber?: string | null;
}

@ObjectType({ description: 'Result of `signUp`.', simpleResolvers: true })
export class SignUpPayload extends WritePayload {
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the request was accepted: a mail to the address says how to go on. The value is the same whether or not a user with the address exists.',
  })
  readonly requested!: boolean | null;
}
