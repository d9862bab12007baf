import { Field, InputType, ObjectType } from 'type-graphql';
import { Decimal, Id, Lines, BooleanField } from '../../graphql/input';
import { DateTimeScalar } from '../../graphql/scalars';
import { DryRunInput, DryRunPayload, WritePayload } from '../../graphql/write.types';
import { Account, type AccountRow } from '../account/account.types';

@InputType({
  description: 'Sets the partner capabilities of an account. Omitted fields stay unchanged.',
})
export class SetPartnerInput extends DryRunInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
  @BooleanField({ description: 'Whether it buys licenses to resell them.', whenAbsent: 'as it is' })
  readonly reseller?: boolean;
  @BooleanField({
    description: 'Whether it leases licenses by the month to customers.',
    whenAbsent: 'as it is',
  })
  readonly leaseProvider?: boolean;
  @Decimal({
    description: 'Discount on purchases in percent, 0 to 100 with at most two decimals.',
    whenAbsent: 'as it is',
  })
  readonly discountPercent?: string;
}

@ObjectType({ description: 'Result of `setPartner`.', simpleResolvers: true })
export class SetPartnerPayload extends DryRunPayload {
  @Field(() => Account, { nullable: true, description: 'The account as it is now.' })
  readonly account!: AccountRow | null;
}

@InputType({ description: 'Starts impersonating a customer for an hour.' })
export class ActAsInput {
  @Id({ description: "The customer's account." })
  readonly accountId!: string;
  @Lines(500, {
    description: 'Reason. It is shown in every entry of the history, and the holder can read it.',
  })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `actAs`.', simpleResolvers: true })
export class ActAsPayload extends WritePayload {
  @Field(() => Account, { nullable: true, description: 'The impersonated account.' })
  readonly account!: AccountRow | null;
  /** ISO 8601, as an answer is kept. */
  readonly until?: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the impersonation ends.' })
  readonly endsAt!: Date | null;
}
