import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Day } from '../../domain/billing/calendar';
import type { Currency } from '../../domain/billing/money';
import type { RowGrants } from '../../domain/people/row-grants';
import { LeaseStatus } from '../../domain/leasing/lease';
import { connectionOf } from '../../graphql/connection';
import { Money, type StoredMinor } from '../../graphql/money';
import { Node, type NodeRow } from '../../graphql/node';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../../graphql/scalars';
import { Product, type ProductRow } from '../catalog/catalog.types';
import { schemaEnum } from '../../domain/schema-enum';
import { registerEnums } from '../../graphql/register-enum';

/** Orders of lists of leases. */
export const LeaseSort = schemaEnum('LeaseSort', 'Sort order of a list of leases.', {
  NEWEST_FIRST: 'Newest first, by start.',
  OLDEST_FIRST: 'Oldest first, by start.',
  CUSTOMER_EMAIL: "By the customer's e-mail address that the key was mailed to.",
});
export type LeaseSort = keyof typeof LeaseSort;

registerEnums(LeaseStatus, LeaseSort);

@ObjectType({ description: 'Days of a month under the same terms.', simpleResolvers: true })
export class LeaseChargeSegment {
  @Field(() => DateScalar, { description: 'First day.' })
  readonly from!: Day;
  @Field(() => DateScalar, { description: 'Last day.' })
  readonly to!: Day;
  @Field(() => Int, { description: 'Number of days, first and last included.' })
  readonly days!: number;
  @Field(() => Money, { nullable: true, description: 'Price of a whole month under these terms.' })
  readonly rate!: Money;
}

@ObjectType({
  description:
    'Charge of a lease for a month, and its calculation: Σ rate·days ÷ divisor, rounded half up to the cent.',
  simpleResolvers: true,
})
export class LeaseCharge {
  @Field(() => [LeaseChargeSegment], {
    nullable: true,
    description: 'Days of the month, grouped by terms.',
  })
  readonly segments!: readonly LeaseChargeSegment[];
  @Field(() => Int, { description: 'Number of active days of the month.' })
  readonly days!: number;
  @Field(() => Int, { description: 'Divisor of the calculation: the active days, at least 28.' })
  readonly divisor!: number;
  @Field(() => Money, { nullable: true, description: 'The charge, before tax.' })
  readonly amount!: Money;
}

export type LeaseChargeSegmentRow = LeaseChargeSegment & {
  readonly productId: number;
  readonly grants: RowGrants;
};

export interface LeaseChargeRow {
  readonly segments: readonly LeaseChargeSegmentRow[];
  readonly days: number;
  readonly divisor: number;
  readonly amount: Money;
  readonly grants: RowGrants;
}

@ObjectType({
  description: 'Terms of a lease from a day on, until the next terms.',
  simpleResolvers: true,
})
export class LeaseTerm {
  @Field(() => DateScalar, { description: 'First day of these terms.' })
  readonly from!: Day;
  @Field(() => Product, { description: 'Product under these terms.' })
  readonly product!: ProductRow;
  @Field(() => Money, {
    nullable: true,
    description: 'Price of a whole month, add-ons included, before tax.',
  })
  readonly monthlyPrice!: Money;
}

export interface LeaseTermRow {
  readonly pk: number;
  readonly leaseId: number;
  readonly from: Day;
  readonly product: ProductRow;
  readonly price: StoredMinor;
  readonly monthlyPrice: Money;
  readonly grants: RowGrants;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A license that a lease provider pays for by the month, for a customer.',
})
export class Lease extends Node {
  @Field(() => String, { description: 'Number for people to read: `L-100417`.' })
  readonly number!: string;
  @Field(() => Product, { description: 'Present product.' })
  readonly product!: ProductRow;
  @Field(() => String, {
    nullable: true,
    description: 'E-mail address that the key was mailed to.',
  })
  readonly customerEmail!: string;
  @Field(() => LeaseStatus, { description: 'Status of the lease.' })
  readonly status!: LeaseStatus;
  @Field(() => DateTimeScalar, { description: 'When it started.' })
  readonly startedAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was stopped; null while it is running.',
  })
  readonly stoppedAt!: Date | null;
}

export interface LeaseRow extends NodeRow {
  readonly __typename: 'Lease';
  readonly accountId: number;
  readonly licenseId: number;
  readonly customerAccountId: number;
  readonly number: string;
  readonly customerEmail: string;
  readonly customerName: string;
  readonly status: LeaseStatus;
  readonly currency: Currency;
  readonly startedAt: Date;
  readonly startedOn: Day;
  readonly stoppedAt: Date | null;
  readonly stoppedOn: Day | null;
  readonly product: ProductRow;
}

@InputType({ description: 'Filter for a list of leases.' })
export class LeaseFilter {
  @Field(() => LeaseStatus, { nullable: true, description: 'Only leases of this status.' })
  readonly status?: LeaseStatus | null;
  @Field(() => String, {
    nullable: true,
    description:
      "Lease number, customer's e-mail address or part of it, whole license key, or name of a server that the license is active on.",
  })
  readonly search?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'True for idle leases only: running, but not active on any server, or active on one that has not checked in for 14 days. False for leases in use only.',
  })
  readonly idle?: boolean | null;
  @Field(() => [ID], { nullable: true, description: 'Only leases of these products.' })
  readonly productIds?: readonly string[] | null;
  @Field(() => DateScalar, { nullable: true, description: 'Started on or after this day.' })
  readonly startedFrom?: Day | null;
  @Field(() => DateScalar, { nullable: true, description: 'Started on or before this day.' })
  readonly startedTo?: Day | null;
  @Field(() => DateScalar, { nullable: true, description: 'Stopped on or after this day.' })
  readonly stoppedFrom?: Day | null;
  @Field(() => DateScalar, { nullable: true, description: 'Stopped on or before this day.' })
  readonly stoppedTo?: Day | null;
  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "Least price of a whole month under the present or last terms, before tax, in the account's currency.",
  })
  readonly monthlyPriceFrom?: string | null;
  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "Greatest price of a whole month under the present or last terms, before tax, in the account's currency.",
  })
  readonly monthlyPriceTo?: string | null;
}

export const LeaseConnection = connectionOf<LeaseRow>('Lease', () => Lease);
