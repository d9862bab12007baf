import { Field, InputType, ObjectType } from 'type-graphql';
import type { Day } from '../../domain/billing/calendar';
import { BooleanField, Id, IdList, NestedList, Text } from '../../graphql/input';
import { Money } from '../../graphql/money';
import { DateScalar, DateTimeScalar } from '../../graphql/scalars';
import { UserError } from '../../graphql/user-error';
import { DryRunInput, DryRunPayload, WritePayload } from '../../graphql/write.types';
import { LONGEST_BATCH_TOKEN, MOST_AT_ONCE } from '../batch-result';
import { MOST_ADD_ONS } from './lease-writes.mutation-types';
import { Lease, type LeaseRow } from './lease.types';

const ONE_BY_ONE =
  'Otherwise each is handled independently, and `results` has the outcome of each.';

@InputType({ description: 'New terms of a lease.' })
export class LeaseChange {
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

@InputType({ description: 'Changes the terms of several leases of one account.' })
export class ModifyLeasesInput extends DryRunInput {
  @Id({ description: 'Account of the lease provider.' })
  readonly accountId!: string;
  @NestedList(() => LeaseChange, MOST_AT_ONCE, { description: 'Each lease once.' })
  readonly leases!: readonly LeaseChange[];
  @BooleanField({
    description: `Whether to change all of them or none. ${ONE_BY_ONE}`,
    whenAbsent: 'no',
  })
  readonly allOrNothing?: boolean;
}

@ObjectType({ description: 'Result of changing one of several leases.', simpleResolvers: true })
export class LeaseChangeResult {
  @Field(() => Lease, {
    nullable: true,
    description: 'The lease as it is now; null in a dry run.',
  })
  readonly lease!: LeaseRow | null;
  @Field(() => Money, {
    nullable: true,
    description:
      'Price of a whole month from today on, add-ons included, before tax; null when it was refused.',
  })
  readonly monthlyPrice!: Money | null;
  @Field(() => Money, {
    nullable: true,
    description: 'Cost of the running month with the change, before tax; null when it was refused.',
  })
  readonly thisMonth!: Money | null;
  @Field(() => [UserError], { description: 'Why it was refused; empty on success.' })
  readonly userErrors!: readonly UserError[];
}

@ObjectType({ description: 'Result of `modifyLeases`.', simpleResolvers: true })
export class ModifyLeasesPayload extends DryRunPayload {
  @Field(() => [LeaseChangeResult], {
    nullable: true,
    description:
      'One result for each lease, in the same order; null when `allOrNothing` applies and one was refused.',
  })
  readonly results!: readonly LeaseChangeResult[] | null;
  @Field(() => Money, {
    nullable: true,
    description:
      'By how much all changes together raise the price of a whole month, before tax; below zero when they lower it.',
  })
  readonly monthlyChange!: Money | null;
}

@InputType({ description: 'Shows the effect of stopping several leases of one account.' })
export class PrepareStopLeasesInput {
  @Id({ description: 'Account of the lease provider.' })
  readonly accountId!: string;
  @IdList(MOST_AT_ONCE, { description: 'The leases.' })
  readonly leaseIds!: readonly string[];
}

@ObjectType({ description: 'Effect of stopping one of several leases.', simpleResolvers: true })
export class PreparedStopResult {
  @Field(() => Lease, { nullable: true, description: 'The lease.' })
  readonly lease!: LeaseRow | null;
  @Field(() => Money, {
    nullable: true,
    description:
      'Remaining charge for the running month, before tax; null when it cannot be stopped.',
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
    description: 'Saving until the end of the month; can be zero. Null when it cannot be stopped.',
  })
  readonly saving!: Money | null;
  @Field(() => [UserError], { description: 'Why it cannot be stopped; empty when it can.' })
  readonly userErrors!: readonly UserError[];
}

@ObjectType({
  description: 'Effect of stopping several leases, to be shown and confirmed.',
  simpleResolvers: true,
})
export class PrepareStopLeasesPayload extends WritePayload {
  @Field(() => [PreparedStopResult], {
    nullable: true,
    description: 'One result for each lease, in the same order.',
  })
  readonly results!: readonly PreparedStopResult[] | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day of the stop: today. It is not billed, except for leases that started today.',
  })
  readonly stopsOn!: Day | null;
  @Field(() => Money, { nullable: true, description: 'Sum of the final charges, before tax.' })
  readonly finalCharge!: Money | null;
  @Field(() => Money, { nullable: true, description: 'Sum of the savings, before tax.' })
  readonly saving!: Money | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Confirmation token for `stopLeases`: of those leases that can be stopped. It is valid for 15 minutes, today only, and only for the viewer. Null when none can be stopped.',
  })
  readonly confirmationToken!: string | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the confirmation token expires; null when there is none.',
  })
  readonly confirmableUntil!: Date | null;
}

@InputType({ description: 'Stops several leases with the token of `prepareStopLeases`.' })
export class StopLeasesInput extends DryRunInput {
  @Text(LONGEST_BATCH_TOKEN, { description: 'Token from `prepareStopLeases`.' })
  readonly confirmationToken!: string;
  @BooleanField({
    description: `Whether to stop all of them or none. ${ONE_BY_ONE}`,
    whenAbsent: 'no',
  })
  readonly allOrNothing?: boolean;
}

@ObjectType({ description: 'Result of stopping one of several leases.', simpleResolvers: true })
export class LeaseStopResult {
  @Field(() => Lease, {
    nullable: true,
    description: 'The lease as it is now; null in a dry run.',
  })
  readonly lease!: LeaseRow | null;
  @Field(() => Money, {
    nullable: true,
    description: 'Remaining charge for the running month, before tax; null when it was refused.',
  })
  readonly finalCharge!: Money | null;
  @Field(() => [UserError], { description: 'Why it was refused; empty on success.' })
  readonly userErrors!: readonly UserError[];
}

@ObjectType({ description: 'Result of `stopLeases`.', simpleResolvers: true })
export class StopLeasesPayload extends DryRunPayload {
  @Field(() => [LeaseStopResult], {
    nullable: true,
    description:
      'One result for each lease that was confirmed, in the order of `prepareStopLeases`; null when `allOrNothing` applies and one was refused.',
  })
  readonly results!: readonly LeaseStopResult[] | null;
  @Field(() => Money, {
    nullable: true,
    description: 'Sum of the final charges of all leases that were stopped, before tax.',
  })
  readonly finalCharge!: Money | null;
}
