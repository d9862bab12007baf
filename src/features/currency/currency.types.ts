import { Field, Int, ObjectType } from 'type-graphql';
import { CurrencyScalar } from '../../graphql/scalars';

@ObjectType({ simpleResolvers: true, description: 'A currency that the vendor sells in.' })
export class OfferedCurrency {
  @Field(() => CurrencyScalar, { description: 'ISO 4217 code.' })
  readonly code!: string;
  @Field(() => String, { description: 'Name for people to read: `Swiss franc`.' })
  readonly name!: string;
  @Field(() => Int, { description: 'How many decimals its amounts have.' })
  readonly minorDigits!: number;
  @Field(() => [String], {
    description: 'Countries, ISO 3166-1 alpha-2, whose new accounts are billed in it.',
  })
  readonly countries!: readonly string[];
  @Field(() => Boolean, {
    description: 'Whether new accounts of all other countries are billed in it.',
  })
  readonly isDefault!: boolean;
  @Field(() => Boolean, {
    description: 'Whether no new account is billed in it; accounts that are go on.',
  })
  readonly withdrawn!: boolean;
}
