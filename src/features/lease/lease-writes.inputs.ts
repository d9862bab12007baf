import { Field, InputType, ObjectType } from 'type-graphql';
import { Country, Email, Id, IdList, NestedList, Text, Yes } from '../../graphql/input';
import { Money } from '../../graphql/money';
import { DateScalar, DateTimeScalar } from '../../graphql/scalars';
import { UserError } from '../../graphql/user-error';
import { RehearsableInput, RehearsablePayload, WritePayload } from '../../graphql/write.types';
import type { Day } from '../../domain/billing/calendar';
import { Lease, type LeaseRow } from './lease.types';

/** As many leases are started at once at most. */
export const MOST_AT_ONCE = 100;
/** As many add-ons a lease has at most. */
const MOST_ADD_ONS = 20;

const ADD_ONS = {
  description: 'Add-ons of the product’s family; some go with the Enterprise edition alone.',
  leftOut: 'none',
};
const NAME = {
  description: 'Name of the customer, should an account have to be made.',
  leftOut: 'the address',
};
const COUNTRY = {
  description: 'Country of the customer, should an account have to be made.',
  leftOut: 'yours',
};

@InputType({ description: 'What is leased, and for whom.' })
export class LeaseStart {
  @Id({ description: 'The product.' })
  readonly productId!: string;
  @IdList(MOST_ADD_ONS, ADD_ONS)
  readonly addOnIds?: readonly string[];
  @Email({ description: 'E-mail address of the customer; the key is mailed there.' })
  readonly customerEmail!: string;
  @Text(200, NAME)
  readonly customerName?: string;
  @Country(COUNTRY)
  readonly customerCountry?: string;
}

@InputType({ description: 'Starts a lease for a customer.' })
export class StartLeaseInput extends RehearsableInput {
  @Id({ description: 'The lease provider, who pays.' })
  readonly accountId!: string;
  @Id({ description: 'The product.' })
  readonly productId!: string;
  @IdList(MOST_ADD_ONS, ADD_ONS)
  readonly addOnIds?: readonly string[];
  @Email({ description: 'E-mail address of the customer; the key is mailed there.' })
  readonly customerEmail!: string;
  @Text(200, NAME)
  readonly customerName?: string;
  @Country(COUNTRY)
  readonly customerCountry?: string;
}

@ObjectType({ description: 'Result of `startLease`.', simpleResolvers: true })
export class StartLeasePayload extends RehearsablePayload {
  @Field(() => Lease, { nullable: true, description: 'The new lease; null in a dry run.' })
  readonly lease!: LeaseRow | null;
  @Field(() => Money, {
    nullable: true,
    description: 'Price of a whole month, add-ons included, before tax.',
  })
  readonly monthlyPrice!: Money | null;
  @Field(() => Money, {
    nullable: true,
    description: 'What the running month will cost, before tax.',
  })
  readonly thisMonth!: Money | null;
}

@InputType({ description: 'Starts several leases of one account.' })
export class StartLeasesInput extends RehearsableInput {
  @Id({ description: 'The lease provider, who pays.' })
  readonly accountId!: string;
  @NestedList(() => LeaseStart, MOST_AT_ONCE, { description: 'What is leased, and for whom.' })
  readonly leases!: readonly LeaseStart[];
  @Yes({
    description:
      'Start all of them or none. Otherwise each stands for itself, and `results` say how it ended.',
    leftOut: 'no',
  })
  readonly allOrNothing?: boolean;
}

@ObjectType({ description: 'Result of starting one of several leases.', simpleResolvers: true })
export class LeaseStartResult {
  @Field(() => Lease, {
    nullable: true,
    description: 'The new lease; null when it was refused, and in a dry run.',
  })
  readonly lease!: LeaseRow | null;
  @Field(() => Money, {
    nullable: true,
    description: 'Price of a whole month, add-ons included, before tax; null when it was refused.',
  })
  readonly monthlyPrice!: Money | null;
  @Field(() => [UserError], { description: 'Why it was refused; empty when all went well.' })
  readonly userErrors!: readonly UserError[];
}

@ObjectType({ description: 'Result of `startLeases`.', simpleResolvers: true })
export class StartLeasesPayload extends RehearsablePayload {
  @Field(() => [LeaseStartResult], {
    nullable: true,
    description:
      'One for each lease, in their order; null when all of them were to be started and one was refused.',
  })
  readonly results!: readonly LeaseStartResult[] | null;
}

@InputType({ description: 'Changes what is on lease, as one change.' })
export class ModifyLeaseInput extends RehearsableInput {
  @Id({ description: 'The lease.' })
  readonly leaseId!: string;
  @Id({
    description: 'The product from today on, of the same family.',
    leftOut: 'as it is',
  })
  readonly productId?: string;
  @IdList(MOST_ADD_ONS, {
    description: 'All add-ons from today on; none when empty.',
    leftOut: 'as they are',
  })
  readonly addOnIds?: readonly string[];
}

@ObjectType({ description: 'Result of `modifyLease`.', simpleResolvers: true })
export class ModifyLeasePayload extends RehearsablePayload {
  @Field(() => Lease, { nullable: true, description: 'The lease as it is now.' })
  readonly lease!: LeaseRow | null;
  @Field(() => Money, {
    nullable: true,
    description: 'Price of a whole month from today on, add-ons included, before tax.',
  })
  readonly monthlyPrice!: Money | null;
  @Field(() => Money, {
    nullable: true,
    description: 'What the running month will cost with the change, before tax.',
  })
  readonly thisMonth!: Money | null;
}

@InputType({ description: 'Asks what stopping a lease means.' })
export class PrepareStopLeaseInput {
  @Id({ description: 'The lease.' })
  readonly leaseId!: string;
}

@ObjectType({
  description: 'What stopping a lease means: show it, and let it be confirmed.',
  simpleResolvers: true,
})
export class PrepareStopLeasePayload extends WritePayload {
  @Field(() => Lease, { nullable: true, description: 'The lease.' })
  readonly lease!: LeaseRow | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day it would stop on: today, which is not billed unless it started today.',
  })
  readonly stopsOn!: Day | null;
  @Field(() => Money, {
    nullable: true,
    description: 'What it still costs for the running month, before tax.',
  })
  readonly finalCharge!: Money | null;
  @Field(() => String, {
    nullable: true,
    description:
      'How the final charge comes about: `17 of 28 days at 20.00`; null when it is nothing.',
  })
  readonly explanation!: string | null;
  @Field(() => Money, {
    nullable: true,
    description: "What stopping saves until the month's end; it may be nothing.",
  })
  readonly saving!: Money | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Confirms it: give it to `stopLease`. It works for you alone, today, for 15 minutes.',
  })
  readonly confirmationToken!: string | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when it can be confirmed.',
  })
  readonly confirmableUntil!: Date | null;
}

@InputType({ description: 'Stops a lease, as it was prepared.' })
export class StopLeaseInput extends RehearsableInput {
  @Text(1_000, { description: 'From `prepareStopLease`.' })
  readonly confirmationToken!: string;
}

@ObjectType({ description: 'Result of `stopLease`.', simpleResolvers: true })
export class StopLeasePayload extends RehearsablePayload {
  @Field(() => Lease, { nullable: true, description: 'The lease as it is now.' })
  readonly lease!: LeaseRow | null;
  @Field(() => Money, {
    nullable: true,
    description: 'What it still costs for the running month, before tax.',
  })
  readonly finalCharge!: Money | null;
}
