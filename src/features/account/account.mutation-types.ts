import { Field, InputType, ObjectType } from 'type-graphql';
import { Country, Email, Id, Lines, Text, TextIs } from '../../graphql/input';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { Account, type AccountRow } from './account.types';
import { readVatNumber } from './vat-number';

/** In its normal form, of one that is right. */
export const normalizeVatNumber = (typed: string): string => readVatNumber(typed) ?? typed;

/** VAT number of a business; null for none. @param whenAbsent What leaving it out means. */
export const VatNumber =
  (whenAbsent: string): PropertyDecorator =>
  (target, name) => {
    Text(30, {
      description:
        "VAT number of a business, with its country first: `DE136695976`. Its form and check digits must be valid (`INVALID_VAT_NUMBER`), and it must be of the account's country (`VAT_NUMBER_OF_ANOTHER_COUNTRY`).",
      whenAbsent,
      nullMeans: 'none',
    })(target, name);
    TextIs(
      'INVALID_VAT_NUMBER',
      'This is not a valid VAT number; write it with its country: DE136695976.',
      (value) => readVatNumber(value) !== null,
    )(target, name);
  };

@InputType({ description: "Changes an account's profile. Omitted fields stay unchanged." })
export class UpdateAccountInput extends DryRunInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
  @Text(200, { description: 'Name of the person or organization.', whenAbsent: 'as it is' })
  readonly name?: string;
  @Email({
    description:
      'E-mail address, personal or departmental. Give the present address to receive another confirmation link.',
    whenAbsent: 'as it is',
  })
  readonly email?: string;
  @Lines(500, {
    description: 'Postal address; lines are separated by a newline.',
    whenAbsent: 'as it is',
  })
  readonly address?: string;
  @Country({
    description: 'Country, ISO 3166-1 alpha-2: `DE`. It decides the tax.',
    whenAbsent: 'as it is',
  })
  readonly country?: string;
  @VatNumber('as it is')
  readonly vatNumber?: string | null;
}

@ObjectType({ description: 'Result of `updateAccount`.', simpleResolvers: true })
export class UpdateAccountPayload extends DryRunPayload {
  @Field(() => Account, { nullable: true, description: 'The account as it is now.' })
  readonly account!: AccountRow | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether a confirmation link was mailed to the address of the account (see `verifyEmail`). Until the address is verified, nothing is assigned to the account by it.',
  })
  readonly confirmationSent!: boolean | null;
}
