import { Field, InputType, ObjectType } from 'type-graphql';
import { Country, Email, Lines, NewPassword, Text } from '../../graphql/input';
import { WritePayload } from '../../graphql/write.types';
import { VatNumber } from './account.inputs';

@InputType({ description: 'Opens an account, and makes its holder.' })
export class SignUpInput {
  @Email({ description: 'E-mail address to sign in with, personal or departmental.' })
  readonly email!: string;
  @NewPassword({
    description: 'Password. How hard it is to guess decides, not which characters it is made of.',
  })
  readonly password!: string;
  @Text(200, { description: 'Full name of the holder: a person or an organization.' })
  readonly fullName!: string;
  @Text(200, {
    description: 'Name of the account.',
    leftOut: "the holder's name",
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
      'The request was taken: a mail is on its way to the address, and says how to go on. It is the same whether or not somebody signs in with the address already.',
  })
  readonly requested!: boolean | null;
}
