import { Field, InputType, ObjectType } from 'type-graphql';
import { Country, Email, Id, IdList, NestedList, Text, BooleanField } from '../../graphql/input';
import { Money } from '../../graphql/money';
import { DateScalar, DateTimeScalar } from '../../graphql/scalars';
import { UserError } from '../../graphql/user-error';
import { DryRunInput, DryRunPayload, WritePayload } from '../../graphql/write.types';
import type { Day } from '../../domain/billing/calendar';
import { MOST_AT_ONCE } from '../batch-result';
import { CUSTOMER_EMAIL, customerIdBeside } from '../customer/customer.input';
import { Lease, type LeaseRow } from './lease.types';

/** As many add-ons a lease has at most. */
export const MOST_ADD_ONS = 20;

const ADD_ONS = {
  description: 'Add-ons of the product’s family; some require the Enterprise edition.',
  whenAbsent: 'none',
};
const CUSTOMER = customerIdBeside('customerEmail');
const NAME = {
  description: 'Name of the customer, in case a new account is created.',
  whenAbsent: 'the e-mail address',
};
const COUNTRY = {
  description: 'Country of the customer, in case a new account is created.',
  whenAbsent: 'yours',
};

@InputType({ description: 'Product and customer of a new lease.' })
export class LeaseStart {
  @Id({ description: 'The product.' })
  readonly productId!: string;
  @IdList(MOST_ADD_ONS, ADD_ONS)
  readonly addOnIds?: readonly string[];
  @Email(CUSTOMER_EMAIL)
  readonly customerEmail?: string;
  @Id(CUSTOMER)
  readonly customerId?: string;
  @Text(200, NAME)
  readonly customerName?: string;
  @Country(COUNTRY)
  readonly customerCountry?: string;
}

@InputType({ description: 'Starts a lease for a customer.' })
export class StartLeaseInput extends DryRunInput {
  @Id({ description: 'Account of the lease provider, who pays.' })
  readonly accountId!: string;
  @Id({ description: 'The product.' })
  readonly productId!: string;
  @IdList(MOST_ADD_ONS, ADD_ONS)
  readonly addOnIds?: readonly string[];
  @Email(CUSTOMER_EMAIL)
  readonly customerEmail?: string;
  @Id(CUSTOMER)
  readonly customerId?: string;
  @Text(200, NAME)
  readonly customerName?: string;
  @Country(COUNTRY)
  readonly customerCountry?: string;
}

@ObjectType({ description: 'Result of `startLease`.', simpleResolvers: true })
export class StartLeasePayload extends DryRunPayload {
  @Field(() => Lease, { nullable: true, description: 'The new lease; null in a dry run.' })
  readonly lease!: LeaseRow | null;
  @Field(() => Money, {
    nullable: true,
    description: 'Price of a whole month, add-ons included, before tax.',
  })
  readonly monthlyPrice!: Money | null;
  @Field(() => Money, {
    nullable: true,
    description: 'Cost of the running month, before tax.',
  })
  readonly thisMonth!: Money | null;
}

@InputType({ description: 'Starts several leases of one account.' })
export class StartLeasesInput extends DryRunInput {
  @Id({ description: 'Account of the lease provider, who pays.' })
  readonly accountId!: string;
  @NestedList(() => LeaseStart, MOST_AT_ONCE, {
    description: 'Product and customer of a new lease.',
  })
  readonly leases!: readonly LeaseStart[];
  @BooleanField({
    description:
      'Whether to start all of them or none. Otherwise each is started independently, and `results` has the outcome of each.',
    whenAbsent: 'no',
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
  @Field(() => Money, {
    nullable: true,
    description: 'Cost of the running month, before tax; null when it was refused.',
  })
  readonly thisMonth!: Money | null;
  @Field(() => [UserError], { description: 'Why it was refused; empty on success.' })
  readonly userErrors!: readonly UserError[];
}

@ObjectType({ description: 'Result of `startLeases`.', simpleResolvers: true })
export class StartLeasesPayload extends DryRunPayload {
  @Field(() => [LeaseStartResult], {
    nullable: true,
    description:
      'One result for each lease, in the same order; null when `allOrNothing` applies and one was refused.',
  })
  readonly results!: readonly LeaseStartResult[] | null;
  @Field(() => Money, {
    nullable: true,
    description: 'Price of a whole month of all that start, before tax.',
  })
  readonly monthlyPrice!: Money | null;
  @Field(() => Money, {
    nullable: true,
    description: 'Cost of the running month of all that start, before tax.',
  })
  readonly thisMonth!: Money | null;
}

@InputType({ description: 'Changes the terms of a lease.' })
export class ModifyLeaseInput extends DryRunInput {
  @Id({ description: 'The lease.' })
  readonly leaseId!: string;
  @Id({
    description: 'The product from today on; must be of the same family.',
    whenAbsent: 'as it is',
  })
  readonly productId?: string;
  @IdList(MOST_ADD_ONS, {
    description: 'All add-ons from today on; an empty list removes all.',
    whenAbsent: 'as they are',
  })
  readonly addOnIds?: readonly string[];
}

@ObjectType({ description: 'Result of `modifyLease`.', simpleResolvers: true })
export class ModifyLeasePayload extends DryRunPayload {
  @Field(() => Lease, { nullable: true, description: 'The lease as it is now.' })
  readonly lease!: LeaseRow | null;
  @Field(() => Money, {
    nullable: true,
    description: 'Price of a whole month from today on, add-ons included, before tax.',
  })
  readonly monthlyPrice!: Money | null;
  @Field(() => Money, {
    nullable: true,
    description: 'Cost of the running month with the change, before tax.',
  })
  readonly thisMonth!: Money | null;
}

@InputType({ description: 'Shows the effect of stopping a lease.' })
export class PrepareStopLeaseInput {
  @Id({ description: 'The lease.' })
  readonly leaseId!: string;
}

@ObjectType({
  description: 'Effect of stopping a lease, to be shown and confirmed.',
  simpleResolvers: true,
})
export class PrepareStopLeasePayload extends WritePayload {
  @Field(() => Lease, { nullable: true, description: 'The lease.' })
  readonly lease!: LeaseRow | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day of the stop: today. It is not billed, unless the lease started today.',
  })
  readonly stopsOn!: Day | null;
  @Field(() => Money, {
    nullable: true,
    description: 'Remaining charge for the running month, before tax.',
  })
  readonly finalCharge!: Money | null;
  @Field(() => String, {
    nullable: true,
    description:
      'How the final charge is calculated: `17 of 28 days at 20.00`; null when it is zero.',
  })
  readonly explanation!: string | null;
  @Field(() => Money, {
    nullable: true,
    description: 'Saving until the end of the month; can be zero.',
  })
  readonly saving!: Money | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Confirmation token for `stopLease`. It is valid for 15 minutes, today only, and only for the viewer.',
  })
  readonly confirmationToken!: string | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the confirmation token expires.',
  })
  readonly confirmableUntil!: Date | null;
}

@InputType({ description: 'Stops a lease with the token of `prepareStopLease`.' })
export class StopLeaseInput extends DryRunInput {
  @Text(1_000, { description: 'Token from `prepareStopLease`.' })
  readonly confirmationToken!: string;
}

@ObjectType({ description: 'Result of `stopLease`.', simpleResolvers: true })
export class StopLeasePayload extends DryRunPayload {
  @Field(() => Lease, { nullable: true, description: 'The lease as it is now.' })
  readonly lease!: LeaseRow | null;
  @Field(() => Money, {
    nullable: true,
    description: 'Remaining charge for the running month, before tax.',
  })
  readonly finalCharge!: Money | null;
}
